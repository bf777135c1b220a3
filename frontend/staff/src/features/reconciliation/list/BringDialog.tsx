import { useQuery } from "@tanstack/react-query";
import { beginReconciliation } from "@unionhome/client/reconciliations";
import { yuan } from "@unionhome/words";
import { Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sendFile } from "../../../queries/file";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Labelled } from "../../../ui/form/Labelled";
import { YuanField } from "../../../ui/form/YuanField";
import { useOnce } from "../../../ui/page/useOnce";
import { lastMonth, monthOf, oneAccount, openAccounts, useReconciled } from "../data";
import styles from "../reconciliation.module.css";

interface BringDialogProps {
  account?: string;
  onDone(id: string): void;
  onClose(): void;
}

/** The bank's statement of a month: read, proved by its balances and matched in one act, or refused with the row at fault. */
export function BringDialog({ account, onDone, onClose }: BringDialogProps) {
  const { t } = useTranslation();
  const moved = useReconciled();
  const once = useOnce();
  const accounts = useQuery(openAccounts).data?.items ?? [];
  const [chosen, setChosen] = useState(account);
  const known = useQuery(oneAccount(chosen ?? (accounts.length === 1 ? accounts[0]?.id : undefined))).data;
  const [typedMonth, setMonth] = useState<string>();
  const [still, setStill] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const [opening, setOpening] = useState<number | null>(null);
  const [closing, setClosing] = useState<number | null>(null);
  // Months follow each other: after the first there is nothing to choose.
  const month = known?.next_month ? monthOf(known.next_month) : (typedMonth ?? lastMonth());
  return (
    <ConfirmAct
      kind="plain"
      title={t("reconciliation:bring.title")}
      verb={t("reconciliation:bring.verb")}
      effect={t("reconciliation:bring.effect")}
      ready={known !== undefined && month !== "" && (still || file !== null)}
      act={async () => {
        const kept = still || file === null ? null : await sendFile(file, "workbook");
        const said = {
          account_id: known?.id as string,
          month,
          file_id: kept?.id ?? null,
          opening_fen: opening,
          closing_fen: closing,
        };
        const made = await once((options) => beginReconciliation(said, options));
        await moved();
        onDone(made.id);
      }}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <Labelled label={t("reconciliation:column.account")}>
          {(id) => (
            <Select
              id={id}
              value={known?.id}
              placeholder={t("reconciliation:bring.choose")}
              notFoundContent={t("reconciliation:bring.no_account")}
              options={accounts.map((each) => ({
                value: each.id,
                label: t("reconciliation:account.called", { name: each.name, four: each.last_four }),
              }))}
              onChange={setChosen}
            />
          )}
        </Labelled>
        <Labelled label={t("reconciliation:column.month")}>
          {(id) => (
            <input
              id={id}
              className={styles.month}
              type="month"
              value={month}
              readOnly={Boolean(known?.next_month)}
              onChange={(event) => setMonth(event.target.value)}
            />
          )}
        </Labelled>
        {known?.next_opening_fen != null && (
          <p className="ink-2">{t("reconciliation:bring.opens", { amount: yuan(known.next_opening_fen) })}</p>
        )}
        <label>
          <input type="checkbox" checked={still} onChange={(event) => setStill(event.target.checked)} />{" "}
          {t("reconciliation:bring.still")}
        </label>
        {!still && (
          <Labelled label={t("reconciliation:bring.file")}>
            {(id) => (
              <input
                id={id}
                type="file"
                accept=".xlsx,.xls,.csv"
                onChange={(event) => setFile(event.target.files?.[0] ?? null)}
              />
            )}
          </Labelled>
        )}
        <details open={still && known?.next_opening_fen == null}>
          <summary>{t("reconciliation:bring.balances")}</summary>
          <div className={styles.two}>
            <YuanField label={t("reconciliation:column.opening")} value={opening} onChange={setOpening} />
            <YuanField label={t("reconciliation:column.closing")} value={closing} onChange={setClosing} />
          </div>
        </details>
      </div>
    </ConfirmAct>
  );
}
