import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { checkMemberBatch } from "@unionhome/client/member-batches";
import type { MemberBatchDraft } from "@unionhome/client/model";
import { count } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { Dialog } from "../../../ui/dialog/Dialog";
import { newOnceKey } from "../../../ui/page/once";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { type MemberSearch, toFilter } from "../list/filters";
import { BatchState } from "./BatchState";
import styles from "./batch.module.css";
import { DESTRUCTIVE } from "./changes";
import { isGoing } from "./data";
import { Change, type Deed, useDeed } from "./deeds";
import { useBatch } from "./useBatch";

interface LargeBatchProps {
  deed: Deed;
  search: MemberSearch;
  /** Who matches and was taken out again. */
  except: ReadonlySet<string>;
  /** How many were chosen, as people read it. */
  chosen: string;
  onClose(): void;
  onDone(): void;
}

/** More than are done at once: a job looks at each, then another does it. The dialog may be closed at any moment. */
export function LargeBatch({ deed, search, except, chosen, onClose, onDone }: LargeBatchProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const go = useNavigate();
  const { what, fields } = useDeed(deed);
  const [id, setId] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<unknown>();
  const { batch, job, busy, problem, carryOut } = useBatch(id);
  const verb = t(`member:batch.${deed}`);
  const shown = batch.data;
  const step = shown?.steps.find((one) => one.step === "carry_out");
  const touched = shown !== undefined && (shown.state === "carrying_out" || shown.counts.done > 0);
  const close = touched ? onDone : onClose;

  async function check() {
    setAsking(true);
    setRefused(undefined);
    try {
      const draft = { query: toFilter(search, Date.now()), except_ids: [...except], ...what } as MemberBatchDraft;
      const asked = await checkMemberBatch(draft, { idempotencyKey: newOnceKey() });
      setId(String(asked.request.batch_id));
      void queries.invalidateQueries({ queryKey: ["jobs"] });
    } catch (error) {
      setRefused(error);
    }
    setAsking(false);
  }

  function foot() {
    if (id === null)
      return (
        <>
          <Button size={32} onClick={onClose}>
            {t("ui:confirm.leave")}
          </Button>
          <Button size={32} kind="main" busy={asking} disabled={what === null} onClick={check}>
            {t("member:batch.check", { n: chosen })}
          </Button>
        </>
      );
    if (!shown || isGoing(shown))
      return (
        <Button size={32} onClick={close}>
          {t("member:batch.leave_running")}
        </Button>
      );
    const seeing = (
      <Button
        size={32}
        onClick={() => {
          close();
          void go({ to: "/member-batches/$id", params: { id: shown.id } });
        }}
      >
        {t("member:batch.see_each")}
      </Button>
    );
    if (shown.state !== "checked")
      return (
        <>
          {seeing}
          <Button size={32} kind="main" onClick={close}>
            {t("member:batch.close")}
          </Button>
        </>
      );
    return (
      <>
        <Button size={32} onClick={close}>
          {t("ui:confirm.leave")}
        </Button>
        {seeing}
        <Button
          size={32}
          kind="main"
          destructive={DESTRUCTIVE.includes(deed)}
          busy={busy}
          disabled={!step?.allowed}
          title={step?.reason ?? undefined}
          onClick={carryOut}
        >
          {t("member:batch.verb", { verb, n: count(shown.counts.can) })}
        </Button>
      </>
    );
  }

  return (
    <Dialog title={verb} width={560} onClose={close} foot={foot()}>
      <div className={styles.batch}>
        {(refused ?? problem) != null && <ProblemStrip boxed problem={refused ?? problem} />}
        {id === null ? (
          <>
            {fields}
            <p className="ink-2">{t("member:batch.large", { n: chosen })}</p>
          </>
        ) : shown ? (
          <>
            {shown.change && (
              <p>
                <Change change={shown.change} />
              </p>
            )}
            <BatchState batch={shown} job={job} />
          </>
        ) : (
          <p className="ink-3">{t("member:batch.going.checking")}</p>
        )}
      </div>
    </Dialog>
  );
}
