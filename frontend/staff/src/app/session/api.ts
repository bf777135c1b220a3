import { holdToken, renew, transport } from "@unionhome/client";
import type { MeOut, RecoveryCodes, SignedInOut, TotpSetupOut } from "@unionhome/client/model";
import type { Organization, Person } from "../../ui/page/person";
import type { Language } from "../i18n";
import { type Keep, serverKeep } from "../keep";

/** What a step of signing in leads to. */
export type SignInAnswer =
  | { state: "signed_in" }
  | { state: "totp_required"; challenge: string }
  | { state: "totp_setup_required" }
  | { state: "password_change_required" };

export interface Me extends Person {
  permissions: readonly string[];
  /** Whether any grant is over a place, and not all over a line. */
  territory: boolean;
  /** Organizations on which the person holds a grant today. */
  scopes: readonly Organization[];
  /** In which the server speaks to them; unknown without a server. */
  language?: Language;
}

/** All that the frame asks about accounts. Injected, so that the gallery runs without a server. */
export interface SessionApi {
  signIn(request: { login: string; password: string }): Promise<SignInAnswer>;
  /** With what the authenticator shows, or one of the recovery codes in its place. */
  proveTotp(request: { challenge: string; code?: string; recovery_code?: string }): Promise<SignInAnswer>;
  changePassword(request: { old_password: string; new_password: string }): Promise<SignInAnswer>;
  /** Begins to bind an authenticator. */
  beginTotp(request: { password: string }): Promise<TotpSetupOut>;
  /** Confirms what the authenticator shows; answers with the recovery codes, this once. */
  confirmTotp(request: { code: string }): Promise<readonly string[]>;
  /** True when the refresh cookie still opens a session. */
  resume(): Promise<boolean>;
  me(): Promise<Me>;
  signOut(): Promise<void>;
  /** Keeps settings and drafts for the person. Without it they stay in this browser. */
  keep?: Keep;
  speak?(language: Language): Promise<void>;
}

const API = "/api/v1";

async function step(path: string, data: unknown): Promise<SignInAnswer> {
  const answer = await transport<SignedInOut>({ url: `${API}/auth/${path}`, method: "POST", data });
  if (answer.state === "totp_required") return { state: "totp_required", challenge: answer.challenge ?? "" };
  holdToken(answer.access_token ?? null);
  return { state: answer.state };
}

const whole = () => transport<MeOut>({ url: `${API}/me`, method: "GET" });

export const sessionApi: SessionApi = {
  signIn: (request) => step("sign-in", request),
  proveTotp: (request) => step("totp", request),
  async changePassword(request) {
    await transport<unknown>({ url: `${API}/auth/password`, method: "POST", data: request });
    const { totp } = await whole();
    return { state: totp.compulsory && !totp.enabled ? "totp_setup_required" : "signed_in" };
  },
  beginTotp: (request) => transport<TotpSetupOut>({ url: `${API}/me/totp`, method: "POST", data: request }),
  async confirmTotp(request) {
    const answer = await transport<RecoveryCodes>({
      url: `${API}/me/totp/confirmations`,
      method: "POST",
      data: request,
    });
    return answer.recovery_codes;
  },
  resume: renew,
  async me() {
    const me = await whole();
    return {
      id: me.id,
      name: me.name,
      login: me.login,
      organization: me.organization,
      permissions: me.permissions,
      territory: me.grants.some(({ tree }) => tree === "territory"),
      language: me.language === "en" ? "en" : "zh-CN",
      scopes: me.scopes.map((one) => ({ id: one.organization_id, name: one.organization_name, level: one.level })),
    };
  },
  async signOut() {
    await transport<void>({ url: `${API}/auth/logout`, method: "POST" });
    holdToken(null);
  },
  keep: serverKeep,
  async speak(language) {
    await transport<MeOut>({ url: `${API}/me`, method: "PATCH", data: { language: language === "en" ? "en" : "zh" } });
  },
};
