"""Judging unions over HTTP (合格工会评定)."""

from typing import Annotated, Any

from fastapi import Query, Response

from backend.api.access import allowed
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.qualification import actions, reading
from backend.api.qualification.schemas import (
    FromYear,
    QualificationBatch,
    QualificationBatchOut,
    QualificationQuery,
    QualificationSheet,
    QualificationStandardOut,
    QualificationStandards,
)
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.domain.access import Permission
from backend.domain.qualification.standards import QualificationStandardDraft

router = NounRouter(prefix="/qualifications", tags=["qualifications"], route_class=OnceRoute)

Read = Permission.ORGANIZATION_READ


@router.get("", response_model=QualificationSheet, responses=problems(404, 409))
async def list_qualifications(
    query: Annotated[QualificationQuery, Query()], work: Work = allowed(Read)
) -> dict[str, Any]:
    """A union and those directly below it, each as it was judged for a year (六有合格工会评定)."""
    return await reading.sheet(work, query)


@router.post("/batches", response_model=QualificationBatchOut, responses=problems(409))
async def judge_unions(
    asked: QualificationBatch, work: Work = allowed(Permission.ORGANIZATION_EDIT, once=True)
) -> dict[str, Any]:
    """Judge up to 500 unions for a year, the own or those below. Each row gets its own result."""
    return await actions.judge(work, asked)


@router.get("/standards", response_model=QualificationStandards, responses=problems())
async def list_qualification_standards(work: Work = allowed(Read)) -> dict[str, Any]:
    """What unions are judged by: every list of criteria with the year from which it holds."""
    return await reading.standards(work)


@router.put("/standards/{year}", response_model=QualificationStandardOut, responses=problems(404, 409, 412, 428))
async def enter_qualification_standard(
    year: FromYear,
    draft: QualificationStandardDraft,
    response: Response,
    seen: IfMatch,
    work: Work = allowed(Permission.QUALIFICATION_EDIT),
) -> dict[str, Any]:
    """Enter or correct the list of criteria that begins in a year; `If-Match: "v0"` for one that was not entered yet."""
    row = await actions.enter(work, year, draft, seen=seen)
    return tagged(response, reading.entered(row))  # type: ignore[no-any-return]
