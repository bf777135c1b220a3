import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useUnionName } from "../../../queries/organization";
import { ChoiceEditor } from "../../../ui/filter/editors";
import type { Filter } from "../../../ui/filter/FilterBar";
import { DateField } from "../../../ui/form/DateField";
import { useDictionary } from "../../../ui/page/dictionary";
import { OrgFilter } from "../../../ui/tree/OrgFilter";
import { oneUser } from "../data";
import type { GrantSearch } from "../search";
import { UserField } from "../UserField";
import styles from "./grants.module.css";

/** The tokens above the grants: whom, which role, where, whether it holds, when it ends. */
export function useGrantFilters(search: GrantSearch, change: (part: GrantSearch) => void): Filter[] {
  const { t } = useTranslation();
  const roles = useDictionary("role");
  const place = useUnionName(search.org);
  const user = useQuery({ ...oneUser(search.user ?? ""), enabled: search.user !== undefined }).data;
  return [
    {
      key: "user",
      label: t("account:column.user"),
      value: search.user && (user?.name ?? "…"),
      onClear: () => change({ user: undefined }),
      editor: (close) => (
        <div className={styles.editor}>
          <UserField
            value={search.user}
            onChange={(id) => {
              change({ user: id });
              close();
            }}
          />
        </div>
      ),
    },
    {
      key: "role",
      label: t("account:column.role"),
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
    {
      key: "org",
      label: t("account:column.on"),
      value: search.org && (place ?? "…"),
      onClear: () => change({ org: undefined }),
      editor: (close) => (
        <OrgFilter
          label={t("account:column.on")}
          selected={search.org ?? null}
          onPick={(org) => {
            change({ org: org.id });
            close();
          }}
        />
      ),
    },
    {
      key: "force",
      label: t("account:filter.force"),
      value: search.force && t(`account:filter.force_${search.force}`),
      onClear: () => change({ force: undefined }),
      editor: (close) => (
        <ChoiceEditor
          choices={(["yes", "no"] as const).map((value) => ({ value, label: t(`account:filter.force_${value}`) }))}
          value={search.force ? [search.force] : []}
          onChange={(picked) => {
            change({ force: picked.at(-1) as GrantSearch["force"] });
            close();
          }}
        />
      ),
    },
    {
      key: "before",
      label: t("account:filter.before"),
      value: search.before,
      onClear: () => change({ before: undefined }),
      editor: (close) => (
        <div className={styles.editor}>
          <DateField
            value={search.before}
            onChange={(day) => {
              change({ before: day ?? undefined });
              close();
            }}
          />
        </div>
      ),
    },
  ];
}
