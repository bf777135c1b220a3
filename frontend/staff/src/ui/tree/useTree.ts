import { useCallback, useMemo, useRef, useState } from "react";
import { useKept } from "../page/tab";

export interface TreeNode {
  id: string;
  label: string;
  /** At the right end: a count. */
  note?: string;
  /** Whether it can be opened. */
  branch: boolean;
}

export interface TreePage {
  nodes: readonly TreeNode[];
  /** More children than were sent: asked for with this cursor. */
  next_cursor: string | null;
  /** How many more, when known: "还有 89 家". */
  more?: number;
}

/** Children of a node, a page at a time; null asks for the roots. */
export type LoadTree = (parent: string | null, cursor: string | null) => Promise<TreePage>;

/** One line of the flattened tree. */
export type TreeLine =
  | { kind: "node"; key: string; depth: number; node: TreeNode; open: boolean; loading: boolean; parent: string | null }
  | { kind: "more"; key: string; depth: number; parent: string | null; cursor: string; left?: number }
  | { kind: "failed"; key: string; depth: number; parent: string | null };

interface Loaded {
  nodes: readonly TreeNode[];
  next: string | null;
  more?: number;
}

const ROOT = "";

/** A lazily loaded tree as flat lines. Open nodes are remembered by the work tab. */
export function useTree(id: string, load: LoadTree) {
  const [open, setOpen] = useKept<readonly string[]>(`tree:${id}`, []);
  const [loaded, setLoaded] = useState<ReadonlyMap<string, Loaded>>(new Map());
  const [failed, setFailed] = useState<ReadonlySet<string>>(new Set());
  const asked = useRef(new Set<string>());

  const fetch = useCallback(
    async (parent: string | null, cursor: string | null) => {
      const key = parent ?? ROOT;
      if (asked.current.has(`${key}|${cursor ?? ""}`)) return;
      asked.current.add(`${key}|${cursor ?? ""}`);
      setFailed((all) => without(all, key));
      try {
        const page = await load(parent, cursor);
        setLoaded((all) => {
          const nodes = cursor ? [...(all.get(key)?.nodes ?? []), ...page.nodes] : page.nodes;
          return new Map(all).set(key, { nodes, next: page.next_cursor, more: page.more });
        });
      } catch {
        asked.current.delete(`${key}|${cursor ?? ""}`);
        setFailed((all) => new Set(all).add(key));
      }
    },
    [load],
  );

  const lines = useMemo(() => flatten(loaded, new Set(open), failed), [loaded, open, failed]);
  const toggle = useCallback(
    (node: string, wanted?: boolean) => {
      const isOpen = open.includes(node);
      if (wanted === isOpen) return;
      setOpen(isOpen ? open.filter((one) => one !== node) : [...open, node]);
    },
    [open, setOpen],
  );
  return { lines, fetch, toggle, open };
}

export function flatten(
  loaded: ReadonlyMap<string, Loaded>,
  open: ReadonlySet<string>,
  failed: ReadonlySet<string>,
): TreeLine[] {
  const lines: TreeLine[] = [];
  const walk = (parent: string | null, depth: number) => {
    const key = parent ?? ROOT;
    const children = loaded.get(key);
    for (const node of children?.nodes ?? []) {
      const isOpen = node.branch && open.has(node.id);
      const loading = isOpen && !loaded.has(node.id) && !failed.has(node.id);
      lines.push({ kind: "node", key: node.id, depth, node, open: isOpen, loading, parent });
      if (isOpen) walk(node.id, depth + 1);
    }
    if (failed.has(key)) lines.push({ kind: "failed", key: `${key}!`, depth, parent });
    else if (children?.next)
      lines.push({ kind: "more", key: `${key}+`, depth, parent, cursor: children.next, left: children.more });
  };
  walk(null, 0);
  return lines;
}

function without<T>(set: ReadonlySet<T>, item: T): ReadonlySet<T> {
  if (!set.has(item)) return set;
  const copy = new Set(set);
  copy.delete(item);
  return copy;
}
