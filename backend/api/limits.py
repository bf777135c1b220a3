"""What stands before every request: an id, the language, the size of the body, the headers of every answer, one log line.

Plain ASGI: a middleware that wraps requests in tasks costs more than the request. nginx has the same limits; these hold
where there is no nginx (trust.md 2.4).
"""

import time
from collections.abc import Collection
from typing import Any
from uuid import uuid4

import orjson
import structlog
from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.api import errors
from backend.domain.refusals import Refusal

log = structlog.get_logger("access")

JSON_BODY = 1_000_000
FILE_BODY = 52_000_000
FILE_PATHS = ("/api/v1/files",)
BODY_SECONDS = 30.0

CONTENT_SECURITY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
)
HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"strict-transport-security", b"max-age=31536000; includeSubDomains"),
    (b"content-security-policy", CONTENT_SECURITY.encode()),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
_TOO_LARGE = orjson.dumps(
    {
        "type": "/problems/too_large",
        "title": "内容太大",
        "status": 413,
        "detail": "内容太大，没有接收。普通请求不超过 1 MB，导入表格不超过 50 MB；请拆分后再试。",
        "instance": "",
        "code": "too_large",
        "request_id": "",
        "errors": [],
        "facts": {},
    }
)


def limit_of(path: str) -> int:
    """How many bytes a request to this path may carry."""
    if path.startswith(FILE_PATHS):
        return FILE_BODY
    return JSON_BODY


class HostUnknown(Refusal):
    """The request names a host that is none of ours."""

    code = "host_unknown"
    zh = "这个地址不是本系统的地址，请求没有执行。请用单位公布的网址打开；新换网址时请联系系统管理员登记。"
    en = (
        "This is not an address of this system and nothing was done. Open the published address; a new one must be "
        "entered by the system administrator."
    )


class KnownHosts:
    """Answers requests for names of ours only: a made-up Host header must not end in a link or a cache (ASVS 4.1.3)."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._knows(scope):
            request = Request(scope)
            refusal = HostUnknown()
            detail = refusal.sentence(errors.language_of(request))
            answer = errors.answer(request, status=400, code=refusal.code, detail=detail)
            await answer(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _knows(self, scope: Scope) -> bool:
        given = [value for name, value in scope["headers"] if name == b"host"]
        host = given[0].decode("latin-1").lower() if len(given) == 1 else ""
        name = host[: host.index("]") + 1] if host.startswith("[") and "]" in host else host.partition(":")[0]
        return name in self.hosts


class TooLarge(Exception):
    """The body went over its limit while it was being read."""


class Envelope:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        headers = dict(scope["headers"])
        request_id = uuid4().hex
        state = scope.setdefault("state", {})
        state["request_id"] = request_id
        state["language"] = "en" if headers.get(b"accept-language", b"")[:2].lower() == b"en" else "zh"
        limit = limit_of(scope["path"])
        status = 500
        started = over = False

        async def counted() -> Message:
            nonlocal limit, over
            message = await receive()
            if message["type"] == "http.request":
                limit -= len(message.get("body", b""))
                if limit < 0:
                    over = True
                    raise TooLarge()
            return message

        async def dressed(message: Message) -> None:
            nonlocal status, started
            if over and not started:
                # The framework takes what stops its reading for a malformed body; it was too large.
                raise TooLarge()
            if message["type"] == "http.response.start":
                status, started = message["status"], True
                own = message.setdefault("headers", [])
                present = {name for name, _ in own}
                own.extend(header for header in HEADERS if header[0] not in present)
                own.append((b"x-request-id", request_id.encode()))
                if scope["path"].startswith("/api/") and b"cache-control" not in present:
                    own.append((b"cache-control", b"no-store"))
            await send(message)

        try:
            declared = headers.get(b"content-length", b"0")
            if not declared.isdigit() or len(declared) > 12 or int(declared) > limit:
                raise TooLarge()
            await self.app(scope, counted, dressed)
        except TooLarge:
            if started:
                raise
            over = False
            await self._refuse(dressed)
        except Exception as error:
            # The framework's own last resort lies outside of this layer: its answer would leave without the headers.
            if started:
                raise
            answer = await errors.unexpected(Request(scope), error)
            await answer(scope, receive, dressed)
        finally:
            self._tell(scope, state, status, began)

    @staticmethod
    async def _refuse(send: Send) -> None:
        headers = [(b"content-type", b"application/problem+json"), (b"connection", b"close")]
        await send({"type": "http.response.start", "status": 413, "headers": headers})
        await send({"type": "http.response.body", "body": _TOO_LARGE})

    @staticmethod
    def _tell(scope: Scope, state: dict[str, Any], status: int, began: float) -> None:
        work = state.get("work")
        log.info(
            "request",
            request_id=state["request_id"],
            user=str(work.caller.user_id) if work else None,
            method=scope["method"],
            route=getattr(scope.get("route"), "path", None),
            status=status,
            ms=round((time.perf_counter() - began) * 1000, 1),
        )
