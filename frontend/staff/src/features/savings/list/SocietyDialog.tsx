import { ifMatch } from "@unionhome/client";
import type { SocietyKind, SocietyOut } from "@unionhome/client/model";
import { editSociety, foundSociety } from "@unionhome/client/savings";
import { Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Labelled } from "../../../ui/form/Labelled";
import { YuanField } from "../../../ui/form/YuanField";
import { useDictionary } from "../../../ui/page/dictionary";
import { useScope } from "../../../ui/page/person";
import { useOnce } from "../../../ui/page/useOnce";
import { OrgField } from "../../../ui/tree/OrgField";
import type { PickedOrg } from "../../../ui/tree/OrgPicker";
import { useSavingsMoved } from "../data";
import styles from "../savings.module.css";

interface SocietyDialogProps {
  /** The society whose rules change; without it one is opened. */
  society?: SocietyOut;
  onDone?(id: string): void;
  onClose(): void;
}

/** What most societies begin with, fen. */
const MONTHLY_FEN = 50_00;
const MOST_LOAN_FEN = 3_000_00;

/** Who keeps a society, who checks it, what a month is and how much is lent. */
export function SocietyDialog({ society, onDone, onClose }: SocietyDialogProps) {
  const { t } = useTranslation();
  const own = useScope().organization;
  const kinds = useDictionary("society_kind");
  const moved = useSavingsMoved();
  const once = useOnce();
  const [union, setUnion] = useState<PickedOrg>({ id: own.id, label: own.name });
  const [name, setName] = useState(society?.name ?? "");
  const [kind, setKind] = useState<SocietyKind>(society?.kind ?? "union");
  const [keeper, setKeeper] = useState(society?.keeper_name ?? "");
  const [checker, setChecker] = useState(society?.checker_name ?? "");
  const [monthly, setMonthly] = useState<number | null>(society?.monthly_fen ?? MONTHLY_FEN);
  const [most, setMost] = useState<number | null>(society?.most_loan_fen ?? MOST_LOAN_FEN);
  const [multiple, setMultiple] = useState(society?.most_multiple ?? 0);
  const [months, setMonths] = useState(society?.most_months ?? 12);
  const [percent, setPercent] = useState(society?.lent_percent ?? 80);
  const verb = t(society ? "savings:edit.verb" : "savings:make.verb");

  async function act() {
    const rules = {
      name,
      kind,
      keeper_name: keeper,
      checker_name: checker,
      monthly_fen: monthly ?? 0,
      most_loan_fen: most ?? 0,
      most_multiple: multiple,
      most_months: months,
      lent_percent: percent,
    };
    const done = society
      ? await editSociety(society.id, rules, ifMatch(society))
      : await once((options) => foundSociety({ ...rules, organization_id: union.id }, options));
    await moved();
    onDone?.(done.id);
  }

  const text = (label: string, value: string, set: (value: string) => void, most: number) => (
    <Labelled label={label}>
      {(id) => <Input id={id} maxLength={most} value={value} onChange={(event) => set(event.target.value)} />}
    </Labelled>
  );
  const number = (label: string, value: number, set: (value: number) => void, least: number, most: number) => (
    <Labelled label={label}>
      {(id) => (
        <InputNumber
          id={id}
          min={least}
          max={most}
          precision={0}
          value={value}
          onChange={(said) => said !== null && set(said)}
          style={{ width: "100%" }}
        />
      )}
    </Labelled>
  );
  return (
    <ConfirmAct
      kind="plain"
      title={society ? t("savings:edit.title", { name: society.name }) : t("savings:make.title")}
      verb={verb}
      effect={t(society ? "savings:edit.effect" : "savings:make.effect")}
      ready={
        name.trim() !== "" &&
        keeper.trim() !== "" &&
        checker.trim() !== "" &&
        keeper.trim() !== checker.trim() &&
        (monthly ?? 0) > 0 &&
        (most ?? 0) > 0
      }
      act={act}
      onClose={onClose}
    >
      <div className={styles.fields}>
        {!society && <OrgField label={t("savings:column.organization")} value={union} onChange={setUnion} />}
        <div className={styles.pair}>
          {text(t("savings:column.name"), name, setName, 60)}
          <Labelled label={t("savings:column.kind")}>
            {(id) => (
              <Select
                id={id}
                value={kind}
                options={[...kinds.choices]}
                onChange={(value) => setKind(value as SocietyKind)}
              />
            )}
          </Labelled>
          {text(t("savings:column.keeper"), keeper, setKeeper, 40)}
          {text(t("savings:column.checker"), checker, setChecker, 40)}
          <YuanField min={1} label={t("savings:column.monthly")} value={monthly} onChange={setMonthly} />
          <YuanField min={1} label={t("savings:rule.most")} value={most} onChange={setMost} />
          {number(t("savings:rule.multiple"), multiple, setMultiple, 0, 100)}
          {number(t("savings:rule.months"), months, setMonths, 1, 60)}
        </div>
        {number(t("savings:rule.percent"), percent, setPercent, 1, 100)}
      </div>
    </ConfirmAct>
  );
}
