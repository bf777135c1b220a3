"""How many people's circumstances one account is told in an hour and in a day (trust.md API6, A-08; ASVS 2.4.1).

Whoever may read the register of poor workers could page through all of it, a little at a time, and no single look would
be wrong. So it is counted of whom an account is told: each person once a day, however often. A busy officer opens some
dozens of files in a day and reads some hundreds of rows.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any, ClassVar, Final
from uuid import UUID

from annotated_types import MaxLen

from backend.domain.calendar import LOCAL, day_of, start_of
from backend.domain.refusals import Conflict, Invalid, TooMany, at
from backend.domain.text import clean_text

ALARM_IN_AN_HOUR: Final = 500
"""So many persons, told for the first time that day within one hour of the clock, are brought to the security
administrator."""
STOP_IN_A_DAY: Final = 2_000
"""And after so many in a day in China nobody else is told, unless the security administrator has allowed it."""
KEPT: Final = timedelta(days=3)
"""Who was told of whom is itself a record about people: it is counted and forgotten."""


class TooManyPersons(TooMany):
    """The account was told of as many people as a day allows. Facts: `limit`, `retry_after`."""

    code = "too_many_persons"
    zh = (
        "您今天查看的人数已达 {limit} 人的上限，这一页没有显示；今天已经看过的人仍可查看，未完成的工作不受影响。"
        "请明天再查；今天确需继续的，请安全管理员放开今天的上限；批量用途请走导出审批。"
    )
    en = (
        "You have seen the circumstances of {limit} people today, which is the limit, so this page is not shown. Those you "
        "have seen today stay open to you and nothing is lost. Go on tomorrow, ask the security administrator to lift "
        "today's limit, or ask for an export."
    )


class LeaveReasonMissing(Invalid):
    """The limit is lifted without a word."""

    code = "sighting_leave_reason"
    zh = "请写明为什么放开今天的查看上限，例如：年终集中复核。原因记入审计日志。"
    en = "Say why today's limit is lifted, such as the reviews at the end of the year. It goes into the record."


class LeaveGiven(Conflict):
    """The limit of today is lifted already."""

    code = "sighting_leave_given"
    zh = "{by} 今天已经放开这个账号的查看上限，到今天 24 点为止。不必重复办理。"
    en = "{by} has lifted this account's limit for today already. Nothing more is needed."


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveAsked:
    """Why an account may be told of more people today."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    reason: Annotated[str, MaxLen(200)]

    def __post_init__(self) -> None:
        with at("/reason"):
            object.__setattr__(self, "reason", clean_text(self.reason))
            if not self.reason:
                raise LeaveReasonMissing()


def person_of(*, household: UUID | None = None, member: UUID | None = None, row: UUID) -> UUID:
    """By which key somebody is counted: their household file, else the member, else the `row` that tells of them.

    The file first, since that is what all rows about poor workers name: one person is then one, in whatever list.
    """
    return household or member or row


def hour_of(moment: datetime) -> int:
    """The hour of the clock in China, 0 to 23."""
    return moment.astimezone(LOCAL).hour


def sets_off_alarm(before: int, after: int) -> bool:
    """Whether the persons of an hour have just become as many as are brought to somebody: once in that hour."""
    return before < ALARM_IN_AN_HOUR <= after


def has_room(told: int, new: int) -> bool:
    """Whether somebody who was told of `told` persons today may be told of `new` others."""
    return new == 0 or told + new <= STOP_IN_A_DAY


def require_room(told: int, new: int, *, now: datetime) -> None:
    """Refuses `TooManyPersons` where there is no room; it says how many seconds are left of the day in China."""
    if not has_room(told, new):
        tomorrow = start_of(day_of(now) + timedelta(days=1))
        raise TooManyPersons(limit=STOP_IN_A_DAY, retry_after=int((tomorrow - now).total_seconds()) + 1)
