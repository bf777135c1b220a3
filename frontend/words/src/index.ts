export * from "./amounts";
export * from "./capitals";
export * from "./codes";
export * from "./dates";
export * from "./numbers";
export * from "./status";
