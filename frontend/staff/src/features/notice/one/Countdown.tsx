import type { NoticeOut } from "@unionhome/client/model";
import { count, moment } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { Meter } from "../../../ui/figure/Meter";
import styles from "../notice.module.css";

/** How far the notice has come: working days passed and left, and what it waits for. */
export function Countdown({ notice }: { notice: NoticeOut }) {
  const { t } = useTranslation();
  const passed = notice.days - notice.days_left;
  const running = notice.state === "running";
  return (
    <div className={styles.countdown}>
      <Meter label={t("notice:count.label")} part={notice.days ? passed / notice.days : 1} width={240} />
      <strong>
        {running
          ? t("notice:count.left", { n: notice.days_left, day: notice.last_on })
          : t(`notice:count.${notice.state}`)}
      </strong>
      <span className="ink-2">
        {t("notice:count.period", { from: notice.first_on, to: notice.last_on, days: notice.days })}
      </span>
      <span className="ink-3">
        {t("notice:count.by", { name: notice.published_by_name, time: moment(notice.published_at) })}
      </span>
      {notice.open_objections > 0 && (
        <span className="bad">{t("notice:count.stopped", { n: count(notice.open_objections) })}</span>
      )}
    </div>
  );
}
