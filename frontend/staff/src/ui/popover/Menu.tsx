import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { Icon, type IconName } from "../icon/Icon";
import styles from "./Menu.module.css";
import { Popover } from "./Popover";

export interface MenuItem {
  key: string;
  label: ReactNode;
  note?: ReactNode;
  icon?: IconName;
  checked?: boolean;
  destructive?: boolean;
  disabled?: boolean;
  /** A hairline above. */
  apart?: boolean;
  onPick(): void;
}

export interface MenuProps {
  label: string;
  items: readonly MenuItem[];
  align?: "start" | "end";
  /** Shown above the items: who is signed in. */
  head?: ReactNode;
  /** The button; it is handed what opens the menu. */
  children: (opener: {
    ref: React.RefObject<HTMLButtonElement | null>;
    onClick(): void;
    "aria-expanded": boolean;
    "aria-haspopup": "menu";
  }) => ReactNode;
}

/** A list of verbs behind a button. Arrow keys, Home, End and Esc as everywhere. */
export function Menu({ label, items, align, head, children }: MenuProps) {
  const opener = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      {children({ ref: opener, onClick: () => setOpen(!open), "aria-expanded": open, "aria-haspopup": "menu" })}
      <Popover anchor={opener} open={open} onClose={() => setOpen(false)} align={align} label={label}>
        {head && <div className={styles.head}>{head}</div>}
        <div role="menu" className={styles.menu} onKeyDown={walk} tabIndex={-1} aria-label={label}>
          {items.map((item) => (
            <button
              key={item.key}
              type="button"
              {...(item.checked === undefined
                ? { role: "menuitem" }
                : { role: "menuitemradio", "aria-checked": item.checked })}
              disabled={item.disabled}
              className={[styles.item, item.apart && styles.apart, item.destructive && styles.destructive]
                .filter(Boolean)
                .join(" ")}
              onClick={() => {
                setOpen(false);
                opener.current?.focus();
                item.onPick();
              }}
            >
              {item.icon && <Icon name={item.icon} />}
              <span className={styles.label}>{item.label}</span>
              {item.note && <span className={styles.note}>{item.note}</span>}
              {item.checked !== undefined && (
                <span className={styles.check}>{item.checked && <Icon name="check" size={14} />}</span>
              )}
            </button>
          ))}
        </div>
      </Popover>
    </>
  );
}

function walk(event: KeyboardEvent<HTMLElement>) {
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>("button:enabled")];
  const here = buttons.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (to === undefined || buttons.length === 0) return;
  event.preventDefault();
  buttons[(to + buttons.length) % buttons.length]?.focus();
}
