import { type ComponentType, createContext, useContext } from "react";

/** What a feature shows on the page of another noun, which it does not know: figures of a union, awards of a member. */
export interface Panel {
  /** The name of the place: `organization.about`. */
  at: string;
  panel: ComponentType<{ id: string }>;
}

/** The panels of all features: the app plugs them in. */
export const PanelContext = createContext<readonly Panel[]>([]);

/** The panels that were made for one place. */
export function usePanels(at: string): readonly Panel[] {
  return useContext(PanelContext).filter((one) => one.at === at);
}

/** A place on a record's page that other features fill; nothing where none does. */
export function Outlet({ at, id }: { at: string; id: string }) {
  return usePanels(at).map(({ panel: Shown }, index) => <Shown key={index} id={id} />);
}
