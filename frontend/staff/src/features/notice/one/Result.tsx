import type { NoticeOut, NoticeVerdict } from "@unionhome/client/model";
import { count, moment } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { Section } from "../../../ui/record/Section";
import { Status } from "../../../ui/status/Status";
import { VERDICTS } from "../data";
import styles from "../notice.module.css";

const ORDER: NoticeVerdict[] = ["reject", "return", "gone", "pass"];

/** What became of each case; those that did not pass stand first. */
export function Result({ notice }: { notice: NoticeOut }) {
  const { t } = useTranslation();
  const verdicts = useDictionary("notice_verdict");
  const told = ORDER.map((verdict) => ({ verdict, lines: notice.lines.filter((one) => one.verdict === verdict) }));
  return (
    <Section
      kind="ruled"
      title={t("notice:result.title")}
      note={t("notice:result.by", { name: notice.concluded_by_name, time: moment(notice.concluded_at) })}
    >
      <dl className={styles.verdicts}>
        {told
          .filter(({ lines }) => lines.length > 0)
          .map(({ verdict, lines }) => (
            <div key={verdict}>
              <dt>
                <Status mark={VERDICTS[verdict]}>{verdicts.label(verdict)}</Status>
              </dt>
              <dd>
                {t("notice:result.people", { n: count(lines.length) })}
                {verdict !== "pass" && (
                  <span className="ink-2" translate="no">
                    {lines.map((one) => one.cells.name).join(t("notice:and"))}
                  </span>
                )}
              </dd>
            </div>
          ))}
      </dl>
    </Section>
  );
}
