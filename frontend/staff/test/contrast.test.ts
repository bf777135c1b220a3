import { describe, expect, it } from "vitest";
import { contrast } from "../src/ui/theme/contrast";
import { COLOURS, type Colour } from "../src/ui/theme/tokens";

const grounds: Colour[] = ["sheet", "sheet-hover", "ground", "ground-hover", "head", "action-tint", "action-faint"];
const text: [Colour, Colour[]][] = [
  ["ink", grounds],
  ["ink-2", grounds],
  ["ink", ["lane-held", "lane-current", "lane-kept", "lane-aid"]],
  ["ink-3", grounds],
  ["action", ["sheet", "ground", "action-tint", "action-faint"]],
  ["action-hover", ["sheet", "action-tint"]],
  ["brand", ["sheet", "ground", "brand-tint"]],
  ["danger", ["sheet", "ground", "danger-tint"]],
  ["warning", ["sheet", "ground", "warning-tint", "action-faint"]],
  ["success", ["sheet", "success-tint"]],
  ["honour", ["sheet"]],
  ["sheet", ["action", "action-hover", "brand", "brand-hover", "danger", "danger-hover", "ink"]],
];
const shapes: [Colour, Colour[]][] = [
  ["input", ["sheet", "ground"]],
  ["action", ["sheet", "ground", "head"]],
  ["mark", ["sheet"]],
  ...(["s1", "s2", "s3", "s4", "s5", "s6", "s7"] as const).map((series): [Colour, Colour[]] => [series, ["sheet"]]),
];
const pairs = (list: [Colour, Colour[]][]) =>
  list.flatMap(([front, backs]) => backs.map((back) => [front, back] as const));

describe("contrast of the tokens (ui.md 3.1, WCAG 2.2 AA)", () => {
  it.each(pairs(text))("text %s on %s is at least 4.5:1", (front, back) => {
    expect(contrast(COLOURS[front], COLOURS[back])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(pairs(shapes))("shape %s on %s is at least 3:1", (front, back) => {
    expect(contrast(COLOURS[front], COLOURS[back])).toBeGreaterThanOrEqual(3);
  });

  it("is computed as WCAG does", () => {
    expect(contrast("#000000", "#FFFFFF")).toBeCloseTo(21, 5);
    expect(contrast(COLOURS.brand, COLOURS.sheet)).toBeCloseTo(6.54, 1);
  });
});
