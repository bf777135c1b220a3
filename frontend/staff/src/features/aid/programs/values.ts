import type { AidProgramOut, ProgramDraft, ProgramTemplateOut } from "@unionhome/client/model";
import type { PickedOrg } from "../../../ui/tree/OrgPicker";

/** The form's fields carry the names of the wire; amounts are fen, moments are those of China. */
export interface ProgramValues {
  organization_id?: PickedOrg | null;
  kind?: string;
  name?: string;
  year?: number | null;
  audience?: string;
  categories?: string[];
  papers?: string[];
  sources?: string[];
  stages?: string[];
  standards?: { basis?: string; amounts?: Record<string, number | null> };
  each_time_fen?: number | null;
  each_year_fen?: number | null;
  caps_stop?: boolean;
  notice_days?: number | null;
  opens_at?: string;
  closes_at?: string;
  papers_place?: string;
  papers_room?: string;
  papers_phone?: string;
}

const MINUTE = 16;
const ZONE = "+08:00";

/** "2026-12-30T17:30:00+08:00" -> "2026-12-30T17:30", as the field has it; the server sends local time. */
const fieldOfMoment = (instant: string | null): string => instant?.slice(0, MINUTE) ?? "";
const momentOf = (typed: string | undefined): string | null => (typed ? `${typed.slice(0, MINUTE)}:00${ZONE}` : null);

type Prefilled = Pick<
  ProgramTemplateOut,
  | "audience"
  | "categories"
  | "papers"
  | "sources"
  | "stages"
  | "standards"
  | "each_time_fen"
  | "each_year_fen"
  | "caps_stop"
  | "notice_days"
>;

/**
 * What a template, or a programme that is there, says of the fields that a kind prefills. A new programme that gives by
 * category starts from the amounts of the policy, where the policy has some.
 */
export function prefilled(from: Prefilled, policy: Record<string, number> = {}): Partial<ProgramValues> {
  const amounts = from.standards.basis === "category" ? policy : {};
  return {
    audience: from.audience,
    categories: [...from.categories],
    papers: [...from.papers],
    sources: [...from.sources],
    stages: [...from.stages],
    standards: {
      basis: from.standards.basis,
      amounts: { ...from.standards.amounts, ...amounts },
    },
    each_time_fen: from.each_time_fen,
    each_year_fen: from.each_year_fen,
    caps_stop: from.caps_stop,
    notice_days: from.notice_days,
  };
}

export const valuesOf = (program: AidProgramOut): ProgramValues => ({
  ...prefilled(program),
  organization_id: { id: program.organization_id, label: program.organization_name },
  kind: program.kind,
  name: program.name,
  year: program.year,
  opens_at: fieldOfMoment(program.opens_at),
  closes_at: fieldOfMoment(program.closes_at),
  papers_place: program.papers_place,
  papers_room: program.papers_room,
  papers_phone: program.papers_phone,
});

/** The amounts that the chosen basis asks for: what was typed for another one is not sent. */
export function draftOf(values: ProgramValues, keys: readonly string[]): ProgramDraft {
  const amounts = Object.entries(values.standards?.amounts ?? {}).filter(([key, fen]) => keys.includes(key) && fen);
  return {
    organization_id: values.organization_id?.id ?? "",
    kind: values.kind,
    name: values.name?.trim() ?? "",
    year: values.year,
    audience: values.audience?.trim() ?? "",
    categories: values.categories ?? [],
    papers: values.papers ?? [],
    sources: values.sources ?? [],
    stages: values.stages ?? [],
    standards: { basis: values.standards?.basis ?? "everybody", amounts: Object.fromEntries(amounts) },
    each_time_fen: values.each_time_fen ?? null,
    each_year_fen: values.each_year_fen ?? null,
    caps_stop: values.caps_stop ?? false,
    notice_days: values.notice_days ?? 1,
    opens_at: momentOf(values.opens_at),
    closes_at: momentOf(values.closes_at),
    papers_place: values.papers_place?.trim() ?? "",
    papers_room: values.papers_room?.trim() ?? "",
    papers_phone: values.papers_phone?.trim() ?? "",
  } as unknown as ProgramDraft;
}
