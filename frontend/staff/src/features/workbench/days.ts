/** The plain date so many days later. */
export function daysAfter(on: string, days: number): string {
  return new Date(Date.parse(on) + days * 86_400_000).toISOString().slice(0, 10);
}

/** When a day begins in China, as an instant. */
export const midnight = (on: string): string => `${on}T00:00:00+08:00`;
