/** What a client sends and gets, by plain `fetch`: the page's own sign-in must not come along. */
const API = "/api/v1";

export interface Asked {
  client_id: string;
  secret: string;
  dataset: string;
  by: readonly string[];
  period: string;
  accept: string;
}

export interface Answered {
  status: number;
  ms: number;
  headers: readonly (readonly [string, string])[];
  body: string;
}

const SHOWN = ["content-type", "etag", "last-modified", "ratelimit", "ratelimit-policy", "retry-after", "x-request-id"];
const LONGEST = 20_000;

/** The path and query of a question. */
export function pathOf({ dataset, by, period }: Pick<Asked, "dataset" | "by" | "period">): string {
  const query = new URLSearchParams();
  if (by.length > 0) query.set("by", by.join(","));
  if (period.trim() !== "") query.set("period", period.trim());
  const text = query.toString().replaceAll("%2C", ",");
  return `${API}/stats/datasets/${dataset}${text && `?${text}`}`;
}

/** A token for the client, then the question with it; where no token is given, that answer. */
export async function call(asked: Asked): Promise<Answered> {
  const token = await fetch(`${API}/oauth/token`, {
    method: "POST",
    credentials: "omit",
    headers: { Authorization: `Basic ${btoa(`${asked.client_id.trim()}:${asked.secret.trim()}`)}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  if (!token.ok) return told(token, performance.now());
  const { access_token } = (await token.json()) as { access_token: string };
  const begun = performance.now();
  const answer = await fetch(pathOf(asked), {
    credentials: "omit",
    cache: "no-store",
    headers: { Authorization: `Bearer ${access_token}`, Accept: asked.accept },
  });
  return told(answer, begun);
}

async function told(answer: Response, begun: number): Promise<Answered> {
  const text = await answer.text();
  return {
    status: answer.status,
    ms: Math.round(performance.now() - begun),
    headers: SHOWN.flatMap((name) => {
      const value = answer.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    }),
    body: spaced(text, answer.headers.get("content-type") ?? "").slice(0, LONGEST),
  };
}

function spaced(text: string, type: string): string {
  if (!type.includes("json")) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
