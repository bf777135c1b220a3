"""Funds, budgets, vouchers and the ledger over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response
from fastapi.responses import FileResponse

from backend.api.access import allowed
from backend.api.errors import problems
from backend.api.fund import actions, reading
from backend.api.fund.schemas import (
    BudgetQuery,
    BudgetsOut,
    ConfirmVoucher,
    EntryItem,
    EntryOut,
    EntryQuery,
    FundItem,
    FundOut,
    FundQuery,
    FundStepAsked,
    LockStep,
    MonthsOut,
    MonthsQuery,
    VoucherItem,
    VoucherOut,
    VoucherQuery,
    VoucherStepAsked,
)
from backend.api.idempotency import OnceRoute
from backend.api.pages import Page
from backend.api.pictures import PICTURE
from backend.api.proofs import shown
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.db.files import FileStore
from backend.db.queries import fund as funds
from backend.domain.access import Permission
from backend.domain.fund.funds import FundDraft
from backend.domain.fund.vouchers import VoucherDraft
from backend.settings import settings

router = NounRouter(tags=["funds"], route_class=OnceRoute)

Read = Permission.FUND_READ
Edit = Permission.FUND_EDIT


@router.get("/funds", response_model=Page[FundItem], responses=problems(404))
async def list_funds(request: Request, query: Annotated[FundQuery, Query()], work: Work = allowed(Read)) -> Response:
    """The funds of the subtree, the newest first, each with what came in, was promised, spent and is left."""
    return await reading.FUNDS.page(request, work, query)


@router.post("/funds", status_code=201, response_model=FundOut, responses=problems(404, 409))
async def make_fund(draft: FundDraft, response: Response, work: Work = allowed(Edit, once=True)) -> dict[str, Any]:
    """Open a fund for a union of the subtree. Money comes into it by vouchers."""
    fund = await actions.make(work, draft)
    response.headers["Location"] = f"/api/v1/funds/{fund.id}"
    return tagged(response, await reading.get_fund(work, fund.id))  # type: ignore[no-any-return]


@router.get("/funds/months", response_model=MonthsOut, responses=problems(404))
async def list_fund_months(query: Annotated[MonthsQuery, Query()], work: Work = allowed(Read)) -> dict[str, Any]:
    """What happened in each month of a year, of one fund or of all below a union."""
    return await reading.months(work, query)


@router.get("/funds/{id}", response_model=FundOut, responses=problems(404))
async def get_fund(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One fund with its money."""
    return tagged(response, await reading.get_fund(work, id))  # type: ignore[no-any-return]


@router.post("/funds/{id}/steps", response_model=FundOut, responses=problems(404, 409, 412, 428))
async def step_fund(
    id: UUID, step: FundStepAsked, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Lock the months up to one, close an empty fund, open a closed one again."""
    if isinstance(step, LockStep):
        await actions.lock_months(work, id, step, seen=seen)
    else:
        await actions.turn(work, id, step, seen=seen)
    return tagged(response, await reading.get_fund(work, id))  # type: ignore[no-any-return]


@router.get("/budgets", response_model=BudgetsOut, responses=problems(404))
async def list_budgets(query: Annotated[BudgetQuery, Query()], work: Work = allowed(Read)) -> dict[str, Any]:
    """The funds below that a fund gave to: what each got from it, and what became of it."""
    return await reading.budgets(work, query)


@router.get("/vouchers", response_model=Page[VoucherItem], responses=problems())
async def list_vouchers(
    request: Request, query: Annotated[VoucherQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Vouchers of the subtree, the newest first."""
    return await reading.VOUCHERS.page(request, work, query)


@router.post("/vouchers", status_code=201, response_model=VoucherOut, responses=problems(404, 409))
async def propose_voucher(
    draft: VoucherDraft, response: Response, work: Work = allowed(Edit, once=True)
) -> dict[str, Any]:
    """Write down money that comes in, a budget that goes down or comes back, an expense, or a reversal.

    A second officer books it.
    """
    voucher = await actions.propose(work, draft)
    response.headers["Location"] = f"/api/v1/vouchers/{voucher.id}"
    return tagged(response, await reading.get_voucher(work, voucher.id))  # type: ignore[no-any-return]


@router.get("/vouchers/{id}", response_model=VoucherOut, responses=problems(404))
async def get_voucher(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One voucher, as it is printed."""
    return tagged(response, await reading.get_voucher(work, id))  # type: ignore[no-any-return]


@router.get("/vouchers/{id}/file", response_class=FileResponse, responses=problems(404) | PICTURE)
async def get_voucher_file(id: UUID, work: Work = allowed(Read)) -> FileResponse:
    """The document behind a voucher."""
    voucher = await funds.get_voucher(work.session, id)
    return shown(FileStore(settings().file_directory), voucher.file_id, voucher.file_sha256, voucher.number)


@router.post("/vouchers/{id}/steps", response_model=VoucherOut, responses=problems(404, 409, 412, 428))
async def step_voucher(
    id: UUID, step: VoucherStepAsked, response: Response, seen: IfMatch, work: Work = allowed(Edit, once=True)
) -> dict[str, Any]:
    """Check and book a voucher of another officer's, refuse it, or take one's own back."""
    if isinstance(step, ConfirmVoucher):
        await actions.confirm(work, id, seen=seen)
    else:
        await actions.end(work, id, step, seen=seen)
    return tagged(response, await reading.get_voucher(work, id))  # type: ignore[no-any-return]


@router.get("/ledger-entries", response_model=Page[EntryItem], responses=problems(404))
async def list_ledger_entries(
    request: Request, query: Annotated[EntryQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """The ledger, the newest entry first. Nothing in it is ever changed."""
    return await reading.ENTRIES.page(request, work, query)


@router.get("/ledger-entries/{id}", response_model=EntryOut, responses=problems(404))
async def get_ledger_entry(id: UUID, work: Work = allowed(Read)) -> dict[str, Any]:
    """One entry, with what it is about."""
    return await reading.get_entry(work, id)
