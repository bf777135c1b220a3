/** Fields that mean the same for everybody, with the dictionary of their values. */
export const FIELDS = {
  kind: "member_kind",
  employment_form: "employment_form",
  new_employment: "new_employment",
  education: "education",
  politics: "politics",
  nation: "nation",
  hukou_kind: "hukou_kind",
  skill_level: "skill_level",
} as const;
const FLAGS = ["migrant", "dispatched", "hardship"] as const;
export const EMPLOYER = "employer_id";

export type Coded = keyof typeof FIELDS;
export type Flag = (typeof FLAGS)[number];
export type FieldName = Coded | Flag | typeof EMPLOYER;

/** What the dialog offers to set for all, in its order. */
export const CHANGED: readonly FieldName[] = [EMPLOYER, ...(Object.keys(FIELDS) as Coded[]), ...FLAGS];

/** Deeds that take something away. */
export const DESTRUCTIVE: readonly string[] = ["return", "leave"];

export const isFlag = (field: FieldName): field is Flag => (FLAGS as readonly string[]).includes(field);
