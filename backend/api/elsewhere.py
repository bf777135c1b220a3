"""Being told that a person is registered, or on file, elsewhere is counted, although the request itself is refused.

A refusal rolls its transaction back, and the count with it. So the act runs in a savepoint: what it wrote is undone,
the count is kept, and the refusal goes out as the answer of a transaction that commits.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

from fastapi import Request, Response

from backend.api.asking import note_asked
from backend.api.errors import answer
from backend.api.work import Work
from backend.domain.aid.register import HouseholdElsewhere
from backend.domain.member.register import MemberElsewhere


@dataclass(slots=True)
class Told:
    """The answer that is to go out instead, if there is one."""

    answer: Response | None = None


@asynccontextmanager
async def telling(request: Request, work: Work, about: UUID, *, why: str) -> AsyncIterator[Told]:
    """Within it, `MemberElsewhere` or `HouseholdElsewhere` undoes what was done, is counted, and becomes the answer."""
    told = Told()
    try:
        async with work.session.begin_nested():
            yield told
    except (MemberElsewhere, HouseholdElsewhere) as refusal:
        note_asked(work, about, why=why)
        detail = refusal.sentence(work.language)
        told.answer = answer(request, status=409, code=refusal.code, detail=detail)
