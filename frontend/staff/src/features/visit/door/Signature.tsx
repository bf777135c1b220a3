import { type PointerEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import styles from "../visit.module.css";
import { sendSignature } from "./picture";

interface SignatureProps {
  /** Sent already, in a draft of before. */
  signed: boolean;
  /** The id of the picture once it is sent; null when it was wiped away. */
  onSigned(id: string | null): void;
  onProblem(problem: unknown): void;
}

const INK = "#1c2430";
const WIDTH = 2.4;

/** A field to sign in with a finger, or a mouse. What was drawn is sent when it is accepted. */
export function Signature({ signed, onSigned, onProblem }: SignatureProps) {
  const { t } = useTranslation();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState(false);
  const [busy, setBusy] = useState(false);
  const drawing = useRef(false);

  useEffect(() => {
    const board = canvas.current;
    if (!board || signed) return;
    const scale = window.devicePixelRatio || 1;
    board.width = board.clientWidth * scale;
    board.height = board.clientHeight * scale;
    const pen = board.getContext("2d");
    if (!pen) return;
    pen.scale(scale, scale);
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, board.clientWidth, board.clientHeight);
    pen.strokeStyle = INK;
    pen.lineWidth = WIDTH;
    pen.lineCap = pen.lineJoin = "round";
  }, [signed]);

  function at(event: PointerEvent<HTMLCanvasElement>): [number, number] {
    const box = event.currentTarget.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  async function accept() {
    if (!canvas.current) return;
    setBusy(true);
    try {
      onSigned(await sendSignature(canvas.current));
    } catch (refused) {
      onProblem(refused);
    }
    setBusy(false);
  }

  function wipe() {
    setDrawn(false);
    onSigned(null);
    const board = canvas.current;
    board?.getContext("2d")?.fillRect(0, 0, board.clientWidth, board.clientHeight);
  }

  if (signed)
    return (
      <p className={styles.signed}>
        <span>{t("visit:door.signed")}</span>
        <Button onClick={() => onSigned(null)}>{t("visit:door.sign_again")}</Button>
      </p>
    );
  return (
    <div className={styles.signing}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={t("visit:door.sign_here")}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          const pen = event.currentTarget.getContext("2d");
          drawing.current = true;
          pen?.beginPath();
          pen?.moveTo(...at(event));
        }}
        onPointerMove={(event) => {
          if (!drawing.current) return;
          const pen = event.currentTarget.getContext("2d");
          pen?.lineTo(...at(event));
          pen?.stroke();
          setDrawn(true);
        }}
        onPointerUp={() => {
          drawing.current = false;
        }}
      />
      <div className={styles.verbs}>
        <Button disabled={!drawn} onClick={wipe}>
          {t("visit:door.wipe")}
        </Button>
        <Button kind="main" busy={busy} disabled={!drawn} onClick={() => void accept()}>
          {t("visit:door.accept")}
        </Button>
      </div>
    </div>
  );
}
