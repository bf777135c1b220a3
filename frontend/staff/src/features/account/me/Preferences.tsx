import { useTranslation } from "react-i18next";
import { useKeyBoard } from "../../../ui/keys/keys";
import { useSpeak } from "../../../ui/page/speak";
import { Section } from "../../../ui/record/Section";
import styles from "./me.module.css";

const LANGUAGES = ["zh-CN", "en"] as const;

/** Language and single keys: they go with the person to any desk. */
export function Preferences() {
  const { t, i18n } = useTranslation();
  const { singleKeys, setSingleKeys } = useKeyBoard();
  const speak = useSpeak();
  return (
    <Section kind="ruled" title={t("account:preferences.title")} note={t("account:preferences.note")}>
      <fieldset className={styles.choice}>
        <legend>{t("account:preferences.language")}</legend>
        {LANGUAGES.map((language) => (
          <label key={language}>
            <input
              type="radio"
              name="language"
              checked={i18n.language === language}
              onChange={() => void speak(language)}
            />
            {t(`account:preferences.${language === "en" ? "english" : "chinese"}`)}
          </label>
        ))}
      </fieldset>
      <label className={styles.tick}>
        <input type="checkbox" checked={singleKeys} onChange={(event) => setSingleKeys(event.target.checked)} />
        {t("account:preferences.keys")}
      </label>
      <p className="note ink-3">{t("account:preferences.keys_note")}</p>
    </Section>
  );
}
