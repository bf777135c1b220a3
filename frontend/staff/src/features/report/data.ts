import { queryOptions } from "@tanstack/react-query";
import type { ReportForm, ReportFormOut, ReportLine, ReportOut, ReportStatus } from "@unionhome/client/model";
import { getReport, getReportBoard, getReportOverview, listReportForms, listReports } from "@unionhome/client/reports";
import type { MarkName } from "@unionhome/words";

export const REPORTS = "reports";

/** The forms as they are in the reports of a year. They change with the release and not in between. */
export const formsOf = (year: number | undefined) =>
  queryOptions({
    queryKey: [REPORTS, "forms", year],
    queryFn: ({ signal }) => listReportForms({ year }, { signal }),
    enabled: year !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const boardOf = (form: ReportForm | undefined, year: number, org: string | undefined) =>
  queryOptions({
    queryKey: [REPORTS, "board", form, year, org],
    queryFn: ({ signal }) => getReportBoard({ form, year, parent_id: org }, { signal }),
  });

export const overviewOf = (year: number, org: string | undefined) =>
  queryOptions({
    queryKey: [REPORTS, "overview", year, org],
    queryFn: ({ signal }) => getReportOverview({ year, parent_id: org }, { signal }),
  });

export const oneReport = (id: string) =>
  queryOptions({ queryKey: [REPORTS, "one", id], queryFn: ({ signal }) => getReport(id, { signal }) });

/** Those that wait for this reader's union: to be accepted, or to be mended. */
export const waiting = queryOptions({
  queryKey: [REPORTS, "waiting"],
  queryFn: ({ signal }) => listReports({ waiting: true, limit: 100 }, { signal }),
});

export const MARKS: Record<ReportStatus, MarkName> = {
  draft: "running",
  submitted: "waiting",
  returned: "returned",
  accepted: "done",
};

/** The numbers of a report by item. */
export const cellsOf = (report: ReportOut) => new Map(report.cells.map((cell) => [cell.item, cell]));

export const itemsOf = (form: ReportFormOut) => new Map(form.items.map((item) => [item.code, item]));

/** What a line is told apart by: a union below, what basic unions have told, or what stands with the union directly. */
export const keyOf = (line: ReportLine): string => line.organization_id ?? (line.units == null ? "itself" : "units");

/** What something of a form is called in the reader's language. */
export const named = (thing: { zh: string; en: string }, language: string): string =>
  language === "en" ? thing.en : thing.zh;
