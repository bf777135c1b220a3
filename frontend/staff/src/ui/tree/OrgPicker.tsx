import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { SearchBox } from "../filter/SearchBox";
import { Icon } from "../icon/Icon";
import { Popover } from "../popover/Popover";
import styles from "./OrgPicker.module.css";
import { TreeView } from "./TreeView";
import type { LoadTree, TreeNode } from "./useTree";

export interface PickedOrg {
  id: string;
  label: string;
}

export interface OrgHit extends TreeNode {
  /** Where it stands: "青溪县 / 城关镇". */
  path: string;
}

export interface OrgPickerProps {
  id?: string;
  label: string;
  value?: PickedOrg | null;
  onChange?: (value: PickedOrg) => void;
  load: LoadTree;
  /** By name, initials or credit code. */
  find(text: string, signal: AbortSignal): Promise<readonly OrgHit[]>;
  placeholder?: string;
  disabled?: boolean;
}

/** An organization: typed for when its name is known, or walked to in the tree. */
export function OrgPicker({ id, label, value, onChange, load, find, placeholder, disabled }: OrgPickerProps) {
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const pick = (node: TreeNode) => {
    onChange?.({ id: node.id, label: node.label });
    setOpen(false);
    button.current?.focus();
  };
  return (
    <>
      <button
        ref={button}
        id={id}
        type="button"
        className={styles.field}
        disabled={disabled}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span className={value ? styles.value : styles.none}>{value?.label ?? placeholder ?? t("ui:org.pick")}</span>
        <Icon name="down" size={14} />
      </button>
      <Popover anchor={button} open={open} onClose={() => setOpen(false)} label={label}>
        <OrgChooser label={label} selected={value?.id ?? null} load={load} find={find} onPick={pick} />
      </Popover>
    </>
  );
}

interface OrgChooserProps extends Pick<OrgPickerProps, "label" | "load" | "find"> {
  selected: string | null;
  onPick(node: TreeNode): void;
}

/** The inside of the picker; also an editor for a filter token. */
export function OrgChooser({ label, selected, load, find, onPick }: OrgChooserProps) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [hits, setHits] = useState<readonly OrgHit[] | null>(null);
  useEffect(() => {
    if (!text) {
      setHits(null);
      return;
    }
    const stop = new AbortController();
    find(text, stop.signal).then(setHits, () => undefined);
    return () => stop.abort();
  }, [text, find]);
  return (
    <div className={styles.chooser}>
      <div className={styles.search}>
        <SearchBox wide value={text} placeholder={t("ui:org.search")} onChange={setText} />
      </div>
      {hits === null ? (
        <TreeView id="picker" label={label} load={load} selected={selected} onSelect={onPick} />
      ) : (
        <ul className={styles.hits}>
          {hits.map((hit) => (
            <li key={hit.id}>
              <button type="button" onClick={() => onPick(hit)}>
                <span>{hit.label}</span>
                <span className={styles.path}>{hit.path}</span>
              </button>
            </li>
          ))}
          {hits.length === 0 && <li className={styles.none}>{t("ui:org.nothing", { text })}</li>}
        </ul>
      )}
    </div>
  );
}
