import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ifMatch } from "@unionhome/client";
import type { ConcernItem } from "@unionhome/client/model";
import { listVisitConcerns, stepVisitConcern } from "@unionhome/client/visits";
import { date } from "@unionhome/words";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { Status } from "../../../ui/status/Status";
import { useChanged, VISITS } from "../data";
import styles from "../visit.module.css";

const MOST = 200;

/** What people asked for at their doors: the open ones first to be answered, then what was said about the others. */
export function Concerns() {
  const { t } = useTranslation();
  const kinds = useDictionary("concern_kind");
  const may = useAccess();
  const changed = useChanged();
  const [state, setState] = useState<"open" | "answered">("open");
  const [answering, setAnswering] = useState<ConcernItem | null>(null);
  const [answer, setAnswer] = useState("");
  const found = useQuery({
    queryKey: [VISITS, "concerns", state],
    queryFn: ({ signal }) => listVisitConcerns({ state: [state], limit: MOST }, { signal }),
  });
  if (found.error && !found.data) return <ProblemPage problem={found.error} onRetry={() => void found.refetch()} />;
  return (
    <div className={styles.progress}>
      <p className={styles.about}>
        {(["open", "answered"] as const).map((one) => (
          <Button
            key={one}
            aria-pressed={state === one}
            kind={state === one ? "plain" : "text"}
            onClick={() => setState(one)}
          >
            {t(`visit:concern.${one}`)}
          </Button>
        ))}
      </p>
      {found.data?.items.length === 0 && <p className="ink-3">{t(`visit:concern.none_${state}`)}</p>}
      {found.data && found.data.items.length > 0 && (
        <table className={styles.sheet}>
          <thead>
            <tr>
              {["name", "kind", "text", "plan", "day", "answer"].map((column) => (
                <th key={column} scope="col">
                  {t(`visit:concern.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.data.items.map((one) => (
              <tr key={one.id}>
                <th scope="row" translate="no">
                  {one.visited_name}
                </th>
                <td data-text>{kinds.label(one.kind)}</td>
                <td data-text className={styles.wrap}>
                  {one.text ?? <span className="ink-3">{t("visit:concern.hidden")}</span>}
                </td>
                <td data-text>
                  <Link className={styles.name} to="/visits/$id" params={{ id: one.plan_id }}>
                    {one.plan_name}
                  </Link>
                </td>
                <td>{date(one.visit_on)}</td>
                <td data-text className={styles.wrap}>
                  {one.state === "answered" ? (
                    <>
                      <Status mark="done">{one.answered_by_name}</Status> {one.answer}
                    </>
                  ) : (
                    may.editHouseholds && (
                      <Button
                        kind="text"
                        onClick={() => {
                          setAnswer("");
                          setAnswering(one);
                        }}
                      >
                        {t("visit:concern.verb")}
                      </Button>
                    )
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {answering && (
        <ConfirmAct
          kind="plain"
          title={t("visit:concern.title", { name: answering.visited_name })}
          verb={t("visit:concern.verb")}
          effect={answering.text ?? ""}
          ready={answer.trim() !== ""}
          act={async () => {
            await stepVisitConcern(answering.id, { step: "answer", answer }, ifMatch(answering));
            changed();
            setAnswering(null);
          }}
          onClose={() => setAnswering(null)}
        >
          <div className={styles.fields}>
            <label htmlFor="concern-answer">
              {t("visit:concern.answer")}
              <Input.TextArea
                id="concern-answer"
                rows={4}
                maxLength={500}
                value={answer}
                onChange={(event) => setAnswer(event.target.value)}
              />
            </label>
          </div>
        </ConfirmAct>
      )}
    </div>
  );
}
