import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { QRCode } from "antd";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { useDictionary } from "../../../ui/page/dictionary";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { PageHead } from "../../../ui/record/PageHead";
import { Status } from "../../../ui/status/Status";
import { MARKS, noticePage } from "../data";
import styles from "../notice.module.css";
import { Paper } from "./Paper";

/** The sheet for the wall of the unit, A4, with a code that opens this page for whoever is signed in there. */
export function WallPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: "/aid/notices/$id/page" });
  const states = useDictionary("notice_state");
  const { data, error, refetch } = useQuery(noticePage(id));
  useTabTitle(data && `${data.number} ${data.program_name}`, t("notice:one"));
  if (error && !data) return <ProblemPage problem={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  return (
    <div className={styles.page}>
      <PageHead
        title={t("notice:wall.title")}
        note={<span translate="no">{`${data.organization_name} ${data.number}`}</span>}
        marks={<Status mark={MARKS[data.state]}>{states.label(data.state)}</Status>}
      >
        <Button kind="main" icon="print" onClick={() => window.print()}>
          {t("notice:wall.print")}
        </Button>
      </PageHead>
      {data.state === "withdrawn" && (
        <p className={styles.withdrawn}>{t("notice:wall.withdrawn", { reason: data.reason })}</p>
      )}
      <div className={styles.desk}>
        <Paper shown={data} about={data}>
          <div className={styles.code}>
            {/* The way to this very page: who reads it without eyes is there already. */}
            <span aria-hidden>
              <QRCode
                type="svg"
                size={96}
                bordered={false}
                value={`${window.location.origin}/aid/notices/${data.id}/page`}
              />
            </span>
            <span>{t("notice:wall.code")}</span>
          </div>
        </Paper>
      </div>
    </div>
  );
}
