import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Noun } from "../../client/src/generated/model/noun";
import { features } from "../src/app/features";
import { viewLink } from "../src/features/workbench/links";

const source = new URL("../src", import.meta.url).pathname;
const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
  (name) => /\.tsx?$/.test(name) && !name.startsWith("gallery"),
);

const pages = features
  .flatMap((feature) => feature.routes)
  .map((route) => (route.options as { path?: string }).path ?? "/")
  .map((path) => new RegExp(`^${path.replaceAll(/\$\w+/g, "[^/]+")}$`));

/** What is asked of the server, and pointers into what was sent. */
const NOT_PAGES = /^\/(api\b.*|me|jobs\/\$x\/events|(old|new)_password|family\/0\/id_number)$/;
const isPage = (path: string) => pages.some((page) => page.test(path));

/** Addresses in a file: whatever begins with a slash, what is put into it standing for one part. */
function addressesIn(text: string): string[] {
  return [...text.matchAll(/["'`](\/[a-z$][^"'`\s]*)["'`]/g)].flatMap(([, address = ""]) => {
    const path = address.replaceAll(/\$\{[^}]*\}/g, "$x").split("?")[0] ?? "";
    return NOT_PAGES.test(path) ? [] : [path];
  });
}

describe("addresses inside the app", () => {
  it("all lead to a page", () => {
    const dead = files.flatMap((name) =>
      addressesIn(readFileSync(join(source, name), "utf8"))
        .filter((path) => !isPage(path))
        .map((path) => `${name}: ${path}`),
    );
    expect(dead).toEqual([]);
  });

  it("lead from every saved view to its list, with every kind of filter", () => {
    const links = Object.values(Noun).map((noun) => viewLink({ noun, query: { q: "纺织", year: 2026, below: false } }));
    expect(links.filter((link) => !isPage(link.split("?")[0] ?? ""))).toEqual([]);
    expect(links.filter((link) => !link.endsWith("q=%E7%BA%BA%E7%BB%87&year=2026&below=false"))).toEqual([]);
    expect(viewLink({ noun: "visits", query: {} })).toBe("/visits?view=visits");
  });
});
