"""Comparison with peers over HTTP."""

from typing import Annotated, Any

from fastapi import Query

from backend.api.access import allowed
from backend.api.errors import problems
from backend.api.routing import NounRouter
from backend.api.statistic import peers
from backend.api.statistic.peers import PeerQuery, PeersOut
from backend.api.work import Work
from backend.domain.access import Permission

router = NounRouter(prefix="/stats/peers", tags=["statistics"])


@router.get("", response_model=PeersOut, responses=problems(404))
async def get_peers(
    query: Annotated[PeerQuery, Query()], work: Work = allowed(Permission.STATISTIC_READ)
) -> dict[str, Any]:
    """The median of each figure among unions of the same level and kind; below three peers none is told."""
    return await peers.answer(work, query)
