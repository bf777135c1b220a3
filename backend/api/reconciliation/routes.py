"""Bank accounts and their reconciliation over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from backend.api.access import allowed
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.pages import Page
from backend.api.reconciliation import accounts, actions, paper, reading
from backend.api.reconciliation.schemas import (
    BankAccountItem,
    BankAccountOut,
    BankAccountQuery,
    BankAccountStepAsked,
    BookEntryItem,
    BookEntryQuery,
    ExplainStartStep,
    PaperQuery,
    ReconciliationItem,
    ReconciliationOut,
    ReconciliationPairItem,
    ReconciliationPairQuery,
    ReconciliationQuery,
    ReconciliationStepAsked,
    ReopenMonthStep,
    StatementLineItem,
    StatementLineQuery,
)
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.db.files import FileStore
from backend.domain.access import Permission
from backend.domain.reconciliation.accounts import BankAccountChange, BankAccountDraft
from backend.domain.reconciliation.months import ExplanationDraft, PairDraft, ReconciliationDraft
from backend.settings import settings

router = NounRouter(tags=["reconciliations"], route_class=OnceRoute)

Read = Permission.FUND_READ
Edit = Permission.FUND_EDIT


@router.get("/bank-accounts", response_model=Page[BankAccountItem], responses=problems(404))
async def list_bank_accounts(
    request: Request, query: Annotated[BankAccountQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Bank accounts of the unions of the subtree, the newest first. Of their numbers the last four are shown."""
    return await accounts.ACCOUNTS.page(request, work, query)


@router.post("/bank-accounts", status_code=201, response_model=BankAccountOut, responses=problems(404, 409))
async def make_bank_account(
    draft: BankAccountDraft, response: Response, work: Work = allowed(Edit, once=True)
) -> dict[str, Any]:
    """Enter the bank account of a union, and which of its funds lie on it."""
    account = await accounts.make(work, draft)
    response.headers["Location"] = f"/api/v1/bank-accounts/{account.id}"
    return tagged(response, await accounts.get(work, account.id))  # type: ignore[no-any-return]


