import { count } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { cellsOf, itemsOf, keyOf, named } from "../data";
import styles from "../report.module.css";
import { Cell } from "./Cell";
import { Heading, type PageProps, Signatures } from "./Down";
import { Source } from "./Source";

/** One line per union under two rows of heads: the sum first, then what stands directly, then each report from below. */
export function Across({ report, form, typed, wrong, onType }: PageProps) {
  const { t, i18n } = useTranslation();
  const cells = cellsOf(report);
  const items = itemsOf(form);
  const name = (thing: { zh: string; en: string }) => named(thing, i18n.language);
  const codes = form.chapters.flatMap((chapter) => chapter.lines.map((line) => line.item));
  return (
    <div className={styles.paper}>
      <Heading report={report} form={form} />
      <table className={`${styles.sheet} ${styles.across}`}>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {t("report:paper.union")}
            </th>
            {form.chapters.map((chapter) => (
              <th key={chapter.zh} scope="colgroup" colSpan={chapter.lines.length}>
                {name(chapter)}
              </th>
            ))}
          </tr>
          <tr>
            {codes.map((code) => {
              const item = items.get(code);
              return (
                <th
                  key={code}
                  scope="col"
                  className={styles.narrow}
                  title={i18n.language === "en" ? item?.definition_en : item?.definition_zh}
                >
                  {item && name(item)}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row" className={styles.chapter}>
              {t("report:paper.sum")}
            </th>
            {codes.map((code) => {
              const item = items.get(code);
              return (
                <td key={code}>
                  <Cell
                    cell={cells.get(code)}
                    label={item ? name(item) : code}
                    text={typed.values[code]}
                    wrong={wrong.has(code)}
                    fillable={report.fillable}
                    onType={(text) => onType(code, text)}
                  />
                </td>
              );
            })}
          </tr>
          {(report.lines.length > 1 ? report.lines : []).map((line) => (
            <tr key={keyOf(line)}>
              <th scope="row" translate="no">
                <Source line={line} />
              </th>
              {codes.map((code) => (
                <td key={code}>{line.values[code] == null ? "" : count(line.values[code])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Signatures report={report} />
    </div>
  );
}
