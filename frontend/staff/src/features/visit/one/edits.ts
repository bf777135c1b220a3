import type { VisitItem } from "@unionhome/client/model";
import { useKept } from "../../../ui/page/tab";
import { differs, type Typed } from "./cells";

interface Edits {
  typed: Typed;
  gone: readonly string[];
}

const NONE: Edits = { typed: {}, gone: [] };

/** What is not saved yet of a plan's table: it outlives a look at another view, another work tab and a refresh. */
export interface Unsaved extends Edits {
  /** The stops whose rows were typed into. */
  changed: VisitItem[];
  /** How many rows wait to be saved. */
  count: number;
  type(next: Typed): void;
  remove(id: string): void;
  discard(): void;
}

export function useUnsaved(plan: string, stops: readonly VisitItem[]): Unsaved {
  const [edits, setEdits] = useKept(`visit.edits:${plan}`, NONE);
  // A row that somebody else has taken away meanwhile is nobody's to save.
  const gone = edits.gone.filter((id) => stops.some((stop) => stop.id === id));
  const changed = stops.filter((stop) => {
    const row = edits.typed[stop.id];
    return row !== undefined && !gone.includes(stop.id) && differs(stop, row);
  });
  return {
    typed: edits.typed,
    gone,
    changed,
    count: changed.length + gone.length,
    type: (typed) => setEdits({ ...edits, typed }),
    remove: (id) => setEdits({ ...edits, gone: [...edits.gone, id] }),
    discard: () => setEdits(NONE),
  };
}
