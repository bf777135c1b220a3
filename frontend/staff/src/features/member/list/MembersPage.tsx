import { useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import type { ExactSearch, MemberItem } from "@unionhome/client/model";
import { count, rowsInWords, today } from "@unionhome/words";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { FilterBar } from "../../../ui/filter/FilterBar";
import { useKey } from "../../../ui/keys/keys";
import { useAccess } from "../../../ui/page/person";
import { useKept, useTabTitle } from "../../../ui/page/tab";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { PageHead } from "../../../ui/record/PageHead";
import { RecordTabs } from "../../../ui/record/RecordTabs";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { ListPage } from "../../../ui/table/ListPage";
import { NOTHING, type Selection } from "../../../ui/table/selection";
import { TableTools } from "../../../ui/table/TableTools";
import { useCursorPages, useTable } from "../../../ui/table/useTable";
import { useViews } from "../../../ui/view/useViews";
import { exactMembers, MEMBERS, membersCount, membersPage, PAGE_SIZE } from "../data";
import { StepDialog } from "../one/StepDialog";
import { BatchBar } from "./BatchBar";
import { useMemberColumns } from "./columns";
import { exactNumber, FILTERS, type MemberSearch, monthOf, readSearch, toParams } from "./filters";
import { QuickLook } from "./QuickLook";
import { SaveView } from "./SaveView";
import { useFilters } from "./useFilters";
import { currentView, sameFilters, VIEWS } from "./views";
import { keepWalk } from "./walk";

const route = getRouteApi("/members");
const WIDE = 1800;

export function MembersPage() {
  const { t } = useTranslation();
  useTabTitle(t("member:nav.list"));
  const search: MemberSearch = route.useSearch();
  const go = useNavigate();
  const queries = useQueryClient();
  const access = useAccess();
  const [exact, setExact] = useState<{ asked: ExactSearch; typed: string; time: number } | null>(null);
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const [current, setCurrent] = useKept<string | null>("members.current", null);
  const [looking, setLooking] = useKept("members.looking", false);
  const [asked, setAsked] = useState<{ member: MemberItem; step: string } | null>(null);

  const change = (part: MemberSearch) => {
    setExact(null);
    setSelection(NOTHING);
    void go({ to: "/members", search: { ...search, ...part }, replace: true });
  };
  const key = JSON.stringify({ ...search, view: undefined });
  const pages = useCursorPages("members", key);
  const page = useQuery({ ...membersPage(search, pages.cursor), enabled: exact === null });
  const found = useQuery(exactMembers(exact?.asked ?? null, exact?.time ?? 0));
  const rows = exact ? found.data?.items : page.data?.items;
  const total = exact ? (rows?.length ?? null) : page.data?.total;
  const problem = exact ? found.error : page.error;
  const { store, views: saved } = useViews("members", Object.keys(search).length === 0, (first) =>
    change({ ...readSearch(first.query), view: first.id }),
  );
  // The reader's own views stand behind those that everybody has.
  const views = useMemo(
    () => [...VIEWS, ...saved.map((one) => ({ key: one.id, label: one.name, filters: readSearch(one.query) }))],
    [saved],
  );
  const view = currentView(search);
  const filtersOf = (key: string): MemberSearch => views.find((one) => one.key === key)?.filters ?? {};
  const counts = useQueries({ queries: views.map((one) => membersCount(one.filters)) });
  const columns = useMemberColumns();
  const table = useTable("members", columns);
  const filters = useFilters(search, change);
  const at = rows?.findIndex((row) => row.id === current) ?? -1;
  const shown = rows?.[at];
  const first = exact ? 1 : (pages.number - 1) * PAGE_SIZE + 1;

  // The next and previous of a member's page follow the list it was opened from.
  useEffect(() => {
    if (rows) keepWalk({ ids: rows.map((row) => row.id), first, total: total ?? null });
  }, [rows, first, total]);

  const open = (row: MemberItem) => void go({ to: "/members/$id", params: { id: row.id } });
  const due = shown?.status === "submitted" && access.approveMembers;
  const ask = (step: string) => shown && setAsked({ member: shown, step });
  useKey("a", t("member:keys.approve"), () => ask("approve"), { enabled: due });
  useKey("r", t("member:keys.return"), () => ask("return"), { enabled: due });

  /** Goes to the neighbour first: the one that was dealt with leaves the queue. */
  function done() {
    const next = rows?.[at + 1] ?? rows?.[at - 1];
    setCurrent(next?.id ?? null);
    void queries.invalidateQueries({ queryKey: MEMBERS });
  }

  function find(text: string) {
    const number = exactNumber(text);
    if (!number) {
      if (exact || text !== (search.q ?? "")) change({ q: text || undefined });
      return;
    }
    setExact({ asked: number, typed: text, time: Date.now() });
    if (search.q) void go({ to: "/members", search: { ...search, q: undefined }, replace: true });
  }

  const tabs = views.map((one, index) => ({
    key: one.key,
    label: "label" in one ? String(one.label) : t(`member:view.${one.key}`),
    count: counts[index]?.data == null ? undefined : rowsInWords(counts[index].data),
  }));
  const differs = !sameFilters(filtersOf(view), search);
  const set = FILTERS.filter((one) => search[one] !== undefined).length + (search.q ? 1 : 0);

  return (
    <ListPage
      head={
        <PageHead
          title={t("member:nav.list")}
          views={
            <RecordTabs
              kind="views"
              label={t("member:view.label")}
              tabs={tabs}
              current={view}
              onPick={(picked) => {
                setExact(null);
                setSelection(NOTHING);
                void go({
                  to: "/members",
                  search: { sort: search.sort, ...filtersOf(picked), view: picked },
                  replace: true,
                });
              }}
            />
          }
        >
          {access.editHouseholds && search.birthday && (
            <Button
              onClick={() =>
                void go({ to: `/visits/new?birthday=${monthOf(search.birthday ?? "", today(Date.now()))}` as never })
              }
            >
              {t("member:verb.birthday")}
            </Button>
          )}
          {access.importMembers && (
            <Button icon="import" onClick={() => void go({ to: "/import/members" as never })}>
              {t("member:verb.import")}
            </Button>
          )}
          {access.registerMembers && (
            <Button kind="main" icon="plus" onClick={() => void go({ to: "/members/new" })}>
              {t("member:nav.new")}
            </Button>
          )}
        </PageHead>
      }
      filters={
        <FilterBar
          search={{ value: exact?.typed ?? search.q ?? "", placeholder: t("member:search"), onChange: find }}
          filters={filters}
          tools={
            <>
              {differs && search.view !== undefined && (
                <Button kind="text" onClick={() => change({ ...cleared(), ...filtersOf(view) })}>
                  {t("member:view.reset")}
                </Button>
              )}
              {store && (
                <SaveView
                  store={store}
                  search={search}
                  view={saved.find((one) => one.id === view)}
                  differs={differs}
                  onShow={(id) =>
                    void go({
                      to: "/members",
                      search: id ? { ...search, q: undefined, view: id } : { view: "all" },
                      replace: true,
                    })
                  }
                />
              )}
              <TableTools
                table={table}
                // What was found by a whole number is one person, and the number must not be kept.
                list={
                  exact
                    ? undefined
                    : {
                        noun: "members",
                        query: toParams(search, Date.now()),
                        total: page.data?.total,
                        unit: t("member:unit"),
                        filters,
                        search: search.q,
                      }
                }
              />
            </>
          }
        />
      }
      drawer={
        looking &&
        shown && (
          <QuickLook
            key={shown.id}
            member={shown}
            place={t("member:place", { n: count(first + at), total: total == null ? "…" : rowsInWords(total) })}
            onBack={at > 0 ? () => setCurrent(rows?.[at - 1]?.id ?? null) : undefined}
            onNext={rows?.[at + 1] ? () => setCurrent(rows[at + 1]?.id ?? null) : undefined}
            onClose={() => setLooking(false)}
            onStep={(step) => setAsked({ member: shown, step })}
          />
        )
      }
    >
      <DataTable
        label={t("member:nav.list")}
        table={table}
        rows={rows}
        rowKey={rowKey}
        sort={search.sort}
        onSort={(sort) => change({ sort: sort && "-created" })}
        current={current}
        onCurrent={setCurrent}
        onLook={() => {
          // A click on a narrow screen only moves the cursor; the space bar asks for the quick look.
          if (window.innerWidth >= WIDE || !isClick()) setLooking(true);
        }}
        onOpen={open}
        selection={access.registerMembers ? selection : undefined}
        onSelect={setSelection}
        rowVerb={(row) => <Due member={row} onStep={(step) => setAsked({ member: row, step })} />}
        bulk={
          <BatchBar
            selection={selection}
            search={search}
            exact={exact !== null}
            total={{ number: total ?? 0, words: rowsInWords(total ?? 0) }}
            onDone={() => {
              setSelection(NOTHING);
              void queries.invalidateQueries({ queryKey: MEMBERS });
            }}
          />
        }
        problem={
          problem && <ProblemStrip problem={problem} onRetry={() => void (exact ? found.refetch() : page.refetch())} />
        }
        empty={
          <Nothing
            exact={exact !== null}
            set={set}
            search={search}
            onClear={() => change({ ...cleared(), q: undefined })}
          />
        }
        pager={{
          pages,
          next: exact ? null : page.data?.next_cursor,
          total: problem ? 0 : total,
          size: PAGE_SIZE,
          unit: t("member:unit"),
          refreshing: page.isPlaceholderData,
        }}
      />
      {asked && (
        <StepDialog
          member={asked.member}
          step={asked.step}
          onClose={() => setAsked(null)}
          onDone={() => {
            setAsked(null);
            done();
          }}
        />
      )}
    </ListPage>
  );
}

const rowKey = (row: MemberItem) => row.id;
const cleared = (): MemberSearch => Object.fromEntries(FILTERS.map((key) => [key, undefined]));
const isClick = (): boolean => window.event instanceof MouseEvent;

/** A verb only when something is due. */
function Due({ member, onStep }: { member: MemberItem; onStep(step: string): void }) {
  const { t } = useTranslation();
  const access = useAccess();
  if (member.status === "submitted" && access.approveMembers)
    return (
      <Button kind="text" onClick={() => onStep("approve")}>
        {t("member:due.review")}
      </Button>
    );
  if (member.status === "returned" && access.registerMembers)
    return (
      <Link to="/members/$id/edit" params={{ id: member.id }}>
        {t("member:due.mend")}
      </Link>
    );
  if (member.status === "draft" && access.registerMembers)
    return (
      <Button kind="text" onClick={() => onStep("submit")}>
        {t("member:due.submit")}
      </Button>
    );
  if (member.status === "transfer_out_pending" && access.transferMembers)
    return <Link to={`/transfers?q=${encodeURIComponent(member.name)}` as never}>{t("member:due.transfer")}</Link>;
  return null;
}

interface NothingProps {
  exact: boolean;
  set: number;
  search: MemberSearch;
  onClear(): void;
}

/** Why the list is empty, and the next verb. */
function Nothing({ exact, set, search, onClear }: NothingProps) {
  const { t } = useTranslation();
  if (exact)
    return <Empty verb={<Link to="/transfers/new">{t("member:empty.pull")}</Link>}>{t("member:empty.exact")}</Empty>;
  if (set === 0)
    return <Empty verb={<Link to="/members/new">{t("member:nav.new")}</Link>}>{t("member:empty.all")}</Empty>;
  return (
    <Empty
      verb={
        <Button kind="text" onClick={onClear}>
          {t("member:empty.clear")}
        </Button>
      }
    >
      {search.q ? t("member:empty.text", { text: search.q }) : t("member:empty.filters", { count: set })}
    </Empty>
  );
}
