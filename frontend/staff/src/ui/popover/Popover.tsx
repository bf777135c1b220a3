import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import styles from "./Popover.module.css";

export interface PopoverProps {
  anchor: RefObject<HTMLElement | null>;
  open: boolean;
  onClose(): void;
  /** Which edges of anchor and sheet line up. */
  align?: "start" | "end";
  /** Spoken name of what opened. */
  label: string;
  children: ReactNode;
}

const GAP = 4;
const MARGIN = 8;

/**
 * A small sheet under the thing that opened it. Esc and a click elsewhere close it and give the focus back; what its
 * children open in portals of their own (calendars, options) counts as inside, because React events bubble by tree.
 */
export function Popover({ anchor, open, onClose, align = "start", label, children }: PopoverProps) {
  const sheet = useRef<HTMLDivElement>(null);
  const inside = useRef(false);
  const [at, setAt] = useState<{ left: number; top: number; maxHeight: number }>();

  useLayoutEffect(() => {
    if (!open || !anchor.current || !sheet.current) return;
    const from = anchor.current.getBoundingClientRect();
    const own = sheet.current.getBoundingClientRect();
    const wanted = align === "end" ? from.right - own.width : from.left;
    const left = Math.max(MARGIN, Math.min(wanted, window.innerWidth - own.width - MARGIN));
    const top = from.bottom + GAP;
    setAt({ left, top, maxHeight: window.innerHeight - top - MARGIN });
  }, [open, anchor, align]);

  useEffect(() => {
    if (!open) return;
    const opener = anchor.current;
    const first = sheet.current?.querySelector<HTMLElement>("[data-autofocus],input,button,a[href],[tabindex='0']");
    (first ?? sheet.current)?.focus({ preventScroll: true });
    const pointer = (event: PointerEvent) => {
      const own = inside.current;
      inside.current = false;
      if (!own && !opener?.contains(event.target as Node)) onClose();
    };
    document.addEventListener("pointerdown", pointer);
    return () => document.removeEventListener("pointerdown", pointer);
  }, [open, anchor, onClose]);

  if (!open) return null;
  return createPortal(
    <div
      ref={sheet}
      className={styles.sheet}
      style={at ?? { left: 0, top: 0, visibility: "hidden" }}
      role="dialog"
      aria-label={label}
      tabIndex={-1}
      onPointerDown={() => {
        inside.current = true;
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
        anchor.current?.focus();
      }}
    >
      {children}
    </div>,
    // Within an open dialog the rest of the page takes no clicks.
    anchor.current?.closest("dialog") ?? document.body,
  );
}
