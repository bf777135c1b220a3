import { Link } from "@tanstack/react-router";
import type { SummaryOut, SummaryShare } from "@unionhome/client/model";
import { count, yuan } from "@unionhome/words";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../ui/page/dictionary";
import { Section } from "../../ui/record/Section";
import styles from "./summary.module.css";

const TOTALS = [
  ["applied", count],
  ["approved", count],
  ["refused", count],
  ["households", count],
  ["people", count],
  ["paid_fen", yuan],
  ["median_days", count],
  ["ninth_days", count],
  ["visits_planned", count],
  ["visits_done", count],
  ["cash_fen", yuan],
  ["goods_fen", yuan],
] as const;
const CASES = ["cases", "approved", "refused", "payments", "paid_fen"] as const;
const PAID = ["payments", "paid_fen"] as const;
const OUTCOMES = ["cases"] as const;
const LEVEL = ["visits", "done", "paid_fen", "fen"] as const;
type Column = (typeof CASES | typeof LEVEL)[number];

/** What the books say, and the year before beside it. */
export function Figures({ summary }: { summary: SummaryOut }) {
  const { t } = useTranslation();
  const { figures } = summary;
  const categories = useDictionary("hardship_category");
  const causes = useDictionary("hardship_cause");
  const sources = useDictionary("fund_source");
  const levels = useDictionary("visit_level");
  const outcomes = useDictionary("aid_outcome");
  const of = (dictionary: typeof causes) => (share: SummaryShare) =>
    share.key === "unknown" || share.key === "above" ? t(`summary:key.${share.key}`) : dictionary.label(share.key);
  const place = { under_id: summary.organization_id };
  return (
    <>
      <Section
        kind="ruled"
        title={t("summary:section.totals")}
        note={t(summary.issued_at ? "summary:frozen" : "summary:live")}
        more={
          summary.program_id && (
            <Link to="/aid/cases" search={{ view: "all", program_id: summary.program_id, ...place }}>
              {t("summary:to_cases")}
            </Link>
          )
        }
      >
        <table className={styles.sheet} aria-label={t("summary:section.totals")}>
          <thead>
            <tr>
              <th>{t("summary:column.what")}</th>
              <th data-end>{t("summary:column.now")}</th>
              <th data-end>{figures.before ? figures.before_name : t("summary:column.before")}</th>
            </tr>
          </thead>
          <tbody>
            {TOTALS.map(([key, word]) => (
              <tr key={key}>
                <td>{t(`summary:total.${key}`)}</td>
                <td data-end>{figures.totals[key] === null ? "—" : <b>{word(figures.totals[key])}</b>}</td>
                <td data-end>{figures.before && figures.before[key] !== null ? word(figures.before[key]) : "—"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
      <Shares title="by_category" columns={CASES} shares={figures.by_category} label={of(categories)} />
      <Shares title="by_cause" columns={CASES} shares={figures.by_cause} label={of(causes)} />
      <Shares title="by_unit" columns={CASES} shares={figures.by_unit} label={(share) => share.name} />
      <Shares title="by_source" columns={PAID} shares={figures.by_source} label={of(sources)} />
      <Shares title="by_standard" columns={PAID} shares={figures.by_standard} label={(s) => yuan(Number(s.key))} />
      <Shares title="by_level" columns={LEVEL} shares={figures.by_level} label={of(levels)} />
      <Shares title="by_outcome" columns={OUTCOMES} shares={figures.by_outcome} label={of(outcomes)} />
      <Counts title={t("summary:section.reasons")} items={figures.reasons} />
      <Counts title={t("summary:section.goods")} items={figures.goods} />
    </>
  );
}

interface SharesProps {
  title: "by_category" | "by_cause" | "by_unit" | "by_source" | "by_standard" | "by_level" | "by_outcome";
  columns: readonly Column[];
  shares: readonly SummaryShare[];
  label(share: SummaryShare): ReactNode;
}

function Shares({ title, columns, shares, label }: SharesProps) {
  const { t } = useTranslation();
  if (shares.length === 0) return null;
  const head = (column: Column) =>
    t(
      title === "by_level"
        ? `summary:level.${column as (typeof LEVEL)[number]}`
        : `summary:share.${column as (typeof CASES)[number]}`,
    );
  return (
    <Section kind="ruled" title={t(`summary:section.${title}`)}>
      <table className={styles.sheet} aria-label={t(`summary:section.${title}`)}>
        <thead>
          <tr>
            <th>{t("summary:column.what")}</th>
            {columns.map((column) => (
              <th key={column} data-end>
                {head(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shares.map((share) => (
            <tr key={share.key}>
              <td>{label(share)}</td>
              {columns.map((column) => (
                <td key={column} data-end>
                  {column.endsWith("fen") ? yuan(share[column]) : count(share[column])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Counts({ title, items }: { title: string; items: readonly { name: string; count: number }[] }) {
  if (items.length === 0) return null;
  return (
    <Section kind="ruled" title={title}>
      <ul className={styles.counts}>
        {items.map((item) => (
          <li key={item.name}>
            <span>{item.name || "—"}</span>
            <b>{count(item.count)}</b>
          </li>
        ))}
      </ul>
    </Section>
  );
}
