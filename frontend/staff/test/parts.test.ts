import { describe, expect, it } from "vitest";
import type { Keep } from "../src/app/keep";
import { matching } from "../src/app/palette/match";
import { passwordFault } from "../src/app/session/password";
import { forgetPerson, settingsOn, shelf } from "../src/app/stores";
import { fieldId, fieldOf } from "../src/ui/form/pointers";
import { dateScale, plusMonths, yearTicks } from "../src/ui/time/scale";
import { flatten } from "../src/ui/tree/useTree";

const command = (title: string, initials?: string) => ({
  key: title,
  title,
  initials,
  href: "/",
  kind: "place" as const,
});

describe("palette", () => {
  const all = [command("组织", "zz"), command("会员实名库", "hysmk"), command("会籍转接", "hjzj"), command("Audit")];
  const titles = (text: string) => matching(all, text).map((one) => one.title);

  it("finds by words, initials and letters in order, best first", () => {
    expect(titles("hy")).toEqual(["会员实名库"]);
    expect(titles("h")).toEqual(["会员实名库", "会籍转接"]);
    expect(titles("转接")).toEqual(["会籍转接"]);
    expect(titles("会库")).toEqual(["会员实名库"]);
    expect(titles("adt")).toEqual(["Audit"]);
    expect(titles("q")).toEqual([]);
    expect(titles("")).toHaveLength(4);
  });
});

describe("forms", () => {
  it("find the field of a server's pointer", () => {
    expect(fieldOf("/family/0/id_number")).toEqual(["family", 0, "id_number"]);
    expect(fieldOf("/a~1b")).toEqual(["a/b"]);
    expect(fieldId("member", fieldOf("/family/0/name"))).toBe("member_family_0_name");
  });

  it("tell a weak password before the server is asked", () => {
    expect([passwordFault("a1"), passwordFault("abcdefghijkl"), passwordFault("Abcdefghij1")]).toEqual([
      "short",
      "plain",
      null,
    ]);
  });
});

describe("time", () => {
  it("places dates and labels years that have room", () => {
    const x = dateScale("2009-01-01", "2026-11-20", 64, 1111);
    expect([x("2009-01-01"), x("2026-11-20")]).toEqual([64, 1111]);
    expect(yearTicks("2009-01-01", "2026-11-20", 1047)).toEqual([2009, 2011, 2013, 2015, 2017, 2019, 2021, 2023, 2025]);
    expect(yearTicks("2009-04-18", "2026-11-20", 300)).toEqual([2010, 2020]);
  });

  it("counts months to the end of a short one", () => {
    expect([plusMonths("2026-11-30", -6), plusMonths("2024-08-31", 6), plusMonths("2021-12-01", 12)]).toEqual([
      "2026-05-30",
      "2025-02-28",
      "2022-12-01",
    ]);
  });
});

describe("tree", () => {
  const node = (id: string, branch = true) => ({ id, label: id, branch });

  it("shows open branches only, what is still to come, and what could not be read", () => {
    const loaded = new Map([
      ["", { nodes: [node("a"), node("b")], next: null }],
      ["a", { nodes: [node("a1", false)], next: "c2", more: 89 }],
      ["b", { nodes: [node("b1")], next: null }],
    ]);
    const lines = flatten(loaded, new Set(["a", "a1"]), new Set(["a"]));
    expect(lines.map((line) => `${line.depth}${line.kind}:${line.key}`)).toEqual([
      "0node:a",
      "1node:a1",
      "1failed:a!",
      "0node:b",
    ]);
    expect(flatten(loaded, new Set(["a"]), new Set()).map((line) => line.key)).toEqual(["a", "a1", "a+", "b"]);
  });
});

describe("stores", () => {
  /** As browsers have it: what is stored stands as own keys. */
  const storage = (limit = Number.POSITIVE_INFINITY) =>
    Object.create({
      getItem(this: Record<string, string>, key: string) {
        return Object.hasOwn(this, key) ? this[key] : null;
      },
      setItem(this: Record<string, string>, key: string, text: string) {
        if (text.length > limit) throw new Error("full");
        this[key] = text;
      },
      removeItem(this: Record<string, string>, key: string) {
        delete this[key];
      },
    }) as Storage;

  it("forget a habit that cannot be written", () => {
    expect(() => shelf(storage(1), "p").write("k", { a: 1 })).not.toThrow();
  });

  it("leave nothing of a person behind when they have gone (DECISIONS 17)", () => {
    const local = storage();
    for (const key of ["unionhome:1:tabs:open", "unionhome:1:draft:k", "unionhome:language", "of another program"])
      local.setItem(key, "x");
    forgetPerson([local], ["unionhome:language"]);
    expect(Object.keys(local).filter((key) => local.getItem(key) === "x")).toEqual([
      "unionhome:language",
      "of another program",
    ]);
  });

  /** A server that can be switched off. */
  const server = () => {
    const map = new Map<string, unknown>();
    const state = { up: true };
    const keep: Keep = {
      all: async () => map,
      get: async (name) => (state.up ? map.get(name) : undefined),
      put: async (name, value) => {
        if (!state.up) return "later";
        map.set(name, value);
        return "kept";
      },
      revise: async () => "later",
    };
    return { keep, map, state };
  };

  it("send a habit that could not be sent, and let it win over the server's older one", async () => {
    const { keep, map, state } = server();
    const local = storage();
    const open = () => settingsOn(shelf(local, "s"), shelf(local, "u"), keep, new Map(map));
    state.up = false;
    const first = open();
    first.write("table.Users", { density: "tight" });
    await first.flush();
    first.stop();
    map.set("setting:table.users", { value: { density: "roomy" } });
    state.up = true;
    const second = open();
    expect(second.read("table.users")).toEqual({ density: "tight" });
    await second.flush();
    second.stop();
    expect(map.get("setting:table.users")).toEqual({ value: { density: "tight" } });
    map.set("setting:table.users", { value: { density: "normal" } });
    const third = open();
    expect(third.read("table.users")).toEqual({ density: "normal" });
    third.stop();
  });
});
