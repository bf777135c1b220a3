import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { PairingItem, PairingState } from "@unionhome/client/model";
import { listPairings } from "@unionhome/client/pairings";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { FilterBar } from "../../ui/filter/FilterBar";
import { useDictionary } from "../../ui/page/dictionary";
import { useTabTitle } from "../../ui/page/tab";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { PageHead } from "../../ui/record/PageHead";
import { RecordTabs } from "../../ui/record/RecordTabs";
import { Status } from "../../ui/status/Status";
import type { Column } from "../../ui/table/columns";
import { DataTable } from "../../ui/table/DataTable";
import { Empty } from "../../ui/table/Empty";
import { ListPage } from "../../ui/table/ListPage";
import { TableTools } from "../../ui/table/TableTools";
import { useList } from "../../ui/table/useList";
import { useTable } from "../../ui/table/useTable";
import { SavedViews } from "../../ui/view/SavedViews";
import { MARKS, PAIRINGS, STATES } from "./data";

const ALL = "all";
/** What a saved view keeps of the address. */
const VIEW_KEYS = ["state"] as const;
const rowKey = (row: PairingItem) => row.id;

/** Who looks after whom, and with whom nobody has been in touch for ninety days. */
export function PairingsPage() {
  const { t } = useTranslation();
  useTabTitle(t("pairing:nav"));
  const search: { state?: PairingState } = useSearch({ from: "/pairings" });
  const go = useNavigate({ from: "/pairings" });
  const [current, setCurrent] = useState<string | null>(null);
  const state = search.state ? [search.state] : undefined;
  const list = useList<PairingItem>({
    id: PAIRINGS,
    filters: { state },
    load: (place, signal) => listPairings({ state, ...place }, { signal }),
  });
  const states = useDictionary("pairing_state");
  const table = useTable("pairings", useColumns());
  const open = (id: string) => void go({ to: "/pairings/$id", params: { id } });
  return (
    <ListPage
      head={
        <PageHead
          title={t("pairing:nav")}
          views={
            <RecordTabs
              kind="views"
              label={t("pairing:nav")}
              tabs={[ALL, ...STATES].map((key) => ({ key, label: t(`pairing:view.${key}`) }))}
              current={search.state ?? ALL}
              onPick={(key) => void go({ search: { state: STATES.find((one) => one === key) }, replace: true })}
            />
          }
        />
      }
      filters={
        <FilterBar
          filters={[]}
          tools={
            <>
              <SavedViews
                noun="pairings"
                search={search}
                keys={VIEW_KEYS}
                onShow={(shown) =>
                  void go({ search: { state: STATES.find((one) => one === shown.state) }, replace: true })
                }
              />
              <TableTools
                table={table}
                list={{
                  noun: "pairings",
                  query: { state },
                  total: list.pager.total,
                  unit: t("pairing:unit"),
                  filters: [{ label: t("pairing:column.state"), value: search.state && states.label(search.state) }],
                }}
              />
            </>
          }
        />
      }
    >
      <DataTable
        label={t("pairing:nav")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onLook={() => current && open(current)}
        onOpen={(row) => open(row.id)}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={
          <Empty verb={<Link to={"/households" as never}>{t("pairing:to_households")}</Link>}>
            {t(search.state ? "pairing:none_fits" : "pairing:none")}
          </Empty>
        }
        pager={{ ...list.pager, unit: t("pairing:unit") }}
      />
    </ListPage>
  );
}

function useColumns(): readonly Column<PairingItem>[] {
  const { t } = useTranslation();
  const states = useDictionary("pairing_state");
  const kinds = useDictionary("helper_kind");
  return useMemo(
    () => [
      {
        key: "household",
        title: t("pairing:column.household"),
        width: 110,
        lead: true,
        cell: (row) => (
          <Link to="/pairings/$id" params={{ id: row.id }}>
            {row.household_name}
          </Link>
        ),
      },
      { key: "number", title: t("pairing:column.number"), width: 142, cell: (row) => row.household_number },
      { key: "helper", title: t("pairing:column.helper"), min: 130, cell: (row) => row.name },
      { key: "post", title: t("pairing:column.post"), width: 130, cell: (row) => row.post || "—" },
      { key: "kind", title: t("pairing:column.kind"), width: 76, cell: (row) => kinds.label(row.kind) },
      {
        key: "organization",
        title: t("pairing:column.organization"),
        min: 170,
        cell: (row) => (
          <span className="ink-2" title={row.organization_name}>
            {row.organization_name}
          </span>
        ),
      },
      { key: "started", title: t("pairing:column.started"), width: 104, cell: (row) => row.started_on },
      { key: "contact", title: t("pairing:column.contact"), width: 104, cell: (row) => row.contact_on ?? "—" },
      {
        key: "state",
        title: t("pairing:column.state"),
        width: 130,
        cell: (row) => <Status mark={MARKS[row.state]}>{states.label(row.state)}</Status>,
      },
    ],
    [t, states, kinds],
  );
}
