/** Sizes as they travel (gzip). Fails when the first load or a route's chunk is over (ui.md section 4, bar 11). */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const DIST = join(dirname(dirname(fileURLToPath(import.meta.url))), "dist");
const FIRST_KB = 450;
const ROUTE_KB = 150;

const manifest = JSON.parse(readFileSync(join(DIST, ".vite/manifest.json"), "utf8"));
const kb = (file) => gzipSync(readFileSync(join(DIST, file)), { level: 9 }).length / 1024;

/** A chunk with all that it imports before it can run. */
function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, seen);
  return seen;
}

const filesOf = (keys) => new Set([...keys].flatMap((key) => [manifest[key].file, ...(manifest[key].css ?? [])]));
const sum = (files) => [...files].reduce((all, file) => all + kb(file), 0);

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const first = filesOf(closure(entry));
const routes = Object.keys(manifest).filter((key) => manifest[key].isDynamicEntry);

let over = false;
const report = (name, size, limit) => {
  over ||= size > limit;
  console.log(`${size > limit ? "OVER " : "     "}${size.toFixed(1).padStart(7)} / ${limit} KB  ${name}`);
};
report("first load", sum(first), FIRST_KB);
for (const key of routes) {
  const extra = [...filesOf(closure(key))].filter((file) => !first.has(file));
  report(key, sum(extra), ROUTE_KB);
}
process.exit(over ? 1 : 0);
