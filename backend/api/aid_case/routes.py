"""Cases of aid over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from backend.api.access import allowed
from backend.api.aid_case import actions, balance, deciding, following, forms, reading
from backend.api.aid_case.schemas import (
    AidCaseFilter,
    AidCaseItem,
    AidCaseOut,
    AidCaseQuery,
    AnyStep,
    CandidateList,
    CaseBatch,
    CaseBatchOut,
    CaseSums,
    FinalList,
    LateSums,
)
from backend.api.confirmation import Confirmation
from backend.api.errors import problems
from backend.api.looking import LookRoute, looking
from backend.api.pages import Page
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Reading, Work
from backend.domain.access import Permission
from backend.domain.aid.approval_form import FormsAsked
from backend.domain.aid.case_codes import CaseStep
from backend.domain.aid.cases import CaseAsked, CaseChange, CaseDraft
from backend.domain.aid.outcomes import OutcomeDraft

router = NounRouter(tags=["aid cases"], route_class=LookRoute)

Read = Permission.AID_READ
Edit = Permission.AID_EDIT


@router.get("/aid-cases", response_model=Page[AidCaseItem], responses=problems(404))
async def list_aid_cases(
    request: Request, query: Annotated[AidCaseQuery, Query()], look: Reading = looking(Read)
) -> Response:
    """The queue of cases of the subtree: where each stands, with whom it lies, and since when."""
    return await reading.LISTING.page(request, look, query)


@router.post("/aid-cases", status_code=201, response_model=AidCaseOut, responses=problems(404, 409))
async def begin_aid_case(draft: CaseDraft, response: Response, work: Work = allowed(Edit, once=True)) -> dict[str, Any]:
    """Begin a case as a draft: of a household on file, or of a member where the programme asks for no hardship."""
    row = await actions.begin(work, draft)
    response.headers["Location"] = f"/api/v1/aid-cases/{row.id}"
    return tagged(response, await reading.get(work, row.id))  # type: ignore[no-any-return]


@router.get("/aid-cases/sums", response_model=CaseSums, responses=problems(404))
async def sum_aid_cases(query: Annotated[AidCaseFilter, Query()], work: Work = allowed(Read)) -> dict[str, Any]:
    """The queue by status: how many cases, what they come to, how many are late, since when the oldest waits."""
    return await reading.sums(work, query)


@router.get("/aid-cases/late", response_model=LateSums, responses=problems(404))
async def list_late_aid_desks(query: Annotated[AidCaseFilter, Query()], work: Work = allowed(Read)) -> dict[str, Any]:
    """With whom what is late lies, the longest standing first."""
    return await reading.late(work, query)


@router.post("/aid-cases/batches", response_model=CaseBatchOut, responses=problems(404))
async def step_aid_cases(asked: CaseBatch, work: Work = allowed(Edit, once=True)) -> dict[str, Any]:
    """Agree to many cases, or send them back, each from where it stands. What cannot go is named with its reason."""
    step = CaseAsked(step=CaseStep(asked.step), reason=asked.reason, fund_id=asked.fund_id)
    return await deciding.step_many(work, step, [(each.id, each.version) for each in asked.items])


@router.post("/aid-cases/approval-forms", response_class=Response, responses=problems(404, 409) | forms.CONTENT)
async def print_approval_forms(
    asked: FormsAsked, request: Request, confirmation: Confirmation = None, work: Work = allowed(Read)
) -> Response:
    """审批表 of one case, or of up to twenty in an archive: masked, or whole for a reason, after proving oneself again."""
    return await forms.print_forms(work, request.app.state.ring, asked, token=confirmation)


@router.get("/aid-cases/{id}", response_model=AidCaseOut, responses=problems(404))
async def get_aid_case(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One case with its grounds, its way, and what may be done with it."""
    return tagged(response, await reading.opened(work, id))  # type: ignore[no-any-return]


@router.patch("/aid-cases/{id}", response_model=AidCaseOut, responses=problems(404, 409, 412, 428))
async def edit_aid_case(
    id: UUID, change: CaseChange, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Change the amount asked for, or the reason, while the case is a draft."""
    await actions.edit(work, id, change, seen=seen)
    return tagged(response, await reading.opened(work, id))  # type: ignore[no-any-return]


@router.put("/aid-cases/{id}/outcome", response_model=AidCaseOut, responses=problems(404, 409, 412, 428))
async def record_aid_outcome(
    id: UUID, draft: OutcomeDraft, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Record what became of somebody after the help: work found, school gone on with or left. Once it was paid."""
    await following.record(work, id, draft, seen=seen)
    return tagged(response, await reading.opened(work, id))  # type: ignore[no-any-return]


@router.post("/aid-cases/{id}/steps", response_model=AidCaseOut, responses=problems(404, 409, 412, 428))
async def step_aid_case(
    id: UUID, step: AnyStep, response: Response, seen: IfMatch, work: Work = allowed(Edit, once=True)
) -> dict[str, Any]:
    """Submit, agree, send back, reject, withdraw, revoke, archive. Notices and payments take their own steps."""
    asked = CaseAsked(**step.model_dump() | {"step": CaseStep(step.step)})
    await deciding.step(work, id, asked, seen=seen)
    return tagged(response, await reading.opened(work, id))  # type: ignore[no-any-return]


@router.get("/aid-programs/{id}/candidates", response_model=CandidateList, responses=problems(404))
async def list_aid_candidates(id: UUID, work: Work = allowed(Permission.AID_APPROVE)) -> dict[str, Any]:
    """汇总平衡: all cases of a programme that wait for the county or the city, and the quotas of the unions below."""
    return await balance.candidates(work, id)


@router.post("/aid-programs/{id}/final-lists", response_model=CaseBatchOut, responses=problems(404, 409))
async def settle_final_list(
    id: UUID, asked: FinalList, work: Work = allowed(Permission.AID_APPROVE, once=True)
) -> dict[str, Any]:
    """Decide the final list in one act, within the money and the quotas; a case that cannot go is named with its reason."""
    return await balance.settle(work, id, asked)
