import styles from "./RecordTabs.module.css";

export interface RecordTab {
  key: string;
  label: string;
  count?: string;
}

export interface RecordTabsProps {
  label: string;
  tabs: readonly RecordTab[];
  current: string;
  onPick(key: string): void;
  /** `views` sit in the head of a list (saved views), `record` is a 40 px row of its own. */
  kind?: "record" | "views";
  /** Adds a saved view. */
  onAdd?: () => void;
  addLabel?: string;
}

/** Black underline: a place inside a page. (Red is a place in the product.) */
export function RecordTabs({ label, tabs, current, onPick, kind = "record", onAdd, addLabel }: RecordTabsProps) {
  return (
    <div className={styles[kind]} role="tablist" aria-label={label}>
      {tabs.map((tab) => (
        <button
          key={tab.key}
          type="button"
          role="tab"
          aria-selected={tab.key === current}
          className={styles.tab}
          onClick={() => onPick(tab.key)}
        >
          {tab.label}
          {tab.count !== undefined && <i>{tab.count}</i>}
        </button>
      ))}
      {onAdd && (
        <button type="button" className={styles.tab} aria-label={addLabel} title={addLabel} onClick={onAdd}>
          +
        </button>
      )}
    </div>
  );
}
