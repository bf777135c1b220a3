import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { readAuditSearch } from "./search";

const trail = createRoute({
  getParentRoute: () => root,
  path: "/audit",
  validateSearch: readAuditSearch,
  staticData: { title: "audit:nav" },
  component: lazyRouteComponent(() => import("./AuditPage"), "AuditPage"),
});

/** Who did what, when; and the proof that nobody changed the record (trust.md 1.4). */
export const audit: Feature = {
  routes: [trail],
  nav: [{ group: "settings", order: 20, label: "audit:nav", to: "/audit", when: (may) => may.readAudit }],
  actions: [{ label: "audit:seals.verify", initials: "jysjl", to: "/audit?list=seals", when: (may) => may.readAudit }],
};
