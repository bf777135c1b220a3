const DAY_MS = 86_400_000;

/** Plain dates to pixels. */
export function dateScale(fromOn: string, toOn: string, left: number, right: number): (on: string) => number {
  const from = Date.parse(fromOn);
  const span = Math.max(DAY_MS, Date.parse(toOn) - from);
  return (on) => left + ((Date.parse(on) - from) / span) * (right - left);
}

/** Years to label so that neighbours are at least `apart` px away: every one, two, five or ten years. */
export function yearTicks(fromOn: string, toOn: string, width: number, apart = 90): number[] {
  const first = Number(fromOn.slice(0, 4)) + (fromOn.slice(5) === "01-01" ? 0 : 1);
  const last = Number(toOn.slice(0, 4));
  const years = Math.max(1, last - first + 1);
  const step = [1, 2, 5, 10, 20, 50].find((size) => (width / years) * size >= apart) ?? 50;
  const ticks: number[] = [];
  for (let year = first; year <= last; year += step) ticks.push(year);
  return ticks;
}

/** Days to label: of years, or of months where the whole is shorter than two years. */
export function dayTicks(fromOn: string, toOn: string, width: number): { on: string; label: string }[] {
  if (isLong(fromOn, toOn))
    return yearTicks(fromOn, toOn, width).map((year) => ({ on: `${year}-01-01`, label: String(year) }));
  const months = Math.max(1, Math.ceil((Date.parse(toOn) - Date.parse(fromOn)) / (30 * DAY_MS)));
  const step = [1, 2, 3, 6].find((size) => (width / months) * size >= 90) ?? 6;
  const ticks: { on: string; label: string }[] = [];
  for (let on = fromOn; on <= toOn; on = plusMonths(on, step)) ticks.push({ on, label: on.slice(0, 7) });
  return ticks;
}

/** Where an axis begins: with the year, or with the month where it would be empty for most of its length. */
export function axisStart(fromOn: string, toOn: string): string {
  return isLong(fromOn, toOn) ? `${fromOn.slice(0, 4)}-01-01` : `${fromOn.slice(0, 7)}-01`;
}

const isLong = (fromOn: string, toOn: string): boolean => Date.parse(toOn) - Date.parse(fromOn) > 730 * DAY_MS;

/** The same day some months later, or the last day of that month. */
export function plusMonths(on: string, months: number): string {
  const [year, month, day] = on.split("-").map(Number) as [number, number, number];
  const end = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, end))).toISOString().slice(0, 10);
}
