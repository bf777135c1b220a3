import { describe, expect, it } from "vitest";
import { beginningWith, type KeptTabs, keptOf, mergedInto, NO_TABS, readKept } from "../src/app/tabs/kept";
import { TabKeeper } from "../src/app/tabs/TabKeeper";
import { beginning, changed, closed, opened } from "../src/app/tabs/tabs";

const kept = (...hrefs: string[]): KeptTabs => ({
  tabs: hrefs.map((href) => ({ href, title: "", draft: false })),
  active: hrefs.at(-1) ?? "/",
  recent: [],
});
const hrefs = (tabs: KeptTabs) => tabs.tabs.map((tab) => tab.href);

describe("tabs kept by the server (ui.md 1.2-9)", () => {
  it("hold the address with its filters, the title, the draft and which one was looked at", () => {
    let state = opened(beginning(undefined, "/members?status=active", "a"), "/members/1", "b");
    state = changed(state, "b", { title: "李梅", draft: "kept" });
    expect(keptOf(state, [])).toEqual({
      tabs: [
        { href: "/members?status=active", title: "", draft: false },
        { href: "/members/1", title: "李梅", draft: true },
      ],
      active: "/members/1",
      recent: [],
    });
    expect(keptOf(closed(state, "b"), []).active).toBe("/members");
  });

  it("open at another desk as they were, but for those that may no longer be seen", () => {
    const there: KeptTabs = { ...kept("/members", "/audit"), active: "/members" };
    const whole = beginningWith(
      { ...there, tabs: [...there.tabs, { href: "/audit/1", title: "登录", draft: true }] },
      (href) => href !== "/audit/1",
      newId(),
    );
    expect(whole.state.tabs.map((tab) => tab.href)).toEqual(["/", "/members", "/audit"]);
    expect(whole.state.tabs.find((tab) => tab.id === whole.state.active)?.href).toBe("/members");
    expect(whole.closed).toEqual(["登录"]);
  });

  it("of two windows do not destroy each other", () => {
    const before = kept("/members");
    const left = mergedInto(before, before, kept("/members", "/members/1"));
    const both = mergedInto(left, before, kept("/members", "/members/2"));
    expect(hrefs(both)).toEqual(["/members", "/members/2", "/members/1"]);
  });

  it("close where they were closed, also when another window has written since", () => {
    const before = kept("/a", "/b");
    expect(hrefs(mergedInto(kept("/a", "/b", "/c"), before, kept("/a")))).toEqual(["/a", "/c"]);
  });

  it("closed in another window come back only when they are used here", () => {
    const before = kept("/a", "/b", "/c");
    const there = kept("/a");
    expect(hrefs(mergedInto(there, before, { ...before, active: "/a" }))).toEqual(["/a"]);
    expect(hrefs(mergedInto(there, before, { ...before, active: "/b" }))).toEqual(["/a", "/b"]);
  });

  it("keep a draft's mark that another window set, and remember records of both", () => {
    const before = kept("/a", "/b");
    const there = { ...before, tabs: [{ href: "/a", title: "甲", draft: true }], recent: [one("/a"), one("/b")] };
    const merged = mergedInto(there, before, { ...before, recent: [one("/b"), one("/c")] });
    expect(merged.tabs[0]).toEqual({ href: "/a", title: "甲", draft: true });
    expect(merged.recent.map((record) => record.href)).toEqual(["/b", "/c", "/a"]);
  });

  it("are written once for many changes, over what stands there by then", async () => {
    const written: KeptTabs[] = [];
    let there: unknown = kept("/of another window");
    const keep = {
      revise: async (_: string, change: (now: unknown) => Record<string, unknown> | null) => {
        there = change(there);
        written.push(there as KeptTabs);
        return "kept" as const;
      },
    };
    const keeper = new TabKeeper(keep, silent, NO_TABS);
    keeper.changed(kept("/a"));
    keeper.changed(kept("/a", "/b"));
    await keeper.flush();
    await keeper.flush();
    expect(written.map(hrefs)).toEqual([["/a", "/b", "/of another window"]]);
  });

  it("that are not of this shape are none", () => {
    for (const value of [undefined, null, { tabs: 3 }, { tabs: [{ href: "https://elsewhere" }, null] }])
      expect(readKept(value).tabs).toEqual([]);
  });
});

const one = (href: string) => ({ href, title: href, kind: "x" });
const newId = (): (() => string) => {
  let number = 0;
  return () => {
    number += 1;
    return String(number);
  };
};
const silent = {
  read: () => undefined,
  write: () => undefined,
  writeOrThrow: () => undefined,
  remove: () => undefined,
  clear: () => undefined,
  keys: () => [],
};
