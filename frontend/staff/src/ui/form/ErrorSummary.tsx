import type { Ref } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../icon/Icon";
import styles from "./FormSheet.module.css";
import { fieldId } from "./pointers";

export interface FieldFault {
  name: readonly (string | number)[];
  /** The same words as under the field. */
  words: string;
}

interface ErrorSummaryProps {
  form: string;
  faults: readonly FieldFault[];
  ref: Ref<HTMLDivElement>;
}

/** What is still wrong, on top, each a link to its field; it takes the focus when a form is sent with errors. */
export function ErrorSummary({ form, faults, ref }: ErrorSummaryProps) {
  const { t } = useTranslation();
  if (faults.length === 0) return null;
  return (
    <div ref={ref} className={styles.summary} role="alert" tabIndex={-1}>
      <b>
        <Icon name="alert" /> {t("ui:form.faults", { count: faults.length })}
      </b>
      <ul>
        {faults.map((fault) => {
          const id = fieldId(form, fault.name);
          return (
            <li key={id}>
              <a
                href={`#${id}`}
                onClick={(event) => {
                  event.preventDefault();
                  const field = document.getElementById(id);
                  field?.scrollIntoView({ block: "center" });
                  field?.focus();
                }}
              >
                {fault.words}
              </a>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
