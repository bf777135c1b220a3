import { useQuery } from "@tanstack/react-query";
import { ifMatch } from "@unionhome/client";
import type { BankAccountOut } from "@unionhome/client/model";
import { editBankAccount, makeBankAccount, stepBankAccount } from "@unionhome/client/reconciliations";
import { yuan } from "@unionhome/words";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Labelled } from "../../../ui/form/Labelled";
import { useAccess, useScope } from "../../../ui/page/person";
import { useOnce } from "../../../ui/page/useOnce";
import { Steps } from "../../../ui/status/Steps";
import { OrgField } from "../../../ui/tree/OrgField";
import type { PickedOrg } from "../../../ui/tree/OrgPicker";
import { allFunds, oneAccount, useReconciled } from "../data";
import styles from "../reconciliation.module.css";

/** An account to be entered, or one that is there: its names, and which funds lie on it. */
export function AccountDialog({ id, onClose }: { id?: string; onClose(): void }) {
  const account = useQuery(oneAccount(id)).data;
  if (id !== undefined && account === undefined) return null;
  return <Body key={id} account={account} onClose={onClose} />;
}

function Body({ account, onClose }: { account?: BankAccountOut; onClose(): void }) {
  const { t } = useTranslation();
  const may = useAccess();
  const own = useScope().organization;
  const moved = useReconciled();
  const once = useOnce();
  const funds = useQuery(allFunds).data?.items ?? [];
  const [union, setUnion] = useState<PickedOrg>({ id: own.id, label: own.name });
  const [name, setName] = useState(account?.name ?? own.name);
  const [bank, setBank] = useState(account?.bank ?? "");
  const [number, setNumber] = useState("");
  const [on, setOn] = useState<ReadonlySet<string>>(new Set(account?.funds_on.map((each) => each.id)));
  const owner = account?.organization_id ?? union.id;
  const known = new Map(
    [...(account?.funds_on ?? []), ...funds.filter((each) => each.organization_id === owner)].map((each) => [
      each.id,
      each.name,
    ]),
  );
  const digits = number.replace(/[\s-]/g, "");
  const verb = t(account ? "reconciliation:account.edit.verb" : "reconciliation:account.make.verb");
  return (
    <ConfirmAct
      kind="plain"
      title={
        account
          ? t("reconciliation:account.called", { name: account.name, four: account.last_four })
          : t("reconciliation:account.make.title")
      }
      verb={verb}
      effect={
        account
          ? t("reconciliation:account.edit.effect", { amount: yuan(account.books_fen) })
          : t("reconciliation:account.make.effect")
      }
      ready={
        may.editFunds &&
        name.trim() !== "" &&
        bank.trim() !== "" &&
        (account !== undefined || /^\d{8,32}$/.test(digits))
      }
      act={async () => {
        const said = { name, bank, fund_ids: [...on].filter((each) => known.has(each)) };
        if (account) await editBankAccount(account.id, said, ifMatch(account));
        else await once((options) => makeBankAccount({ ...said, organization_id: union.id, number: digits }, options));
        await moved();
      }}
      onClose={onClose}
    >
      <div className={styles.fields}>
        {!account && <OrgField label={t("reconciliation:column.organization")} value={union} onChange={setUnion} />}
        <div className={styles.two}>
          <Labelled label={t("reconciliation:column.name")}>
            {(id) => <Input id={id} maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />}
          </Labelled>
          <Labelled label={t("reconciliation:column.bank")}>
            {(id) => <Input id={id} maxLength={100} value={bank} onChange={(event) => setBank(event.target.value)} />}
          </Labelled>
        </div>
        {!account && (
          <Labelled label={t("reconciliation:column.number")}>
            {(id) => (
              <Input
                id={id}
                inputMode="numeric"
                autoComplete="off"
                maxLength={64}
                value={number}
                onChange={(event) => setNumber(event.target.value)}
              />
            )}
          </Labelled>
        )}
        <fieldset className={styles.choose}>
          <legend>{t("reconciliation:account.funds")}</legend>
          {[...known].map(([id, title]) => (
            <label key={id}>
              <input
                type="checkbox"
                checked={on.has(id)}
                onChange={(event) => {
                  const next = new Set(on);
                  if (event.target.checked) next.add(id);
                  else next.delete(id);
                  setOn(next);
                }}
              />
              <span>{title}</span>
            </label>
          ))}
          {known.size === 0 && <p className="ink-3">{t("reconciliation:account.no_funds")}</p>}
        </fieldset>
        {account && may.editFunds && (
          <div className={styles.verbs}>
            <Steps
              steps={account.steps}
              main=""
              destructive={["close"]}
              onStep={async ({ step }) => {
                await stepBankAccount(account.id, { step: step as "close" | "reopen" }, ifMatch(account));
                await moved();
                onClose();
              }}
            />
          </div>
        )}
      </div>
    </ConfirmAct>
  );
}
