import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PERMISSIONS } from "../src/features/account/roles/permissions";
import { beyond, groupOf, lateIsMore, planned, waiting, weekEnds } from "../src/features/workbench/todo";

const TODAY = "2026-11-20";
const item = (kind: string, due_on: string | null, id = `${kind}${due_on}`) =>
  ({
    kind,
    id,
    due_on,
    name: "",
    detail: "",
    organization_id: null,
    organization_name: null,
    overdue_days: 0,
  }) as never;

const words = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../src/features/workbench/words/${language}.json`), "utf8")).kind;

describe("what a thing is called", () => {
  it("fits into its column, on one line", () => {
    expect(Object.values(words("zh-CN")).filter((word) => word.length > 4)).toEqual([]);
    expect(Object.values(words("en")).filter((word) => word.length > 19)).toEqual([]);
  });
});

describe("the day (ui.md 2.1)", () => {
  it("ends its week on Sunday", () => {
    expect([weekEnds("2026-11-20"), weekEnds("2026-11-22"), weekEnds("2026-11-23")]).toEqual([
      "2026-11-22",
      "2026-11-22",
      "2026-11-29",
    ]);
  });

  it("puts what is late first and elections that are months away nowhere", () => {
    const items = [item("transfer_in", "2026-11-22"), item("term", "2026-11-19"), item("term", "2027-03-01")];
    expect(planned(items, TODAY).map((one) => [one.group, one.items.length])).toEqual([
      ["overdue", 1],
      ["week", 1],
    ]);
    expect(groupOf({ due_on: null }, TODAY)).toBe("open");
  });

  it("counts what the server did not send", () => {
    const day = {
      today: TODAY,
      items: [item("term", "2026-11-01"), item("term", "2027-03-01")],
      counts: [
        { kind: "term", count: 2 },
        { kind: "member_approval", count: 5 },
      ],
    } as never;
    expect(waiting(day)).toBe(6);
    expect(beyond(day)).toEqual([["member_approval", 5]]);
    const cut = { today: TODAY, items: [item("term", "2026-11-01")], counts: [{ kind: "term", count: 30 }] } as never;
    expect([lateIsMore(cut, TODAY), lateIsMore({ items: [], counts: [] } as never, TODAY)]).toEqual([true, false]);
  });
});

describe("the matrix of roles (ROL-01)", () => {
  it("is the server's own table, line by line", () => {
    const python = readFileSync(join(import.meta.dirname, "../../../backend/domain/access.py"), "utf8");
    const levels = { CITY: 1, COUNTY: 2, TOWNSHIP: 3, UNION: 4, BRANCH: 5, GROUP: 6 } as Record<string, number>;
    const sets = { _WRITERS: ["chair", "officer"], _READERS: ["chair", "officer", "finance", "auditor"] } as Record<
      string,
      string[]
    >;
    const slugs = new Map([...python.matchAll(/^ {4}(\w+) = "(\w+:\w+)"$/gm)].map(([, name, slug]) => [name, slug]));
    const rows = [...python.matchAll(/Permission\.(\w+): _held_by\(([^)]*)\)/g)].map(([, name, held]) => {
      const parts = (held ?? "").split(",").map((part) => part.trim());
      const down = parts.find((part) => part.startsWith("down_to="))?.split(".")[1];
      const roles = parts
        .filter((part) => !part.startsWith("down_to="))
        .flatMap((part) => sets[part.replace("*", "")] ?? [part.replace("Role.", "").toLowerCase()]);
      return [slugs.get(name), roles.sort().join(), down ? levels[down] : 6].join(" ");
    });
    const ours = PERMISSIONS.map((one) => [one.permission, [...one.roles].sort().join(), one.down_to].join(" "));
    expect(rows.length).toBeGreaterThan(20);
    expect(ours.sort()).toEqual(rows.sort());
  });

  it("calls each permission and its noun by a word, and each noun once", () => {
    const words = join(import.meta.dirname, "../src/features/account/words");
    const nouns = PERMISSIONS.map((one) => one.permission.split(":")[0] ?? "");
    for (const language of ["zh-CN", "en"]) {
      const { noun, permission } = JSON.parse(readFileSync(join(words, `${language}.json`), "utf8"));
      expect(Object.keys(noun).sort()).toEqual([...new Set(nouns)].sort());
      expect(Object.keys(permission).sort()).toEqual(PERMISSIONS.map((one) => one.permission.replace(":", "_")).sort());
    }
    const begun = nouns.filter((noun, index) => noun !== nouns[index - 1]);
    expect(begun).toEqual([...new Set(begun)]);
  });
});
