import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Feature } from "../../ui/page/feature";
import { root } from "../../ui/page/root";
import { readSettingSearch } from "./search";

const page = createRoute({
  getParentRoute: () => root,
  path: "/settings",
  validateSearch: readSettingSearch,
  staticData: { title: "setting:nav" },
  component: lazyRouteComponent(() => import("./SettingsPage"), "SettingsPage"),
});

/** What everybody sets for themselves, and the words of the system. */
export const settings: Feature = {
  routes: [page],
  nav: [{ group: "settings", order: 30, label: "setting:nav", to: "/settings" }],
};
