import { Link, useNavigate } from "@tanstack/react-router";
import type { ObjectionItem } from "@unionhome/client/model";
import { listObjections } from "@unionhome/client/notices";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { choiceFilter } from "../../../ui/filter/choiceFilter";
import { FilterBar } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { ListPage } from "../../../ui/table/ListPage";
import { TableTools } from "../../../ui/table/TableTools";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { ANSWERS, OBJECTIONS } from "../data";
import { type NoticeSearch, objectionsAsked } from "../search";
import { Views } from "./Views";

const rowKey = (row: ObjectionItem) => row.id;

/** Every objection of the subtree; what was said is read on the page of the notice. */
export function Inbox({ head, search }: { head: ReactNode; search: NoticeSearch }) {
  const { t } = useTranslation();
  const go = useNavigate({ from: "/aid/notices" });
  const states = useDictionary("objection_state");
  const asked = objectionsAsked(search);
  const [current, setCurrent] = useState<string | null>(null);
  const list = useList<ObjectionItem>({
    id: OBJECTIONS,
    filters: asked,
    load: (place, signal) => listObjections({ ...asked, ...place }, { signal }),
  });
  const table = useTable("objections", useColumns());
  const open = (row: ObjectionItem | undefined) =>
    row && void go({ to: "/aid/notices/$id", params: { id: row.notice_id } });
  const filters = [
    choiceFilter({
      key: "state",
      label: t("notice:filter.state"),
      choices: states.choices,
      value: search.state,
      comma: t("ui:comma"),
      onChange: (state) => void go({ search: (before: NoticeSearch) => ({ ...before, state }), replace: true }),
    }),
  ];
  return (
    <ListPage
      head={head}
      filters={
        <FilterBar
          filters={filters}
          tools={
            <>
              <Views view="objections" search={search} />
              <TableTools
                table={table}
                list={{
                  noun: "objections",
                  query: asked,
                  total: list.pager.total,
                  unit: t("notice:unit.objection"),
                  filters,
                }}
              />
            </>
          }
        />
      }
    >
      <DataTable
        label={t("notice:view.objections")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onLook={() => open(list.rows?.find((row) => row.id === current))}
        onOpen={open}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={<Empty>{t("notice:none.objections")}</Empty>}
        pager={{ ...list.pager, unit: t("notice:unit.objection") }}
      />
    </ListPage>
  );
}

function useColumns(): readonly Column<ObjectionItem>[] {
  const { t } = useTranslation();
  const ways = useDictionary("objection_way");
  const states = useDictionary("objection_state");
  return useMemo(
    () => [
      {
        key: "against",
        title: t("notice:objection.against"),
        width: 120,
        lead: true,
        cell: (row) => (
          <Link to="/aid/notices/$id" params={{ id: row.notice_id }}>
            {row.against ?? t("notice:objection.whole")}
          </Link>
        ),
      },
      { key: "notice", title: t("notice:column.notice"), width: 146, cell: (row) => row.notice_number },
      {
        key: "organization",
        title: t("notice:column.organization"),
        min: 190,
        cell: (row) => <span className="ink-2">{row.organization_name}</span>,
      },
      { key: "received", title: t("notice:objection.received"), width: 104, cell: (row) => row.received_on },
      {
        key: "way",
        title: t("notice:objection.way"),
        width: 150,
        cell: (row) => `${ways.label(row.way)}${row.anonymous ? t("notice:objection.anonymous_mark") : ""}`,
      },
      {
        key: "state",
        title: t("notice:column.state"),
        width: 140,
        cell: (row) => <Status mark={ANSWERS[row.state]}>{states.label(row.state)}</Status>,
      },
      { key: "reason", title: t("notice:objection.found"), min: 200, cell: (row) => row.reason || "—" },
    ],
    [t, ways, states],
  );
}
