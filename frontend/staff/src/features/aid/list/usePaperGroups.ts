import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ColumnGroup } from "../../../ui/export/exports";

/** What an export of files has besides the columns of the list. */
export function usePaperGroups(): readonly ColumnGroup[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        key: "worker",
        title: t("aid:on_paper.group.worker"),
        columns: [
          { key: "sex", title: t("aid:on_paper.sex") },
          { key: "born_on", title: t("aid:on_paper.born_on") },
          { key: "id_number", title: t("aid:on_paper.id_number"), masked: true },
          { key: "nation", title: t("aid:on_paper.nation") },
          { key: "politics", title: t("aid:on_paper.politics") },
          { key: "phone", title: t("aid:on_paper.phone"), masked: true },
          { key: "other_phone", title: t("aid:on_paper.other_phone"), masked: true },
          { key: "residence", title: t("aid:on_paper.residence"), masked: true },
          { key: "postcode", title: t("aid:on_paper.postcode"), masked: true },
          { key: "marriage", title: t("aid:on_paper.marriage") },
          { key: "hukou_kind", title: t("aid:on_paper.hukou_kind") },
          { key: "work_started_on", title: t("aid:on_paper.work_started_on") },
          { key: "unit", title: t("aid:on_paper.unit") },
          { key: "unit_ownership", title: t("aid:on_paper.unit_ownership") },
          { key: "unit_industry", title: t("aid:on_paper.unit_industry") },
          { key: "unit_address", title: t("aid:on_paper.unit_address") },
          { key: "contract_term", title: t("aid:on_paper.contract_term") },
          { key: "union_member", title: t("aid:on_paper.union_member") },
          { key: "model_worker", title: t("aid:on_paper.model_worker") },
          { key: "enterprise_state", title: t("aid:on_paper.enterprise_state") },
        ],
      },
      {
        key: "hardship",
        title: t("aid:on_paper.group.hardship"),
        columns: [
          { key: "single_parent", title: t("aid:on_paper.single_parent") },
          { key: "nobody_works", title: t("aid:on_paper.nobody_works") },
          { key: "self_help", title: t("aid:on_paper.self_help") },
          { key: "housing", title: t("aid:on_paper.housing") },
          { key: "housing_area", title: t("aid:on_paper.housing_area") },
          { key: "exclusions", title: t("aid:on_paper.exclusions") },
          { key: "causes", title: t("aid:on_paper.causes") },
        ],
      },
      {
        key: "year",
        title: t("aid:on_paper.group.year"),
        columns: [
          { key: "other_income", title: t("aid:on_paper.other_income") },
          { key: "medical", title: t("aid:on_paper.medical") },
          { key: "disability", title: t("aid:on_paper.disability") },
          { key: "schooling", title: t("aid:on_paper.schooling") },
          { key: "work", title: t("aid:on_paper.work") },
          { key: "property_loss", title: t("aid:on_paper.property_loss") },
        ],
      },
      {
        key: "account",
        title: t("aid:on_paper.group.account"),
        columns: [
          { key: "bank", title: t("aid:on_paper.bank") },
          { key: "bank_card", title: t("aid:on_paper.bank_card"), masked: true },
        ],
      },
      {
        key: "course",
        title: t("aid:on_paper.group.course"),
        columns: [
          { key: "decided", title: t("aid:on_paper.decided") },
          { key: "reviewed_on", title: t("aid:on_paper.reviewed_on") },
          { key: "returned_on", title: t("aid:on_paper.returned_on") },
          { key: "exited_on", title: t("aid:on_paper.exited_on") },
          { key: "exit_reason", title: t("aid:on_paper.exit_reason") },
        ],
      },
    ],
    [t],
  );
}
