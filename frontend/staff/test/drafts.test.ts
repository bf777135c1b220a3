import { describe, expect, it } from "vitest";
import { draftsOn } from "../src/app/drafts";
import { type Keep, noKeep } from "../src/app/keep";
import { type Shelf, shelf } from "../src/app/stores";

const storage = (limit = 10_000) =>
  Object.assign(Object.create(null) as Record<string, string>, {
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
  }) as unknown as Storage;

/** A server that can be switched off, with a clock that moves by a second at each look. */
function server() {
  const map = new Map<string, unknown>();
  const state = { up: true, now: 0 };
  const keep: Keep = {
    all: async () => map,
    get: async (name) => (state.up ? map.get(name) : undefined),
    put: async () => "later",
    revise: async (name, change) => {
      if (!state.up) return "later";
      const next = change(map.get(name));
      if (next === null) map.delete(name);
      else map.set(name, next);
      return "kept";
    },
  };
  const clock = () => {
    state.now += 1000;
    return new Date(state.now);
  };
  return { map, state, desk: (here: Shelf = shelf(storage(), "p")) => draftsOn(here, keep, clock) };
}

const names = (copies: readonly { value: { name: string } }[]) => copies.map((copy) => copy.value.name);

describe("drafts (ui.md 1.2-9, bar 6)", () => {
  it("come back with the moment they were kept, and leave nothing on this computer", async () => {
    const { desk, map } = server();
    const local = shelf(storage(), "p");
    await desk(local).save("k", { name: "王" }, "a", []);
    expect(await desk().load("k")).toEqual([{ value: { name: "王" }, saved_at: "1970-01-01T00:00:01.000Z", by: "a" }]);
    expect(local.keys()).toEqual([]);
    await desk().drop("k", ["a"]);
    expect([await desk().load("k"), map.size]).toEqual([[], 0]);
  });

  it("of two windows stand side by side, and each rewrites only its own", async () => {
    const { desk } = server();
    const [left, right] = [desk(), desk()];
    expect(await left.save("k", { name: "left" }, "l", [])).toBe(0);
    expect(await right.save("k", { name: "right" }, "r", [])).toBe(1);
    await left.save("k", { name: "left again" }, "l", []);
    expect(names(await desk().load("k"))).toEqual(["left again", "right"]);
    await right.drop("k", ["r"]);
    expect(names(await desk().load("k"))).toEqual(["left again"]);
  });

  it("take the place of the one they go on with, and of no other", async () => {
    const { desk } = server();
    await desk().save("k", { name: "of yesterday" }, "y", []);
    await desk().save("k", { name: "begun anew" }, "n", []);
    await desk().save("k", { name: "gone on" }, "g", ["y"]);
    expect(names(await desk().load("k"))).toEqual(["gone on", "begun anew"]);
  });

  it("stay here while the server is away, and one dropped then never comes back", async () => {
    const { desk, state } = server();
    const here = shelf(storage(), "p");
    await desk(here).save("k", { name: "old" }, "a", []);
    state.up = false;
    await desk(here).save("k", { name: "new" }, "a", []);
    state.up = true;
    expect(names(await desk(here).load("k"))).toEqual(["new"]);
    state.up = false;
    await desk(here).drop("k", ["a"]);
    state.up = true;
    expect(await desk(here).load("k")).toEqual([]);
  });

  it("refuse when nothing can be kept anywhere: then closing the tab asks", async () => {
    const full = draftsOn(shelf(storage(1), "p"), noKeep, () => new Date(0));
    await expect(full.save("k", { a: 1 }, "a", [])).rejects.toThrow();
  });

  it("are all saved before somebody leaves", async () => {
    const drafts = server().desk();
    const saved: string[] = [];
    const stop = drafts.beforeLeaving(async () => void saved.push("closed form"));
    drafts.beforeLeaving(async () => void saved.push("open form"));
    stop();
    await drafts.flush();
    expect(saved).toEqual(["open form"]);
  });
});
