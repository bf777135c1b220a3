import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { getAidProgram, listAidPrograms, listAidProgramTemplates } from "@unionhome/client/aid-programs";
import type { AidProgramOut } from "@unionhome/client/model";
import type { MarkName } from "@unionhome/words";
import { useCallback } from "react";

export const PROGRAMS = "aid-programs";

export const oneProgram = (id: string) =>
  queryOptions({ queryKey: [PROGRAMS, "one", id], queryFn: ({ signal }) => getAidProgram(id, { signal }) });

export const programTemplates = queryOptions({
  queryKey: [PROGRAMS, "templates"],
  queryFn: ({ signal }) => listAidProgramTemplates({ signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Those that take cases at this moment: what a new case may belong to. */
export const acceptingPrograms = queryOptions({
  queryKey: [PROGRAMS, "accepting"],
  queryFn: ({ signal }) => listAidPrograms({ accepting: true, limit: 200 }, { signal }),
});

/** All that the reader's queue may be narrowed by. */
export const knownPrograms = queryOptions({
  queryKey: [PROGRAMS, "known"],
  queryFn: ({ signal }) => listAidPrograms({ below: true, limit: 200 }, { signal }),
});

export function useProgramChanged(): (program?: AidProgramOut) => void {
  const queries = useQueryClient();
  return useCallback(
    (program) => {
      if (program) queries.setQueryData([PROGRAMS, "one", program.id], program);
      void queries.invalidateQueries({ queryKey: [PROGRAMS] });
    },
    [queries],
  );
}

export const PROGRAM_MARK: Record<string, MarkName> = { draft: "waiting", open: "running", closed: "settled" };
