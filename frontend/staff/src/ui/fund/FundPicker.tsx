import { yuanInText } from "@unionhome/words";
import { Select } from "antd";
import { type CSSProperties, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSetting } from "../page/stores";

/** A fund as it is chosen: its name, and what is left in it (fen). */
export interface FundChoice {
  id: string;
  name: string;
  year: number;
  available_fen: number;
}

/** Which of these funds is reserved out of, and how another is chosen. */
type Choosing = [(funds: readonly FundChoice[]) => string | undefined, (id?: string) => void];

/**
 * The fund that is reserved out of: the one last chosen for this purpose where it may still serve, else the only one. Of a
 * hundred approvals a day the second is made without choosing anew.
 */
export function useFund(purpose: string, funds: readonly FundChoice[]): [string | undefined, (id?: string) => void] {
  const [chosen, choose] = useChoosing(purpose);
  return [chosen(funds), choose];
}

/** As `useFund`, for who has to ask again when the list of funds has come. */
export function useChoosing(purpose: string): Choosing {
  const [last, keep] = useSetting<string | null>(`fund.${purpose}`, null);
  const chosen = (funds: readonly FundChoice[]) =>
    funds.find((one) => one.id === last)?.id ?? (funds.length === 1 ? funds[0]?.id : undefined);
  return [chosen, (id) => keep(id ?? null)];
}

interface FundPickerProps {
  id?: string;
  funds: readonly FundChoice[];
  value: string | undefined;
  onChange(fund: string | undefined): void;
  /** Grows each time that an act was tried without a fund: the list opens, and says so. */
  asked?: number;
  style?: CSSProperties;
}

/** Out of which fund money is promised, with what is left in each. */
export function FundPicker({ id, funds, value, onChange, asked = 0, style }: FundPickerProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (asked > 0) setOpen(true);
  }, [asked]);
  return (
    <Select
      id={id}
      aria-label={t("ui:fund.pick")}
      allowClear
      placeholder={t("ui:fund.pick")}
      status={asked > 0 && !value ? "error" : undefined}
      open={open}
      onOpenChange={setOpen}
      value={value}
      style={style}
      options={funds.map((fund) => ({
        value: fund.id,
        label: `${fund.name} ${fund.year} ${yuanInText(fund.available_fen)}`,
      }))}
      onChange={onChange}
    />
  );
}
