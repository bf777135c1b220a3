import { Checkbox, Select } from "antd";
import { useTranslation } from "react-i18next";
import { TextField } from "../form/TextField";
import { useDictionary } from "../page/dictionary";
import styles from "./export.module.css";
import type { Why } from "./exports";

export interface Whole extends Why {
  on: boolean;
}

export const NOTHING_WHOLE: Whole = { on: false, reason: "", note: "", password: "" };
/** Says nothing by itself: a sentence must go with it. */
const OTHER = "other";

export const isComplete = ({ reason, note, password }: Whole): boolean =>
  reason !== "" && password !== "" && (reason !== OTHER || note.trim() !== "");

interface WholeFieldsProps {
  value: Whole;
  /** The columns in question: 证件号码、手机. */
  names: string;
  onChange(value: Whole): void;
}

/** Whole numbers instead of masked ones: why, and the password again. Both go into the record. */
export function WholeFields({ value, names, onChange }: WholeFieldsProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.whole}>
      <Checkbox checked={value.on} onChange={(event) => onChange({ ...value, on: event.target.checked })}>
        {t("ui:export.whole", { names })}
      </Checkbox>
      {value.on && <WhyFields value={value} onChange={onChange} />}
    </div>
  );
}

/** Why, and the password again. */
export function WhyFields({ value, onChange }: Pick<WholeFieldsProps, "value" | "onChange">) {
  const { t } = useTranslation();
  const reasons = useDictionary("reveal_reason");
  const set = (part: Partial<Whole>) => onChange({ ...value, ...part });
  return (
    <>
      <Select
        aria-label={t("ui:masked.reason")}
        placeholder={t("ui:masked.reason")}
        value={value.reason || undefined}
        onChange={(reason: string) => set({ reason })}
        options={reasons.choices.map((one) => ({ value: one.value, label: one.label }))}
      />
      <TextField label={t("ui:masked.note")} maxLength={200} value={value.note} onChange={(note) => set({ note })} />
      <TextField
        label={t("ui:masked.password")}
        secret
        autoComplete="current-password"
        value={value.password}
        onChange={(password) => set({ password })}
      />
    </>
  );
}
