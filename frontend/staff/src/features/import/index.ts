import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { REGISTERS } from "./registers";

const begin = createRoute({
  getParentRoute: () => root,
  path: "/import/$kind",
  validateSearch: (raw: Record<string, unknown>): { org?: string } => (raw.org ? { org: String(raw.org) } : {}),
  staticData: { title: "import:nav.all" },
  component: lazyRouteComponent(() => import("./StartPage"), "StartPage"),
});
const one = createRoute({
  getParentRoute: () => root,
  path: "/imports/$id",
  staticData: { title: "import:nav.one" },
  component: lazyRouteComponent(() => import("./ImportPage"), "ImportPage"),
});

/** Workbooks for the four registers and the employers: checked, mended, taken in, undone (ORG-10, 11, 18; MBR-01, 02). */
export const imports: Feature = {
  routes: [begin, one],
  nav: [
    {
      group: "register",
      order: 23,
      label: "import:nav.all",
      to: "/import/members",
      when: (may) => may.importMembers,
    },
  ],
  actions: REGISTERS.map((shape) => ({
    label: `import:nav.${shape.kind}`,
    initials: shape.initials,
    to: `/import/${shape.kind}`,
    when: shape.may,
  })),
};
