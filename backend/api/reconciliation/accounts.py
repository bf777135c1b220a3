"""Bank accounts: entered, changed, closed. Which funds lie on one settles what its book is."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from backend.api.listing import listing
from backend.api.offers import Offer, open_steps
from backend.api.reconciliation.schemas import BankAccountQuery
from backend.api.versions import take
from backend.api.work import Work
from backend.db.queries import account_book as book
from backend.db.queries import bank_account as accounts
from backend.db.queries import organization as organizations
from backend.db.queries import reconciliation as months
from backend.db.queries.bank_account import AccountFilters
from backend.db.tables.reconciliation import BankAccount
from backend.db.types import new_id
from backend.domain.access import Permission
from backend.domain.organization.changes import require_active
from backend.domain.reconciliation import accounts as rules
from backend.domain.reconciliation.accounts import BankAccountChange, BankAccountDraft
from backend.domain.reconciliation.codes import BankAccountStatus, BankAccountStep
from backend.domain.reconciliation.months import after, end_of
from backend.domain.refusals import NotFound

TABLE = "bank_account"
NUMBER = "bank_account.number"
Edit = Permission.FUND_EDIT


async def _narrow(work: Work, query: BankAccountQuery) -> AccountFilters:
    status = None if query.status is None else str(query.status)
    return AccountFilters(under=await organizations.find_bounds(work.session, query.under_id), status=status, q=query.q)


ACCOUNTS = listing(
    permission=Permission.FUND_READ,
    query=BankAccountQuery,
    narrow=_narrow,
    listed=lambda work, filters, after, limit: accounts.list_accounts(
        scope=work.scope, filters=filters, after=UUID(after[0]) if after else None, limit=limit
    ),
    counted=lambda work, filters, cap: accounts.count_accounts(scope=work.scope, filters=filters, cap=cap),
)


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One account with its funds, what its book says, and the month that comes next. Raises `NotFound`."""
    await work.session.flush()
    found = await work.session.execute(accounts.list_accounts(scope=work.scope, id=id, limit=1))
    row = found.mappings().first()
    if row is None:
        raise NotFound()
    there = await months.list_all(work.session, id)
    waiting = next((each.month for each in there if each.state != "checked"), None)
    closed = {} if waiting is None else {BankAccountStep.CLOSE: rules.AccountUnfinished(month=f"{waiting:%Y-%m}")}
    offered = rules.ACCOUNT_WORKFLOW.steps(BankAccountStatus(row["status"]), work.held)
    return dict(row) | {
        "funds_on": await accounts.list_funds_on(work.session, id),
        "books_fen": await book.balance_on(work.session, id, work.today),
        "next_month": after(there[-1].month) if there else None,
        "next_opening_fen": there[-1].closing_fen if there else None,
        "steps": open_steps(work, [Offer(one.step, one.zh, one.en, Edit, closed.get(one.step)) for one in offered]),
    }


async def make(work: Work, draft: BankAccountDraft) -> BankAccount:
    """Enter an account of a union of the subtree. Raises `NotFound`, `NotLiving`, `AccountTwice`, and what `_lay` raises."""
    union = await organizations.get_organization(work.session, draft.organization_id)
    require_active(union.name, union.status)
    index = work.vault.blind_index(NUMBER, draft.number)
    if await accounts.find_twin(work.session, union.id, index) is not None:
        raise rules.AccountTwice()
    own = union.id == work.scope.organization_id
    id = new_id()
    account = BankAccount(
        id=id,
        organization_id=union.id,
        code=union.code,
        line_code=work.place[1] if own and union.line_code is None else union.line_code,
        name=draft.name,
        bank=draft.bank,
        number=work.vault.seal(draft.number, TABLE, "number", id),
        number_index=index,
        last_four=draft.number[-4:],
        made_by_name=work.caller.name,
        created_at=work.now,
    )
    work.session.add(account)
    await work.session.flush()
    await _lay(work, account, draft.fund_ids)
    facts = {"last_four": account.last_four, "funds": len(set(draft.fund_ids))}
    work.tell("bank_account_made", account, name=account.name, **facts)
    return account


async def edit(work: Work, id: UUID, change: BankAccountChange, *, seen: int) -> BankAccount:
    """Change the names of an account and what lies on it. Raises `NotFound`, `Stale`, and what `_lay` raises."""
    await accounts.hold_months(work.session, id)
    account = await accounts.get_account(work.session, id, lock=True)
    take(account, seen)
    await _lay(work, account, change.fund_ids)
    account.name, account.bank = change.name, change.bank
    await work.session.flush()
    facts = {"last_four": account.last_four, "funds": len(set(change.fund_ids))}
    work.tell("bank_account_edited", account, name=account.name, **facts)
    return account


async def _lay(work: Work, account: BankAccount, ids: Collection[UUID]) -> None:
    """Let exactly these funds lie on a held account.

    Raises `NotFound`, `FundOfAnother`, `FundElsewhereBanked`, `FundPaired`, `FundsSettled`.
    """
    before = {row["id"] for row in await accounts.list_funds_on(work.session, account.id)}
    on, off = set(ids) - before, before - set(ids)
    if not on and not off:
        return
    found = {row.id: row for row in await accounts.find_funds(work.session, on | off, account_id=account.id)}
    if on - found.keys():
        raise NotFound()
    closed = await accounts.find_last_closed(work.session, account.id)
    for id in sorted(on | (off & found.keys())):
        fund = found[id]
        if id in on and fund.organization_id != account.organization_id:
            raise rules.FundOfAnother(name=fund.name)
        if id in on and fund.account_id is not None:
            raise rules.FundElsewhereBanked(name=fund.name)
        if id in off and fund.paired:
            raise rules.FundPaired(name=fund.name)
        if closed is not None and fund.first_on is not None and fund.first_on <= end_of(closed):
            raise rules.FundsSettled(name=fund.name, month=f"{closed:%Y-%m}")
    await accounts.lay_funds(work.session, account.id, on=on, off=off)


async def turn(work: Work, id: UUID, step: str, *, seen: int) -> BankAccount:
    """Close an account whose months are all checked, or use it again.

    Raises `NotFound`, `StepNotPossible`, `AccountUnfinished`, `Stale`.
    """
    account = await accounts.get_account(work.session, id, lock=True)
    status = rules.ACCOUNT_WORKFLOW.advance(BankAccountStatus(account.status), BankAccountStep(step), work.held)
    closing = status is BankAccountStatus.CLOSED
    waiting = await accounts.find_first_open(work.session, id) if closing else None
    if waiting is not None:
        raise rules.AccountUnfinished(month=f"{waiting:%Y-%m}")
    take(account, seen)
    account.status = status.value
    await work.session.flush()
    if closing:
        work.tell("bank_account_closed", account, name=account.name, last_four=account.last_four)
    else:
        work.tell("bank_account_reopened", account, name=account.name, last_four=account.last_four)
    return account
