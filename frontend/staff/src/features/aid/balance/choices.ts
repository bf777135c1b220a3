import type { Candidate, CandidateList } from "@unionhome/client/model";

/** Whether a candidate is on the list, and with how much. */
export interface Choice {
  on: boolean;
  fen: number;
}

export type Choices = ReadonlyMap<string, Choice>;

export interface ChosenCase {
  row: Candidate;
  fen: number;
}

/** Everybody on the list, with the amount that they come with. */
export const startOf = (list: CandidateList): Choices =>
  new Map(list.items.map((one) => [one.id, { on: true, fen: one.amount_fen }]));

export const chosenOf = (list: CandidateList, choices: Choices): readonly ChosenCase[] =>
  list.items.flatMap((row) => {
    const choice = choices.get(row.id);
    return choice?.on ? [{ row, fen: choice.fen }] : [];
  });

export const sumOf = (chosen: readonly ChosenCase[]): number => chosen.reduce((sum, one) => sum + one.fen, 0);

export const SORTS = ["place", "gross", "amount", "waiting"] as const;
export type Sort = (typeof SORTS)[number];

/** In the order that is weighed by: the poorest, the most, the longest waiting first. */
export function sorted(rows: readonly Candidate[], by: Sort): readonly Candidate[] {
  const value: Record<Exclude<Sort, "place">, (row: Candidate) => number> = {
    gross: (row) => row.gross_fen ?? Number.POSITIVE_INFINITY,
    amount: (row) => -row.amount_fen,
    waiting: (row) => -row.waiting_days,
  };
  return by === "place" ? rows : [...rows].sort((a, b) => value[by](a) - value[by](b));
}
