import { useQuery } from "@tanstack/react-query";
import type { HouseholdOut, KeptFile, KeptPerson } from "@unionhome/client/model";
import { moment } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../../ui/dialog/Dialog";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Section } from "../../../ui/record/Section";
import { Scroll } from "../../../ui/scroll/Scroll";
import { Status } from "../../../ui/status/Status";
import styles from "../aid.module.css";
import { keptFile } from "../data";
import { Content } from "./Content";
import { LineFigure, limitsOf } from "./LineFigure";
import { PeopleSheet } from "./PeopleSheet";

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
      {judged && (
        <LineFigure gross={judged.gross_fen} net={judged.net_fen} line={judged.line_fen} limits={limitsOf(judged)} />
      )}
      <Section kind="ruled" title={t("aid:tab.people")}>
        <PeopleSheet people={file.people} last={t("aid:kept.since")}>
          {(person) => <Since person={person} />}
        </PeopleSheet>
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

function Since({ person }: { person: KeptPerson }) {
  const { t } = useTranslation();
  if (person.gone) return <Status mark="waiting">{t("aid:kept.gone")}</Status>;
  if (person.changed.length === 0) return null;
  return person.changed.map((name) => t(`aid:person.${name.replace(/_fen$/, "")}`)).join(t("ui:comma"));
}
