"""Showing one hidden field of one member (trust.md 1.5)."""

from typing import Any
from uuid import UUID

from backend.api.asking import seconds_left, start_of_day
from backend.api.confirmation import require_confirmed
from backend.api.life import tell_life
from backend.api.work import Work
from backend.db import register as store
from backend.db.keys import KeyRing
from backend.db.queries import member as members
from backend.db.records import open_field
from backend.db.tables.member import Reveal
from backend.domain.member.codes import MemberEventKind
from backend.domain.member.reveals import (
    REVEALS_A_DAY,
    SHOWN_FOR,
    NothingToReveal,
    RevealAsked,
    require_below_limit,
    require_reason,
)


async def reveal(work: Work, ring: KeyRing, id: UUID, asked: RevealAsked, *, token: str | None) -> dict[str, Any]:
    """One sealed field in plain. The record of it holds who, whose, which and why, and never the value.

    Raises `NotConfirmed`, `NoteMissing`, `RevealedTooOften`, `NotFound`, `NothingToReveal`.
    """
    require_confirmed(ring, token, work.caller, now=work.now)
    require_reason(asked)
    row = await members.get_member(work.session, id)
    value = open_field(work.vault, row.id, asked.field, getattr(row, asked.field))
    if value is None:
        raise NothingToReveal(field=asked.field.zh, field_en=asked.field.en)
    since = start_of_day(work)
    shown = await store.count_reveals(work.session, work.caller.user_id, since=since, existence=False)
    require_below_limit(shown, retry_after=seconds_left(work))
    facts = {"field": str(asked.field), "reason": str(asked.reason)}
    work.session.add(
        Reveal(
            user_id=work.caller.user_id,
            member_id=row.id,
            field=str(asked.field),
            reason=str(asked.reason),
            note=asked.note,
            at=work.now,
        )
    )
    await tell_life(work, row, MemberEventKind.REVEALED, facts=facts | {"note": asked.note})
    work.tell("member_field_revealed", row, **facts)
    if shown + 1 == REVEALS_A_DAY:
        work.tell("member_reveal_limit_reached", row, limit=REVEALS_A_DAY)
    return {
        "field": asked.field,
        "value": value,
        "expires_in": SHOWN_FOR,
        "shown_today": shown + 1,
        "limit": REVEALS_A_DAY,
    }
