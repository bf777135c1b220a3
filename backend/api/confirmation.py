"""Proving oneself again before something sensitive: asked for with a password or a code, shown as a header (ASVS 7.5.3)."""

from datetime import datetime
from typing import Annotated

from fastapi import Header

from backend.api import tokens
from backend.db.keys import KeyRing
from backend.domain.caller import Caller
from backend.domain.member.reveals import NotConfirmed
from backend.domain.refusals import Unauthenticated

Confirmation = Annotated[
    str | None,
    Header(alias="Unionhome-Confirmation", description="再次验证身份得到的令牌 From POST /auth/confirmations"),
]


def require_confirmed(ring: KeyRing, token: str | None, caller: Caller, *, now: datetime) -> None:
    """Raises `NotConfirmed` unless this caller, in this session, proved themselves again a moment ago."""
    try:
        claims = tokens.verify(ring, token or "", use=tokens.Use.CONFIRMED, now=now)
    except Unauthenticated:
        raise NotConfirmed() from None
    if claims.user_id != caller.user_id or claims.session_id != caller.session_id:
        raise NotConfirmed()
