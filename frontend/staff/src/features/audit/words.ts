import { useTranslation } from "react-i18next";
import { textOf } from "./facts";

/** A newer server may tell of things this release has no word for: then its own name stands. */
export function useWords() {
  const { t, i18n } = useTranslation();
  const word = (key: string, slug: string): string => (i18n.exists(key) ? t(key as never) : slug);
  return {
    event: (slug: string) => word(`audit:event.${slug}`, slug),
    kind: (slug: string) => word(`audit:kind.${slug}`, slug),
    fact: (slug: string) => word(`audit:fact.${slug}`, slug),
    /** The value of a fact: reasons are told by slug, everything else as it is. */
    value: (fact: string, value: unknown) =>
      fact === "why" && typeof value === "string" ? word(`audit:why.${value}`, value) : textOf(value),
  };
}

/** What the filters offer, by what it is about. */
export const EVENTS: readonly string[] = [
  "signed_in",
  "sign_in_failed",
  "sign_in_locked",
  "signed_out",
  "password_changed",
  "totp_enabled",
  "recovery_code_used",
  "proof_failed",
  "user_made",
  "user_approved",
  "user_refused",
  "user_disabled",
  "user_enabled",
  "user_password_reset",
  "user_totp_reset",
  "grant_proposed",
  "grant_approved",
  "grant_refused",
  "grant_revoked",
  "handover_proposed",
  "handover_approved",
  "member_field_revealed",
  "member_reveal_limit_reached",
  "member_drafted",
  "member_submitted",
  "member_joined",
  "member_edited",
  "member_merged",
  "member_withdrawn",
  "member_expelled",
  "transfer_submitted",
  "transfer_requested",
  "organization_founded",
  "organization_edited",
  "organization_moved",
  "organization_left",
  "honour_granted",
  "honour_withdrawn",
  "urge_sent",
  "urge_seen",
  "urge_withdrawn",
  "organization_merged",
  "organization_split",
  "organization_dissolved",
  "committee_elected",
  "roster_committed",
  "roster_wrong_rows_downloaded",
];

export const KINDS: readonly string[] = [
  "user_account",
  "role_grant",
  "grant_handover",
  "member",
  "transfer",
  "organization",
  "employer",
  "officer",
  "committee",
  "honour",
  "urge",
  "line",
  "roster",
  "saved_view",
];
