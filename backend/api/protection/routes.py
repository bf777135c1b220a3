"""Plans of mutual protection, enrolments and covers over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from backend.api.access import allowed
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.pages import Page
from backend.api.protection import enrolling, plans, reading, receiving
from backend.api.protection.schemas import (
    CoverItem,
    CoverQuery,
    EnrolmentItem,
    EnrolmentJudged,
    EnrolmentMade,
    EnrolmentOut,
    EnrolmentQuery,
    ProtectionPlanItem,
    ProtectionPlanOut,
    ProtectionPlanQuery,
    ProtectionPlanStepAsked,
    ReceiveContribution,
    UnitItem,
    UnitQuery,
    WithdrawEnrolment,
)
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.domain.access import Permission
from backend.domain.protection.enrolments import EnrolmentDraft
from backend.domain.protection.plans import ProtectionPlanDraft

router = NounRouter(tags=["mutual aid"], route_class=OnceRoute, prefix="/mutual-aid")

Read = Permission.AID_READ
Edit = Permission.AID_EDIT
Set = Permission.AID_POLICY
Receive = Permission.FUND_EDIT


@router.get("/plans", response_model=Page[ProtectionPlanItem], responses=problems())
async def list_protection_plans(
    request: Request, query: Annotated[ProtectionPlanQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Plans of the union, of unions above it and below it, the newest first."""
    return await reading.PLANS.page(request, work, query)


@router.post("/plans", status_code=201, response_model=ProtectionPlanOut, responses=problems(404, 409))
async def make_protection_plan(
    draft: ProtectionPlanDraft, response: Response, work: Work = allowed(Set, once=True)
) -> dict[str, Any]:
    """Make a plan for a union and all below it, as a draft. Its money lies in a fund of that union."""
    row = await plans.make(work, draft)
    response.headers["Location"] = f"/api/v1/mutual-aid/plans/{row.id}"
    return tagged(response, await reading.get_plan(work, row.id))  # type: ignore[no-any-return]


@router.get("/plans/{id}", response_model=ProtectionPlanOut, responses=problems(404))
async def get_protection_plan(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One plan, announced to everybody; a draft only to its union and those above it."""
    return tagged(response, await reading.get_plan(work, id))  # type: ignore[no-any-return]


@router.put("/plans/{id}", response_model=ProtectionPlanOut, responses=problems(404, 409, 412, 428))
async def edit_protection_plan(
    id: UUID, draft: ProtectionPlanDraft, response: Response, seen: IfMatch, work: Work = allowed(Set)
) -> dict[str, Any]:
    """Change a draft. What was announced stays."""
    await plans.edit(work, id, draft, seen=seen)
    return tagged(response, await reading.get_plan(work, id))  # type: ignore[no-any-return]


@router.post("/plans/{id}/steps", response_model=ProtectionPlanOut, responses=problems(404, 409, 412, 428))
async def step_protection_plan(
    id: UUID, asked: ProtectionPlanStepAsked, response: Response, seen: IfMatch, work: Work = allowed(Set)
) -> dict[str, Any]:
    """Announce a plan and take members in, close it, open it again."""
    await plans.step(work, id, asked.step, seen=seen)
    return tagged(response, await reading.get_plan(work, id))  # type: ignore[no-any-return]


@router.get("/enrolments", response_model=Page[EnrolmentItem], responses=problems(404))
async def list_enrolments(
    request: Request, query: Annotated[EnrolmentQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Enrolments of the subtree, the newest first."""
    return await reading.ENROLMENTS.page(request, work, query)


@router.post("/enrolments", status_code=201, response_model=EnrolmentMade, responses=problems(404, 409))
async def make_enrolment(
    draft: EnrolmentDraft, response: Response, work: Work = allowed(Edit, once=True)
) -> dict[str, Any]:
    """Enrol those of a list who may be; the answer says of each line what came of it."""
    row, judged = await enrolling.enrol(work, draft)
    response.headers["Location"] = f"/api/v1/mutual-aid/enrolments/{row.id}"
    made = await reading.get_enrolment(work, row.id)
    said = await reading.judged(work, judged, shares=draft.shares, done=True)
    more = {name: said[name] for name in ("lines", "left_out", "participation")}
    return tagged(response, made | more)  # type: ignore[no-any-return]


@router.post("/enrolments/trials", response_model=EnrolmentJudged, responses=problems(404, 409))
async def try_enrolment(draft: EnrolmentDraft, work: Work = allowed(Edit)) -> dict[str, Any]:
    """What an enrolment would come to, line by line. Nothing is written."""
    judged = await enrolling.judge(work, draft)
    return await reading.judged(work, judged, shares=draft.shares)


@router.get("/enrolments/{id}", response_model=EnrolmentOut, responses=problems(404))
async def get_enrolment(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One enrolment. Its members are the covers with this `enrolment_id`."""
    return tagged(response, await reading.get_enrolment(work, id))  # type: ignore[no-any-return]


@router.post("/enrolments/{id}/receipts", response_model=EnrolmentOut, responses=problems(404, 409, 412, 428))
async def receive_contribution(
    id: UUID, asked: ReceiveContribution, response: Response, seen: IfMatch, work: Work = allowed(Receive, once=True)
) -> dict[str, Any]:
    """Enter that the contribution came in: a voucher of the plan's fund, which a second officer books."""
    await receiving.receive(work, id, asked, seen=seen)
    return tagged(response, await reading.get_enrolment(work, id))  # type: ignore[no-any-return]


@router.post("/enrolments/{id}/steps", response_model=EnrolmentOut, responses=problems(404, 409, 412, 428))
async def step_enrolment(
    id: UUID, asked: WithdrawEnrolment, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Take an enrolment back before its contribution came in."""
    await enrolling.withdraw(work, id, seen=seen)
    return tagged(response, await reading.get_enrolment(work, id))  # type: ignore[no-any-return]


@router.get("/covers", response_model=Page[CoverItem], responses=problems(404))
async def list_covers(request: Request, query: Annotated[CoverQuery, Query()], work: Work = allowed(Read)) -> Response:
    """Insured members whom the caller sees: by the unit that paid, or by where they stand now."""
    return await reading.COVERS.page(request, work, query)


@router.get("/covers/{id}", response_model=CoverItem, responses=problems(404))
async def get_cover(id: UUID, work: Work = allowed(Read)) -> dict[str, Any]:
    """One cover."""
    return await reading.get_cover(work, id)


@router.get("/units", response_model=Page[UnitItem], responses=problems(404))
async def list_protection_units(
    request: Request, query: Annotated[UnitQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Basic unions under a plan, each against the bar of participation that holds for it."""
    return await reading.list_units(request, work, query)
