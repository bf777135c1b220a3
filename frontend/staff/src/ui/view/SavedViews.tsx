import { useQueries, useQueryClient } from "@tanstack/react-query";
import { rowsInWords } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../button/Button";
import { Menu, type MenuItem } from "../popover/Menu";
import { useKeeping, useViews } from "./useViews";
import { type Asked, ViewDialog } from "./ViewDialog";
import { keptOf, sameQuery, shownBy, type View, type ViewQuery } from "./views";

interface SavedViewsProps {
  /** The list, as the server calls it: `employers`. */
  noun: string;
  /** The address of the list. */
  search: object;
  /** Its keys that a view keeps. */
  keys: readonly string[];
  onShow(search: Record<string, unknown>): void;
  /** How many rows a view has, where the list can count. */
  count?(query: ViewQuery, signal: AbortSignal): Promise<number | null>;
}

/** The views of a list behind one button: shown, kept, shared, handed over, made the one it begins with. */
export function SavedViews({ noun, search, keys, onShow, count }: SavedViewsProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [opened, setOpened] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  const now = keptOf(search as ViewQuery, keys);
  const show = (view: View) => onShow(shownBy(view.query, keys));
  const { store, views } = useViews(noun, Object.keys(now).length === 0, show);
  const counts = useQueries({
    queries: views.map((view) => ({
      queryKey: [noun, "view", view.query],
      queryFn: ({ signal }: { signal: AbortSignal }) => count?.(view.query, signal) ?? null,
      enabled: opened && count !== undefined,
      staleTime: 60_000,
    })),
  });
  const current = views.find((view) => sameQuery(view.query, now));
  const keeping = useKeeping(current, setAsked);

  if (!store) return null;

  const items: MenuItem[] = views.map((view, index) => ({
    key: view.id,
    label: view.is_default ? t("ui:view.first", { name: view.name }) : view.name,
    note: noteOf(counts[index]?.data) ?? (view.mine ? undefined : t(`ui:view.sharing.${view.sharing}`)),
    checked: view === current,
    onPick: () => show(view),
  }));
  if (Object.keys(now).length > 0 && !current)
    items.push({ key: "keep", label: t("ui:view.keep"), apart: true, onPick: () => setAsked({ act: "keep" }) });
  items.push(...keeping.map((item, index) => ({ ...item, apart: index === 0 })));
  if (items.length === 0)
    items.push({ key: "none", label: t("ui:view.none"), disabled: true, onPick: () => undefined });

  return (
    <>
      <Menu label={t("ui:view.label")} align="end" items={items}>
        {(opener) => (
          <Button
            {...opener}
            kind="text"
            onClick={() => {
              setOpened(true);
              opener.onClick();
            }}
          >
            {current ? t("ui:view.at", { name: current.name }) : t("ui:view.label")}
          </Button>
        )}
      </Menu>
      {asked && (
        <ViewDialog
          noun={noun}
          asked={asked}
          query={now}
          store={store}
          onClose={() => setAsked(null)}
          onDone={() => void queries.invalidateQueries({ queryKey: ["saved-views"] })}
        />
      )}
    </>
  );
}

const noteOf = (total: number | null | undefined): string | undefined =>
  total == null ? undefined : rowsInWords(total);
