import type { FundItem } from "@unionhome/client/model";
import { Select } from "antd";
import { type CSSProperties, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { fundChoice } from "./funds";

interface FundPickerProps {
  id?: string;
  funds: readonly FundItem[];
  value: string | undefined;
  onChange(fund: string | undefined): void;
  /** Grows each time that an act was tried without a fund: the list opens, and says so. */
  asked?: number;
  style?: CSSProperties;
}

/** Out of which fund an approval reserves, with what is left in each. */
export function FundPicker({ id, funds, value, onChange, asked = 0, style }: FundPickerProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (asked > 0) setOpen(true);
  }, [asked]);
  return (
    <Select
      id={id}
      aria-label={t("aid:case.fund")}
      allowClear
      placeholder={t("aid:case.fund")}
      status={asked > 0 && !value ? "error" : undefined}
      open={open}
      onOpenChange={setOpen}
      value={value}
      style={style}
      options={funds.map(fundChoice)}
      onChange={onChange}
    />
  );
}
