/** Rows by their places, counted from 0; `to` and `last` are the places behind the last one. */
export interface Stretch {
  /** In the page: those in sight and some around them. */
  from: number;
  to: number;
  /** In sight. */
  first: number;
  last: number;
}

/** Rows kept on either side of those in sight, so that a flick of the wheel shows rows and not bars. */
const AROUND = 15;
/** The stretch moves by so many rows at once: not every row that passes makes the page anew. */
const STEP = 5;

/** The rows to have in the page when a box of this height is scrolled to `top`. */
export function stretchOf(top: number, box: number, row: number, total: number): Stretch {
  const first = Math.min(Math.max(0, Math.floor(top / row)), Math.max(0, total - 1));
  const last = Math.min(total, first + Math.ceil(box / row));
  const from = Math.max(0, Math.floor((first - AROUND) / STEP) * STEP);
  const to = Math.min(total, Math.ceil((last + AROUND) / STEP) * STEP);
  return { from, to, first, last };
}

/** The pages, of `size` rows each, that a stretch lies in. */
export function pagesOf(stretch: Pick<Stretch, "from" | "to">, size: number): number[] {
  const first = Math.floor(stretch.from / size);
  const last = Math.ceil(Math.max(stretch.to, stretch.from + 1) / size);
  return Array.from({ length: last - first }, (_, i) => first + i);
}
