import { queryOptions } from "@tanstack/react-query";
import type { Judgement, QualificationRow, QualificationSheet } from "@unionhome/client/model";
import { listQualificationStandards, listQualifications } from "@unionhome/client/qualifications";

export const QUALIFICATIONS = "qualifications";

export const sheetOf = (org: string | undefined, year: number) =>
  queryOptions({
    queryKey: [QUALIFICATIONS, "sheet", org, year],
    queryFn: ({ signal }): Promise<QualificationSheet> => listQualifications({ parent_id: org, year }, { signal }),
  });

export const standards = queryOptions({
  queryKey: [QUALIFICATIONS, "standards"],
  queryFn: ({ signal }) => listQualificationStandards({ signal }),
});

/** What was ticked and not saved yet, by union. */
export type Ticked = Readonly<Record<string, readonly number[]>>;

export const marksOf = (row: QualificationRow, ticked: Ticked): readonly number[] =>
  ticked[row.organization_id] ?? row.marks;

/** One criterion of one union, the other way round. */
export function toggled(row: QualificationRow, ticked: Ticked, mark: number): Ticked {
  const before = marksOf(row, ticked);
  const after = before.includes(mark) ? before.filter((one) => one !== mark) : [...before, mark];
  return { ...ticked, [row.organization_id]: after };
}

/** A criterion for all who may be judged: taken away where everybody has it, else given to whoever lacks it. */
export function toggledForAll(rows: readonly QualificationRow[], ticked: Ticked, mark: number): Ticked {
  const open = rows.filter((row) => row.reason === null);
  const everybody = open.every((row) => marksOf(row, ticked).includes(mark));
  return open
    .filter((row) => everybody || !marksOf(row, ticked).includes(mark))
    .reduce((all, row) => toggled(row, all, mark), ticked);
}

/**
 * The rows to send: those that say something else than what is kept, those that are judged for the first time, and those
 * that the union said of itself and `judge` confirms as they are.
 */
export function draftsOf(rows: readonly QualificationRow[], ticked: Ticked, judge: string): Judgement[] {
  return rows.flatMap((row) => {
    const said = ticked[row.organization_id];
    if (said === undefined) return [];
    const marks = [...said].sort((one, other) => one - other);
    const same = row.version > 0 && marks.join() === row.marks.join() && row.from_organization_name === judge;
    return same ? [] : [{ organization_id: row.organization_id, marks, version: row.version }];
  });
}
