import { queryOptions, useQueries, useQuery } from "@tanstack/react-query";
import { getImport, listImportFaults, listImportMarks, listImportRows, listImports } from "@unionhome/client/imports";
import type {
  ImportOut,
  ImportRowOut,
  ListImportMarksParams,
  ListImportRowsParams,
  ListImportsParams,
  RegisterKind,
} from "@unionhome/client/model";
import { pagesOf, type Stretch } from "../../ui/table/windowing";
import { type RowList, statesOf } from "./Counts";

export const IMPORTS = ["imports"] as const;
/** Rows that are read at once. */
const PAGE_SIZE = 100;

export const oneImport = (id: string) =>
  queryOptions({ queryKey: [...IMPORTS, "one", id], queryFn: ({ signal }) => getImport(id, { signal }) });

export const recentImports = (kind: RegisterKind) =>
  queryOptions({
    queryKey: [...IMPORTS, "recent", kind],
    queryFn: ({ signal }) => listImports({ kind: [kind], limit: 8 } as unknown as ListImportsParams, { signal }),
  });

/** Where the pages of a list of rows begin. */
const importMarks = (id: string, list: RowList) =>
  queryOptions({
    queryKey: [...IMPORTS, "marks", id, list],
    queryFn: ({ signal }) =>
      listImportMarks(id, { state: statesOf(list), every: PAGE_SIZE } as unknown as ListImportMarksParams, { signal }),
  });

const importRows = (id: string, list: RowList, mark: string) =>
  queryOptions({
    queryKey: [...IMPORTS, "rows", id, list, mark],
    queryFn: ({ signal }) =>
      listImportRows(
        id,
        { state: statesOf(list), limit: PAGE_SIZE, starting_at: mark } as unknown as ListImportRowsParams,
        {
          signal,
        },
      ),
  });

const NO_MARKS: readonly string[] = [];

/** The rows of a list by their places: the pages in sight are read, the others when somebody comes by. */
export function useImportRows(id: string, list: RowList, stretch: Pick<Stretch, "from" | "to">) {
  const marks = useQuery(importMarks(id, list));
  const starts = marks.data?.items ?? NO_MARKS;
  const wanted = pagesOf(stretch, PAGE_SIZE).filter((page) => starts[page] !== undefined);
  const pages = useQueries({ queries: wanted.map((page) => importRows(id, list, starts[page] as string)) });
  const rowAt = (index: number): ImportRowOut | undefined =>
    pages[wanted.indexOf(Math.floor(index / PAGE_SIZE))]?.data?.items[index % PAGE_SIZE];
  const problem = marks.error ?? pages.find((page) => page.error)?.error ?? null;
  const again = () => {
    void marks.refetch();
    for (const page of pages) if (page.error) void page.refetch();
  };
  return { rowAt, problem, again };
}

export const importFaults = (id: string) =>
  queryOptions({ queryKey: [...IMPORTS, "faults", id], queryFn: ({ signal }) => listImportFaults(id, { signal }) });

/** What may be done next with an import, as the server says. */
export const stepOf = (imported: ImportOut, step: string) => imported.steps.find((one) => one.step === step);
