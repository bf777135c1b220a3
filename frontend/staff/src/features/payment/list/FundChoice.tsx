import { useQuery } from "@tanstack/react-query";
import { today, yuan } from "@unionhome/words";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { openFunds } from "../../../queries/fund";
import { Labelled } from "../../../ui/form/Labelled";

/** Which fund pays: those in use, each with what is promised in it. */
export function FundChoice({ value, onChange }: { value: string | undefined; onChange(id: string): void }) {
  const { t } = useTranslation();
  const items = useQuery(openFunds).data?.items ?? [];
  const day = items.find((each) => each.id === value)?.spend_by;
  const late = day && day < today(Date.now()) ? t("payment:past_its_day", { day }) : undefined;
  return (
    <Labelled label={t("payment:column.fund")}>
      {(id) => (
        <>
          <Select
            id={id}
            showSearch
            optionFilterProp="label"
            value={value}
            onChange={onChange}
            options={items.map((each) => ({
              value: each.id,
              label: t("payment:fund_choice", { name: each.name, reserved: yuan(each.reserved_fen) }),
            }))}
          />
          {late && <span className="small warn">{late}</span>}
        </>
      )}
    </Labelled>
  );
}
