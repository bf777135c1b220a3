import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import type { ListUsersParams, UserItem } from "@unionhome/client/model";
import { listUsers } from "@unionhome/client/users";
import { moment } from "@unionhome/words";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useUnionName } from "../../../queries/organization";
import { Button } from "../../../ui/button/Button";
import { ChoiceEditor } from "../../../ui/filter/editors";
import { type Filter, FilterBar } from "../../../ui/filter/FilterBar";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { useKept, useTabTitle } from "../../../ui/page/tab";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { PageHead } from "../../../ui/record/PageHead";
import { RecordTabs } from "../../../ui/record/RecordTabs";
import { Status } from "../../../ui/status/Status";
import type { Column } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { Empty } from "../../../ui/table/Empty";
import { ListPage } from "../../../ui/table/ListPage";
import { TableTools } from "../../../ui/table/TableTools";
import { useList } from "../../../ui/table/useList";
import { useTable } from "../../../ui/table/useTable";
import { OrgFilter } from "../../../ui/tree/OrgFilter";
import { SavedViews } from "../../../ui/view/SavedViews";
import { USERS } from "../data";
import { markOf } from "../marks";
import type { UserSearch } from "../search";
import { UserDrawer } from "./UserDrawer";

/** What a saved view keeps of the address. */
const VIEW_KEYS = ["q", "status", "role", "org"] as const;

const route = getRouteApi("/users");
const VIEWS = ["all", "pending", "active", "disabled"] as const;

/** Accounts of the people who work in the subtree. */
export function UsersPage() {
  const { t } = useTranslation();
  useTabTitle(t("account:nav.users"));
  const search: UserSearch = route.useSearch();
  const go = useNavigate();
  const may = useAccess();
  const change = (part: UserSearch) => void go({ to: "/users", search: { ...search, ...part }, replace: true });
  const asked = { q: search.q, status: search.status, role: search.role, under_id: search.org } as ListUsersParams;
  const list = useList<UserItem>({
    id: USERS,
    filters: asked,
    load: (place, signal) => listUsers({ ...asked, ...place }, { signal }),
  });
  const table = useTable("users", useColumns());
  const filters = useFilters(search, change);
  const [current, setCurrent] = useKept<string | null>("users.current", null);
  const [looking, setLooking] = useState(false);
  const at = list.rows?.findIndex((row) => row.id === current) ?? -1;
  const shown = list.rows?.[at];
  const narrowed = Object.values(search).some((value) => value !== undefined);

  return (
    <ListPage
      head={
        <PageHead
          title={t("account:nav.users")}
          views={
            <RecordTabs
              kind="views"
              label={t("account:view.label")}
              tabs={VIEWS.map((key) => ({ key, label: t(`account:view.${key}`) }))}
              current={search.status ?? "all"}
              onPick={(key) => change({ status: key === "all" ? undefined : key })}
            />
          }
        >
          {may.makeUsers && (
            <Button kind="main" icon="plus" onClick={() => void go({ to: "/users/new" as never })}>
              {t("account:nav.make_user")}
            </Button>
          )}
        </PageHead>
      }
      filters={
        <FilterBar
          search={{
            value: search.q ?? "",
            placeholder: t("account:users.search"),
            onChange: (q) => change({ q: q || undefined }),
          }}
          filters={filters}
          tools={
            <>
              <SavedViews
                noun="users"
                search={search}
                keys={VIEW_KEYS}
                onShow={change}
                count={async ({ org, ...rest }, signal) =>
                  (
                    await listUsers({ ...rest, under_id: org, limit: 1, with_total: true } as ListUsersParams, {
                      signal,
                    })
                  ).total
                }
              />
              <TableTools
                table={table}
                list={{
                  noun: "users",
                  query: asked,
                  total: list.pager.total,
                  unit: t("account:unit.accounts"),
                  filters: [
                    { label: t("account:view.label"), value: t(`account:view.${search.status ?? "all"}`) },
                    ...filters,
                  ],
                  search: search.q,
                }}
              />
            </>
          }
        />
      }
      drawer={
        looking &&
        shown && (
          <UserDrawer
            key={shown.id}
            id={shown.id}
            place={t("account:place", { at: at + 1, of: list.rows?.length ?? 0 })}
            onBack={at > 0 ? () => setCurrent(list.rows?.[at - 1]?.id ?? null) : undefined}
            onNext={list.rows?.[at + 1] ? () => setCurrent(list.rows?.[at + 1]?.id ?? null) : undefined}
            onClose={() => setLooking(false)}
          />
        )
      }
    >
      <DataTable
        label={t("account:nav.users")}
        table={table}
        rows={list.rows}
        rowKey={rowKey}
        current={current}
        onCurrent={setCurrent}
        onLook={() => setLooking(true)}
        onOpen={(row) => void go({ to: "/users/$id" as never, params: { id: row.id } as never })}
        rowVerb={(row) => <Due row={row} />}
        problem={list.problem && <ProblemStrip problem={list.problem} onRetry={list.retry} />}
        empty={
          <Empty
            verb={
              narrowed && (
                <Button kind="text" onClick={() => void go({ to: "/users", search: {}, replace: true })}>
                  {t("account:clear")}
                </Button>
              )
            }
          >
            {t(narrowed ? "account:users.none_fits" : "account:users.none")}
          </Empty>
        }
        pager={{ ...list.pager, unit: t("account:unit.accounts") }}
      />
    </ListPage>
  );
}

