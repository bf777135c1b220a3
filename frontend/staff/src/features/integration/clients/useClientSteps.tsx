import { ifMatch } from "@unionhome/client";
import { stepClient } from "@unionhome/client/clients";
import type { ClientOut, SecretOut, StepClientBody } from "@unionhome/client/model";
import { Input } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { Labelled } from "../../../ui/form/Labelled";
import { Steps } from "../../../ui/status/Steps";
import { useRefresh } from "../data";
import { ShownOnce } from "../ShownOnce";

const DESTRUCTIVE = ["revoke"];
const LONGEST = 200;

interface Asked {
  step: string;
  label: string;
  secret?: SecretOut;
}

/** The buttons of a client, and the dialogs they open. A new secret is shown once, here. */
export function useClientSteps(client: ClientOut | undefined): {
  buttons: ReactNode;
  dialogs: ReactNode;
  dropSecret(secret: SecretOut): void;
} {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [reason, setReason] = useState("");
  const [secret, setSecret] = useState<string | null>(null);
  const dropSecret = (one: SecretOut) =>
    setAsked({ step: "drop_secret", label: t("integration:secrets.drop"), secret: one });
  if (!client) return { buttons: null, dialogs: null, dropSecret };

  async function act({ step, secret: dropped }: Asked) {
    if (!client) return;
    const body = {
      step,
      ...(dropped && { secret_id: dropped.id }),
      ...(step === "revoke" && { reason: reason.trim() }),
    };
    const answer = await stepClient(client.id, body as StepClientBody, ifMatch(client));
    refresh();
    if (answer.secret) setSecret(answer.secret);
  }

  return {
    dropSecret,
    // A secret is dropped where it stands in the list: the button says which.
    buttons: (
      <Steps
        steps={client.steps.filter((step) => step.step !== "drop_secret")}
        destructive={DESTRUCTIVE}
        onStep={(step) => {
          setReason("");
          setAsked(step);
        }}
      />
    ),
    dialogs: (
      <>
        {asked && (
          <ConfirmAct
            title={`${asked.label} ${asked.secret ? `…${asked.secret.hint}` : client.name}`}
            verb={asked.label}
            kind={asked.step === "add_secret" ? "plain" : "destructive"}
            effect={t(`integration:effect.${asked.step}`, { name: client.name })}
            ready={asked.step !== "revoke" || reason.trim() !== ""}
            act={() => act(asked)}
            onClose={() => setAsked(null)}
          >
            {asked.step === "revoke" && (
              <Labelled label={t("integration:column.revoked_for")}>
                {(id) => (
                  <Input.TextArea
                    id={id}
                    rows={2}
                    maxLength={LONGEST}
                    value={reason}
                    onChange={(event) => setReason(event.target.value)}
                  />
                )}
              </Labelled>
            )}
          </ConfirmAct>
        )}
        {secret && (
          <ShownOnce
            title={t("integration:secrets.new", { name: client.name })}
            lines={[
              { label: t("integration:column.client_id"), value: client.id },
              { label: t("integration:column.client_secret"), value: secret },
            ]}
            onClose={() => setSecret(null)}
          />
        )}
      </>
    ),
  };
}
