"""Showing one hidden field of a file: for a reason, after proving oneself again, within the day's limit (trust.md 1.5)."""

from typing import Any
from uuid import UUID

from backend.api.asking import seconds_left, start_of_day
from backend.api.confirmation import require_confirmed
from backend.api.work import Work
from backend.db import register as store
from backend.db.household_records import FILE, PERSON, open_field
from backend.db.keys import KeyRing
from backend.db.queries import household as households
from backend.db.tables.member import Reveal
from backend.domain.aid.reveals import HouseholdFieldEmpty, HouseholdRevealAsked
from backend.domain.member.reveals import REVEALS_A_DAY, SHOWN_FOR, require_below_limit
from backend.domain.refusals import NotFound


async def reveal(
    work: Work, ring: KeyRing, id: UUID, asked: HouseholdRevealAsked, *, token: str | None
) -> dict[str, Any]:
    """One sealed field in plain; the record holds who, whose, which and why, and never the value.

    Raises `NotConfirmed`, `RevealedTooOften`, `NotFound`, `HouseholdFieldEmpty`.
    """
    require_confirmed(ring, token, work.caller, now=work.now)
    row = await households.get_household(work.session, id)
    value = await _open(work, row, asked)
    if value is None:
        raise HouseholdFieldEmpty(field=asked.field.zh, field_en=asked.field.en.lower())
    shown = await store.count_reveals(work.session, work.caller.user_id, since=start_of_day(work), existence=False)
    require_below_limit(shown, retry_after=seconds_left(work))
    work.session.add(
        Reveal(
            user_id=work.caller.user_id,
            member_id=row.member_id,
            field=f"household.{asked.field}",
            reason=str(asked.reason),
            note=asked.note,
            at=work.now,
        )
    )
    work.tell("household_field_revealed", row, number=row.number, field=asked.field, reason=asked.reason)
    return {
        "field": asked.field,
        "value": value,
        "expires_in": SHOWN_FOR,
        "shown_today": shown + 1,
        "limit": REVEALS_A_DAY,
    }


async def _open(work: Work, row: Any, asked: HouseholdRevealAsked) -> str | None:
    if not asked.field.personal:
        return open_field(work.vault, FILE, asked.field, row)
    people = await households.list_people(work.session, row.id)
    person = next((each for each in people if each.id == asked.person_id), None)
    if person is None:
        raise NotFound()
    return open_field(work.vault, PERSON, asked.field, person)
