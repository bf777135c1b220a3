import { Link, useNavigate } from "@tanstack/react-router";
import type { ListVacanciesParams, Vacancy } from "@unionhome/client/model";
import { listVacancies } from "@unionhome/client/officers";
import { count, MISSING, today } from "@unionhome/words";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess, useScope } from "../../../ui/page/person";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { TableTools } from "../../../ui/table/TableTools";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { OFFICERS } from "../officer";
import type { ViewProps } from "./OfficersPage";
import { UrgeDialog } from "./UrgeDialog";

/** Unions in which a post that is due has nobody. */
export function VacancyTable({ search, filters, children }: ViewProps) {
  const { t } = useTranslation();
  const go = useNavigate();
  const may = useAccess();
  const scope = useScope();
  const kinds = useDictionary("organization_kind");
  const posts = useDictionary("post");
  const columns = useMemo<readonly Column<Vacancy>[]>(
    () => [
      {
        key: "name",
        title: t("officer:field.organization_id"),
        min: 240,
        lead: true,
        cell: (row) => (
          <Link to="/organizations/$id" params={{ id: row.id }} search={{ tab: "committee" }}>
            {row.name}
          </Link>
        ),
      },
      { key: "kind", title: t("officer:column.kind"), width: 150, cell: (row) => kinds.label(row.kind) },
      {
        key: "members",
        title: t("officer:column.members"),
        width: 90,
        align: "end",
        cell: (row) => count(row.members),
      },
      { key: "women", title: t("officer:column.women"), width: 90, align: "end", cell: (row) => count(row.women) },
      { key: "urged", title: t("officer:urge.on"), width: 104, cell: (row) => row.urged_on ?? MISSING },
      {
        key: "vacant",
        title: t("officer:column.vacant"),
        width: 280,
        cell: (row) => <Status mark="due">{row.vacant.map(posts.label).join(t("ui:comma"))}</Status>,
      },
    ],
    [t, kinds, posts],
  );
  const table = useTable("vacancies", columns);
  const [current, setCurrent] = useState<string | null>(null);
  const [urged, setUrged] = useState<Vacancy | null>(null);
  const now = today(Date.now());
  const asked = {
    under_id: search.under_id ?? search.organization_id,
    post: search.post?.split(","),
  } as ListVacanciesParams;
  const list = useList<Vacancy>({
    id: OFFICERS,
    filters: { vacant: true, ...asked },
    load: (place, signal) => listVacancies({ ...asked, ...place }, { signal }),
  });
  return children({
    tools: (
      <TableTools
        table={table}
        list={{ noun: "vacancies", query: asked, total: list.pager.total, unit: t("officer:unions"), filters }}
      />
    ),
    drawer: urged && <UrgeDialog union={urged} subject="vacancy" onClose={() => setUrged(null)} />,
    table: (
      <DataTable
        label={t("officer:view.vacancies")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onOpen={(row) => void go({ to: "/organizations/$id", params: { id: row.id }, search: { tab: "committee" } })}
        rowVerb={(row) =>
          may.sendUrges && row.id !== scope.organization.id ? (
            row.urged_on === now ? (
              <span className="ink-3">{t("officer:urge.today")}</span>
            ) : (
              <Button kind="text" onClick={() => setUrged(row)}>
                {t("officer:urge.verb")}
              </Button>
            )
          ) : (
            <Link to="/officers/new" search={{ organization_id: row.id, post: row.vacant[0] }}>
              {t("officer:form.verb")}
            </Link>
          )
        }
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={<Empty>{t("officer:list.none_vacant")}</Empty>}
        pager={{ ...list.pager, unit: t("officer:unions") }}
      />
    ),
  });
}

const rowKey = (row: Vacancy) => row.id;
