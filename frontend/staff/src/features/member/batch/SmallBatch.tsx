import { batchMembers } from "@unionhome/client/members";
import type { BatchItem, BatchOut, BatchRequest } from "@unionhome/client/model";
import { count, MISSING, today } from "@unionhome/words";
import { Select } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { Dialog } from "../../../ui/dialog/Dialog";
import { DateField } from "../../../ui/form/DateField";
import { useDictionary } from "../../../ui/page/dictionary";
import { newOnceKey } from "../../../ui/page/once";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Status } from "../../../ui/status/Status";
import { isSelected, type Selection } from "../../../ui/table/selection";
import { type MemberSearch, toFilter } from "./filters";
import styles from "./list.module.css";

export type Deed = "change" | "card" | "approve" | "submit";

interface BatchDialogProps {
  deed: Deed;
  selection: Selection;
  search: MemberSearch;
  onClose(): void;
  onDone(): void;
}

/** Fields that mean the same for everybody, with the dictionary of their values. */
const FIELDS = {
  kind: "member_kind",
  employment_form: "employment_form",
  new_employment: "new_employment",
  education: "education",
  politics: "politics",
  nation: "nation",
  hukou_kind: "hukou_kind",
  skill_level: "skill_level",
} as const;
type FieldName = keyof typeof FIELDS;

/** First who can be done and who not, and why; then the deed; then the result for each. */
export function BatchDialog({ deed, selection, search, onClose, onDone }: BatchDialogProps) {
  const { t } = useTranslation();
  const now = today(Date.now());
  const [field, setField] = useState<FieldName>("kind");
  const [value, setValue] = useState<string>();
  const [on, setOn] = useState<string | null>(now);
  const [preview, setPreview] = useState<BatchOut | null>(null);
  const [result, setResult] = useState<BatchOut | null>(null);
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [once] = useState(newOnceKey);
  const values = useDictionary(FIELDS[field]);
  const ready = deed === "change" ? value !== undefined : on !== null;

  // Rows taken out of "all that match" are left out here: the server is told ids.
  const chosen = preview?.items.filter((item) => isSelected(selection, item.id)) ?? [];
  const doable = chosen.filter((item) => item.problem === null);
  const failed = chosen.filter((item) => item.problem !== null);
  const asking = JSON.stringify([deed, field, value, on]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `asking` holds all that the preview depends on
  useEffect(() => {
    setPreview(null);
    setProblem(undefined);
    if (!ready) return;
    const stop = new AbortController();
    const whom = selection.all ? { query: toFilter(search, Date.now()) } : { ids: [...selection.keys] };
    batchMembers({ ...whom, ...what(), dry_run: true } as BatchRequest, {
      idempotencyKey: newOnceKey(),
      signal: stop.signal,
    }).then(setPreview, (error) => !stop.signal.aborted && setProblem(error));
    return () => stop.abort();
  }, [asking]);

  function what(): Pick<BatchRequest, "step" | "change"> {
    if (deed === "card") return { change: { card_issued_on: on } };
    if (deed === "change") return { change: { [field]: value } };
    return { step: { step: deed } };
  }

  async function act() {
    setBusy(true);
    try {
      setResult(await batchMembers({ ids: doable.map((item) => item.id), ...what() }, { idempotencyKey: once }));
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  }

  const close = result ? onDone : onClose;
  return (
    <Dialog
      title={t(`member:batch.${deed}`)}
      width={560}
      onClose={close}
      foot={
        result ? (
          <Button size={32} kind="main" onClick={close}>
            {t("member:batch.close")}
          </Button>
        ) : (
          <>
            <Button size={32} onClick={onClose}>
              {t("ui:confirm.leave")}
            </Button>
            <Button size={32} kind="main" busy={busy} disabled={doable.length === 0} onClick={act}>
              {preview
                ? t("member:batch.verb", { verb: t(`member:batch.${deed}`), n: count(doable.length) })
                : t(`member:batch.${deed}`)}
            </Button>
          </>
        )
      }
    >
      <div className={styles.batch}>
        {problem !== undefined && <ProblemStrip boxed problem={problem} />}
        {!result && deed === "change" && (
          <div className={styles.fields}>
            <Select
              aria-label={t("member:batch.field")}
              value={field}
              options={Object.keys(FIELDS).map((name) => ({ value: name, label: t(`member:field.${name}`) }))}
              onChange={(next: FieldName) => {
                setField(next);
                setValue(undefined);
              }}
            />
            <Select
              aria-label={t("member:batch.value")}
              placeholder={t("member:batch.value")}
              value={value}
              options={[...values.choices]}
              showSearch={{ optionFilterProp: "label" }}
              onChange={setValue}
            />
          </div>
        )}
        {!result && deed === "card" && <DateField value={on} onChange={setOn} max={now} />}
        {result ? (
          <>
            <p className={styles.counts}>
              <Status mark="done">{t("member:batch.done", { n: count(result.succeeded) })}</Status>
              {result.failed > 0 && (
                <Status mark="returned">{t("member:batch.failed", { n: count(result.failed) })}</Status>
              )}
            </p>
            <People items={result.items} />
          </>
        ) : (
          preview && (
            <>
              <p className={styles.counts}>
                <span>{t("member:batch.all", { n: count(chosen.length) })}</span>
                <Status mark="done">{t("member:batch.can", { n: count(doable.length) })}</Status>
                {failed.length > 0 && (
                  <Status mark="returned">{t("member:batch.cannot", { n: count(failed.length) })}</Status>
                )}
              </p>
              {failed.length > 0 && <People items={failed} />}
            </>
          )
        )}
        {!preview && ready && problem === undefined && <p className="ink-3">{t("member:batch.looking")}</p>}
      </div>
    </Dialog>
  );
}

function People({ items }: { items: readonly BatchItem[] }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.reasons}>
      {items.map((item) => (
        <li key={item.id}>
          <span className="cut">{item.name ?? MISSING}</span>
          <span className="ink-2">{item.problem?.detail ?? t("member:batch.ok")}</span>
        </li>
      ))}
    </ul>
  );
}
