import { count } from "@unionhome/words";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../icon/Icon";
import { useKeptScroll } from "../page/tab";
import styles from "./TreeView.module.css";
import { type LoadTree, type TreeLine, type TreeNode, useTree } from "./useTree";

export interface TreeViewProps {
  /** Under this name the open nodes are remembered. */
  id: string;
  label: string;
  load: LoadTree;
  selected: string | null;
  onSelect(node: TreeNode): void;
  /** Opened from the start: the path to the selected node. */
  reveal?: readonly string[];
}

const LINE = 30;
const SPARE = 10;

/** Lazy and virtual: 30,000 unions are as light as thirty. Arrow keys, Home, End, Enter as in every tree. */
export function TreeView({ id, label, load, selected, onSelect, reveal }: TreeViewProps) {
  const { t } = useTranslation();
  const { lines, fetch, toggle, open } = useTree(id, load);
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  const [cursor, setCursor] = useState<string | null>(selected);
  useKeptScroll(box, `tree:${id}`, lines.length > 0);

  useEffect(() => {
    void fetch(null, null);
  }, [fetch]);
  // A single root stands open from the start; whoever closes it meant to.
  const first = lines.length === 1 && lines[0]?.kind === "node" && lines[0].node.branch ? lines[0].key : null;
  const opened = useRef(false);
  useEffect(() => {
    if (first === null || opened.current) return;
    opened.current = true;
    toggle(first, true);
  }, [first, toggle]);
  useEffect(() => {
    for (const node of reveal ?? []) toggle(node, true);
  }, [reveal, toggle]);
  useEffect(() => {
    for (const node of open) void fetch(node, null);
  }, [open, fetch]);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setView({ top: element.scrollTop, height: element.clientHeight || 600 });
    measure();
    element.addEventListener("scroll", measure, { passive: true });
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => {
      element.removeEventListener("scroll", measure);
      watch.disconnect();
    };
  }, []);

  const at = Math.max(
    0,
    lines.findIndex((line) => line.key === cursor),
  );
  const go = (index: number) => {
    const line = lines[Math.min(lines.length - 1, Math.max(0, index))];
    if (!line || !box.current) return;
    setCursor(line.key);
    const y = lines.indexOf(line) * LINE;
    if (y < box.current.scrollTop) box.current.scrollTop = y;
    if (y + LINE > box.current.scrollTop + box.current.clientHeight)
      box.current.scrollTop = y + LINE - box.current.clientHeight;
  };
  const act = (line: TreeLine) => {
    if (line.kind === "node") onSelect(line.node);
    else void fetch(line.parent, line.kind === "more" ? line.cursor : null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const line = lines[at];
    if (!line) return;
    const node = line.kind === "node" ? line : null;
    switch (event.key) {
      case "ArrowDown":
        go(at + 1);
        break;
      case "ArrowUp":
        go(at - 1);
        break;
      case "Home":
        go(0);
        break;
      case "End":
        go(lines.length - 1);
        break;
      case "ArrowRight":
        if (node?.node.branch && !node.open) toggle(line.key, true);
        else go(at + 1);
        break;
      case "ArrowLeft":
        if (node?.open) toggle(line.key, false);
        else go(lines.findIndex((one) => one.key === line.parent));
        break;
      case "Enter":
      case " ":
        act(line);
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const from = Math.max(0, Math.floor(view.top / LINE) - SPARE);
  const to = Math.min(lines.length, Math.ceil((view.top + view.height) / LINE) + SPARE);
  return (
    <div
      ref={box}
      className={styles.tree}
      role="tree"
      aria-label={label}
      aria-activedescendant={lines[at] ? `${id}-${lines[at].key}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div style={{ height: lines.length * LINE, paddingTop: from * LINE }} role="presentation">
        {lines.slice(from, to).map((line, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the tree itself holds the focus and the keys
          <div
            key={line.key}
            id={`${id}-${line.key}`}
            className={line.kind === "node" ? styles.node : styles.more}
            style={{ paddingLeft: 12 + line.depth * 16 }}
            role="treeitem"
            aria-level={line.depth + 1}
            aria-expanded={line.kind === "node" && line.node.branch ? line.open : undefined}
            aria-selected={line.key === selected}
            data-cursor={from + index === at || undefined}
            tabIndex={-1}
            onClick={() => {
              setCursor(line.key);
              act(line);
            }}
          >
            {line.kind === "node" && <NodeLine line={line} onToggle={() => toggle(line.key)} />}
            {line.kind === "more" &&
              (line.left === undefined ? t("ui:tree.more") : t("ui:tree.more_of", { n: count(line.left) }))}
            {line.kind === "failed" && t("ui:tree.failed")}
          </div>
        ))}
      </div>
    </div>
  );
}

function NodeLine({ line, onToggle }: { line: Extract<TreeLine, { kind: "node" }>; onToggle(): void }) {
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: arrow keys open and close */}
      <span
        className={styles.twist}
        data-loading={line.loading || undefined}
        onClick={(event) => {
          event.stopPropagation();
          onToggle();
        }}
      >
        {line.node.branch && <Icon name={line.open ? "down" : "right"} size={14} />}
      </span>
      <span className={styles.label} title={line.node.label}>
        {line.node.label}
      </span>
      {line.node.note && <span className={styles.note}>{line.node.note}</span>}
    </>
  );
}
