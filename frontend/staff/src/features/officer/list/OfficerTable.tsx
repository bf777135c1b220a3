import { Link, useNavigate } from "@tanstack/react-router";
import type { ListOfficersParams, OfficerItem } from "@unionhome/client/model";
import { listOfficers } from "@unionhome/client/officers";
import { ageAt, MISSING, today } from "@unionhome/words";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { TableTools } from "../../../ui/table/TableTools";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { OFFICERS, PHASE_MARK } from "../officer";
import styles from "../officer.module.css";
import type { ListSearch } from "../search";
import { OfficerDrawer } from "./OfficerDrawer";
import type { ViewProps } from "./OfficersPage";

const askedOf = (search: ListSearch) =>
  ({
    q: search.q,
    // Of a very union, or of all below a place; never both.
    organization_id: search.organization_id,
    under_id: search.organization_id ? undefined : search.under_id,
    post: search.post?.split(","),
    form: search.form?.split(","),
    ended: search.view === "former",
    vacated: search.view === "vacated",
  }) as ListOfficersParams;

/** How many officers a view has; the views of terms and of vacancies are not lists of officers. */
export async function countOfficers(search: ListSearch, signal: AbortSignal): Promise<number | null> {
  if (search.view === "due" || search.view === "vacancies") return null;
  return (await listOfficers({ ...askedOf(search), limit: 1, with_total: true }, { signal })).total;
}

export function OfficerTable({ search, filters, onSearch, children }: ViewProps) {
  const { t } = useTranslation();
  const go = useNavigate({ from: "/officers" });
  const may = useAccess();
  const vacated = search.view === "vacated";
  const former = search.view === "former" || vacated;
  const table = useTable(
    former ? "officers-former" : "officers",
    useColumns(former, (id) => onSearch({ look: id })),
  );
  const [pointed, setPointed] = useState<string | null>(null);
  // The row of the open drawer, else the one under the cursor.
  const current = search.look ?? pointed;
  const asked = askedOf(search);
  const list = useList<OfficerItem>({
    id: OFFICERS,
    filters: asked,
    load: (place, signal) => listOfficers({ ...asked, ...place }, { signal }),
  });
  const at = list.rows?.findIndex((row) => row.id === search.look) ?? -1;
  const to = (row: OfficerItem | undefined) => row && (() => onSearch({ look: row.id }));
  const narrowed = search.q || search.post || search.form || search.under_id || search.organization_id;
  return children({
    tools: (
      <TableTools
        table={table}
        list={{
          noun: "officers",
          query: asked,
          total: list.pager.total,
          unit: t("officer:unit"),
          filters: [
            { label: t("officer:view.label"), value: t(`officer:view.${search.view ?? "sitting"}`) },
            ...filters,
          ],
          search: search.q,
        }}
      />
    ),
    drawer: search.look && (
      <OfficerDrawer
        id={search.look}
        place={at >= 0 ? `${at + 1} / ${list.rows?.length ?? 0}` : undefined}
        onBack={at > 0 ? to(list.rows?.[at - 1]) : undefined}
        onNext={at >= 0 ? to(list.rows?.[at + 1]) : undefined}
        onClose={() => {
          setPointed(search.look ?? null);
          onSearch({ look: undefined });
        }}
      />
    ),
    table: (
      <DataTable
        label={t("officer:nav.list")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={(key) => {
          setPointed(key);
          if (search.look && key) onSearch({ look: key });
        }}
        onLook={() => current && onSearch({ look: current })}
        onOpen={(row) => onSearch({ look: row.id })}
        rowVerb={
          vacated && may.editOfficers
            ? (row) => (
                <Link to="/officers/new" search={{ organization_id: row.organization_id, post: row.post }}>
                  {t("officer:form.refill")}
                </Link>
              )
            : undefined
        }
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={
          narrowed ? (
            <Empty
              verb={
                <Button kind="text" onClick={() => void go({ search: { view: search.view }, replace: true })}>
                  {t("officer:list.clear")}
                </Button>
              }
            >
              {t("officer:list.none_fits")}
            </Empty>
          ) : (
            <Empty verb={!former && <Link to="/officers/new">{t("officer:form.appoint")}</Link>}>
              {t(vacated ? "officer:list.none_vacated" : former ? "officer:list.none_former" : "officer:list.none")}
            </Empty>
          )
        }
        pager={{ ...list.pager, unit: t("officer:unit") }}
      />
    ),
  });
}

function useColumns(former: boolean, onLook: (id: string) => void): readonly Column<OfficerItem>[] {
  const { t } = useTranslation();
  const posts = useDictionary("post");
  const forms = useDictionary("post_form");
  const sexes = useDictionary("sex");
  const educations = useDictionary("education");
  const look = useRef(onLook);
  look.current = onLook;
  return useMemo(() => {
    const now = today(Date.now());
    return [
      {
        key: "name",
        title: t("officer:field.name"),
        width: 96,
        lead: true,
        cell: (row) => (
          <button type="button" className={styles.name} onClick={() => look.current(row.id)}>
            {row.name}
          </button>
        ),
      },
      { key: "post", title: t("officer:field.post"), width: 140, cell: (row) => posts.label(row.post) },
      {
        key: "union",
        title: t("officer:field.organization_id"),
        min: 200,
        cell: (row) => (
          <Link
            className={styles.quiet}
            to="/organizations/$id"
            params={{ id: row.organization_id }}
            search={{ tab: "committee" }}
          >
            {row.organization_name}
          </Link>
        ),
      },
      { key: "sex", title: t("officer:field.sex"), width: 68, cell: (row) => sexes.label(row.sex) },
      {
        key: "age",
        title: t("officer:column.age"),
        width: 56,
        align: "end",
        cell: (row) => ageAt(row.born_on, now) ?? MISSING,
      },
      { key: "form", title: t("officer:field.form"), width: 84, cell: (row) => forms.label(row.form) },
      {
        key: "administrative_post",
        title: t("officer:field.administrative_post"),
        min: 130,
        cell: (row) => row.administrative_post || MISSING,
      },
      { key: "started_on", title: t("officer:field.started_on"), width: 104, cell: (row) => row.started_on },
      former
        ? {
            key: "ended_on",
            title: t("officer:column.ended"),
            width: 180,
            cell: (row) => `${row.ended_on ?? ""} ${row.end_reason}`,
          }
        : {
            key: "term",
            title: t("officer:column.term"),
            width: 130,
            cell: (row) =>
              row.term_ends_on ? (
                <Status mark={PHASE_MARK[row.term_phase ?? "running"] ?? "settled"}>{row.term_ends_on}</Status>
              ) : (
                MISSING
              ),
          },
      {
        key: "education",
        title: t("officer:field.education"),
        width: 104,
        extra: true,
        cell: (row) => educations.label(row.education) || MISSING,
      },
      { key: "phone", title: t("officer:field.phone"), width: 120, extra: true, cell: (row) => row.phone || MISSING },
    ] satisfies Column<OfficerItem>[];
  }, [t, posts, forms, sexes, educations, former]);
}

const rowKey = (row: OfficerItem) => row.id;
