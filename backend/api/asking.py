"""Learning something about people beyond one's scope: how often in a day, and on what record (trust.md section 0 row 5)."""

from datetime import datetime, time, timedelta
from uuid import UUID

from backend.api.work import Work
from backend.db import register as store
from backend.db.tables.member import Reveal
from backend.domain.calendar import CHINA
from backend.domain.member.register import ELSEWHERE_A_DAY, AskedTooOften


async def require_may_ask(work: Work) -> None:
    """Raises `AskedTooOften` when this officer was told about people elsewhere too often today."""
    left, wait = await left_to_ask(work)
    if left == 0:
        raise AskedTooOften(limit=ELSEWHERE_A_DAY, retry_after=wait)


async def left_to_ask(work: Work) -> tuple[int, int]:
    """How many more answers about people elsewhere this officer gets today, and the seconds until the next day."""
    since = start_of_day(work)
    told = await store.count_reveals(work.session, work.caller.user_id, since=since, existence=True)
    return max(0, ELSEWHERE_A_DAY - told), seconds_left(work)


def note_asked(work: Work, about: UUID, *, why: str) -> None:
    """Keep that this officer asked about somebody elsewhere, over their own union or member; whom, is kept nowhere."""
    work.session.add(Reveal(user_id=work.caller.user_id, field="existence", reason=why, at=work.now))
    work.tell("member_elsewhere_asked", _Home(work), why=why, beside=about)


class _Home:
    """The caller's own scope as an audit event is about it."""

    __tablename__ = "organization"

    def __init__(self, work: Work) -> None:
        self.id = work.scope.organization_id
        self.code, self.line_code = work.place


def start_of_day(work: Work) -> datetime:
    """When today began in China."""
    return datetime.combine(work.today, time(), tzinfo=CHINA)


def seconds_left(work: Work) -> int:
    """Until tomorrow begins in China."""
    return int((start_of_day(work) + timedelta(days=1) - work.now).total_seconds()) + 1