const rowKey = (row: UserItem) => row.id;

function Due({ row }: { row: UserItem }) {
  const { t } = useTranslation();
  const may = useAccess();
  if (row.status !== "pending" || !may.approveUsers) return null;
  return (
    <Link to={"/users/$id" as never} params={{ id: row.id } as never}>
      {t("account:verb.review")}
    </Link>
  );
}

function useColumns(): Column<UserItem>[] {
  const { t } = useTranslation();
  const statuses = useDictionary("user_status");
  const roles = useDictionary("role");
  return useMemo(
    () => [
      {
        key: "name",
        title: t("account:column.name"),
        width: 88,
        lead: true,
        cell: (row) => (
          <Link to={"/users/$id" as never} params={{ id: row.id } as never}>
            {row.name}
          </Link>
        ),
      },
      { key: "login", title: t("account:column.login"), width: 132, cell: (row) => row.login },
      {
        key: "home",
        title: t("account:column.home"),
        min: 160,
        cell: (row) => <span className="ink-2">{row.organization_name}</span>,
      },
      {
        key: "roles",
        title: t("account:column.roles"),
        width: 168,
        cell: (row) =>
          row.roles.length ? (
            [...new Set(row.roles)].map((role) => roles.label(role)).join(" · ")
          ) : (
            <span className="ink-3">{t("account:users.no_role")}</span>
          ),
      },
      {
        key: "totp",
        title: t("account:column.totp"),
        width: 112,
        cell: (row) =>
          row.totp_enabled ? (
            <span className="ink-3">{t("account:users.totp_on")}</span>
          ) : (
            <span className="warn">{t("account:users.totp_off")}</span>
          ),
      },
      {
        key: "signed_in",
        title: t("account:column.signed_in"),
        width: 140,
        cell: (row) => (row.last_signed_in_at ? moment(row.last_signed_in_at) : t("account:users.never")),
      },
      {
        key: "created",
        title: t("account:column.created"),
        width: 140,
        extra: true,
        cell: (row) => moment(row.created_at),
      },
      {
        key: "status",
        title: t("account:column.status"),
        width: 98,
        cell: (row) => <Status mark={markOf(row.status)}>{statuses.label(row.status)}</Status>,
      },
    ],
    [t, statuses, roles],
  );
}

function useFilters(search: UserSearch, change: (part: UserSearch) => void): Filter[] {
  const { t } = useTranslation();
  const roles = useDictionary("role");
  const place = useUnionName(search.org);
  return [
    {
      key: "org",
      label: t("account:column.home"),
      value: search.org && (place ?? "…"),
      onClear: () => change({ org: undefined }),
      editor: (close) => (
        <OrgFilter
          label={t("account:column.home")}
          selected={search.org ?? null}
          onPick={(org) => {
            change({ org: org.id });
            close();
          }}
        />
      ),
    },
    {
      key: "role",
      label: t("account:column.roles"),
      value: search.role && roles.label(search.role),
      onClear: () => change({ role: undefined }),
      editor: (close) => (
        <ChoiceEditor
          choices={roles.choices}
          value={search.role ? [search.role] : []}
          onChange={(picked) => {
            change({ role: picked.at(-1) });
            close();
          }}
        />
      ),
    },
  ];
}
