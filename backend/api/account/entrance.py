"""The door in HTTP: cookies, the origin of a request, the mark of a device (trust.md 2.2, A-05).

Two cookies, both `__Host-` (Secure, path /, no domain), HttpOnly and SameSite=Strict: the refresh token, and the mark of
the device. Browsers take 127.0.0.1 and localhost as secure places for them, so they work without TLS on one's own
machine. Cookies are read by the routes of /auth alone, and only for requests that a page of ours sent: the `Origin` is
ours and the header `Unionhome-Client` is there, which no form can send.
"""

import hashlib
import secrets
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from fastapi import Depends, Request, Response

from backend.api.access import address_of, now_of, second_factor_compulsory
from backend.api.account.door import Door
from backend.api.passwords import Passwords
from backend.domain.refusals import Forbidden
from backend.settings import settings

REFRESH_COOKIE = "__Host-rt"
DEVICE_COOKIE = "__Host-device"
DEVICE_KEPT = 400 * 24 * 3600
"""Seconds; browsers keep no cookie longer."""


class ForeignPage(Forbidden):
    """The request does not come from a page of ours."""

    code = "origin_not_allowed"
    zh = "请求不是由本系统的网页发出的，没有执行。请从系统首页重新打开；若使用其他网址访问，请联系系统管理员登记。"
    en = "This request was not sent by a page of this system and was not carried out. Open the system from its own address."


@cache
def hasher() -> Passwords:
    """The one pair of hashing threads of this process."""
    return Passwords()


def passwords_of(request: Request) -> Passwords:
    """What hashes in this application."""
    return getattr(request.app.state, "passwords", None) or hasher()


def at_the_door() -> Any:
    """A dependency: a `Door`. No caller is needed."""

    async def stand(request: Request) -> Door:
        state = request.app.state
        mark = request.cookies.get(DEVICE_COOKIE, "")
        return Door(
            database=state.database,
            vault=state.vault,
            ring=state.ring,
            passwords=passwords_of(request),
            now=now_of(request),
            mark=mark_of(mark) if mark else "",
            device=request.headers.get("user-agent", "")[:200],
            address=address_of(request),
            request_id=request.state.request_id,
            language=request.state.language,
            second_factor_compulsory=second_factor_compulsory(request),
        )

    return Depends(stand)


def require_own_page(request: Request) -> None:
    """For what a cookie authorises. Refuses `ForeignPage`."""
    origin = request.headers.get("origin")
    media = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if origin is None or not _ours(request, origin) or not request.headers.get("unionhome-client"):
        raise ForeignPage
    if media != "application/json":
        raise ForeignPage


def require_no_foreign_page(request: Request) -> None:
    """For signing in, which programs without pages do too. Refuses `ForeignPage` when a foreign page asks."""
    origin = request.headers.get("origin")
    if origin is not None and not _ours(request, origin):
        raise ForeignPage


def _ours(request: Request, origin: str) -> bool:
    if origin in settings().allowed_origins:
        return True
    parts = urlsplit(origin)
    return parts.scheme in ("http", "https") and parts.netloc == request.headers.get("host")


def mark_of(device: str) -> str:
    """What is stored of a device's mark."""
    return hashlib.sha256(b"device|" + device.encode("utf-8", "surrogatepass")).hexdigest()


def device_of(request: Request, door: Door) -> str:
    """The device's mark, made now if it has none; the door learns its hash."""
    device = request.cookies.get(DEVICE_COOKIE) or secrets.token_urlsafe(24)
    door.mark = mark_of(device)
    return device


def give_cookies(response: Response, *, refresh_token: str, device: str, now: datetime, ends_at: datetime) -> None:
    """Hand out both cookies; the refresh token's lives as long as the session can."""
    _set(response, REFRESH_COOKIE, refresh_token, max_age=max(0, int((ends_at - now).total_seconds())))
    _set(response, DEVICE_COOKIE, device, max_age=DEVICE_KEPT)


def take_cookie(response: Response) -> None:
    """Take the refresh token back. The device keeps its mark."""
    _set(response, REFRESH_COOKIE, "", max_age=0)


def _set(response: Response, name: str, value: str, *, max_age: int) -> None:
    response.set_cookie(name, value, max_age=max_age, path="/", secure=True, httponly=True, samesite="strict")
