"""Mutual savings societies, their savers and their book over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from backend.api.access import allowed
from backend.api.attachment import disposition
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.pages import Page
from backend.api.routing import NounRouter
from backend.api.savings import actions, reading, statement
from backend.api.savings.schemas import (
    CollectionOut,
    JoinedOut,
    LeaveStep,
    SaverItem,
    SaverOut,
    SaverQuery,
    SaverStepAsked,
    SavingsEntryItem,
    SavingsEntryOut,
    SavingsEntryQuery,
    SocietyItem,
    SocietyOut,
    SocietyQuery,
    SocietyStepAsked,
    UndoStep,
)
from backend.api.savings.statement_schemas import SocietyStatement, StatementQuery
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.db.file_types import FileType
from backend.domain.access import Permission
from backend.domain.savings.savers import CollectionDraft, SaversDraft, SavingsEntryDraft
from backend.domain.savings.societies import SocietyDraft, SocietyRules

router = NounRouter(prefix="/mutual-aid", tags=["savings"], route_class=OnceRoute)

Read = Permission.SAVINGS_READ
Keep = Permission.SAVINGS_KEEP
SHEET: dict[int | str, dict[str, Any]] = {
    200: {"content": {FileType.XLSX.value: {}}, "description": "工作簿 A workbook"}
}


def _workbook(name: str, content: bytes) -> Response:
    headers = {
        "Content-Disposition": disposition(f"{name}.xlsx", "savings.xlsx"),
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type=FileType.XLSX.value, headers=headers)


@router.get("/societies", response_model=Page[SocietyItem], responses=problems(404))
async def list_societies(
    request: Request, query: Annotated[SocietyQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Mutual savings societies (互助储金会) of the subtree, the newest first, each with its cash, savings and loans."""
    return await reading.SOCIETIES.page(request, work, query)


@router.post("/societies", status_code=201, response_model=SocietyOut, responses=problems(404, 409))
async def found_society(
    draft: SocietyDraft, response: Response, work: Work = allowed(Keep, once=True)
) -> dict[str, Any]:
    """Open a society for a union of the subtree, with books of its own on the ledger."""
    society = await actions.found(work, draft)
    response.headers["Location"] = f"/api/v1/mutual-aid/societies/{society.id}"
    return tagged(response, await reading.get_society(work, society.id))  # type: ignore[no-any-return]


