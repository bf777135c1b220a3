import { Link, useNavigate } from "@tanstack/react-router";
import type { SaverItem, SocietyOut } from "@unionhome/client/model";
import { listSavers } from "@unionhome/client/savings";
import { date, today, yuan } from "@unionhome/words";
import { Checkbox } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { SearchBox } from "../../../ui/filter/SearchBox";
import { useDictionary } from "../../../ui/page/dictionary";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { TableTools } from "../../../ui/table/TableTools";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { monthOf, SAVINGS } from "../data";
import styles from "../savings.module.css";

const rowKey = (row: SaverItem) => row.id;

/** Who saves with a society: what each has, what each owes, whether this month is paid. */
export function Savers({ society }: { society: SocietyOut }) {
  const { t } = useTranslation();
  const go = useNavigate();
  const [q, setQ] = useState("");
  const [left, setLeft] = useState(false);
  const [current, setCurrent] = useState<string | null>(null);
  const table = useTable("savers", useColumns());
  const asked = { society_id: society.id, q: q || undefined, state: left ? undefined : ["active" as const] };
  const list = useList<SaverItem>({
    id: SAVINGS,
    filters: { savers: asked },
    load: (place, signal) => listSavers({ ...asked, ...place }, { signal }),
  });
  const open = (id: string) => void go({ to: "/aid/savings/savers/$id", params: { id } });
  return (
    <>
      <div className={styles.tools}>
        <SearchBox value={q} placeholder={t("savings:saver.search")} onChange={setQ} />
        <Checkbox checked={left} onChange={(event) => setLeft(event.target.checked)}>
          {t("savings:saver.with_left")}
        </Checkbox>
        <TableTools
          table={table}
          list={{
            noun: "savers",
            query: asked,
            total: list.pager.total,
            unit: t("savings:unit.saver"),
            filters: [{ label: t("savings:one"), value: society.name }],
            search: q,
          }}
        />
      </div>
      <DataTable
        label={t("savings:tab.savers")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onLook={() => current && open(current)}
        onOpen={(row) => open(row.id)}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={<Empty>{t(q ? "savings:saver.none_fits" : "savings:saver.none")}</Empty>}
        pager={{ ...list.pager, unit: t("savings:unit.saver") }}
      />
    </>
  );
}

function useColumns(): readonly Column<SaverItem>[] {
  const { t } = useTranslation();
  const states = useDictionary("saver_state");
  return useMemo(
    () => [
      {
        key: "name",
        title: t("savings:saver.name"),
        min: 140,
        lead: true,
        cell: (row) => (
          <Link className={styles.name} to="/aid/savings/savers/$id" params={{ id: row.id }}>
            {row.name}
          </Link>
        ),
      },
      { key: "joined", title: t("savings:saver.joined"), width: 110, cell: (row) => date(row.joined_on) },
      ...(["monthly", "saved", "owed"] as const).map(
        (key): Column<SaverItem> => ({
          key,
          title: t(`savings:saver.${key}`),
          width: 124,
          align: "end",
          cell: (row) => (key === "owed" && row.owed_fen === 0 ? "—" : yuan(row[`${key}_fen`])),
        }),
      ),
      {
        key: "month",
        title: t("savings:saver.month", { month: monthOf(today(Date.now())) }),
        width: 150,
        cell: (row) =>
          row.left_on ? (
            "—"
          ) : (
            <Status mark={row.month_paid ? "settled" : "waiting"}>
              {t(row.month_paid ? "savings:month.paid" : "savings:month.not_paid")}
            </Status>
          ),
      },
      {
        key: "state",
        title: t("savings:column.status"),
        width: 92,
        cell: (row) => <Status mark={row.left_on ? "kept" : "running"}>{states.label(row.state)}</Status>,
      },
    ],
    [t, states],
  );
}
