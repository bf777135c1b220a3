/** How deep each line stands; the server sends them in tree order. */
export function depthsOf(lines: readonly { id: string; parent_id: string | null }[]): Map<string, number> {
  const depths = new Map<string, number>();
  for (const line of lines) depths.set(line.id, line.parent_id === null ? 0 : (depths.get(line.parent_id) ?? -1) + 1);
  return depths;
}

/** What a line may be put under: every line but itself and those below it. */
export function placesFor<Line extends { id: string; parent_id: string | null }>(
  id: string,
  lines: readonly Line[],
): Line[] {
  const inside = new Set([id]);
  for (const line of lines) if (line.parent_id !== null && inside.has(line.parent_id)) inside.add(line.id);
  return lines.filter((line) => !inside.has(line.id));
}
