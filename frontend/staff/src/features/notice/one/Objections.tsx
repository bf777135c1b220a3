import { useQuery } from "@tanstack/react-query";
import type { NoticeOut, ObjectionItem } from "@unionhome/client/model";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { useDictionary } from "../../../ui/page/dictionary";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Section } from "../../../ui/record/Section";
import { Status } from "../../../ui/status/Status";
import { ANSWERS, objectionsOf } from "../data";
import styles from "../notice.module.css";
import { AnswerDialog } from "./AnswerDialog";
import { ReceiveDialog } from "./ReceiveDialog";

interface ObjectionsProps {
  notice: NoticeOut;
  onDone(): Promise<void>;
}

/** What came against the notice. What was said stays closed until somebody opens it, which is on record. */
export function Objections({ notice, onDone }: ObjectionsProps) {
  const { t } = useTranslation();
  const ways = useDictionary("objection_way");
  const states = useDictionary("objection_state");
  const [entering, setEntering] = useState(false);
  const [opened, setOpened] = useState<ObjectionItem>();
  const { data, error, refetch } = useQuery(objectionsOf(notice.id));
  const receiving = notice.state === "running" || notice.state === "ended";
  return (
    <Section
      kind="ruled"
      title={t("notice:view.objections")}
      more={
        receiving && (
          <Button kind="text" icon="plus" onClick={() => setEntering(true)}>
            {t("notice:objection.enter")}
          </Button>
        )
      }
    >
      {error && <ProblemStrip boxed problem={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <p className="small ink-3">{t("notice:objection.none")}</p>}
      <ul className={styles.objections}>
        {data?.items.map((one) => (
          <li key={one.id}>
            <span>
              {one.against ?? t("notice:objection.whole")}
              <span className="ink-3">
                {` ${one.received_on} ${ways.label(one.way)}${one.anonymous ? t("notice:objection.anonymous_mark") : ""}`}
              </span>
            </span>
            <Status mark={ANSWERS[one.state]}>{states.label(one.state)}</Status>
            <Button kind="text" onClick={() => setOpened(one)}>
              {t(one.state === "open" ? "notice:objection.answer" : "notice:objection.read")}
            </Button>
            {one.reason && <p className="small ink-2">{one.reason}</p>}
          </li>
        ))}
      </ul>
      {entering && <ReceiveDialog notice={notice} onDone={onDone} onClose={() => setEntering(false)} />}
      {opened && <AnswerDialog id={opened.id} onDone={onDone} onClose={() => setOpened(undefined)} />}
    </Section>
  );
}
