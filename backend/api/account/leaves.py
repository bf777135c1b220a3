"""The limit of how many people an account is told of in a day: where it stands, and who lifts it (trust.md A-08)."""

from typing import Any, Final
from uuid import UUID

from backend.api.work import Work
from backend.db.queries import sighting as queries
from backend.db.queries import user as users
from backend.db.tables.account import UserAccount
from backend.db.tables.sighting import SightingLeave
from backend.domain.access import Permission
from backend.domain.account import sightings as rules
from backend.domain.account.codes import UserStatus
from backend.domain.account.duties import SameHands, require_other
from backend.domain.account.sightings import LeaveAsked, LeaveGiven
from backend.domain.refusals import Forbidden, Refusal

STEP: Final = "lift_sightings"


async def give(work: Work, id: UUID, asked: LeaveAsked) -> None:
    """Lift the limit of an account for today, whether it is reached or not. Refuses `SameHands` and `LeaveGiven`."""
    user = await users.get_user(work.session, id, lock=True)
    if Permission.USER_APPROVE not in work.held_over(code=user.code):
        raise Forbidden()
    require_other(user.id, work.caller.user_id)
    given = await queries.find_leave(work.session, user.id, work.today)
    if given is not None:
        raise LeaveGiven(by=given.given_by_name)
    work.session.add(
        SightingLeave(
            user_id=user.id,
            day=work.today,
            reason=asked.reason,
            given_by=work.caller.user_id,
            given_by_name=work.caller.name,
            given_at=work.now,
        )
    )
    persons = await queries.count_persons(work.session, user.id, work.today)
    work.tell("sighting_leave_given", user, people=persons, day=work.today, reason=asked.reason)


async def of_today(work: Work, user: UserAccount) -> dict[str, Any]:
    """Of how many people the account was told today, and the step that lifts the limit for whoever may take it."""
    leave = await queries.find_leave(work.session, user.id, work.today)
    names = ("reason", "given_by_name", "given_at")
    return {
        "persons": await queries.count_persons(work.session, user.id, work.today),
        "stop_in_a_day": rules.STOP_IN_A_DAY,
        "leave": None if leave is None else {name: getattr(leave, name) for name in names},
        "steps": _steps(work, user, leave),
    }


def _steps(work: Work, user: UserAccount, leave: SightingLeave | None) -> list[dict[str, Any]]:
    ours = Permission.USER_APPROVE in work.held_over(code=user.code)
    if not ours or user.status != UserStatus.ACTIVE:
        return []
    refusal: Refusal | None = None
    if user.id == work.caller.user_id:
        refusal = SameHands()
    elif leave is not None:
        refusal = LeaveGiven(by=leave.given_by_name)
    return [
        {
            "step": STEP,
            "label": "Lift today's limit" if work.language == "en" else "放开今日上限",
            "allowed": refusal is None,
            "reason": None if refusal is None else refusal.sentence(work.language),
        }
    ]
