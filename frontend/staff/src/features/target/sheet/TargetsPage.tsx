import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { moment } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { FilterBar } from "../../../ui/filter/FilterBar";
import { useScope } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { PageHead } from "../../../ui/record/PageHead";
import { Scroll } from "../../../ui/scroll/Scroll";
import { OrgFilter } from "../../../ui/tree/OrgFilter";
import { boardOf } from "../data";
import type { TargetSearch } from "../search";
import styles from "../target.module.css";
import { EditSheet } from "./EditSheet";
import { Sheet } from "./Sheet";

/** The targets of all unions below one for a year, each beside the actual; set in a sheet like one of Excel. */
export function TargetsPage() {
  const { t } = useTranslation();
  useTabTitle(t("target:nav"));
  const search: TargetSearch = useSearch({ from: "/targets" });
  const go = useNavigate({ from: "/targets" });
  const scope = useScope();
  const [editing, setEditing] = useState(false);
  const year = search.year ?? scope.year;
  const { data, error, refetch } = useQuery(boardOf(search.org, year));
  const set = (next: Partial<TargetSearch>) => {
    setEditing(false);
    void go({ search: (before: TargetSearch) => ({ ...before, ...next }), replace: true });
  };
  if (error && !data) return <ProblemPage problem={error} onRetry={() => void refetch()} />;
  const step = data?.steps.find((one) => one.step === "set");
  return (
    <div className={styles.page}>
      <PageHead
        title={t("target:nav")}
        note={
          data && (
            <>
              <span translate="no">{data.organization_name}</span>
              {"\u3000"}
              {t("target:as_of", { time: moment(data.as_of) })}
            </>
          )
        }
      >
        {step?.allowed && !editing && data && data.items.length > 0 && (
          <Button kind="main" icon="edit" onClick={() => setEditing(true)}>
            {t("target:edit.verb")}
          </Button>
        )}
      </PageHead>
      <FilterBar
        filters={[
          {
            key: "org",
            label: t("target:filter.org"),
            value: search.org && (data?.organization_name ?? "…"),
            onClear: () => set({ org: undefined }),
            editor: (close) => (
              <OrgFilter
                label={t("target:filter.org")}
                selected={search.org ?? scope.organization.id}
                onPick={(org) => {
                  set({ org: org.id });
                  close();
                }}
              />
            ),
          },
          {
            key: "year",
            label: t("target:filter.year"),
            value: t("target:year", { year }),
            onClear: () => set({ year: undefined }),
            editor: (close) => (
              <ul className={styles.years}>
                {[1, 0, -1, -2, -3].map((more) => (
                  <li key={more}>
                    <button
                      type="button"
                      aria-pressed={scope.year + more === year}
                      onClick={() => {
                        set({ year: scope.year + more });
                        close();
                      }}
                    >
                      {t("target:year", { year: scope.year + more })}
                    </button>
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      {data && (
        <Scroll className={styles.scroll} label={t("target:nav")}>
          {editing ? (
            <EditSheet board={data} onClose={() => setEditing(false)} />
          ) : (
            <Sheet board={data} onEnter={(org) => set({ org })} />
          )}
        </Scroll>
      )}
    </div>
  );
}
