import { oneOf, word } from "../../ui/filter/params";

type Search = Record<string, unknown>;

export const VIEWS = ["sitting", "due", "vacancies", "vacated", "urges", "former"] as const;
export type View = (typeof VIEWS)[number];

export interface ListSearch {
  view?: View;
  q?: string;
  under_id?: string;
  organization_id?: string;
  /** Comma lists. */
  post?: string;
  form?: string;
  /** 换届: those due, or only those overdue. */
  phase?: "due" | "overdue";
  /** 催办: comma lists. */
  subject?: string;
  state?: string;
  /** The officer whose quick look is open. */
  look?: string;
}

export function readListSearch(search: Search): ListSearch {
  return {
    view: oneOf(search, "view", VIEWS),
    q: word(search, "q"),
    under_id: word(search, "under_id"),
    organization_id: word(search, "organization_id"),
    post: word(search, "post"),
    form: word(search, "form"),
    phase: oneOf(search, "phase", ["due", "overdue"]),
    subject: word(search, "subject"),
    state: word(search, "state"),
    look: word(search, "look"),
  };
}

/** What a form begins with. */
export interface FormSearch {
  organization_id?: string;
  post?: string;
}

export function readFormSearch(search: Search): FormSearch {
  return { organization_id: word(search, "organization_id"), post: word(search, "post") };
}