@router.get("/societies/{id}", response_model=SocietyOut, responses=problems(404))
async def get_society(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One society with what is in its books."""
    return tagged(response, await reading.get_society(work, id))  # type: ignore[no-any-return]


@router.put("/societies/{id}", response_model=SocietyOut, responses=problems(404, 409, 412, 428))
async def edit_society(
    id: UUID, draft: SocietyRules, response: Response, seen: IfMatch, work: Work = allowed(Keep)
) -> dict[str, Any]:
    """Change the people and the rules of a society; loans that run keep theirs."""
    await actions.edit(work, id, draft, seen=seen)
    return tagged(response, await reading.get_society(work, id))  # type: ignore[no-any-return]


@router.post("/societies/{id}/steps", response_model=SocietyOut, responses=problems(404, 409, 412, 428))
async def step_society(
    id: UUID, step: SocietyStepAsked, response: Response, seen: IfMatch, work: Work = allowed(Keep)
) -> dict[str, Any]:
    """Close a society that nobody saves with any more, or open it again."""
    await actions.turn(work, id, step, seen=seen)
    return tagged(response, await reading.get_society(work, id))  # type: ignore[no-any-return]


@router.post("/societies/{id}/collections", response_model=CollectionOut, responses=problems(404, 409))
async def collect_month(id: UUID, draft: CollectionDraft, work: Work = allowed(Keep, once=True)) -> dict[str, Any]:
    """Take a month's savings of those named, or of all, in one act. Nobody pays a month twice; each saver is answered for."""
    return await actions.collect(work, id, draft)


@router.get("/societies/{id}/statement", response_model=SocietyStatement, responses=problems(404))
async def get_society_statement(
    id: UUID, query: Annotated[StatementQuery, Query()], work: Work = allowed(Read)
) -> dict[str, Any]:
    """A year of a society: where it stood, what moved month by month, where it stands, and each saver."""
    return await statement.of_year(work, id, query.year)


@router.get("/societies/{id}/statement/sheet", response_class=Response, responses=problems(404) | SHEET)
async def get_society_statement_sheet(
    id: UUID, query: Annotated[StatementQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """The statement of a year as a workbook: to be printed on A4 and put on the wall."""
    return _workbook(*await statement.sheet_of_year(work, id, query.year))


@router.get("/savers", response_model=Page[SaverItem], responses=problems())
async def list_savers(request: Request, query: Annotated[SaverQuery, Query()], work: Work = allowed(Read)) -> Response:
    """Savers in the order in which they joined, with what they saved, what they owe, and whether a month is paid."""
    return await reading.SAVERS.page(request, work, query)


@router.post("/savers", response_model=JoinedOut, responses=problems(404, 409))
async def join_savers(draft: SaversDraft, work: Work = allowed(Keep, once=True)) -> dict[str, Any]:
    """Take members of the union into a society, up to five hundred at once; each is answered for."""
    return await actions.join(work, draft)


@router.get("/savers/{id}", response_model=SaverOut, responses=problems(404))
async def get_saver(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One saver. Their passbook are the entries with this `saver_id`."""
    return tagged(response, await reading.get_saver(work, id))  # type: ignore[no-any-return]


@router.post("/savers/{id}/steps", response_model=SaverOut, responses=problems(404, 409, 412, 428))
async def step_saver(
    id: UUID, step: SaverStepAsked, response: Response, seen: IfMatch, work: Work = allowed(Keep, once=True)
) -> dict[str, Any]:
    """Change the monthly sum; let a saver leave, who is paid what is theirs in the same act."""
    if isinstance(step, LeaveStep):
        await actions.leave(work, id, seen=seen)
    else:
        await actions.set_monthly(work, id, step, seen=seen)
    return tagged(response, await reading.get_saver(work, id))  # type: ignore[no-any-return]


@router.get("/savers/{id}/passbook", response_class=Response, responses=problems(404) | SHEET)
async def get_passbook(id: UUID, work: Work = allowed(Read)) -> Response:
    """The passbook of a saver as a workbook, the oldest entry first."""
    return _workbook(*await statement.passbook(work, id))


@router.get("/savings-entries", response_model=Page[SavingsEntryItem], responses=problems())
async def list_savings_entries(
    request: Request, query: Annotated[SavingsEntryQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """The book of a society, or the passbook of a saver, the newest entry first. Nothing in it is ever changed."""
    return await reading.ENTRIES.page(request, work, query)


@router.post("/savings-entries", status_code=201, response_model=SavingsEntryOut, responses=problems(404, 409))
async def enter_savings(
    draft: SavingsEntryDraft, response: Response, work: Work = allowed(Keep, once=True)
) -> dict[str, Any]:
    """Book a deposit or a withdrawal of a saver, or support given to the society."""
    id = await actions.enter(work, draft)
    response.headers["Location"] = f"/api/v1/mutual-aid/savings-entries/{id}"
    return await reading.get_entry(work, id)


@router.get("/savings-entries/{id}", response_model=SavingsEntryOut, responses=problems(404))
async def get_savings_entry(id: UUID, work: Work = allowed(Read)) -> dict[str, Any]:
    """One entry, as a receipt shows it."""
    return await reading.get_entry(work, id)


@router.post("/savings-entries/{id}/steps", response_model=SavingsEntryOut, responses=problems(404, 409))
async def step_savings_entry(id: UUID, step: UndoStep, work: Work = allowed(Keep, once=True)) -> dict[str, Any]:
    """Undo an entry that was a mistake, by the opposite one, which is the answer."""
    return await reading.get_entry(work, await actions.undo(work, id, step))
