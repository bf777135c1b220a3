import { listClientPulls } from "@unionhome/client/clients";
import type { ListClientPullsParams, PullItem } from "@unionhome/client/model";
import { count } from "@unionhome/words";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { choiceFilter } from "../../ui/filter/choiceFilter";
import { FilterBar } from "../../ui/filter/FilterBar";
import { wordsOf } from "../../ui/filter/params";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { Status } from "../../ui/status/Status";
import type { Column } from "../../ui/table/columns";
import { DataTable } from "../../ui/table/DataTable";
import { Empty } from "../../ui/table/Empty";
import { useList } from "../../ui/table/useList";
import { useTable } from "../../ui/table/useTable";
import { DATASETS, PULLS, useClientChoices, useDatasetWords } from "./data";
import styles from "./integration.module.css";
import type { OpenSearch } from "./search";

const REFUSED = 400;

interface PullListProps {
  search: OpenSearch;
  set(next: OpenSearch): void;
}

/** Every request of the subtree's clients, the newest first; a refused one says why. */
export function PullList({ search, set }: PullListProps) {
  const { t } = useTranslation();
  const word = useDatasetWords();
  const clients = useClientChoices();
  const change = (part: OpenSearch) => set({ ...search, ...part });
  const asked: ListClientPullsParams = {
    client_id: search.client,
    dataset: search.dataset ? wordsOf(search.dataset) : undefined,
    failed: search.outcome && search.outcome === "refused",
    request_id: search.request,
  };
  const list = useList<PullItem>({
    id: PULLS,
    filters: asked,
    load: (place, signal) => listClientPulls({ ...asked, ...place }, { signal }),
  });
  const table = useTable("client-pulls", useColumns());
  const [current, setCurrent] = useState<string | null>(null);
  const narrowed = Object.values(asked).some((value) => value !== undefined);
  const comma = t("ui:comma");
  return (
    <div className={styles.list}>
      <FilterBar
        search={{
          value: search.request ?? "",
          placeholder: t("integration:log.search"),
          onChange: (request) => change({ request: request.trim() || undefined }),
        }}
        filters={[
          choiceFilter({
            key: "client",
            label: t("integration:column.client"),
            choices: clients,
            value: search.client,
            single: true,
            comma,
            onChange: (client) => change({ client }),
          }),
          choiceFilter({
            key: "dataset",
            label: t("integration:column.dataset"),
            choices: DATASETS.map((code) => ({ value: code, label: word(code) })),
            value: search.dataset,
            comma,
            onChange: (dataset) => change({ dataset }),
          }),
          choiceFilter({
            key: "outcome",
            label: t("integration:column.outcome"),
            choices: (["refused", "answered"] as const).map((key) => ({
              value: key,
              label: t(`integration:log.${key}`),
            })),
            value: search.outcome,
            single: true,
            comma,
            onChange: (outcome) => change({ outcome: outcome as OpenSearch["outcome"] }),
          }),
        ]}
      />
      <DataTable
        label={t("integration:tab.log")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={
          <Empty
            verb={
              narrowed && (
                <Button kind="text" onClick={() => set({ list: "log" })}>
                  {t("integration:clear")}
                </Button>
              )
            }
          >
            {t(narrowed ? "integration:log.none_fits" : "integration:log.none")}
          </Empty>
        }
        pager={{ ...list.pager, unit: t("integration:unit.pulls") }}
      />
    </div>
  );
}

const rowKey = (row: PullItem) => row.id;

/** "2026-11-20 09:05:03": a log is told to the second. */
const instant = (at: string): string => at.slice(0, 19).replace("T", " ");

function useColumns(): Column<PullItem>[] {
  const { t } = useTranslation();
  const word = useDatasetWords();
  return useMemo(
    () => [
      { key: "at", title: t("integration:column.at"), width: 150, lead: true, cell: (row) => instant(row.at) },
      { key: "client", title: t("integration:column.client"), width: 150, cell: (row) => row.client_name },
      {
        key: "dataset",
        title: t("integration:column.dataset"),
        width: 120,
        cell: (row) => (row.dataset ? word(row.dataset) : t("integration:log.catalogue")),
      },
      {
        key: "query",
        title: t("integration:column.query"),
        min: 180,
        cell: (row) => (
          <span className="ink-2" title={row.query} translate="no">
            {row.query}
          </span>
        ),
      },
      {
        key: "outcome",
        title: t("integration:column.outcome"),
        width: 200,
        cell: (row) => (
          <Status mark={row.status >= REFUSED ? "returned" : "done"}>
            {row.problem
              ? `${row.status} ${t(`integration:problem.${row.problem}`, { defaultValue: row.problem })}`
              : row.status}
          </Status>
        ),
      },
      {
        key: "bytes",
        title: t("integration:column.bytes"),
        width: 88,
        align: "end",
        cell: (row) => count(row.bytes),
      },
      {
        key: "ms",
        title: t("integration:column.ms"),
        width: 80,
        align: "end",
        cell: (row) => count(Math.round(row.ms)),
      },
      { key: "address", title: t("integration:column.address"), width: 120, cell: (row) => row.address },
      {
        key: "request",
        title: t("integration:column.request"),
        width: 150,
        extra: true,
        cell: (row) => row.request_id,
      },
    ],
    [t, word],
  );
}
