import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../button/Button";
import { ProblemStrip } from "../problem/ProblemStrip";
import { Dialog } from "./Dialog";

export interface ConfirmActProps {
  /** Names act and object: "撤销 青溪县人民医院工会". */
  title: ReactNode;
  /** The verb, also on the button: never "确定". */
  verb: string;
  /** What will be different afterwards. */
  effect: ReactNode;
  /** Fields that the act needs: a reason, a date. */
  children?: ReactNode;
  kind?: "destructive" | "seal" | "plain";
  /** False while `children` are incomplete. */
  ready?: boolean;
  /** Nothing has to be typed: Enter does it. */
  eager?: boolean;
  width?: number;
  /** A refusal is shown in the dialog, which stays open. */
  act(): Promise<void>;
  onClose(): void;
}

/** Asks before something that is hard to take back. */
export function ConfirmAct({
  title,
  verb,
  effect,
  children,
  kind = "destructive",
  ready = true,
  eager,
  width,
  act,
  onClose,
}: ConfirmActProps) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();

  async function go() {
    setBusy(true);
    setProblem(undefined);
    try {
      await act();
      onClose();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  }

  return (
    <Dialog
      title={title}
      width={width}
      onClose={onClose}
      foot={
        <>
          <Button size={32} onClick={onClose}>
            {t("ui:confirm.leave")}
          </Button>
          <Button
            size={32}
            kind={kind === "seal" ? "seal" : "main"}
            destructive={kind === "destructive"}
            busy={busy}
            disabled={!ready}
            onClick={go}
            data-first={eager || undefined}
          >
            {verb}
          </Button>
        </>
      }
    >
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      <p className="ink-2">{effect}</p>
      {children}
    </Dialog>
  );
}
