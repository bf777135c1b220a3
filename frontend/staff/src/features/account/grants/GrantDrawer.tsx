import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import { getGrant, stepGrant } from "@unionhome/client/grants";
import { moment, range } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { DescriptionList, Field } from "../../../ui/record/DescriptionList";
import { Status } from "../../../ui/status/Status";
import { type Step, Steps } from "../../../ui/status/Steps";
import { Drawer, type DrawerProps } from "../../../ui/table/Drawer";
import { GRANTS } from "../data";
import { DESTRUCTIVE, markOf } from "../marks";
import { ReasonDialog } from "../ReasonDialog";
import { useRefresh } from "../useRefresh";

type GrantDrawerProps = Pick<DrawerProps, "place" | "onBack" | "onNext" | "onClose"> & { id: string };

/** One grant with its steps. Whoever proposed it reads why the blue button is not theirs. */
export function GrantDrawer({ id, ...walk }: GrantDrawerProps) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const roles = useDictionary("role");
  const statuses = useDictionary("grant_status");
  const trees = useDictionary("tree");
  const [asked, setAsked] = useState<Step | null>(null);
  const {
    data: grant,
    error,
    refetch,
  } = useQuery({ queryKey: [GRANTS, "one", id], queryFn: ({ signal }) => getGrant(id, { signal }) });
  const closed = grant?.steps.find((step) => !step.allowed && step.reason);
  return (
    <Drawer
      title={grant ? `${grant.user_name ?? "—"} · ${roles.label(grant.role)}` : ""}
      marks={grant && <Status mark={markOf(grant.status)}>{statuses.label(grant.status)}</Status>}
      {...walk}
      foot={
        grant && grant.steps.length > 0 && <Steps steps={grant.steps} destructive={DESTRUCTIVE} onStep={setAsked} />
      }
    >
      {error && <ProblemStrip boxed problem={error} onRetry={() => void refetch()} />}
      {grant && (
        <DescriptionList labels={92}>
          <Field label={t("account:column.user")} note={grant.user_login}>
            <Link to={"/users/$id" as never} params={{ id: grant.user_id } as never}>
              {grant.user_name ?? "—"}
            </Link>
          </Field>
          <Field label={t("account:column.role")}>{roles.label(grant.role)}</Field>
          <Field label={t("account:column.on")} note={t("account:grants.subtree")}>
            {grant.organization_name}
          </Field>
          <Field label={t("account:column.tree")}>{trees.label(grant.tree)}</Field>
          <Field label={t("account:column.days")}>{range(grant.starts_on, grant.ends_on)}</Field>
          <Field label={t("account:column.reason")}>{grant.reason}</Field>
          <Field label={t("account:column.proposed_by")} note={moment(grant.created_at)}>
            {grant.made_by_name}
          </Field>
          <Field label={t("account:column.approved_by")}>{grant.approved_by_name}</Field>
        </DescriptionList>
      )}
      {closed && <p className="small ink-2">{closed.reason}</p>}
      {asked && grant && (
        <ReasonDialog
          step={asked}
          object={`${grant.user_name ?? "—"} · ${roles.label(grant.role)}`}
          effect={t(`account:grant_effect.${asked.step}`, {
            name: grant.user_name ?? "—",
            union: grant.organization_name,
          })}
          act={async (reason) => {
            await stepGrant(grant.id, { step: asked.step, reason } as never, ifMatch(grant));
            refresh();
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </Drawer>
  );
}
