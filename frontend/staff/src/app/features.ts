import type { Feature } from "../ui/page/feature";

/**
 * Every noun's screens, in the order of the navigation. To add one: `import { members } from "../features/member"` and
 * name it here.
 */
export const features: readonly Feature[] = [];
