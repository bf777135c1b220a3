import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import i18next from "i18next";
import { pinyin } from "pinyin-pro";
import { describe, expect, it } from "vitest";
import { numbered } from "../src/app/i18n";

const SRC = join(import.meta.dirname, "../src");
const BANNED = ["操作失败", "系统异常", "参数错误", "未知错误"];

const paths = readdirSync(SRC, { recursive: true, encoding: "utf8" }).map((path) => join(SRC, path));
const codes = paths.filter((path) => /\.tsx?$/.test(path));
const code = codes.map((path) => readFileSync(path, "utf8")).join("\n");

function flat(value: unknown, prefix = ""): [string, string][] {
  return Object.entries(value as Record<string, unknown>).flatMap(([key, inner]) =>
    typeof inner === "string" ? [[`${prefix}${key}`, inner] as [string, string]] : flat(inner, `${prefix}${key}.`),
  );
}

/** Namespace -> [key, text][]. */
function textsOf(language: string): Map<string, [string, string][]> {
  return new Map(
    paths
      .filter((path) => path.endsWith(`words/${language}.json`))
      .map((path) => [basename(dirname(dirname(path))), flat(JSON.parse(readFileSync(path, "utf8")))]),
  );
}

const chinese = textsOf("zh-CN");
const english = textsOf("en");
const plain = (key: string) => key.replace(/_(one|other)$/, "");
const keysOf = (texts: Map<string, [string, string][]>) =>
  [...texts].flatMap(([space, list]) => list.map(([key]) => `${space}:${plain(key)}`));
const isInitials = (key: string) => key.endsWith("_initials");

/** Keys written out in code, and the beginnings of those that are put together: t(`ui:density.${density}`). */
const used = new Set(
  [...code.matchAll(/["'`]([a-z]+:[a-z_]+(?:\.[a-z_0-9]+)*)["'`]/g)].map((match) => match[1] as string),
);
const begun = [...code.matchAll(/`([a-z]+:[a-z_.]+)\$\{/g)].map((match) => match[1] as string);

/** They look like keys ("member:read") and are none. */
const permissions = new Set(
  [...readFileSync(join(SRC, "../../../backend/domain/access.py"), "utf8").matchAll(/"([a-z]+:[a-z_]+)"/g)].map(
    (match) => match[1] as string,
  ),
);

describe("texts (ui.md 1.5-34, 3.3)", () => {
  it("are there in both languages", () => {
    const zh = keysOf(chinese).filter((key) => !isInitials(key));
    expect([...new Set(keysOf(english))].sort()).toEqual([...new Set(zh)].sort());
  });

  it("carry the same facts in both languages", () => {
    const facts = (text: string) =>
      [...text.matchAll(/\{\{(\w+)(?:, of\([^)]*\))?\}\}/g)]
        .map((match) => match[1])
        .sort()
        .join(" ");
    const other = new Map(
      [...english].flatMap(([space, list]) => list.map(([key, text]) => [`${space}:${key}`, facts(text)] as const)),
    );
    const differing = [...chinese]
      .flatMap(([space, list]) => list.map(([key, text]) => [`${space}:${key}`, facts(text)] as const))
      .filter(([key, words]) => !isInitials(key) && other.get(key) !== words);
    expect(differing).toEqual([]);
  });

  it("put a number before one thing and before several (ui.md 3.3)", async () => {
    const made = i18next.createInstance();
    await made.init({
      lng: "en",
      resources: { en: { translation: { late: "{{n, of(one: day; other: days)}} late" } } },
    });
    made.services.formatter?.add("of", numbered);
    expect([1, "1", 2, "1,001"].map((n) => made.t("late", { n }))).toEqual([
      "1 day late",
      "1 day late",
      "2 days late",
      "1,001 days late",
    ]);
    const counted = [...english.values()].flat().filter(([key]) => !/_(one|other)$/.test(key));
    expect(
      counted.filter(([, text]) =>
        /\{\{(n|days|members|unions|rows)\}\} (days|members|unions|cases|rows|people)\b/.test(text),
      ),
    ).toEqual([]);
  });

  it("are none too many and none too few", () => {
    const there = new Set(keysOf(chinese));
    const spaces = new Set(chinese.keys());
    const missing = [...used].filter(
      (key) => spaces.has(key.split(":")[0] as string) && !there.has(key) && !permissions.has(key),
    );
    const unused = [...there].filter(
      (key) => !used.has(key) && !isInitials(key) && !begun.some((start) => key.startsWith(start)),
    );
    expect({ missing, unused }).toEqual({ missing: [], unused: [] });
  });

  it("never say nothing", () => {
    const all = [...chinese.values(), ...english.values()].flat().map(([, text]) => text);
    expect(all.filter((text) => BANNED.some((banned) => text.includes(banned)))).toEqual([]);
    expect(BANNED.filter((banned) => code.includes(banned))).toEqual([]);
  });

  it("can be found by the initials of their pinyin", () => {
    const wrong = [...chinese].flatMap(([space, list]) => {
      const texts = new Map(list);
      return list
        .filter(([key]) => isInitials(key))
        .filter(([key, initials]) => {
          const text = texts.get(key.replace(/_initials$/, "")) ?? "";
          return pinyin(text, { pattern: "first", toneType: "none", type: "array" }).join("") !== initials;
        })
        .map(([key, initials]) => `${space}:${key} ${initials}`);
    });
    expect(wrong).toEqual([]);
  });
});
