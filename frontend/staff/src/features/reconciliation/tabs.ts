/** What of a month is looked at: what stands open on both sides, or what is paired. */
export const TABS = ["open", "paired"] as const;
