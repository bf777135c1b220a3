import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Catalogue, GetDatasetParams, MeasureOut, StatisticFigure, StatisticOut } from "@unionhome/client/model";
import { getDataset, listDatasets } from "@unionhome/client/statistics";

export const STATISTICS = "statistics";

/** The answer to one question. What was shown stays while the next one is read. */
export const figuresOf = (dataset: string, asked: GetDatasetParams) =>
  queryOptions({
    queryKey: [STATISTICS, dataset, asked],
    queryFn: async ({ signal }) => (await getDataset(dataset, asked, { signal })) as StatisticOut,
    placeholderData: keepPreviousData,
  });

/** What every figure means. It changes with the release and not in between. */
export const catalogue = queryOptions({
  queryKey: [STATISTICS, "catalogue"],
  queryFn: ({ signal }) => listDatasets({ signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export function measureIn(all: Catalogue | undefined, dataset: string, measure: string) {
  const found = all?.items.find((one) => one.code === dataset);
  const meant: MeasureOut | undefined = found?.measures.find((one) => one.code === measure);
  return found && meant ? { dataset: found, measure: meant } : undefined;
}

/** The one figure of a measure, where an answer has one unit and period. */
export const figureIn = (answer: StatisticOut | undefined, measure: string): StatisticFigure | undefined =>
  answer?.items.find((item) => item.measure === measure);
