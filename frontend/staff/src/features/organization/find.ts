import { listOrganizations } from "@unionhome/client/organizations";
import type { Hit } from "../../ui/page/feature";

const HITS = 6;

/** The palette's look into the register: by name, initials or credit code. */
export async function findUnions(text: string, signal: AbortSignal): Promise<readonly Hit[]> {
  const page = await listOrganizations({ q: text, limit: HITS }, { signal });
  return page.items.map((union) => ({
    id: union.id,
    title: union.name,
    note: union.parent_name ?? undefined,
    to: `/organizations/${union.id}`,
  }));
}
