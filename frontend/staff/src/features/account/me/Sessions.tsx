import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { SessionItem } from "@unionhome/client/model";
import { endSession, listSessions } from "@unionhome/client/sign-in";
import { moment } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { ConfirmAct } from "../../../ui/dialog/ConfirmAct";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Section } from "../../../ui/record/Section";
import { Status } from "../../../ui/status/Status";
import { deviceOf } from "./device";
import styles from "./me.module.css";

const KEY = ["me", "sessions"];

/** Where I am signed in; a session that is not mine can be ended at once. */
export function Sessions() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data, error } = useQuery({ queryKey: KEY, queryFn: ({ signal }) => listSessions({ signal }) });
  const [asked, setAsked] = useState<SessionItem | null>(null);
  return (
    <Section kind="ruled" title={t("account:sessions.title")} note={t("account:sessions.note")}>
      {error && <ProblemStrip boxed problem={error} />}
      {data?.items.map((one) => (
        <div key={one.id} className={styles.session}>
          <span className="cut" title={one.device}>
            {deviceOf(one.device) || t("account:sessions.unknown")}
          </span>
          <span className="ink-3">{one.address}</span>
          <span className="ink-3">{moment(one.last_seen_at)}</span>
          {one.current ? (
            <Status mark="running">{t("account:sessions.here")}</Status>
          ) : (
            <Button kind="text" destructive onClick={() => setAsked(one)}>
              {t("account:sessions.end")}
            </Button>
          )}
        </div>
      ))}
      {asked && (
        <ConfirmAct
          title={t("account:sessions.end_title", { device: deviceOf(asked.device) })}
          verb={t("account:sessions.end")}
          effect={t("account:sessions.end_effect")}
          act={async () => {
            await endSession(asked.id);
            await queries.invalidateQueries({ queryKey: KEY });
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </Section>
  );
}
