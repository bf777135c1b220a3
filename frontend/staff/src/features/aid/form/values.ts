import type { HouseholdChange, HouseholdDraft, HouseholdOut, PersonOut } from "@unionhome/client/model";
import type { PickedOrg } from "../../../ui/tree/OrgPicker";

/** The form's fields carry the names of the wire, so that a refusal's pointer finds its field. Amounts are fen. */
export interface PersonValues {
  id?: string;
  relation?: string;
  name?: string;
  id_kind?: string;
  id_number?: string;
  /** What stands in the file: the number itself is not sent back. */
  masked?: string | null;
  sex?: string | null;
  born_on?: string | null;
  politics?: string | null;
  married?: boolean;
  livelihood?: string | null;
  unit?: string;
  income_fen?: number | null;
  medical_insurance?: string | null;
  illness?: string;
  health_note?: string;
  noted?: boolean;
  disability?: string | null;
  disability_level?: number | null;
  school_stage?: string | null;
  enrolled_in?: number | null;
  school_years?: number | null;
}

export const AMOUNTS = [
  "other_income_fen",
  "medical_fen",
  "disability_fen",
  "schooling_fen",
  "work_fen",
  "property_loss_fen",
] as const;
export const FLAGS = [
  "single_parent",
  "nobody_works",
  "still_poor",
  "accident",
  "disaster",
  "special",
  "union_member",
  "self_help",
] as const;
const CODES = [
  "worker_kind",
  "marriage",
  "contract_term",
  "model_worker",
  "hukou_kind",
  "enterprise_state",
  "nation",
  "unit_ownership",
  "unit_industry",
  "housing",
  "housing_area",
  "main_cause",
] as const;
const SECRETS = ["phone", "other_phone", "residence", "postcode", "bank_card", "notes"] as const;

export type HouseholdValues = {
  organization_id?: PickedOrg | null;
  worker: PersonValues;
  family?: PersonValues[];
  causes?: string[];
  exclusions?: string[];
  contract_months?: number | null;
  work_started_on?: string | null;
  unit_address?: string;
  special_reason?: string;
  bank?: string;
} & { [name in (typeof AMOUNTS)[number]]?: number | null } & { [name in (typeof FLAGS)[number]]?: boolean } & {
  [name in (typeof CODES)[number] | (typeof SECRETS)[number]]?: string | null;
};

export const EMPTY: HouseholdValues = {
  worker: { relation: "self", id_kind: "resident", illness: "none" },
  family: [],
  worker_kind: "in_service",
  model_worker: "none",
  union_member: true,
  self_help: true,
};
export const NEW_PERSON: PersonValues = { id_kind: "resident", illness: "none" };

function personOf(values: PersonValues) {
  const text = (value: string | undefined) => value?.trim() ?? "";
  return {
    id: values.id ?? null,
    relation: values.relation ?? "other",
    name: text(values.name),
    id_kind: values.id_kind ?? "resident",
    id_number: text(values.id_number) || null,
    sex: values.sex ?? null,
    born_on: values.born_on ?? null,
    politics: values.politics ?? null,
    married: values.married ?? false,
    livelihood: values.livelihood ?? null,
    unit: text(values.unit),
    income_fen: values.income_fen ?? 0,
    medical_insurance: values.medical_insurance ?? null,
    illness: values.illness ?? "none",
    health_note: text(values.health_note) || null,
    disability: values.disability ?? null,
    disability_level: values.disability_level ?? null,
    school_stage: values.school_stage ?? null,
    enrolled_in: values.enrolled_in ?? null,
    school_years: values.school_years ?? null,
  };
}

/** What a form says, as the wire says it. Secrets that were not typed are not sent: those of the file stay. */
export function changeOf(values: HouseholdValues): HouseholdChange {
  const said: Record<string, unknown> = {
    worker: personOf({ ...values.worker, relation: "self" }),
    family: (values.family ?? []).map(personOf),
    causes: values.causes ?? [],
    exclusions: values.exclusions ?? [],
    contract_months: values.contract_months ?? null,
    work_started_on: values.work_started_on ?? null,
    unit_address: (values.unit_address ?? "").trim(),
    special_reason: values.special ? (values.special_reason ?? "").trim() : "",
    bank: (values.bank ?? "").trim(),
  };
  for (const name of AMOUNTS) said[name] = values[name] ?? 0;
  for (const name of FLAGS) said[name] = values[name] ?? false;
  for (const name of CODES) said[name] = values[name] ?? null;
  for (const name of SECRETS) if (values[name]?.trim()) said[name] = values[name]?.trim();
  return said as HouseholdChange;
}

export function draftOf(values: HouseholdValues): HouseholdDraft {
  return { ...changeOf(values), organization_id: values.organization_id?.id ?? "" } as unknown as HouseholdDraft;
}

function personValues(person: PersonOut): PersonValues {
  return {
    id: person.id,
    relation: person.relation,
    name: person.name,
    id_kind: person.id_kind,
    masked: person.id_number_masked,
    sex: person.sex,
    born_on: person.born_on,
    politics: person.politics,
    married: person.married,
    livelihood: person.livelihood,
    unit: person.unit,
    income_fen: person.income_fen ?? 0,
    medical_insurance: person.medical_insurance,
    illness: person.illness ?? "none",
    noted: person.health_noted,
    disability: person.disability,
    disability_level: person.disability_level,
    school_stage: person.school_stage,
    enrolled_in: person.enrolled_in,
    school_years: person.school_years,
  };
}

export function valuesOf(household: HouseholdOut): HouseholdValues {
  const [worker, ...family] = household.people.map(personValues);
  const values: Record<string, unknown> = {
    organization_id: { id: household.organization.id, label: household.organization.name },
    worker: worker ?? {},
    family,
    causes: household.causes,
    exclusions: household.exclusions,
    contract_months: household.contract_months,
    work_started_on: household.work_started_on,
    unit_address: household.unit_address,
    special_reason: household.special_reason ?? "",
    bank: household.bank,
  };
  for (const name of AMOUNTS) values[name] = household[name] ?? 0;
  for (const name of FLAGS) values[name] = household[name] ?? false;
  for (const name of CODES) values[name] = household[name];
  return values as HouseholdValues;
}

/** What may be kept of an unfinished form: no number, no address, nothing about anybody's health. */
export function keepable(values: HouseholdValues): HouseholdValues {
  const rest = { ...values };
  for (const name of SECRETS) delete rest[name];
  const bare = ({ id_number: _number, health_note: _note, ...person }: PersonValues) => ({
    ...person,
    illness: undefined,
    disability: undefined,
    disability_level: undefined,
  });
  return { ...rest, worker: bare(values.worker ?? {}), family: (values.family ?? []).map(bare) } as HouseholdValues;
}
