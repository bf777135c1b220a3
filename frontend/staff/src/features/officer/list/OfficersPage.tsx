import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useUnionName } from "../../../queries/organization";
import { Button } from "../../../ui/button/Button";
import { choiceFilter } from "../../../ui/filter/choiceFilter";
import { type Filter, FilterBar } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { PageHead } from "../../../ui/record/PageHead";
import { RecordTabs } from "../../../ui/record/RecordTabs";
import { ListPage } from "../../../ui/table/ListPage";
import { OrgFilter } from "../../../ui/tree/OrgFilter";
import { SavedViews } from "../../../ui/view/SavedViews";
import { type ListSearch, VIEWS, type View } from "../search";
import { countOfficers, OfficerTable } from "./OfficerTable";
import { TermsTable } from "./TermsTable";
import { UrgeTable } from "./UrgeTable";
import { VacancyTable } from "./VacancyTable";

/** What a saved view keeps of the address. */
const VIEW_KEYS = ["view", "q", "under_id", "organization_id", "post", "form", "phase"] as const;

export interface ViewProps {
  search: ListSearch;
  filters: readonly Filter[];
  onSearch(change: Partial<ListSearch>): void;
  /** Title, views and filters: the same above each of the tables. */
  children(parts: { table: ReactNode; tools: ReactNode; drawer?: ReactNode }): ReactNode;
}

/** Officers in office and former ones, terms that run out, posts that nobody holds. */
export function OfficersPage() {
  const { t } = useTranslation();
  const search: ListSearch = useSearch({ from: "/officers" });
  const go = useNavigate({ from: "/officers" });
  const may = useAccess();
  const view = search.view ?? "sitting";
  const set = (change: Partial<ListSearch>) =>
    void go({ search: (before: ListSearch) => ({ ...before, ...change }), replace: true });
  const filters = useFilters(view, search, set);
  useTabTitle(t("officer:nav.list"));
  const people = view === "sitting" || view === "former" || view === "vacated";
  const Table = {
    sitting: OfficerTable,
    former: OfficerTable,
    vacated: OfficerTable,
    due: TermsTable,
    vacancies: VacancyTable,
    urges: UrgeTable,
  }[view];
  return (
    <Table key={view} search={search} filters={filters} onSearch={set}>
      {({ table, tools, drawer }) => (
        <ListPage
          head={
            <PageHead
              title={t("officer:nav.list")}
              views={
                <RecordTabs
                  kind="views"
                  label={t("officer:view.label")}
                  tabs={VIEWS.filter((key) => key !== "urges" || may.seeUrges).map((key) => ({
                    key,
                    label: t(`officer:view.${key}`),
                  }))}
                  current={view}
                  onPick={(key) => set({ view: key as View, look: undefined })}
                />
              }
            >
              {may.editCommittees && (
                <Button onClick={() => void go({ to: "/committees/new", search: {} })}>
                  {t("officer:elect.title")}
                </Button>
              )}
              {may.editOfficers && (
                <Button icon="import" onClick={() => void go({ to: "/import/officers" as never })}>
                  {t("officer:import")}
                </Button>
              )}
              {may.editOfficers && (
                <Button kind="main" icon="plus" onClick={() => void go({ to: "/officers/new", search: {} })}>
                  {t("officer:form.appoint")}
                </Button>
              )}
            </PageHead>
          }
          filters={
            <FilterBar
              search={
                people
                  ? {
                      value: search.q ?? "",
                      placeholder: t("officer:list.search"),
                      onChange: (q) => set({ q: q || undefined }),
                    }
                  : undefined
              }
              filters={filters}
              tools={
                <>
                  <SavedViews noun="officers" search={search} keys={VIEW_KEYS} onShow={set} count={countOfficers} />
                  {tools}
                </>
              }
            />
          }
          drawer={drawer}
        >
          {table}
        </ListPage>
      )}
    </Table>
  );
}

function useFilters(view: View, search: ListSearch, set: (change: Partial<ListSearch>) => void): Filter[] {
  const { t } = useTranslation();
  const posts = useDictionary("post");
  const forms = useDictionary("post_form");
  const phases = useDictionary("term_phase");
  const subjects = useDictionary("urge_subject");
  const states = useDictionary("urge_state");
  const comma = t("ui:comma");
  const key = search.organization_id ? "organization_id" : "under_id";
  const place = useUnionName(search[key]);
  const due = new Set(["chair", "audit_director", "women_director"]);
  const where: Filter = {
    key,
    label: t(`officer:filter.${key}`),
    value: search[key] && (place ?? "…"),
    onClear: () => set({ [key]: undefined }),
    editor: (close) => (
      <OrgFilter
        label={t(`officer:filter.${key}`)}
        selected={search[key] ?? null}
        onPick={(org) => {
          set({ [key]: org.id });
          close();
        }}
      />
    ),
  };
  if (view === "due")
    return [
      where,
      choiceFilter({
        key: "phase",
        label: t("officer:filter.phase"),
        choices: phases.choices.filter((one) => one.value !== "running"),
        value: search.phase,
        single: true,
        comma,
        onChange: (value) => set({ phase: value as ListSearch["phase"] }),
      }),
    ];
  if (view === "urges")
    return [
      where,
      ...(["subject", "state"] as const).map((name) =>
        choiceFilter({
          key: name,
          label: t(`officer:urge.${name}`),
          choices: { subject: subjects, state: states }[name].choices,
          value: search[name],
          comma,
          onChange: (value) => set({ [name]: value }),
        }),
      ),
    ];
  const post = choiceFilter({
    key: "post",
    label: t("officer:field.post"),
    choices: view === "vacancies" ? posts.choices.filter((one) => due.has(one.value)) : posts.choices,
    value: search.post,
    comma,
    onChange: (value) => set({ post: value }),
  });
  if (view === "vacancies") return [where, post];
  return [
    where,
    post,
    choiceFilter({
      key: "form",
      label: t("officer:field.form"),
      choices: forms.choices,
      value: search.form,
      comma,
      onChange: (value) => set({ form: value }),
    }),
  ];
}
