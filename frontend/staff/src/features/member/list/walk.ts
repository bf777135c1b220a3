/** The list that a record was opened from: so that the record can go to the next one. Kept for this browser tab. */
export interface Walk {
  ids: readonly string[];
  /** Place of the first of `ids` in the whole list, counted from 1. */
  first: number;
  total: number | null;
}

const KEY = "unionhome:member.walk";

export function keepWalk(walk: Walk): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(walk));
  } catch {
    // Without storage there is no next and previous; nothing else is lost.
  }
}

export interface Place {
  number: number;
  total: number | null;
  back: string | undefined;
  next: string | undefined;
}

export function placeIn(id: string): Place | null {
  try {
    const walk = JSON.parse(sessionStorage.getItem(KEY) ?? "null") as Walk | null;
    const at = walk?.ids.indexOf(id) ?? -1;
    if (!walk || at === -1) return null;
    return { number: walk.first + at, total: walk.total, back: walk.ids[at - 1], next: walk.ids[at + 1] };
  } catch {
    return null;
  }
}
