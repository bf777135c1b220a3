import { useQuery } from "@tanstack/react-query";
import { getExportApproval } from "@unionhome/client/export-approvals";
import type { ExportApprovalOut } from "@unionhome/client/model";
import { count, moment } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../ui/page/dictionary";
import { DescriptionList, Field } from "../../ui/record/DescriptionList";

export const useRequest = (id: string) =>
  useQuery({
    queryKey: ["export-approvals", "one", id],
    queryFn: ({ signal }) => getExportApproval(id, { signal }),
    staleTime: 0,
  });

/** What must be seen before saying yes: exactly what may leave, and what for. */
export function About({ request }: { request: ExportApprovalOut }) {
  const { t } = useTranslation();
  const nouns = useDictionary("export_noun");
  const reasons = useDictionary("reveal_reason");
  const comma = t("ui:comma");
  return (
    <DescriptionList>
      <Field label={t("export:field.list")}>{nouns.label(request.noun)}</Field>
      <Field label={t("export:field.filters")}>{request.filters.join(t("export:semicolon")) || t("export:all")}</Field>
      <Field label={t("export:field.rows")}>{count(request.rows)}</Field>
      <Field label={t("export:field.whole")}>{request.whole.join(comma)}</Field>
      <Field label={t("export:field.columns")}>{request.heads.join(comma)}</Field>
      <Field label={t("export:field.reason")}>{reasons.label(request.reason)}</Field>
      <Field label={t("export:field.note")}>{request.note}</Field>
      <Field label={t("export:field.expires_at")}>{moment(request.expires_at)}</Field>
      <Field label={t("export:field.answer")}>{request.answer}</Field>
    </DescriptionList>
  );
}
