import type { EnrolmentJudged } from "@unionhome/client/model";
import { count } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { Status } from "../../../ui/status/Status";
import { Bar } from "../list/Bar";
import styles from "../protection.module.css";

const SHOWN = 500;

/** The unit against its bar afterwards, and who is left out and why; the others are one number. */
export function Judged({ judged, lines }: { judged: EnrolmentJudged; lines?: readonly string[] }) {
  const { t } = useTranslation();
  const outcomes = useDictionary("enrolment_outcome");
  const out = judged.lines.filter((each) => each.outcome !== "enrolled");
  const { participation } = judged;
  return (
    <>
      <p>
        <Bar {...participation} />{" "}
        <Status mark={participation.reached ? "settled" : "waiting"}>{participation.sentence}</Status>
      </p>
      {out.length > 0 && (
        <>
          <p className="ink-2">{t("protection:enrol.left_out", { n: count(judged.left_out) })}</p>
          <section className={styles.lines} aria-label={t("protection:enrol.left_out_list")}>
            <table className={styles.sheet}>
              <thead>
                <tr>
                  <th data-end>{t("protection:column.line")}</th>
                  <th>{t("protection:column.member")}</th>
                  <th>{t("protection:column.outcome")}</th>
                </tr>
              </thead>
              <tbody>
                {out.slice(0, SHOWN).map((each) => (
                  <tr key={each.line}>
                    <td data-end>{count(each.line)}</td>
                    <td translate="no">{each.name || lines?.[each.line - 1] || "—"}</td>
                    <td>{outcomes.label(each.outcome)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          {out.length > SHOWN && (
            <p className="small ink-3">{t("protection:enrol.more", { n: count(out.length - SHOWN) })}</p>
          )}
        </>
      )}
    </>
  );
}
