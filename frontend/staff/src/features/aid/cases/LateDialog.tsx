import { useQuery } from "@tanstack/react-query";
import type { ListAidCasesParams } from "@unionhome/client/model";
import { count, date } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../../ui/dialog/Dialog";
import { useDictionary } from "../../../ui/page/dictionary";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import aid from "../aid.module.css";
import { lateDesks } from "./data";

/** With whom what is late lies: for each desk how many cases, and since when the longest. */
export function LateDialog({ asked, onClose }: { asked: ListAidCasesParams; onClose(): void }) {
  const { t } = useTranslation();
  const statuses = useDictionary("case_status");
  const { data, error } = useQuery(lateDesks(asked));
  return (
    <Dialog title={t("aid:case.late.title")} width={640} onClose={onClose}>
      {error && <ProblemStrip boxed problem={error} />}
      {data?.items.length === 0 && <p className="ink-3">{t("aid:case.late.none")}</p>}
      {data && data.items.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
        <section style={{ maxHeight: 420, overflow: "auto" }} aria-label={t("aid:case.late.title")} tabIndex={0}>
          <table className={aid.sheet}>
            <thead>
              <tr>
                <th>{t("aid:case.column.desk")}</th>
                <th>{t("aid:column.status")}</th>
                <th className={aid.end}>{t("aid:case.late.cases")}</th>
                <th>{t("aid:case.late.since")}</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((one) => (
                <tr key={`${one.status}.${one.desk_name}`}>
                  <td>{one.desk_name ?? t("aid:case.finance")}</td>
                  <td>{statuses.label(one.status)}</td>
                  <td className={aid.end}>{count(one.cases)}</td>
                  <td>{date(one.since.slice(0, 10))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Dialog>
  );
}
