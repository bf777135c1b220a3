import { useQueryClient } from "@tanstack/react-query";
import { rowsInWords } from "@unionhome/words";
import { Checkbox, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../button/Button";
import { Dialog } from "../dialog/Dialog";
import { useAccess } from "../page/person";
import { ProblemStrip } from "../problem/ProblemStrip";
import { DescriptionList, Field } from "../record/DescriptionList";
import { ExportProgress } from "./ExportProgress";
import styles from "./export.module.css";
import {
  type Asked,
  type Exported,
  type ExportJob,
  type ExportStore,
  type FileColumn,
  FORMATS,
  type Format,
  ONLY_OF,
} from "./exports";
import { isComplete, NOTHING_WHOLE, WholeFields } from "./WholeFields";

interface ExportDialogProps {
  store: ExportStore;
  list: Exported;
  /** Those that stand on screen. */
  columns: readonly FileColumn[];
  onClose(): void;
}

/** Says what will be in the file before it is made, and then how far it is. */
export function ExportDialog({ store, list, columns, onClose }: ExportDialogProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const may = useAccess();
  const [all, setAll] = useState(false);
  const [more, setMore] = useState<readonly string[]>([]);
  const [format, setFormat] = useState<Format>("xlsx");
  const [whole, setWhole] = useState(NOTHING_WHOLE);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [made, setMade] = useState<{ what: Asked; job: ExportJob } | null>(null);
  const groups = list.groups ?? [];
  const chosen = [
    ...columns,
    ...groups.filter((group) => all || more.includes(group.key)).flatMap((group) => group.columns),
  ];
  const masked = chosen.filter((column) => column.masked);
  const wholes = whole.on && masked.length > 0;
  const form = format === "register" || format === "forms";
  const formats = FORMATS.filter((one) => ONLY_OF[one]?.includes(list.noun) ?? true);

  async function go() {
    const what: Asked = {
      noun: list.noun,
      query: list.query,
      columns: all ? null : chosen.map((column) => column.key),
      format: wholes && !form ? "xlsx" : format,
      whole: wholes ? { ...whole, columns: masked.map((column) => column.key) } : undefined,
    };
    setBusy(true);
    setProblem(undefined);
    try {
      setMade({ what, job: await store.ask(what) });
      void queries.invalidateQueries({ queryKey: ["jobs"] });
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  }

  const total = list.total ?? 0;
  const rows = rowsInWords(total);
  const title = t("ui:export.title", { rows, unit: list.unit });
  if (made)
    return (
      <Dialog
        title={title}
        onClose={onClose}
        foot={
          <Button size={32} onClick={onClose}>
            {t("ui:close")}
          </Button>
        }
      >
        <ExportProgress store={store} {...made} closed={made.what.whole !== undefined} />
      </Dialog>
    );

  const set = list.filters.filter((filter) => filter.value !== undefined);
  return (
    <Dialog
      title={title}
      onClose={onClose}
      width={520}
      foot={
        <>
          <Button size={32} onClick={onClose}>
            {t("ui:confirm.leave")}
          </Button>
          <Button
            size={32}
            kind="main"
            icon="export"
            busy={busy}
            disabled={wholes && !isComplete(whole)}
            onClick={go}
            data-first
          >
            {t("ui:export.verb")}
          </Button>
        </>
      }
    >
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      <DescriptionList>
        <Field label={t("ui:export.narrowed")}>
          {set.length === 0 && !list.search && t("ui:export.not_narrowed")}
          {list.search && <span className={styles.filter}>{t("ui:export.searched", { text: list.search })}</span>}
          {set.map((filter) => (
            <span key={filter.label} className={styles.filter}>
              {t("ui:export.filter", { label: filter.label, value: filter.value })}
            </span>
          ))}
        </Field>
        <Field label={t("ui:export.columns")}>
          <Radio.Group
            aria-label={t("ui:export.columns")}
            className={styles.choices}
            value={form ? null : all}
            disabled={form}
            onChange={(event) => setAll(event.target.value as boolean)}
            options={[
              { value: false, label: t("ui:export.shown", { count: columns.length }) },
              { value: true, label: t("ui:export.all") },
            ]}
          />
          {groups.length > 0 && !form && !all && (
            <Checkbox.Group
              aria-label={t("ui:export.more")}
              className={styles.groups}
              value={[...more]}
              onChange={setMore}
              options={groups.map((group) => ({ value: group.key, label: group.title }))}
            />
          )}
          <p className="note ink-3">
            {form ? t(`ui:export.fixed.${format}`) : !all && chosen.map((column) => column.title).join(t("ui:comma"))}
          </p>
        </Field>
        <Field label={t("ui:export.format")}>
          <Radio.Group
            aria-label={t("ui:export.format")}
            className={styles.choices}
            value={wholes && !form ? "xlsx" : format}
            onChange={(event) => setFormat(event.target.value as Format)}
            options={formats.map((one) => ({
              value: one,
              label: t(`ui:export.as.${one}`),
              disabled: wholes && one === "csv",
            }))}
          />
        </Field>
      </DescriptionList>
      {may.unmaskExports && masked.length > 0 && (
        <WholeFields
          value={whole}
          names={masked.map((column) => column.title).join(t("ui:comma"))}
          onChange={setWhole}
        />
      )}
      <p className="note ink-3">{t(wholes ? "ui:export.whole_note" : "ui:export.note")}</p>
    </Dialog>
  );
}
