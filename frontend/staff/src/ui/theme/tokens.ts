/**
 * "档案与印章": paper and seal. Red identifies, blue acts, orange-red warns (ui.md 3.1). The one place where a colour
 * is written down; the style sheets read the same names as CSS variables (`--brand`, `--action-tint`).
 */
export const COLOURS = {
  brand: "#B3261E",
  "brand-hover": "#8E1B16",
  "brand-tint": "#FBEFEE",

  action: "#0B5CAD",
  "action-hover": "#094A8C",
  "action-tint": "#E8F1FB",
  "action-faint": "#F3F8FD",
  "action-edge": "#C7DDF3",

  danger: "#C4320A",
  "danger-hover": "#A12808",
  "danger-tint": "#FFEFE8",
  warning: "#8A5A00",
  "warning-tint": "#FFF4DB",
  /** Fills only, never text. */
  "warning-fill": "#D99A1C",
  success: "#177245",
  "success-tint": "#E8F5EE",

  ink: "#1F2328",
  "ink-2": "#424A53",
  "ink-3": "#5B636B",

  ground: "#F6F5F3",
  "ground-hover": "#EFEDEA",
  sheet: "#FFFFFF",
  "sheet-hover": "#FAFAF9",
  head: "#EEF0F2",

  hair: "#E3E1DC",
  /** Outlines of quiet buttons. */
  edge: "#CFCCC5",
  /** Outlines of what can be typed into. */
  input: "#7C848C",
  /** The empty part of a meter. */
  track: "#ECEAE5",
  /** Time that has passed. */
  gone: "#C9CDD2",
  "lane-held": "#DDE7F3",
  "lane-current": "#C9DAEE",
  "lane-kept": "#EFEDE8",
  "lane-aid": "#F3E3BC",
  /** Shapes of settled states: never text. */
  mark: "#8A9199",

  honour: "#8A6D1D",

  /** Series, in the order of use. s2 is "our own unit" only. */
  s1: "#2F6DB5",
  "s1-pale": "#9DBBDD",
  s2: "#B3261E",
  s3: "#2E7D5B",
  s4: "#B8790A",
  s5: "#7A5AA6",
  s6: "#0E7C8B",
  s7: "#5F6B76",
} as const;

export type Colour = keyof typeof COLOURS;

/** For English: the same face, but quotation marks and dashes as wide as Latin ones. */
const LATIN = '"Segoe UI","Helvetica Neue",Arial,';
const FONT = '"PingFang SC","Microsoft YaHei UI","Microsoft YaHei","Noto Sans SC","Noto Sans CJK SC",sans-serif';

/** Puts the colours where the style sheets find them. Called once, before the first render. */
export function applyTokens(root: HTMLElement): void {
  for (const [name, value] of Object.entries(COLOURS)) root.style.setProperty(`--${name}`, value);
  root.style.setProperty("--font-cjk", FONT);
  root.style.setProperty("--font-latin", LATIN + FONT);
}
