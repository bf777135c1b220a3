import { useInfiniteQuery } from "@tanstack/react-query";
import type { BookEntryItem, ReconciliationOut, StatementLineItem } from "@unionhome/client/model";
import { explainReconciliation, pairReconciliation } from "@unionhome/client/reconciliations";
import { count, yuan } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { AskNote } from "../../../ui/dialog/AskNote";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { openEntries, openLines, useReconciled } from "../data";
import styles from "../reconciliation.module.css";
import { type Item, Side } from "./Side";

const NONE: ReadonlySet<string> = new Set();

/**
 * What stands open, the bank on the left and the books on the right. A click chooses; what brings the chosen ones to
 * nothing then offers itself on the other side, so two clicks make a pair.
 */
export function Sides({ month }: { month: ReconciliationOut }) {
  const { t } = useTranslation();
  const may = useAccess();
  const changed = useReconciled();
  const described = useEntryWords();
  const lines = useInfiniteQuery(openLines(month.id));
  const entries = useInfiniteQuery(openEntries(month.id));
  const [chosenLines, setLines] = useState(NONE);
  const [chosenEntries, setEntries] = useState(NONE);
  const [explaining, setExplaining] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const left = (lines.data?.pages ?? []).flatMap((page) => page.items.map((row) => lineItem(row, month)));
  const right = (entries.data?.pages ?? []).flatMap((page) => page.items.map((row) => described(row, month)));
  const picked = (items: readonly Item[], chosen: ReadonlySet<string>) => items.filter((item) => chosen.has(item.id));
  const [bank, books] = [picked(left, chosenLines), picked(right, chosenEntries)];
  const [bankFen, booksFen] = [sum(bank), sum(books)];
  const difference = bankFen - booksFen;
  const some = bank.length + books.length > 0;
  const open = may.editFunds && month.state === "open";

  function clear() {
    setLines(NONE);
    setEntries(NONE);
  }

  async function pair(line_ids: readonly string[], entry_ids: readonly string[]) {
    setBusy(true);
    setProblem(undefined);
    try {
      await pairReconciliation(month.id, { line_ids: [...line_ids], entry_ids: [...entry_ids] });
      clear();
    } catch (error) {
      setProblem(error);
    }
    // Whoever was quicker, what stands open has changed.
    await changed();
    setBusy(false);
  }

  const ids = (items: readonly Item[]) => items.map((item) => item.id);
  return (
    <>
      {problem !== undefined && <ProblemStrip problem={problem} />}
      <div className={styles.tools} aria-live="polite">
        {some ? (
          <>
            <span>
              {t("reconciliation:chosen.bank", {
                count: bank.length,
                items: count(bank.length),
                amount: yuan(bankFen),
              })}
            </span>
            <span>
              {t("reconciliation:chosen.books", {
                count: books.length,
                items: count(books.length),
                amount: yuan(booksFen),
              })}
            </span>
            <b>{t("reconciliation:chosen.apart", { amount: yuan(difference) })}</b>
          </>
        ) : (
          <span className="ink-2">{t(open ? "reconciliation:chosen.none" : "reconciliation:chosen.frozen")}</span>
        )}
        <span className={styles.verbs}>
          {some && <Button onClick={clear}>{t("reconciliation:chosen.clear")}</Button>}
          {some && open && <Button onClick={() => setExplaining(true)}>{t("reconciliation:explain.verb")}</Button>}
          {some && open && (
            <Button
              kind="main"
              busy={busy}
              disabled={difference !== 0 || bank.length + books.length < 2}
              onClick={() => void pair(ids(bank), ids(books))}
            >
              {t("reconciliation:pair.verb")}
            </Button>
          )}
        </span>
      </div>
      <div className={styles.sides}>
        <Side
          title={t("reconciliation:side.bank")}
          total={month.open_lines}
          items={left}
          chosen={chosenLines}
          onChoose={open ? setLines : undefined}
          fitting={open && some ? -difference : undefined}
          onFit={(id) => void pair([...ids(bank), id], ids(books))}
          query={lines}
        />
        <Side
          title={t("reconciliation:side.books")}
          total={month.open_entries}
          items={right}
          chosen={chosenEntries}
          onChoose={open ? setEntries : undefined}
          fitting={open && some ? difference : undefined}
          onFit={(id) => void pair(ids(bank), [...ids(books), id])}
          query={entries}
        />
      </div>
      {explaining && (
        <AskNote
          title={t("reconciliation:explain.title", { count: bank.length + books.length })}
          verb={t("reconciliation:explain.verb")}
          effect={t("reconciliation:explain.effect")}
          label={t("reconciliation:explain.label")}
          hint={t("reconciliation:explain.hint")}
          act={async (note) => {
            await explainReconciliation(month.id, { line_ids: ids(bank), entry_ids: ids(books), note });
            clear();
            await changed();
          }}
          onClose={() => setExplaining(false)}
        />
      )}
    </>
  );
}

const sum = (items: readonly Item[]) => items.reduce((all, item) => all + item.amount_fen, 0);
const carried = (on: string, month: ReconciliationOut) => on < month.month;

function lineItem(row: StatementLineItem, month: ReconciliationOut): Item {
  return {
    id: row.id,
    on: row.on,
    said: [row.payee, row.summary].filter(Boolean).join(" ") || "—",
    more: [row.reference, row.payee_last_four && `****${row.payee_last_four}`].filter(Boolean).join(" "),
    amount_fen: row.amount_fen,
    note: row.note,
    carried: carried(row.on, month),
  };
}

/** An entry of the books in words: what it was, with whom, by which number. */
function useEntryWords(): (row: BookEntryItem, month: ReconciliationOut) => Item {
  const kinds = useDictionary("entry_kind");
  const savings = useDictionary("savings_entry_kind");
  const ways = useDictionary("payment_way");
  return (row, month) => {
    const kind = kinds.label(row.kind);
    return {
      id: row.id,
      on: row.on,
      said: [kind === row.kind ? savings.label(row.kind) : kind, row.counterparty, row.way && ways.label(row.way)]
        .filter(Boolean)
        .join(" "),
      more: [row.number, row.document, row.fund_name].filter(Boolean).join(" "),
      amount_fen: row.amount_fen,
      note: row.note,
      carried: carried(row.on, month),
    };
  };
}
