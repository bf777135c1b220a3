import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../icon/Icon";
import { Popover } from "../popover/Popover";
import type { Filter } from "./FilterBar";
import styles from "./FilterBar.module.css";

export function FilterToken({ filter }: { filter: Filter }) {
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const set = filter.value !== undefined;
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <span className={set ? styles.set : styles.unset}>
      <button ref={button} type="button" className={styles.token} aria-expanded={open} onClick={() => setOpen(!open)}>
        {filter.label}
        {set ? <b>{filter.value}</b> : <Icon name="down" size={14} />}
      </button>
      {set && (
        <button
          type="button"
          className={styles.clear}
          aria-label={t("ui:filter.clear", { label: filter.label })}
          onClick={filter.onClear}
        >
          <Icon name="close" size={14} />
        </button>
      )}
      <Popover anchor={button} open={open} onClose={() => setOpen(false)} label={filter.label}>
        {filter.editor(close)}
      </Popover>
    </span>
  );
}
