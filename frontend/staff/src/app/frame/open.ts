import type { MouseEvent } from "react";
import { OpenContext, useOpen } from "../../ui/page/open";

export { OpenContext, useOpen };

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
