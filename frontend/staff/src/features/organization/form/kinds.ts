const COUNTIES = ["county_federation", "development_zone_union"];
const TOWNSHIPS = ["township_federation", "street_federation"];
const TERRITORY = ["city_federation", ...COUNTIES, ...TOWNSHIPS];
const ASSOCIATIONS = ["regional_joint", "industry_joint"];
const UNIONS = ["community_union", "base_union", "joint_union"];

/** For each kind, what it may stand under: only what the select offers. The server has the rule and the last word. */
const PARENTS: Record<string, readonly string[]> = {
  county_federation: ["city_federation"],
  development_zone_union: ["city_federation", "county_federation"],
  township_federation: ["city_federation", ...COUNTIES],
  street_federation: ["city_federation", ...COUNTIES],
  line_federation: ["city_federation", "line_federation", ...COUNTIES],
  regional_joint: TERRITORY,
  industry_joint: [...TERRITORY, "line_federation"],
  community_union: TERRITORY,
  base_union: [...TERRITORY, ...ASSOCIATIONS, "line_federation", "community_union", "base_union", "joint_union"],
  joint_union: [...TERRITORY, ...ASSOCIATIONS, "line_federation", "community_union"],
  branch: [...UNIONS, "branch"],
  group: [...UNIONS, "branch"],
};

/** The kinds that may be founded under a union of this kind. */
export function kindsUnder(parent: string): string[] {
  return Object.keys(PARENTS).filter((kind) => PARENTS[kind]?.includes(parent));
}
