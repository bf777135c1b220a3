import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useContext, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useKept } from "../page/tab";
import type { MenuItem } from "../popover/Menu";
import type { Asked } from "./ViewDialog";
import { type View, ViewContext } from "./views";

/**
 * The saved views of a list. The reader's default is shown once for each tab, and only where the address is `bare`: never
 * over filters that it brought along.
 */
export function useViews(noun: string, bare: boolean, show: (view: View) => void) {
  const store = useContext(ViewContext);
  const [begun, setBegun] = useKept(`views.${noun}`, false);
  const found = useQuery({
    queryKey: ["saved-views", noun],
    queryFn: ({ signal }) => store?.list(noun, signal) ?? [],
    enabled: store !== null,
    staleTime: 60_000,
  }).data;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the arrival of the views begins it
  useEffect(() => {
    if (begun || !found) return;
    setBegun(true);
    const first = found.find((view) => view.is_default);
    if (first && bare) show(first);
  }, [found, begun]);
  return { store, views: found ?? [] };
}

/** What may be done with the view that is looked at: begun with, renamed and shared, handed over, dropped. */
export function useKeeping(view: View | undefined, onAsk: (asked: Asked) => void): MenuItem[] {
  const { t } = useTranslation();
  const store = useContext(ViewContext);
  const queries = useQueryClient();
  if (!view) return [];
  const may = (step: string) => view.steps.some((one) => one.step === step && one.allowed);

  async function setDefault(view: View) {
    await store?.setDefault(view, !view.is_default);
    await queries.invalidateQueries({ queryKey: ["saved-views"] });
  }

  return [
    {
      key: "default",
      label: t(view.is_default ? "ui:view.clear_default" : "ui:view.make_default"),
      onPick: () => void setDefault(view),
    },
    ...(["edit", "give", "drop"] as const)
      .filter((act) => may(act === "drop" ? "delete" : act))
      .map((act) => ({
        key: act,
        label: t(`ui:view.${act}`),
        destructive: act === "drop",
        onPick: () => onAsk({ act, view }),
      })),
  ];
}
