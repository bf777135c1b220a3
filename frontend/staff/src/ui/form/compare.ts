/** One field of a record that two people changed at the same time, in words. */
export interface Compared {
  key: string;
  label: string;
  /** As it was when this form was opened. */
  original: string;
  /** As it stands in this form. */
  mine: string;
  /** As it stands on the server now. */
  theirs: string;
}

export type Pick = "mine" | "theirs";

/**
 * Fields in which this form and the server differ. Where only one side changed something, that side is taken; where both
 * did, somebody has to choose, so nothing is taken for them.
 */
export function clashesOf(fields: readonly Compared[]): (Compared & { pick: Pick | null })[] {
  return fields
    .filter((field) => field.mine !== field.theirs)
    .map((field) => ({
      ...field,
      pick: field.theirs === field.original ? "mine" : field.mine === field.original ? "theirs" : null,
    }));
}
