import type { Compared, Pick } from "../../../ui/form/compare";
import { AMOUNTS, FLAGS, type HouseholdValues, type PersonValues } from "./values";

const CODED = [
  ...["worker_kind", "marriage", "contract_term", "contract_months", "model_worker", "hukou_kind", "enterprise_state"],
  ...["housing", "housing_area", "exclusions", "main_cause", "causes", "special_reason", "bank"],
  ...["nation", "work_started_on", "unit_ownership", "unit_industry", "unit_address"],
] as const;
/** What of a file is compared. Where somebody lives, phone, card and remarks are sealed: nobody sees what stands there. */
export const COMPARED: readonly string[] = [...CODED, ...FLAGS, ...AMOUNTS];
const WORKER = "worker.";
/** What of the worker is compared, one by one; somebody of the family is compared as a whole. */
export const OF_WORKER = [
  ...["name", "id_kind", "sex", "born_on", "married", "livelihood", "unit", "income_fen", "medical_insurance"],
  "politics",
  ...["illness", "disability", "disability_level", "school_stage", "enrolled_in"],
] as const;

/** How fields and people are written. */
export interface Words {
  label(field: string): string;
  value(field: string, value: unknown): string;
  workerLabel(field: string): string;
  personLabel(person: PersonValues): string;
  person(person: PersonValues | undefined): string;
}

type Loose = Record<string, unknown>;
const at = (values: object, name: string): unknown => (values as Loose)[name];

/** Everybody of the family by what tells them: the id, or for who was just added the place in this form. */
function familyOf(values: HouseholdValues): Map<string, PersonValues> {
  return new Map((values.family ?? []).map((person, place) => [person.id ?? `new.${place}`, person]));
}

/** All that a form and the file as it is now may differ in, in words. */
export function comparedOf(
  original: HouseholdValues,
  mine: HouseholdValues,
  theirs: HouseholdValues,
  words: Words,
): Compared[] {
  const [was, here, there] = [familyOf(original), familyOf(mine), familyOf(theirs)];
  const people = [...new Set([...was.keys(), ...here.keys(), ...there.keys()])];
  return [
    ...COMPARED.map((name) => ({
      key: name,
      label: words.label(name),
      original: words.value(name, at(original, name)),
      mine: words.value(name, at(mine, name)),
      theirs: words.value(name, at(theirs, name)),
    })),
    ...OF_WORKER.map((name) => ({
      key: WORKER + name,
      label: words.workerLabel(name),
      original: words.value(name, at(original.worker, name)),
      mine: words.value(name, at(mine.worker, name)),
      theirs: words.value(name, at(theirs.worker, name)),
    })),
    ...people.map((key) => ({
      key: `family.${key}`,
      label: words.personLabel((here.get(key) ?? there.get(key) ?? was.get(key)) as PersonValues),
      original: words.person(was.get(key)),
      mine: words.person(here.get(key)),
      theirs: words.person(there.get(key)),
    })),
  ];
}

/** The file as somebody chose it; what was typed into sealed fields stays mine. */
export function mergedOf(
  mine: HouseholdValues,
  theirs: HouseholdValues,
  picks: Readonly<Record<string, Pick>>,
): HouseholdValues {
  const taken = (key: string) => picks[key] === "theirs";
  const merged = { ...mine, worker: { ...mine.worker } };
  for (const name of COMPARED) if (taken(name)) (merged as Loose)[name] = at(theirs, name);
  for (const name of OF_WORKER) if (taken(WORKER + name)) (merged.worker as Loose)[name] = at(theirs.worker, name);
  const [here, there] = [familyOf(mine), familyOf(theirs)];
  merged.family = [...new Set([...there.keys(), ...here.keys()])]
    .map((key) => (taken(`family.${key}`) ? there.get(key) : kept(here.get(key), there.has(key))))
    .filter((person) => person !== undefined);
  return merged;
}

/** Somebody of this form; whom the other has taken out comes back as a new person, since the file knows them no more. */
function kept(person: PersonValues | undefined, known: boolean): PersonValues | undefined {
  return person?.id && !known ? { ...person, id: undefined, masked: undefined, noted: undefined } : person;
}
