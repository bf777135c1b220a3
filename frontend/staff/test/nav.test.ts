import { describe, expect, it } from "vitest";
import { features } from "../src/app/features";
import { entryFor, GROUPS } from "../src/app/frame/nav";

const entries = features.flatMap((feature) => feature.nav ?? []);
const groupOf = (path: string) => entryFor(entries, path)?.group;

/** At 1366x768 the headings, what stands alone and one unfolded group are seen without scrolling. */
const MOST_IN_A_GROUP = 11;

describe("the navigation (ui.md 1.2, issue 4 section 8)", () => {
  it("puts every entry under a heading that is there", () => {
    const known = new Set(["top", "foot", ...GROUPS.map((group) => group.id)]);
    expect(entries.filter((entry) => !known.has(entry.group))).toEqual([]);
    expect(entries.filter((entry) => ["top", "foot"].includes(entry.group) && !entry.icon)).toEqual([]);
  });

  it("gives no two entries of a group the same place, and no group more than the eye takes in", () => {
    for (const { id } of GROUPS) {
      const orders = entries.filter((entry) => entry.group === id).map((entry) => entry.order);
      expect(new Set(orders).size, id).toBe(orders.length);
      expect(orders.length, id).toBeLessThanOrEqual(MOST_IN_A_GROUP);
    }
  });

  it("marks the group of a record's list while the record is open", () => {
    expect(groupOf("/vouchers/0193")).toBe("money");
    expect(groupOf("/funds/0193")).toBe("money");
    expect(groupOf("/aid/payments/batches/0193")).toBe("money");
    expect(groupOf("/aid/cases/0193")).toBe("aid");
    expect(groupOf("/visits/0193/do")).toBe("visits");
    expect(groupOf("/aid/savings/0193")).toBe("mutual");
    expect(entryFor(entries, "/funds/ledger")?.label).toBe("fund:nav.ledger");
  });
});
