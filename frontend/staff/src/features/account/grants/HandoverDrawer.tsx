import { useQuery } from "@tanstack/react-query";
import { ifMatch } from "@unionhome/client";
import { getGrantHandover, stepGrantHandover } from "@unionhome/client/grants";
import { date, moment } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";
import { Status } from "../../../ui/status/Status";
import { type Step, Steps } from "../../../ui/status/Steps";
import { Drawer } from "../../../ui/table/Drawer";
import { HANDOVERS } from "../data";
import { DESTRUCTIVE, markOf } from "../marks";
import { ReasonDialog } from "../ReasonDialog";
import { useRefresh } from "../useRefresh";

/** One hand-over: who gives what to whom, and the answer of a second administrator. */
export function HandoverDrawer({ id, onClose }: { id: string; onClose(): void }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const roles = useDictionary("role");
  const statuses = useDictionary("handover_status");
  const [asked, setAsked] = useState<Step | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: [HANDOVERS, "one", id],
    queryFn: ({ signal }) => getGrantHandover(id, { signal }),
  });
  const title = data ? `${data.from_user_name ?? "—"} → ${data.to_user_name ?? "—"}` : "";
  const closed = data?.steps.find((step) => !step.allowed && step.reason);
  return (
    <Drawer
      title={title}
      marks={data && <Status mark={markOf(data.status)}>{statuses.label(data.status)}</Status>}
      onClose={onClose}
      foot={data && data.steps.length > 0 && <Steps steps={data.steps} destructive={DESTRUCTIVE} onStep={setAsked} />}
    >
      {error && <ProblemStrip boxed problem={error} onRetry={() => void refetch()} />}
      {data && (
        <DescriptionList labels={92}>
          <Field label={t("account:column.from")}>{data.from_user_name}</Field>
          <Field label={t("account:column.to")}>{data.to_user_name}</Field>
          <Field label={t("account:column.on")}>{data.organization_name}</Field>
          <Field label={t("account:column.role")}>{data.roles.map((role) => roles.label(role)).join(" · ")}</Field>
          <Field label={t("account:column.starts_on")}>{date(data.starts_on)}</Field>
          <Field label={t("account:column.reason")}>{data.reason}</Field>
          <Field label={t("account:column.proposed_by")} note={moment(data.created_at)}>
            {data.made_by_name}
          </Field>
          <Field label={t("account:column.approved_by")}>{data.approved_by_name}</Field>
        </DescriptionList>
      )}
      {closed && <p className="small ink-2">{closed.reason}</p>}
      {asked && data && (
        <ReasonDialog
          silent
          step={asked}
          object={title}
          effect={t(`account:handover.effect_${asked.step}`, { date: data.starts_on })}
          act={async () => {
            await stepGrantHandover(data.id, { step: asked.step } as never, ifMatch(data));
            refresh();
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </Drawer>
  );
}
