import type { MemberKind, VisitPlanFromList } from "@unionhome/client/model";
import type { Picked } from "../store/picked";

/** Whom a plan is made from: the files, what was approved in a programme, members, or nobody yet. */
export const SOURCES = ["households", "cases", "members", "empty"] as const;

export interface Values {
  organization_id: { id: string; label: string } | null;
  name: string;
  occasion: string;
  level: string;
  document_number?: string;
  starts_on: string | null;
  ends_on?: string | null;
  sets_off?: string;
  meeting_place?: string;
  paid_elsewhere?: string;
  from: (typeof SOURCES)[number];
  program_id?: string;
  under_id?: { id: string; label: string } | null;
  category?: string[];
  worker_kind?: string[];
  member_kind?: string[];
  birthday?: number;
  teams: number;
  cash_fen?: number | null;
  goods?: string;
  worth_fen?: number | null;
  store?: readonly Picked[];
}

const NEW_YEAR_BEGINS = 11;
const MAY_DAY = [3, 4];
const NATIONAL_DAY = [8, 9];

/** The occasion that is next, so that a plan is mostly right before anybody types. */
export function occasionAt(month: number): string {
  if (MAY_DAY.includes(month)) return "may_day";
  if (NATIONAL_DAY.includes(month)) return "national_day";
  return month >= NEW_YEAR_BEGINS || month <= 2 ? "new_year" : "other";
}

/** The files that fit; the approved cases of a programme, which say themselves how much is brought; or members, or the
 * one that the page was opened for. */
export function whomOf(values: Values, member?: string): Pick<VisitPlanFromList, "households" | "cases" | "members"> {
  const under_id = values.under_id?.id ?? null;
  if (member) return { members: { ids: [member] } };
  if (values.from === "cases") return { cases: { program_id: values.program_id ?? "", under_id } };
  if (values.from === "members") {
    const kind = (values.member_kind ?? []) as MemberKind[];
    return { members: { under_id, kind, birthday_month: values.birthday ?? null } };
  }
  return {
    households: {
      under_id,
      category: (values.category ?? []) as never,
      worker_kind: (values.worker_kind ?? []) as never,
    },
  };
}
