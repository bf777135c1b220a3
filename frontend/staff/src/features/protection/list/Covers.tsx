import { Link, useNavigate } from "@tanstack/react-router";
import type { CoverItem } from "@unionhome/client/model";
import { listCovers } from "@unionhome/client/mutual-aid";
import { count, date, range, yuan } from "@unionhome/words";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { FilterBar } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { ListPage } from "../../../ui/table/ListPage";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { MUTUAL } from "../data";
import styles from "../protection.module.css";
import { coversAsked } from "../search";
import { Tools } from "./Tools";
import { useMutualFilters } from "./useMutualFilters";
import { keyOf, type ViewProps } from "./view";

/** Who is insured, wherever the contribution came from. */
export function Covers(props: ViewProps) {
  const { head, search, onSearch } = props;
  const { t } = useTranslation();
  const go = useNavigate();
  const may = useAccess();
  const filters = useMutualFilters(props);
  const table = useTable("mutual-covers", useCoverColumns());
  const [current, setCurrent] = useState<string | null>(null);
  const { plan_id, under_id, name } = search;
  const asked = coversAsked(search);
  const shown = filters(["plan_id", "kind", "under_id", "ending"]);
  const list = useList<CoverItem>({
    id: MUTUAL,
    filters: { covers: asked },
    load: (place, signal) => listCovers({ ...asked, ...place }, { signal }),
  });
  const open = (row: CoverItem) => void go({ to: "/members/$id", params: { id: row.member_id } });
  const found = (key: string | null) => list.rows?.find((row) => row.id === key);
  const narrowed = plan_id ?? under_id ?? name ?? search.kind ?? search.ending;
  return (
    <ListPage
      head={head}
      filters={
        <FilterBar
          search={{
            value: name ?? "",
            placeholder: t("protection:cover.search"),
            onChange: (typed) => onSearch({ name: typed || undefined }),
          }}
          filters={shown}
          tools={
            <Tools
              {...props}
              table={table}
              list={{
                noun: "protection_covers",
                query: asked,
                total: list.pager.total,
                unit: t("protection:cover.unit"),
                filters: shown,
                search: name,
                groups: [
                  {
                    key: "insurer",
                    title: t("protection:cover.for_insurer"),
                    columns: [
                      { key: "id_number", title: t("protection:column.id_number"), masked: true },
                      { key: "phone", title: t("protection:column.phone"), masked: true },
                    ],
                  },
                ],
              }}
            />
          }
        />
      }
    >
      <DataTable
        label={t("protection:view.covers")}
        table={table}
        rows={list.rows}
        rowKey={keyOf}
        current={current}
        onCurrent={setCurrent}
        onLook={() => {
          const row = found(current);
          if (row) open(row);
        }}
        onOpen={open}
        rowVerb={(row: CoverItem) =>
          may.editHouseholds &&
          row.enrolment_state === "received" && (
            <Link to="/aid/mutual/claims/new" search={{ cover_id: row.id }}>
              {t("protection:claim.verb")}
            </Link>
          )
        }
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={<Empty>{t(narrowed ? "protection:none_fits" : "protection:cover.none")}</Empty>}
        pager={{ ...list.pager, unit: t("protection:cover.unit") }}
      />
    </ListPage>
  );
}

export function useCoverColumns(): readonly Column<CoverItem>[] {
  const { t } = useTranslation();
  const statuses = useDictionary("member_status");
  const states = useDictionary("enrolment_state");
  return useMemo(
    () => [
      {
        key: "name",
        title: t("protection:column.member"),
        width: 110,
        lead: true,
        cell: (row) => (
          <Link className={styles.name} to="/members/$id" params={{ id: row.member_id }} translate="no">
            {row.name}
          </Link>
        ),
      },
      { key: "plan", title: t("protection:column.plan"), min: 180, cell: (row) => row.plan_name },
      {
        key: "days",
        title: t("protection:column.days"),
        width: 200,
        cell: (row) => range(row.starts_on, row.ends_on),
      },
      { key: "from", title: t("protection:column.claims_from"), width: 110, cell: (row) => date(row.claims_from) },
      {
        key: "shares",
        title: t("protection:column.shares"),
        width: 64,
        align: "end",
        cell: (row) => count(row.shares),
      },
      {
        key: "contribution",
        title: t("protection:column.contribution"),
        width: 100,
        align: "end",
        cell: (row) => yuan(row.contribution_fen),
      },
      {
        key: "organization",
        title: t("protection:column.payer"),
        width: 190,
        cell: (row) => <span className="ink-2">{row.organization_name || t("protection:cover.elsewhere")}</span>,
      },
      {
        key: "member_status",
        title: t("protection:column.member_status"),
        width: 96,
        cell: (row) => (row.member_status ? statuses.label(row.member_status) : "—"),
      },
      {
        key: "state",
        title: t("protection:column.state"),
        width: 110,
        extra: true,
        cell: (row) => (row.enrolment_state ? states.label(row.enrolment_state) : "—"),
      },
      {
        key: "number",
        title: t("protection:column.member_number"),
        width: 130,
        extra: true,
        cell: (row) => row.member_number || "—",
      },
    ],
    [t, statuses, states],
  );
}
