"""Targets over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query

from backend.api.access import allowed
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.routing import NounRouter
from backend.api.target import actions, reading
from backend.api.target.schemas import (
    TargetBatch,
    TargetBatchOut,
    TargetBoard,
    TargetHistory,
    TargetQuery,
    TargetsOut,
    YearQuery,
)
from backend.api.work import Work
from backend.domain.access import Permission

router = NounRouter(prefix="/targets", tags=["targets"], route_class=OnceRoute)

Read = Permission.STATISTIC_READ


@router.get("", response_model=TargetBoard, responses=problems(404, 409))
async def list_targets(query: Annotated[TargetQuery, Query()], work: Work = allowed(Read)) -> dict[str, Any]:
    """The targets of the unions below one for a year (目标), each beside the actual, and what was split of the own."""
    return await reading.board(work, query)


@router.post("/batches", response_model=TargetBatchOut, responses=problems(409))
async def set_targets(asked: TargetBatch, work: Work = allowed(Permission.TARGET_SET, once=True)) -> dict[str, Any]:
    """Set, change or take away up to 2,000 targets of unions below. Each cell gets its own result."""
    return await actions.set_many(work, asked)


@router.get("/{id}", response_model=TargetsOut, responses=problems(404))
async def get_targets(id: UUID, query: Annotated[YearQuery, Query()], work: Work = allowed(Read)) -> dict[str, Any]:
    """The targets of one union for a year, each beside the actual."""
    return await reading.one(work, id, query.year)


@router.get("/{id}/history", response_model=TargetHistory, responses=problems(404))
async def list_target_changes(
    id: UUID, query: Annotated[YearQuery, Query()], work: Work = allowed(Read)
) -> dict[str, Any]:
    """What the targets of one union for a year were before, who changed them and when."""
    return await reading.history(work, id, query.year)
