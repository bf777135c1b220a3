import { createContext, useContext } from "react";

/** Goes to an address from where there is no router (the frame, a tool of the top bar): its tab, or a new one. */
export const OpenContext = createContext<(href: string) => void>(() => undefined);

export const useOpen = () => useContext(OpenContext);
