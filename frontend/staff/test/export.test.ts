import { describe, expect, it } from "vitest";
import { exportOf } from "../src/ui/export/exports";
import { isComplete, NOTHING_WHOLE } from "../src/ui/export/WholeFields";

describe("exports (ui.md row 5)", () => {
  it("a finished job has a file, any other has none", () => {
    const request = { export_id: "7" };
    expect(exportOf({ state: "succeeded", request })).toBe("7");
    expect(exportOf({ state: "running", request })).toBeNull();
    expect(exportOf({ state: "succeeded", request: { roster_id: "7" } })).toBeNull();
  });

  it("whole numbers need a reason and a proof, and `other` a word", () => {
    const said = { ...NOTHING_WHOLE, on: true, reason: "benefit", password: "x" };
    expect(isComplete(said)).toBe(true);
    expect(isComplete({ ...said, password: "" })).toBe(false);
    expect(isComplete({ ...said, reason: "" })).toBe(false);
    expect(isComplete({ ...said, reason: "other" })).toBe(false);
    expect(isComplete({ ...said, reason: "other", note: "核对" })).toBe(true);
  });
});
