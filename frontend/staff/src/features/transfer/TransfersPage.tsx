import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import type { TransferItem } from "@unionhome/client/model";
import { count, date, MISSING, today } from "@unionhome/words";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { FilterBar } from "../../ui/filter/FilterBar";
import { useKey } from "../../ui/keys/keys";
import { useDictionary } from "../../ui/page/dictionary";
import { useAccess, useScope } from "../../ui/page/person";
import { useKept, useTabTitle } from "../../ui/page/tab";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { PageHead } from "../../ui/record/PageHead";
import { RecordTabs } from "../../ui/record/RecordTabs";
import { Status } from "../../ui/status/Status";
import type { Column } from "../../ui/table/columns";
import { DataTable } from "../../ui/table/DataTable";
import { Empty } from "../../ui/table/Empty";
import { ListPage } from "../../ui/table/ListPage";
import { NOTHING, type Selection } from "../../ui/table/selection";
import { TableTools } from "../../ui/table/TableTools";
import { useCursorPages, useTable } from "../../ui/table/useTable";
import { SavedViews } from "../../ui/view/SavedViews";
import { BatchDialog } from "./BatchDialog";
import {
  askedOf,
  countTransfers,
  dueStep,
  isNarrowed,
  lateFirst,
  lateUnion,
  markOf,
  PAGE_SIZE,
  TRANSFERS,
  type TransferSearch,
  transferQueues,
  transfersOverdue,
  transfersPage,
  transferUrges,
  VIEW_KEYS,
} from "./data";
import { StepDialog } from "./StepDialog";
import { TransferLook } from "./TransferLook";
import { UrgeDialog } from "./UrgeDialog";
import { useTransferFilters } from "./useTransferFilters";

const route = getRouteApi("/transfers");
const BATCH = ["accept", "release", "reject", "cancel"];

