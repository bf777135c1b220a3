import { useQuery } from "@tanstack/react-query";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { useAccess } from "../../ui/page/person";
import { root } from "../../ui/page/root";
import { readSearch, transferQueues } from "./data";

const list = createRoute({
  getParentRoute: () => root,
  path: "/transfers",
  validateSearch: readSearch,
  staticData: { title: "transfer:nav.list" },
  component: lazyRouteComponent(() => import("./TransfersPage"), "TransfersPage"),
});
const begin = createRoute({
  getParentRoute: () => root,
  path: "/transfers/new",
  validateSearch: (raw: Record<string, unknown>): { member?: string; form?: string } => ({
    ...(raw.member ? { member: String(raw.member) } : {}),
    ...(raw.form ? { form: String(raw.form) } : {}),
  }),
  staticData: { title: "transfer:nav.new" },
  component: lazyRouteComponent(() => import("./NewTransferPage"), "NewTransferPage"),
});

/** How many transfers wait for this reader's side. Who only reads cannot act on any. */
function useWaiting(): number | undefined {
  const may = useAccess();
  const queues = useQuery({ ...transferQueues, enabled: may.transferMembers }).data;
  return queues && queues.incoming.waiting_for_us + queues.outgoing.waiting_for_us;
}

export const transfers: Feature = {
  routes: [list, begin],
  nav: [
    {
      group: "register",
      order: 21,
      label: "transfer:nav.list",
      to: "/transfers",
      when: (may) => may.seeMembers,
      useCount: useWaiting,
    },
  ],
  actions: [
    { label: "transfer:nav.new", initials: "fqjz", to: "/transfers/new", when: (may) => may.transferMembers },
    {
      label: "transfer:mode.pull",
      initials: "sqdr",
      to: "/transfers/new?form=pull",
      when: (may) => may.transferMembers,
    },
  ],
};
