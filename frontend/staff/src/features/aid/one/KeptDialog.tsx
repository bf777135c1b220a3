import { useQuery } from "@tanstack/react-query";
import type { HouseholdOut, KeptFile, KeptPerson } from "@unionhome/client/model";
import { moment, yuan } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../../ui/dialog/Dialog";
import { useDictionary } from "../../../ui/page/dictionary";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Section } from "../../../ui/record/Section";
import { Scroll } from "../../../ui/scroll/Scroll";
import { Status } from "../../../ui/status/Status";
import styles from "../aid.module.css";
import { keptFile } from "../data";
import { useSchooling } from "../useSchooling";
import { Content } from "./Content";
import { LineFigure } from "./LineFigure";
import { useHealth } from "./useHealth";

interface KeptDialogProps {
  household: HouseholdOut;
  snapshot: string;
  title: string;
  onClose(): void;
}

/** A file as it was kept, whole: what was said then, and at each field whether it says something else today. */
export function KeptDialog({ household, snapshot, title, onClose }: KeptDialogProps) {
  const { data, error } = useQuery(keptFile(household.id, snapshot));
  return (
    <Dialog title={title} width={960} onClose={onClose}>
      {error && <ProblemStrip boxed problem={error} />}
      {data && <Kept file={data} />}
    </Dialog>
  );
}

function Kept({ file }: { file: KeptFile }) {
  const { t } = useTranslation();
  const changed = file.changed.length + file.people.filter((one) => one.gone || one.changed.length > 0).length;
  const judged = file.evaluation;
  return (
    <Scroll className={styles.kept} label={t("aid:kept.title")}>
      <p className={styles.said}>
        {t("aid:kept.by", { name: file.taken_by_name, at: moment(file.taken_at) })}{" "}
        {changed + file.joined.length === 0 ? t("aid:kept.same") : t("aid:kept.differs")}
      </p>
      {judged && <LineFigure gross={judged.gross_fen} net={judged.net_fen} line={judged.line_fen} limits={[]} />}
      <Section kind="ruled" title={t("aid:tab.people")}>
        <People people={file.people} />
        {file.joined.length > 0 && (
          <p className={styles.said}>{t("aid:kept.joined", { names: file.joined.join(t("ui:comma")) })}</p>
        )}
      </Section>
      <div className={styles.panes}>
        <Content said={file.content} worker={file.people[0]} changed={file.changed} />
      </div>
    </Scroll>
  );
}

function People({ people }: { people: readonly KeptPerson[] }) {
  const { t } = useTranslation();
  const relations = useDictionary("relation");
  const livelihoods = useDictionary("livelihood");
  const schooling = useSchooling();
  const health = useHealth();
  return (
    <Scroll className={styles.scroll} label={t("aid:tab.people")}>
      <table className={styles.sheet}>
        <thead>
          <tr>
            <th>{t("aid:person.relation")}</th>
            <th>{t("aid:person.name")}</th>
            <th>{t("aid:person.id_number")}</th>
            <th>{t("aid:person.livelihood")}</th>
            <th className={styles.end}>{t("aid:person.income")}</th>
            <th>{t("aid:person.health")}</th>
            <th>{t("aid:person.school_stage")}</th>
            <th>{t("aid:kept.since")}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id}>
              <td>{relations.label(person.relation)}</td>
              <td>
                {person.name}
                {person.age !== null && <span className="ink-3"> {t("aid:years", { count: person.age })}</span>}
              </td>
              <td>{person.id_number_masked ?? "—"}</td>
              <td>{livelihoods.label(person.livelihood) || "—"}</td>
              <td className={styles.end}>{yuan(person.income_fen)}</td>
              <td>{health(person) || "—"}</td>
              <td>{schooling(person) || "—"}</td>
              <td>
                <Since person={person} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Since({ person }: { person: KeptPerson }) {
  const { t } = useTranslation();
  if (person.gone) return <Status mark="waiting">{t("aid:kept.gone")}</Status>;
  if (person.changed.length === 0) return null;
  return person.changed.map((name) => t(`aid:person.${name.replace(/_fen$/, "")}`)).join(t("ui:comma"));
}
