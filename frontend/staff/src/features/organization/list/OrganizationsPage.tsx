import { useNavigate, useSearch } from "@tanstack/react-router";
import { useScope } from "../../../ui/page/person";
import styles from "../organization.module.css";
import type { ListSearch } from "../search";
import { NowTable } from "./NowTable";
import { PastTable } from "./PastTable";
import { UnionTree } from "./UnionTree";

/** The register of unions: the lazy tree at the left, what stands under the chosen node at the right. */
export function OrganizationsPage() {
  const search: ListSearch = useSearch({ from: "/organizations" });
  const go = useNavigate({ from: "/organizations" });
  const scope = useScope();
  const at = search.at ?? scope.organization.id;
  const set = (change: Partial<ListSearch>) =>
    void go({ search: (before: ListSearch) => ({ ...before, ...change }), replace: true });
  return (
    <div className={styles.split}>
      <UnionTree
        selected={at}
        on={search.on}
        onDay={(on) => set({ on })}
        onSelect={(id) => set({ at: id, q: undefined })}
        onFind={(q) => set({ at: undefined, q: q || undefined, on: undefined })}
      />
      {search.on ? (
        <PastTable at={at} on={search.on} onToday={() => set({ on: undefined })} />
      ) : (
        <NowTable at={at} search={search} onSearch={set} />
      )}
    </div>
  );
}
