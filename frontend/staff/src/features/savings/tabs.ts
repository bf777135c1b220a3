/** The tabs of a society, as its address names them. */
export const TABS = ["savers", "month", "loans", "book", "year"] as const;
