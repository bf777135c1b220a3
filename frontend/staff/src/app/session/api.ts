import { holdToken, renew, transport } from "@unionhome/client";
import type { Organization, Person } from "../../ui/page/person";

/** What a sign-in leads to. `ticket` carries the half-finished sign-in from step to step. */
export type SignInAnswer =
  | { state: "signed_in"; access_token: string }
  | { state: "totp_required"; ticket: string }
  | { state: "password_change_required"; ticket: string };

export interface Me extends Person {
  permissions: readonly string[];
  /** Organizations on which the person holds a grant today. */
  scopes: readonly Organization[];
}

/** All that the frame asks about accounts. Injected, so that the gallery runs without a server. */
export interface SessionApi {
  signIn(request: { login: string; password: string }): Promise<SignInAnswer>;
  proveTotp(request: { ticket: string; code: string }): Promise<SignInAnswer>;
  changePassword(request: { ticket: string; new_password: string }): Promise<SignInAnswer>;
  /** True when the refresh cookie still opens a session. */
  resume(): Promise<boolean>;
  me(): Promise<Me>;
  signOut(): Promise<void>;
}

const AUTH = "/api/v1/auth";

async function step(path: string, data: unknown): Promise<SignInAnswer> {
  const answer = await transport<SignInAnswer>({ url: `${AUTH}/${path}`, method: "POST", data });
  if (answer.state === "signed_in") holdToken(answer.access_token);
  return answer;
}

export const sessionApi: SessionApi = {
  signIn: (request) => step("sign-in", request),
  proveTotp: (request) => step("totp", request),
  changePassword: (request) => step("password", request),
  resume: renew,
  me: () => transport<Me>({ url: "/api/v1/me", method: "GET" }),
  async signOut() {
    await transport<void>({ url: `${AUTH}/logout`, method: "POST" });
    holdToken(null);
  },
};
