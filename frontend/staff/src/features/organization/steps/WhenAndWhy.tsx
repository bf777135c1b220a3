import { Input } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DateField } from "../../../ui/form/DateField";
import styles from "../organization.module.css";

interface WhenAndWhyProps {
  on: string | null;
  onDay(on: string | null): void;
  reason: string;
  onReason(reason: string): void;
  /** The last day that can be picked. */
  max: string;
  /** The first one. */
  min?: string | null;
  /** What the two are called where it is no restructuring. */
  labels?: { on: string; reason: string; hint: string };
  /** What the act needs besides. */
  children?: ReactNode;
}

const LONGEST = 200;

/** The fields every restructuring has: from which day it is in force, and why. */
export function WhenAndWhy({ on, onDay, reason, onReason, max, min, labels, children }: WhenAndWhyProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.fields}>
      {children}
      <label htmlFor="step-on">
        {labels?.on ?? t("organization:step.on")}
        <DateField id="step-on" value={on} min={min ?? undefined} max={max} onChange={onDay} />
      </label>
      <label htmlFor="step-reason">
        {labels?.reason ?? t("organization:step.reason")}
        <Input.TextArea
          id="step-reason"
          rows={2}
          maxLength={LONGEST}
          value={reason}
          placeholder={labels?.hint ?? t("organization:step.reason_hint")}
          onChange={(event) => onReason(event.target.value)}
        />
      </label>
    </div>
  );
}
