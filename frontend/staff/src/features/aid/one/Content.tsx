import type { FileContent, HouseholdOut, HouseholdSecret, PersonOut } from "@unionhome/client/model";
import { date, yuan } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";
import { Section } from "../../../ui/record/Section";
import { AMOUNTS } from "../form/values";
import { SecretField } from "./SecretField";

const FLAGS = [
  "union_member",
  "single_parent",
  "nobody_works",
  "self_help",
  "still_poor",
  "accident",
  "disaster",
] as const;

interface ContentProps {
  said: FileContent;
  worker: Pick<PersonOut, "livelihood" | "politics" | "medical_insurance" | "unit"> | undefined;
  /** Whose sealed fields can be shown in plain; without it they stay masked. */
  household?: Pick<HouseholdOut, "id">;
  /** Names of fields that say something else today. */
  changed?: readonly string[];
}

/** What the paper form says of a household beside its people: the worker, the unit, the hardship, the year, the bank. */
export function Content({ said, worker, household, changed = [] }: ContentProps) {
  const { t } = useTranslation();
  const words = {
    worker_kind: useDictionary("worker_kind"),
    marriage: useDictionary("marriage"),
    contract_term: useDictionary("contract_term"),
    model_worker: useDictionary("model_worker"),
    hukou_kind: useDictionary("hukou_kind"),
    enterprise_state: useDictionary("enterprise_state"),
    nation: useDictionary("nation"),
    unit_ownership: useDictionary("ownership"),
    unit_industry: useDictionary("industry"),
    housing: useDictionary("housing"),
    housing_area: useDictionary("housing_area"),
    main_cause: useDictionary("hardship_cause"),
  };
  const livelihoods = useDictionary("livelihood");
  const politics = useDictionary("politics");
  const insurances = useDictionary("medical_insurance");
  const causes = useDictionary("hardship_cause");
  const exclusions = useDictionary("exclusion");
  const field = (name: string, value: React.ReactNode) => (
    <Field key={name} label={t(`aid:field.${name}`)} note={changed.includes(name) && t("aid:kept.changed")}>
      {value}
    </Field>
  );
  const coded = (name: keyof typeof words) => field(name, words[name].label(said[name]));
  const secret = (name: HouseholdSecret, masked: string | null) =>
    field(name, masked && (household ? <SecretField household={household} field={name} masked={masked} /> : masked));
  const list = (items: readonly string[], dictionary: typeof causes) =>
    items.map((item) => dictionary.label(item)).join(t("ui:comma"));
  return (
    <>
      <Section kind="ruled" title={t("aid:group.worker")}>
        <DescriptionList>
          {coded("worker_kind")}
          <Field label={t("aid:person.livelihood")}>{livelihoods.label(worker?.livelihood)}</Field>
          {coded("nation")}
          <Field label={t("aid:person.politics")}>{politics.label(worker?.politics)}</Field>
          {coded("marriage")}
          {secret("phone", said.phone_masked)}
          {secret("other_phone", said.other_phone_masked)}
          {secret("residence", said.residence_masked)}
          {secret("postcode", said.postcode_masked)}
          {coded("hukou_kind")}
          <Field label={t("aid:person.medical_insurance")}>{insurances.label(worker?.medical_insurance)}</Field>
          {coded("model_worker")}
        </DescriptionList>
      </Section>
      <Section kind="ruled" title={t("aid:group.unit")}>
        <DescriptionList>
          <Field label={t("aid:field.unit")}>{worker?.unit}</Field>
          {coded("unit_ownership")}
          {coded("unit_industry")}
          {field("unit_address", said.unit_address)}
          {coded("enterprise_state")}
          {field("work_started_on", said.work_started_on && date(said.work_started_on))}
          {coded("contract_term")}
          {field("contract_months", said.contract_months)}
        </DescriptionList>
      </Section>
      <Section kind="ruled" title={t("aid:group.hardship")}>
        <DescriptionList>
          {coded("main_cause")}
          {field("causes", list(said.causes, causes))}
          {FLAGS.map((name) => field(name, said[name] === null ? null : said[name] ? t("aid:yes") : t("aid:no")))}
          {said.special && field("special", said.special_reason)}
          {field("exclusions", list(said.exclusions, exclusions))}
          {coded("housing")}
          {coded("housing_area")}
        </DescriptionList>
      </Section>
      <Section kind="ruled" title={t("aid:group.year")} note={t("aid:in_yuan")}>
        <DescriptionList>{AMOUNTS.map((name) => field(name, yuan(said[name])))}</DescriptionList>
      </Section>
      <Section kind="ruled" title={t("aid:group.bank")}>
        <DescriptionList>
          {field("bank", said.bank)}
          {secret("bank_card", said.bank_card_masked)}
          {secret("notes", said.noted ? t("aid:kept_sealed") : null)}
        </DescriptionList>
      </Section>
    </>
  );
}
