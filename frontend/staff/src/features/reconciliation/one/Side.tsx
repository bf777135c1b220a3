import { count, monthDay, yuan } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Scroll } from "../../../ui/scroll/Scroll";
import styles from "../reconciliation.module.css";

/** Something that stands open, of either side. */
export interface Item {
  id: string;
  on: string;
  said: string;
  /** Numbers, for the tooltip. */
  more: string;
  amount_fen: number;
  note: string;
  /** Of an earlier month. */
  carried: boolean;
}

interface Pages {
  error: unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  refetch(): unknown;
  fetchNextPage(): unknown;
}

interface SideProps {
  title: string;
  total: number;
  items: readonly Item[];
  chosen: ReadonlySet<string>;
  /** Absent where nothing may be changed. */
  onChoose?(chosen: ReadonlySet<string>): void;
  /** What an item must come to, fen, to bring the chosen ones to nothing. */
  fitting: number | undefined;
  onFit(id: string): void;
  query: Pages;
}

/** One side of what stands open: days, texts, amounts under one another; what fits the chosen ones has its verb. */
export function Side({ title, total, items, chosen, onChoose, fitting, onFit, query }: SideProps) {
  const { t } = useTranslation();
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose?.(next);
  };
  return (
    <section className={styles.side} aria-label={title}>
      <h2>
        {title}
        <span className="ink-2">{t("reconciliation:side.total", { count: total, items: count(total) })}</span>
      </h2>
      {query.error ? <ProblemStrip problem={query.error} onRetry={() => void query.refetch()} /> : null}
      <Scroll className={styles.scroll} label={title}>
        <table>
          <colgroup>
            {onChoose && <col style={{ width: 48 }} />}
            <col style={{ width: onChoose ? 58 : 82 }} />
            <col />
            <col style={{ width: 118 }} />
            <col style={{ width: 128 }} />
          </colgroup>
          <thead>
            <tr>
              {onChoose && (
                <th>
                  <span className="visually-hidden">{t("reconciliation:side.choose")}</span>
                </th>
              )}
              <th>{t("reconciliation:column.on")}</th>
              <th>{t("reconciliation:column.said")}</th>
              <th data-end>{t("reconciliation:column.amount")}</th>
              <th>{t("reconciliation:column.note")}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => {
              const fits = fitting !== undefined && item.amount_fen === fitting && !chosen.has(item.id);
              return (
                <tr
                  key={item.id}
                  data-chosen={chosen.has(item.id) || undefined}
                  data-fits={fits || undefined}
                  onClick={() => toggle(item.id)}
                >
                  {onChoose && (
                    <td>
                      <input
                        type="checkbox"
                        checked={chosen.has(item.id)}
                        aria-label={`${item.said} ${yuan(item.amount_fen)}`}
                        onClick={(event) => event.stopPropagation()}
                        onChange={() => toggle(item.id)}
                      />
                    </td>
                  )}
                  <td title={item.on}>{item.carried ? <i>{item.on.slice(2)}</i> : monthDay(item.on)}</td>
                  <td title={`${item.said} ${item.more}`}>
                    {item.said} <span className="ink-3">{item.more}</span>
                  </td>
                  <td data-end>{yuan(item.amount_fen)}</td>
                  <td title={item.note}>
                    {fits ? (
                      <Button
                        kind="text"
                        onClick={(event) => {
                          event.stopPropagation();
                          onFit(item.id);
                        }}
                      >
                        {t("reconciliation:pair.this")}
                      </Button>
                    ) : (
                      item.note || <span className="ink-3">—</span>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
        {items.length === 0 && total === 0 && <p className={styles.more}>{t("reconciliation:side.none")}</p>}
        {query.hasNextPage && (
          <p className={styles.more}>
            <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t("reconciliation:side.more", { items: count(total - items.length) })}
            </Button>
          </p>
        )}
      </Scroll>
    </section>
  );
}
