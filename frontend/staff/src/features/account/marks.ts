import type { MarkName } from "@unionhome/words";

const MARKS: Record<string, MarkName> = {
  pending: "waiting",
  proposed: "waiting",
  active: "settled",
  done: "done",
  disabled: "kept",
  revoked: "kept",
  refused: "returned",
};

/** How the state of an account, a grant or a hand-over is drawn. */
export const markOf = (status: string): MarkName => MARKS[status] ?? "settled";

/** What takes something away or says no. */
export const DESTRUCTIVE = ["refuse", "disable", "reset_totp", "end_sessions", "revoke"];
/** A no, a taking away and the lifting of a limit are explained; the record keeps the words. */
export const NEEDS_REASON = ["refuse", "disable", "revoke", "lift_sightings"];
