"""The list of household files as an export walks it: the rows of the screen, and of each file what an office has on paper.

What is sealed is opened a page at a time and leaves masked; whole numbers are there only for the fields that an approved
export asks for. Health stays in the file, and amounts are empty for whoever may not see them.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from backend.api.household.reading import AMOUNTS, filters_of
from backend.api.household.schemas import HouseholdQuery
from backend.api.listing import Listing
from backend.api.work import Work
from backend.db.crypto import Vault
from backend.db.household_records import FILE, PERSON
from backend.db.queries import household as households
from backend.db.queries.household import HouseholdFilters
from backend.domain.access import Permission
from backend.domain.age import age_on
from backend.domain.identity import mask_id_number
from backend.domain.mask import HARDSHIP_MASKS
from backend.domain.member.search import read_search

_CLOSED = ("gross_fen", "net_fen", *AMOUNTS)
"""What is empty for those without `aid:see`."""


async def _rows(
    work: Work,
    query: HouseholdQuery,
    filters: HouseholdFilters,
    *,
    after: Sequence[Any] | None,
    limit: int,
    whole: Collection[str] = (),
) -> list[dict[str, Any]]:
    found = await work.session.execute(
        households.list_households(scope=work.scope, filters=filters, after=after, limit=limit, on_paper=True)
    )
    return [_row(work, row, whole) for row in found.mappings()]


def _row(work: Work, row: Mapping[Any, Any], whole: Collection[str]) -> dict[str, Any]:
    shown = dict(row) | _opened(work.vault, row, whole)
    shown["age"] = None if row["born_on"] is None else age_on(row["born_on"], work.today)
    if not work.sees(row["_code"], row["_line_code"]):
        shown |= dict.fromkeys(_CLOSED)
    return shown


def _opened(vault: Vault, row: Mapping[Any, Any], whole: Collection[str]) -> dict[str, Any]:
    """Each sealed field masked, and as it is where it is asked for whole."""
    fields = [(name, FILE, row["id"], mask) for name, mask in HARDSHIP_MASKS.items()]
    fields.append(("id_number", PERSON, row["worker_id"], mask_id_number))
    opened: dict[str, Any] = {}
    for name, table, id, mask in fields:
        plain = None if row[name] is None else vault.open(row[name], table, name, id)
        opened[name] = plain if name in whole else None
        opened[f"{name}_masked"] = None if plain is None else mask(plain)
    return opened


async def _count(work: Work, filters: HouseholdFilters, *, cap: int) -> int:
    counted = households.count_households(scope=work.scope, filters=filters, cap=cap)
    return (await work.session.execute(counted)).scalar_one()  # type: ignore[no-any-return]


def _order(query: HouseholdQuery) -> Sequence[str]:
    return ("_place", "id")


def _require(query: HouseholdQuery) -> None:
    if query.q:
        read_search(query.q)


LISTING = Listing(
    permission=Permission.AID_READ,
    query=HouseholdQuery,
    narrow=filters_of,
    rows=_rows,
    count=_count,
    order=_order,
    require=_require,
)
