import { Link, useNavigate } from "@tanstack/react-router";
import type { OrganizationItem, OrganizationOut } from "@unionhome/client/model";
import { listOrganizations } from "@unionhome/client/organizations";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAccess } from "../../../ui/page/person";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { useUnionColumns } from "../columns";
import styles from "../organization.module.css";
import { UNIONS } from "../union";

/** The unions directly below. */
export function BelowTab({ union }: { union: OrganizationOut }) {
  const { t } = useTranslation();
  const go = useNavigate();
  const may = useAccess();
  const columns = useUnionColumns();
  const table = useTable("organizations-below", columns);
  const [current, setCurrent] = useState<string | null>(null);
  const list = useList<OrganizationItem>({
    id: UNIONS,
    filters: { below: union.id },
    load: (place, signal) => listOrganizations({ parent_id: union.id, ...place }, { signal }),
  });
  return (
    <div className={styles.fill}>
      <DataTable
        label={t("organization:tab.below")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onOpen={(row) => void go({ to: "/organizations/$id", params: { id: row.id } })}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={
          <Empty
            verb={
              may.foundOrganizations &&
              union.status === "active" && (
                <Link to="/organizations/new" search={{ parent: union.id }}>
                  {t("organization:found.verb")}
                </Link>
              )
            }
          >
            {t("organization:list.none_below", { name: union.name })}
          </Empty>
        }
        pager={{ ...list.pager, unit: t("organization:unit") }}
      />
    </div>
  );
}

const rowKey = (row: OrganizationItem) => row.id;
