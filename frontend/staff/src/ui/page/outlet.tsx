import { type ComponentType, createContext, Suspense, useContext } from "react";

/** What a feature shows on the page of another noun, which it does not know: figures of a union, awards of a member. */
export interface Panel {
  /** The name of the place: `organization.about`. */
  at: string;
  panel: ComponentType<PanelProps>;
}

/** The record on whose page a panel stands. */
export interface PanelProps {
  id: string;
}

/** The panels of all features: the app plugs them in. */
export const PanelContext = createContext<readonly Panel[]>([]);

/** The panels that were made for one place. */
export function usePanels(at: string): readonly Panel[] {
  return useContext(PanelContext).filter((one) => one.at === at);
}

/** A place on a record's page that other features fill; nothing where none does. */
export function Outlet({ at, id }: { at: string } & PanelProps) {
  return (
    <Suspense fallback={null}>
      {usePanels(at).map(({ panel: Shown }, index) => (
        <Shown key={index} id={id} />
      ))}
    </Suspense>
  );
}
