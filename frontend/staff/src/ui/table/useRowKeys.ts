import { useTranslation } from "react-i18next";
import { useKey } from "../keys/keys";

interface RowKeys {
  keys: readonly string[];
  current: string | null;
  onCurrent(key: string | null): void;
  onOpen(key: string): void;
  onPick?: (key: string) => void;
  onLook?: () => void;
}

/** J and K walk the rows, Enter opens, X selects, the space bar has a quick look: also for lists that are not tables. */
export function useRowKeys({ keys, current, onCurrent, onOpen, onPick, onLook }: RowKeys): void {
  const { t } = useTranslation();
  const walk = (by: number) => {
    const at = current === null ? -1 : keys.indexOf(current);
    const to = at === -1 ? (by > 0 ? 0 : keys.length - 1) : Math.min(keys.length - 1, Math.max(0, at + by));
    onCurrent(keys[to] ?? null);
  };
  useKey("j", t("ui:keys.next_row"), () => walk(1), { enabled: keys.length > 0 });
  useKey("k", t("ui:keys.previous_row"), () => walk(-1), { enabled: keys.length > 0 });
  useKey(
    "enter",
    t("ui:keys.open_row"),
    () => {
      // A focused link or button answers Enter itself.
      const focused = document.activeElement;
      if (focused instanceof HTMLElement && focused.closest("a,button")) focused.click();
      else if (current !== null) onOpen(current);
    },
    { enabled: current !== null },
  );
  useKey("x", t("ui:keys.pick_row"), () => current !== null && onPick?.(current), {
    enabled: onPick !== undefined && current !== null,
  });
  useKey("space", t("ui:keys.look_row"), () => onLook?.(), { enabled: onLook !== undefined && current !== null });
}
