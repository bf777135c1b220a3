import { createContext, type MouseEvent, useContext } from "react";

/** Goes to an address from the frame, where there is no router: its tab, or a new one. */
export const OpenContext = createContext<(href: string) => void>(() => undefined);

export const useOpen = () => useContext(OpenContext);

/** Props of a frame link: a plain click opens a work tab, Ctrl and the middle button what the browser means by them. */
export function useOpenLink(href: string): { href: string; onClick(event: MouseEvent): void } {
  const open = useOpen();
  return {
    href,
    onClick(event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open(href);
    },
  };
}
