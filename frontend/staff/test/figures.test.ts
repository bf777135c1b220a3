import { describe, expect, it } from "vitest";
import { features } from "../src/app/features";
import { addressOf } from "../src/features/statistic/links";

const TODAY = "2026-11-28";
const UNION = "0193a1b2-0000-7000-8000-000000000001";

/** The lists as the statistics of the server name them, each with all the filters with which they do. */
const LISTS: Record<string, Record<string, string>> = {
  members: {
    organization_id: UNION,
    status: "active,retained",
    kind: "regular",
    new_employment: "courier",
    sex: "female",
    education: "bachelor",
    politics: "party_member",
    "born_on[gte]": "1987-11-29",
    "born_on[lte]": "1996-11-28",
    complete: "false",
    has_card: "true",
    migrant: "true",
    dispatched: "true",
    hardship: "true",
    insured: "true",
    protection: "accident",
  },
  organizations: {
    under_id: UNION,
    line_id: UNION,
    kind: "basic_union",
    level: "4",
    ownership: "private",
    industry: "manufacturing",
    "established_on[gte]": "2026-01-01",
    "established_on[lte]": "2026-03-31",
    standard: "false",
    qualified: "true",
  },
  employers: {
    under_id: UNION,
    covered: "false",
    closed: "false",
    ownership: "private",
    industry: "C",
    "employees[gte]": "25",
  },
  officers: { under_id: UNION, form: "full_time", post: "chair" },
  "terms-due": { under_id: UNION, phase: "overdue" },
  vacancies: { under_id: UNION, post: "chair" },
  households: {
    under_id: UNION,
    status: "active",
    category: "deep",
    file_class: "new",
    overdue: "true",
    exit_reason: "employed",
    "exited_on[gte]": "2026-01-01",
    "exited_on[lte]": "2026-12-31",
  },
  funds: { under_id: UNION, source: "central" },
  "ledger-entries": {
    under_id: UNION,
    kind: "payment",
    "booked_on[gte]": "2026-01-01",
    "booked_on[lte]": "2026-12-31",
  },
};

const routes = features.flatMap((feature) => feature.routes) as unknown as {
  options: { path: string; validateSearch?: (search: Record<string, unknown>) => Record<string, unknown> };
}[];
const addressed = (list: string, filters: Record<string, string>) => addressOf({ list, filters } as never, TODAY);

describe("the list behind a figure (ui.md 1.4 no. 21)", () => {
  it.each(Object.entries(LISTS))("is a page that reads every filter of the address: %s", (list, filters) => {
    const address = addressed(list, filters);
    const route = routes.find((one) => one.options.path === address?.to);
    expect(route?.options.validateSearch).toBeDefined();
    // As it comes out of the address bar: text, and what reads as a number or a flag as one.
    const read = route?.options.validateSearch?.({ ...address?.search }) ?? {};
    expect(Object.keys(read).filter((key) => read[key] !== undefined)).toEqual(
      expect.arrayContaining(Object.keys(address?.search ?? {})),
    );
  });

  it.each(Object.entries(LISTS))(
    "is never a wider one, because a filter was dropped on the way: %s",
    (list, filters) => {
      const whole = JSON.stringify(addressed(list, filters));
      for (const left of Object.keys(filters)) {
        const { [left]: _, ...rest } = filters;
        expect(JSON.stringify(addressed(list, rest)), left).not.toBe(whole);
      }
    },
  );

  it("is not offered where the page could not say the same", () => {
    expect(addressed("members", { organization_id: UNION, include_subtree: "false" })).toBeUndefined();
    const quarter = { "booked_on[gte]": "2026-01-01", "booked_on[lte]": "2026-03-31" };
    expect(addressed("ledger-entries", { under_id: UNION, ...quarter })).toBeUndefined();
    expect(addressed("no-such-list", {})).toBeUndefined();
  });

  it("is looked for by ages, as the page of members does", () => {
    const born = { "born_on[gte]": "1986-11-29", "born_on[lte]": "1996-11-28" };
    expect(addressed("members", born)?.search).toEqual({ age: "30~39" });
  });
});
