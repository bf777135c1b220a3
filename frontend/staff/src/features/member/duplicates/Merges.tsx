import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import { stepMemberMerge } from "@unionhome/client/members";
import type { MemberMergeItem } from "@unionhome/client/model";
import { date, inFours, MISSING, moment } from "@unionhome/words";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { useKept } from "../../../ui/page/tab";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { useCursorPages, useTable } from "../../../ui/table/useTable";
import { MEMBERS, memberMerges, PAGE_SIZE } from "../data";

/** Below so many days the countdown warns. */
const SOON = 3;

/** What was merged in the last thirty days, how long it can be taken back, and by whom it was. */
export function Merges() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const pages = useCursorPages("merges", "");
  const page = useQuery(memberMerges(pages.cursor));
  const [current, setCurrent] = useKept<string | null>("merges.current", null);
  const [asked, setAsked] = useState<MemberMergeItem | null>(null);
  const table = useTable("merges", useColumns());

  async function undo() {
    if (!asked) return;
    try {
      await stepMemberMerge(asked.id, { step: "undo" }, ifMatch(asked));
    } finally {
      // A refusal changes what the list says of it, too.
      void queries.invalidateQueries({ queryKey: MEMBERS });
    }
  }

  return (
    <>
      <DataTable
        label={t("member:merge.list")}
        table={table}
        rows={page.data?.items}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onOpen={() => undefined}
        rowVerb={(row) =>
          row.steps.some((one) => one.step === "undo" && one.allowed) && (
            <Button kind="text" onClick={() => setAsked(row)}>
              {t("member:merge.verb")}
            </Button>
          )
        }
        problem={page.error && <ProblemStrip problem={page.error} onRetry={() => void page.refetch()} />}
        empty={<Empty>{t("member:merge.none")}</Empty>}
        pager={{
          pages,
          next: page.data?.next_cursor,
          total: page.error ? 0 : page.data?.total,
          size: PAGE_SIZE,
          unit: t("member:merge.unit"),
          refreshing: page.isPlaceholderData,
        }}
      />
      {asked && (
        <ConfirmAct
          title={t("member:merge.title", { name: asked.member_name })}
          verb={t("member:merge.undo")}
          kind="plain"
          effect={t("member:merge.effect", { stays: inFours(asked.member_number), goes: inFours(asked.merged_number) })}
          act={undo}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

const rowKey = (row: MemberMergeItem) => row.id;

function useColumns(): readonly Column<MemberMergeItem>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        key: "name",
        title: t("member:field.name"),
        width: 96,
        lead: true,
        cell: (row) => (
          <Link to="/members/$id" params={{ id: row.member_id }}>
            {row.member_name}
          </Link>
        ),
      },
      {
        key: "stays",
        title: t("member:merge.stays"),
        width: 156,
        cell: (row) => (row.member_number ? inFours(row.member_number) : MISSING),
      },
      {
        key: "goes",
        title: t("member:merge.goes"),
        width: 156,
        cell: (row) =>
          row.undone_at ? (
            <Link to="/members/$id" params={{ id: row.merged_id }}>
              {row.merged_number ? inFours(row.merged_number) : t("member:merge.open")}
            </Link>
          ) : row.merged_number ? (
            inFours(row.merged_number)
          ) : (
            MISSING
          ),
      },
      { key: "at", title: t("member:merge.at"), width: 144, cell: (row) => moment(row.merged_at) },
      { key: "by", title: t("member:merge.by"), width: 88, cell: (row) => row.merged_by_name },
      { key: "until", title: t("member:merge.until"), width: 104, cell: (row) => date(row.undo_until) },
      { key: "left", title: t("member:merge.left"), min: 180, cell: (row) => <Left merge={row} /> },
    ],
    [t],
  );
}

/** The countdown; or who undid it, or why nobody can any more. */
function Left({ merge }: { merge: MemberMergeItem }) {
  const { t } = useTranslation();
  if (merge.undone_at)
    return <Status mark="settled">{t("member:merge.undone", { name: merge.undone_by_name })}</Status>;
  const step = merge.steps.find((one) => one.step === "undo");
  if (step && !step.allowed)
    return (
      <span className="ink-3" title={step.reason ?? undefined}>
        {step.reason}
      </span>
    );
  return (
    <Status mark={merge.days_left <= SOON ? "waiting" : "done"}>
      {merge.days_left === 0 ? t("member:merge.today") : t("member:merge.days", { count: merge.days_left })}
    </Status>
  );
}
