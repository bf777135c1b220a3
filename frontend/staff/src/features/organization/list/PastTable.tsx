import { Link, useNavigate } from "@tanstack/react-router";
import type { PastOrganization } from "@unionhome/client/model";
import { listOrganizationsAsOf } from "@unionhome/client/organizations";
import { count } from "@unionhome/words";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { Icon } from "../../../ui/icon/Icon";
import { useDictionary } from "../../../ui/page/dictionary";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { PageHead } from "../../../ui/record/PageHead";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { ListPage } from "../../../ui/table/ListPage";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import styles from "../organization.module.css";
import { UNIONS } from "../union";

interface PastTableProps {
  at: string;
  on: string;
  onToday(): void;
}

/** What stood directly under a union on a day of the past. Names link to the union as it is now. */
export function PastTable({ at, on, onToday }: PastTableProps) {
  const { t } = useTranslation();
  const go = useNavigate();
  const kinds = useDictionary("organization_kind");
  const columns = useMemo<readonly Column<PastOrganization>[]>(
    () => [
      {
        key: "name",
        title: t("organization:column.name"),
        min: 260,
        lead: true,
        cell: (row) => (
          <Link to="/organizations/$id" params={{ id: row.id }} search={{ tab: "history" }}>
            {row.name}
          </Link>
        ),
      },
      { key: "kind", title: t("organization:column.kind"), width: 180, cell: (row) => kinds.label(row.kind) },
      {
        key: "children",
        title: t("organization:column.children"),
        width: 80,
        align: "end",
        cell: (row) => count(row.children),
      },
      {
        key: "members",
        title: t("organization:column.members"),
        width: 100,
        align: "end",
        cell: (row) => count(row.members),
      },
      { key: "since", title: t("organization:column.since"), width: 140, cell: (row) => row.valid_from },
    ],
    [t, kinds],
  );
  const table = useTable("organizations-past", columns);
  const [current, setCurrent] = useState<string | null>(null);
  const list = useList<PastOrganization>({
    id: UNIONS,
    filters: { on, parent_id: at },
    // How many there were is not counted for a past day.
    load: ({ limit, cursor }, signal) => listOrganizationsAsOf({ on, parent_id: at, limit, cursor }, { signal }),
  });
  // The whole answer is counted or none of it is.
  const uncounted = list.rows?.some((row) => row.members === null) ?? false;
  const only = list.pager.next === null && list.pager.pages.number === 1 ? list.rows?.length : undefined;
  return (
    <ListPage
      head={<PageHead title={t("organization:past.title", { date: on })} />}
      filters={
        <div className={styles.past} role="status">
          <Icon name="clock" size={14} />
          {t("organization:past.note")} {t(uncounted ? "organization:past.uncounted" : "organization:past.counted")}
          <Button kind="text" onClick={onToday}>
            {t("organization:tree.back")}
          </Button>
        </div>
      }
    >
      <DataTable
        label={t("organization:past.title", { date: on })}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onOpen={(row) => void go({ to: "/organizations/$id", params: { id: row.id }, search: { tab: "history" } })}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={
          <Empty
            verb={
              <Button kind="text" onClick={onToday}>
                {t("organization:tree.back")}
              </Button>
            }
          >
            {t("organization:past.none")}
          </Empty>
        }
        pager={{ ...list.pager, total: only, unit: t("organization:unit") }}
      />
    </ListPage>
  );
}

const rowKey = (row: PastOrganization) => row.id;
