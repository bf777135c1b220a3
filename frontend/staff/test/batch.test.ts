import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { BatchDeed } from "../../client/src/generated/model/batchDeed";
import { CHANGED } from "../src/features/member/batch/changes";

const read = (path: string) => readFileSync(join(import.meta.dirname, path), "utf8");
const fields = [...read("../../client/src/generated/model/batchChange.ts").matchAll(/^ {2}(\w+)\?:/gm)].map(
  ([, name]) => name as string,
);

/** Given in a dialog of its own, and what people write in words. */
const NOT_AMONG_CHANGES = ["card_issued_on", "post"];
/** Of one person, when they come back. */
const ONE_BY_ONE = ["resume"];

describe("batches of members (issue 2 section 4)", () => {
  it("offer every field that the server sets for many", () => {
    expect([...CHANGED, ...NOT_AMONG_CHANGES].sort()).toEqual([...fields].sort());
  });

  it("offer every step that the server takes for many", () => {
    const offered = read("../src/features/member/batch/deeds.tsx");
    const missing = Object.values(BatchDeed).filter((deed) => !offered.includes(`"${deed}"`));
    expect(missing).toEqual(ONE_BY_ONE);
  });
});
