"""Recounts of the statistics over HTTP."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response
from pydantic import Field

from backend.api.access import allowed
from backend.api.bodies import BodyRoute
from backend.api.errors import problems
from backend.api.job_wire import JobOut, accepted
from backend.api.pages import ListQuery, Page, paged, read_cursor
from backend.api.routing import NounRouter
from backend.api.statistic import recounting
from backend.api.statistic.cell_words import word_of
from backend.api.wire import Instant, Out
from backend.api.work import Work
from backend.db.queries import recount as recounts
from backend.domain.access import Permission

router = NounRouter(prefix="/stats/recounts", tags=["statistics"], route_class=BodyRoute)

Recount = Permission.STATISTIC_RECOUNT


class RecountDifference(Out):
    """A counter of a union that does not say what there is."""

    organization_id: UUID
    organization_name: str
    cell: str
    figure: str = Field(description="指标名称 What the cell is called")
    kept: int = Field(description="计数 What the counter says")
    counted: int = Field(description="实有 What there is")


class RecountOut(Out):
    """One recount of the statistics."""

    id: UUID
    at: Instant
    user_name: str = Field(description="谁发起的，每夜自动核对为空 Empty for one of the night")
    compared: int = Field(description="核对了多少个计数 Counters compared")
    differing: int = Field(description="其中多少个与实有不符 How many of them differ")
    mended: bool = Field(description="已按实有更正 Counted anew, and no counter differs since")
    first: list[RecountDifference] = Field(description="最先发现的不符，最多 20 个 The first twenty")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecountAsked:
    """A recount that somebody asks for."""

    mend: bool = False
    """Whether counters that differ are counted anew."""


@router.get("", response_model=Page[RecountOut], responses=problems())
async def list_recounts(
    request: Request, query: Annotated[ListQuery, Query()], work: Work = allowed(Recount)
) -> Response:
    """Recounts of the statistics (核对), the newest first, each with the first counters that differ."""
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    before = UUID(after[0]) if after else None
    found = await work.session.execute(recounts.list_recounts(scope=work.scope, before=before, limit=query.limit + 1))
    return paged(request, query, [_shown(row, work.language) for row in found.mappings()], after=("id",))


@router.post("", status_code=202, response_model=JobOut, responses=problems())
async def ask_recount(asked: RecountAsked, response: Response, work: Work = allowed(Recount)) -> dict[str, Any]:
    """Compare all counters of the city with the register; a job does it, and mends what differs if that is wanted."""
    job = await recounting.ask(work, mend=asked.mend)
    return await accepted(work, response, job.id)


def _shown(row: Mapping[str, Any], language: str) -> dict[str, Any]:
    names = ("id", "at", "user_name", "compared", "differing", "mended")
    first = [dict(each) | {"figure": word_of(each["cell"], language)} for each in row["first"]]
    return {name: row[name] for name in names} | {"first": first}
