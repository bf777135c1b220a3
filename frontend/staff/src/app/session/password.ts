export type PasswordFault = "short" | "plain";

const LEAST = 10;
const KINDS = 3;

/** What can be told before the server is asked; it also knows common and former passwords. */
export function passwordFault(password: string): PasswordFault | null {
  if ([...password].length < LEAST) return "short";
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(password)).length;
  return kinds < KINDS ? "plain" : null;
}
