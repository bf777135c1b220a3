import { Activity, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { Feature } from "../../ui/page/feature";
import { useAccess } from "../../ui/page/person";
import { usePhone } from "../../ui/page/phone";
import { useSetting } from "../../ui/page/stores";
import { LANGUAGES } from "../i18n";
import type { Keep } from "../keep";
import { KeySheet } from "../keys/KeySheet";
import { Palette } from "../palette/Palette";
import { routeTree, titlesOf } from "../router";
import type { KeptTabs } from "../tabs/kept";
import { LostTabs } from "../tabs/LostTabs";
import { TabPane } from "../tabs/TabPane";
import { pathOf, type WorkTab } from "../tabs/tabs";
import { useTabStore } from "../tabs/useTabStore";
import { WorkTabs } from "../tabs/WorkTabs";
import styles from "./Frame.module.css";
import { Nav } from "./Nav";
import { navOf } from "./nav";
import { OfflineStrip } from "./OfflineStrip";
import { OpenContext } from "./open";
import { PhoneNav } from "./PhoneNav";
import { ScopeMenu } from "./ScopeMenu";
import { PhoneBar, TopBar, type TopBarProps } from "./TopBar";

interface FrameProps extends Pick<TopBarProps, "scopes" | "onScope" | "onSignOut"> {
  features: readonly Feature[];
  person: string;
  /** Their tabs as the server has them, and where they are written. */
  kept: KeptTabs;
  keep: Keep;
}

/** Bar 48, navigation 200, work tabs 32, and one white sheet on the ground; on a phone the bar and the sheet. */
export function Frame({ features, person, kept, keep, ...bar }: FrameProps) {
  const { t, i18n } = useTranslation();
  const access = useAccess();
  const [narrow, setNarrow] = useSetting("nav.narrow", false);
  const tree = useMemo(() => routeTree(features.flatMap((feature) => feature.routes)), [features]);
  const nav = useMemo(() => navOf(features, access), [features, access]);
  const titles = useMemo(() => titlesOf(features), [features]);
  const store = useTabStore({ features, person, kept, keep });
  const state = useSyncExternalStore(store.subscribe, store.get);
  const phone = usePhone();
  const [navOpen, setNavOpen] = useState(false);
  const [palette, setPalette] = useState(false);
  // A tab is first built when it is first looked at: a refresh with ten tabs loads one.
  const [visited, setVisited] = useState<ReadonlySet<string>>(new Set([state.active]));
  if (!visited.has(state.active)) setVisited(new Set(visited).add(state.active));

  // A hidden tab too changes its language with the reader, where it is called as its route is.
  const titleOf = (tab: WorkTab) => {
    const path = pathOf(tab.href);
    const own = titles.get(path);
    if (!own) return tab.title || t("app:tabs.untitled");
    const plain = !tab.title || nav.some((entry) => entry.to === path);
    return plain || LANGUAGES.some((language) => i18n.getFixedT(language)(own) === tab.title) ? t(own) : tab.title;
  };
  const here = state.tabs.find((tab) => tab.id === state.active);
  const at = here ? pathOf(here.href) : "/";
  useEffect(() => {
    document.title = here ? `${titleOf(here)} · ${t("app:product")}` : t("app:product");
  });

  return (
    <OpenContext.Provider value={store.open}>
      <div className={narrow ? `${styles.frame} ${styles.narrow}` : styles.frame}>
        <a className={styles.skip} href="#sheet">
          {t("app:skip")}
        </a>
        {phone ? (
          <>
            <PhoneBar
              features={features}
              tabs={<WorkTabs store={store} state={state} titleOf={titleOf} folded />}
              navOpen={navOpen}
              onNav={() => setNavOpen(true)}
              onFind={() => setPalette(true)}
              onSignOut={bar.onSignOut}
            />
            {navOpen && (
              <PhoneNav head={<ScopeMenu {...bar} />} onClose={() => setNavOpen(false)}>
                <Nav entries={nav} here={at} narrow={false} />
              </PhoneNav>
            )}
          </>
        ) : (
          <>
            <TopBar {...bar} features={features} onFind={() => setPalette(true)} />
            <Nav entries={nav} here={at} narrow={narrow} onNarrow={setNarrow} />
            <WorkTabs store={store} state={state} titleOf={titleOf} />
          </>
        )}
        <main id="sheet" className={styles.sheet} tabIndex={-1}>
          {state.tabs.map(
            (tab) =>
              visited.has(tab.id) && (
                <Activity key={tab.id} mode={tab.id === state.active ? "visible" : "hidden"}>
                  <div className={styles.pane}>
                    <TabPane id={tab.id} href={tab.href} store={store} tree={tree} />
                  </div>
                </Activity>
              ),
          )}
          <LostTabs store={store} />
          <OfflineStrip />
        </main>
        <Palette open={palette} onOpen={setPalette} features={features} nav={nav} recents={() => store.recents()} />
        <KeySheet />
      </div>
    </OpenContext.Provider>
  );
}
