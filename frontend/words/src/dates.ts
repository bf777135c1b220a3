import { MISSING } from "./numbers";

/**
 * Dates as officials write them (ui.md 3.6). Instants arrive with any offset and are shown in China's only time zone,
 * whatever the computer's clock says; plain dates (`*_on`) are never moved.
 */
const BEIJING_MS = 8 * 3600_000;

type Maybe = string | null | undefined;

/** "2026-11-20T09:05:00+08:00" -> "2026-11-20"; a plain date stays as it is. */
export function date(value: Maybe): string {
  if (!value) return MISSING;
  return value.length === 10 ? value : beijing(value).slice(0, 10);
}

/** "2026-11-20 09:05" */
export function moment(instant: Maybe): string {
  return instant ? beijing(instant).slice(0, 16).replace("T", " ") : MISSING;
}

/** "09:05" */
export function clock(instant: Maybe): string {
  return instant ? beijing(instant).slice(11, 16) : MISSING;
}

/** "11-20", for lists in which the year goes without saying. */
export function monthDay(value: Maybe): string {
  return value ? date(value).slice(5) : MISSING;
}

/** "2026-11-01 ~ 2026-11-20"; an open end stays open. */
export function range(from: Maybe, to: Maybe): string {
  if (!from && !to) return MISSING;
  return `${from ? date(from) : ""} ~ ${to ? date(to) : ""}`.trim();
}

/** "2026年11月20日", for documents. */
export function documentDate(value: Maybe): string {
  if (!value) return MISSING;
  const [year, month, day] = date(value).split("-").map(Number);
  return `${year}年${month}月${day}日`;
}

/** Completed years between two plain dates. The day of the birthday counts as completed. */
export function ageAt(bornOn: Maybe, atOn: string): number | null {
  if (!bornOn) return null;
  const years = Number(atOn.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return atOn.slice(5) < bornOn.slice(5) ? years - 1 : years;
}

/** Whole days from one plain date to another; negative when it has passed. */
export function daysBetween(fromOn: string, toOn: string): number {
  return Math.round((Date.parse(toOn) - Date.parse(fromOn)) / 86_400_000);
}

/** Today's plain date in China. The clock is an argument: `today(Date.now())`. */
export function today(nowMs: number): string {
  return new Date(nowMs + BEIJING_MS).toISOString().slice(0, 10);
}

function beijing(instant: string): string {
  return new Date(Date.parse(instant) + BEIJING_MS).toISOString();
}
