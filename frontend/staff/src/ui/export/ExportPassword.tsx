import { useContext, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../button/Button";
import { ProblemStrip } from "../problem/ProblemStrip";
import styles from "./export.module.css";
import { ExportContext } from "./exports";

/** What opens a file with whole numbers, shown this once. */
export function ExportPassword({ id }: { id: string }) {
  const { t } = useTranslation();
  const store = useContext(ExportContext);
  const [password, setPassword] = useState<string | null>(null);
  const [problem, setProblem] = useState<unknown>();
  if (!store) return null;
  if (password)
    return (
      <span className={styles.password}>
        {t("ui:export.password")} <code>{password}</code>
      </span>
    );
  return (
    <>
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      <Button kind="text" onClick={() => void store.password(id).then(setPassword, setProblem)}>
        {t("ui:export.show_password")}
      </Button>
    </>
  );
}
