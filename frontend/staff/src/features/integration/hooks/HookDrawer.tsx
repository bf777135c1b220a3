import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import type { WebhookStep } from "@unionhome/client/model";
import { deleteWebhook, getWebhook, stepWebhook } from "@unionhome/client/webhooks";
import { count, moment } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";
import { Status } from "../../../ui/status/Status";
import { Steps } from "../../../ui/status/Steps";
import { Drawer } from "../../../ui/table/Drawer";
import { HOOKS, markOf, useRefresh } from "../data";
import { ShownOnce } from "../ShownOnce";

const DELETE = "delete";

interface HookDrawerProps {
  id: string;
  onClose(): void;
}

/** One webhook: what it is told, how that goes, and what may be done. A new secret is shown once. */
export function HookDrawer({ id, onClose }: HookDrawerProps) {
  const { t } = useTranslation();
  const may = useAccess();
  const refresh = useRefresh();
  const states = useDictionary("webhook_state");
  const events = useDictionary("webhook_event");
  const {
    data: hook,
    error,
    refetch,
  } = useQuery({
    queryKey: [HOOKS, "one", id],
    queryFn: ({ signal }) => getWebhook(id, { signal }),
  });
  const [asked, setAsked] = useState<{ step: string; label: string } | null>(null);
  const [secret, setSecret] = useState<string | null>(null);

  async function act(step: string) {
    if (!hook) return;
    if (step === DELETE) {
      await deleteWebhook(hook.id, ifMatch(hook));
      onClose();
    } else {
      const answer = await stepWebhook(hook.id, { step: step as WebhookStep["step"] }, ifMatch(hook));
      if (answer.secret) setSecret(answer.secret);
    }
    refresh();
  }

  return (
    <Drawer
      title={hook?.client_name ?? ""}
      marks={hook && <Status mark={markOf(hook.state)}>{states.label(hook.state)}</Status>}
      onClose={onClose}
      foot={
        hook && (
          <>
            {may.editClients && (
              <Button destructive onClick={() => setAsked({ step: DELETE, label: t("integration:hooks.delete") })}>
                {t("integration:hooks.delete")}
              </Button>
            )}
            <Steps steps={hook.steps} onStep={setAsked} />
          </>
        )
      }
    >
      {error && <ProblemStrip boxed problem={error} onRetry={() => void refetch()} />}
      {hook && (
        <DescriptionList labels={84}>
          <Field label={t("integration:column.url")}>{hook.url}</Field>
          <Field label={t("integration:column.events")}>{hook.events.map(events.label).join(t("ui:comma"))}</Field>
          <Field label={t("integration:column.waiting")}>{count(hook.waiting)}</Field>
          <Field label={t("integration:column.failed")}>
            <Link to={"/open" as never} search={{ list: "messages", client: hook.client_id, state: "failed" } as never}>
              {count(hook.failed)}
            </Link>
          </Field>
          <Field label={t("integration:column.made_by")} note={moment(hook.created_at)}>
            {hook.made_by_name}
          </Field>
        </DescriptionList>
      )}
      {asked && hook && (
        <ConfirmAct
          title={`${asked.label} ${hook.url}`}
          verb={asked.label}
          kind={asked.step === DELETE ? "destructive" : "plain"}
          effect={t(`integration:effect.hook_${asked.step}`)}
          act={() => act(asked.step)}
          onClose={() => setAsked(null)}
        />
      )}
      {secret && hook && (
        <ShownOnce
          title={t("integration:hooks.new_secret")}
          lines={[
            { label: t("integration:column.url"), value: hook.url },
            { label: t("integration:column.signing_secret"), value: secret },
          ]}
          onClose={() => setSecret(null)}
        />
      )}
    </Drawer>
  );
}
