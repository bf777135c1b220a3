import { makeFund } from "@unionhome/client/funds";
import type { FundSource } from "@unionhome/client/model";
import { Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { DateField } from "../../../ui/form/DateField";
import { Labelled } from "../../../ui/form/Labelled";
import { useDictionary } from "../../../ui/page/dictionary";
import { newOnceKey } from "../../../ui/page/once";
import { useScope } from "../../../ui/page/person";
import { OrgField } from "../../../ui/tree/OrgField";
import type { PickedOrg } from "../../../ui/tree/OrgPicker";
import { useMoneyMoved } from "../data";
import styles from "../fund.module.css";

/** A fund to be opened: whose, from where, for which year. */
export function FundDialog({ onClose, onMade }: { onClose(): void; onMade(id: string): void }) {
  const { t } = useTranslation();
  const own = useScope().organization;
  const sources = useDictionary("fund_source");
  const moved = useMoneyMoved();
  const [once] = useState(newOnceKey);
  const [union, setUnion] = useState<PickedOrg>({ id: own.id, label: own.name });
  const [name, setName] = useState("");
  const [source, setSource] = useState<FundSource>("treasury");
  const [year, setYear] = useState<number>(new Date().getFullYear());
  const [number, setNumber] = useState("");
  const [spendBy, setSpendBy] = useState<string | null>(null);
  return (
    <ConfirmAct
      kind="plain"
      title={t("fund:make.title")}
      verb={t("fund:make.verb")}
      effect={t("fund:make.effect")}
      ready={name.trim() !== ""}
      act={async () => {
        const said = {
          organization_id: union.id,
          name,
          source,
          year,
          document_number: number,
          purpose: "",
          spend_by: spendBy,
        };
        const fund = await makeFund(said, { idempotencyKey: once });
        moved();
        onMade(fund.id);
      }}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <OrgField label={t("fund:column.organization")} value={union} onChange={setUnion} />
        <Labelled label={t("fund:column.name")}>
          {(id) => <Input id={id} maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />}
        </Labelled>
        <Labelled label={t("fund:column.source")}>
          {(id) => (
            <Select
              id={id}
              value={source}
              options={[...sources.choices]}
              onChange={(value) => setSource(value as FundSource)}
            />
          )}
        </Labelled>
        <Labelled label={t("fund:column.year")}>
          {(id) => (
            <InputNumber id={id} min={2000} max={2100} value={year} onChange={(said) => said && setYear(said)} />
          )}
        </Labelled>
        <Labelled label={t("fund:column.document")}>
          {(id) => <Input id={id} maxLength={100} value={number} onChange={(event) => setNumber(event.target.value)} />}
        </Labelled>
        <Labelled label={t("fund:column.spend_by")}>
          {(id) => <DateField id={id} value={spendBy} onChange={setSpendBy} />}
        </Labelled>
      </div>
    </ConfirmAct>
  );
}
