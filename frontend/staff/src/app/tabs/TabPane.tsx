import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { TabContext } from "../../ui/page/tab";
import { routerFor, type routeTree } from "../router";
import { TabBoundary } from "./TabProblem";
import type { TabStore } from "./TabStore";
import { tabHistory } from "./tabHistory";

interface TabPaneProps {
  id: string;
  /** The tab's address, which may be changed from outside: the browser's back, a link in another tab. */
  href: string;
  store: TabStore;
  tree: ReturnType<typeof routeTree>;
}

/** One work tab: a router of its own, an error boundary, and what its page may ask of it. */
export function TabPane({ id, href, store, tree }: TabPaneProps) {
  const router = useMemo(() => {
    const place = () => store.get().tabs.find((tab) => tab.id === id)?.href ?? "/";
    return routerFor(tree, tabHistory({ href: place, moved: (next, replace) => store.moved(id, next, replace) }));
  }, [id, store, tree]);
  const handle = store.handle(id);

  useEffect(() => {
    if (router.history.location.href !== href) router.history.replace(href);
  }, [router, href]);

  return (
    <TabContext.Provider value={handle}>
      <TabBoundary onClose={handle.close}>
        <RouterProvider router={router} />
      </TabBoundary>
    </TabContext.Provider>
  );
}
