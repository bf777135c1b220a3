import { describe, expect, it } from "vitest";
import { comparedOf, mergedOf, type Words } from "../src/features/aid/form/clash";
import { EMPTY, type HouseholdValues, type PersonValues } from "../src/features/aid/form/values";
import { clashesOf } from "../src/ui/form/compare";

const words: Words = {
  label: (field) => field,
  value: (_field, value) => (value === undefined || value === null ? "" : String(value)),
  workerLabel: (field) => `worker ${field}`,
  personLabel: (person) => person.name ?? "",
  person: (person) => (person ? `${person.name} ${person.income_fen ?? 0}` : ""),
};
const wife: PersonValues = { id: "1", relation: "spouse", name: "李芳", income_fen: 600 };
const child: PersonValues = { id: "2", relation: "child", name: "王乐乐" };
const opened: HouseholdValues = {
  ...EMPTY,
  bank: "中国银行",
  medical_fen: 100,
  worker: { id: "0", name: "王小军", income_fen: 2400 },
  family: [wife, child],
};
const clashes = (mine: HouseholdValues, theirs: HouseholdValues) =>
  Object.fromEntries(clashesOf(comparedOf(opened, mine, theirs, words)).map(({ key, pick }) => [key, pick]));

describe("two versions of a household file", () => {
  it("takes what one side alone has changed, and asks where both did", () => {
    const mine = { ...opened, bank: "工商银行", medical_fen: 200, worker: { ...opened.worker, income_fen: 2500 } };
    const theirs = { ...opened, bank: "农业银行", worker: { ...opened.worker, unit: "青溪纺织" } };
    expect(clashes(mine, theirs)).toEqual({
      bank: null,
      medical_fen: "mine",
      "worker.income_fen": "mine",
      "worker.unit": "theirs",
    });
    const picks = {
      bank: "theirs",
      medical_fen: "mine",
      "worker.income_fen": "mine",
      "worker.unit": "theirs",
    } as const;
    const merged = mergedOf(mine, theirs, picks);
    expect([merged.bank, merged.medical_fen]).toEqual(["农业银行", 200]);
    expect(merged.worker).toMatchObject({ income_fen: 2500, unit: "青溪纺织" });
    expect(mine.worker.unit).toBeUndefined();
  });

  it("keeps what both have added to the family, and lets go whom the other has taken out", () => {
    const mine = { ...opened, family: [wife, child, { name: "王母", relation: "parent" }] };
    const theirs = { ...opened, family: [wife, { id: "3", name: "王父", relation: "parent" }] };
    const found = clashes(mine, theirs);
    expect(found).toEqual({ "family.2": "theirs", "family.3": "theirs", "family.new.2": "mine" });
    const merged = mergedOf(mine, theirs, found as Record<string, "mine" | "theirs">);
    expect(merged.family?.map((person) => person.name)).toEqual(["李芳", "王父", "王母"]);
  });

  it("enters somebody anew who is kept against the other: the file knows the id no more", () => {
    const mine = { ...opened, family: [wife, { ...child, school_stage: "primary" }] };
    const theirs = { ...opened, family: [wife] };
    expect(clashes(mine, theirs)).toEqual({ "family.2": "theirs" });
    const merged = mergedOf(mine, theirs, { "family.2": "mine" });
    expect(merged.family?.[1]).toMatchObject({ name: "王乐乐", school_stage: "primary" });
    expect(merged.family?.[1]?.id).toBeUndefined();
  });

  it("leaves what was typed into sealed fields with this form", () => {
    const mine = { ...opened, bank_card: "6222021234567890", bank: "工商银行" };
    const merged = mergedOf(mine, { ...opened, bank: "农业银行" }, { bank: "theirs" });
    expect([merged.bank_card, merged.bank]).toEqual(["6222021234567890", "农业银行"]);
  });
});
