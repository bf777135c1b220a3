import type { WebhookEvent, WebhookOut } from "@unionhome/client/model";
import { makeWebhook } from "@unionhome/client/webhooks";
import { Input, Select } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Labelled } from "../../../ui/form/Labelled";
import { useDictionary } from "../../../ui/page/dictionary";
import { useClientChoices, useRefresh } from "../data";
import styles from "../integration.module.css";
import { ShownOnce } from "../ShownOnce";

interface HookDialogProps {
  /** The client that the list is narrowed to. */
  client?: string;
  onClose(): void;
}

const LONGEST = 500;

/** An address for events of a client's subtree; its signing secret is shown once. */
export function HookDialog({ client: begun, onClose }: HookDialogProps) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const clients = useClientChoices().filter((one) => one.state === "active");
  const events = useDictionary("webhook_event");
  const [client, setClient] = useState<string | undefined>(begun);
  const [url, setUrl] = useState("https://");
  const [picked, setPicked] = useState<WebhookEvent[]>([]);
  const [made, setMade] = useState<WebhookOut | null>(null);
  const shows = useRef(false);

  if (made?.secret)
    return (
      <ShownOnce
        title={t("integration:hooks.new_secret")}
        lines={[
          { label: t("integration:column.url"), value: made.url },
          { label: t("integration:column.signing_secret"), value: made.secret },
        ]}
        onClose={onClose}
      />
    );
  return (
    <ConfirmAct
      kind="plain"
      title={t("integration:add.hooks")}
      verb={t("integration:add.hooks")}
      effect={t("integration:hooks.make_effect")}
      ready={client !== undefined && url.length > "https://".length && picked.length > 0}
      act={async () => {
        if (!client) return;
        setMade(await makeWebhook({ client_id: client, url: url.trim(), events: picked }));
        shows.current = true;
        refresh();
      }}
      onClose={() => shows.current || onClose()}
    >
      <div className={styles.fields}>
        <Labelled label={t("integration:column.client")}>
          {(id) => <Select id={id} value={client} onChange={setClient} options={clients} />}
        </Labelled>
        <Labelled label={t("integration:column.url")}>
          {(id) => (
            <Input
              id={id}
              value={url}
              maxLength={LONGEST}
              autoComplete="off"
              onChange={(e) => setUrl(e.target.value)}
            />
          )}
        </Labelled>
        <Labelled label={t("integration:column.events")}>
          {(id) => (
            <Select
              id={id}
              mode="multiple"
              value={picked}
              onChange={setPicked}
              options={events.choices as { value: WebhookEvent; label: string }[]}
            />
          )}
        </Labelled>
      </div>
    </ConfirmAct>
  );
}
