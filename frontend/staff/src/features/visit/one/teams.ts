import type { Leader, LeaderOut } from "@unionhome/client/model";

const BETWEEN = /[、,，;；\n]/;
const parts = (text: string): string[] =>
  text
    .split(BETWEEN)
    .map((part) => part.trim())
    .filter(Boolean);

/** `林国栋 副县长、周晓梅` as people: the name first, then the post. */
export const leadersOf = (text: string): Leader[] =>
  parts(text).map((part) => {
    const [name = part, ...post] = part.split(/\s+/);
    return { name, post: post.join(" ") };
  });

export const leadersText = (leaders: readonly LeaderOut[], comma: string): string =>
  leaders.map((one) => `${one.name} ${one.post}`.trim()).join(comma);

export const joiningOf = (text: string): string[] => parts(text);
