"""What unions may be given in all in a programme, held while something is approved out of it (issue 4 section 3)."""

from collections.abc import Iterable, Sequence

from backend.api.work import Work
from backend.db.queries import aid_balance as balances
from backend.db.tables.aid_case import AidCase, AidProgram
from backend.domain.aid.balance import Decided, Limit


async def hold(work: Work, programs: Iterable[AidProgram], cases: Sequence[AidCase]) -> list[Limit]:
    """The quotas that bind these cases, of every union that stands above one of them in either tree, whether the decider
    sees that union or not, with what each was given by now.

    Two statements, and none where no programme has quotas. Of two who approve in one programme the second waits here
    until the first is done, and is judged beside it.
    """
    bound = [each.id for each in programs if each.quotas]
    if not bound or not cases:
        return []
    return [Limit(**row) for row in await balances.hold_quotas(work.session, bound, [each.id for each in cases])]


def decided(row: AidCase, fen: int) -> Decided:
    """A case as quotas count it when it is given so much."""
    return Decided(program_id=row.program_id, code=row.code, line_code=row.line_code, fen=fen)
