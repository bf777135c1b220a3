import { useQuery } from "@tanstack/react-query";
import { moment } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../ui/dialog/Dialog";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { versionsOf } from "./data";
import styles from "./summary.module.css";

const PARTS = ["practice", "problems", "next"] as const;

/** What a summary said each time it was kept, the latest first. */
export function VersionsDialog({ id, onClose }: { id: string; onClose(): void }) {
  const { t } = useTranslation();
  const versions = useQuery(versionsOf(id));
  return (
    <Dialog title={t("summary:versions.title")} width={640} onClose={onClose}>
      {versions.error && <ProblemStrip boxed problem={versions.error} onRetry={() => void versions.refetch()} />}
      {versions.data?.items.map((one, index) => (
        <details key={one.place} open={index === 0} className={styles.version}>
          <summary>{t("summary:versions.one", { n: one.place, by: one.by_name, at: moment(one.at) })}</summary>
          <b>{one.title}</b>
          {PARTS.map((part) => (
            <div key={part}>
              <span className="ink-3">{t(`summary:part.${part}`)}</span>
              <p className={styles.told}>{one[part] || "—"}</p>
            </div>
          ))}
        </details>
      ))}
    </Dialog>
  );
}
