import type { EmployerChange, EmployerDraft, EmployerOut } from "@unionhome/client/model";
import type { EmployerValues } from "./EmployerFields";

export const FIELDS = [
  "name",
  "credit_code",
  "ownership",
  "industry",
  "employees",
  "women_employees",
  "territory_id",
  "region_code",
  "address",
  "contact_name",
  "contact_phone",
] as const;
export type Field = (typeof FIELDS)[number];

/** A form's values as the wire says them. */
export function wireOf(values: EmployerValues): EmployerDraft {
  const text = (value: string | undefined) => (value ?? "").trim();
  return {
    name: text(values.name),
    credit_code: text(values.credit_code).replace(/\s/g, "").toUpperCase() || null,
    ownership: values.ownership ?? null,
    industry: values.industry ?? null,
    employees: values.employees ?? 0,
    women_employees: values.women_employees ?? 0,
    territory_id: values.territory_id?.id ?? "",
    region_code: text(values.region_code) || null,
    address: text(values.address),
    contact_name: text(values.contact_name),
    contact_phone: text(values.contact_phone) || null,
  } as EmployerDraft;
}

export function valuesOf(employer: EmployerOut): EmployerValues {
  return {
    name: employer.name,
    credit_code: employer.credit_code ?? "",
    ownership: employer.ownership,
    industry: employer.industry,
    employees: employer.employees,
    women_employees: employer.women_employees,
    territory_id: { id: employer.territory_id, label: employer.territory_name ?? "…" },
    region_code: employer.region_code ?? "",
    address: employer.address,
    contact_name: employer.contact_name,
    // Sealed: it is typed anew or stays.
    contact_phone: "",
  };
}

/** Only what differs is sent; a phone that was not typed stays as it is. */
export function changeOf(before: EmployerDraft, after: EmployerDraft): EmployerChange {
  return Object.fromEntries(
    FIELDS.filter((name) => before[name] !== after[name]).map((name) => [name, after[name]]),
  ) as EmployerChange;
}
