import type { ImportCounts } from "@unionhome/client/model";
import { describe, expect, it } from "vitest";
import { countsOf, statesOf } from "../src/features/import/Counts";

const counts: Required<ImportCounts> = {
  new: 0,
  changed: 0,
  unchanged: 4,
  duplicate: 0,
  elsewhere: 0,
  wrong: 1,
  imported: 2,
  updated: 3,
  undone: 7,
};

describe("the lists of an import's rows", () => {
  it("tells what an undoing left as one list of its own, and nothing of it as just written", () => {
    expect(countsOf(counts, true)).toEqual({ ...counts, imported: 0, updated: 0, kept: 5 });
    expect(statesOf("kept")).toEqual(["imported", "updated"]);
  });

  it("tells new and updated apart while nothing is undone", () => {
    expect(countsOf(counts, false)).toEqual({ ...counts, kept: 0 });
    expect(statesOf("updated")).toEqual(["updated"]);
  });
});
