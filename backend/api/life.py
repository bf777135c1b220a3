"""Entries in the life line of a member, by the caller."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from backend.api.work import Work
from backend.db import register as store
from backend.db.tables.member import Member
from backend.domain.member.codes import MemberEventKind


async def tell_life(
    work: Work, row: Member, kind: MemberEventKind, *, on: date | None = None, facts: Mapping[str, Any] | None = None
) -> None:
    """An entry in a member's life line, by this caller."""
    await store.record_events(
        work.session,
        [row],
        str(kind),
        on=on or work.today,
        at=work.now,
        actor_id=work.caller.user_id,
        actor_name=work.caller.name,
        facts=[facts or {}],
    )
