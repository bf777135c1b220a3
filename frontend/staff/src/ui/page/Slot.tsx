import { type ComponentType, createContext, Suspense, useContext } from "react";

/** What a part that stands in another feature's page is told: the record it stands in. */
export interface SlotProps {
  id: string;
}

/** Parts by the place they are made for: "organization.about". The app fills it from the features. */
export const SlotContext = createContext<Readonly<Record<string, ComponentType<SlotProps>>>>({});

/** A place in a page that another feature may fill; without one it is nothing. */
export function Slot({ place, id }: { place: string } & SlotProps) {
  const Part = useContext(SlotContext)[place];
  return Part ? (
    <Suspense fallback={null}>
      <Part id={id} />
    </Suspense>
  ) : null;
}
