import { useQuery } from "@tanstack/react-query";
import type { SocietyBalance, SocietyOut, SocietyStatement } from "@unionhome/client/model";
import { getSocietyStatement, getSocietyStatementSheet } from "@unionhome/client/savings";
import { count, date, today, yuan } from "@unionhome/words";
import { InputNumber } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { save } from "../../../ui/export/exports";
import { useDictionary } from "../../../ui/page/dictionary";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Section } from "../../../ui/record/Section";
import { Scroll } from "../../../ui/scroll/Scroll";
import { SAVINGS } from "../data";
import styles from "../savings.module.css";

const KINDS = ["save", "draw", "support", "lend", "repay", "write_off"] as const;
const ACCOUNTS = ["cash", "loan", "loss", "savings", "support"] as const;

/** The statement of a year, to be printed as it stands or taken out as a workbook. */
export function Year({ society }: { society: SocietyOut }) {
  const { t } = useTranslation();
  const now = Number(today(Date.now()).slice(0, 4));
  const [year, setYear] = useState(now);
  const { data, error, refetch } = useQuery({
    queryKey: [SAVINGS, "year", society.id, year],
    queryFn: ({ signal }) => getSocietyStatement(society.id, { year }, { signal }),
  });
  return (
    <>
      <div className={styles.tools}>
        <span>{t("savings:year.which")}</span>
        <InputNumber
          aria-label={t("savings:year.which")}
          min={2000}
          max={now}
          precision={0}
          value={year}
          onChange={(said) => said && setYear(said)}
        />
        <Button icon="print" onClick={() => window.print()}>
          {t("savings:year.print")}
        </Button>
        <Button
          icon="export"
          onClick={async () => {
            const book = await getSocietyStatementSheet(society.id, { year });
            save(book as unknown as Blob, `${society.name} ${year}.xlsx`);
          }}
        >
          {t("savings:year.workbook")}
        </Button>
      </div>
      {error && <ProblemStrip problem={error} onRetry={() => void refetch()} />}
      <Scroll className={styles.main} label={t("savings:tab.year")}>
        {data && <Statement told={data} />}
      </Scroll>
    </>
  );
}

function Statement({ told }: { told: SocietyStatement }) {
  const { t } = useTranslation();
  return (
    <>
      <Section kind="ruled" title={t("savings:year.balance")} note={t("savings:year.holds")}>
        <Balances opening={told.opening} closing={told.closing} />
      </Section>
      <Section kind="ruled" title={t("savings:year.months")}>
        <Months told={told} />
      </Section>
      <Section kind="ruled" title={t("savings:year.savers", { people: count(told.savers.length) })}>
        <People told={told} />
      </Section>
    </>
  );
}

function Balances({ opening, closing }: { opening: SocietyBalance; closing: SocietyBalance }) {
  const { t } = useTranslation();
  return (
    <table className={styles.sheet} aria-label={t("savings:year.balance")}>
      <thead>
        <tr>
          <th>{t("savings:year.account")}</th>
          <th data-end>{t("savings:year.opening")}</th>
          <th data-end>{t("savings:year.closing")}</th>
        </tr>
      </thead>
      <tbody>
        {ACCOUNTS.map((key) => (
          <tr key={key}>
            <td>{t(`savings:column.${key}`)}</td>
            <td data-end>{yuan(opening[`${key}_fen`])}</td>
            <td data-end>{yuan(closing[`${key}_fen`])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Months({ told }: { told: SocietyStatement }) {
  const { t } = useTranslation();
  const kinds = useDictionary("savings_entry_kind");
  const sum = (key: (typeof KINDS)[number]) => told.months.reduce((all, one) => all + one[`${key}_fen`], 0);
  return (
    <table className={styles.sheet} aria-label={t("savings:year.months")}>
      <thead>
        <tr>
          <th>{t("savings:month.which")}</th>
          {KINDS.map((key) => (
            <th key={key} data-end>
              {kinds.label(key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {told.months.map((one) => (
          <tr key={one.month}>
            <td>{count(one.month)}</td>
            {KINDS.map((key) => (
              <td key={key} data-end>
                {yuan(one[`${key}_fen`])}
              </td>
            ))}
          </tr>
        ))}
        <tr>
          <td>{t("savings:year.sum")}</td>
          {KINDS.map((key) => (
            <td key={key} data-end>
              <b>{yuan(sum(key))}</b>
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

const OF_SAVER = ["before", "in", "out", "saved", "owed"] as const;

function People({ told }: { told: SocietyStatement }) {
  const { t } = useTranslation();
  return (
    <table className={styles.sheet} aria-label={t("savings:tab.savers")}>
      <thead>
        <tr>
          <th>{t("savings:saver.name")}</th>
          <th>{t("savings:saver.joined")}</th>
          <th>{t("savings:saver.left")}</th>
          {OF_SAVER.map((key) => (
            <th key={key} data-end>
              {t(`savings:year.${key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {told.savers.map((one) => (
          <tr key={`${one.name} ${one.joined_on} ${one.left_on}`}>
            <td>{one.name}</td>
            <td>{date(one.joined_on)}</td>
            <td>{date(one.left_on)}</td>
            {OF_SAVER.map((key) => (
              <td key={key} data-end>
                {yuan(one[`${key}_fen`])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
