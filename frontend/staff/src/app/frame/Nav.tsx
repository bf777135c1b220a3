import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { Icon, type IconName } from "../../ui/icon/Icon";
import type { NavEntry } from "../../ui/page/feature";
import { Menu } from "../../ui/popover/Menu";
import styles from "./Nav.module.css";
import { entryFor, GROUPS } from "./nav";
import { useOpen, useOpenLink } from "./open";

interface NavProps {
  entries: readonly NavEntry[];
  here: string;
  narrow: boolean;
  /** Without it nothing folds: the navigation stands over the page of a phone. */
  onNarrow?(narrow: boolean): void;
}

/** On the ground, no dark bar. The current entry is a white strip that runs into the sheet, with 3 px of red. */
export function Nav({ entries, here, narrow, onNarrow }: NavProps) {
  const { t } = useTranslation();
  const current = entryFor(entries, here);
  // What is unfolded by hand holds until the reader stands in another group: then that one is open.
  const [opened, setOpened] = useState<{ at?: string; id: string } | null>(null);
  const open = opened && opened.at === current?.group ? opened.id : null;
  const setOpen = (id: string) => setOpened({ at: current?.group, id });
  // Where no group is current (the workbench), the first one is open: the day's work is one click away, not two.
  const heads = GROUPS.filter((group) => entries.some((entry) => entry.group === group.id)).map((group) => group.id);
  const unfolded = open ?? heads.find((id) => id === current?.group) ?? heads[0];
  const alone = (group: "top" | "foot") => entries.filter((entry) => entry.group === group);
  const groups = GROUPS.map((group) => ({
    ...group,
    entries: entries.filter((entry) => entry.group === group.id),
  })).filter((group) => group.entries.length > 0);
  return (
    <nav className={styles.nav} aria-label={t("app:nav.label")}>
      {alone("top").map((entry) => (
        <Entry key={entry.to} entry={entry} icon={entry.icon} current={entry === current} narrow={narrow} />
      ))}
      {groups.length > 0 && <hr />}
      {groups.map((group) =>
        narrow ? (
          <Flyout key={group.id} group={group} current={current} />
        ) : (
          <div key={group.id}>
            <button
              type="button"
              className={styles.group}
              aria-expanded={unfolded === group.id}
              aria-current={unfolded !== group.id && current?.group === group.id ? "true" : undefined}
              onClick={() => setOpen(unfolded === group.id ? "" : group.id)}
            >
              <Icon name={group.icon} />
              {t(group.label)}
              <Icon name={unfolded === group.id ? "up" : "down"} size={14} />
            </button>
            {unfolded === group.id &&
              group.entries.map((entry) => (
                <Entry key={entry.to} entry={entry} current={entry === current} narrow={false} />
              ))}
          </div>
        ),
      )}
      {alone("foot").length > 0 && <hr />}
      {alone("foot").map((entry) => (
        <Entry key={entry.to} entry={entry} icon={entry.icon} current={entry === current} narrow={narrow} />
      ))}
      {onNarrow && (
        <div className={styles.fold}>
          <Button
            kind="text"
            icon="sidebar"
            aria-label={t(narrow ? "app:nav.widen" : "app:nav.narrow")}
            title={t(narrow ? "app:nav.widen" : "app:nav.narrow")}
            onClick={() => onNarrow(!narrow)}
          />
        </div>
      )}
    </nav>
  );
}

function Entry({
  entry,
  icon,
  current,
  narrow,
}: {
  entry: NavEntry;
  icon?: IconName;
  current: boolean;
  narrow: boolean;
}) {
  const { t } = useTranslation();
  const link = useOpenLink(entry.to);
  const label = t(entry.label);
  return (
    <a
      {...link}
      className={icon ? styles.entry : `${styles.entry} ${styles.sub}`}
      aria-current={current ? "page" : undefined}
      title={narrow ? label : undefined}
    >
      {icon && <Icon name={icon} label={narrow ? label : undefined} />}
      {!narrow && <span className="cut">{label}</span>}
      {!narrow && entry.useCount && <Count use={entry.useCount} />}
    </a>
  );
}

function Count({ use }: { use: () => number | undefined }) {
  const waiting = use();
  return waiting ? <em>{waiting}</em> : null;
}

/** A heading of the folded navigation: its entries in a menu. */
function Flyout({
  group,
  current,
}: {
  group: { id: string; label: string; icon: IconName; entries: NavEntry[] };
  current?: NavEntry;
}) {
  const { t } = useTranslation();
  const open = useOpen();
  return (
    <Menu
      label={t(group.label)}
      items={group.entries.map((entry) => ({
        key: entry.to,
        label: t(entry.label),
        checked: entry === current,
        onPick: () => open(entry.to),
      }))}
    >
      {(opener) => (
        <button
          {...opener}
          type="button"
          className={styles.entry}
          aria-current={current?.group === group.id ? "true" : undefined}
          title={t(group.label)}
        >
          <Icon name={group.icon} label={t(group.label)} />
        </button>
      )}
    </Menu>
  );
}
