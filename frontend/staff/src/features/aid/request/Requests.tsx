import { useQuery } from "@tanstack/react-query";
import { ifMatch } from "@unionhome/client";
import type { PaperKind, PaperRequestOut } from "@unionhome/client/model";
import { getRequestedPaper, stepPaperRequest } from "@unionhome/client/paper-requests";
import { count, moment } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { PictureViewer } from "../../../ui/picture/PictureViewer";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Status } from "../../../ui/status/Status";
import { Steps } from "../../../ui/status/Steps";
import { MEDICAL } from "../data";
import { AskDialog } from "./AskDialog";
import { isOpen, markOf, requestsOf } from "./data";
import styles from "./request.module.css";

interface RequestsProps {
  household: { id: string; name: string };
  /** The case on whose page this stands. */
  caseId?: string;
  /** What is asked for unless the officer says otherwise. */
  missing: readonly PaperKind[];
  /** Those that are over as well. */
  past?: boolean;
  onChanged(): void;
}

/** What the worker is asked for on the phone, and what came: to be looked at, taken into the file, or sent back. */
export function Requests({ household, caseId, missing, past, onChanged }: RequestsProps) {
  const { t } = useTranslation();
  const may = useAccess();
  const { data, error, refetch } = useQuery(requestsOf(household.id));
  const [asking, setAsking] = useState(false);
  const [acting, setActing] = useState<{ request: PaperRequestOut; step: string } | null>(null);
  if (error) return <ProblemStrip boxed problem={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const open = data.items.find(isOpen);
  const over = past ? data.items.filter((one) => !isOpen(one)) : [];
  const asks = may.editHouseholds && !open;
  if (!open && !asks && over.length === 0) return null;
  return (
    <section className={styles.requests} aria-label={t("aid:request.one")}>
      {open && <Request request={open} onStep={(step) => setActing({ request: open, step })} />}
      {asks && (
        <Button
          disabled={!data.askable}
          title={data.askable ? undefined : (data.reason ?? undefined)}
          onClick={() => setAsking(true)}
        >
          {t("aid:request.ask")}
        </Button>
      )}
      {over.length > 0 && (
        <details className={styles.past}>
          <summary>{t("aid:request.past", { n: count(over.length) })}</summary>
          {over.map((one) => (
            <Request key={one.id} request={one} onStep={() => undefined} />
          ))}
        </details>
      )}
      {asking && (
        <AskDialog
          household={household}
          caseId={caseId}
          missing={missing}
          onClose={() => setAsking(false)}
          onDone={onChanged}
        />
      )}
      {acting?.step === "return" && (
        <AskDialog
          household={household}
          missing={missing}
          refused={acting.request}
          onClose={() => setActing(null)}
          onDone={onChanged}
        />
      )}
      {acting && acting.step !== "return" && (
        <EndDialog household={household} {...acting} onClose={() => setActing(null)} onDone={onChanged} />
      )}
    </section>
  );
}

interface RequestProps {
  request: PaperRequestOut;
  onStep(step: string): void;
}

function Request({ request, onStep }: RequestProps) {
  const { t } = useTranslation();
  const kinds = useDictionary("paper_kind");
  const statuses = useDictionary("paper_request_status");
  const [shown, setShown] = useState<string | null>(null);
  const named = (list: readonly PaperKind[]) => list.map((kind) => kinds.label(kind)).join(t("ui:comma"));
  return (
    <div className={styles.request}>
      <p>
        <Status mark={markOf(request)}>{statuses.label(request.status)}</Status>{" "}
        {request.asked.length > 0 && <b>{named(request.asked)}</b>} {request.note}
      </p>
      <p className="small ink-3">
        {request.asked_by} {moment(request.asked_at)}
        {request.case_number && ` ${t("aid:request.for_case", { number: request.case_number })}`}
      </p>
      {request.answered_at && (
        <p>
          <span className="small ink-3">{t("aid:request.answered", { at: moment(request.answered_at) })}</span>{" "}
          {request.answer}{" "}
          {request.papers.map((paper) => (
            <Button key={paper.id} kind="text" onClick={() => setShown(paper.id)}>
              {kinds.label(paper.kind)}
            </Button>
          ))}
          {request.missing.length > 0 && (
            <span className={styles.missing}>{t("aid:request.missing", { kinds: named(request.missing) })}</span>
          )}
        </p>
      )}
      {request.steps.length > 0 && (
        <div className={styles.steps}>
          <Steps steps={request.steps} destructive={["withdraw"]} onStep={(one) => onStep(one.step)} />
        </div>
      )}
      {shown && (
        <PictureViewer
          first={shown}
          pictures={request.papers.map((paper) => ({
            key: paper.id,
            title: kinds.label(paper.kind),
            name: paper.name,
            note: moment(paper.added_at),
            covered: MEDICAL.includes(paper.kind) && paper.id !== shown,
            load: () => getRequestedPaper(request.id, paper.id),
          }))}
          onClose={() => setShown(null)}
        />
      )}
    </div>
  );
}

interface EndDialogProps {
  household: { name: string };
  request: PaperRequestOut;
  step: string;
  onClose(): void;
  onDone(): void;
}

/** Taken into the file, or asked no more. */
function EndDialog({ household, request, step, onClose, onDone }: EndDialogProps) {
  const { t } = useTranslation();
  const takes = step === "take";
  const verb = request.steps.find((one) => one.step === step)?.label ?? step;
  return (
    <ConfirmAct
      kind={takes ? "plain" : "destructive"}
      title={t("aid:request.title", { verb, name: household.name })}
      verb={verb}
      effect={t(takes ? "aid:request.take_effect" : "aid:request.withdraw_effect")}
      eager
      act={async () => {
        await stepPaperRequest(request.id, { step: takes ? "take" : "withdraw" }, ifMatch(request));
        onDone();
      }}
      onClose={onClose}
    />
  );
}
