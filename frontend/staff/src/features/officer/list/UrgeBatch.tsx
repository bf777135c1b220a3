import type { UrgeBatchOut, UrgeBatchRequest } from "@unionhome/client/model";
import { sendUrges } from "@unionhome/client/urges";
import { count } from "@unionhome/words";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { Dialog } from "../../../ui/dialog/Dialog";
import { newOnceKey } from "../../../ui/page/once";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Status } from "../../../ui/status/Status";
import type { Selection } from "../../../ui/table/selection";
import { useUrged } from "../officer";
import styles from "../officer.module.css";

interface UrgeBatchProps {
  selection: Selection;
  /** How many are selected. */
  size: number;
  query: Pick<NonNullable<UrgeBatchRequest["query"]>, "under_id" | "phase">;
  onClose(): void;
  onDone(): void;
}

const LONGEST = 200;

/** Urges the re-elections that are selected: says what it does, then what became of each. */
export function UrgeBatch({ selection, size, query, onClose, onDone }: UrgeBatchProps) {
  const { t } = useTranslation();
  const urged = useUrged();
  const [once] = useState(newOnceKey);
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [result, setResult] = useState<UrgeBatchOut | null>(null);
  const failed = result?.items.filter((item) => item.problem !== null) ?? [];

  async function send() {
    setBusy(true);
    setProblem(undefined);
    const which: Pick<UrgeBatchRequest, "ids" | "query"> = selection.all
      ? { query: { ...query, except_ids: [...selection.except] } }
      : { ids: [...selection.keys] };
    try {
      setResult(await sendUrges({ subject: "term", note: note.trim(), ...which }, { idempotencyKey: once }));
      urged();
    } catch (refused) {
      setProblem(refused);
    }
    setBusy(false);
  }

  return (
    <Dialog
      title={t("officer:urge.batch.title", { n: count(size) })}
      onClose={result ? onDone : onClose}
      foot={
        result ? (
          <Button size={32} kind="main" onClick={onDone} data-first>
            {t("officer:urge.batch.done")}
          </Button>
        ) : (
          <>
            <Button size={32} onClick={onClose}>
              {t("ui:confirm.leave")}
            </Button>
            <Button size={32} kind="main" busy={busy} onClick={() => void send()}>
              {t("officer:urge.verb")}
            </Button>
          </>
        )
      }
    >
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      {result ? (
        <>
          <p>
            <Status mark={failed.length ? "due" : "done"}>
              {t("officer:urge.batch.result", { done: count(result.succeeded), of: count(result.total) })}
            </Status>
          </p>
          {failed.length > 0 && (
            <ul className={styles.results}>
              {failed.map((item) => (
                <li key={item.id}>{item.problem?.detail}</li>
              ))}
            </ul>
          )}
        </>
      ) : (
        <>
          <p className="ink-2">{t("officer:urge.batch.effect", { n: count(size) })}</p>
          <div className={styles.fields}>
            <label htmlFor="urge-note">
              {t("officer:urge.note")}
              <Input.TextArea
                id="urge-note"
                rows={3}
                maxLength={LONGEST}
                value={note}
                placeholder={t("officer:urge.hint")}
                onChange={(event) => setNote(event.target.value)}
              />
            </label>
          </div>
        </>
      )}
    </Dialog>
  );
}
