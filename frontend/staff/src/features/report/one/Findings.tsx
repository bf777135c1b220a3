import type { ReportOut } from "@unionhome/client/model";
import { useTranslation } from "react-i18next";
import { Status } from "../../../ui/status/Status";
import styles from "../report.module.css";

/** What stands against the report: checks that do not hold, what is empty, who below is missing in the sum. */
export function Findings({ report }: { report: ReportOut }) {
  const { t } = useTranslation();
  const open = report.status === "draft" || report.status === "returned";
  const empty = open ? report.empty.length : 0;
  const units = report.lines.find((line) => line.units != null);
  const silent = units ? (units.of ?? 0) - (units.units ?? 0) : 0;
  if (report.findings.length + report.missing.length + silent + empty === 0)
    return open ? (
      <p className={styles.findings}>
        <Status mark="done">{t("report:finding.none")}</Status>
      </p>
    ) : null;
  return (
    <ul className={styles.findings}>
      {empty > 0 && (
        <li>
          <Status mark="waiting">{t("report:finding.empty", { n: empty })}</Status>
        </li>
      )}
      {report.missing.length > 0 && (
        <li>
          <Status mark="due">
            {t("report:finding.missing", {
              n: report.missing.length,
              names: report.missing.map((one) => one.name).join(t("report:comma")),
            })}
          </Status>
        </li>
      )}
      {silent > 0 && (
        <li>
          <Status mark="due">{t("report:finding.units", { n: silent })}</Status>
        </li>
      )}
      {report.findings.map((found) => (
        <li key={found.check}>
          <Status mark={found.hard ? "returned" : "due"}>{found.sentence}</Status>
        </li>
      ))}
    </ul>
  );
}
