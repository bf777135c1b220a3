import type { ReactNode } from "react";

/**
 * A part of a page that scrolls by itself. It may hold nothing else that the keyboard reaches, so it is reached
 * itself, and says its name then. Where and how it scrolls is told by the class of its page.
 */
export function Scroll(props: { label: string; className?: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
    <section className={props.className} aria-label={props.label} tabIndex={0}>
      {props.children}
    </section>
  );
}
