"""The median among the peers of a union, which lie outside the scope of most who ask: through a door."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from backend.domain.statistic.peers import Compared

_MEDIANS = text("select figure, median, peers from medians_of_peers(:union_id, :at, :asked)").bindparams(
    bindparam("asked", type_=JSONB)
)


async def find_medians(
    session: AsyncSession, union_id: UUID, month: date, figures: Iterable[Compared]
) -> Mapping[str, tuple[float | None, int]]:
    """(the median, how many peers) of each figure at the end of a closed month; no entry where nobody is comparable."""
    asked = {each.name: {"part": list(each.part), "whole": list(each.whole)} for each in figures}
    found = await session.execute(_MEDIANS, {"union_id": union_id, "at": month, "asked": asked})
    return {row.figure: (None if row.median is None else float(row.median), row.peers) for row in found}
