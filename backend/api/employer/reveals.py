"""Showing the phone of an employer's contact: for a reason, proved again, within the day's limit (trust.md 1.5)."""

from typing import Any
from uuid import UUID

from backend.api.asking import seconds_left, start_of_day
from backend.api.confirmation import require_confirmed
from backend.api.work import Work
from backend.db import register as store
from backend.db.employer_records import open_phone
from backend.db.keys import KeyRing
from backend.db.queries import employer as employers
from backend.db.tables.member import Reveal
from backend.domain.member.reveals import REVEALS_A_DAY, SHOWN_FOR, require_below_limit
from backend.domain.organization.reveals import EmployerFieldEmpty, EmployerRevealAsked


async def reveal(
    work: Work, ring: KeyRing, id: UUID, asked: EmployerRevealAsked, *, token: str | None
) -> dict[str, Any]:
    """The field in plain; the record holds who, whose, which and why, and never the value.

    Raises `NotConfirmed`, `RevealedTooOften`, `NotFound`, `EmployerFieldEmpty`.
    """
    require_confirmed(ring, token, work.caller, now=work.now)
    row = await employers.get_employer(work.session, id)
    value = open_phone(work.vault, row)
    if value is None:
        raise EmployerFieldEmpty(field=asked.field.zh, field_en=asked.field.en.lower())
    shown = await store.count_reveals(work.session, work.caller.user_id, since=start_of_day(work), existence=False)
    require_below_limit(shown, retry_after=seconds_left(work))
    work.session.add(
        Reveal(
            user_id=work.caller.user_id,
            field=f"employer.{asked.field}",
            reason=str(asked.reason),
            note=asked.note,
            at=work.now,
        )
    )
    work.tell("employer_field_revealed", row, field=asked.field, reason=asked.reason)
    return {
        "field": asked.field,
        "value": value,
        "expires_in": SHOWN_FOR,
        "shown_today": shown + 1,
        "limit": REVEALS_A_DAY,
    }
