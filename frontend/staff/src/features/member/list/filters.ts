import type { ListMembersParams, MemberFilter } from "@unionhome/client/model";
import { today } from "@unionhome/words";

/** The list as its address says it. Several values stand in one, divided by commas. */
export interface MemberSearch {
  view?: string;
  q?: string;
  org?: string;
  status?: string;
  kind?: string;
  group?: string;
  sex?: string;
  education?: string;
  politics?: string;
  /** "30~45", either end open. */
  age?: string;
  /** The month of the birthday, 1 to 12, or `this` and `next`, which stay what they say in a kept view. */
  birthday?: string;
  joined?: string;
  complete?: string;
  card?: string;
  migrant?: string;
  dispatched?: string;
  hardship?: string;
  /** Covered by mutual protection today or not, and by which kinds. */
  insured?: string;
  protection?: string;
  changed?: string;
  sort?: string;
}

const KEYS = [
  "view",
  "q",
  "org",
  "status",
  "kind",
  "group",
  "sex",
  "education",
  "politics",
  "age",
  "birthday",
  "joined",
  "complete",
  "card",
  "migrant",
  "dispatched",
  "hardship",
  "insured",
  "protection",
  "changed",
  "sort",
] as const satisfies readonly (keyof MemberSearch)[];
export type FilterKey = Exclude<(typeof KEYS)[number], "view" | "q" | "sort">;
/** What narrows the list, without the search box, the view's name and the order. */
export const FILTERS: readonly FilterKey[] = KEYS.filter(
  (key): key is FilterKey => key !== "view" && key !== "q" && key !== "sort",
);

export function readSearch(raw: Record<string, unknown>): MemberSearch {
  const given = KEYS.filter((key) => raw[key] !== undefined && raw[key] !== null && raw[key] !== "");
  return Object.fromEntries(given.map((key) => [key, String(raw[key])]));
}

export const listOf = (text: string | undefined): string[] => (text ? text.split(",") : []);
export const joined = (values: readonly string[]): string | undefined => values.join(",") || undefined;

export interface Ends {
  from?: string;
  to?: string;
}

export function endsOf(text: string | undefined): Ends {
  const [from, to] = (text ?? "").split("~");
  return { from: from || undefined, to: to || undefined };
}

export const between = ({ from, to }: Ends): string | undefined =>
  from || to ? `${from ?? ""}~${to ?? ""}` : undefined;

/** Ages as birth dates: whoever is 30 to 45 today was born from 46 years and a day ago to 30 years ago. */
export function bornBetween(age: Ends, on: string): Ends {
  const yearsAgo = (years: number) => `${Number(on.slice(0, 4)) - years}${on.slice(4)}`;
  return {
    from: age.to === undefined ? undefined : dayAfter(yearsAgo(Number(age.to) + 1)),
    to: age.from === undefined ? undefined : yearsAgo(Number(age.from)),
  };
}

function dayAfter(on: string): string {
  return new Date(Date.parse(on) + 86_400_000).toISOString().slice(0, 10);
}

/** The filters as the server takes them, in a query or in the body of a batch. */
export function toFilter(search: MemberSearch, nowMs: number): MemberFilter {
  const born = bornBetween(endsOf(search.age), today(nowMs));
  const joinedOn = endsOf(search.joined);
  const filter = {
    q: search.q,
    organization_id: search.org,
    status: search.status && listOf(search.status),
    kind: search.kind && listOf(search.kind),
    new_employment: search.group && listOf(search.group),
    sex: search.sex,
    education: search.education,
    politics: search.politics,
    "born_on[gte]": born.from,
    "born_on[lte]": born.to,
    birthday_month: search.birthday && monthOf(search.birthday, today(nowMs)),
    "joined_on[gte]": joinedOn.from,
    "joined_on[lte]": joinedOn.to,
    complete: yesNo(search.complete),
    has_card: yesNo(search.card),
    migrant: yesNo(search.migrant),
    dispatched: yesNo(search.dispatched),
    hardship: yesNo(search.hardship),
    insured: yesNo(search.insured),
    protection: search.protection && listOf(search.protection),
    changed_within: search.changed && Number(search.changed),
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as MemberFilter;
}

/** The month that is meant, on a day. */
export function monthOf(birthday: string, on: string): number {
  const now = Number(on.slice(5, 7));
  if (birthday === "this") return now;
  return birthday === "next" ? (now % 12) + 1 : Number(birthday);
}

const yesNo = (text: string | undefined): boolean | undefined => (text === undefined ? undefined : text === "yes");

export function toParams(search: MemberSearch, nowMs: number): ListMembersParams {
  return { ...toFilter(search, nowMs), sort: search.sort } as ListMembersParams;
}

/** A whole ID number or phone. It must not stand in an address: it is looked up in the body of a request. */
export function exactNumber(text: string): { id_number: string } | { phone: string } | null {
  const tight = text.replace(/[\s-]/g, "").toUpperCase();
  if (/^(\d{17}[\dX]|\d{15})$/.test(tight)) return { id_number: tight };
  if (/^(\+?86)?1[3-9]\d{9}$/.test(tight)) return { phone: tight };
  return null;
}
