import type { HouseholdOut } from "@unionhome/client/model";
import { useTranslation } from "react-i18next";
import { PrintDialog } from "../PrintDialog";

interface FileFormDialogProps {
  household: Pick<HouseholdOut, "id" | "number" | "name">;
  onClose(): void;
}

/** 附件1 困难职工档案表 of one file. */
export function FileFormDialog({ household, onClose }: FileFormDialogProps) {
  const { t } = useTranslation();
  return (
    <PrintDialog
      title={t("aid:paper_form.of", { name: household.name })}
      url={`/api/v1/households/${household.id}/forms`}
      fileName={(format) => `${t("aid:paper_form.title")} ${household.name} ${household.number}.${format}`}
      onClose={onClose}
    >
      <p>{t("aid:paper_form.what")}</p>
    </PrintDialog>
  );
}
