import { beforeEach, describe, expect, it, vi } from "vitest";
import {
  type Answer,
  type Carrier,
  holdToken,
  ifMatch,
  ProblemError,
  plug,
  transport,
  withQuery,
} from "../src/transport";

const answer = (status: number, body: unknown = {}, headers: Record<string, string> = {}): Answer => ({
  status,
  body,
  header: (name) => headers[name] ?? null,
});

const carrier = vi.fn<Carrier>();
const list = { url: "/api/v1/members", method: "GET" };
const urls = () => carrier.mock.calls.map(([call]) => call.url);

beforeEach(() => {
  carrier.mockReset();
  plug({ carrier, language: () => "zh-CN" });
  holdToken("old");
});

describe("transport", () => {
  it("sends the token, the language and the version being changed", async () => {
    carrier.mockResolvedValue(answer(200, { id: "1" }));
    await transport({ url: "/api/v1/members/1", method: "PATCH", data: {} }, ifMatch({ version: 7 }));
    expect(carrier.mock.calls[0]?.[0].headers).toMatchObject({
      Authorization: "Bearer old",
      "Accept-Language": "zh-CN",
      "If-Match": '"7"',
    });
  });

  it("renews an expired token once and repeats the call with the new one", async () => {
    carrier
      .mockResolvedValueOnce(answer(401))
      .mockResolvedValueOnce(answer(200, { access_token: "new" }))
      .mockResolvedValueOnce(answer(200, { items: [] }));
    await expect(transport(list)).resolves.toEqual({ items: [] });
    expect(urls()).toEqual(["/api/v1/members", "/api/v1/auth/refresh", "/api/v1/members"]);
    expect(carrier.mock.calls[2]?.[0].headers.Authorization).toBe("Bearer new");
  });

  it("renews once for calls that expire together, because a second use of the refresh token ends the session", async () => {
    carrier.mockImplementation(async (call) => {
      if (call.url.endsWith("/auth/refresh")) return answer(200, { access_token: "new" });
      return call.headers.Authorization === "Bearer new" ? answer(200) : answer(401);
    });
    await Promise.all([transport(list), transport(list), transport(list)]);
    expect(urls().filter((url) => url.endsWith("/auth/refresh"))).toHaveLength(1);
  });

  it("waits for a new sign-in when the session has ended, and then goes on", async () => {
    const signInAgain = vi.fn(async () => holdToken("again"));
    plug({ carrier, language: () => "zh-CN", signInAgain });
    carrier.mockImplementation(async (call) =>
      call.headers.Authorization === "Bearer again" ? answer(200, { ok: true }) : answer(401),
    );
    await expect(Promise.all([transport(list), transport(list)])).resolves.toEqual([{ ok: true }, { ok: true }]);
    expect(signInAgain).toHaveBeenCalledTimes(1);
  });

  it("does not try to renew a wrong password", async () => {
    carrier.mockResolvedValue(answer(401, { code: "sign_in_refused", detail: "账号或密码不对。" }));
    await expect(transport({ url: "/api/v1/auth/sign-in", method: "POST", data: {} })).rejects.toMatchObject({
      code: "sign_in_refused",
    });
    expect(carrier).toHaveBeenCalledTimes(1);
  });

  it("turns a refusal into a problem with its fields and request id", async () => {
    carrier.mockResolvedValue(
      answer(
        422,
        {
          code: "invalid",
          detail: "有 1 处需要修改。",
          request_id: "r-1",
          errors: [{ pointer: "/name", code: "missing", detail: "请填写姓名。" }],
        },
        { "Retry-After": "30" },
      ),
    );
    const problem = await transport(list).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ProblemError);
    expect(problem).toMatchObject({
      status: 422,
      code: "invalid",
      request_id: "r-1",
      retry_after: 30,
      errors: [{ pointer: "/name" }],
    });
  });

  it("names an unreachable network, and lets an abort be an abort", async () => {
    carrier.mockRejectedValue(new TypeError("failed"));
    await expect(transport(list)).rejects.toMatchObject({ code: "network_unreachable", status: 0 });
    const stop = new AbortController();
    stop.abort();
    await expect(transport({ ...list, signal: stop.signal })).rejects.toBeInstanceOf(TypeError);
  });

  it("writes lists with commas and leaves empty values out", () => {
    expect(withQuery("/m", { kind: ["a", "b"], q: "", org_id: null, "joined_on[gte]": "2026-01-01" })).toBe(
      "/m?kind=a%2Cb&joined_on%5Bgte%5D=2026-01-01",
    );
  });
});
