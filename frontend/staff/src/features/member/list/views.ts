import { FILTERS, type MemberSearch } from "./filters";

/** The views that everybody has. The first is the whole register. */
export const VIEWS: readonly { key: string; filters: MemberSearch }[] = [
  { key: "all", filters: {} },
  { key: "pending", filters: { status: "submitted" } },
  { key: "gaps", filters: { status: "active,retained", complete: "no" } },
  { key: "migrant", filters: { kind: "migrant,dispatched" } },
  { key: "changed", filters: { changed: "90" } },
  { key: "birthday", filters: { status: "active,retained", birthday: "this" } },
];

/** The view one looks at: the one picked, else the one whose filters these are. */
export function currentView(search: MemberSearch): string {
  if (search.view) return search.view;
  return VIEWS.find((view) => sameFilters(view.filters, search))?.key ?? "all";
}

export function sameFilters(one: MemberSearch, other: MemberSearch): boolean {
  return FILTERS.every((key) => one[key] === other[key]);
}
