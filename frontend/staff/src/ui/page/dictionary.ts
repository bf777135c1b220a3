import { queryOptions, useQuery } from "@tanstack/react-query";
import { createContext, useContext, useMemo } from "react";
import { useTranslation } from "react-i18next";

/** One value of an enumeration, as the server lists it: slug, both labels, the number in the national standard. */
export interface Entry {
  slug: string;
  zh: string;
  en: string;
  national: string | null;
}

export interface DictionaryContent {
  name: string;
  items: readonly Entry[];
}

/** Reads all dictionaries. They change with a release only; the browser asks again by their ETag. */
export type LoadDictionaries = (signal: AbortSignal) => Promise<readonly DictionaryContent[]>;

/** Without a server (the gallery, a test) slugs stand for themselves. */
export const DictionaryContext = createContext<LoadDictionaries>(async () => []);

export interface Dictionary {
  entries: readonly Entry[];
  /** In the order of the screen; for selects and filters. */
  choices: readonly { value: string; label: string }[];
  /** The reader's word for a code; of an unknown one the slug, of none nothing, and nothing while words are on their way. */
  label(code: string | number | null | undefined): string;
}

/** The words of an enumeration: `const kinds = useDictionary("organization_kind"); kinds.label("base_union")`. */
export function useDictionary(name: string): Dictionary {
  const load = useContext(DictionaryContext);
  const { i18n } = useTranslation();
  const { data, isPending } = useQuery(dictionaries(load));
  const english = i18n.language === "en";
  return useMemo(() => {
    const entries = data?.find((one) => one.name === name)?.items ?? [];
    const word = (entry: Entry) => (english ? entry.en : entry.zh);
    const words = new Map(entries.map((entry) => [entry.slug, word(entry)]));
    return {
      entries,
      choices: entries.map((entry) => ({ value: entry.slug, label: word(entry) })),
      label: (code) => (code == null || isPending ? "" : (words.get(String(code)) ?? String(code))),
    };
  }, [data, isPending, name, english]);
}

const dictionaries = (load: LoadDictionaries) =>
  queryOptions({
    queryKey: ["dictionaries"],
    queryFn: ({ signal }) => load(signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
