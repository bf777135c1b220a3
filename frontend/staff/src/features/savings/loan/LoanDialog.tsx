import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { askSavingsLoan, listSavers, planSavingsLoan } from "@unionhome/client/savings";
import { yuanInText } from "@unionhome/words";
import { Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Labelled } from "../../../ui/form/Labelled";
import { YuanField } from "../../../ui/form/YuanField";
import { useOnce } from "../../../ui/page/useOnce";
import { Scroll } from "../../../ui/scroll/Scroll";
import { SAVINGS, useSavingsMoved } from "../data";
import styles from "../savings.module.css";
import { Plan } from "./Plan";

interface LoanDialogProps {
  society: { id: string; name: string; most_months: number };
  onDone(id: string): void;
  onClose(): void;
}

/** What a saver asks to borrow; the plan and what the rules say of it follow what is typed. */
export function LoanDialog({ society, onDone, onClose }: LoanDialogProps) {
  const { t } = useTranslation();
  const moved = useSavingsMoved();
  const once = useOnce();
  const [q, setQ] = useState("");
  const [saver, setSaver] = useState<string>();
  const [fen, setFen] = useState<number | null>(null);
  const [months, setMonths] = useState(Math.min(10, society.most_months));
  const [purpose, setPurpose] = useState("");
  const [hardship, setHardship] = useState("");
  const people = useQuery({
    queryKey: [SAVINGS, "borrowers", society.id, q],
    queryFn: ({ signal }) =>
      listSavers({ society_id: society.id, state: ["active"], q: q || undefined, limit: 50 }, { signal }),
    placeholderData: keepPreviousData,
  });
  const plan = useQuery({
    queryKey: [SAVINGS, "plan", saver, fen, months],
    queryFn: ({ signal }) =>
      planSavingsLoan({ saver_id: saver as string, amount_fen: fen as number, months }, { signal }),
    enabled: saver !== undefined && Boolean(fen),
    placeholderData: keepPreviousData,
  }).data;
  const refusal = saver && fen ? plan?.refusal : undefined;
  return (
    <ConfirmAct
      kind="plain"
      title={t("savings:loan.title", { name: society.name })}
      verb={t("savings:loan.verb")}
      effect={t("savings:loan.effect")}
      ready={saver !== undefined && Boolean(fen) && purpose.trim() !== "" && hardship.trim() !== "" && !refusal}
      act={async () => {
        const body = { saver_id: saver as string, amount_fen: fen ?? 0, months, purpose, hardship };
        const made = await once((options) => askSavingsLoan(body, options));
        await moved();
        onDone(made.id);
      }}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <Labelled label={t("savings:loan.saver")}>
          {(id) => (
            <Select
              id={id}
              showSearch
              filterOption={false}
              value={saver}
              onSearch={setQ}
              onChange={setSaver}
              options={people.data?.items.map((one) => ({
                value: one.id,
                label: t("savings:loan.who", { name: one.name, sum: yuanInText(one.saved_fen) }),
                disabled: one.owed_fen > 0,
              }))}
            />
          )}
        </Labelled>
        <div className={styles.pair}>
          <YuanField label={t("savings:loan.amount")} min={1} value={fen} onChange={setFen} />
          <Labelled label={t("savings:loan.months")}>
            {(id) => (
              <InputNumber
                id={id}
                min={1}
                max={60}
                precision={0}
                value={months}
                onChange={(said) => said && setMonths(said)}
                style={{ width: "100%" }}
              />
            )}
          </Labelled>
        </div>
        <Labelled label={t("savings:loan.purpose")}>
          {(id) => (
            <Input id={id} maxLength={60} value={purpose} onChange={(event) => setPurpose(event.target.value)} />
          )}
        </Labelled>
        <Labelled label={t("savings:loan.hardship")}>
          {(id) => (
            <Input.TextArea
              id={id}
              rows={2}
              maxLength={500}
              value={hardship}
              onChange={(event) => setHardship(event.target.value)}
            />
          )}
        </Labelled>
        {refusal && <p role="alert">{refusal}</p>}
        {plan && saver && fen && (
          <>
            <p className="ink-2">
              {t("savings:loan.bounds", { most: yuanInText(plan.most_fen), left: yuanInText(plan.left_fen) })}
            </p>
            <Scroll className={styles.plan} label={t("savings:loan.plan")}>
              <Plan parts={plan.plan} />
            </Scroll>
          </>
        )}
      </div>
    </ConfirmAct>
  );
}
