import { describe, expect, it } from "vitest";
import {
  activated,
  activeTab,
  beginning,
  changed,
  closed,
  closedOthers,
  opened,
  type TabState,
} from "../src/app/tabs/tabs";

const start = beginning(undefined, "/", "x");
const hrefs = (state: TabState) => state.tabs.map((tab) => tab.href);

describe("work tabs (ui.md 1.2-9)", () => {
  it("begin with the workbench, and with the address that was asked for", () => {
    expect(hrefs(beginning(undefined, "/members?status=active", "a"))).toEqual(["/", "/members?status=active"]);
  });

  it("open one tab per path, beside the present one", () => {
    const two = opened(opened(start, "/members", "a"), "/audit", "b");
    const three = opened(activated(two, "a"), "/members/1", "c");
    expect(hrefs(three)).toEqual(["/", "/members", "/members/1", "/audit"]);
    expect(activeTab(three).id).toBe("c");
  });

  it("go to a path that is open without forgetting its filters, or with the new ones", () => {
    const open = opened(activated(opened(start, "/members?kind=a", "a"), "home"), "/members", "b");
    expect([open.tabs.length, activeTab(open).href]).toEqual([2, "/members?kind=a"]);
    expect(activeTab(opened(open, "/members?kind=b", "c")).href).toBe("/members?kind=b");
  });

  it("close to the tab that was looked at before, never the workbench", () => {
    const state = opened(opened(opened(start, "/a", "a"), "/b", "b"), "/c", "c");
    const back = closed(activated(activated(state, "a"), "c"), "c");
    expect(back.active).toBe("a");
    expect(closed(back, "home")).toBe(back);
  });

  it("come back after a refresh, with the asked address in front", () => {
    const saved = opened(opened(start, "/a", "a"), "/b", "b");
    const again = beginning(JSON.parse(JSON.stringify(saved)), "/a", "n");
    expect(hrefs(again)).toEqual(["/", "/a", "/b"]);
    expect(again.active).toBe("a");
  });

  it("keep a tab whose draft could not be saved when the others are closed", () => {
    const state = changed(opened(opened(start, "/a", "a"), "/b", "b"), "a", { draft: "unsaved" });
    expect(hrefs(closedOthers(opened(state, "/c", "c"), "c"))).toEqual(["/", "/a", "/c"]);
  });
});
