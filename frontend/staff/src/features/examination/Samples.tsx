import { Link, useNavigate } from "@tanstack/react-router";
import { listAidSamples } from "@unionhome/client/examinations";
import type { AidSampleOut } from "@unionhome/client/model";
import { count, moment, range } from "@unionhome/words";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { FilterBar } from "../../ui/filter/FilterBar";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import type { Column } from "../../ui/table/columns";
import { DataTable } from "../../ui/table/DataTable";
import { Empty } from "../../ui/table/Empty";
import { ListPage } from "../../ui/table/ListPage";
import { TableTools } from "../../ui/table/TableTools";
import { useList } from "../../ui/table/useList";
import { useTable } from "../../ui/table/useTable";
import { DrawDialog } from "./DrawDialog";
import { SAMPLES } from "./data";

/** Samples that were drawn, each with its seed. */
export function Samples({ head }: { head: ReactNode }) {
  const { t } = useTranslation();
  const go = useNavigate();
  const [current, setCurrent] = useState<string | null>(null);
  const [drawing, setDrawing] = useState(false);
  const table = useTable("aid-samples", useColumns());
  const list = useList<AidSampleOut>({
    id: SAMPLES,
    filters: {},
    load: (place, signal) => listAidSamples(place, { signal }),
  });
  const open = (id: string) => void go({ to: "/examination/samples/$id", params: { id } });
  const verb = (
    <Button kind="main" icon="plus" onClick={() => setDrawing(true)}>
      {t("examination:sample.draw")}
    </Button>
  );
  return (
    <ListPage
      head={head}
      filters={
        <FilterBar
          filters={[]}
          tools={
            <>
              {verb}
              <TableTools table={table} />
            </>
          }
        />
      }
    >
      <DataTable
        label={t("examination:view.samples")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onLook={() => current && open(current)}
        onOpen={(row) => open(row.id)}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={<Empty>{t("examination:sample.none")}</Empty>}
        pager={{ ...list.pager, unit: t("examination:sample.unit") }}
      />
      {drawing && <DrawDialog onClose={() => setDrawing(false)} onDrawn={open} />}
    </ListPage>
  );
}

const rowKey = (row: AidSampleOut) => row.id;

function useColumns(): readonly Column<AidSampleOut>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        key: "drawn_at",
        title: t("examination:sample.drawn_at"),
        width: 142,
        lead: true,
        cell: (row) => (
          <Link to="/examination/samples/$id" params={{ id: row.id }}>
            {moment(row.drawn_at)}
          </Link>
        ),
      },
      {
        key: "days",
        title: t("examination:sample.days"),
        width: 210,
        cell: (row) => range(row.first_on, row.last_on),
      },
      {
        key: "population",
        title: t("examination:sample.population"),
        width: 110,
        align: "end",
        cell: (row) => count(row.population),
      },
      {
        key: "drawn",
        title: t("examination:sample.drawn"),
        width: 110,
        align: "end",
        cell: (row) => count(row.drawn),
      },
      { key: "seed", title: t("examination:sample.seed"), width: 130, align: "end", cell: (row) => String(row.seed) },
      {
        key: "organization",
        title: t("examination:column.organization"),
        min: 180,
        cell: (row) => <span className="ink-2">{row.organization_name}</span>,
      },
      { key: "by", title: t("examination:sample.by"), width: 96, cell: (row) => row.drawn_by_name },
    ],
    [t],
  );
}
