import type { AidPolicyDraft, CurrentPolicy, RulesOut } from "@unionhome/client/model";

/** Each part is set by this union, or inherited from above. */
export const PARTS = ["line", "rules", "exclusions", "amounts", "caps"] as const;
export type Part = (typeof PARTS)[number];

export interface RuleValues {
  name: string;
  category: string;
  basis: string | null;
  percent: number | null;
  inclusive: boolean;
  circumstances: string[];
  loss: number | null;
}

/** What is being set, amounts in fen; a part that is not in `own` is inherited. */
export interface PolicyValues {
  effective_on: string | null;
  document_number: string;
  own: ReadonlySet<Part>;
  line: number | null;
  default_size: number | null;
  rules: RuleValues[];
  applicants: string[];
  migrant_months: number | null;
  exclusions: string[];
  amounts: Record<string, number | null>;
  each_time: number | null;
  each_year: number | null;
}

export const ruleValues = (rules: RulesOut): Pick<PolicyValues, "rules" | "applicants" | "migrant_months"> => ({
  applicants: [...rules.applicants],
  migrant_months: rules.migrant_months,
  rules: rules.rules.map((rule) => ({
    name: rule.name,
    category: rule.category,
    basis: rule.income?.basis ?? null,
    percent: rule.income?.percent ?? null,
    inclusive: rule.income?.inclusive ?? true,
    circumstances: [...rule.circumstances],
    loss: rule.loss_fen,
  })),
});

export function valuesOf({ policy }: CurrentPolicy, effective_on: string): PolicyValues {
  return {
    effective_on,
    document_number: "",
    own: new Set(["line"]),
    line: policy.line.line_fen,
    default_size: policy.line.default_size,
    ...ruleValues(policy.rules),
    exclusions: [...policy.exclusions],
    amounts: { ...policy.amounts },
    each_time: policy.caps.each_time_fen,
    each_year: policy.caps.each_year_fen,
  };
}

/** As the wire says it: parts that are inherited are null. */
export function draftOf(organization: string, values: PolicyValues): AidPolicyDraft {
  const own = <T>(part: Part, value: T): T | null => (values.own.has(part) ? value : null);
  return {
    organization_id: organization,
    effective_on: values.effective_on ?? "",
    document_number: values.document_number.trim(),
    line: own("line", { line_fen: values.line ?? 0, default_size: values.default_size ?? 1 }),
    rules: own("rules", {
      applicants: values.applicants,
      migrant_months: values.migrant_months ?? 0,
      rules: values.rules.map((rule) => ({
        name: rule.name.trim(),
        category: rule.category,
        income:
          rule.basis && rule.percent ? { basis: rule.basis, percent: rule.percent, inclusive: rule.inclusive } : null,
        circumstances: rule.circumstances,
        loss_fen: rule.loss || null,
      })),
    }),
    exclusions: own("exclusions", values.exclusions),
    amounts: own("amounts", Object.fromEntries(Object.entries(values.amounts).filter(([, fen]) => fen))),
    caps: own("caps", { each_time_fen: values.each_time ?? 0, each_year_fen: values.each_year ?? 0 }),
  } as unknown as AidPolicyDraft;
}

export const NEW_RULE: RuleValues = {
  name: "",
  category: "relative",
  basis: "net",
  percent: 100,
  inclusive: true,
  circumstances: [],
  loss: null,
};
