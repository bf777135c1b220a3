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

interface UrgeWords {
  verb: string;
  /** What it does, before it is done. */
  effect: string;
  /** What may be said to them, as an example. */
  hint: string;
  result(done: string, of: string): string;
}

interface UrgeManyProps {
  /** About what: "催报 四项实名登记". */
  title: string;
  /** How many are meant. */
  size: number;
  /** Where it is not about handing something in. */
  words?: UrgeWords;
  act(note: string): Promise<UrgedMany>;
  /** Left before anything was sent, or after it was. */
  onClose(sent: boolean): void;
}

const LONGEST = 200;

/** Urges many about one thing: says what it does, then what became of each. */
export function UrgeMany({ title, size, words, act, onClose }: UrgeManyProps) {
  const { t } = useTranslation();
  const id = useId();
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [result, setResult] = useState<UrgedMany | null>(null);
  const failed = result?.items.filter((item) => item.problem !== null) ?? [];

  const said = words?.result ?? ((done: string, of: string) => t("ui:urge.result", { done, of }));

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
      onClose={() => onClose(result !== null)}
      foot={
        result ? (
          <Button size={32} kind="main" onClick={() => onClose(true)} data-first>
            {t("ui:urge.done")}
          </Button>
        ) : (
          <>
            <Button size={32} onClick={() => onClose(false)}>
              {t("ui:confirm.leave")}
            </Button>
            <Button size={32} kind="main" busy={busy} onClick={() => void send()}>
              {words?.verb ?? t("ui:urge.verb")}
            </Button>
          </>
        )
      }
    >
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      {result ? (
        <>
          <p>
            <Status mark={failed.length ? "due" : "done"}>{said(count(result.succeeded), count(result.total))}</Status>
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
          <p className="ink-2">{words?.effect ?? t("ui:urge.effect", { n: size })}</p>
          <label htmlFor={id} style={{ display: "block" }}>
            <span className="small ink-2" style={{ display: "block", marginBottom: 4 }}>
              {t("ui:urge.note")}
            </span>
            <Input.TextArea
              id={id}
              rows={3}
              maxLength={LONGEST}
              value={note}
              placeholder={words?.hint ?? t("ui:urge.hint")}
              onChange={(event) => setNote(event.target.value)}
            />
          </label>
        </>
      )}
    </Dialog>
  );
}
