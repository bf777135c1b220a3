import { ifMatch } from "@unionhome/client";
import type { DeliveryItem, ListWebhookDeliveriesParams } from "@unionhome/client/model";
import { listWebhookDeliveries, stepWebhookDelivery } from "@unionhome/client/webhooks";
import { count, MISSING, moment } from "@unionhome/words";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { choiceFilter } from "../../../ui/filter/choiceFilter";
import { FilterBar } from "../../../ui/filter/FilterBar";
import { wordsOf } from "../../../ui/filter/params";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Drawer } from "../../../ui/table/Drawer";
import { Empty } from "../../../ui/table/Empty";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { MESSAGES, markOf, useClientChoices, useRefresh } from "../data";
import styles from "../integration.module.css";
import type { OpenSearch } from "../search";

interface MessageListProps {
  search: OpenSearch;
  set(next: OpenSearch): void;
}

/** Messages and what came of them; one that was sent or given up can be sent again. */
export function MessageList({ search, set }: MessageListProps) {
  const { t } = useTranslation();
  const may = useAccess();
  const refresh = useRefresh();
  const clients = useClientChoices();
  const states = useDictionary("delivery_state");
  const events = useDictionary("webhook_event");
  const change = (part: OpenSearch) => set({ ...search, ...part });
  const asked = {
    client_id: search.client,
    state: search.state ? wordsOf(search.state) : undefined,
    event: search.event ? wordsOf(search.event) : undefined,
  } as ListWebhookDeliveriesParams;
  const list = useList<DeliveryItem>({
    id: MESSAGES,
    filters: asked,
    load: (place, signal) => listWebhookDeliveries({ ...asked, ...place }, { signal }),
  });
  const table = useTable("webhook-deliveries", useColumns());
  const [current, setCurrent] = useState<string | null>(null);
  const [looking, setLooking] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const shown = list.rows?.find((row) => row.id === current);
  const comma = t("ui:comma");

  async function replay(row: DeliveryItem) {
    setProblem(undefined);
    try {
      await stepWebhookDelivery(row.id, { step: "replay" }, ifMatch(row));
    } catch (refused) {
      setProblem(refused);
    }
    refresh();
  }

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
              comma,
              onChange: (client) => change({ client }),
            }),
            choiceFilter({
              key: "state",
              label: t("integration:column.state"),
              choices: states.choices,
              value: search.state,
              comma,
              onChange: (state) => change({ state }),
            }),
            choiceFilter({
              key: "event",
              label: t("integration:column.event"),
              choices: events.choices,
              value: search.event,
              comma,
              onChange: (event) => change({ event }),
            }),
          ]}
        />
        {problem !== undefined && <ProblemStrip boxed problem={problem} />}
        <DataTable
          label={t("integration:tab.messages")}
          table={table}
          rows={list.rows}
          rowKey={rowKey}
          current={current}
          onCurrent={setCurrent}
          onLook={() => setLooking(true)}
          onOpen={() => setLooking(true)}
          rowVerb={(row) =>
            may.editClients && row.state !== "waiting" ? (
              <Button kind="text" onClick={() => void replay(row)}>
                {t("integration:messages.replay")}
              </Button>
            ) : null
          }
          problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
          empty={<Empty>{t("integration:messages.none")}</Empty>}
          pager={{ ...list.pager, unit: t("integration:unit.messages") }}
        />
      </div>
      {looking && shown && (
        <Drawer title={events.label(shown.event)} onClose={() => setLooking(false)}>
          <DescriptionList labels={104}>
            <Field label={t("integration:column.message_id")}>{shown.id}</Field>
            <Field label={t("integration:column.url")}>{shown.url}</Field>
            <Field label={t("integration:column.attempts")}>{count(shown.attempts)}</Field>
            <Field label={t("integration:column.tried_at")}>{shown.tried_at && moment(shown.tried_at)}</Field>
            <Field label={t("integration:column.next_at")}>{shown.next_at && moment(shown.next_at)}</Field>
            <Field label={t("integration:column.delivered_at")}>
              {shown.delivered_at && moment(shown.delivered_at)}
            </Field>
          </DescriptionList>
          <pre className={styles.code} translate="no">
            {JSON.stringify(shown.message, null, 2)}
          </pre>
        </Drawer>
      )}
    </>
  );
}

const rowKey = (row: DeliveryItem) => row.id;

function useColumns(): Column<DeliveryItem>[] {
  const { t } = useTranslation();
  const states = useDictionary("delivery_state");
  const events = useDictionary("webhook_event");
  return useMemo(
    () => [
      {
        key: "created",
        title: t("integration:column.at"),
        width: 140,
        lead: true,
        cell: (row) => moment(row.created_at),
      },
      { key: "event", title: t("integration:column.event"), width: 150, cell: (row) => events.label(row.event) },
      { key: "client", title: t("integration:column.client"), width: 150, cell: (row) => row.client_name },
      {
        key: "url",
        title: t("integration:column.url"),
        min: 180,
        cell: (row) => (
          <span className="ink-2" title={row.url} translate="no">
            {row.url}
          </span>
        ),
      },
      {
        key: "attempts",
        title: t("integration:column.attempts"),
        width: 72,
        align: "end",
        cell: (row) => count(row.attempts),
      },
      {
        key: "last",
        title: t("integration:column.last"),
        width: 130,
        cell: (row) => (row.last_error ? t(`integration:error.${row.last_error}`) : (row.last_status ?? MISSING)),
      },
      {
        key: "state",
        title: t("integration:column.state"),
        width: 104,
        cell: (row) => <Status mark={markOf(row.state)}>{states.label(row.state)}</Status>,
      },
    ],
    [t, states, events],
  );
}
