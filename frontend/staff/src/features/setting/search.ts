import { oneOf, word } from "../../ui/filter/params";

export const TABS = ["views", "dictionaries", "preferences"] as const;
export type Tab = (typeof TABS)[number];

export interface SettingSearch {
  tab?: Tab;
  /** Which dictionary. */
  name?: string;
}

export function readSettingSearch(search: Record<string, unknown>): SettingSearch {
  return { tab: oneOf(search, "tab", TABS), name: word(search, "name") };
}
