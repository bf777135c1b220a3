import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { SessionApi } from "../app/session/api";
import type { Feature } from "../ui/page/feature";
import { root } from "../ui/page/root";
import { findMembers } from "./data";
import { JobsTool, NoticesTool } from "./tools";

/** Pages that put the parts together as the mock-ups do, on invented data: a place to look, and examples to copy. */
const page = (path: string, title: string, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => root, path, staticData: { title }, component });

const feature: Feature = {
  routes: [
    page(
      "/",
      "gallery:nav.workbench",
      lazyRouteComponent(() => import("./WorkbenchPage"), "WorkbenchPage"),
    ),
    page(
      "/__gallery/members",
      "gallery:nav.members",
      lazyRouteComponent(() => import("./MembersPage"), "MembersPage"),
    ),
    page(
      "/__gallery/members/$id",
      "gallery:nav.members",
      lazyRouteComponent(() => import("./MemberPage"), "MemberPage"),
    ),
    page(
      "/__gallery/unions",
      "gallery:nav.unions",
      lazyRouteComponent(() => import("./UnionPage"), "UnionPage"),
    ),
    page(
      "/__gallery/register",
      "gallery:nav.form",
      lazyRouteComponent(() => import("./RegisterPage"), "RegisterPage"),
    ),
    page(
      "/__gallery",
      "gallery:nav.parts",
      lazyRouteComponent(() => import("./PartsPage"), "PartsPage"),
    ),
  ],
  nav: [
    { group: "top", order: 1, icon: "home", label: "gallery:nav.workbench", to: "/" },
    { group: "top", order: 2, icon: "todo", label: "gallery:nav.parts", to: "/__gallery", useCount: () => 11 },
    { group: "register", order: 1, label: "gallery:nav.unions", to: "/__gallery/unions" },
    {
      group: "register",
      order: 2,
      label: "gallery:nav.members",
      to: "/__gallery/members",
      when: (may) => may.seeMembers,
    },
    { group: "register", order: 3, label: "gallery:nav.form", to: "/__gallery/register" },
    { group: "settings", order: 1, label: "gallery:nav.hidden", to: "/__gallery/hidden", when: (may) => may.readAudit },
  ],
  actions: [{ label: "gallery:nav.form", initials: "djhy", to: "/__gallery/register" }],
  search: [{ label: "gallery:nav.members", find: findMembers }],
  bar: [JobsTool, NoticesTool],
};

const qingxi = { id: "o1", name: "青溪县总工会" };
const refuse = (code: string, detail: string, retry_after: number | null = null) =>
  Promise.reject({ status: 401, code, detail, request_id: "0192-7f3a", errors: [], retry_after });

/** Any password goes; "locked" as login shows the lock-out, "new" the forced change, "totp" the second factor. */
const api: SessionApi = {
  signIn: ({ login }) => {
    if (login === "locked") return refuse("sign_in_locked", "密码连续输错 5 次，账号已锁定到 09:20。", 900);
    if (login === "new") return Promise.resolve({ state: "password_change_required" });
    if (login === "totp") return Promise.resolve({ state: "totp_required", challenge: "c" });
    if (login === "wrong") return refuse("sign_in_refused", "账号或密码不对。再错 3 次账号会锁定 15 分钟。");
    sessionStorage.removeItem("gallery-out");
    return Promise.resolve({ state: "signed_in" });
  },
  proveTotp: () => Promise.resolve({ state: "signed_in" }),
  changePassword: () => Promise.resolve({ state: "signed_in" }),
  beginTotp: () => Promise.resolve({ secret: "JBSWY3DPEHPK3PXP", uri: "otpauth://totp/x", qr: "/seal.svg" }),
  confirmTotp: () => Promise.resolve(["QK7M-2XVD", "9HTC-P4RA"]),
  resume: () => Promise.resolve(!window.location.search.includes("out") && !sessionStorage.getItem("gallery-out")),
  me: () =>
    Promise.resolve({
      id: "p1",
      name: "何静",
      login: "hejing@qingxi",
      organization: qingxi,
      permissions: ["organization:read", "member:read", "member:edit", "member:reveal", "member:import"],
      territory: true,
      scopes: [qingxi, { id: "o2", name: "县教育系统工会" }],
    }),
  signOut: () => {
    sessionStorage.setItem("gallery-out", "1");
    return Promise.resolve();
  },
};

export async function galleryApp() {
  return { api, features: [feature] };
}
