import { Input } from "antd";
import { type ReactNode, useId, useState } from "react";
import { ConfirmAct } from "./ConfirmAct";

export interface AskNoteProps {
  title: ReactNode;
  verb: string;
  /** What will be different afterwards. */
  effect: ReactNode;
  label: string;
  hint?: string;
  longest?: number;
  /** A refusal is shown in the dialog, which stays open. */
  act(note: string): Promise<void>;
  onClose(): void;
}

const LONGEST = 200;

/** An act that says something to somebody: the note may be left out. */
export function AskNote({ label, hint, longest = LONGEST, act, ...ask }: AskNoteProps) {
  const id = useId();
  const [note, setNote] = useState("");
  return (
    <ConfirmAct kind="plain" {...ask} act={() => act(note.trim())}>
      <label htmlFor={id} style={{ display: "block", marginTop: 12 }}>
        <span className="small ink-2" style={{ display: "block", marginBottom: 4 }}>
          {label}
        </span>
        <Input.TextArea
          id={id}
          rows={3}
          maxLength={longest}
          value={note}
          placeholder={hint}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
    </ConfirmAct>
  );
}
