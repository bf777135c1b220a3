import type { ListedEmployer } from "@unionhome/client/model";

export const FIELDS = ["name", "credit_code", "employees", "women_employees", "address", "region_code"] as const;
export type ListField = (typeof FIELDS)[number];

/** What a column may be called, in lower case without spaces. */
export type Heads = Record<ListField, readonly string[]>;

export interface Table {
  heads: string[];
  rows: string[][];
  /** Which column says what; a field without a column is not said. */
  columns: Partial<Record<ListField, number>>;
}

/** Cells of a text: copied from a sheet (tabs) or a CSV file (commas, quotes). */
export function cellsOf(text: string): string[][] {
  const tabs = text.includes("\t");
  const mark = tabs ? "\t" : ",";
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  const endCell = () => {
    row.push(undefused(cell.trim()));
    cell = "";
  };
  const endRow = () => {
    endCell();
    if (row.some((one) => one !== "")) rows.push(row);
    row = [];
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (letter === '"' && cell === "") quoted = true;
    else if (letter === mark) endCell();
    else if (letter === "\n") endRow();
    else if (letter !== "\r" && letter !== "\uFEFF") cell += letter;
  }
  if (cell !== "" || row.length) endRow();
  return rows;
}

/** A CSV file of ours puts an apostrophe before what a spreadsheet program would calculate; here it goes again. */
const undefused = (text: string): string => (/^'+[=+\-@＝＋－＠]/.test(text) ? text.slice(1) : text);

const HEAD_ROWS = 10;

/** Finds the head among the first rows (a title may stand above it) and what each column says. Null: there is none. */
export function tableOf(text: string, known: Heads): Table | null {
  const cells = cellsOf(text);
  for (let at = 0; at < Math.min(HEAD_ROWS, cells.length); at++) {
    const heads = cells[at] ?? [];
    const columns = columnsOf(heads, known);
    if (columns.name !== undefined) return { heads, columns, rows: cells.slice(at + 1) };
  }
  return null;
}

function columnsOf(heads: readonly string[], known: Heads): Table["columns"] {
  const plain = heads.map((head) => head.replace(/[\s()[\]（）]/g, "").toLowerCase());
  const columns: Table["columns"] = {};
  const taken = new Set<number>();
  // A head that is a known word before one that only contains it, so that "women" is not taken for "employees".
  for (const fits of [
    (head: string, word: string) => head === word,
    (head: string, word: string) => head.includes(word),
  ])
    for (const field of FIELDS) {
      if (columns[field] !== undefined) continue;
      const at = plain.findIndex((head, index) => !taken.has(index) && known[field].some((word) => fits(head, word)));
      if (at === -1) continue;
      columns[field] = at;
      taken.add(at);
    }
  return columns;
}

/** The rows as the API takes them. What is not a number is left for the server's own check of the other fields. */
export function rowsOf({ rows, columns }: Table): ListedEmployer[] {
  const text = (row: readonly string[], field: ListField) => {
    const at = columns[field];
    return at === undefined ? undefined : row[at] || undefined;
  };
  const number = (row: readonly string[], field: ListField) => {
    const said = text(row, field)?.replace(/[,，\s]/g, "");
    return said && /^-?\d{1,9}(\.0+)?$/.test(said) ? Math.trunc(Number(said)) : undefined;
  };
  return rows.map((row) => ({
    name: text(row, "name") ?? "",
    credit_code: text(row, "credit_code"),
    employees: number(row, "employees"),
    women_employees: number(row, "women_employees"),
    address: text(row, "address"),
    region_code: text(row, "region_code"),
  }));
}

/** A CSV file as text: UTF-8, or what Chinese Excel writes. */
export async function textOf(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}
