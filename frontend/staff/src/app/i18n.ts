import "dayjs/locale/zh-cn";
import dayjs from "dayjs";
import i18next from "i18next";
import { initReactI18next } from "react-i18next";

/**
 * Texts live beside the code that shows them: `ui/words/zh-CN.json`, `features/member/words/en.json`. The folder's name is
 * the namespace: `t("member:nav.list")`. Chinese comes with the program; English is fetched when it is chosen.
 */
type Texts = Record<string, unknown>;
export const LANGUAGES = ["zh-CN", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

const chinese = {
  ...import.meta.glob<Texts>(["./words/zh-CN.json", "../ui/words/zh-CN.json", "../features/*/words/zh-CN.json"], {
    eager: true,
    import: "default",
  }),
  ...(import.meta.env.DEV
    ? import.meta.glob<Texts>("../gallery/words/zh-CN.json", { eager: true, import: "default" })
    : {}),
};
const english = {
  ...import.meta.glob<Texts>(["./words/en.json", "../ui/words/en.json", "../features/*/words/en.json"], {
    import: "default",
  }),
  ...(import.meta.env.DEV ? import.meta.glob<Texts>("../gallery/words/en.json", { import: "default" }) : {}),
};

export const LANGUAGE_KEY = "unionhome:language";
/** "../features/member/words/en.json" is "member"; what lies beside this file is "app". */
const namespaceOf = (path: string): string => (path.startsWith("./") ? "app" : (path.split("/").at(-3) ?? ""));

/** `{{n, of(one: day; other: days)}}` in an English text: a number with its noun; the number may be put in words before. */
export const numbered = (n: unknown, _language: string | undefined, noun: { one?: string; other?: string }): string =>
  `${n} ${String(n) === "1" ? noun.one : noun.other}`;

export async function startTexts(): Promise<void> {
  const saved = localStorage.getItem(LANGUAGE_KEY);
  await i18next.use(initReactI18next).init({
    lng: "zh-CN",
    fallbackLng: "zh-CN",
    defaultNS: "app",
    resources: {
      "zh-CN": Object.fromEntries(Object.entries(chinese).map(([path, texts]) => [namespaceOf(path), texts])),
    },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  i18next.services.formatter?.add("of", numbered);
  await speak(saved === "en" ? "en" : "zh-CN");
}

export async function speak(language: Language): Promise<void> {
  if (language === "en" && !i18next.hasResourceBundle("en", "app")) {
    await Promise.all(
      Object.entries(english).map(async ([path, load]) =>
        i18next.addResourceBundle("en", namespaceOf(path), await load()),
      ),
    );
  }
  localStorage.setItem(LANGUAGE_KEY, language);
  document.documentElement.lang = language;
  dayjs.locale(language === "en" ? "en" : "zh-cn");
  await i18next.changeLanguage(language);
}

export const language = (): Language => (i18next.language === "en" ? "en" : "zh-CN");
