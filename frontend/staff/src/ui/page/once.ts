/**
 * A value for `Idempotency-Key`: one per intention, so that a request sent again over a bad line is not acted on twice.
 * From random bytes, since `crypto.randomUUID` is not there on an intranet address without TLS.
 */
export function newOnceKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
