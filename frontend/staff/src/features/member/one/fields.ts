import { MISSING } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";

/** What a record's fields are called, and how their values are read: for life lines, gaps and merges. */
export function useFieldWords() {
  const { t } = useTranslation();
  const words: Record<string, { label(code: string | null | undefined): string }> = {
    sex: useDictionary("sex"),
    id_kind: useDictionary("id_kind"),
    kind: useDictionary("member_kind"),
    status: useDictionary("member_status"),
    nation: useDictionary("nation"),
    education: useDictionary("education"),
    politics: useDictionary("politics"),
    marriage: useDictionary("marriage"),
    hukou_kind: useDictionary("hukou_kind"),
    employment_form: useDictionary("employment_form"),
    new_employment: useDictionary("new_employment"),
    skill_level: useDictionary("skill_level"),
    model_worker: useDictionary("model_worker"),
    retain_reason: useDictionary("retain_reason"),
    reason: useDictionary("reveal_reason"),
    source: useDictionary("join_source"),
  };
  return {
    name: (field: string): string => t(`member:field.${field}`, { defaultValue: field }),
    value(field: string, value: unknown): string {
      if (value === null || value === undefined || value === "") return MISSING;
      if (value === true || value === false) return t(value ? "member:yes" : "member:no");
      return words[field]?.label(String(value)) || String(value);
    },
  };
}
