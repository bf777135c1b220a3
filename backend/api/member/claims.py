"""Who a person is spoken for by (domain/member/register.py): asked when one is entered, corrected, or handed in.

The database holds the rule itself (`member_id_number_key`): of two unions that hand in at once, one is refused by it.
What is asked here gives the clear answer before that, and counts what an officer is told about people elsewhere.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from backend.api.asking import left_to_ask, note_asked, require_may_ask
from backend.api.work import Work
from backend.db.queries import member as members
from backend.db.tables.member import Member
from backend.domain.member.register import ELSEWHERE_A_DAY, AskedTooOften, MemberElsewhere, MemberExists
from backend.domain.refusals import Refusal


async def require_free(work: Work, index: bytes, *, of: UUID | None = None, beside: UUID | None = None) -> None:
    """Nobody but the file `of` speaks for the person with this document number, and nobody will until the commit.

    A draft of theirs lying with the union `beside` counts too: one desk, one paper. Raises `MemberExists`,
    `MemberElsewhere`, `AskedTooOften`.
    """
    await members.hold_person(work.session, index)
    mine = await members.find_claim(work.session, index, beside=beside)
    if mine is not None and mine != of:
        raise MemberExists(mine)
    if mine is None and await members.claimed(work.session, [index]):
        await require_may_ask(work)
        raise MemberElsewhere()


async def refusals(work: Work, rows: Sequence[Member]) -> Mapping[UUID, Refusal]:
    """For each of these files that may not be handed in, because another speaks for the person: why.

    Of two files of one person the first is handed in, and the second is refused. Each answer about somebody elsewhere is
    counted; past the limit of the day no more are given.
    """
    taken = await members.claimed(work.session, [row.id_number_index for row in rows])
    mine = await members.find_claims(work.session, list(taken)) if taken else {}
    found: dict[UUID, Refusal] = {}
    first: dict[bytes, UUID] = {}
    left = -1
    for row in rows:
        if row.id_number_index not in taken:
            speaks = first.setdefault(row.id_number_index, row.id)
            if speaks != row.id:
                found[row.id] = MemberExists(speaks)
            continue
        if mine.get(row.id_number_index) == row.id:
            continue
        if row.id_number_index in mine:
            found[row.id] = MemberExists(mine[row.id_number_index])
            continue
        if left < 0:
            left, wait = await left_to_ask(work)
        if left == 0:
            found[row.id] = AskedTooOften(limit=ELSEWHERE_A_DAY, retry_after=wait)
            continue
        left -= 1
        note_asked(work, row.id, why="submit")
        found[row.id] = MemberElsewhere()
    return found
