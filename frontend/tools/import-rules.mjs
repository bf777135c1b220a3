/**
 * Who may import whom (architecture.md section 5). `ui` and `words` know nothing of ours; `queries` are the questions that
 * several features ask the server alike; a feature knows those, client, ui, words and itself; app knows features. Also:
 * texts live in words files, and what antd does badly is not used directly.
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const HOME = dirname(dirname(fileURLToPath(import.meta.url)));
const IMPORT = /(?:from|import)\s*\(?\s*["']([^"']+)["']/g;
const OURS = ["antd Table", "antd Upload", "antd Modal"];

const MAY = {
  client: ["client"],
  words: ["words"],
  ui: ["ui", "words"],
  queries: ["queries", "client"],
  feature: ["feature", "queries", "ui", "words", "client"],
  app: ["app", "feature", "queries", "ui", "words", "client", "gallery"],
  gallery: ["gallery", "app", "ui", "words", "client"],
};

/** "staff/src/features/member/list/Page.tsx" -> { layer: "feature", noun: "member" } */
function placeOf(path) {
  const parts = relative(HOME, path).split(sep);
  if (parts[0] !== "staff") return { layer: parts[0] };
  const folder = parts[2];
  return folder === "features" ? { layer: "feature", noun: parts[3] } : { layer: folder };
}

function targetOf(file, spec) {
  if (spec.startsWith("@unionhome/client")) return { layer: "client" };
  if (spec.startsWith("@unionhome/words")) return { layer: "words" };
  if (spec.startsWith(".")) return placeOf(resolve(dirname(file), spec));
  return null;
}

function* sources(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== "generated" && entry.name !== "node_modules") yield* sources(path);
    else if (/\.tsx?$/.test(entry.name)) yield path;
  }
}

const faults = [];
for (const folder of ["client/src", "words/src", "staff/src"]) {
  for (const file of sources(join(HOME, folder))) {
    const text = readFileSync(file, "utf8");
    const own = placeOf(file);
    const say = (reason) => faults.push(`${relative(HOME, file)}: ${reason}`);
    for (const [, spec] of text.matchAll(IMPORT)) {
      const target = targetOf(file, spec);
      if (!target || (target.layer === "words" && spec.endsWith(".json"))) continue;
      if (!MAY[own.layer]?.includes(target.layer)) say(`${own.layer} may not import ${target.layer} (${spec})`);
      else if (own.layer === "feature" && target.layer === "feature" && own.noun !== target.noun)
        say(`features do not know each other (${spec}); what two share belongs to ui, queries or the server`);
      else if (own.layer === "app" && target.layer === "gallery" && !file.endsWith(`app${sep}main.tsx`))
        say("only main.tsx opens the gallery, and only in development");
    }
    const antd =
      /import\s*\{([^}]*)\}\s*from\s*"antd"/
        .exec(text)?.[1]
        .split(",")
        .map((name) => `antd ${name.trim()}`) ?? [];
    for (const name of OURS.filter((one) => antd.includes(one))) say(`use the part of ui instead of ${name}`);
    if (own.layer !== "gallery" && own.layer !== "words" && chinese(text))
      say(`a text outside a words file: ${chinese(text)}`);
  }
}

/** The first Chinese words in code; comments and the name of the other language may have them. */
function chinese(text) {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");
  return /[一-鿿]+/.exec(code.replaceAll('"中文"', ""))?.[0];
}

if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exit(1);
}
console.log("import rules: kept");
