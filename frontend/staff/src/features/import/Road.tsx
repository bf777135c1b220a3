import { useTranslation } from "react-i18next";
import { Icon } from "../../ui/icon/Icon";
import styles from "./import.module.css";

const STEPS = ["upload", "check", "import", "result"] as const;
export type RoadStep = (typeof STEPS)[number];

/** Upload, check, import, result: where one stands. */
export function Road({ at }: { at: RoadStep }) {
  const { t } = useTranslation();
  const now = STEPS.indexOf(at);
  return (
    <ol className={styles.road}>
      {STEPS.map((step, index) => (
        <li
          key={step}
          data-state={index < now ? "done" : index === now ? "now" : "next"}
          aria-current={index === now ? "step" : undefined}
        >
          <i>{index < now ? <Icon name="check" size={12} /> : index + 1}</i>
          {t(`import:road.${step}`)}
        </li>
      ))}
    </ol>
  );
}
