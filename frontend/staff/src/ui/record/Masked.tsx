import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../icon/Icon";
import styles from "./Masked.module.css";
import { RevealDialog, type RevealReason } from "./RevealDialog";

export interface RevealRequest {
  reason: string;
  /** Of the session's password and a one-time code either will do. Empty when it was proved a moment ago. */
  password: string;
  /** What a reason that explains nothing by itself asks for. */
  note: string;
}

export interface MaskedProps {
  /** Names the field in the dialog: 手机. */
  label: string;
  /** As the server masked it. */
  masked: string;
  reasons: readonly RevealReason[];
  /** Asks the server for this one field of this one person; a refusal is shown in the dialog. */
  reveal(request: RevealRequest): Promise<string>;
  askPassword?: boolean;
  /** How the plain value is written: groups of four. */
  format?: (value: string) => string;
  /** Seconds on screen. */
  seconds?: number;
  /** So that the page can say in its side column what is open and why. */
  onChange?: (state: { open: boolean; reason: string | null }) => void;
}

/** A masked value. Shown with a reason, for a minute, and never longer than the page is looked at. */
export function Masked({
  label,
  masked,
  reasons,
  reveal,
  askPassword = true,
  format,
  seconds = 60,
  onChange,
}: MaskedProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState<{ value: string; until: number } | null>(null);
  const hide = useCallback(() => {
    setShown(null);
    onChange?.({ open: false, reason: null });
  }, [onChange]);
  const left = useCountdown(shown?.until ?? null, hide);

  async function show(request: RevealRequest) {
    const value = await reveal(request);
    setShown({ value, until: Date.now() + seconds * 1000 });
    setAsking(false);
    onChange?.({ open: true, reason: request.reason });
  }

  if (shown) {
    return (
      <span className={styles.field}>
        <b className={styles.open}>{format ? format(shown.value) : shown.value}</b>
        <button type="button" className={styles.left} onClick={hide}>
          {t("ui:masked.left", { count: left })}
        </button>
      </span>
    );
  }
  return (
    <span className={styles.field}>
      {masked}
      <button type="button" className={styles.show} onClick={() => setAsking(true)}>
        <Icon name="eye" size={14} /> {t("ui:masked.show")}
      </button>
      {asking && (
        <RevealDialog
          label={label}
          reasons={reasons}
          askPassword={askPassword}
          onShow={show}
          onClose={() => setAsking(false)}
        />
      )}
    </span>
  );
}

/** Whole seconds left until a moment; calls `onEnd` once. A hidden tab that wakes late hides at once. */
function useCountdown(until: number | null, onEnd: () => void): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (until === null) return;
    const tick = () => {
      setNow(Date.now());
      if (Date.now() >= until) onEnd();
    };
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [until, onEnd]);
  return until === null ? 0 : Math.max(0, Math.ceil((until - now) / 1000));
}
