import type { OrganizationChange, OrganizationDraft, OrganizationOut } from "@unionhome/client/model";
import type { PickedOrg } from "../../../ui/tree/OrgPicker";

/** The form's fields carry the names of the wire, so that a refusal's pointer finds its field. */
export interface UnionValues {
  name: string;
  kind: string;
  parent_id: PickedOrg | null;
  established_on: string | null;
  line_id: string | null;
  lead: string;
  ownership: string | null;
  industry: string | null;
  credit_code: string;
  legal_person: boolean;
  legal_person_number: string;
  legal_person_on: string | null;
  region_code: string;
  address: string;
  contact_name: string;
  contact_phone: string;
  employees: number | null;
  standards: string[];
  approval_number: string;
  term_number: number | null;
  term_started_on: string | null;
  term_years: number;
  effective_on: string | null;
}

/** What can be changed of a union by its form. */
export const FIELDS = [
  "name",
  "line_id",
  "lead",
  "ownership",
  "industry",
  "employees",
  "credit_code",
  "legal_person",
  "legal_person_number",
  "legal_person_on",
  "approval_number",
  "region_code",
  "address",
  "contact_name",
  "contact_phone",
  "term_number",
  "term_started_on",
  "term_years",
  "standards",
] as const;
export type Field = (typeof FIELDS)[number];
export type Fields = Pick<UnionValues, Field>;

/** A change of one of these is a new state of the union's history, and so has a day. */
export const HISTORIC: readonly Field[] = ["name", "line_id", "lead"];

export function fieldsOf(union: OrganizationOut): Fields {
  return {
    name: union.name,
    line_id: union.line_id,
    lead: union.lead,
    ownership: union.ownership,
    industry: union.industry,
    employees: union.employees,
    credit_code: union.credit_code ?? "",
    legal_person: union.legal_person,
    legal_person_number: union.legal_person_number ?? "",
    legal_person_on: union.legal_person_on,
    approval_number: union.approval_number,
    region_code: union.region_code ?? "",
    address: union.address,
    contact_name: union.contact_name,
    contact_phone: union.contact_phone,
    term_number: union.term_number,
    term_started_on: union.term_started_on,
    term_years: union.term_years,
    standards: [...union.standards].sort(),
  };
}

/** The fields of a form's values in their one spelling, so that they can be compared. */
export function fieldsIn(values: Partial<UnionValues>): Fields {
  const text = (value: string | undefined) => (value ?? "").trim();
  return {
    name: text(values.name),
    line_id: values.line_id ?? null,
    lead: values.lead ?? "territory",
    ownership: values.ownership ?? null,
    industry: values.industry ?? null,
    employees: values.employees ?? 0,
    credit_code: text(values.credit_code).replace(/\s/g, "").toUpperCase(),
    legal_person: values.legal_person ?? false,
    legal_person_number: text(values.legal_person_number),
    legal_person_on: values.legal_person_on ?? null,
    approval_number: text(values.approval_number),
    region_code: text(values.region_code),
    address: text(values.address),
    contact_name: text(values.contact_name),
    contact_phone: text(values.contact_phone),
    term_number: values.term_number ?? null,
    term_started_on: values.term_started_on ?? null,
    term_years: values.term_years ?? 5,
    standards: [...(values.standards ?? [])].sort(),
  };
}

/** An empty code is no code, on the wire null. */
function onTheWire(fields: Partial<Fields>): OrganizationChange {
  const empty = (value: string | undefined) => (value === "" ? null : value);
  const wire = { ...fields } as Record<string, unknown>;
  for (const name of ["credit_code", "legal_person_number", "region_code"] as const)
    if (name in fields) wire[name] = empty(fields[name]);
  return wire as OrganizationChange;
}

/** Only what differs is sent: what is not sent stays. */
export function changeOf(before: Fields, after: Fields, effectiveOn: string | null): OrganizationChange {
  const changed = Object.fromEntries(
    FIELDS.filter((name) => !same(before[name], after[name])).map((name) => [name, after[name]]),
  ) as Partial<Fields>;
  const historic = HISTORIC.some((name) => name in changed);
  return { ...onTheWire(changed), ...(historic && effectiveOn ? { effective_on: effectiveOn } : {}) };
}

export function draftOf(values: UnionValues): OrganizationDraft {
  const { term_number: _, ...fields } = fieldsIn(values);
  return {
    ...onTheWire(fields),
    name: fields.name,
    kind: values.kind,
    parent_id: values.parent_id?.id ?? "",
    established_on: values.established_on ?? "",
  } as OrganizationDraft;
}

export const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
