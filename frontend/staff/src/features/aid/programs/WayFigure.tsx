import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import styles from "../cases/cases.module.css";

/** The way of a case, drawn: the stations of a programme in a row, from the application to the money. */
export function WayFigure({ stages }: { stages: readonly string[] }) {
  const { t } = useTranslation();
  const names = useDictionary("stage");
  const whole = [t("aid:program.way.begin"), ...stages.map((one) => names.label(one)), t("aid:program.way.approved")];
  return (
    <ol className={styles.stages} aria-label={t("aid:program.field.stages")}>
      {[...whole, t("aid:program.way.paid")].map((label) => (
        <li key={label}>
          <span>{label}</span>
        </li>
      ))}
    </ol>
  );
}
