import type { FigureList } from "@unionhome/client/model";
import { spanOf } from "../../ui/filter/params";

type Search = Record<string, string | boolean | number>;

export interface Address {
  to: string;
  search: Search;
}

/** Ages back from the bounds of birth dates, which the server sends for today. */
function agesOf(from: string | undefined, to: string | undefined, today: string): string | undefined {
  if (!from && !to) return undefined;
  const years = (on: string) => Number(today.slice(0, 4)) - Number(on.slice(0, 4));
  // Born a day after the birthday of the next age: the oldest is one younger.
  return `${to ? years(to) : ""}~${from ? years(dayBefore(from)) - 1 : ""}`;
}

const dayBefore = (on: string) => new Date(Date.parse(on) - 86_400_000).toISOString().slice(0, 10);
const yes = (value: string | undefined) => (value === undefined ? undefined : value === "true" ? "yes" : "no");

type Spell = (filters: Record<string, string | undefined>, today: string) => Record<string, unknown> | null;

/** The ledger is read by months and years of all sources; of a quarter, or of one source, it has no page. */
function withinPeriod(f: Record<string, string | undefined>) {
  const [since, until] = [f["booked_on[gte]"] ?? "", f["booked_on[lte]"] ?? ""];
  if (f.source || f.program_kind || f.category) return null;
  const place = { under_id: f.under_id, kind: f.kind };
  if (since.slice(0, 7) === until.slice(0, 7)) return { ...place, month: since.slice(0, 7) };
  return since.endsWith("01-01") && until.endsWith("12-31") ? { ...place, year: since.slice(0, 4) } : null;
}

/** "exited_on[gte]" and its last day are one word in an address: "exited=2026-01-01~2026-12-31". */
function spansOf(filters: Record<string, string | undefined>): Record<string, string | undefined> {
  const said: Record<string, string | undefined> = {};
  for (const [key, value] of Object.entries(filters)) {
    const name = /^(\w+)_on\[/.exec(key)?.[1];
    if (name) said[name] = spanOf({ from: filters[`${name}_on[gte]`], to: filters[`${name}_on[lte]`] });
    else said[key] = value;
  }
  return said;
}

/** The address of each list speaks its own language. Null: the page has no such filter, so there is no link. */
const SPELL: Record<string, { to: string; search: Spell }> = {
  members: {
    to: "/members",
    search: (f, today) =>
      f.include_subtree !== undefined
        ? null
        : {
            org: f.organization_id,
            status: f.status,
            kind: f.kind,
            group: f.new_employment,
            sex: f.sex,
            education: f.education,
            politics: f.politics,
            age: agesOf(f["born_on[gte]"], f["born_on[lte]"], today),
            complete: yes(f.complete),
            card: yes(f.has_card),
            migrant: yes(f.migrant),
            dispatched: yes(f.dispatched),
            hardship: yes(f.hardship),
            insured: yes(f.insured),
            protection: f.protection,
          },
  },
  organizations: {
    to: "/organizations",
    search: (f) => ({
      at: f.under_id,
      view: "all",
      kind: f.kind,
      level: f.level,
      line: f.line_id,
      ownership: f.ownership,
      industry: f.industry,
      founded: spanOf({ from: f["established_on[gte]"], to: f["established_on[lte]"] }),
      standard: yes(f.standard),
      qualified: yes(f.qualified),
    }),
  },
  employers: { to: "/employers", search: (f) => ({ ...f }) },
  officers: { to: "/officers", search: (f) => ({ ...f }) },
  "terms-due": { to: "/officers", search: (f) => ({ view: "due", under_id: f.under_id, phase: f.phase }) },
  households: {
    to: "/households",
    search: ({ overdue, ...f }) => ({ ...spansOf(f), overdue: overdue === "true" || undefined }),
  },
  funds: { to: "/funds", search: (f) => ({ under_id: f.under_id, source: f.source }) },
  "ledger-entries": { to: "/funds/ledger", search: (f) => withinPeriod(f) },
  payments: {
    to: "/aid/payments",
    search: (f) => ({
      view: "payments",
      under_id: f.under_id,
      state: f.state,
      source: f.source,
      program_kind: f.program_kind,
      category: f.category,
      paid: `${f["paid_on[gte]"]}~${f["paid_on[lte]"]}`,
    }),
  },
  vacancies: { to: "/officers", search: (f) => ({ view: "vacancies", under_id: f.under_id, post: f.post }) },
};

/** Where the list behind a figure is read. */
export function addressOf(list: FigureList | null | undefined, today: string): Address | undefined {
  if (!list) return undefined;
  const spell = SPELL[list.list];
  const search = spell?.search(list.filters, today);
  if (!spell || !search) return undefined;
  return {
    to: spell.to,
    search: Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as Search,
  };
}
