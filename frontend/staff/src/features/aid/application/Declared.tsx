import type { AidApplicationOut } from "@unionhome/client/model";
import { date, yuan } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";
import { Section } from "../../../ui/record/Section";
import { Scroll } from "../../../ui/scroll/Scroll";
import styles from "../aid.module.css";
import { useHealth } from "../useHealth";
import { useSchooling } from "../useSchooling";

const AMOUNTS = ["other_income_fen", "medical_fen", "disability_fen", "schooling_fen", "work_fen"] as const;
const FLAGS = ["single_parent", "still_poor", "accident", "disaster"] as const;

/** What the worker declared, in the order of the paper form. Numbers, address and card are masked until there is a file. */
export function DeclaredFacts({ application }: { application: AidApplicationOut }) {
  const { t } = useTranslation();
  const words = {
    worker_kind: useDictionary("worker_kind"),
    marriage: useDictionary("marriage"),
    livelihood: useDictionary("livelihood"),
    hukou_kind: useDictionary("hukou_kind"),
    contract_term: useDictionary("contract_term"),
    enterprise_state: useDictionary("enterprise_state"),
  };
  const housings = useDictionary("housing");
  const causes = useDictionary("hardship_cause");
  const health = useHealth();
  const { worker, income, hardship } = application.declaration;
  return (
    <>
      <Section kind="ruled" title={t("aid:group.worker")}>
        <DescriptionList>
          <Field label={t("aid:person.id_number")}>{application.applicant.id_number_masked}</Field>
          {(Object.keys(words) as (keyof typeof words)[]).map((name) => (
            <Field key={name} label={t(name === "livelihood" ? "aid:person.livelihood" : `aid:field.${name}`)}>
              {words[name].label(worker?.[name])}
            </Field>
          ))}
          <Field label={t("aid:application.unit_of")}>{worker?.unit}</Field>
          <Field label={t("aid:field.work_started_on")}>
            {worker?.work_started_on && date(worker.work_started_on)}
          </Field>
          <Field label={t("aid:field.phone")}>{worker?.phone}</Field>
          <Field label={t("aid:field.other_phone")}>{worker?.other_phone}</Field>
          <Field label={t("aid:field.residence")}>{worker?.residence}</Field>
          <Field label={t("aid:field.postcode")}>{worker?.postcode}</Field>
          <Field label={t("aid:field.bank")}>{worker?.bank}</Field>
          <Field label={t("aid:field.bank_card")}>{worker?.bank_card}</Field>
        </DescriptionList>
      </Section>
      <Section kind="ruled" title={t("aid:group.hardship")}>
        <DescriptionList>
          <Field label={t("aid:field.main_cause")}>{causes.label(hardship?.main_cause)}</Field>
          <Field label={t("aid:field.causes")}>
            {hardship?.causes.map((one) => causes.label(one)).join(t("ui:comma"))}
          </Field>
          <Field label={t("aid:person.health")}>{hardship && health(hardship)}</Field>
          {FLAGS.map((name) => (
            <Field key={name} label={t(`aid:field.${name}`)}>
              {typeof hardship?.[name] === "boolean" ? t(hardship[name] ? "aid:yes" : "aid:no") : null}
            </Field>
          ))}
          {hardship?.special && <Field label={t("aid:field.special")}>{hardship.special_reason}</Field>}
          <Field label={t("aid:application.story")}>{hardship?.story}</Field>
        </DescriptionList>
      </Section>
      <Section kind="ruled" title={t("aid:group.year")} note={t("aid:in_yuan")}>
        <DescriptionList>
          <Field label={t("aid:person.income")}>{yuan(income?.income_fen)}</Field>
          {AMOUNTS.map((name) => (
            <Field key={name} label={t(`aid:field.${name}`)}>
              {yuan(income?.[name])}
            </Field>
          ))}
          <Field label={t("aid:field.property_loss_fen")}>{yuan(hardship?.property_loss_fen)}</Field>
          <Field label={t("aid:field.housing")}>{housings.label(income?.housing)}</Field>
        </DescriptionList>
      </Section>
    </>
  );
}

/** The family as the worker listed it. */
export function DeclaredFamily({ application }: { application: AidApplicationOut }) {
  const { t } = useTranslation();
  const relations = useDictionary("relation");
  const livelihoods = useDictionary("livelihood");
  const schooling = useSchooling();
  const health = useHealth();
  const family = application.declaration.family ?? [];
  if (family.length === 0) return <p className={styles.closed}>{t("aid:application.no_family")}</p>;
  return (
    <div className={styles.list}>
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
            </tr>
          </thead>
          <tbody>
            {family.map((person, place) => (
              <tr key={`${place}.${person.name}`}>
                <td>{relations.label(person.relation)}</td>
                <td>{person.name}</td>
                <td>{person.id_number || person.born_on || "—"}</td>
                <td>{livelihoods.label(person.livelihood) || "—"}</td>
                <td className={styles.end}>{yuan(person.income_fen)}</td>
                <td>{health(person) || "—"}</td>
                <td>{schooling(person) || "—"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  );
}
