import { takeInEmployerList } from "@unionhome/client/employers";
import type { EmployerList, ListedEmployer, ListedOut } from "@unionhome/client/model";
import { count, today } from "@unionhome/words";
import { Select } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { DateField } from "../../../ui/form/DateField";
import { useDictionary } from "../../../ui/page/dictionary";
import { useScope } from "../../../ui/page/person";
import { useTab, useTabTitle } from "../../../ui/page/tab";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { PageHead } from "../../../ui/record/PageHead";
import { OrgField } from "../../../ui/tree/OrgField";
import type { PickedOrg } from "../../../ui/tree/OrgPicker";
import { useChanged } from "../employer";
import styles from "../employer.module.css";
import { Preview } from "./Preview";
import { FIELDS, type Heads, type ListField, rowsOf, tableOf, textOf } from "./parse";

const BY_HAND = "manual";
const MOST = 5000;

/** Another agency's list beside our register: paste or choose it, see what each row means, take it in (ORG-18). */
export function ComparePage() {
  const { t } = useTranslation();
  const tab = useTab();
  const scope = useScope();
  const changed = useChanged();
  const sources = useDictionary("employer_source");
  const [source, setSource] = useState<string | null>(null);
  const [on, setOn] = useState<string | null>(() => today(Date.now()));
  const [place, setPlace] = useState<PickedOrg | null>({ id: scope.organization.id, label: scope.organization.name });
  const [text, setText] = useState("");
  const [sent, setSent] = useState<{ list: EmployerList; answer: ListedOut } | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  // A repeated send of one list is the same act.
  const attempt = useRef(crypto.randomUUID());
  useTabTitle(t("employer:compare.title"));

  const table = tableOf(text, useHeads());
  const rows = table ? rowsOf(table) : [];
  const fault = faultOf(text, table !== null, rows.length);

  async function send(list: EmployerList) {
    setBusy(true);
    setProblem(undefined);
    try {
      const key = list.dry_run ? crypto.randomUUID() : attempt.current;
      const answer = await takeInEmployerList(list, { idempotencyKey: key });
      if (!list.dry_run) {
        attempt.current = crypto.randomUUID();
        changed();
        tab.say({ draft: "none" });
      }
      setSent({ list, answer });
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  }
  const check = () =>
    void send({
      source: source as EmployerList["source"],
      listed_on: on ?? "",
      territory_id: place?.id ?? "",
      rows: rows as ListedEmployer[],
      dry_run: true,
    });

  return (
    <div className={styles.page}>
      <PageHead
        title={t("employer:compare.title")}
        note={sent && t("employer:compare.of", { source: sources.label(sent.list.source), date: sent.list.listed_on })}
      />
      {problem !== undefined && <ProblemStrip problem={problem} lead={t("employer:compare.not_done")} />}
      {sent ? (
        <Preview
          answer={sent.answer}
          rows={sent.list.rows}
          busy={busy}
          onBack={() => setSent(null)}
          onApply={() => void send({ ...sent.list, dry_run: false })}
        />
      ) : (
        <>
          <div className={styles.source}>
            <label htmlFor="list-source">
              {t("employer:compare.source")}
              <Select
                id="list-source"
                value={source}
                placeholder={t("employer:compare.pick_source")}
                onChange={setSource}
                options={sources.choices.filter((one) => one.value !== BY_HAND)}
              />
            </label>
            <label htmlFor="list-on">
              {t("employer:compare.listed_on")}
              <DateField id="list-on" value={on} max={today(Date.now())} onChange={setOn} />
            </label>
            <label htmlFor="list-place">
              {t("employer:compare.place")}
              <OrgField id="list-place" label={t("employer:compare.place")} value={place} onChange={setPlace} />
            </label>
          </div>
          <div className={styles.paste}>
            <div className={styles.line}>
              <span className="ink-2">{t("employer:compare.how")}</span>
              <FileButton onText={setText} />
            </div>
            <textarea
              aria-label={t("employer:compare.how")}
              placeholder={t("employer:compare.example")}
              value={text}
              spellCheck={false}
              onChange={(event) => {
                setText(event.target.value);
                tab.say({ draft: event.target.value ? "unsaved" : "none" });
              }}
            />
          </div>
          <footer className={styles.foot}>
            <span role="status" className={fault ? "warn" : undefined}>
              {fault ? (
                t(`employer:compare.fault.${fault}`, { most: count(MOST) })
              ) : (
                <Understood rows={rows.length} table={table} />
              )}
            </span>
            <Button size={32} onClick={tab.close}>
              {t("ui:form.cancel")}
            </Button>
            <Button
              size={32}
              kind="main"
              busy={busy}
              disabled={!source || !on || !place || rows.length === 0 || fault !== null}
              onClick={check}
            >
              {t("employer:compare.check")}
            </Button>
          </footer>
        </>
      )}
    </div>
  );
}

function faultOf(text: string, understood: boolean, rows: number): "no_head" | "no_rows" | "too_many" | null {
  if (text.trim() === "") return null;
  if (!understood) return "no_head";
  if (rows === 0) return "no_rows";
  return rows > MOST ? "too_many" : null;
}

/** What columns may be called stands with the texts, since it is language. */
function useHeads(): Heads {
  const { t } = useTranslation();
  return Object.fromEntries(
    FIELDS.map((field) => [field, t(`employer:heads.${field}`).toLowerCase().split("|")]),
  ) as unknown as Heads;
}

function Understood({ rows, table }: { rows: number; table: ReturnType<typeof tableOf> }) {
  const { t } = useTranslation();
  if (!table) return t("employer:compare.nothing_yet");
  const names = (Object.keys(table.columns) as ListField[]).map((field) => t(`employer:field.${field}`));
  return t("employer:compare.understood", { n: count(rows), columns: names.join(t("ui:comma")) });
}

function FileButton({ onText }: { onText(text: string): void }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,text/csv"
        hidden
        onChange={async (event) => {
          const file = event.target.files?.[0];
          if (file) onText(await textOf(file));
          event.target.value = "";
        }}
      />
      <Button icon="import" onClick={() => input.current?.click()}>
        {t("employer:compare.file")}
      </Button>
    </>
  );
}
