"""Bank accounts: listed, found, the funds that lie on them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from backend.db.bounds import within
from backend.db.tables.fund import Fund, LedgerEntry
from backend.db.tables.organization import Organization
from backend.db.tables.reconciliation import BankAccount, BankAccountFund, Reconciliation, ReconciliationEntry
from backend.domain.access import Scope
from backend.domain.refusals import NotFound

account: Any = BankAccount.__table__  # type: ignore[attr-defined]
lies: Any = BankAccountFund.__table__  # type: ignore[attr-defined]
month: Any = Reconciliation.__table__  # type: ignore[attr-defined]
joined: Any = ReconciliationEntry.__table__  # type: ignore[attr-defined]
fund: Any = Fund.__table__  # type: ignore[attr-defined]
entry: Any = LedgerEntry.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]

_ACCOUNT = ("id", "organization_id", "name", "bank", "last_four", "status", "made_by_name", "created_at", "version")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFilters:
    """What a list of accounts is narrowed by."""

    under: tuple[int, int] | None = None
    status: str | None = None
    q: str | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """As SQL."""
        found: list[ColumnElement[bool]] = []
        if self.under is not None:
            found.append(account.c.code.between(*self.under))
        if self.status is not None:
            found.append(account.c.status == self.status)
        if self.q:
            q = self.q.strip()
            found.append(
                or_(func.strpos(account.c.name, q) > 0, func.strpos(account.c.bank, q) > 0, account.c.last_four == q)
            )
        return found


def list_accounts(
    *,
    scope: Scope,
    filters: AccountFilters = AccountFilters(),
    id: UUID | None = None,
    after: UUID | None = None,
    limit: int,
) -> Select[Any]:
    """Accounts, the newest first, with how many funds lie on them and the last month that is there."""
    conditions = [within(account, scope), *filters.conditions()]
    if id is not None:
        conditions.append(account.c.id == id)
    if after is not None:
        conditions.append(account.c.id < after)
    funds = select(func.count()).where(lies.c.account_id == account.c.id).correlate(account).scalar_subquery()
    last = select(func.max(month.c.month)).where(month.c.account_id == account.c.id).correlate(account)
    checked = last.where(month.c.state == "checked")
    return (
        select(
            *(account.c[name] for name in _ACCOUNT),
            org.c.name.label("organization_name"),
            funds.label("funds"),
            last.scalar_subquery().label("last_month"),
            checked.scalar_subquery().label("checked_month"),
        )
        .select_from(account.join(org, org.c.id == account.c.organization_id))
        .where(*conditions)
        .order_by(account.c.id.desc())
        .limit(limit)
    )


def count_accounts(*, scope: Scope, filters: AccountFilters, cap: int) -> Select[Any]:
    """How many accounts a list has, counted up to `cap`."""
    inner = select(account.c.id).where(within(account, scope), *filters.conditions()).limit(cap)
    return select(func.count()).select_from(inner.subquery())


async def get_account(session: AsyncSession, id: UUID, *, lock: bool = False) -> BankAccount:
    """An account of the scope, held for a change if asked. Raises `NotFound`."""
    found = await session.get(BankAccount, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


async def hold_months(session: AsyncSession, account_id: UUID) -> None:
    """Hold the months of an account: nothing is paired in them until the commit. Held before the account itself."""
    asked = select(month.c.id).where(month.c.account_id == account_id).order_by(month.c.month).with_for_update()
    await session.execute(asked)


async def find_twin(session: AsyncSession, organization_id: UUID, index: bytes) -> UUID | None:
    """The account of this union with this number, if it has one."""
    found = select(account.c.id).where(account.c.organization_id == organization_id, account.c.number_index == index)
    return await session.scalar(found)


async def list_funds_on(session: AsyncSession, account_id: UUID) -> Sequence[Any]:
    """The funds that lie on an account: id, name, kind, year."""
    found = await session.execute(
        select(fund.c.id, fund.c.name, fund.c.kind, fund.c.year)
        .select_from(lies.join(fund, fund.c.id == lies.c.fund_id))
        .where(lies.c.account_id == account_id)
        .order_by(fund.c.id)
    )
    return found.mappings().all()


async def find_funds(session: AsyncSession, ids: Collection[UUID], *, account_id: UUID) -> Sequence[Any]:
    """Those of these funds that the scope holds, held until the commit: whose they are, on which account they lie, the day
    of their first entry, whether one of their entries is paired on this account."""
    first = (
        select(func.min(entry.c.booked_on))
        .where(or_(entry.c.debit_fund_id == fund.c.id, entry.c.credit_fund_id == fund.c.id))
        .correlate(fund)
        .scalar_subquery()
    )
    paired = (
        select(joined.c.entry_id)
        .join(entry, entry.c.id == joined.c.entry_id)
        .where(or_(entry.c.debit_fund_id == fund.c.id, entry.c.credit_fund_id == fund.c.id))
        .where(joined.c.account_id == account_id)
        .correlate(fund)
        .exists()
    )
    lying = select(lies.c.account_id).where(lies.c.fund_id == fund.c.id).correlate(fund).scalar_subquery()
    found = await session.execute(
        select(
            fund.c.id,
            fund.c.name,
            fund.c.organization_id,
            lying.label("account_id"),
            first.label("first_on"),
            paired.label("paired"),
        )
        .where(fund.c.id.in_(ids))
        .order_by(fund.c.id)
        .with_for_update(of=fund, key_share=True)
    )
    return found.all()


async def lay_funds(session: AsyncSession, account_id: UUID, *, on: Collection[UUID], off: Collection[UUID]) -> None:
    """Put funds on an account and take others off."""
    if off:
        await session.execute(delete(lies).where(lies.c.account_id == account_id, lies.c.fund_id.in_(off)))
    if on:
        await session.execute(insert(lies), [{"fund_id": id, "account_id": account_id} for id in sorted(on)])


async def find_last_closed(session: AsyncSession, account_id: UUID) -> date | None:
    """The last month of an account that is closed or checked."""
    found = select(func.max(month.c.month)).where(month.c.account_id == account_id, month.c.state != "open")
    return await session.scalar(found)


async def find_first_open(session: AsyncSession, account_id: UUID) -> date | None:
    """The first month of an account that is not checked."""
    found = select(func.min(month.c.month)).where(month.c.account_id == account_id, month.c.state != "checked")
    return await session.scalar(found)
