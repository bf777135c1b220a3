import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { listLines } from "@unionhome/client/lines";
import type {
  Catalogue,
  GetDatasetParams,
  GetPivotFileParams,
  GetPivotParams,
  MeasureOut,
  StatisticFigure,
  StatisticOut,
  TileMapOut,
} from "@unionhome/client/model";
import { listSavedViews } from "@unionhome/client/saved-views";
import {
  getDataset,
  getDatasetWorkbook,
  getPeers,
  getPivot,
  getPivotFile,
  getTileMap,
  listDatasets,
  listRecounts,
} from "@unionhome/client/statistics";
import type { TilePlaces } from "../../ui/figure/CountyTiles";
import type { StatsTree } from "./search";

export const STATISTICS = "statistics";
export const RECOUNTS = "recounts";

/** A line with how deep it stands under others. */
export interface PlacedLine {
  id: string;
  name: string;
  depth: number;
}

const LINES = 500;

/** The lines on which the reader has unions, in the order of their tree. */
export const linesInScope = queryOptions({
  queryKey: ["lines", "in-scope"],
  queryFn: async ({ signal }): Promise<readonly PlacedLine[]> => {
    const { items } = await listLines({ limit: LINES }, { signal });
    const depths = new Map<string, number>();
    for (const { id, parent_id } of items) depths.set(id, parent_id === null ? 0 : (depths.get(parent_id) ?? 0) + 1);
    return items.filter(({ unions }) => unions > 0).map(({ id, name }) => ({ id, name, depth: depths.get(id) ?? 0 }));
  },
});

/** In which tree somebody is entered: under a line stand lines, and under the last of them unions, which have their place. */
export const treeUnder = (id: string, lines: readonly PlacedLine[]): StatsTree =>
  lines.some((line) => line.id === id) ? "line" : "territory";

export const recountsPage = (cursor: string | null) =>
  queryOptions({
    queryKey: [RECOUNTS, cursor],
    queryFn: ({ signal }) => listRecounts({ limit: 50, cursor: cursor ?? undefined }, { signal }),
    placeholderData: keepPreviousData,
  });

/** The answer to one question. What was shown stays while the next one is read. */
export const figuresOf = (dataset: string, asked: GetDatasetParams) =>
  queryOptions({
    queryKey: [STATISTICS, dataset, asked],
    queryFn: async ({ signal }) => (await getDataset(dataset, asked, { signal })) as StatisticOut,
    placeholderData: keepPreviousData,
  });

/** The same question as a workbook. */
export const workbookOf = async (dataset: string, asked: GetDatasetParams): Promise<Blob> =>
  (await getDatasetWorkbook(dataset, asked)) as unknown as Blob;

/** A table as it was laid out. What was shown stays while the next one is made. */
export const pivotOf = (dataset: string, asked: GetPivotParams) =>
  queryOptions({
    queryKey: [STATISTICS, "pivot", dataset, asked],
    queryFn: ({ signal }) => getPivot(dataset, asked, { signal }),
    placeholderData: keepPreviousData,
  });

/** The same table as a file. */
export const pivotFile = async (dataset: string, asked: GetPivotFileParams): Promise<Blob> =>
  (await getPivotFile(dataset, asked)) as unknown as Blob;

/** The saved tables that the reader may use, with when they come back. */
export const pivotViews = queryOptions({
  queryKey: ["saved-views", "pivots", "scheduled"],
  queryFn: async ({ signal }) => (await listSavedViews({ noun: "pivots" }, { signal })).items,
});

/** The medians among unions of the same level and kind. */
export const peersOf = (org: string | undefined, period: string, figures: readonly string[]) =>
  queryOptions({
    queryKey: [STATISTICS, "peers", org, period, figures],
    queryFn: ({ signal }) => getPeers({ org_id: org, period, figures: [...figures] }, { signal }),
  });

/** How the places below a union lie to each other. */
export const tileMapOf = (id: string) =>
  queryOptions({ queryKey: [STATISTICS, "tiles", id], queryFn: ({ signal }) => getTileMap(id, { signal }) });

/** The squares by place; nothing where nobody has drawn them. */
export const placesOf = (map: TileMapOut | undefined): TilePlaces | undefined =>
  map && map.places.length > 0
    ? Object.fromEntries(map.places.map((place) => [place.organization_id, [place.column, place.row] as const]))
    : undefined;

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
