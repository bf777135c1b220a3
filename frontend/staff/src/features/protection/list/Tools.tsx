import { listCovers, listEnrolments, listProtectionPlans } from "@unionhome/client/mutual-aid";
import { listProtectionClaims } from "@unionhome/client/mutual-aid-claims";
import type { Exported } from "../../../ui/export/exports";
import { TableTools } from "../../../ui/table/TableTools";
import type { Table } from "../../../ui/table/useTable";
import { SavedViews } from "../../../ui/view/SavedViews";
import { claimsAsked, coversAsked, enrolmentsAsked, type MutualSearch, plansAsked } from "../search";
import type { ViewProps } from "./view";

/** What a saved view keeps of the address. Whom one looked for is no view. */
const VIEW_KEYS = ["view", "plan_id", "under_id", "status", "kind", "state", "claim", "ending", "below"] as const;

interface ToolsProps<Row> extends Pick<ViewProps, "search" | "onSearch"> {
  table: Table<Row>;
  list?: Exported;
}

/** The saved views of the page, and what is done with the table of this one. */
export function Tools<Row>({ search, onSearch, table, list }: ToolsProps<Row>) {
  return (
    <>
      <SavedViews noun="mutual-protection" search={search} keys={VIEW_KEYS} onShow={onSearch} count={counted} />
      <TableTools table={table} list={list} />
    </>
  );
}

async function counted(query: MutualSearch, signal: AbortSignal): Promise<number | null> {
  const few = { limit: 1, with_total: true };
  switch (query.view) {
    case "enrolments":
      return (await listEnrolments({ ...enrolmentsAsked(query), ...few }, { signal })).total;
    case "covers":
      return (await listCovers({ ...coversAsked(query), ...few }, { signal })).total;
    case "claims":
      return (await listProtectionClaims({ ...claimsAsked(query), ...few }, { signal })).total;
    case "units":
      return null;
    default:
      return (await listProtectionPlans({ ...plansAsked(query), ...few }, { signal })).total;
  }
}
