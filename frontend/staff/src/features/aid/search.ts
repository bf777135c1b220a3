import type { ListHouseholdsParams } from "@unionhome/client/model";
import { days, endsOf, flag, oneOf, word } from "../../ui/filter/params";

type Search = Record<string, unknown>;

/** The address of the list speaks the language of the API. */
export interface ListSearch {
  q?: string;
  under_id?: string;
  status?: string;
  category?: string;
  cause?: string;
  worker_kind?: string;
  file_class?: string;
  overdue?: boolean;
  nobody_works?: boolean;
  /** Spans of days: "2026-01-01~2026-12-31". */
  opened?: string;
  returned?: string;
  exited?: string;
  exit_reason?: string;
  paper_request?: string;
}

const LISTS = ["status", "category", "cause", "worker_kind", "file_class", "exit_reason", "paper_request"] as const;

/** When a file came on record, came back, left. */
export const DAYS = ["opened", "returned", "exited"] as const;

export function readListSearch(search: Search): ListSearch {
  return {
    q: word(search, "q"),
    under_id: word(search, "under_id"),
    status: word(search, "status"),
    category: word(search, "category"),
    cause: word(search, "cause"),
    worker_kind: word(search, "worker_kind"),
    file_class: word(search, "file_class"),
    overdue: flag(search, "overdue"),
    nobody_works: flag(search, "nobody_works"),
    opened: days(search, "opened"),
    returned: days(search, "returned"),
    exited: days(search, "exited"),
    exit_reason: word(search, "exit_reason"),
    paper_request: word(search, "paper_request"),
  };
}

/** What is asked of the server: comma lists as lists, spans as their ends. */
export function askedOf(search: ListSearch): ListHouseholdsParams {
  const asked: Record<string, unknown> = { ...readListSearch({ ...search }) };
  for (const key of LISTS) asked[key] = search[key]?.split(",");
  for (const key of DAYS) {
    const ends = endsOf(search[key]);
    delete asked[key];
    asked[`${key}_on[gte]`] = ends.from;
    asked[`${key}_on[lte]`] = ends.to;
  }
  return asked as ListHouseholdsParams;
}

/** What the page of a file opens with. */
export const TABS = ["judgement", "people", "papers", "cases", "trail"] as const;

export const readFileSearch = (search: Search): { tab?: (typeof TABS)[number] } => ({
  tab: oneOf(search, "tab", TABS),
});

export interface NewSearch {
  organization?: string;
}

export const readNewSearch = (search: Search): NewSearch => ({ organization: word(search, "organization") });
