import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { TodoItem } from "@unionhome/client/model";
import { Input } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../ui/dialog/Dialog";
import { useDictionary } from "../../ui/page/dictionary";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { DescriptionList, Field } from "../../ui/record/DescriptionList";
import { Steps } from "../../ui/status/Steps";
import { DAY } from "./data";
import { recordOf } from "./links";
import { type Fact, NO, REVIEWS } from "./review";
import styles from "./workbench.module.css";

interface ReviewDialogProps {
  item: TodoItem;
  onDone(): void;
  onClose(): void;
}

/** One thing that waits, with what one must know to answer it, and the answers the server offers. Two clicks in all. */
export function ReviewDialog({ item, onDone, onClose }: ReviewDialogProps) {
  const { t } = useTranslation();
  const load = REVIEWS[item.kind];
  const { data, error, refetch } = useQuery({
    queryKey: [...DAY, "review", item.kind, item.id],
    queryFn: ({ signal }) => load?.(item.id, signal),
    enabled: load !== undefined,
    staleTime: 0,
    gcTime: 0,
  });
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<unknown>();
  const [unsaid, setUnsaid] = useState(false);
  const foot = useRef<HTMLSpanElement>(null);
  // Enter opened it, Enter answers: the blue button has the focus as soon as there is one.
  useEffect(() => {
    if (data) foot.current?.querySelector<HTMLElement>("button:enabled:last-of-type")?.focus();
  }, [data]);

  async function act(step: string) {
    if (!data) return;
    // The refusal of a hand-over has no room for a reason.
    const silent = NO.includes(step) && reason.trim() === "" && item.kind !== "handover_approval";
    setUnsaid(silent);
    if (silent) return;
    setBusy(step);
    setProblem(undefined);
    try {
      await data.act(step, reason.trim());
      onDone();
    } catch (refused) {
      setProblem(refused);
      setBusy(null);
    }
  }

  return (
    <Dialog
      width={520}
      title={
        <>
          {item.name} <span className={styles.kindOf}>{t(`workbench:kind.${item.kind}`)}</span>
        </>
      }
      onClose={onClose}
      foot={
        <>
          <Link className={styles.whole} to={recordOf(item) as never} onClick={onClose}>
            {t("workbench:review.open")}
          </Link>
          <span ref={foot} className={styles.answers}>
            {data && (
              <Steps size={32} steps={data.steps} destructive={NO} busy={busy} onStep={(step) => void act(step.step)} />
            )}
          </span>
        </>
      }
    >
      {problem !== undefined && <ProblemStrip boxed problem={problem} lead={t("workbench:review.not_done")} />}
      {error && <ProblemStrip boxed problem={error} onRetry={() => void refetch()} />}
      <DescriptionList labels={96}>
        {data?.facts
          .filter((fact) => fact.value)
          .map((fact) => (
            <Field key={fact.key} label={t(`workbench:fact.${fact.key}`)}>
              <Value fact={fact} />
            </Field>
          ))}
      </DescriptionList>
      {data && data.steps.length === 0 && <p className="ink-2">{t("workbench:review.settled")}</p>}
      {data?.steps.some((step) => NO.includes(step.step)) && item.kind !== "handover_approval" && (
        <div className={styles.reason}>
          <label htmlFor="review-reason">{t("workbench:review.reason")}</label>
          <Input.TextArea
            id="review-reason"
            rows={2}
            maxLength={200}
            value={reason}
            status={unsaid ? "error" : undefined}
            onChange={(event) => setReason(event.target.value)}
          />
          {unsaid && (
            <span className="note bad" role="alert">
              {t("workbench:review.unsaid")}
            </span>
          )}
        </div>
      )}
    </Dialog>
  );
}

/** A text as it is, a slug by its word; several are joined as a list. */
function Value({ fact }: { fact: Fact }) {
  const words = useDictionary(fact.dictionary ?? "");
  if (!fact.dictionary) return fact.value;
  return (fact.value ?? "")
    .split(",")
    .map((slug) => words.label(slug))
    .join(" · ");
}
