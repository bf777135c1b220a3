import { Link } from "@tanstack/react-router";
import type { WebhookItem } from "@unionhome/client/model";
import { listWebhooks } from "@unionhome/client/webhooks";
import { count } from "@unionhome/words";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { choiceFilter } from "../../../ui/filter/choiceFilter";
import { FilterBar } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { HOOKS, markOf, useClientChoices } from "../data";
import styles from "../integration.module.css";
import type { OpenSearch } from "../search";
import { HookDrawer } from "./HookDrawer";

interface HookListProps {
  search: OpenSearch;
  set(next: OpenSearch): void;
}

/** Addresses to which events are sent. */
export function HookList({ search, set }: HookListProps) {
  const { t } = useTranslation();
  const clients = useClientChoices();
  const asked = { client_id: search.client };
  const list = useList<WebhookItem>({
    id: HOOKS,
    filters: asked,
    load: (place, signal) => listWebhooks({ ...asked, ...place }, { signal }),
  });
  const table = useTable("webhooks", useColumns());
  const [current, setCurrent] = useState<string | null>(null);
  const [looking, setLooking] = useState(false);
  return (
    <>
      <div className={styles.list}>
        <FilterBar
          filters={[
            choiceFilter({
              key: "client",
              label: t("integration:column.client"),
              choices: clients,
              value: search.client,
              single: true,
              comma: t("ui:comma"),
              onChange: (client) => set({ ...search, client }),
            }),
          ]}
        />
        <DataTable
          label={t("integration:tab.hooks")}
          table={table}
          rows={list.rows}
          rowKey={rowKey}
          current={current}
          onCurrent={setCurrent}
          onLook={() => setLooking(true)}
          onOpen={() => setLooking(true)}
          problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
          empty={<Empty>{t("integration:hooks.none")}</Empty>}
          pager={{ ...list.pager, unit: t("integration:unit.hooks") }}
        />
      </div>
      {looking && current && <HookDrawer key={current} id={current} onClose={() => setLooking(false)} />}
    </>
  );
}

const rowKey = (row: WebhookItem) => row.id;

function useColumns(): Column<WebhookItem>[] {
  const { t } = useTranslation();
  const states = useDictionary("webhook_state");
  const events = useDictionary("webhook_event");
  return useMemo(
    () => [
      {
        key: "url",
        title: t("integration:column.url"),
        min: 220,
        lead: true,
        cell: (row) => (
          <span title={row.url} translate="no">
            {row.url}
          </span>
        ),
      },
      { key: "client", title: t("integration:column.client"), width: 150, cell: (row) => row.client_name },
      {
        key: "events",
        title: t("integration:column.events"),
        min: 180,
        cell: (row) => row.events.map(events.label).join(t("ui:comma")),
      },
      {
        key: "waiting",
        title: t("integration:column.waiting"),
        width: 88,
        align: "end",
        cell: (row) => count(row.waiting),
      },
      {
        key: "failed",
        title: t("integration:column.failed"),
        width: 88,
        align: "end",
        cell: (row) =>
          row.failed ? (
            <Link to={"/open" as never} search={{ list: "messages", client: row.client_id, state: "failed" } as never}>
              {count(row.failed)}
            </Link>
          ) : (
            count(0)
          ),
      },
      {
        key: "state",
        title: t("integration:column.state"),
        width: 88,
        cell: (row) => <Status mark={markOf(row.state)}>{states.label(row.state)}</Status>,
      },
    ],
    [t, states, events],
  );
}
