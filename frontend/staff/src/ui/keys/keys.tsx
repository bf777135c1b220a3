import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { useHotkeys } from "react-hotkeys-hook";
import { useSetting } from "../page/stores";

/** A key and what it does here, in the reader's words: the `?` sheet lists what the visible page offers. */
export interface KeyHelp {
  keys: string;
  label: string;
}

interface Board {
  /** Single letters may be switched off (WCAG 2.1.4); chords such as Ctrl+S stay. */
  singleKeys: boolean;
  setSingleKeys(on: boolean): void;
  list: readonly KeyHelp[];
  announce(help: KeyHelp): () => void;
}

const silent: Board = { singleKeys: true, setSingleKeys: () => undefined, list: [], announce: () => () => undefined };
const BoardContext = createContext<Board>(silent);

export const useKeyBoard = (): Board => useContext(BoardContext);

export function KeyBoard({ children }: { children: ReactNode }) {
  const [singleKeys, setSingleKeys] = useSetting("keys.single", true);
  const [list, setList] = useState<readonly KeyHelp[]>([]);
  const board = useMemo<Board>(
    () => ({
      singleKeys,
      setSingleKeys,
      list,
      announce(help) {
        setList((known) => [...known, help]);
        return () => setList((known) => known.filter((one) => one !== help));
      },
    }),
    [singleKeys, setSingleKeys, list],
  );
  return <BoardContext.Provider value={board}>{children}</BoardContext.Provider>;
}

export interface KeyOptions {
  /** Also while somebody types in a field: for chords only. */
  inFields?: boolean;
  enabled?: boolean;
}

/**
 * Binds a key while the calling part is visible; in a hidden work tab it is silent, since effects rest there.
 * `keys` as in react-hotkeys-hook: "j", "mod+k", "shift+/".
 */
export function useKey(
  keys: string,
  label: string,
  run: (event: KeyboardEvent) => void,
  options: KeyOptions = {},
): void {
  const { singleKeys, announce } = useContext(BoardContext);
  const chord = keys.includes("mod+") || keys.includes("alt+");
  const enabled = (options.enabled ?? true) && (chord || singleKeys);
  const useKeyName = keys === "?" || keys === "/";
  useHotkeys(
    keys,
    (event) => {
      if (!chord && document.querySelector("dialog[open]")) return;
      event.preventDefault();
      run(event);
    },
    {
      enabled,
      useKey: useKeyName,
      // A ticked box is a form field too, but nobody types into it.
      enableOnFormTags: true,
      ignoreEventWhen: (event) => !options.inFields && isTyping(event.target),
    },
    [run],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: `announce` changes with every entry on the board
  useEffect(() => (enabled ? announce({ keys, label }) : undefined), [keys, label, enabled]);
}

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button"].includes(target.type);
  return target instanceof HTMLElement && target.isContentEditable;
}

/** "mod+k" -> ["Ctrl", "K"] */
export function keyCaps(keys: string): string[] {
  const names: Record<string, string> = {
    mod: "Ctrl",
    alt: "Alt",
    shift: "Shift",
    enter: "Enter",
    escape: "Esc",
    left: "←",
    right: "→",
    space: "␣",
  };
  return keys.split("+").map((key) => names[key] ?? key.toUpperCase());
}
