import { ifMatch } from "@unionhome/client";
import { editClient, makeClient } from "@unionhome/client/clients";
import type { ClientOut } from "@unionhome/client/model";
import { Input, InputNumber, Select } from "antd";
import dayjs from "dayjs";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { DateField } from "../../../ui/form/DateField";
import { Labelled } from "../../../ui/form/Labelled";
import { OrgField } from "../../../ui/tree/OrgField";
import type { PickedOrg } from "../../../ui/tree/OrgPicker";
import { DATASETS, useDatasetWords, useRefresh } from "../data";
import styles from "../integration.module.css";
import { ShownOnce } from "../ShownOnce";

interface ClientDialogProps {
  /** The client to change; without it a new one is made. */
  client?: ClientOut;
  onClose(): void;
}

const LONGEST = 60;
const MOST_A_MINUTE = 600;
const USUAL = 60;
const DAYS = 365;

/** What a client may do: who uses it, which figures, of which union, from where, how often, until when. */
export function ClientDialog({ client, onClose }: ClientDialogProps) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const word = useDatasetWords();
  const [name, setName] = useState(client?.name ?? "");
  const [holder, setHolder] = useState(client?.holder ?? "");
  const [union, setUnion] = useState<PickedOrg | null>(
    client ? { id: client.organization_id, label: client.organization_name } : null,
  );
  const [datasets, setDatasets] = useState<string[]>(client?.datasets ?? []);
  const [networks, setNetworks] = useState<string[]>(client?.networks ?? []);
  const [perMinute, setPerMinute] = useState<number | null>(client?.per_minute ?? USUAL);
  const [until, setUntil] = useState<string | null>(
    client?.expires_on ?? dayjs().add(DAYS, "day").format("YYYY-MM-DD"),
  );
  const [made, setMade] = useState<ClientOut | null>(null);
  /** A client that was just made shows its secret before the dialog may go. */
  const shows = useRef(false);
  const verb = t(client ? "integration:save" : "integration:add.clients");
  const whole = name.trim() && holder.trim() && union && datasets.length && networks.length && perMinute && until;

  async function act() {
    if (!union || !perMinute || !until) return;
    const terms = { name, holder, datasets, networks, per_minute: perMinute, expires_on: until };
    if (client) await editClient(client.id, terms, ifMatch(client));
    else {
      setMade(await makeClient({ ...terms, organization_id: union.id }));
      shows.current = true;
    }
    refresh();
  }

  if (made?.secret)
    return (
      <ShownOnce
        title={t("integration:secrets.new", { name: made.name })}
        lines={[
          { label: t("integration:column.client_id"), value: made.id },
          { label: t("integration:column.client_secret"), value: made.secret },
        ]}
        onClose={onClose}
      />
    );
  return (
    <ConfirmAct
      kind="plain"
      title={client ? t("integration:edit_of", { name: client.name }) : verb}
      verb={verb}
      effect={t(client ? "integration:clients.edit_effect" : "integration:clients.make_effect")}
      ready={Boolean(whole)}
      act={act}
      onClose={() => shows.current || onClose()}
    >
      <div className={styles.fields}>
        <Labelled label={t("integration:column.name")}>
          {(id) => (
            <Input
              id={id}
              value={name}
              maxLength={LONGEST}
              autoComplete="off"
              onChange={(e) => setName(e.target.value)}
            />
          )}
        </Labelled>
        <Labelled label={t("integration:column.holder")}>
          {(id) => (
            <Input
              id={id}
              value={holder}
              maxLength={LONGEST}
              autoComplete="off"
              onChange={(e) => setHolder(e.target.value)}
            />
          )}
        </Labelled>
        {!client && (
          <Labelled label={t("integration:column.union")}>
            {(id) => <OrgField id={id} label={t("integration:column.union")} value={union} onChange={setUnion} />}
          </Labelled>
        )}
        <Labelled label={t("integration:column.datasets")}>
          {(id) => (
            <Select
              id={id}
              mode="multiple"
              value={datasets}
              onChange={setDatasets}
              options={DATASETS.map((code) => ({ value: code, label: word(code) }))}
            />
          )}
        </Labelled>
        <Labelled label={t("integration:column.networks")}>
          {(id) => (
            <Select
              id={id}
              mode="tags"
              value={networks}
              onChange={setNetworks}
              tokenSeparators={[",", "，", " ", "\n"]}
              placeholder="10.20.0.0/16"
              open={false}
              suffixIcon={null}
            />
          )}
        </Labelled>
        <Labelled label={t("integration:column.per_minute")}>
          {(id) => <InputNumber id={id} min={1} max={MOST_A_MINUTE} value={perMinute} onChange={setPerMinute} />}
        </Labelled>
        <Labelled label={t("integration:column.expires_on")}>
          {(id) => (
            <DateField
              id={id}
              value={until}
              onChange={setUntil}
              min={dayjs().add(1, "day").format("YYYY-MM-DD")}
              max={dayjs().add(DAYS, "day").format("YYYY-MM-DD")}
            />
          )}
        </Labelled>
      </div>
    </ConfirmAct>
  );
}
