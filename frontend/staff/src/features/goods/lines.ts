import type { LotDraft } from "@unionhome/client/model";

/** Goods as they are typed into a voucher, until they are sent. */
export interface Line {
  key: number;
  name: string;
  unit: string;
  pieces: number | null;
  /** Fen for one. */
  price_fen: number | null;
  expires_on: string | null;
  kept_at: string;
}

export const EMPTY: Omit<Line, "key"> = {
  name: "",
  unit: "",
  pieces: null,
  price_fen: null,
  expires_on: null,
  kept_at: "",
};

export const isWhole = (line: Line): boolean =>
  line.name.trim() !== "" && line.unit.trim() !== "" && (line.pieces ?? 0) > 0 && (line.price_fen ?? 0) > 0;

/** Nothing was typed into it: it is not sent, and nothing is missing in it. */
export const isBlank = (line: Line): boolean => line.name.trim() === "" && !line.pieces && !line.price_fen;

export const worthOf = (line: Line): number => (line.pieces ?? 0) * (line.price_fen ?? 0);

/** What all of them come to, fen. */
export const sumOf = (lines: readonly Line[]): number => lines.reduce((sum, line) => sum + worthOf(line), 0);

/** As they are sent; null while one of them lacks something, or all are blank. */
export function draftsOf(lines: readonly Line[]): LotDraft[] | null {
  const written = lines.filter((line) => !isBlank(line));
  if (written.length === 0 || !written.every(isWhole)) return null;
  return written.map(({ key: _key, pieces, price_fen, ...line }) => ({
    ...line,
    pieces: pieces ?? 0,
    price_fen: price_fen ?? 0,
  }));
}
