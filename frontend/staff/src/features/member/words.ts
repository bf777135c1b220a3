import type { MemberOut } from "@unionhome/client/model";
import type { MarkName } from "@unionhome/words";

/** How a state of membership is drawn. One that nobody mapped yet stays quiet. */
const MARKS: Record<string, MarkName> = {
  draft: "waiting",
  submitted: "waiting",
  returned: "returned",
  active: "settled",
  transfer_out_pending: "due",
  retained: "kept",
};

export const markOf = (status: string): MarkName => MARKS[status] ?? "settled";

const BEFORE_JOINING = ["draft", "submitted", "returned"];
const ENDED = ["withdrawn", "auto_withdrawn", "expelled", "deceased"];

/** The membership is over: drawn in grey, so that it is not read as one that lives. */
export const isEnded = (status: string): boolean => ENDED.includes(status);

/** What the record lacks. Nobody has a day of joining before they have joined. */
export const gapsOf = ({ missing, status }: MemberOut): string[] =>
  missing.filter((field) => field !== "joined_on" || !BEFORE_JOINING.includes(status));
