import type { AnyRoute } from "@tanstack/react-router";
import type { ComponentType } from "react";
import type { IconName } from "../icon/Icon";
import type { Access } from "./person";
import type { SlotProps } from "./Slot";

/**
 * What the screens of one noun hand to the frame. Texts are i18n keys (`member:nav.list`). The frame lists the features
 * in `app/features.ts`; nothing else has to be touched to add one.
 */
export interface Feature {
  routes: readonly AnyRoute[];
  nav?: readonly NavEntry[];
  /** Verbs for the palette: "登记会员". */
  actions?: readonly PaletteAction[];
  /** Looks records up on the server while somebody types into the palette. */
  search?: readonly SearchProvider[];
  /** Tools for the right end of the top bar (running jobs, notices). */
  bar?: readonly ComponentType[];
  /** Parts it lends to pages of others, by their place: `<Slot place="organization.about">`. */
  slots?: Readonly<Record<string, ComponentType<SlotProps>>>;
}

/** Headings of the navigation. `top` entries stand alone above the rest, `foot` ones below it. */
export type NavGroup = "top" | "register" | "foot" | (string & {});

export interface NavEntry {
  group: NavGroup;
  label: string;
  to: string;
  /** Ascending within its group. */
  order: number;
  /** Needed at `top` and `foot`; entries under a heading have none. */
  icon?: IconName;
  when?: (access: Access) => boolean;
  /** A hook: how many wait here. Only what this reader can act on. */
  useCount?: () => number | undefined;
}

export interface PaletteAction {
  label: string;
  to: string;
  /** First letters of the Chinese label's pinyin: "djhy". */
  initials?: string;
  when?: (access: Access) => boolean;
}

export interface SearchProvider {
  /** Heading of its hits. */
  label: string;
  when?: (access: Access) => boolean;
  find(text: string, signal: AbortSignal): Promise<readonly Hit[]>;
}

export interface Hit {
  id: string;
  title: string;
  /** What tells namesakes apart: the union, the masked number. */
  note?: string;
  to: string;
}
