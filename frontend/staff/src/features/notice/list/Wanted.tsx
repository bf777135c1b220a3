import type { NoticeCandidate } from "@unionhome/client/model";
import { listNoticeCandidates } from "@unionhome/client/notices";
import { date, yuan } from "@unionhome/words";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { FilterBar } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { ListPage } from "../../../ui/table/ListPage";
import { isSelected, NOTHING, type Selection } from "../../../ui/table/selection";
import { TableTools } from "../../../ui/table/TableTools";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { WANTED } from "../data";
import type { NoticeSearch } from "../search";
import { Views } from "./Views";

interface WantedProps {
  head: ReactNode;
  search: NoticeSearch;
  onMake(ids: readonly string[]): void;
}

const SIZE = 200;
const rowKey = (row: NoticeCandidate) => row.id;

/** Cases that wait for a notice. What is ticked together must be of one programme and one union. */
export function Wanted({ head, search, onMake }: WantedProps) {
  const { t } = useTranslation();
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const [current, setCurrent] = useState<string | null>(null);
  const list = useList<NoticeCandidate>({
    id: WANTED,
    filters: {},
    size: SIZE,
    load: (place, signal) => listNoticeCandidates(place, { signal }),
  });
  const table = useTable("notice-candidates", useColumns());
  const picked = (list.rows ?? []).filter((row) => isSelected(selection, row.id));
  const mixed = new Set(picked.map((row) => `${row.program_id} ${row.organization_id}`)).size > 1;
  return (
    <ListPage
      head={head}
      filters={
        <FilterBar
          filters={[]}
          tools={
            <>
              <Views view="wanted" search={search} />
              <TableTools
                table={table}
                list={{
                  noun: "notice_candidates",
                  query: {},
                  total: list.pager.total,
                  unit: t("notice:unit.case"),
                  filters: [{ label: t("notice:filter.view"), value: t("notice:view.wanted") }],
                }}
              />
            </>
          }
        />
      }
    >
      <DataTable
        label={t("notice:view.wanted")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        selection={selection}
        onSelect={setSelection}
        bulk={
          <>
            {mixed && <span className="small warn">{t("notice:mixed")}</span>}
            <Button kind="main" disabled={mixed} onClick={() => onMake(picked.map(rowKey))}>
              {t("notice:make.verb")}
            </Button>
          </>
        }
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={<Empty>{t("notice:none.wanted")}</Empty>}
        pager={{ ...list.pager, unit: t("notice:unit.case") }}
      />
    </ListPage>
  );
}

function useColumns(): readonly Column<NoticeCandidate>[] {
  const { t } = useTranslation();
  const categories = useDictionary("hardship_category");
  return useMemo(
    () => [
      { key: "name", title: t("notice:column.name"), width: 96, lead: true, cell: (row) => row.name },
      { key: "number", title: t("notice:column.number"), width: 150, cell: (row) => row.number },
      { key: "program", title: t("notice:column.program"), min: 170, cell: (row) => row.program_name },
      {
        key: "organization",
        title: t("notice:column.organization"),
        min: 190,
        cell: (row) => (
          <span className="ink-2" title={row.organization_name}>
            {row.organization_name}
          </span>
        ),
      },
      {
        key: "category",
        title: t("notice:column.category"),
        width: 110,
        cell: (row) => categories.label(row.category) || "—",
      },
      {
        key: "amount",
        title: t("notice:column.amount"),
        width: 124,
        align: "end",
        cell: (row) => yuan(row.amount_fen),
      },
      {
        key: "days",
        title: t("notice:column.days"),
        width: 104,
        align: "end",
        cell: (row) => t("notice:working_days", { n: row.notice_days }),
      },
      { key: "since", title: t("notice:column.since"), width: 104, cell: (row) => date(row.reached_at) },
    ],
    [t, categories],
  );
}
