import { type MouseEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button/Button";
import { ConfirmAct } from "../../ui/dialog/ConfirmAct";
import { Icon } from "../../ui/icon/Icon";
import { useKey } from "../../ui/keys/keys";
import { Menu, type MenuProps } from "../../ui/popover/Menu";
import type { TabStore } from "./TabStore";
import type { TabState, WorkTab } from "./tabs";
import styles from "./WorkTabs.module.css";

interface WorkTabsProps {
  store: TabStore;
  state: TabState;
  titleOf(tab: WorkTab): string;
  /** All of them behind the name of the current one. */
  folded?: boolean;
}

/**
 * Folder tabs; each is a link to its address, so they are a list of links and no tablist. The current one is white with
 * red on top and runs into the sheet; × on it, on others on hover.
 */
export function WorkTabs({ store, state, titleOf, folded }: WorkTabsProps) {
  const { t } = useTranslation();
  const strip = useRef<HTMLUListElement>(null);
  const [asking, setAsking] = useState<WorkTab | null>(null);
  const overflowing = useOverflow(strip, state.tabs.length);

  const close = (tab: WorkTab) => (tab.draft === "unsaved" ? setAsking(tab) : store.close(tab.id));
  const here = state.tabs.find((tab) => tab.id === state.active);
  const step = (by: number) => {
    const at = state.tabs.findIndex((tab) => tab.id === state.active);
    const next = state.tabs[(at + by + state.tabs.length) % state.tabs.length];
    if (next) store.activate(next.id);
  };
  useKey("alt+w", t("app:tabs.close"), () => here && close(here), { inFields: true });
  useKey("alt+right", t("app:tabs.next"), () => step(1));
  useKey("alt+left", t("app:tabs.previous"), () => step(-1));

  useEffect(() => {
    strip.current
      ?.querySelector(`[data-tab="${state.active}"]`)
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [state.active]);

  const question = asking && (
    <ConfirmAct
      title={t("app:tabs.unsaved_title", { title: titleOf(asking) })}
      verb={t("app:tabs.close_anyway")}
      effect={t("app:tabs.unsaved_effect")}
      act={async () => store.close(asking.id)}
      onClose={() => setAsking(null)}
    />
  );
  if (folded) {
    return (
      <>
        <TabMenu store={store} state={state} titleOf={titleOf} onClose={close}>
          {(opener) => (
            <button {...opener} type="button" className={styles.folded}>
              {here && here.draft !== "none" && <i className={styles.dot} title={t("app:tabs.draft")} />}
              <span className="cut">{here && titleOf(here)}</span>
              <Icon name="down" size={14} />
            </button>
          )}
        </TabMenu>
        {question}
      </>
    );
  }
  return (
    <div className={styles.bar}>
      <ul ref={strip} className={styles.strip} aria-label={t("app:tabs.label")}>
        {state.tabs.map((tab, index) => {
          const current = tab.id === state.active;
          return (
            <li key={tab.id} data-tab={tab.id} className={current ? `${styles.tab} ${styles.current}` : styles.tab}>
              <a
                href={tab.href}
                aria-current={current ? "page" : undefined}
                className={styles.title}
                onClick={(event) => {
                  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                  event.preventDefault();
                  store.activate(tab.id);
                }}
                onAuxClick={onMiddle(() => index > 0 && close(tab))}
              >
                {tab.draft !== "none" && <i className={styles.dot} title={t("app:tabs.draft")} />}
                {titleOf(tab)}
              </a>
              {index > 0 && (
                <button
                  type="button"
                  className={styles.close}
                  aria-label={t("app:tabs.close_named", { title: titleOf(tab) })}
                  onClick={() => close(tab)}
                >
                  <Icon name="close" size={14} />
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {(overflowing || state.tabs.length > 3) && (
        <TabMenu store={store} state={state} titleOf={titleOf}>
          {(opener) => <Button {...opener} kind="text" icon="down" aria-label={t("app:tabs.all")} />}
        </TabMenu>
      )}
      {question}
    </div>
  );
}

interface TabMenuProps extends Pick<WorkTabsProps, "store" | "state" | "titleOf"> {
  /** Offers to close the current tab, where no × does. */
  onClose?(tab: WorkTab): void;
  children: MenuProps["children"];
}

function TabMenu({ store, state, titleOf, onClose, children }: TabMenuProps) {
  const { t } = useTranslation();
  const here = state.tabs.findIndex((tab) => tab.id === state.active);
  const current = state.tabs[here];
  return (
    <Menu
      label={t("app:tabs.all")}
      align={onClose ? "start" : "end"}
      items={[
        ...state.tabs.map((tab) => ({
          key: tab.id,
          label: titleOf(tab),
          checked: tab.id === state.active,
          onPick: () => store.activate(tab.id),
        })),
        ...(onClose && current && here > 0
          ? [{ key: "close", label: t("app:tabs.close"), apart: true, onPick: () => onClose(current) }]
          : []),
        {
          key: "others",
          label: t("app:tabs.close_others"),
          apart: !(onClose && here > 0),
          onPick: () => store.closeOthers(state.active),
        },
      ]}
    >
      {children}
    </Menu>
  );
}

function onMiddle(close: () => void) {
  return (event: MouseEvent) => {
    if (event.button !== 1) return;
    event.preventDefault();
    close();
  };
}

/** Whether the strip holds more tabs than it can show. */
function useOverflow(strip: React.RefObject<HTMLElement | null>, tabs: number): boolean {
  const [over, setOver] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is another width
  useEffect(() => {
    const box = strip.current;
    if (!box) return;
    const measure = () => setOver(box.scrollWidth > box.clientWidth + 1);
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(box);
    return () => watch.disconnect();
  }, [strip, tabs]);
  return over;
}
