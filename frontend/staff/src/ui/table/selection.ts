/** Rows picked one by one, or everything the filters match but a few. */
export type Selection = { all: false; keys: ReadonlySet<string> } | { all: true; except: ReadonlySet<string> };

export const NOTHING: Selection = { all: false, keys: new Set() };
export const EVERYTHING: Selection = { all: true, except: new Set() };

export function isSelected(selection: Selection, key: string): boolean {
  return selection.all ? !selection.except.has(key) : selection.keys.has(key);
}

export function sizeOf(selection: Selection, total: number): number {
  return selection.all ? total - selection.except.size : selection.keys.size;
}

export function toggled(selection: Selection, key: string): Selection {
  const set = new Set(selection.all ? selection.except : selection.keys);
  if (!set.delete(key)) set.add(key);
  return selection.all ? { all: true, except: set } : { all: false, keys: set };
}

export type Cover = "empty" | "none" | "some" | "all";

/** How much of the visible page is selected: what the box in the head shows. Of an empty page nothing can be taken. */
export function coverOf(selection: Selection, page: readonly string[]): Cover {
  if (page.length === 0) return "empty";
  const picked = page.filter((key) => isSelected(selection, key)).length;
  return picked === 0 ? "none" : picked === page.length ? "all" : "some";
}

/** The box in the head: takes the whole page, or gives it back when all of it is taken. */
export function pageToggled(selection: Selection, page: readonly string[]): Selection {
  const give = coverOf(selection, page) === "all";
  const set = new Set(selection.all ? selection.except : selection.keys);
  for (const key of page) {
    if (give === selection.all) set.add(key);
    else set.delete(key);
  }
  return selection.all ? { all: true, except: set } : { all: false, keys: set };
}