export function TransfersPage() {
  const { t } = useTranslation();
  useTabTitle(t("transfer:nav.list"));
  const search: TransferSearch = route.useSearch();
  const go = useNavigate();
  const access = useAccess();
  const scope = useScope();
  const queries = useQueryClient();
  const [current, setCurrent] = useKept<string | null>("transfers.current", null);
  const [looking, setLooking] = useKept("transfers.looking", false);
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const [asked, setAsked] = useState<{ id: string; step: string } | null>(null);
  const [batch, setBatch] = useState<string | null>(null);
  const pages = useCursorPages("transfers", JSON.stringify(search));
  const page = useQuery(transfersPage(search, pages.cursor));
  const queues = useQuery(transferQueues).data;
  const overdue = useQuery(transfersOverdue).data;
  const rows = useMemo(() => page.data && lateFirst(page.data.items), [page.data]);
  const view = search.view ?? (search.q ? "all" : "in");
  const at = rows?.findIndex((row) => row.id === current) ?? -1;
  const shown = rows?.[at];
  const [urging, setUrging] = useState<{ id: string; name: string } | null>(null);
  const urged = useQuery({ ...transferUrges, enabled: access.seeUrges && rows?.some((row) => row.overdue) }).data;
  const now = today(Date.now());
  /** Whom this reader may urge about it: a union below, never their own. */
  const urgeable = (row: TransferItem) => {
    const late = access.sendUrges ? lateUnion(row) : null;
    return late && late.id !== scope.organization.id ? late : null;
  };
  const late = shown && urgeable(shown);
  const columns = useColumns(urged, (row) => {
    setCurrent(row.id);
    setLooking(true);
  });
  const table = useTable("transfers", columns);

  const change = (next: TransferSearch) => {
    setSelection(NOTHING);
    void go({ to: "/transfers", search: next, replace: true });
  };
  const filters = useTransferFilters(search, rows, (part) => change({ ...search, ...part }));
  const due = shown && access.transferMembers ? dueStep(shown) : null;
  const ask = (step: string) => shown && setAsked({ id: shown.id, step });
  useKey("a", t("transfer:keys.agree"), () => due && ask(due), { enabled: due !== null });
  useKey("r", t("transfer:keys.reject"), () => ask("reject"), { enabled: due !== null });

  function done() {
    setAsked(null);
    setBatch(null);
    setSelection(NOTHING);
    void queries.invalidateQueries({ queryKey: TRANSFERS });
    void queries.invalidateQueries({ queryKey: ["members"] });
  }

  const open = (queue: "incoming" | "outgoing") =>
    queues && count(queues[queue].waiting_for_us + queues[queue].waiting_for_them);
  const tabs = [
    { key: "in", label: t("transfer:view.in"), count: open("incoming") },
    { key: "out", label: t("transfer:view.out"), count: open("outgoing") },
    {
      key: "overdue",
      label: t("transfer:view.overdue"),
      count: overdue == null ? undefined : count(overdue),
    },
    { key: "ended", label: t("transfer:view.ended") },
    { key: "all", label: t("transfer:view.all") },
  ];
  const waiting = queues ? queues.incoming.waiting_for_us + queues.outgoing.waiting_for_us : 0;

  return (
    <ListPage
      head={
        <PageHead
          title={t("transfer:nav.list")}
          views={
            <RecordTabs
              kind="views"
              label={t("transfer:view.label")}
              tabs={tabs}
              current={view}
              onPick={(key) => change({ ...search, view: key })}
            />
          }
        >
          {access.transferMembers && (
            <Button icon="import" onClick={() => void go({ to: "/import/transfers" as never })}>
              {t("transfer:import")}
            </Button>
          )}
          {access.transferMembers && (
            <Button kind="main" icon="plus" onClick={() => void go({ to: "/transfers/new" })}>
              {t("transfer:nav.new")}
            </Button>
          )}
        </PageHead>
      }
      filters={
        <FilterBar
          search={{
            value: search.q ?? "",
            placeholder: t("transfer:search"),
            onChange: (q) => q !== (search.q ?? "") && change({ ...search, q: q || undefined }),
          }}
          filters={filters}
          tools={
            <>
              {waiting > 0 && <span className="small ink-2">{t("transfer:waiting", { count: waiting })}&ensp;</span>}
              <SavedViews noun="transfers" search={search} keys={VIEW_KEYS} onShow={change} count={countTransfers} />
              <TableTools
                table={table}
                list={{
                  noun: "transfers",
                  query: askedOf(search),
                  total: page.data?.total,
                  unit: t("transfer:unit"),
                  filters: [{ label: t("transfer:view.label"), value: t(`transfer:view.${view}`) }, ...filters],
                  search: search.q,
                }}
              />
            </>
          }
        />
      }
      drawer={
        looking &&
        shown && (
          <TransferLook
            key={shown.id}
            transfer={shown}
            place={`${at + 1} / ${rows?.length ?? 0}`}
            onBack={at > 0 ? () => setCurrent(rows?.[at - 1]?.id ?? null) : undefined}
            onNext={rows?.[at + 1] ? () => setCurrent(rows[at + 1]?.id ?? null) : undefined}
            onClose={() => setLooking(false)}
            onStep={(step) => setAsked({ id: shown.id, step })}
            urge={late && <Urge late={late} today={now} urged={urged} kind="plain" onUrge={setUrging} />}
          />
        )
      }
    >
      <DataTable
        label={t("transfer:nav.list")}
        table={table}
        rows={rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onLook={() => setLooking(true)}
        onOpen={(row) => row.member_id && void go({ to: `/members/${row.member_id}` as never })}
        selection={access.transferMembers ? selection : undefined}
        onSelect={setSelection}
        rowVerb={(row) => {
          const late = urgeable(row);
          if (late) return <Urge late={late} today={now} urged={urged} kind="text" onUrge={setUrging} />;
          const step = access.transferMembers ? dueStep(row) : null;
          return (
            step && (
              <Button
                kind="text"
                onClick={(event) => {
                  event.stopPropagation();
                  setAsked({ id: row.id, step });
                }}
              >
                {t(`transfer:due.${step}`)}
              </Button>
            )
          );
        }}
        bulk={BATCH.map((step) => (
          <Button key={step} kind="text" onClick={() => setBatch(step)}>
            {t(`transfer:due.${step}`)}
          </Button>
        ))}
        problem={page.error && <ProblemStrip problem={page.error} onRetry={() => void page.refetch()} />}
        empty={
          isNarrowed(search) ? (
            <Empty
              verb={
                <Button kind="text" onClick={() => change({ view: search.view })}>
                  {t("transfer:empty.clear")}
                </Button>
              }
            >
              {search.q ? t("transfer:empty.text", { text: search.q }) : t("transfer:empty.filters")}
            </Empty>
          ) : (
            <Empty verb={<Link to="/transfers/new">{t("transfer:nav.new")}</Link>}>{t(`transfer:empty.${view}`)}</Empty>
          )
        }
        pager={{
          pages,
          next: page.data?.next_cursor,
          total: page.error ? 0 : page.data?.total,
          size: PAGE_SIZE,
          unit: t("transfer:unit"),
          refreshing: page.isPlaceholderData,
        }}
      />
      {asked && <StepDialog {...asked} onClose={() => setAsked(null)} onDone={done} />}
      {urging && <UrgeDialog union={urging} onClose={() => setUrging(null)} />}
      {batch && rows && (
        <BatchDialog step={batch} rows={rows} selection={selection} onClose={() => setBatch(null)} onDone={done} />
      )}
    </ListPage>
  );
}

const rowKey = (row: TransferItem) => row.id;

interface UrgeProps {
  late: { id: string; name: string };
  today: string;
  urged: ReadonlyMap<string, string> | undefined;
  kind: "text" | "plain";
  onUrge(union: { id: string; name: string }): void;
}

/** The verb, once a day; then that it was done. */
function Urge({ late, today, urged, kind, onUrge }: UrgeProps) {
  const { t } = useTranslation();
  if (urged?.get(late.id) === today) return <span className="ink-3">{t("transfer:urge.today")}</span>;
  return (
    <Button kind={kind} onClick={() => onUrge(late)}>
      {t("transfer:urge.verb")}
    </Button>
  );
}

function useColumns(
  urged: ReadonlyMap<string, string> | undefined,
  onLook: (row: TransferItem) => void,
): readonly Column<TransferItem>[] {
  const { t } = useTranslation();
  const look = useRef(onLook);
  look.current = onLook;
  const statuses = useDictionary("transfer_status");
  const reasons = useDictionary("transfer_reason");
  const forms = useDictionary("transfer_form");
  const sexes = useDictionary("sex");
  return useMemo(
    () => [
      {
        key: "member",
        title: t("transfer:field.member"),
        width: 84,
        lead: true,
        cell: (row) =>
          row.member_id ? (
            <Link to={`/members/${row.member_id}` as never}>{row.member_name}</Link>
          ) : (
            // The file still lies with the other union: its transfer is all there is to look at.
            <button type="button" onClick={() => look.current(row)}>
              {row.member_name}
            </button>
          ),
      },
      { key: "sex", title: t("transfer:field.sex"), width: 68, cell: (row) => sexes.label(row.member_sex) },
      {
        key: "from",
        title: t("transfer:field.from"),
        min: 150,
        cell: (row) => (
          <span title={row.from_organization?.name}>{row.from_organization?.name ?? t("transfer:unknown")}</span>
        ),
      },
      {
        key: "to",
        title: t("transfer:field.to"),
        min: 150,
        cell: (row) => <span title={row.to_organization.name}>{row.to_organization.name}</span>,
      },
      { key: "form", title: t("transfer:field.form"), width: 60, cell: (row) => forms.label(row.form) },
      {
        key: "reason",
        title: t("transfer:field.reason"),
        width: 124,
        cell: (row) => <span className="ink-2">{reasons.label(row.reason)}</span>,
      },
      { key: "requested", title: t("transfer:field.requested_at"), width: 96, cell: (row) => date(row.requested_at) },
      { key: "due", title: t("transfer:field.due_on"), width: 96, cell: (row) => date(row.due_on) },
      {
        key: "status",
        title: t("transfer:field.status"),
        width: 136,
        cell: (row) => (
          <Status mark={markOf(row)}>{row.overdue ? t("transfer:overdue") : statuses.label(row.status)}</Status>
        ),
      },
      {
        key: "urged",
        title: t("transfer:urge.on"),
        width: 96,
        extra: true,
        screenOnly: true,
        cell: (row) => urged?.get(lateUnion(row)?.id ?? "") ?? MISSING,
      },
      {
        key: "effective",
        title: t("transfer:field.effective_on"),
        width: 96,
        extra: true,
        cell: (row) => date(row.effective_on),
      },
      { key: "number", title: t("transfer:field.number"), width: 148, extra: true, cell: (row) => row.number },
      {
        key: "by",
        title: t("transfer:field.requested_by"),
        width: 84,
        extra: true,
        cell: (row) => row.requested_by_name || MISSING,
      },
    ],
    [t, statuses, reasons, forms, sexes, urged],
  );
}
