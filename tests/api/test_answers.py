"""What every answer carries, and what no request may do to it (ASVS 3.3, 3.4, 4.1.3, 4.2, 13.4.5, 14.3.2; trust.md 2.3, 2.4)."""

import re
from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from backend.api.limits import FILE_BODY, JSON_BODY
from backend.api.member import reading
from backend.cli import _uvicorn_options
from backend.main import make_app
from backend.settings import Settings, settings
from tests.api.test_sign_in import PASSWORD, browser, give_password, rows, sign_in
from tests.conftest import Api, Cluster
from tests.people import once
from tests.town import ABSENT, id_of
from tests.unit.test_tokens import FORGERIES, NOW

ORIGIN = "http://testserver"


def require_headers(answer: httpx.Response) -> None:
    """ASVS 3.4.1, 3.4.3, 3.4.4, 3.4.6 on this answer."""
    headers = answer.headers
    assert int(re.findall(r"max-age=(\d+)", headers["strict-transport-security"])[0]) >= 31_536_000
    policy = dict(part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert "script-src" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert len(headers["x-request-id"]) == 32
    assert "server" not in headers
    assert "x-powered-by" not in headers
    if answer.request.url.path.startswith("/api/") and not answer.request.url.path.startswith("/api/v1/dictionaries"):
        assert headers["cache-control"] == "no-store"


async def _broken(*_: Any, **__: Any) -> None:
    raise RuntimeError("with 370602198803140017 in its text")


Ask = Callable[[Api, httpx.AsyncClient], Coroutine[Any, Any, httpx.Response]]
MEMBERS, UNION = "/members", f"/organizations/{id_of('textile')}"
ASKED: dict[str, tuple[int, Ask]] = {
    "a list": (200, lambda _, c: c.get(MEMBERS)),
    "nothing to say": (204, lambda _, c: c.delete("/me/preferences/columns")),
    "not changed": (304, lambda _, c: _unchanged(c)),
    "no JSON": (
        400,
        lambda _, c: c.post("/members/search", content=b"{", headers={"Content-Type": "application/json"}),
    ),
    "unknown parameter": (400, lambda _, c: c.get(MEMBERS, params={"colour": "red"})),
    "no token": (401, lambda a, _: a.anonymous().get(MEMBERS)),
    "no permission": (403, lambda _, c: c.get("/users")),
    "absent": (404, lambda _, c: c.get(f"{MEMBERS}/{ABSENT}")),
    "no such path": (404, lambda _, c: c.get("/nothing")),
    "other method": (405, lambda _, c: c.put(MEMBERS)),
    "stale": (412, lambda _, c: c.patch(UNION, json={"employees": 1}, headers={"If-Match": '"v9"'})),
    "too large": (413, lambda _, c: c.post("/members/search", content=b" " * (JSON_BODY + 1))),
    "a field": (422, lambda _, c: c.post("/members/search", json={"id_number": 7})),
    "no version": (428, lambda _, c: c.patch(UNION, json={"employees": 1})),
    "a host of nobody's": (400, lambda _, c: c.get(MEMBERS, headers={"Host": "evil.example"})),
    "alive": (200, lambda _, c: c.get(f"{ORIGIN}/health/live")),
    "outside of everything": (404, lambda _, c: c.get(f"{ORIGIN}/no-such-file.js")),
}


async def _unchanged(client: httpx.AsyncClient) -> httpx.Response:
    first = await client.get("/dictionaries/sex")
    return await client.get("/dictionaries/sex", headers={"If-None-Match": first.headers["etag"]})


async def test_every_answer_carries_the_headers(api: Api) -> None:
    """Of every class of answers, the refusals of each layer included; and a refusal is a problem with a code."""
    client = await api.as_("county_officer")
    client.event_hooks = {}
    for name, (status, ask) in ASKED.items():
        answer = await ask(api, client)
        assert answer.status_code == status, (name, answer.text)
        require_headers(answer)
        if status >= 400:
            assert answer.headers["content-type"] == "application/problem+json", name
            assert answer.json()["code"], name


async def test_the_last_resort_carries_them_too_and_tells_nothing(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """ASVS 16.5.1, 16.5.4: what nobody foresaw is a 500 with a request id; its text stays in the log, without its data."""
    monkeypatch.setattr(reading, "list_page", _broken)
    client = await api.as_("county_officer")
    client.event_hooks = {}
    answer = await client.get(MEMBERS)
    assert (answer.status_code, answer.json()["code"]) == (500, "unexpected")
    require_headers(answer)
    assert answer.json()["request_id"] == answer.headers["x-request-id"]
    assert "370602" not in answer.text
    assert "RuntimeError" not in answer.text


async def test_cookies(api: Api) -> None:
    """ASVS 3.3.1 to 3.3.4: each cookie that is set or taken away is Secure, HttpOnly, SameSite=Strict, `__Host-`, of one host."""
    await give_password(api, "county_officer")
    client = browser(api)
    answers = [await sign_in(client, "county_officer")]
    answers += [await client.post(f"/auth/{path}") for path in ("refresh", "logout")]
    cookies = [cookie for answer in answers for cookie in answer.headers.get_list("set-cookie")]
    assert len(cookies) >= 4
    for cookie in cookies:
        attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert cookie.startswith("__Host-")
        assert {"secure", "httponly", "samesite=strict", "path=/"} <= attributes
        assert not any(attribute.startswith("domain") for attribute in attributes)


FORWARDED = {
    "X-Forwarded-For": "203.0.113.7",
    "Forwarded": "for=203.0.113.7",
    "X-Real-IP": "203.0.113.7",
    "X-Forwarded-Host": "evil.example",
}


async def test_a_forged_address_changes_neither_record_nor_limit(api: Api) -> None:
    """ASVS 4.1.3: whoever writes another address into a header is still counted under their own."""
    await give_password(api, "county_officer")
    for number in range(5):
        forged = browser(api)
        forged.headers.update(FORWARDED | {"X-Forwarded-For": f"203.0.113.{number}"})
        assert (await sign_in(forged, f"nobody_{number}", "wrong")).status_code == 401
    assert {row[0] for row in await rows(api, "select address from audit_event")} == {"127.0.0.1"}
    forged.headers["X-Forwarded-For"] = "203.0.113.99"
    assert (await sign_in(forged, "county_officer", PASSWORD)).status_code == 429


def test_proxy_headers_count_only_from_proxies_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server believes nobody unless the settings name a proxy, and then it alone."""
    settings.cache_clear()
    assert _uvicorn_options()["proxy_headers"] is False
    monkeypatch.setenv("UNIONHOME_TRUSTED_PROXIES", "10.0.0.2")
    settings.cache_clear()
    options = _uvicorn_options()
    monkeypatch.undo()
    settings.cache_clear()
    assert (options["proxy_headers"], options["forwarded_allow_ips"]) == (True, ["10.0.0.2"])


HOSTS = (
    *("evil.example", "testserver.evil.example", "testserver@evil.example", "evil.example:80", ""),
    *("[::1].evil.example", "testserver/../x", "testserver, evil.example", "localhost.", "127.0.0.1.evil.example"),
)


async def test_a_host_of_nobodys_is_refused(api: Api) -> None:
    """CVE-2026-48710 and its kind: links, cookies and checks never come from a name that a client made up."""
    client = await api.as_("county_officer", **FORWARDED)
    client.event_hooks = {}
    for host in HOSTS:
        answer = await client.get(MEMBERS, headers={"Host": host})
        assert (answer.status_code, answer.json()["code"]) == (400, "host_unknown"), host
    good = await client.get(MEMBERS, params={"limit": 1})
    assert good.status_code == 200
    assert "evil.example" not in str(good.headers)
    for host in ("localhost", "LOCALHOST:8000", "127.0.0.1:8000"):
        assert (await client.get(MEMBERS, headers={"Host": host})).status_code == 200


async def test_no_second_host_header(api: Api) -> None:
    client = await api.as_("county_officer")
    client.event_hooks = {}
    request = client.build_request("GET", MEMBERS)
    request.headers = httpx.Headers([*request.headers.raw, (b"Host", b"evil.example")])
    assert (await client.send(request)).status_code == 400


async def test_bodies_are_capped_whatever_their_length_says(api: Api) -> None:
    """trust.md section 0 row 13: 1 MB of JSON, 52 MB of file; counted while it streams, and by the declared length."""
    client = await api.as_("county_officer")
    client.event_hooks = {}

    def pieces(size: int) -> Any:
        async def stream() -> Any:
            for _ in range(size // 65_536 + 1):
                yield b" " * 65_536

        return stream()

    kind = {"Content-Type": "application/json"}
    assert (await client.post("/members/search", content=pieces(JSON_BODY), headers=kind)).status_code == 413
    lying = {"Content-Length": str(JSON_BODY - 1)} | kind
    assert (await client.post("/members/search", content=pieces(2 * JSON_BODY), headers=lying)).status_code == 413
    for length in ("-1", "1e3", "9" * 30, str(FILE_BODY + 1)):
        answer = await client.post("/files", content=b"x", headers={"Content-Length": length} | once())
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large"), length
        require_headers(answer)


HOSTILE = {
    "NUL": '"\\u0000"',
    "lone surrogate": '"\\ud800"',
    "NaN": "NaN",
    "Infinity": "-Infinity",
    "1e999": "1e999",
    "2^63": str(2**63),
    "a million digits": "9" * 100_000,
    "deep": "[" * 100_000 + "]" * 100_000,
    "twice": '1, "limit": 2',
    "null": "null",
    "an object": '{"__proto__": {"admin": true}}',
}
TAKEN_BY = {
    "a search": ("POST", "/members/search", "id_number"),
    "a text": ("PATCH", UNION, "address"),
    "a number": ("PATCH", UNION, "employees"),
    "a day": ("PATCH", UNION, "effective_on"),
    "an id": ("PATCH", UNION, "line_id"),
    "a document": ("PUT", "/me/preferences/columns", "value"),
    "a sign-in": ("POST", "/auth/sign-in", "login"),
    "a view": ("POST", "/saved-views", "query"),
    "a rule": ("POST", f"/imports/{ABSENT}/corrections", "to"),
    "a sheet": ("PUT", f"/imports/{ABSENT}/columns", "sheet"),
}


MAY_PASS = {"twice", "null", "an object", "2^63"}
"""They are values like others where a field takes any document, no value, or a text of that length."""


@pytest.mark.parametrize("where", TAKEN_BY)
async def test_what_a_database_cannot_hold_is_refused(api: Api, where: str) -> None:
    """trust.md 2.3: 422 or 400 with a sentence, and never a 5xx; and the answer repeats nothing of it."""
    method, path, field = TAKEN_BY[where]
    client = await api.as_("county_officer")
    client.event_hooks = {}
    client.headers.update({"Origin": ORIGIN, "Unionhome-Client": "test", "Content-Type": "application/json"})
    for name, value in HOSTILE.items():
        body = f'{{"{field}": {value}}}'.encode()
        answer = await client.request(method, path, content=body, headers={"If-Match": '"v1"'} | once())
        assert answer.status_code < 500, (name, answer.text)
        require_headers(answer)
        if name not in MAY_PASS:
            assert answer.status_code in (400, 401, 422), (name, answer.text)
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == "application/problem+json"
            assert len(answer.content) < 4_000


WORDS = ("\x00", "\ud800", "9" * 400, "%", "_", "\\", "' or 1=1 --", "（＊", "𠮷" * 300)
LISTS = ("/members", "/organizations", "/employers", "/officers", "/organization-directory", "/audit")


async def test_hostile_words_in_a_query(api: Api) -> None:
    """X-07: wildcards find nothing they should not, and nothing is a 5xx."""
    for path in LISTS:
        client = await api.as_("audit_admin" if path == "/audit" else "county_officer")
        client.event_hooks = {}
        name = "request_id" if path == "/audit" else "q"
        for word in WORDS:
            encoded = quote(word.encode("utf-8", "surrogatepass"))
            answer = await client.get(f"{path}?{name}={encoded}")
            assert answer.status_code in (200, 400, 422), (path, word, answer.text)
            if answer.status_code == 200 and word in ("%", "_", "\\"):
                assert answer.json()["items"] == [], (path, word)


async def test_what_describes_the_product_is_not_public(
    cluster: Cluster, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ASVS 13.4.5: in production neither the contract nor its page nor figures are served, and no made-up host either."""
    production = Settings(environment="production")
    monkeypatch.setattr("backend.main.settings", lambda: production)
    app = make_app(api.database, api.vault, api.ring)
    paths = [
        "/docs",
        "/redoc",
        "/openapi.json",
        "/metrics",
        "/api/v1/docs",
        "/api/v1/redoc",
        "/api/v1/openapi.json",
        "/api/v1/metrics",
        "/debug",
        "/.env",
        "/.git/config",
    ]
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
        for path in paths:
            answer = await client.get(path)
            text = answer.text
            assert answer.status_code == 404 or ("<html" in text and "openapi" not in text and "swagger" not in text), (
                path
            )
        assert (await client.get("/health/live", headers={"Host": "testserver"})).status_code == 400


async def test_a_forged_token_is_nobody(api: Api) -> None:
    """A-03: each of the cases on several routes: 401 with one body, and no 500."""
    api.app.state.clock = lambda: NOW
    client = api.anonymous()
    bodies = []
    for name, forge in {"none": lambda _: "", **FORGERIES}.items():
        value = f"Bearer {forge(api.ring.jwt_signing().secret)}".encode("utf-8", "surrogatepass")
        for method, path in (("GET", "/me"), ("GET", MEMBERS), ("PATCH", UNION), ("POST", "/members/search")):
            answer = await client.request(method, path, headers=[(b"Authorization", value)], json={})
            assert answer.status_code == 401, (name, path, answer.text)
            bodies.append({k: v for k, v in answer.json().items() if k not in ("request_id", "instance")})
    assert len(bodies) >= 4 * 60
    assert all(body == bodies[0] for body in bodies)
