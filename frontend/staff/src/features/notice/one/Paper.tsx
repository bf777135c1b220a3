import type { NoticeCells, NoticeColumn, NoticePage } from "@unionhome/client/model";
import { documentDate, yuan } from "@unionhome/words";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import styles from "../notice.module.css";

/** What a notice shows: the published one, or what a preview would publish. */
export type Shown = Pick<NoticePage, "program_name" | "organization_name" | "columns" | "rows" | "days">;

interface PaperProps {
  shown: Shown;
  /** When and where: what a preview does not know yet. */
  about?: Pick<
    NoticePage,
    "number" | "first_on" | "last_on" | "shown_at" | "receiver" | "receiver_phone" | "published_at"
  >;
  children?: ReactNode;
}

/** The notice as it is printed and hung: the chosen columns, and nothing beside them. */
export function Paper({ shown, about, children }: PaperProps) {
  const { t } = useTranslation();
  return (
    <article className={styles.paper}>
      <h2>{t("notice:paper.title", { program: shown.program_name })}</h2>
      {about && <p className={styles.number}>{t("notice:paper.number", { number: about.number })}</p>}
      <p className={styles.body}>{t("notice:paper.opening", { program: shown.program_name, n: shown.rows.length })}</p>
      {about && (
        <p className={styles.body}>
          {t("notice:paper.period", {
            from: documentDate(about.first_on),
            to: documentDate(about.last_on),
            days: shown.days,
            place: about.shown_at,
          })}
        </p>
      )}
      {about && (
        <p className={styles.body}>
          {t("notice:paper.objections", { receiver: about.receiver, phone: about.receiver_phone })}
        </p>
      )}
      <Rows columns={shown.columns} rows={shown.rows} />
      {about && (
        <footer className={styles.sign}>
          <span translate="no">{shown.organization_name}</span>
          <span>{documentDate(about.published_at)}</span>
        </footer>
      )}
      {children}
    </article>
  );
}

function Rows({ columns, rows }: { columns: readonly NoticeColumn[]; rows: readonly NoticeCells[] }) {
  const { t } = useTranslation();
  const titles = useDictionary("notice_column");
  return (
    <table className={styles.rows}>
      <thead>
        <tr>
          <th scope="col">{t("notice:paper.place")}</th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {titles.label(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, place) => (
          // The place on the notice is what a row is known by: rows never change theirs.
          <tr key={place}>
            <td>{place + 1}</td>
            {columns.map((column) => (
              <td key={column} className={column === "amount" ? styles.amount : undefined}>
                <Cell column={column} cells={cells} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ column, cells }: { column: NoticeColumn; cells: NoticeCells }) {
  const categories = useDictionary("hardship_category");
  const reasons = useDictionary("notice_reason");
  if (column === "amount") return yuan(cells.amount);
  if (column === "category") return categories.label(cells.category) || "—";
  if (column === "reason") return reasons.label(cells.reason) || "—";
  return cells[column] ?? "—";
}
