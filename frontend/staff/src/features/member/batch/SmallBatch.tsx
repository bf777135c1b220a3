import { Link } from "@tanstack/react-router";
import { batchMembers } from "@unionhome/client/members";
import type { BatchItem, BatchOut, BatchRequest } from "@unionhome/client/model";
import { count, MISSING } from "@unionhome/words";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { Dialog } from "../../../ui/dialog/Dialog";
import { newOnceKey } from "../../../ui/page/once";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Status } from "../../../ui/status/Status";
import { isSelected, type Selection } from "../../../ui/table/selection";
import { type MemberSearch, toFilter } from "../list/filters";
import styles from "./batch.module.css";
import { DESTRUCTIVE } from "./changes";
import { type Deed, useDeed } from "./deeds";

interface SmallBatchProps {
  deed: Deed;
  selection: Selection;
  search: MemberSearch;
  onClose(): void;
  onDone(): void;
}

/** First who can be done and who not, and why; then the deed; then the result for each. */
export function SmallBatch({ deed, selection, search, onClose, onDone }: SmallBatchProps) {
  const { t } = useTranslation();
  const { what, fields } = useDeed(deed);
  const [preview, setPreview] = useState<BatchOut | null>(null);
  const [result, setResult] = useState<BatchOut | null>(null);
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [once] = useState(newOnceKey);

  // Rows taken out of "all that match" are left out here: the server is told ids.
  const chosen = preview?.items.filter((item) => isSelected(selection, item.id)) ?? [];
  const doable = chosen.filter((item) => item.problem === null);
  const failed = chosen.filter((item) => item.problem !== null);
  // Whether a reason is there decides, not its words: nobody is looked at anew for each letter.
  const asking = JSON.stringify(what, (key, value) => (key === "reason" ? value !== "" : value));

  // biome-ignore lint/correctness/useExhaustiveDependencies: `asking` holds all that the preview depends on
  useEffect(() => {
    setPreview(null);
    setProblem(undefined);
    if (what === null) return;
    const stop = new AbortController();
    const whom = selection.all ? { query: toFilter(search, Date.now()) } : { ids: [...selection.keys] };
    batchMembers({ ...whom, ...what, dry_run: true } as BatchRequest, {
      idempotencyKey: newOnceKey(),
      signal: stop.signal,
    }).then(setPreview, (error) => !stop.signal.aborted && setProblem(error));
    return () => stop.abort();
  }, [asking]);

  async function act() {
    setBusy(true);
    try {
      setResult(await batchMembers({ ids: doable.map((item) => item.id), ...what }, { idempotencyKey: once }));
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
            <Button
              size={32}
              kind="main"
              destructive={DESTRUCTIVE.includes(deed)}
              busy={busy}
              disabled={doable.length === 0}
              onClick={act}
            >
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
        {!result && fields}
        {result ? (
          <>
            <p className={styles.counts}>
              <Status mark="done">{t("member:batch.done", { n: count(result.succeeded) })}</Status>
              {result.failed > 0 && (
                <Status mark="returned">{t("member:batch.failed", { n: count(result.failed) })}</Status>
              )}
              {result.batch_id && (
                <Link to="/member-batches/$id" params={{ id: result.batch_id }}>
                  {t("member:batch.see_each")}
                </Link>
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
        {!preview && what !== null && problem === undefined && <p className="ink-3">{t("member:batch.looking")}</p>}
      </div>
    </Dialog>
  );
}

function People({ items }: { items: readonly BatchItem[] }) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and holds nothing else that the keyboard reaches
    <ul className={styles.reasons} aria-label={t("member:batch.reason")} tabIndex={0}>
      {items.map((item) => (
        <li key={item.id}>
          <span className="cut">{item.name ?? MISSING}</span>
          <span className="ink-2">{item.problem?.detail ?? t("member:batch.ok")}</span>
        </li>
      ))}
    </ul>
  );
}
