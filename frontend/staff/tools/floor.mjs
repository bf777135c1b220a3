/**
 * The oldest browser is Chrome 109 (Windows 7; ui.md finding 4). The build lowers the syntax; what it cannot lower, newer
 * functions and newer CSS, is looked for here in the built files. Fails with the file and what was found.
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ASSETS = join(dirname(dirname(fileURLToPath(import.meta.url))), "dist", "assets");

/** What came after 109, with the version that brought it. */
const NEWER = {
  css: [
    ["color-mix() 111", /color-mix\(/],
    ["light-dark() 123", /light-dark\(/],
    ["oklch(), lab() 111", /\b(?:oklch|oklab|lch|lab)\(/],
    ["nesting 112", /[{;]\s*&/],
    ["subgrid 117", /:\s*subgrid/],
    ["@scope, @starting-style 117", /@(?:scope|starting-style)\b/],
    ["style queries 111", /@container\s+style\(/],
    ["text-wrap 114", /text-wrap(?:-style)?:/],
    ["anchor positioning 125", /anchor-name:|anchor\(/],
  ],
  js: [
    ["toSorted(), toReversed(), toSpliced() 110", /\.to(?:Sorted|Reversed|Spliced)\(/],
    ["groupBy() 117", /\b(?:Object|Map)\.groupBy\(/],
    ["Array.fromAsync() 121", /\bArray\.fromAsync\(/],
    ["Promise.withResolvers(), Promise.try() 119", /\bPromise\.(?:withResolvers|try)\(/],
    ["URL.canParse() 120", /\bURL\.canParse\(/],
    ["AbortSignal.any() 116", /\bAbortSignal\.any\(/],
  ],
};
/** A library may ask for the newer one first and go on without it. */
const GUARDED = /typeof [\w$.]+\.(?:withResolvers|canParse|any)|[\w$]+\.(?:canParse|withResolvers)\s*(?:&&|\?)/;

const faults = [];
for (const name of readdirSync(ASSETS)) {
  const rules = NEWER[name.split(".").at(-1)];
  if (!rules) continue;
  const text = readFileSync(join(ASSETS, name), "utf8");
  for (const [what, pattern] of rules) {
    const at = text.search(pattern);
    if (at === -1 || GUARDED.test(text.slice(Math.max(0, at - 200), at + 60))) continue;
    faults.push(`${name}: ${what}: …${text.slice(Math.max(0, at - 60), at + 60).replace(/\s+/g, " ")}…`);
  }
}
if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exit(1);
}
console.log("browser floor: Chrome 109 can run it");
