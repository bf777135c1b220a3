import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { accessOf } from "../src/app/access";

const read = (path: string) => readFileSync(join(import.meta.dirname, path), "utf8");
const slugs = (text: string) => new Set([...text.matchAll(/"([a-z]+:[a-z]+)"/g)].map((match) => match[1] as string));

describe("access (ROL-01)", () => {
  it("names only permissions that the server has", () => {
    const server = slugs(read("../../../backend/domain/access.py"));
    const unknown = [...slugs(read("../src/app/access.ts"))].filter((slug) => !server.has(slug));
    expect(unknown).toEqual([]);
  });

  it("opens nothing to somebody who holds nothing", () => {
    expect(Object.values(accessOf([])).some(Boolean)).toBe(false);
    expect(accessOf(["member:read"])).toMatchObject({ seeMembers: true, registerMembers: false });
    expect(accessOf(["employer:read"], false)).toMatchObject({ seeEmployers: true, seeCoverage: false });
  });
});
