import type { AidCaseItem } from "@unionhome/client/model";
import { count } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { PrintDialog } from "../PrintDialog";

const MOST = 20;

interface FormsDialogProps {
  rows: readonly Pick<AidCaseItem, "id" | "number" | "name">[];
  onClose(): void;
}

/** 审批表 of one case, or of some in an archive. */
export function FormsDialog({ rows, onClose }: FormsDialogProps) {
  const { t } = useTranslation();
  const printed = rows.slice(0, MOST);
  const [first] = printed;
  return (
    <PrintDialog
      title={t("aid:case.form.of", { n: count(printed.length) })}
      url="/api/v1/aid-cases/approval-forms"
      asked={{ case_ids: printed.map((row) => row.id) }}
      fileName={(format) => {
        const name = printed.length === 1 ? `${first?.name} ${first?.number}.${format}` : `${printed.length}.zip`;
        return `${t("aid:case.form.title")} ${name}`;
      }}
      onClose={onClose}
    >
      <p>{t("aid:case.form.what")}</p>
      {rows.length > MOST && <p className="bad">{t("aid:case.form.first", { n: MOST, all: count(rows.length) })}</p>}
    </PrintDialog>
  );
}
