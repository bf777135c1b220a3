/** Of which ends a notice has appeared in this browser, so that it appears once. Forgotten with the person at signing out. */
const KEPT = 100;
const keyOf = (person: string) => `unionhome:${person}:jobs-told`;

function read(person: string): string[] {
  try {
    return JSON.parse(localStorage.getItem(keyOf(person)) ?? "[]") as string[];
  } catch {
    return [];
  }
}

/** Those that were not told before; from now on they are. */
export function untold(person: string, ids: readonly string[]): readonly string[] {
  const before = read(person);
  const fresh = ids.filter((id) => !before.includes(id));
  if (fresh.length > 0)
    try {
      localStorage.setItem(keyOf(person), JSON.stringify([...before, ...fresh].slice(-KEPT)));
    } catch {
      // Without storage a notice may appear again after a reload; nothing else is lost.
    }
  return fresh;
}
