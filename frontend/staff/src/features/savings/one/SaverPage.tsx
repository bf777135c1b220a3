import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import type { SaverOut } from "@unionhome/client/model";
import { getPassbook, stepSaver } from "@unionhome/client/savings";
import { date, yuan, yuanInText } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { save } from "../../../ui/export/exports";
import { YuanField } from "../../../ui/form/YuanField";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { useOnce } from "../../../ui/page/useOnce";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { PageHead } from "../../../ui/record/PageHead";
import { Scroll } from "../../../ui/scroll/Scroll";
import { Status } from "../../../ui/status/Status";
import { Steps } from "../../../ui/status/Steps";
import { monthOf, oneSaver, passbook, useSavingsMoved } from "../data";
import styles from "../savings.module.css";
import { EntryDialog } from "./EntryDialog";

const route = getRouteApi("/aid/savings/savers/$id");

/** The passbook of one saver: what came, what went, what is left. It is printed as it stands. */
export function SaverPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const saver = useQuery(oneSaver(id));
  useTabTitle(saver.data?.name, t("savings:passbook"));
  if (saver.data) return <Body key={id} saver={saver.data} />;
  if (saver.error) return <ProblemPage problem={saver.error} onRetry={() => void saver.refetch()} />;
  return null;
}

function Body({ saver }: { saver: SaverOut }) {
  const { t } = useTranslation();
  const may = useAccess();
  const states = useDictionary("saver_state");
  const [asking, setAsking] = useState<string | null>(null);
  const close = () => setAsking(null);
  return (
    <div className={styles.page}>
      <PageHead
        title={saver.name}
        marks={<Status mark={saver.left_on ? "kept" : "running"}>{states.label(saver.state)}</Status>}
        facts={[
          [
            t("savings:one"),
            <Link key="society" to="/aid/savings/$id" params={{ id: saver.society_id }} search={{}}>
              {saver.society_name}
            </Link>,
          ],
          [t("savings:saver.joined"), date(saver.joined_on)],
          [t("savings:saver.left"), date(saver.left_on)],
          [t("savings:saver.monthly"), yuan(saver.monthly_fen)],
          [t("savings:saver.owed"), yuan(saver.owed_fen)],
          [t("savings:saver.saved"), <b key="saved">{yuan(saver.saved_fen)}</b>],
        ]}
      >
        <Button icon="print" onClick={() => window.print()}>
          {t("savings:print")}
        </Button>
        <Button
          icon="export"
          onClick={async () => save((await getPassbook(saver.id)) as unknown as Blob, `${saver.name}.xlsx`)}
        >
          {t("savings:year.workbook")}
        </Button>
        {may.keepSavings && (
          <>
            <Steps steps={saver.steps} destructive={["leave"]} main="" onStep={(one) => setAsking(one.step)} />
            {!saver.left_on && (
              <>
                <Button disabled={saver.saved_fen === 0} onClick={() => setAsking("draw")}>
                  {t("savings:entry.draw")}
                </Button>
                <Button kind="main" onClick={() => setAsking("save")}>
                  {t("savings:entry.save")}
                </Button>
              </>
            )}
          </>
        )}
      </PageHead>
      <Scroll className={styles.main} label={t("savings:passbook")}>
        <Passbook saver={saver} />
      </Scroll>
      {(asking === "save" || asking === "draw") && (
        <EntryDialog
          society={{ id: saver.society_id, name: saver.society_name }}
          saver={saver}
          kind={asking}
          onClose={close}
        />
      )}
      {asking === "set_monthly" && <MonthlyDialog saver={saver} onClose={close} />}
      {asking === "leave" && <LeaveDialog saver={saver} onClose={close} />}
    </div>
  );
}

function Passbook({ saver }: { saver: SaverOut }) {
  const { t } = useTranslation();
  const kinds = useDictionary("savings_entry_kind");
  const entries = useQuery(passbook(saver.id)).data;
  if (entries?.length === 0) return <p className="ink-3">{t("savings:book.none")}</p>;
  return (
    <table className={styles.sheet} aria-label={t("savings:passbook")}>
      <thead>
        <tr>
          <th>{t("savings:book.on")}</th>
          <th>{t("savings:book.kind")}</th>
          <th>{t("savings:book.memo")}</th>
          <th data-end>{t("savings:entry.amount")}</th>
          <th data-end>{t("savings:saver.saved")}</th>
          <th data-end>{t("savings:saver.owed")}</th>
          <th>{t("savings:book.by")}</th>
        </tr>
      </thead>
      <tbody>
        {entries?.map((one) => (
          <tr key={one.id} className={one.undone_by ? styles.undone : undefined}>
            <td>{date(one.booked_on)}</td>
            <td>{kinds.label(one.kind)}</td>
            <td>{one.month ? t("savings:book.month", { month: monthOf(one.month) }) : one.memo || "—"}</td>
            <td data-end>{yuan(one.amount_fen)}</td>
            <td data-end>{one.saved_after_fen === null ? "" : yuan(one.saved_after_fen)}</td>
            <td data-end>{one.owed_after_fen === null ? "" : yuan(one.owed_after_fen)}</td>
            <td>{one.by_name}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function MonthlyDialog({ saver, onClose }: { saver: SaverOut; onClose(): void }) {
  const { t } = useTranslation();
  const moved = useSavingsMoved();
  const once = useOnce();
  const [amount, setAmount] = useState<number | null>(saver.monthly_fen);
  return (
    <ConfirmAct
      kind="plain"
      title={t("savings:monthly.title", { name: saver.name })}
      verb={t("savings:edit.verb")}
      effect={t("savings:monthly.effect")}
      ready={(amount ?? 0) > 0}
      act={async () => {
        await once((options) =>
          stepSaver(saver.id, { step: "set_monthly", monthly_fen: amount ?? 0 }, { ...ifMatch(saver), ...options }),
        );
        await moved();
      }}
      onClose={onClose}
    >
      <YuanField min={1} label={t("savings:saver.monthly")} value={amount} onChange={setAmount} />
    </ConfirmAct>
  );
}

function LeaveDialog({ saver, onClose }: { saver: SaverOut; onClose(): void }) {
  const { t } = useTranslation();
  const moved = useSavingsMoved();
  const once = useOnce();
  return (
    <ConfirmAct
      title={t("savings:leave.title", { name: saver.name })}
      verb={t("savings:leave.verb")}
      effect={t("savings:leave.effect", { sum: yuanInText(saver.saved_fen) })}
      act={async () => {
        await once((options) => stepSaver(saver.id, { step: "leave" }, { ...ifMatch(saver), ...options }));
        await moved();
      }}
      onClose={onClose}
    />
  );
}
