import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { whole } from "../../ui/filter/params";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";

const page = createRoute({
  getParentRoute: () => root,
  path: "/work-calendar",
  validateSearch: (raw: Record<string, unknown>): { year?: number } => ({ year: whole(raw, "year") }),
  staticData: { title: "calendar:nav" },
  component: lazyRouteComponent(() => import("./CalendarPage"), "CalendarPage"),
});

/** The days that are worked (工作日历), in which deadlines are counted (AID-09). */
export const calendars: Feature = {
  routes: [page],
  nav: [{ group: "settings", order: 40, label: "calendar:nav", to: "/work-calendar" }],
};
