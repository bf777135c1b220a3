import { listOrganizationsAsOf } from "@unionhome/client/organizations";
import { count, today } from "@unionhome/words";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button/Button";
import { SearchBox } from "../../../ui/filter/SearchBox";
import { DateField } from "../../../ui/form/DateField";
import { Icon } from "../../../ui/icon/Icon";
import { Popover } from "../../../ui/popover/Popover";
import { type OrgSource, useOrgSource } from "../../../ui/tree/orgSource";
import { TreeView } from "../../../ui/tree/TreeView";
import type { LoadTree } from "../../../ui/tree/useTree";
import styles from "../organization.module.css";
import { useTreeAge } from "../union";

interface UnionTreeProps {
  selected: string | null;
  onSelect(id: string, label: string): void;
  /** The tree of this day; of today without it. */
  on: string | undefined;
  onDay(on: string | undefined): void;
  onFind(text: string): void;
}

const PAGE = 50;

/** The tree as it stood on a day, with the memberships that were open then. */
function pastTree(on: string): LoadTree {
  return async (parent, cursor) => {
    const page = await listOrganizationsAsOf({
      on,
      parent_id: parent ?? undefined,
      limit: parent === null ? 1 : PAGE,
      cursor: cursor ?? undefined,
    });
    const nodes = page.items.map((one) => ({
      id: one.id,
      label: one.name,
      branch: one.children > 0,
      note: one.members === null ? undefined : count(one.members),
    }));
    return { nodes, next_cursor: parent === null ? null : page.next_cursor };
  };
}

export function UnionTree({ selected, onSelect, on, onDay, onFind }: UnionTreeProps) {
  const { t } = useTranslation();
  const source: OrgSource = useOrgSource();
  const age = useTreeAge();
  const load = useMemo(() => (on ? pastTree(on) : source.load), [on, source]);
  return (
    <aside className={styles.tree}>
      <div className={styles.treeHead}>
        <div className={styles.treeSearch}>
          <SearchBox wide value="" placeholder={t("organization:tree.search")} onChange={onFind} />
        </div>
        <DayLine on={on} onDay={onDay} />
      </div>
      <TreeView
        key={`${on ?? "now"}:${age}`}
        id={on ? "unions-past" : "unions"}
        label={t("organization:nav.list")}
        load={load}
        selected={selected}
        onSelect={(node) => onSelect(node.id, node.label)}
      />
    </aside>
  );
}

/** Whose day it is, and the calendar behind it (某日的样子). */
function DayLine({ on, onDay }: Pick<UnionTreeProps, "on" | "onDay">) {
  const { t } = useTranslation();
  const opener = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const now = today(Date.now());
  const [picked, setPicked] = useState<string | null>(on ?? null);
  return (
    <div className={styles.asOf}>
      <button ref={opener} type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="calendar" size={14} />
        {t("organization:tree.on", { date: on ?? now })}
        <Icon name="down" size={12} />
      </button>
      <span>{t("organization:column.members")}</span>
      <Popover anchor={opener} open={open} onClose={() => setOpen(false)} label={t("organization:tree.as_of")}>
        <div className={styles.pick}>
          <p>{t("organization:tree.as_of_hint")}</p>
          <DateField value={picked} max={now} onChange={setPicked} />
          <footer>
            <Button
              kind="text"
              disabled={!on}
              onClick={() => {
                onDay(undefined);
                setOpen(false);
              }}
            >
              {t("organization:tree.back")}
            </Button>
            <Button
              kind="main"
              disabled={!picked}
              onClick={() => {
                onDay(picked === now ? undefined : (picked ?? undefined));
                setOpen(false);
              }}
            >
              {t("organization:tree.show")}
            </Button>
          </footer>
        </div>
      </Popover>
    </div>
  );
}
