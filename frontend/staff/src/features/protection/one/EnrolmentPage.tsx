import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import type { CoverItem, EnrolmentOut } from "@unionhome/client/model";
import { listCovers, receiveContribution, stepEnrolment } from "@unionhome/client/mutual-aid";
import { count, moment, range, yuan, yuanInText } from "@unionhome/words";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { DateField } from "../../../ui/form/DateField";
import { Labelled } from "../../../ui/form/Labelled";
import { useDictionary } from "../../../ui/page/dictionary";
import { newOnceKey } from "../../../ui/page/once";
import { useAccess } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { PageHead } from "../../../ui/record/PageHead";
import { Status } from "../../../ui/status/Status";
import { Steps } from "../../../ui/status/Steps";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { ListPage } from "../../../ui/table/ListPage";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { ENROLMENT_MARK, MUTUAL, oneEnrolment, useChanged } from "../data";
import { useCoverColumns } from "../list/Covers";
import styles from "../protection.module.css";

const route = getRouteApi("/aid/mutual/enrolments/$id");

/** One enrolment: who is in it, where its contribution is. */
export function EnrolmentPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const enrolment = useQuery(oneEnrolment(id));
  useTabTitle(enrolment.data?.number, t("protection:enrolment.one"));
  if (enrolment.data) return <Body key={id} enrolment={enrolment.data} />;
  if (enrolment.error) return <ProblemPage problem={enrolment.error} onRetry={() => void enrolment.refetch()} />;
  return null;
}

function Body({ enrolment }: { enrolment: EnrolmentOut }) {
  const { t } = useTranslation();
  const go = useNavigate();
  const may = useAccess();
  const states = useDictionary("enrolment_state");
  const [step, setStep] = useState<string | null>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const table = useTable("mutual-enrolled", useCoverColumns());
  const asked = { enrolment_id: enrolment.id };
  const list = useList<CoverItem>({
    id: MUTUAL,
    filters: { enrolled: asked },
    load: (place, signal) => listCovers({ ...asked, ...place }, { signal }),
  });
  const steps = enrolment.steps.filter((one) => one.step !== "receive" || may.editFunds);
  return (
    <ListPage
      head={
        <PageHead
          title={enrolment.number}
          marks={<Status mark={ENROLMENT_MARK[enrolment.state] ?? "settled"}>{states.label(enrolment.state)}</Status>}
          facts={[
            [t("protection:column.organization"), enrolment.organization_name],
            [
              t("protection:column.plan"),
              <Link key="plan" to="/aid/mutual/plans/$id" params={{ id: enrolment.plan_id }}>
                {enrolment.plan_name}
              </Link>,
            ],
            [t("protection:column.days"), range(enrolment.starts_on, enrolment.ends_on)],
            [t("protection:column.insured"), count(enrolment.insured)],
            [t("protection:column.contribution"), yuan(enrolment.contribution_fen)],
            [t("protection:column.received_at"), enrolment.received_at === null ? "—" : moment(enrolment.received_at)],
            [t("protection:column.maker"), enrolment.made_by_name],
          ]}
        >
          {enrolment.voucher_id && may.seeFunds && (
            <Link to="/vouchers/$id" params={{ id: enrolment.voucher_id }}>
              <Button tabIndex={-1}>{t("protection:enrolment.voucher")}</Button>
            </Link>
          )}
          {may.editHouseholds && enrolment.state !== "withdrawn" && (
            <Button
              onClick={() =>
                void go({
                  to: "/aid/mutual/enrol",
                  search: { plan_id: enrolment.plan_id, renews_id: enrolment.id },
                })
              }
            >
              {t("protection:enrolment.renew")}
            </Button>
          )}
          <Steps steps={steps} destructive={["withdraw"]} onStep={(one) => setStep(one.step)} />
        </PageHead>
      }
    >
      <DataTable
        label={t("protection:view.covers")}
        table={table}
        rows={list.rows}
        rowKey={(row: CoverItem) => row.id}
        current={current}
        onCurrent={setCurrent}
        onOpen={(row: CoverItem) => void go({ to: "/members/$id", params: { id: row.member_id } })}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={<Empty>{t("protection:cover.none")}</Empty>}
        pager={{ ...list.pager, unit: t("protection:cover.unit") }}
      />
      {step === "receive" && <ReceiveDialog enrolment={enrolment} onClose={() => setStep(null)} />}
      {step === "withdraw" && <WithdrawDialog enrolment={enrolment} onClose={() => setStep(null)} />}
    </ListPage>
  );
}

interface DialogProps {
  enrolment: EnrolmentOut;
  onClose(): void;
}

/** The contribution came in: a voucher for a second officer. */
function ReceiveDialog({ enrolment, onClose }: DialogProps) {
  const { t } = useTranslation();
  const changed = useChanged();
  const [once] = useState(newOnceKey);
  const [number, setNumber] = useState("");
  const [on, setOn] = useState<string | null>(null);
  return (
    <ConfirmAct
      kind="plain"
      title={t("protection:receive.title", { number: enrolment.number })}
      verb={t("protection:receive.verb")}
      effect={t("protection:receive.effect", { yuan: yuanInText(enrolment.contribution_fen) })}
      ready={number.trim() !== ""}
      act={async () => {
        const said = { document_number: number.trim(), received_on: on };
        await receiveContribution(enrolment.id, said, { ...ifMatch(enrolment), idempotencyKey: once });
        changed();
      }}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <Labelled label={t("protection:receive.number")}>
          {(id) => <Input id={id} maxLength={100} value={number} onChange={(event) => setNumber(event.target.value)} />}
        </Labelled>
        <Labelled label={t("protection:receive.on")}>
          {(id) => <DateField id={id} value={on} onChange={setOn} />}
        </Labelled>
      </div>
    </ConfirmAct>
  );
}

function WithdrawDialog({ enrolment, onClose }: DialogProps) {
  const { t } = useTranslation();
  const changed = useChanged();
  return (
    <ConfirmAct
      title={t("protection:withdraw.title", { number: enrolment.number })}
      verb={t("protection:withdraw.verb")}
      effect={t("protection:withdraw.effect", { n: count(enrolment.insured) })}
      eager
      act={async () => {
        await stepEnrolment(enrolment.id, { step: "withdraw" }, ifMatch(enrolment));
        changed();
      }}
      onClose={onClose}
    />
  );
}
