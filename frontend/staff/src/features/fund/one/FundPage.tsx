import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import { stepFund } from "@unionhome/client/funds";
import type { FundOut, StepFundBody, VoucherKind } from "@unionhome/client/model";
import { date, today, yuan } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Labelled } from "../../../ui/form/Labelled";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { PageHead } from "../../../ui/record/PageHead";
import { Section } from "../../../ui/record/Section";
import { Scroll } from "../../../ui/scroll/Scroll";
import { Status } from "../../../ui/status/Status";
import { Steps } from "../../../ui/status/Steps";
import { budgetsOf, oneFund, useMoneyMoved } from "../data";
import styles from "../fund.module.css";
import { MonthColumns } from "../ledger/MonthColumns";
import { MoneyBar } from "./MoneyBar";
import { VoucherDialog } from "./VoucherDialog";
import { Vouchers } from "./Vouchers";

const route = getRouteApi("/funds/$id");
const KINDS: readonly VoucherKind[] = ["income", "hand_down", "take_back", "expense"];

/** One fund: what is in it, where it went, what waits for a second officer. */
export function FundPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const fund = useQuery(oneFund(id));
  useTabTitle(fund.data?.name, t("fund:one"));
  if (fund.data) return <Body key={id} fund={fund.data} />;
  if (fund.error) return <ProblemPage problem={fund.error} onRetry={() => void fund.refetch()} />;
  return null;
}

function Body({ fund }: { fund: FundOut }) {
  const { t } = useTranslation();
  const may = useAccess();
  const states = useDictionary("fund_status");
  const sources = useDictionary("fund_source");
  const kinds = useDictionary("voucher_kind");
  const [step, setStep] = useState<string | null>(null);
  const [kind, setKind] = useState<VoucherKind | null>(null);
  return (
    <div className={styles.page}>
      <PageHead
        title={fund.name}
        marks={<Status mark={fund.status === "open" ? "settled" : "kept"}>{states.label(fund.status)}</Status>}
        facts={[
          [t("fund:column.organization"), fund.organization_name],
          [t("fund:column.source"), sources.label(fund.source)],
          [t("fund:column.year"), String(fund.year)],
          [t("fund:column.document"), fund.document_number || "—"],
          [t("fund:column.spend_by"), date(fund.spend_by)],
          [t("fund:column.locked"), date(fund.locked_through)],
        ]}
      >
        <Link to="/funds/ledger" search={{ fund_id: fund.id }}>
          <Button tabIndex={-1}>{t("fund:nav.ledger")}</Button>
        </Link>
        {may.editFunds && (
          <Steps steps={fund.steps} destructive={["close"]} main="" onStep={(one) => setStep(one.step)} />
        )}
        {may.editFunds &&
          fund.status === "open" &&
          KINDS.map((each) => (
            <Button key={each} kind={each === "income" ? "main" : "plain"} onClick={() => setKind(each)}>
              {kinds.label(each)}
            </Button>
          ))}
      </PageHead>
      <Scroll className={styles.main} label={fund.name}>
        {fund.spend_by && fund.spend_by < today(Date.now()) && fund.status === "open" && (
          <p className="warn">{t("fund:past_its_day", { day: fund.spend_by, reserved: yuan(fund.reserved_fen) })}</p>
        )}
        <Section kind="ruled" title={t("fund:money.title")} note={t("fund:money.unit")}>
          <MoneyBar fund={fund} />
          {fund.goods_fen > 0 && <Link to={`/funds/goods?fund_id=${fund.id}` as never}>{t("fund:money.goods")}</Link>}
        </Section>
        <Section kind="ruled" title={t("fund:voucher.title")}>
          <Vouchers fund={fund} />
        </Section>
        <Budgets fund={fund} />
        <Section kind="ruled" title={t("fund:months.title", { year: new Date().getFullYear() })}>
          <MonthColumns year={new Date().getFullYear()} fund={fund.id} />
        </Section>
      </Scroll>
      {step && <FundStepDialog fund={fund} step={step} onClose={() => setStep(null)} />}
      {kind && <VoucherDialog fund={fund} kind={kind} onClose={() => setKind(null)} />}
    </div>
  );
}

/** Where budgets of this fund went; nothing where none did. */
function Budgets({ fund }: { fund: FundOut }) {
  const { t } = useTranslation();
  const items = useQuery(budgetsOf(fund.id)).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section kind="ruled" title={t("fund:budget.title")} note={t("fund:money.unit")}>
      <table className={styles.sheet}>
        <thead>
          <tr>
            <th>{t("fund:column.organization")}</th>
            <th>{t("fund:column.name")}</th>
            {["got", "reserved", "spent", "available"].map((key) => (
              <th key={key} data-end>
                {t(`fund:column.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((each) => (
            <tr key={each.id}>
              <td>{each.organization_name}</td>
              <td>
                <Link to="/funds/$id" params={{ id: each.id }}>
                  {each.name}
                </Link>
              </td>
              <td data-end>{yuan(each.got_fen)}</td>
              <td data-end>{yuan(each.reserved_fen)}</td>
              <td data-end>{yuan(each.spent_fen)}</td>
              <td data-end>{yuan(each.available_fen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function lastMonth(): string {
  const now = new Date();
  const before = new Date(now.getFullYear(), now.getMonth() - 1, 1);
  return `${before.getFullYear()}-${String(before.getMonth() + 1).padStart(2, "0")}`;
}

/** Lock months, close, open again: what each means. */
function FundStepDialog({ fund, step, onClose }: { fund: FundOut; step: string; onClose(): void }) {
  const { t } = useTranslation();
  const moved = useMoneyMoved();
  const [month, setMonth] = useState(lastMonth);
  const label = fund.steps.find((one) => one.step === step)?.label ?? step;
  return (
    <ConfirmAct
      kind={step === "reopen" ? "plain" : "destructive"}
      title={t("fund:step.title", { verb: label, name: fund.name })}
      verb={label}
      effect={t(`fund:step.${step}`)}
      act={async () => {
        const body = step === "lock" ? { step, month } : { step };
        await stepFund(fund.id, body as StepFundBody, ifMatch(fund));
        moved();
      }}
      onClose={onClose}
    >
      {step === "lock" && (
        <Labelled label={t("fund:step.month")}>
          {(id) => (
            <input
              id={id}
              type="month"
              className={styles.month}
              max={lastMonth()}
              value={month}
              onChange={(event) => setMonth(event.target.value)}
            />
          )}
        </Labelled>
      )}
    </ConfirmAct>
  );
}
