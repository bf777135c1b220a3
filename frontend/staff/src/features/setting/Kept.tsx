import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { deletePreference, listPreferences } from "@unionhome/client/me";
import { moment } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { ProblemStrip } from "../../ui/problem/ProblemStrip";
import { Section } from "../../ui/record/Section";
import styles from "./setting.module.css";

const KEY = ["me", "preferences"];
const DRAFT = "draft:";
const TABLE = "setting:table.";

/** What the server keeps for me: drafts that were not sent, columns and row heights. Any of it can be forgotten. */
export function Kept() {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => listPreferences({ signal }),
    staleTime: 0,
  });
  const [problem, setProblem] = useState<unknown>();
  const drafts = data?.items.filter((one) => one.name.startsWith(DRAFT)) ?? [];
  const tables = data?.items.filter((one) => one.name.startsWith(TABLE)) ?? [];

  async function forget(name: string) {
    setProblem(undefined);
    try {
      await deletePreference(name);
      await queries.invalidateQueries({ queryKey: KEY });
    } catch (refused) {
      setProblem(refused);
    }
  }
  const titled = (name: string, key: string, plain: string) => (
    <span className="cut" title={name}>
      {i18n.exists(key) ? t(key as never) : plain}
    </span>
  );
  const draftOf = (name: string): string => name.slice(DRAFT.length).split(/[.:]/)[0] ?? "";
  const tableOf = (name: string): string => name.slice(TABLE.length).replaceAll("-", "_");

  return (
    <div className={styles.kept}>
      {(error || problem !== undefined) && (
        <ProblemStrip boxed problem={error ?? problem} onRetry={() => void refetch()} />
      )}
      <Section kind="ruled" title={t("setting:kept.drafts")} note={t("setting:kept.drafts_note")}>
        {data && drafts.length === 0 && <p className="small ink-3">{t("setting:kept.no_drafts")}</p>}
        {drafts.map((one) => (
          <p key={one.name} className={styles.item}>
            {titled(one.name, `setting:draft.${draftOf(one.name)}`, draftOf(one.name))}
            <span className="ink-3">{moment(one.updated_at)}</span>
            <Button kind="text" destructive onClick={() => void forget(one.name)}>
              {t("setting:kept.drop")}
            </Button>
          </p>
        ))}
      </Section>
      <Section kind="ruled" title={t("setting:kept.tables")} note={t("setting:kept.tables_note")}>
        {data && tables.length === 0 && <p className="small ink-3">{t("setting:kept.no_tables")}</p>}
        {tables.map((one) => (
          <p key={one.name} className={styles.item}>
            {titled(one.name, `setting:table.${tableOf(one.name)}`, tableOf(one.name))}
            <span className="ink-3">{moment(one.updated_at)}</span>
          </p>
        ))}
      </Section>
      <Section kind="ruled" title={t("setting:kept.person")}>
        <p className="small">
          <Link to={"/account" as never}>{t("setting:kept.account")}</Link>
        </p>
      </Section>
    </div>
  );
}
