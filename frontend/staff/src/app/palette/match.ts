/** What the palette offers without asking the server: places, verbs, recent records. */
export interface Command {
  key: string;
  title: string;
  /** First letters of the pinyin: "hysmk". */
  initials?: string;
  note?: string;
  href: string;
  kind: "place" | "verb" | "recent";
}

/**
 * Best first: begins with the text, then contains it, then its initials begin with it, then the letters appear in order.
 * An empty text keeps the given order.
 */
export function matching(commands: readonly Command[], text: string, limit = 8): Command[] {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return commands.slice(0, limit);
  return commands
    .map((command, order) => ({ command, order, rank: rankOf(command, wanted) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank || a.order - b.order)
    .slice(0, limit)
    .map(({ command }) => command);
}

function rankOf(command: Command, wanted: string): number {
  const title = command.title.toLowerCase();
  if (title.startsWith(wanted)) return 4;
  if (title.includes(wanted)) return 3;
  if (command.initials?.startsWith(wanted)) return 3;
  if (command.initials?.includes(wanted)) return 2;
  return inOrder(title, wanted) ? 1 : 0;
}

function inOrder(text: string, letters: string): boolean {
  let at = -1;
  return [...letters].every((letter) => {
    at = text.indexOf(letter, at + 1);
    return at >= 0;
  });
}
