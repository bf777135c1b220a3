import { count } from "@unionhome/words";
import { Input } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../button/Button";
import { ProblemStrip } from "../problem/ProblemStrip";
import { Status } from "../status/Status";
import { Dialog } from "./Dialog";

/** What became of all, and the sentences about those that could not be urged. */
export interface UrgedMany {
  total: number;
  succeeded: number;
  items: readonly { id: string; problem: { detail: string } | null }[];
}

interface UrgeManyProps {
  /** About what: "催报 四项实名登记". */
  title: string;
  /** How many are meant. */
  size: number;
  act(note: string): Promise<UrgedMany>;
  onClose(): void;
}

const LONGEST = 200;

/** Urges all who are late with one thing: says what it does, then what became of each. */
export function UrgeMany({ title, size, act, onClose }: UrgeManyProps) {
  const { t } = useTranslation();
  const id = useId();
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [result, setResult] = useState<UrgedMany | null>(null);
  const failed = result?.items.filter((item) => item.problem !== null) ?? [];

  async function send() {
    setBusy(true);
    setProblem(undefined);
    try {
      setResult(await act(note.trim()));
    } catch (refused) {
      setProblem(refused);
    }
    setBusy(false);
  }

  return (
    <Dialog
      title={title}
      onClose={onClose}
      foot={
        result ? (
          <Button size={32} kind="main" onClick={onClose} data-first>
            {t("ui:urge.done")}
          </Button>
        ) : (
          <>
            <Button size={32} onClick={onClose}>
              {t("ui:confirm.leave")}
            </Button>
            <Button size={32} kind="main" busy={busy} onClick={() => void send()}>
              {t("ui:urge.verb")}
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
              {t("ui:urge.result", { done: count(result.succeeded), of: count(result.total) })}
            </Status>
          </p>
          {failed.length > 0 && (
            <ul style={{ maxHeight: 200, margin: 0, overflow: "auto" }}>
              {failed.map((item) => (
                <li key={item.id}>{item.problem?.detail}</li>
              ))}
            </ul>
          )}
        </>
      ) : (
        <>
          <p className="ink-2">{t("ui:urge.effect", { n: size })}</p>
          <label htmlFor={id} style={{ display: "block" }}>
            <span className="small ink-2" style={{ display: "block", marginBottom: 4 }}>
              {t("ui:urge.note")}
            </span>
            <Input.TextArea
              id={id}
              rows={3}
              maxLength={LONGEST}
              value={note}
              placeholder={t("ui:urge.hint")}
              onChange={(event) => setNote(event.target.value)}
            />
          </label>
        </>
      )}
    </Dialog>
  );
}
