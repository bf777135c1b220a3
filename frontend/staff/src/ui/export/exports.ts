import { createContext } from "react";
import type { JobSource, SentJob } from "../job/useJob";
import type { Column } from "../table/columns";

/** A column of a file: its head, and whether it leaves masked. */
export type FileColumn = Pick<Column<never>, "key" | "title" | "masked">;

/** What a file can have besides the columns of the screen, taken or left together. */
export interface ColumnGroup {
  key: string;
  title: string;
  columns: readonly FileColumn[];
}

/** A list as it stands on screen, for whoever exports it. */
export interface Exported {
  /** The list, as the server calls it: `employers`. */
  noun: string;
  /** Filters and order as the list asks the server for them, without its place. */
  query: object;
  /** How many rows it has, where that was counted. */
  total: number | null | undefined;
  /** What is counted: 人. */
  unit: string;
  /** What narrows it, in words; those without a value do not. */
  filters: readonly { label: string; value?: string }[];
  /** What is looked for. */
  search?: string;
  /** Columns that no screen shows, by what they tell of. */
  groups?: readonly ColumnGroup[];
}

/** `register`: a workbook in a fixed form, to be printed and sealed. `forms`: a document of each row, in an archive. */
export const FORMATS = ["xlsx", "register", "forms", "csv"] as const;
export type Format = (typeof FORMATS)[number];
/** The lists that have such a form; all have the others. */
export const ONLY_OF: Partial<Record<Format, readonly string[]>> = {
  register: ["members", "organizations", "officers", "transfers", "employers"],
  forms: ["aid_cases"],
};

export interface ExportJob extends SentJob {
  id: string;
  request: Record<string, unknown>;
  result: Record<string, unknown> | null;
}

/** Why something that is for few eyes is taken out, and the password or code that proves who does. */
export interface Why {
  reason: string;
  note: string;
  password: string;
}

/** What a file is asked with. Null columns: all that the list has. */
export interface Asked {
  noun: string;
  query: object;
  columns: readonly string[] | null;
  format: Format;
  /** Columns that are to be whole, why, and the password or code that proves who asks. */
  whole?: Why & { columns: readonly string[] };
}

/** What makes files of lists. The frame supplies it; the parts only know this shape. */
export interface ExportStore {
  /** Asks for a file; answers the job that makes it. */
  ask(what: Asked): Promise<ExportJob>;
  /** Asks for an archive that is for few eyes; answers the job that makes it. */
  pack(url: string, why: Why): Promise<ExportJob>;
  /** Asks somebody above for leave to have whole numbers. */
  request(what: Asked): Promise<void>;
  /** The password of a file with whole numbers, shown this once. */
  password(id: string): Promise<string>;
  jobs: JobSource<ExportJob>;
  /** The file, and the name it should be saved under. */
  fetch(id: string): Promise<{ content: Blob; name: string }>;
}

export const ExportContext = createContext<ExportStore | null>(null);

/** Rows up to which a file is handed over by itself when it is made. */
export const SMALL = 2000;

/** The export that a finished job has made, if it made one. */
export function exportOf(job: Pick<ExportJob, "state" | "request">): string | null {
  const id = job.request.export_id;
  return job.state === "succeeded" && typeof id === "string" ? id : null;
}

/** The kinds of jobs whose file has a password: whole numbers, and what a case rests on. */
const CLOSED: readonly string[] = ["export_whole", "export_evidence"];

/** Whether the file that a job makes opens with a password, which is shown once. */
export const isClosed = (job: { kind: string }): boolean => CLOSED.includes(job.kind);

/** Saves a file that the server has sent. */
export function save(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the address after the click has ended.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
