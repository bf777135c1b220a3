import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { listSampleCases } from "@unionhome/client/examinations";
import type { SampleCaseItem } from "@unionhome/client/model";
import { count, moment, range, yuan } from "@unionhome/words";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { PackDialog } from "../../ui/export/PackDialog";
import { FilterBar } from "../../ui/filter/FilterBar";
import { useDictionary } from "../../ui/page/dictionary";
import { useAccess } from "../../ui/page/person";
import { useTabTitle } from "../../ui/page/tab";
import { ProblemPage } from "../../ui/problem/ProblemPage";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { PageHead } from "../../ui/record/PageHead";
import type { Column } from "../../ui/table/columns";
import { DataTable } from "../../ui/table/DataTable";
import { Empty } from "../../ui/table/Empty";
import { ListPage } from "../../ui/table/ListPage";
import { TableTools } from "../../ui/table/TableTools";
import { useList } from "../../ui/table/useList";
import { useTable } from "../../ui/table/useTable";
import { oneSample, SAMPLES } from "./data";

const route = getRouteApi("/examination/samples/$id");

/** The cases of a sample, in the order of the draw, to be gone through one by one. */
export function SamplePage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const go = useNavigate();
  const sample = useQuery(oneSample(id));
  const may = useAccess();
  const [current, setCurrent] = useState<string | null>(null);
  const [proving, setProving] = useState<SampleCaseItem | null>(null);
  const table = useTable("sample-cases", useColumns());
  const list = useList<SampleCaseItem>({
    id: SAMPLES,
    filters: { sample_id: id },
    load: (place, signal) => listSampleCases({ sample_id: id, ...place }, { signal }),
  });
  const seed = sample.data ? String(sample.data.seed) : "";
  useTabTitle(sample.data && t("examination:sample.title", { seed }), t("examination:sample.one"));
  if (sample.error && !sample.data) return <ProblemPage problem={sample.error} onRetry={() => void sample.refetch()} />;
  if (!sample.data) return null;
  const open = (row: string) => void go({ to: `/aid/cases/${row}` as never });
  return (
    <ListPage
      head={
        <PageHead
          title={t("examination:sample.title", { seed })}
          facts={[
            [t("examination:sample.days"), range(sample.data.first_on, sample.data.last_on)],
            [t("examination:sample.population"), count(sample.data.population)],
            [t("examination:sample.drawn"), count(sample.data.drawn)],
            [t("examination:sample.by"), `${sample.data.drawn_by_name} ${moment(sample.data.drawn_at)}`],
          ]}
        />
      }
      filters={
        <FilterBar
          filters={[]}
          tools={
            <>
              <span className="small ink-3">{t("examination:sample.rule")}</span>
              <TableTools
                table={table}
                list={{
                  noun: "sample_cases",
                  query: { sample_id: id },
                  total: list.pager.total,
                  unit: t("examination:unit"),
                  filters: [{ label: t("examination:sample.seed"), value: seed }],
                }}
              />
            </>
          }
        />
      }
    >
      <DataTable
        label={t("examination:sample.one")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onLook={() => current && open(current)}
        onOpen={(row) => open(row.id)}
        rowVerb={
          may.revealHouseholds
            ? (row) => (
                <Button kind="text" onClick={() => setProving(row)}>
                  {t("examination:evidence.title")}
                </Button>
              )
            : undefined
        }
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={<Empty>{t("examination:sample.gone")}</Empty>}
        pager={{ ...list.pager, unit: t("examination:unit") }}
      />
      {proving && (
        <PackDialog
          title={t("examination:evidence.of", { number: proving.number })}
          url={`/api/v1/aid-cases/${proving.id}/evidence-packs`}
          onClose={() => setProving(null)}
        >
          <p>{t("examination:evidence.what")}</p>
        </PackDialog>
      )}
    </ListPage>
  );
}

const rowKey = (row: SampleCaseItem) => row.id;

function useColumns(): readonly Column<SampleCaseItem>[] {
  const { t } = useTranslation();
  const ways = useDictionary("payment_way");
  return useMemo(
    () => [
      {
        key: "name",
        title: t("examination:column.name"),
        width: 96,
        lead: true,
        cell: (row) => <Link to={`/aid/cases/${row.id}` as never}>{row.name}</Link>,
      },
      { key: "place", title: t("examination:column.place"), width: 64, align: "end", cell: (row) => count(row.place) },
      { key: "number", title: t("examination:column.number"), width: 142, cell: (row) => row.number },
      {
        key: "program",
        title: t("examination:column.program"),
        min: 140,
        cell: (row) => <span title={row.program_name}>{row.program_name}</span>,
      },
      {
        key: "organization",
        title: t("examination:column.organization"),
        min: 150,
        cell: (row) => (
          <span className="ink-2" title={row.organization_name}>
            {row.organization_name}
          </span>
        ),
      },
      {
        key: "amount",
        title: t("examination:column.amount"),
        width: 112,
        align: "end",
        cell: (row) => yuan(row.amount_fen),
      },
      { key: "way", title: t("examination:column.way"), width: 92, cell: (row) => ways.label(row.way) || "—" },
      {
        key: "paid",
        title: t("examination:column.paid_at"),
        width: 132,
        cell: (row) =>
          row.payment_id ? (
            <Link to={`/aid/payments/${row.payment_id}` as never}>{moment(row.paid_at)}</Link>
          ) : (
            moment(row.paid_at)
          ),
      },
      {
        key: "batch",
        title: t("examination:column.batch"),
        width: 142,
        extra: true,
        cell: (row) => row.batch_number ?? "—",
      },
      {
        key: "maker",
        title: t("examination:column.maker"),
        width: 84,
        extra: true,
        cell: (row) => row.maker_name || "—",
      },
      {
        key: "checker",
        title: t("examination:column.checker"),
        width: 84,
        extra: true,
        cell: (row) => row.checker_name || "—",
      },
      { key: "payer", title: t("examination:column.payer"), width: 84, cell: (row) => row.payer_name || "—" },
      {
        key: "fund",
        title: t("examination:column.fund"),
        width: 180,
        extra: true,
        cell: (row) => row.fund_name ?? "—",
      },
    ],
    [t, ways],
  );
}
