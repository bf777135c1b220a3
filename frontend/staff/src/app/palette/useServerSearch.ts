import { useEffect, useState } from "react";
import type { Feature, Hit, SearchProvider } from "../../ui/page/feature";
import type { Access } from "../../ui/page/person";

export interface Found {
  busy: boolean;
  groups: readonly { label: string; hits: readonly Hit[] }[];
}

const PAUSE_MS = 200;
const NOTHING: Found = { busy: false, groups: [] };

/** Asks every provider at once when typing pauses. One that fails is silent: the others still help. */
export function useServerSearch(features: readonly Feature[], access: Access, text: string): Found {
  const [found, setFound] = useState<Found>(NOTHING);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted.length < 2) {
      setFound(NOTHING);
      return;
    }
    setFound((before) => ({ ...before, busy: true }));
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const providers = features.flatMap((feature) => feature.search ?? []).filter((one) => one.when?.(access) ?? true);
      const groups = await Promise.all(providers.map((provider) => ask(provider, wanted, stop.signal)));
      if (!stop.signal.aborted) setFound({ busy: false, groups: groups.filter((group) => group.hits.length > 0) });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [features, access, text]);
  return found;
}

async function ask(provider: SearchProvider, text: string, signal: AbortSignal) {
  return { label: provider.label, hits: await provider.find(text, signal).catch(() => []) };
}
