import { Link } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import type { WebhookItem } from "@unionhome/client/model";
import { deleteWebhook, listWebhooks, stepWebhook } from "@unionhome/client/webhooks";
import { count } from "@unionhome/words";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { choiceFilter } from "../../../ui/filter/choiceFilter";
import { FilterBar } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { HOOKS, markOf, useClientChoices, useRefresh } from "../data";
import styles from "../integration.module.css";
import { ShownOnce } from "../ShownOnce";
import type { OpenSearch } from "../search";

type Act = "pause" | "resume" | "change_secret" | "delete";

interface HookListProps {
  search: OpenSearch;
  set(next: OpenSearch): void;
}

/** Addresses to which events are sent. */
export function HookList({ search, set }: HookListProps) {
  const { t } = useTranslation();
  const may = useAccess();
  const refresh = useRefresh();
  const clients = useClientChoices();
  const asked = { client_id: search.client };
  const list = useList<WebhookItem>({
    id: HOOKS,
    filters: asked,
    load: (place, signal) => listWebhooks({ ...asked, ...place }, { signal }),
  });
  const table = useTable("webhooks", useColumns());
  const [current, setCurrent] = useState<string | null>(null);
  const [act, setAct] = useState<{ act: Act; hook: WebhookItem } | null>(null);
  const [secret, setSecret] = useState<{ url: string; secret: string } | null>(null);

  async function go({ act, hook }: { act: Act; hook: WebhookItem }) {
    if (act === "delete") await deleteWebhook(hook.id, ifMatch(hook));
    else {
      const answer = await stepWebhook(hook.id, { step: act }, ifMatch(hook));
      if (answer.secret) setSecret({ url: hook.url, secret: answer.secret });
    }
    refresh();
  }

  const verbs = (hook: WebhookItem): Act[] => [hook.state === "active" ? "pause" : "resume", "change_secret", "delete"];
  return (
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
        rowVerb={(hook) =>
          may.editClients
            ? verbs(hook).map((one) => (
                <Button key={one} kind="text" destructive={one === "delete"} onClick={() => setAct({ act: one, hook })}>
                  {t(`integration:hooks.${one}`)}
                </Button>
              ))
            : null
        }
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={<Empty>{t("integration:hooks.none")}</Empty>}
        pager={{ ...list.pager, unit: t("integration:unit.hooks") }}
      />
      {act && (
        <ConfirmAct
          title={`${t(`integration:hooks.${act.act}`)} ${act.hook.url}`}
          verb={t(`integration:hooks.${act.act}`)}
          kind={act.act === "delete" ? "destructive" : "plain"}
          effect={t(`integration:effect.hook_${act.act}`)}
          act={() => go(act)}
          onClose={() => setAct(null)}
        />
      )}
      {secret && (
        <ShownOnce
          title={t("integration:hooks.new_secret")}
          lines={[
            { label: t("integration:column.url"), value: secret.url },
            { label: t("integration:column.signing_secret"), value: secret.secret },
          ]}
          onClose={() => setSecret(null)}
        />
      )}
    </div>
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
