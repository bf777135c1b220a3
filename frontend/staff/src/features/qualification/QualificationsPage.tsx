import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { percent } from "@unionhome/words";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { FilterBar } from "../../ui/filter/FilterBar";
import { useScope } from "../../ui/page/person";
import { useTabTitle } from "../../ui/page/tab";
import { ProblemPage } from "../../ui/problem/ProblemPage";
import { PageHead } from "../../ui/record/PageHead";
import { Scroll } from "../../ui/scroll/Scroll";
import { OrgFilter } from "../../ui/tree/OrgFilter";
import { sheetOf, standards } from "./data";
import { MarkSheet } from "./MarkSheet";
import styles from "./qualification.module.css";
import { StandardDialog } from "./StandardDialog";
import type { QualificationSearch } from "./search";

/** A union and those below it, each with a tick for what it has; many are judged in one act. */
export function QualificationsPage() {
  const { t } = useTranslation();
  useTabTitle(t("qualification:nav"));
  const search: QualificationSearch = useSearch({ from: "/qualifications" });
  const go = useNavigate({ from: "/qualifications" });
  const scope = useScope();
  const [entering, setEntering] = useState(false);
  const year = search.year ?? scope.year;
  const { data, error, refetch } = useQuery(sheetOf(search.org, year));
  const lists = useQuery(standards).data;
  const set = (next: Partial<QualificationSearch>) =>
    void go({ search: (before: QualificationSearch) => ({ ...before, ...next }), replace: true });
  if (error && !data) return <ProblemPage problem={error} onRetry={() => void refetch()} />;
  const basic = data?.own.basic;
  return (
    <div className={styles.page}>
      <PageHead
        title={t("qualification:nav")}
        note={
          data && (
            <>
              <span translate="no">{data.organization_name}</span>
              {"\u3000"}
              {t("qualification:standard.by", { name: data.standard.name })}
              {basic && basic.unions > 0 && (
                <>
                  {"\u3000"}
                  {t("qualification:reached", {
                    n: basic.qualified,
                    of: basic.unions,
                    rate: percent(basic.qualified, basic.unions).text,
                  })}
                </>
              )}
            </>
          )
        }
      >
        {lists?.steps.some((step) => step.step === "enter" && step.allowed) && (
          <Button onClick={() => setEntering(true)}>{t("qualification:standard.verb")}</Button>
        )}
      </PageHead>
      <FilterBar
        filters={[
          {
            key: "org",
            label: t("qualification:filter.org"),
            value: search.org && (data?.organization_name ?? "…"),
            onClear: () => set({ org: undefined }),
            editor: (close) => (
              <OrgFilter
                label={t("qualification:filter.org")}
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
            label: t("qualification:filter.year"),
            value: t("qualification:year", { year }),
            onClear: () => set({ year: undefined }),
            editor: (close) => (
              <ul className={styles.years}>
                {[0, -1, -2, -3].map((more) => (
                  <li key={more}>
                    <button
                      type="button"
                      aria-pressed={scope.year + more === year}
                      onClick={() => {
                        set({ year: scope.year + more });
                        close();
                      }}
                    >
                      {t("qualification:year", { year: scope.year + more })}
                    </button>
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      {data && (
        <Scroll className={styles.scroll} label={t("qualification:nav")}>
          <MarkSheet
            key={`${data.organization_id} ${data.year}`}
            sheet={data}
            judge={scope.organization.name}
            onEnter={(org) => set({ org })}
          />
        </Scroll>
      )}
      {entering && lists && <StandardDialog lists={lists.items} year={scope.year} onClose={() => setEntering(false)} />}
    </div>
  );
}
