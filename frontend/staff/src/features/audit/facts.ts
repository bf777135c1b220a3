/** One line of what an event tells: a field that went from one value to another, or a plain fact. */
export interface Line {
  key: string;
  from?: unknown;
  to?: unknown;
  value?: unknown;
  changed: boolean;
}

const isPair = (value: unknown): value is [unknown, unknown] => Array.isArray(value) && value.length === 2;
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * What changed comes first, field by field: `{changes: {name: ["a", "b"]}}`, and `{before, after}` as the state. The
 * rest follows as it is; empty facts say nothing and are left out.
 */
export function linesOf(facts: Record<string, unknown>): Line[] {
  const { changes, before, after, ...rest } = facts;
  const lines: Line[] = [];
  if (before !== undefined || after !== undefined)
    lines.push({ key: "status", from: before, to: after, changed: true });
  if (isObject(changes))
    for (const [key, value] of Object.entries(changes))
      lines.push(isPair(value) ? { key, from: value[0], to: value[1], changed: true } : { key, value, changed: false });
  for (const [key, value] of Object.entries(rest))
    if (value !== null && value !== "") lines.push({ key, value, changed: false });
  return lines;
}

/** A value as text: nothing as "—", a list joined, the rest as it is. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined || value === "") return "—";
  if (Array.isArray(value)) return value.map(textOf).join(", ");
  return isObject(value) ? JSON.stringify(value) : String(value);
}
