import type { PaperRetention, UnionPaperKind } from "@unionhome/client/model";
import { today } from "@unionhome/words";
import { Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { DateField } from "../../ui/form/DateField";
import { Labelled } from "../../ui/form/Labelled";
import { useDictionary } from "../../ui/page/dictionary";
import { OF_ITS_DAY } from "./data";
import styles from "./paper.module.css";
import { yearsAround } from "./yearFilter";

/** What is written down of a paper. Without a retention it is the one that is usual for its kind. */
export interface PaperWords {
  title: string;
  held_on: string | null;
  year: number;
  place_kept: string;
  retention: PaperRetention | undefined;
  note: string;
}

interface PaperFieldsProps {
  kind: UnionPaperKind;
  value: PaperWords;
  onChange(value: PaperWords): void;
  /** Whether the usual retention may be left to the server. */
  usual: boolean;
}

/** The year that a paper goes into: of minutes and photos that of their day, of others the chosen one. */
export function yearOf(kind: UnionPaperKind, { held_on, year }: PaperWords): number {
  return OF_ITS_DAY.includes(kind) && held_on ? Number(held_on.slice(0, 4)) : year;
}

export const isWritten = ({ title, held_on }: PaperWords) => title.trim() !== "" && held_on !== null;

export function PaperFields({ kind, value, onChange, usual }: PaperFieldsProps) {
  const { t } = useTranslation();
  const terms = useDictionary("paper_retention");
  const now = today(Date.now());
  const set = (change: Partial<PaperWords>) => onChange({ ...value, ...change });
  const years = [...new Set([...yearsAround(Number(now.slice(0, 4))), value.year])].sort((a, b) => b - a);
  return (
    <>
      <div className={styles.wide}>
        <Labelled label={t("paper:column.title")}>
          {(id) => (
            <Input
              id={id}
              maxLength={100}
              value={value.title}
              placeholder={t(`paper:example.${kind}`)}
              onChange={(event) => set({ title: event.target.value })}
            />
          )}
        </Labelled>
      </div>
      <Labelled label={t("paper:field.held_on")}>
        {(id) => <DateField id={id} value={value.held_on} onChange={(held_on) => set({ held_on })} max={now} />}
      </Labelled>
      <Labelled label={t("paper:column.year")}>
        {(id) => (
          <Select
            id={id}
            value={yearOf(kind, value)}
            disabled={OF_ITS_DAY.includes(kind)}
            onChange={(year) => set({ year })}
            options={years.map((one) => ({ value: one, label: String(one) }))}
          />
        )}
      </Labelled>
      <Labelled label={t("paper:column.place")}>
        {(id) => (
          <Input
            id={id}
            maxLength={100}
            value={value.place_kept}
            placeholder={t("paper:example.place")}
            onChange={(event) => set({ place_kept: event.target.value })}
          />
        )}
      </Labelled>
      <Labelled label={t("paper:column.retention")}>
        {(id) => (
          <Select
            id={id}
            allowClear={usual}
            value={value.retention}
            placeholder={t("paper:file.usual")}
            onChange={(retention) => set({ retention: retention as PaperRetention | undefined })}
            options={[...terms.choices]}
          />
        )}
      </Labelled>
      <div className={styles.wide}>
        <Labelled label={t("paper:field.note")}>
          {(id) => (
            <Input id={id} maxLength={500} value={value.note} onChange={(event) => set({ note: event.target.value })} />
          )}
        </Labelled>
      </div>
    </>
  );
}
