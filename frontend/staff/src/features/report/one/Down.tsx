import type { ReportFormOut, ReportOut } from "@unionhome/client/model";
import { count } from "@unionhome/words";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { cellsOf, itemsOf, keyOf, named } from "../data";
import styles from "../report.module.css";
import { Cell } from "./Cell";
import { Source } from "./Source";
import type { Typed } from "./typed";

export interface PageProps {
  report: ReportOut;
  form: ReportFormOut;
  typed: Typed;
  wrong: ReadonlySet<string>;
  onType(code: string, text: string): void;
}

/** Chapters down the page: item, code, unit, all, women; beside them what the sum is made of. */
export function Down({ report, form, typed, wrong, onType }: PageProps) {
  const { t, i18n } = useTranslation();
  const units = useDictionary("report_unit");
  const cells = cellsOf(report);
  const items = itemsOf(form);
  const name = (thing: { zh: string; en: string }) => named(thing, i18n.language);
  const below = report.lines.length > 1 ? report.lines : [];
  const number = (code: string) => {
    const item = items.get(code);
    return (
      <Cell
        cell={cells.get(code)}
        label={item ? name(item) : code}
        text={typed.values[code]}
        wrong={wrong.has(code)}
        fillable={report.fillable}
        onType={(text) => onType(code, text)}
      />
    );
  };
  return (
    <div className={styles.paper}>
      <Heading report={report} form={form} />
      <table className={styles.sheet}>
        <thead>
          <tr>
            <th scope="col">{t("report:paper.item")}</th>
            <th scope="col">{t("report:paper.code")}</th>
            <th scope="col">{t("report:paper.unit")}</th>
            <th scope="col">{t("report:paper.all")}</th>
            <th scope="col">{t("report:paper.women")}</th>
            {below.map((line) => (
              <th key={keyOf(line)} scope="col" className={styles.below} translate="no">
                <Source line={line} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {form.chapters.map((chapter) => (
            <Fragment key={chapter.zh}>
              <tr>
                <th scope="rowgroup" colSpan={5 + below.length} className={styles.chapter}>
                  {name(chapter)}
                </th>
              </tr>
              {chapter.lines.map((line) => {
                const item = items.get(line.item);
                if (!item) return null;
                return (
                  <tr key={line.item}>
                    <th
                      scope="row"
                      style={{ paddingLeft: 10 + 20 * line.indent }}
                      title={i18n.language === "en" ? item.definition_en : item.definition_zh}
                    >
                      {name(item)}
                      {item.by_hand && report.fillable && <span className="ink-3"> {t("report:paper.by_hand")}</span>}
                    </th>
                    <td className={styles.centre}>{item.code}</td>
                    <td className={styles.centre}>{units.label(item.unit)}</td>
                    <td>{number(line.item)}</td>
                    <td>{line.women ? number(line.women) : "—"}</td>
                    {below.map((one) => (
                      <td key={keyOf(one)} className={styles.below}>
                        {one.values[line.item] == null ? "" : count(one.values[line.item])}
                      </td>
                    ))}
                  </tr>
                );
              })}
            </Fragment>
          ))}
        </tbody>
      </table>
      <Signatures report={report} />
    </div>
  );
}

/** Title, who reports, the number of the form, its time. */
export function Heading({ report, form }: Pick<PageProps, "report" | "form">) {
  const { t, i18n } = useTranslation();
  return (
    <div className={styles.wide}>
      <h2 className={styles.title}>{named(form, i18n.language)}</h2>
      <div className={styles.facts}>
        <span>
          {t("report:paper.reporter")} <span translate="no">{report.organization_name}</span>
        </span>
        <span>
          {t("report:year", { year: report.year })} {i18n.language === "en" ? form.basis_en : form.basis_zh}
        </span>
        <span>
          {t("report:paper.number")} <span translate="no">{form.number}</span>
        </span>
      </div>
    </div>
  );
}

export function Signatures({ report }: Pick<PageProps, "report">) {
  const { t } = useTranslation();
  return (
    <div className={`${styles.facts} ${styles.wide}`}>
      <span>{t("report:paper.chair")}</span>
      <span>
        {t("report:paper.filler")} {report.submitted_by_name}
      </span>
      <span>
        {t("report:paper.on")} {report.submitted_at?.slice(0, 10)}
      </span>
    </div>
  );
}
