import { createContext, useContext } from "react";
import type { OrgHit } from "./OrgPicker";
import type { LoadTree } from "./useTree";

/** Where pickers read the unions of the caller's scope: the app plugs in the server. */
export interface OrgSource {
  load: LoadTree;
  /** By name, initials or credit code. */
  find(text: string, signal: AbortSignal): Promise<readonly OrgHit[]>;
}

/** Without a server (the gallery, a test) there are no unions. */
export const OrgSourceContext = createContext<OrgSource>({
  load: async () => ({ nodes: [], next_cursor: null }),
  find: async () => [],
});

export const useOrgSource = (): OrgSource => useContext(OrgSourceContext);
