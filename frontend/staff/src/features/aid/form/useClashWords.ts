import { date, yuan } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import type { Words } from "./clash";
import { AMOUNTS, FLAGS, type PersonValues } from "./values";

const SUMS: readonly string[] = [...AMOUNTS, "income_fen"];
const DAYS: readonly string[] = ["born_on", "work_started_on"];
const YES_NO: readonly string[] = [...FLAGS, "married"];

/** The fields of a file in words, for the comparison of two versions. */
export function useClashWords(): Words {
  const { t } = useTranslation();
  const codes: Record<string, (code: string) => string> = {
    worker_kind: useDictionary("worker_kind").label,
    marriage: useDictionary("marriage").label,
    contract_term: useDictionary("contract_term").label,
    model_worker: useDictionary("model_worker").label,
    hukou_kind: useDictionary("hukou_kind").label,
    enterprise_state: useDictionary("enterprise_state").label,
    nation: useDictionary("nation").label,
    unit_ownership: useDictionary("ownership").label,
    unit_industry: useDictionary("industry").label,
    politics: useDictionary("politics").label,
    housing: useDictionary("housing").label,
    housing_area: useDictionary("housing_area").label,
    main_cause: useDictionary("hardship_cause").label,
    causes: useDictionary("hardship_cause").label,
    exclusions: useDictionary("exclusion").label,
    relation: useDictionary("relation").label,
    id_kind: useDictionary("id_kind").label,
    sex: useDictionary("sex").label,
    livelihood: useDictionary("livelihood").label,
    medical_insurance: useDictionary("medical_insurance").label,
    illness: useDictionary("illness").label,
    disability: useDictionary("disability").label,
    school_stage: useDictionary("school_stage").label,
  };
  const comma = t("ui:comma");

  function value(field: string, said: unknown): string {
    if (Array.isArray(said)) return said.map((one) => value(field, one)).join(comma);
    if (YES_NO.includes(field)) return t(said ? "aid:yes" : "aid:no");
    if (SUMS.includes(field)) return yuan((said as number | null) ?? 0);
    if (said === null || said === undefined || said === "") return "";
    if (DAYS.includes(field)) return date(String(said));
    return codes[field]?.(String(said)) ?? String(said);
  }

  function person(one: PersonValues | undefined): string {
    if (!one) return "";
    const told = [
      "relation",
      "name",
      "sex",
      "born_on",
      "politics",
      "livelihood",
      "unit",
      "illness",
      "disability",
    ] as const;
    const more = ["disability_level", "school_stage", "school_years", "enrolled_in", "medical_insurance"] as const;
    return [
      ...told.map((field) => value(field, one[field])),
      ...more.map((field) => value(field, one[field])),
      one.married ? t("aid:person.is_married") : "",
      t("aid:form.month_income", { yuan: value("income_fen", one.income_fen) }),
    ]
      .filter(Boolean)
      .join(comma);
  }

  return {
    value,
    person,
    label: (field) => t(`aid:field.${field}`),
    workerLabel: (field) =>
      t("aid:form.of_worker", { field: t(`aid:person.${field === "income_fen" ? "income" : field}`) }),
    personLabel: (one) => t("aid:form.of_family", { name: one.name ?? "" }),
  };
}
