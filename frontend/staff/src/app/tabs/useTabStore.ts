import { useEffect, useMemo } from "react";
import type { Feature } from "../../ui/page/feature";
import { useAccess } from "../../ui/page/person";
import { useDrafts } from "../../ui/page/stores";
import { entryFor } from "../frame/nav";
import type { Keep } from "../keep";
import { shelf } from "../stores";
import type { KeptTabs } from "./kept";
import { TabKeeper } from "./TabKeeper";
import { TabStore } from "./TabStore";
import { pathOf } from "./tabs";

interface Of {
  features: readonly Feature[];
  person: string;
  kept: KeptTabs;
  keep: Keep;
}

/** The tabs of one person in this window, written down while they work, and once more when they look away or leave. */
export function useTabStore({ features, person, kept, keep }: Of): TabStore {
  const access = useAccess();
  const drafts = useDrafts();
  // biome-ignore lint/correctness/useExhaustiveDependencies: begun once for a person; later rights close nothing
  const [store, keeper] = useMemo(() => {
    const session = shelf(sessionStorage, `unionhome:${person}:tabs`);
    const entries = features.flatMap((feature) => feature.nav ?? []);
    const mayOpen = (href: string) => entryFor(entries, pathOf(href))?.when?.(access) ?? true;
    const keeper = new TabKeeper(keep, session, kept);
    return [new TabStore({ kept, keeper, session, mayOpen }), keeper] as const;
  }, [person]);

  useEffect(() => store.follow(), [store]);
  useEffect(() => {
    const send = () => keeper.flush();
    const hidden = () => document.visibilityState === "hidden" && void send();
    const stop = drafts.beforeLeaving(send);
    document.addEventListener("visibilitychange", hidden);
    return () => {
      stop();
      document.removeEventListener("visibilitychange", hidden);
      keeper.stop();
    };
  }, [keeper, drafts]);
  return store;
}
