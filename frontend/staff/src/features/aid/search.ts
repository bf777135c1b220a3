import type { ListHouseholdsParams } from "@unionhome/client/model";
import { flag, word } from "../../ui/filter/params";

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
}

const LISTS = ["status", "category", "cause", "worker_kind", "file_class"] as const;

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
  };
}

/** What is asked of the server: comma lists as lists. */
export function askedOf(search: ListSearch): ListHouseholdsParams {
  const asked: Record<string, unknown> = { ...readListSearch({ ...search }) };
  for (const key of LISTS) asked[key] = search[key]?.split(",");
  return asked as ListHouseholdsParams;
}

export interface NewSearch {
  organization?: string;
}

export const readNewSearch = (search: Search): NewSearch => ({ organization: word(search, "organization") });
