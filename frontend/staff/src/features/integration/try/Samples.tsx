import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { RecordTabs } from "../../../ui/record/RecordTabs";
import { Section } from "../../../ui/record/Section";
import styles from "../integration.module.css";
// The very files that the tests run.
import java from "../samples/Pull.java?raw";
import python from "../samples/pull.py?raw";
import curl from "../samples/pull.sh?raw";

const SAMPLES = { curl, python, java };
type Language = keyof typeof SAMPLES;

/** A whole program in each language: credentials from the environment, a token, a pull. */
export function Samples() {
  const { t } = useTranslation();
  const [language, setLanguage] = useState<Language>("curl");
  const [copied, setCopied] = useState<Language | null>(null);
  return (
    <Section
      title={t("integration:try.samples")}
      more={
        <Button
          kind="text"
          icon="copy"
          onClick={() => void navigator.clipboard?.writeText(SAMPLES[language]).then(() => setCopied(language))}
        >
          {t(copied === language ? "integration:once.copied" : "integration:once.copy")}
        </Button>
      }
    >
      <RecordTabs
        kind="views"
        label={t("integration:try.samples")}
        tabs={(["curl", "python", "java"] as const).map((key) => ({ key, label: t(`integration:sample.${key}`) }))}
        current={language}
        onPick={(key) => setLanguage(key as Language)}
      />
      <pre className={styles.code} translate="no">
        {SAMPLES[language]}
      </pre>
    </Section>
  );
}
