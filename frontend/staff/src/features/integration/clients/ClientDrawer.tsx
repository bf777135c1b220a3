import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { count, MISSING, moment } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";
import { Section } from "../../../ui/record/Section";
import { Status } from "../../../ui/status/Status";
import { Drawer } from "../../../ui/table/Drawer";
import { markOf, oneClient, useDatasetWords } from "../data";
import styles from "../integration.module.css";
import { ClientDialog } from "./ClientDialog";
import { useClientSteps } from "./useClientSteps";

interface ClientDrawerProps {
  id: string;
  place: string;
  onBack?: () => void;
  onNext?: () => void;
  onClose(): void;
}

/** One client: its terms, the secrets in use by their ends, and what may be done. */
export function ClientDrawer({ id, ...walk }: ClientDrawerProps) {
  const { t } = useTranslation();
  const may = useAccess();
  const states = useDictionary("client_state");
  const dataset = useDatasetWords();
  const { data: client, error, refetch } = useQuery(oneClient(id));
  const { buttons, dialogs, dropSecret } = useClientSteps(client);
  const [editing, setEditing] = useState(false);
  const droppable = client?.steps.some((step) => step.step === "drop_secret" && step.allowed);
  return (
    <Drawer
      title={client?.name ?? ""}
      marks={client && <Status mark={markOf(client.state)}>{states.label(client.state)}</Status>}
      {...walk}
      foot={
        client && (
          <>
            {buttons}
            {may.editClients && client.state !== "revoked" && (
              <Button onClick={() => setEditing(true)}>{t("integration:edit")}</Button>
            )}
          </>
        )
      }
    >
      {error && <ProblemStrip boxed problem={error} onRetry={() => void refetch()} />}
      {client && (
        <>
          <DescriptionList labels={104}>
            <Field label={t("integration:column.client_id")}>{client.id}</Field>
            <Field label={t("integration:column.holder")}>{client.holder}</Field>
            <Field label={t("integration:column.union")}>{client.organization_name}</Field>
            <Field label={t("integration:column.datasets")}>{client.datasets.map(dataset).join(t("ui:comma"))}</Field>
            <Field label={t("integration:column.networks")}>{client.networks.join(t("ui:comma"))}</Field>
            <Field label={t("integration:column.per_minute")}>{count(client.per_minute)}</Field>
            <Field label={t("integration:column.expires_on")}>{client.expires_on}</Field>
            <Field label={t("integration:column.made_by")} note={moment(client.created_at)}>
              {client.made_by_name}
            </Field>
            {client.revoked_at && (
              <Field label={t("integration:column.revoked_for")} note={moment(client.revoked_at)}>
                {client.revoked_for}
              </Field>
            )}
            <Field label={t("integration:column.last_pulled_at")}>
              {client.last_pulled_at && (
                <Link to={"/open" as never} search={{ list: "log", client: client.id } as never}>
                  {moment(client.last_pulled_at)}
                </Link>
              )}
            </Field>
          </DescriptionList>
          <Section kind="ruled" title={t("integration:secrets.title")} note={t("integration:secrets.note")}>
            <ul className={styles.secrets}>
              {client.secrets.map((secret) => (
                <li key={secret.id}>
                  <span>
                    <b>…{secret.hint}</b>{" "}
                    <span className="ink-2">
                      {t("integration:secrets.used", {
                        at: secret.used_at ? moment(secret.used_at) : MISSING,
                        made: moment(secret.created_at),
                      })}
                    </span>
                  </span>
                  {droppable && (
                    <Button kind="text" destructive onClick={() => dropSecret(secret)}>
                      {t("integration:secrets.drop")}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </Section>
        </>
      )}
      {dialogs}
      {editing && client && <ClientDialog client={client} onClose={() => setEditing(false)} />}
    </Drawer>
  );
}
