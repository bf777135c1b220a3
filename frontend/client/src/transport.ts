/**
 * The only hand-written file of the client. Every generated function hands a plain `Call` to `transport`; what carries
 * it is plugged in at start: `fetch` in the browser, `Taro.request` on a phone.
 *
 * What is settled here, once, for every screen: the bearer token lives in memory; an expired one is renewed once; when
 * the session itself has ended the call waits for a new sign-in and then goes on; a refusal becomes a `ProblemError`.
 */

export interface Call {
  url: string;
  method: string;
  params?: unknown;
  data?: unknown;
  headers?: Record<string, string | undefined>;
  signal?: AbortSignal;
  responseType?: string;
}

/** What a caller may add to a generated call. */
export interface CallOptions {
  /** The ETag of the version being changed; see `ifMatch`. */
  ifMatch?: string;
  /** Required by operations that pay, register, draw, notify or import. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

export interface Answer {
  status: number;
  header(name: string): string | null;
  body: unknown;
}

/** Sends one request and reports whatever came back; throws only when nothing did. */
export type Carrier = (call: Call & { url: string; headers: Record<string, string> }) => Promise<Answer>;

export interface Host {
  carrier: Carrier;
  /** `zh-CN` or `en`: the language of problem details. */
  language(): string;
  /** Resolves when somebody has signed in again; rejects when they gave up. Without it a lost session is a 401. */
  signInAgain?(): Promise<void>;
}

export interface FieldProblem {
  /** JSON pointer into the request body: `/id_number`. */
  pointer: string;
  code: string;
  detail: string;
}

/** A refusal of the server (RFC 9457), or of the network (`code` "network_unreachable", `status` 0). */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  /** One to three sentences for the reader: what happened, what it means, what to do. */
  readonly detail: string;
  readonly request_id: string | null;
  readonly errors: readonly FieldProblem[];
  /** Seconds to wait, from `Retry-After`. */
  readonly retry_after: number | null;
  /** Members beyond the standard ones, such as `current` of a stale write. */
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    body: Record<string, unknown>,
    headers: { request_id?: string | null; retry_after?: number | null } = {},
  ) {
    const code = typeof body.code === "string" ? body.code : `http_${status}`;
    const detail = typeof body.detail === "string" ? body.detail : "";
    super(detail || code);
    this.name = "ProblemError";
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.request_id = typeof body.request_id === "string" ? body.request_id : (headers.request_id ?? null);
    this.errors = Array.isArray(body.errors) ? (body.errors as FieldProblem[]) : [];
    this.retry_after = headers.retry_after ?? null;
    this.facts = body;
  }
}

const PREFIX = "/api/v1";
const UNGUARDED = [`${PREFIX}/auth/sign-in`, `${PREFIX}/auth/refresh`];

let host: Host | null = null;
let token: string | null = null;
let renewal: Promise<boolean> | null = null;
let comeback: Promise<void> | null = null;

/** Called once at start. */
export function plug(next: Host): void {
  host = next;
  token = null;
  renewal = null;
  comeback = null;
}

/** The access token after a sign-in; null after signing out. Never stored outside memory. */
export function holdToken(next: string | null): void {
  token = next;
}

/** The header value that says which version is being changed. */
export function ifMatch(resource: { etag: string } | { version: number }): CallOptions {
  return { ifMatch: "etag" in resource ? resource.etag : `"${resource.version}"` };
}

/** Asks for a new access token with the refresh cookie. False when the session has ended. */
export function renew(): Promise<boolean> {
  renewal ??= oneAtATime(refresh).finally(() => {
    renewal = null;
  });
  return renewal;
}

/**
 * What the generated functions call. Not async and without a default: the generator reads these two parameters from code
 * lowered to ES6, and gives its functions an `options` parameter only when it finds both.
 */
export function transport<T>(call: Call, options?: CallOptions): Promise<T> {
  return answered(call, options ?? {}).then((answer) => answer.body as T);
}

/**
 * Follows an operation that answers with server-sent events: the data of each, as it comes. Ends with the stream. The
 * token goes in a header, which the browser's own EventSource cannot do.
 */
export async function follow(url: string, onEvent: (data: string) => void, signal: AbortSignal): Promise<void> {
  const headers: Record<string, string> = { Accept: "text/event-stream", "Accept-Language": host?.language() ?? "" };
  if (token) headers.Authorization = `Bearer ${token}`;
  const response = await fetch(PREFIX + url, { headers, credentials: "same-origin", signal });
  if (!response.ok || !response.body) throw new ProblemError(response.status, {});
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let text = ""; ; ) {
    const { done, value } = await reader.read();
    if (done) return;
    const events = (text + value).split("\n\n");
    text = events.pop() ?? "";
    for (const event of events) {
      const data = event.split("\n").filter((line) => line.startsWith("data: "));
      if (data.length > 0) onEvent(data.map((line) => line.slice(6)).join("\n"));
    }
  }
}

