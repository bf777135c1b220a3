import type { HouseholdOut, PersonOut } from "@unionhome/client/model";
import { describe, expect, it } from "vitest";
import { changeOf, EMPTY, type HouseholdValues, keepable, valuesOf } from "../src/features/aid/form/values";

const worker = {
  id: "1",
  relation: "self",
  name: "王小军",
  id_kind: "resident",
  id_number_masked: "3****************0",
  politics: "cpc",
  unit: "青溪纺织有限公司",
} as PersonOut;
const pupil = {
  ...worker,
  id: "2",
  relation: "child",
  name: "王乐乐",
  school_years: 3,
  enrolled_in: 2025,
} as PersonOut;
const file = {
  organization: { id: "9", name: "青溪纺织有限公司工会" },
  people: [worker, pupil],
  causes: [] as string[],
  exclusions: [] as string[],
  nation: "hui",
  work_started_on: "2009-07-01",
  unit_ownership: "private",
  unit_industry: "manufacturing",
  unit_address: "工业路 1 号",
  other_phone_masked: "0535-*****45",
  postcode_masked: "2655**",
  bank: "",
} as unknown as HouseholdOut;

describe("the form of a household file", () => {
  it("sends back what the file says of the worker, the unit and the school, and no secret that was not typed", () => {
    const sent = changeOf(valuesOf(file));
    expect(sent).toMatchObject({
      nation: "hui",
      work_started_on: "2009-07-01",
      unit_ownership: "private",
      unit_industry: "manufacturing",
      unit_address: "工业路 1 号",
    });
    expect(sent.worker).toMatchObject({ politics: "cpc", unit: "青溪纺织有限公司" });
    expect(sent.family?.[0]).toMatchObject({ school_years: 3, enrolled_in: 2025 });
    expect(Object.keys(sent)).not.toEqual(expect.arrayContaining(["postcode"]));
    expect("other_phone" in sent).toBe(false);
  });

  it("sends what was typed, trimmed, and empties what was cleared", () => {
    const typed: HouseholdValues = { ...valuesOf(file), postcode: " 265500 ", nation: null, unit_address: " " };
    expect(changeOf(typed)).toMatchObject({ postcode: "265500", nation: null, unit_address: "" });
    expect(changeOf({ ...typed, work_started_on: null })).toMatchObject({ work_started_on: null });
  });

  it("keeps of an unfinished form nothing that tells where somebody lives or is reached", () => {
    const kept = keepable({ ...EMPTY, phone: "1", other_phone: "2", residence: "3", postcode: "4", nation: "han" });
    expect(kept).toMatchObject({ nation: "han" });
    expect(Object.keys(kept).filter((name) => /phone|residence|postcode|bank_card|notes/.test(name))).toEqual([]);
  });
});
