import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { PairingOut } from "@unionhome/client/model";
import { yuanInText } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { useDictionary } from "../../ui/page/dictionary";
import { useTabTitle } from "../../ui/page/tab";
import { ProblemPage } from "../../ui/problem/ProblemPage";
import { PageHead } from "../../ui/record/PageHead";
import { Timeline } from "../../ui/record/Timeline";
import { Status } from "../../ui/status/Status";
import { ContactDialog } from "./ContactDialog";
import { MARKS, onePairing, PAIRINGS } from "./data";
import { EndDialog } from "./EndDialog";
import styles from "./pairing.module.css";

/** One pairing with its log, the latest contact first. */
export function PairingPage() {
  const { id } = useParams({ from: "/pairings/$id" });
  const { data, error, refetch } = useQuery(onePairing(id));
  if (error && !data) return <ProblemPage problem={error} onRetry={() => void refetch()} />;
  return data ? <One pairing={data} /> : null;
}

function One({ pairing }: { pairing: PairingOut }) {
  const { t } = useTranslation();
  const states = useDictionary("pairing_state");
  const queries = useQueryClient();
  useTabTitle(`${pairing.household_name} ${pairing.name}`, t("pairing:one"));
  const [asking, setAsking] = useState<string>();
  const told = () => queries.invalidateQueries({ queryKey: [PAIRINGS] });
  const given = pairing.contacts.reduce((sum, one) => sum + one.help_fen, 0);
  return (
    <div className={styles.page}>
      <PageHead
        title={t("pairing:title", { helper: pairing.name, household: pairing.household_name })}
        note={pairing.post}
        marks={<Status mark={MARKS[pairing.state]}>{states.label(pairing.state)}</Status>}
        facts={[
          [
            t("pairing:column.number"),
            <Link key="file" to={`/households/${pairing.household_id}` as never}>
              {pairing.household_number}
            </Link>,
          ],
          [t("pairing:column.organization"), pairing.organization_name],
          [t("pairing:column.started"), pairing.started_on],
          [t("pairing:given"), yuanInText(given)],
        ]}
      >
        {[...pairing.steps]
          .reverse()
          .filter((step) => step.allowed)
          .map((step) => (
            <Button
              key={step.step}
              kind={step.step === "contact" ? "main" : "plain"}
              destructive={step.step === "end"}
              onClick={() => setAsking(step.step)}
            >
              {step.label}
            </Button>
          ))}
      </PageHead>
      <div className={styles.log}>
        {pairing.ended_on && (
          <p className="ink-2">{t("pairing:ended", { day: pairing.ended_on, reason: pairing.end_reason })}</p>
        )}
        {pairing.contacts.length === 0 && <p className="ink-3">{t("pairing:no_contact")}</p>}
        <Timeline
          items={pairing.contacts.map((one) => ({
            key: one.id,
            state: "done",
            title: one.done || t("pairing:hidden"),
            by: one.by_name,
            at: one.on,
            children: [
              one.help_fen > 0 && t("pairing:money", { sum: yuanInText(one.help_fen) }),
              one.in_kind && t("pairing:kind", { what: one.in_kind }),
              one.next && t("pairing:next", { what: one.next }),
            ]
              .filter(Boolean)
              .join("\u3000"),
          }))}
        />
      </div>
      {asking === "contact" && <ContactDialog pairing={pairing} onDone={told} onClose={() => setAsking(undefined)} />}
      {asking === "end" && <EndDialog pairing={pairing} onDone={told} onClose={() => setAsking(undefined)} />}
    </div>
  );
}
