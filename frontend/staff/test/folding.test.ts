import { describe, expect, it } from "vitest";
import { standing } from "../src/ui/filter/folding";

describe("tokens of a filter row", () => {
  const open = [80, 80, 80];

  it("all stand where there is room, with and without 更多", () => {
    expect(standing({ set: 0, open }, 252, false)).toBe(3);
    expect(standing({ set: 0, open }, 328, true)).toBe(3);
  });

  it("those that find no place go behind 更多, which takes its own", () => {
    expect(standing({ set: 0, open }, 251, false)).toBe(2);
    expect(standing({ set: 0, open }, 327, true)).toBe(2);
    expect(standing({ set: 150, open }, 327, true)).toBe(1);
  });

  it("what is set stays, however little room is left", () => {
    expect(standing({ set: 400, open }, 300, false)).toBe(0);
  });
});
