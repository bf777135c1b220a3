import type { HouseholdOut } from "@unionhome/client/model";
import { date, yuan } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";
import { Section } from "../../../ui/record/Section";
import { SecretField } from "./SecretField";

const AMOUNTS = [
  "other_income_fen",
  "medical_fen",
  "disability_fen",
  "schooling_fen",
  "work_fen",
  "property_loss_fen",
] as const;
const FLAGS = [
  "union_member",
  "single_parent",
  "nobody_works",
  "self_help",
  "still_poor",
  "accident",
  "disaster",
] as const;

/** The paper form, read: the worker, the home, the year, the bank, who keeps it. */
export function Facts({ household }: { household: HouseholdOut }) {
  const { t } = useTranslation();
  const words = {
    worker_kind: useDictionary("worker_kind"),
    marriage: useDictionary("marriage"),
    contract_term: useDictionary("contract_term"),
    model_worker: useDictionary("model_worker"),
    hukou_kind: useDictionary("hukou_kind"),
    enterprise_state: useDictionary("enterprise_state"),
    housing: useDictionary("housing"),
    housing_area: useDictionary("housing_area"),
    main_cause: useDictionary("hardship_cause"),
  };
  const causes = useDictionary("hardship_cause");
  const exclusions = useDictionary("exclusion");
  const exits = useDictionary("exit_reason");
  const classes = useDictionary("household_class");
  const coded = (name: keyof typeof words) => (
    <Field label={t(`aid:field.${name}`)}>{words[name].label(household[name])}</Field>
  );
  const secret = (field: "phone" | "residence" | "bank_card", masked: string | null) => (
    <Field label={t(`aid:field.${field}`)}>
      {masked && <SecretField household={household} field={field} masked={masked} />}
    </Field>
  );
  const list = (items: readonly string[], dictionary: typeof causes) =>
    items.map((item) => dictionary.label(item)).join(t("ui:comma"));
  return (
    <>
      <Section kind="ruled" title={t("aid:group.worker")}>
        <DescriptionList>
          {coded("worker_kind")}
          {coded("marriage")}
          {secret("phone", household.phone_masked)}
          {secret("residence", household.residence_masked)}
          {coded("hukou_kind")}
          {coded("contract_term")}
          {coded("enterprise_state")}
          {coded("model_worker")}
        </DescriptionList>
      </Section>
      <Section kind="ruled" title={t("aid:group.hardship")}>
        <DescriptionList>
          {coded("main_cause")}
          <Field label={t("aid:field.causes")}>{list(household.causes, causes)}</Field>
          {FLAGS.map((name) => (
            <Field key={name} label={t(`aid:field.${name}`)}>
              {household[name] === null ? null : household[name] ? t("aid:yes") : t("aid:no")}
            </Field>
          ))}
          {household.special && <Field label={t("aid:field.special")}>{household.special_reason}</Field>}
          <Field label={t("aid:field.exclusions")}>{list(household.exclusions, exclusions)}</Field>
          {coded("housing")}
          {coded("housing_area")}
        </DescriptionList>
      </Section>
      <Section kind="ruled" title={t("aid:group.year")} note={t("aid:in_yuan")}>
        <DescriptionList>
          {AMOUNTS.map((name) => (
            <Field key={name} label={t(`aid:field.${name}`)}>
              {yuan(household[name])}
            </Field>
          ))}
        </DescriptionList>
      </Section>
      <Section kind="ruled" title={t("aid:group.keeping")}>
        <DescriptionList>
          <Field label={t("aid:field.bank")}>{household.bank}</Field>
          {secret("bank_card", household.bank_card_masked)}
          <Field label={t("aid:field.notes")}>
            {household.noted && <SecretField household={household} field="notes" masked={t("aid:kept_sealed")} />}
          </Field>
          <Field label={t("aid:column.keeper")}>{household.keeper_name}</Field>
          <Field label={t("aid:column.reviewer")}>{household.reviewer_name}</Field>
          <Field label={t("aid:column.opened")}>{household.opened_on && date(household.opened_on)}</Field>
          <Field label={t("aid:column.class")}>{classes.label(household.file_class)}</Field>
          <Field label={t("aid:column.due")}>{household.review_due_on && date(household.review_due_on)}</Field>
          {household.exited_on && (
            <Field label={t("aid:field.exited_on")} note={exits.label(household.exit_reason)}>
              {date(household.exited_on)}
            </Field>
          )}
          {household.erase_on && <Field label={t("aid:field.erase_on")}>{date(household.erase_on)}</Field>}
        </DescriptionList>
      </Section>
    </>
  );
}
