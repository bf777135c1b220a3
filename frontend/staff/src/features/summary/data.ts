import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { listAidPrograms } from "@unionhome/client/aid-programs";
import type { SummaryOut, SummaryStatus } from "@unionhome/client/model";
import { getAidSummary, listAidSummaryPhotos, listAidSummaryVersions } from "@unionhome/client/summaries";
import { getVisitPicture } from "@unionhome/client/visits";
import type { MarkName } from "@unionhome/words";
import { useCallback } from "react";

/** Everything about summaries begins with this, so that one call makes all of it fresh. */
export const SUMMARIES = "aid-summaries";
export const MOST_PHOTOS = 6;

export const MARKS: Record<SummaryStatus, MarkName> = { draft: "running", issued: "settled" };

export const oneSummary = (id: string) =>
  queryOptions({ queryKey: [SUMMARIES, "one", id], queryFn: ({ signal }) => getAidSummary(id, { signal }) });

export const versionsOf = (id: string) =>
  queryOptions({
    queryKey: [SUMMARIES, "versions", id],
    queryFn: ({ signal }) => listAidSummaryVersions(id, { signal }),
  });

export const choicesOf = (id: string) =>
  queryOptions({ queryKey: [SUMMARIES, "photos", id], queryFn: ({ signal }) => listAidSummaryPhotos(id, { signal }) });

/** Programmes that a summary can be of: those of unions above too, of which one's own part is summed up. */
export const programsToChoose = queryOptions({
  queryKey: ["aid-programs", "to choose"],
  queryFn: ({ signal }) => listAidPrograms({ status: ["open", "closed"], below: true, limit: 200 }, { signal }),
});

export const pictureOf = (visit: string, picture: string) =>
  queryOptions({
    queryKey: ["visit-picture", visit, picture],
    queryFn: async ({ signal }) => (await getVisitPicture(visit, picture, { signal })) as unknown as Blob,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** After a change: what came back is shown, and everything else about summaries is read anew. */
export function useSummaryMoved(): (summary?: SummaryOut) => Promise<void> {
  const queries = useQueryClient();
  return useCallback(
    async (summary) => {
      if (summary) queries.setQueryData(oneSummary(summary.id).queryKey, summary);
      await queries.invalidateQueries({ queryKey: [SUMMARIES] });
    },
    [queries],
  );
}
