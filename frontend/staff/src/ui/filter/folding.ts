import { type RefObject, useLayoutEffect, useState } from "react";
import { usePhone } from "../page/phone";

const GAP = 4;
/** 更多 in the wider of the two languages, px. */
const MORE = 76;

export interface Widths {
  /** Of what is never folded away, gaps included. */
  set: number;
  /** Of each token that may be, in its order. */
  open: readonly number[];
}

/** How many of the tokens stand in the row; the others go behind 更多, which then needs its place too. */
export function standing({ set, open }: Widths, room: number, more: boolean): number {
  const all = open.reduce((sum, width) => sum + width + GAP, set);
  if (all + (more ? MORE : 0) <= room) return open.length;
  let taken = set + MORE;
  for (const [place, width] of open.entries()) {
    taken += width + GAP;
    if (taken > room) return place;
  }
  return open.length;
}

/**
 * How many unset tokens of a filter row stand in it. `told` says what is in the row: when it changes, all are shown for one
 * measuring before the screen is painted. A telephone pushes the row sideways instead.
 */
export function useStanding(row: RefObject<HTMLElement | null>, told: string, open: number, more: boolean): number {
  const phone = usePhone();
  const [room, setRoom] = useState(0);
  const [measured, setMeasured] = useState<{ told: string; widths: Widths }>();
  useLayoutEffect(() => {
    const element = row.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setRoom(element.clientWidth));
    watch.observe(element);
    return () => watch.disconnect();
  }, [row]);
  useLayoutEffect(() => {
    const element = row.current;
    // A hidden work tab has no widths yet; it is measured when it comes to the front and has room.
    if (!element || measured?.told === told || element.clientWidth === 0) return;
    const tokens = [...element.children].map((child) => (child as HTMLElement).offsetWidth);
    const before = tokens.length - open - (more ? 1 : 0);
    const set = tokens.slice(0, before).reduce((sum, width) => sum + width + GAP, 0);
    setRoom(element.clientWidth);
    setMeasured({ told, widths: { set, open: tokens.slice(before, before + open) } });
  });
  if (phone || measured?.told !== told || room === 0) return open;
  return standing(measured.widths, room, more);
}