@router.get("/bank-accounts/{id}", response_model=BankAccountOut, responses=problems(404))
async def get_bank_account(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One account: its funds, what lies on it by the books, which month comes next."""
    return tagged(response, await accounts.get(work, id))  # type: ignore[no-any-return]


@router.put("/bank-accounts/{id}", response_model=BankAccountOut, responses=problems(404, 409, 412, 428))
async def edit_bank_account(
    id: UUID, change: BankAccountChange, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Change the names of an account, or the funds that lie on it."""
    await accounts.edit(work, id, change, seen=seen)
    return tagged(response, await accounts.get(work, id))  # type: ignore[no-any-return]


@router.post("/bank-accounts/{id}/steps", response_model=BankAccountOut, responses=problems(404, 409, 412, 428))
async def step_bank_account(
    id: UUID, step: BankAccountStepAsked, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Close an account whose months are all checked, or use it again."""
    await accounts.turn(work, id, step.step, seen=seen)
    return tagged(response, await accounts.get(work, id))  # type: ignore[no-any-return]


@router.get("/reconciliations", response_model=Page[ReconciliationItem], responses=problems(404))
async def list_reconciliations(
    request: Request, query: Annotated[ReconciliationQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Months of bank accounts, the latest first, each with how many of its lines are paired."""
    return await reading.MONTHS.page(request, work, query)


@router.post("/reconciliations", status_code=201, response_model=ReconciliationOut, responses=problems(404, 409))
async def begin_reconciliation(
    draft: ReconciliationDraft, response: Response, work: Work = allowed(Edit, once=True)
) -> dict[str, Any]:
    """Take in the bank's statement of a month, prove it by its balances, and match it with the books."""
    row = await actions.begin(work, FileStore(settings().file_directory), draft)
    response.headers["Location"] = f"/api/v1/reconciliations/{row.id}"
    return tagged(response, await reading.get(work, row.id))  # type: ignore[no-any-return]


@router.get("/reconciliations/{id}", response_model=ReconciliationOut, responses=problems(404))
async def get_reconciliation(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One month with its statement of differences. Once closed, the sums are those of that moment."""
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.delete("/reconciliations/{id}", status_code=204, responses=problems(404, 409, 412, 428))
async def drop_reconciliation(id: UUID, seen: IfMatch, work: Work = allowed(Edit)) -> Response:
    """Take the last month of an account away while it is open: another file takes its place."""
    await actions.drop(work, id, seen=seen)
    return Response(status_code=204)


@router.post("/reconciliations/{id}/steps", response_model=ReconciliationOut, responses=problems(404, 409, 412, 428))
async def step_reconciliation(
    id: UUID, step: ReconciliationStepAsked, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Match once more, explain the start, close, check what another officer closed, or open a month again."""
    if isinstance(step, ReopenMonthStep):
        await actions.reopen(work, id, step.reason, seen=seen)
    elif isinstance(step, ExplainStartStep):
        await actions.explain_start(work, id, step.reason, seen=seen)
    else:
        await {"match": actions.match_again, "close": actions.close, "check": actions.check}[step.step](
            work, id, seen=seen
        )
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.post(
    "/reconciliations/{id}/pairs", status_code=201, response_model=ReconciliationPairItem, responses=problems(404, 409)
)
async def pair_reconciliation(id: UUID, draft: PairDraft, response: Response, work: Work = allowed(Edit)) -> Any:
    """Pair lines and entries that make the same sum; of earlier months too. Who comes second is told so."""
    pair_id = await actions.pair(work, id, draft)
    response.headers["Location"] = f"/api/v1/reconciliation-pairs/{pair_id}"
    return await reading.get_pair(work, pair_id)


@router.post("/reconciliations/{id}/explanations", response_model=ReconciliationOut, responses=problems(404, 409))
async def explain_reconciliation(
    id: UUID, draft: ExplanationDraft, response: Response, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Say why lines and entries stand open at the end of the month; an empty note takes that back."""
    await actions.explain(work, id, draft)
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.get("/reconciliations/{id}/document", response_class=Response, responses=problems(404) | paper.CONTENT)
async def get_reconciliation_document(
    id: UUID, query: Annotated[PaperQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """The statement of differences (银行存款余额调节表): Word to sign, PDF to print, Excel with all that is open."""
    return await paper.document(work, id, query.format)


@router.get("/reconciliation-lines", response_model=Page[StatementLineItem], responses=problems(404))
async def list_reconciliation_lines(
    request: Request, query: Annotated[StatementLineQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Lines of the bank by their days: open at the end of the month, those of earlier months too; or paired in it."""
    return await reading.list_lines(request, work, query)


@router.get("/reconciliation-entries", response_model=Page[BookEntryItem], responses=problems(404))
async def list_reconciliation_entries(
    request: Request, query: Annotated[BookEntryQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Entries of the books that moved the account, by their days: open at the end of the month, or paired in it."""
    return await reading.list_entries(request, work, query)


@router.get("/reconciliation-pairs", response_model=Page[ReconciliationPairItem], responses=problems(404))
async def list_reconciliation_pairs(
    request: Request, query: Annotated[ReconciliationPairQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Pairs that were made in a month, by itself and by hand."""
    return await reading.PAIRS.page(request, work, query)


@router.get("/reconciliation-pairs/{id}", response_model=ReconciliationPairItem, responses=problems(404))
async def get_reconciliation_pair(id: UUID, work: Work = allowed(Read)) -> Any:
    """One pair."""
    return await reading.get_pair(work, id)


@router.delete("/reconciliation-pairs/{id}", status_code=204, responses=problems(404, 409))
async def part_reconciliation_pair(id: UUID, work: Work = allowed(Edit)) -> Response:
    """Part a pair of an open month: what was in it stands open again."""
    await actions.part(work, id)
    return Response(status_code=204)
