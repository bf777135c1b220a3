import type { OrganizationOut } from "@unionhome/client/model";

/** What the server says may happen to this union now. */
export const stepOf = (union: OrganizationOut, step: string) => union.steps.find((one) => one.step === step);
export const mayDo = (union: OrganizationOut, step: string): boolean => stepOf(union, step)?.allowed ?? false;
