import { createContext, useContext } from "react";

/**
 * What the signed-in person may see and do, as named booleans. Which names there are is said in `app/access.ts`, which
 * augments this interface; a page reads them here. What may happen to one record is never asked here: that is in `steps`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Access {}

export interface Organization {
  id: string;
  name: string;
  /** 1 city, 2 county, 3 township, 4 union; unknown without a grant. */
  level?: number;
}

export interface Person {
  id: string;
  name: string;
  login: string;
  organization: Organization;
}

/** The organization and year that lists and figures of every page begin with; switched in the top bar. */
export interface Scope {
  organization: Organization;
  year: number;
}

export interface Signed {
  person: Person;
  access: Access;
  scope: Scope;
}

export const SignedContext = createContext<Signed | null>(null);

function useSigned(): Signed {
  const signed = useContext(SignedContext);
  if (!signed) throw new Error("pages are shown to signed-in people only");
  return signed;
}

export const usePerson = (): Person => useSigned().person;
export const useAccess = (): Access => useSigned().access;
export const useScope = (): Scope => useSigned().scope;
