import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { getImport, listImportFaults, listImportRows, listImports } from "@unionhome/client/imports";
import type { ImportOut, ListImportRowsParams, ListImportsParams, RegisterKind } from "@unionhome/client/model";

export const IMPORTS = ["imports"] as const;
export const PAGE_SIZE = 50;

export const oneImport = (id: string) =>
  queryOptions({ queryKey: [...IMPORTS, "one", id], queryFn: ({ signal }) => getImport(id, { signal }) });

export const recentImports = (kind: RegisterKind) =>
  queryOptions({
    queryKey: [...IMPORTS, "recent", kind],
    queryFn: ({ signal }) => listImports({ kind: [kind], limit: 8 } as unknown as ListImportsParams, { signal }),
  });

export const importRows = (id: string, state: string, cursor: string | null) =>
  queryOptions({
    queryKey: [...IMPORTS, "rows", id, state, cursor],
    queryFn: ({ signal }) =>
      listImportRows(
        id,
        { state: [state], limit: PAGE_SIZE, cursor: cursor ?? undefined } as unknown as ListImportRowsParams,
        { signal },
      ),
    placeholderData: keepPreviousData,
  });

export const importFaults = (id: string) =>
  queryOptions({ queryKey: [...IMPORTS, "faults", id], queryFn: ({ signal }) => listImportFaults(id, { signal }) });

/** What may be done next with an import, as the server says. */
export const stepOf = (imported: ImportOut, step: string) => imported.steps.find((one) => one.step === step);

/** A workbook that the server made, saved under a name of the reader's language. */
export function save(content: unknown, name: string): void {
  const url = URL.createObjectURL(content as Blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the address after the click has ended.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
