import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../ui/icon/Icon";
import { useKey } from "../../ui/keys/keys";
import type { Feature, NavEntry } from "../../ui/page/feature";
import { useAccess } from "../../ui/page/person";
import { useOpen } from "../frame/open";
import type { Recent } from "../tabs/kept";
import { type Command, matching } from "./match";
import styles from "./Palette.module.css";
import { type Found, useServerSearch } from "./useServerSearch";

interface PaletteProps {
  open: boolean;
  onOpen(open: boolean): void;
  features: readonly Feature[];
  nav: readonly NavEntry[];
  recents(): readonly Recent[];
}

/** One box for everything: places by name or initials, verbs, recent records, and the register itself. */
export function Palette({ open, onOpen, ...rest }: PaletteProps) {
  const { t } = useTranslation();
  useKey("mod+k", t("app:palette.open"), () => onOpen(!open), { inFields: true });
  return open ? <OpenPalette {...rest} onClose={() => onOpen(false)} /> : null;
}

interface Line {
  key: string;
  heading?: string;
  title: string;
  note?: string;
  href: string;
}

function OpenPalette({ features, nav, recents, onClose }: Omit<PaletteProps, "open" | "onOpen"> & { onClose(): void }) {
  const { t } = useTranslation();
  const access = useAccess();
  const go = useOpen();
  const box = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const found = useServerSearch(features, access, text);

  useEffect(() => {
    box.current?.showModal();
  }, []);

  const commands = useMemo(() => {
    const places = nav.map(
      (entry): Command => ({
        key: `to:${entry.to}`,
        title: t(entry.label),
        initials: initialsOf(entry.label, t),
        href: entry.to,
        kind: "place",
      }),
    );
    const verbs = features
      .flatMap((feature) => feature.actions ?? [])
      .filter((action) => action.when?.(access) ?? true)
      .map(
        (action): Command => ({
          key: `do:${action.to}`,
          title: t(action.label),
          initials: action.initials,
          href: action.to,
          kind: "verb",
        }),
      );
    const recent = recents().map(
      (one): Command => ({ key: `re:${one.href}`, title: one.title, note: one.kind, href: one.href, kind: "recent" }),
    );
    return text.trim() ? [...verbs, ...places, ...recent] : [...recent, ...verbs, ...places];
  }, [nav, features, access, recents, text, t]);

  const lines = linesOf(matching(commands, text, text.trim() ? 8 : 12), found, t);
  const here = Math.min(at, Math.max(0, lines.length - 1));

  function pick(line: Line | undefined) {
    if (!line) return;
    onClose();
    go(line.href);
  }
  function onKeyDown(event: KeyboardEvent) {
    const to = { ArrowDown: here + 1, ArrowUp: here - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      setAt((to + lines.length) % Math.max(1, lines.length));
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      pick(lines[here]);
    }
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc is the dialog's own
    <dialog
      ref={box}
      className={styles.palette}
      aria-label={t("app:palette.open")}
      onCancel={onClose}
      onClick={(event) => event.target === box.current && onClose()}
    >
      <div className={styles.box}>
        <Icon name="search" />
        <input
          value={text}
          placeholder={t("app:palette.hint")}
          aria-label={t("app:palette.hint")}
          role="combobox"
          aria-expanded
          aria-controls="palette-lines"
          aria-activedescendant={lines[here] ? `palette-${here}` : undefined}
          autoComplete="off"
          spellCheck={false}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
        />
        <kbd>Esc</kbd>
      </div>
      <ul id="palette-lines" className={styles.lines} role="listbox" aria-label={t("app:palette.open")}>
        {lines.map((line, index) => (
          <li key={line.key} role="presentation">
            {line.heading && <div className={styles.heading}>{line.heading}</div>}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the box above holds the focus and the keys */}
            <div
              id={`palette-${index}`}
              role="option"
              aria-selected={index === here}
              tabIndex={-1}
              className={styles.line}
              onPointerMove={() => setAt(index)}
              onClick={() => pick(line)}
            >
              <span className="cut">{line.title}</span>
              {line.note && <span className={styles.note}>{line.note}</span>}
            </div>
          </li>
        ))}
        {lines.length === 0 && (
          <li className={styles.nothing}>{found.busy ? t("app:palette.searching") : t("app:palette.nothing")}</li>
        )}
      </ul>
    </dialog>
  );
}

type Translate = (key: string, options?: Record<string, unknown>) => string;

/** Initials stand beside the label under `<key>_initials`; only Chinese has them. */
function initialsOf(label: string, t: Translate): string | undefined {
  return t(`${label}_initials`, { defaultValue: "" }) || undefined;
}

function linesOf(commands: readonly Command[], found: Found, t: Translate): Line[] {
  const headings = { place: t("app:palette.places"), verb: t("app:palette.verbs"), recent: t("app:palette.recent") };
  const sorted = [...commands].sort(
    (a, b) => commands.findIndex((one) => one.kind === a.kind) - commands.findIndex((one) => one.kind === b.kind),
  );
  const own = sorted.map((command, index) => ({
    ...command,
    heading: sorted[index - 1]?.kind === command.kind ? undefined : headings[command.kind],
  }));
  const hits = found.groups.flatMap((group) =>
    group.hits.map(
      (hit, index): Line => ({
        key: `hit:${hit.id}`,
        title: hit.title,
        note: hit.note,
        href: hit.to,
        heading: index === 0 ? t(group.label) : undefined,
      }),
    ),
  );
  return [...own, ...hits];
}
