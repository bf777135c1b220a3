import { getAidApplicationPaper } from "@unionhome/client/aid-applications";
import type { AidApplicationOut, ApplicationPaperOut } from "@unionhome/client/model";
import { moment } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { useDictionary } from "../../../ui/page/dictionary";
import { PictureViewer } from "../../../ui/picture/PictureViewer";
import { Status } from "../../../ui/status/Status";
import styles from "../aid.module.css";
import { MEDICAL } from "../data";

/** The papers that the worker sent, and those that are still missing. */
export function ApplicationPapers({ application }: { application: AidApplicationOut }) {
  const { t } = useTranslation();
  const kinds = useDictionary("paper_kind");
  const [shown, setShown] = useState<ApplicationPaperOut | null>(null);
  const missing = application.papers_needed.filter((one) => !one.held);

  return (
    <div className={styles.list}>
      {missing.map((one) => (
        <p key={one.kind} className={styles.said}>
          <Status mark={one.asked ? "waiting" : "due"}>
            {t(one.asked ? "aid:application.paper_asked" : "aid:application.paper_missing", { kind: one.label })}
          </Status>
        </p>
      ))}
      {application.papers.length === 0 ? (
        <p className={styles.closed}>{t("aid:application.no_papers")}</p>
      ) : (
        <table className={styles.sheet}>
          <thead>
            <tr>
              <th>{t("aid:paper.kind")}</th>
              <th>{t("aid:paper.name")}</th>
              <th>{t("aid:paper.at")}</th>
              <th>
                <span className="visually-hidden">{t("aid:paper.verbs")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {application.papers.map((paper) => (
              <tr key={paper.id}>
                <td>{kinds.label(paper.kind)}</td>
                <td>{paper.name}</td>
                <td>{moment(paper.added_at)}</td>
                <td className={styles.end}>
                  <Button kind="text" onClick={() => setShown(paper)}>
                    {t("aid:paper.look")}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {shown && (
        <PictureViewer
          first={shown.id}
          pictures={application.papers.map((paper) => ({
            key: paper.id,
            title: kinds.label(paper.kind),
            name: paper.name,
            note: moment(paper.added_at),
            covered: MEDICAL.includes(paper.kind) && paper.id !== shown.id,
            load: () => getAidApplicationPaper(application.id, paper.id),
          }))}
          onClose={() => setShown(null)}
        />
      )}
    </div>
  );
}
