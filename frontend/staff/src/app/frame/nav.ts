import type { IconName } from "../../ui/icon/Icon";
import type { Feature, NavEntry } from "../../ui/page/feature";
import type { Access } from "../../ui/page/person";

/** Headings of the second level, in order. An entry's `group` names one. */
export const GROUPS: readonly { id: string; label: string; icon: IconName }[] = [
  { id: "register", label: "app:nav.register", icon: "tree" },
  { id: "campaign", label: "app:nav.campaign", icon: "flag" },
  { id: "competition", label: "app:nav.competition", icon: "cup" },
  { id: "aid", label: "app:nav.aid", icon: "heart" },
  { id: "visits", label: "app:nav.visits", icon: "gift" },
  { id: "mutual", label: "app:nav.mutual", icon: "umbrella" },
  { id: "money", label: "app:nav.money", icon: "coin" },
  { id: "statistic", label: "app:nav.statistic", icon: "chart" },
  { id: "settings", label: "app:nav.settings", icon: "sliders" },
];

/** What this person may see, in order. */
export function navOf(features: readonly Feature[], access: Access): NavEntry[] {
  return features
    .flatMap((feature) => feature.nav ?? [])
    .filter((entry) => entry.when?.(access) ?? true)
    .sort((a, b) => a.order - b.order);
}

/** The entry a path belongs to: the longest one that begins it, so that a record keeps its list marked. */
export function entryFor(entries: readonly NavEntry[], path: string): NavEntry | undefined {
  return entries
    .filter((entry) => path === entry.to || (entry.to !== "/" && path.startsWith(`${entry.to}/`)))
    .sort((a, b) => b.to.length - a.to.length)[0];
}
