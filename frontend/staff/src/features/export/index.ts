import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";

const approvals = createRoute({
  getParentRoute: () => root,
  path: "/export-approvals",
  staticData: { title: "export:nav.approvals" },
  component: lazyRouteComponent(() => import("./ApprovalsPage"), "ApprovalsPage"),
});

export const exports: Feature = {
  routes: [approvals],
  actions: [
    {
      label: "export:nav.approvals",
      initials: "dcsp",
      to: "/export-approvals",
      when: (access) => access.unmaskExports,
    },
  ],
};
