import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { listLines } from "@unionhome/client/lines";
import type { LineItem } from "@unionhome/client/model";
import { count } from "@unionhome/words";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { FilterBar } from "../../ui/filter/FilterBar";
import { useAccess } from "../../ui/page/person";
import { useTabTitle } from "../../ui/page/tab";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { PageHead } from "../../ui/record/PageHead";
import type { Column } from "../../ui/table/columns";
import { DataTable } from "../../ui/table/DataTable";
import { Empty } from "../../ui/table/Empty";
import { ListPage } from "../../ui/table/ListPage";
import { useCursorPages, useTable } from "../../ui/table/useTable";
import { LineDialog } from "./LineDialog";
import { LineDrawer } from "./LineDrawer";
import { depthsOf } from "./tree";

const ALL = 500;

/** The lines of the city as an indented list: there are dozens of them, so all are here at once. */
export function LinesPage() {
  const { t } = useTranslation();
  const may = useAccess();
  const [q, setQ] = useState("");
  const [current, setCurrent] = useState<string | null>(null);
  const [looking, setLooking] = useState(false);
  const [adding, setAdding] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ["lines", "list"],
    queryFn: ({ signal }) => listLines({ limit: ALL, with_total: true }, { signal }),
  });
  const rows = useMemo(() => data?.items.filter((line) => line.name.includes(q)), [data, q]);
  const open = (id: string) => {
    setCurrent(id);
    setLooking(true);
  };
  const table = useTable("lines", useColumns(data?.items ?? [], open));
  const pages = useCursorPages("lines", q);
  useTabTitle(t("line:nav.list"));
  return (
    <ListPage
      head={
        <PageHead title={t("line:nav.list")} note={t("line:note")}>
          {may.editLines && (
            <Button kind="main" icon="plus" onClick={() => setAdding(true)}>
              {t("line:add")}
            </Button>
          )}
        </PageHead>
      }
      filters={<FilterBar search={{ value: q, placeholder: t("line:search"), onChange: setQ }} filters={[]} />}
      drawer={
        looking && current && <LineDrawer id={current} lines={data?.items ?? []} onClose={() => setLooking(false)} />
      }
    >
      <DataTable
        label={t("line:nav.list")}
        table={table}
        rows={rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onLook={() => setLooking(true)}
        onOpen={(row) => open(row.id)}
        problem={error && <ProblemStrip problem={error} onRetry={() => void refetch()} />}
        empty={
          q ? (
            <Empty
              verb={
                <Button kind="text" onClick={() => setQ("")}>
                  {t("line:clear")}
                </Button>
              }
            >
              {t("line:none_fits", { q })}
            </Empty>
          ) : (
            <Empty>{t("line:none")}</Empty>
          )
        }
        pager={{ pages, next: null, total: rows?.length, size: ALL, unit: t("line:unit") }}
      />
      {adding && <LineDialog lines={data?.items ?? []} onClose={() => setAdding(false)} />}
    </ListPage>
  );
}

function useColumns(lines: readonly LineItem[], onLook: (id: string) => void): readonly Column<LineItem>[] {
  const { t } = useTranslation();
  const look = useRef(onLook);
  look.current = onLook;
  const depths = useMemo(() => depthsOf(lines), [lines]);
  return useMemo(
    () => [
      {
        key: "name",
        title: t("line:field.name"),
        min: 280,
        lead: true,
        cell: (row) => (
          <span style={{ paddingLeft: (depths.get(row.id) ?? 0) * 20 }}>
            <button type="button" onClick={() => look.current(row.id)}>
              {row.name}
            </button>
          </span>
        ),
      },
      {
        key: "leader",
        title: t("line:field.organization_id"),
        width: 260,
        cell: (row) =>
          row.organization_id && row.organization_name ? (
            <Link to="/organizations/$id" params={{ id: row.organization_id }}>
              {row.organization_name}
            </Link>
          ) : (
            <span className="ink-3">{row.organization_id ? t("line:elsewhere") : "—"}</span>
          ),
      },
      {
        key: "children",
        title: t("line:column.children"),
        width: 110,
        align: "end",
        cell: (row) => (row.children ? count(row.children) : <span className="ink-3">0</span>),
      },
      {
        key: "unions",
        title: t("line:column.unions"),
        width: 110,
        align: "end",
        cell: (row) =>
          row.unions ? (
            <Link to="/organizations" search={{ line: row.id }}>
              {count(row.unions)}
            </Link>
          ) : (
            <span className="ink-3">0</span>
          ),
      },
      {
        key: "members",
        title: t("line:column.members"),
        width: 110,
        align: "end",
        cell: (row) => count(row.members),
      },
    ],
    [t, depths],
  );
}

const rowKey = (row: LineItem) => row.id;
