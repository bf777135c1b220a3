import type { ReportLine } from "@unionhome/client/model";
import { useTranslation } from "react-i18next";

/** Whose numbers a line holds. */
export function Source({ line }: { line: ReportLine }) {
  const { t } = useTranslation();
  if (line.units != null) return t("report:paper.units", { n: line.units, of: line.of });
  return line.name || t("report:paper.itself");
}
