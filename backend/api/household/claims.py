"""Whether everybody of a file may stand in it (domain/aid/register.py): asked when people are entered, changed, put on file.

The database holds the rule itself (`household_person_active_key`); here the answer is made clear, and counted.
"""

from collections.abc import Sequence
from uuid import UUID

from backend.api.asking import require_may_ask
from backend.api.work import Work
from backend.db.queries import household as households
from backend.domain.aid.register import HouseholdElsewhere, HouseholdExists


async def require_free(work: Work, indexes: Sequence[bytes], *, of: UUID | None, beside: UUID | None = None) -> None:
    """Nobody of these stands in another active file, and nobody will until the commit.

    A draft of theirs lying with the union `beside` counts too: one desk, one paper. Raises `HouseholdExists`,
    `HouseholdElsewhere`, `AskedTooOften`.
    """
    if not indexes:
        return
    await households.hold_people(work.session, indexes)
    mine = await households.find_file_of(work.session, indexes, but=of, beside=beside)
    if mine is not None:
        raise HouseholdExists(mine)
    elsewhere = await households.on_file(work.session, indexes)
    if elsewhere and not (of is not None and await _own(work, of, elsewhere)):
        await require_may_ask(work)
        raise HouseholdElsewhere()


async def _own(work: Work, id: UUID, found: frozenset[bytes]) -> bool:
    """Whether those found on file stand in this very file."""
    people = await households.list_people(work.session, id)
    return found <= {person.id_number_index for person in people if person.active}
