import { Form, type FormItemProps } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Section } from "../record/Section";
import styles from "./FormSheet.module.css";

/** A group of fields under a hairline, two columns. */
export function FormSection({ title, note, children }: { title: ReactNode; note?: ReactNode; children: ReactNode }) {
  return (
    <Section title={title} note={note} kind="ruled">
      <div className={styles.grid}>{children}</div>
    </Section>
  );
}

export interface FormFieldProps extends Pick<FormItemProps, "rules" | "valuePropName" | "dependencies" | "normalize"> {
  name: string | (string | number)[];
  label: string;
  /** Optional fields say so; required is the rule and goes unmarked. */
  required?: boolean;
  /** What to type, before it goes wrong: "18 位，末位可为 X". */
  hint?: ReactNode;
  /** Both columns. */
  wide?: boolean;
  /** One input of antd. */
  children: ReactNode;
}

export function FormField({ name, label, required, hint, wide, rules = [], children, ...rest }: FormFieldProps) {
  const { t } = useTranslation();
  const needed = required ? [{ required: true, message: t("ui:form.required", { label }) }] : [];
  return (
    <Form.Item
      {...rest}
      name={name}
      className={wide ? styles.wide : undefined}
      label={
        <>
          {label}
          {!required && <span className={styles.optional}>{t("ui:form.optional")}</span>}
        </>
      }
      extra={hint && <span className={styles.hint}>{hint}</span>}
      rules={[...needed, ...rules]}
    >
      {children}
    </Form.Item>
  );
}