async function answered(call: Call, options: CallOptions): Promise<Answer> {
  const guarded = !UNGUARDED.includes(call.url);
  const sent = token;
  let answer = await send(call, options);
  if (answer.status === 401 && guarded) {
    // Another call may have renewed the token while this one was on its way.
    if (sent !== token || (await renew())) answer = await send(call, options);
    if (answer.status === 401 && (await signedInAgain())) answer = await send(call, options);
  }
  if (answer.status >= 400) throw problemOf(answer);
  return answer;
}

async function send(call: Call, options: CallOptions): Promise<Answer> {
  if (!host) throw new Error("plug() a carrier before the first call");
  const headers: Record<string, string> = {
    Accept: "application/json, application/problem+json",
    "Accept-Language": host.language(),
    // No form of a foreign page can send this: the server asks for it where a cookie speaks.
    "Unionhome-Client": "web",
  };
  if (token && !UNGUARDED.includes(call.url)) headers.Authorization = `Bearer ${token}`;
  if (options.ifMatch) headers["If-Match"] = options.ifMatch;
  if (options.idempotencyKey) headers["Idempotency-Key"] = options.idempotencyKey;
  for (const [name, value] of Object.entries(call.headers ?? {})) if (value !== undefined) headers[name] = value;
  const signal = options.signal ?? call.signal;
  try {
    return await host.carrier({ ...call, url: withQuery(call.url, call.params), headers, signal });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ProblemError(0, { code: "network_unreachable" });
  }
}

async function refresh(): Promise<boolean> {
  const answer = await send({ url: `${PREFIX}/auth/refresh`, method: "POST" }, {});
  const body = answer.body as { access_token?: string } | null;
  token = answer.status < 400 && body?.access_token ? body.access_token : null;
  if (answer.status >= 500 || answer.status === 429) throw problemOf(answer);
  return token !== null;
}

/** Refresh tokens rotate and re-use ends the session, so two browser tabs must not renew at the same moment. */
function oneAtATime(task: () => Promise<boolean>): Promise<boolean> {
  const locks = globalThis.navigator?.locks;
  return locks ? locks.request("unionhome.renew", task).then((renewed) => renewed) : task();
}

async function signedInAgain(): Promise<boolean> {
  if (!host?.signInAgain) return false;
  comeback ??= host.signInAgain().finally(() => {
    comeback = null;
  });
  return comeback.then(
    () => true,
    () => false,
  );
}

function problemOf(answer: Answer): ProblemError {
  const body = typeof answer.body === "object" && answer.body !== null ? answer.body : {};
  const seconds = Number(answer.header("Retry-After") ?? Number.NaN);
  return new ProblemError(answer.status, body as Record<string, unknown>, {
    request_id: answer.header("X-Request-Id"),
    retry_after: Number.isFinite(seconds) ? seconds : null,
  });
}

/** `{kind: ["a","b"], "joined_on[gte]": d}` becomes `kind=a,b&joined_on[gte]=…`; empty values are left out. */
export function withQuery(url: string, params: unknown): string {
  const query = Object.entries((params ?? {}) as Record<string, unknown>)
    .filter(([, value]) => value !== undefined && value !== null && value !== "")
    .map(
      ([name, value]) =>
        `${encodeURIComponent(name)}=${encodeURIComponent(Array.isArray(value) ? value.join(",") : String(value))}`,
    );
  return query.length ? `${url}?${query.join("&")}` : url;
}

let leaving = false;
globalThis.addEventListener?.("pagehide", () => (leaving = true), { capture: true });
globalThis.addEventListener?.("pageshow", () => (leaving = false), { capture: true });

/**
 * The browser's carrier. FormData and blobs pass as they are, anything else as JSON. What a page sends while it goes
 * (a draft of the last seconds) arrives after it is gone; the browser allows that for bodies up to 64 KB.
 */
export const fetchCarrier: Carrier = async (call) => {
  const raw = call.data instanceof FormData || call.data instanceof Blob;
  const json = call.data !== undefined && !raw;
  const headers = { ...call.headers };
  // The browser writes the boundary of a multipart body itself.
  if (raw) delete headers["Content-Type"];
  else if (json) headers["Content-Type"] = "application/json";
  const response = await fetch(call.url, {
    method: call.method.toUpperCase(),
    headers,
    body: json ? JSON.stringify(call.data) : (call.data as BodyInit | undefined),
    credentials: "same-origin",
    signal: call.signal,
    keepalive: leaving,
  });
  const isJson = (response.headers.get("Content-Type") ?? "").includes("json");
  const body = response.status === 204 ? undefined : isJson ? await response.json() : await response.blob();
  return { status: response.status, header: (name) => response.headers.get(name), body };
};
