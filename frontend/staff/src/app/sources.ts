import { transport } from "@unionhome/client";
import type { OrganizationItem } from "@unionhome/client/model";
import { listOrganizations } from "@unionhome/client/organizations";
import { count } from "@unionhome/words";
import type { DictionaryContent, LoadDictionaries } from "../ui/page/dictionary";
import type { OrgSource } from "../ui/tree/orgSource";
import type { TreeNode } from "../ui/tree/useTree";

/** What the parts of ui ask of the server: the words of the codes, and the caller's tree of unions. */
export const loadDictionaries: LoadDictionaries = async (signal) => {
  const answer = await transport<{ items: DictionaryContent[] }>(
    { url: "/api/v1/dictionaries", method: "GET" },
    { signal },
  );
  return answer.items;
};

const PAGE = 30;
const HITS = 12;

const nodeOf = (union: OrganizationItem): TreeNode => ({
  id: union.id,
  label: union.name,
  note: count(union.members),
  branch: union.children > 0,
});

export const orgSource: OrgSource = {
  async load(parent, cursor) {
    if (parent === null) return { nodes: (await roots()).map(nodeOf), next_cursor: null };
    const page = await listOrganizations({
      parent_id: parent,
      limit: PAGE,
      cursor: cursor ?? undefined,
      with_total: cursor === null,
    });
    // How many are left is known beside the first page only; later ones say "more".
    const more = page.total === null ? undefined : page.total - page.items.length;
    return { nodes: page.items.map(nodeOf), next_cursor: page.next_cursor, more };
  },
  async find(text, signal) {
    const page = await listOrganizations({ q: text, limit: HITS }, { signal });
    return page.items.map((union) => ({ ...nodeOf(union), path: union.parent_name ?? "" }));
  },
};

/** A scope in the first tree has one top; one on a line has as many as unions hang on it. */
async function roots(): Promise<OrganizationItem[]> {
  const [top, second] = (await listOrganizations({ limit: 2 })).items;
  if (!top) return [];
  if (!second || second.parent_name !== null) return [top];
  const page = await listOrganizations({ limit: 500 });
  return page.items.filter((union) => union.parent_name === null);
}
