import { queryOptions, useQueryClient } from "@tanstack/react-query";
import type { UnionPaperFileOut, UnionPaperKind, UnionPaperState } from "@unionhome/client/model";
import { listOfficers } from "@unionhome/client/officers";
import { getPaper, getPaperCompleteness, getPaperFile, listPaperKeepers } from "@unionhome/client/papers";
import type { MarkName } from "@unionhome/words";

export const PAPERS = "papers";
export const KINDS: readonly UnionPaperKind[] = ["plan", "summary", "minutes", "photo", "rules", "roster", "other"];
/** What every union has each year; with a keeper its cabinet is whole. */
export const CHECKED = ["plan", "summary", "minutes", "photo"] as const;
/** These belong to the year of their day. */
export const OF_ITS_DAY: readonly UnionPaperKind[] = ["minutes", "photo"];
export const STATES: readonly UnionPaperState[] = ["kept", "due", "withdrawn"];
export const MARKS: Record<UnionPaperState, MarkName> = { kept: "settled", due: "due", withdrawn: "returned" };
export const MOST_FILES = 20;
/** What a file picker offers; what a file is, the server finds out. */
export const ACCEPTED = ".pdf,.docx,.xlsx,.png,.jpg,.jpeg";
/** A basic union; what is above it looks after those below. */
export const BASIC = 4;

export const isPicture = (file: UnionPaperFileOut) => file.media_type.startsWith("image/");

/** 1234567 -> "1.2 MB" */
export function sizeOf(bytes: number): string {
  return bytes >= 1_048_576 ? `${(bytes / 1_048_576).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;
}

export const onePaper = (id: string) =>
  queryOptions({ queryKey: [PAPERS, "one", id], queryFn: ({ signal }) => getPaper(id, { signal }) });

export const contentOf = async (paper: string, file: string, signal?: AbortSignal): Promise<Blob> =>
  (await getPaperFile(paper, file, { signal })) as unknown as Blob;

export const completenessOf = (under: string | undefined, year: number) =>
  queryOptions({
    queryKey: [PAPERS, "completeness", under, year],
    queryFn: ({ signal }) => getPaperCompleteness({ under_id: under, year }, { signal }),
  });

export const keepersOf = (organization: string) =>
  queryOptions({
    queryKey: [PAPERS, "keepers", organization],
    queryFn: ({ signal }) => listPaperKeepers({ organization_id: organization, limit: 50 }, { signal }),
  });

export const officersOf = (organization: string) =>
  queryOptions({
    queryKey: ["officers", "sitting", organization],
    queryFn: ({ signal }) => listOfficers({ organization_id: organization, limit: 200 }, { signal }),
  });

/** After a change: lists, marks and figures are read anew. */
export function useFiled(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: [PAPERS] });
}
