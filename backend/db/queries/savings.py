"""Savings societies and their savers: read with their money, joined, a month collected (AID-21; issue 4 section 7).

Whoever moves money of a society holds its row until the commit, so that what is lent, closed and collected is decided
one after another; the ledger and the keys of the tables stand behind it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Select, Uuid, and_, any_, case, func, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col

from backend.db.bounds import within
from backend.db.queries import ledger
from backend.db.queries.ledger import Account, By
from backend.db.restructure import IN_REGISTER
from backend.db.tables.fund import LedgerAccount, LedgerEntry
from backend.db.tables.member import Member
from backend.db.tables.organization import Organization
from backend.db.tables.savings import Saver, SavingsMonth, SavingsSociety
from backend.domain.access import Scope
from backend.domain.fund.ledger import FundShort
from backend.domain.refusals import NotFound
from backend.domain.savings.codes import SavingsAccount, SavingsEntryKind
from backend.domain.savings.savers import CashShort

society: Any = SavingsSociety.__table__  # type: ignore[attr-defined]
saver: Any = Saver.__table__  # type: ignore[attr-defined]
paid: Any = SavingsMonth.__table__  # type: ignore[attr-defined]
account: Any = LedgerAccount.__table__  # type: ignore[attr-defined]
entry: Any = LedgerEntry.__table__  # type: ignore[attr-defined]
member: Any = Member.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]

_SOCIETY = (
    *("id", "organization_id", "name", "kind", "keeper_name", "checker_name", "monthly_fen", "most_loan_fen"),
    *("most_multiple", "most_months", "lent_percent", "status", "made_by_name", "created_at", "version"),
)
_SAVER = ("id", "society_id", "member_id", "name", "monthly_fen", "joined_on", "left_on", "version")


@dataclass(frozen=True, slots=True, kw_only=True)
class SocietyFilters:
    """What a list of societies is narrowed by."""

    under: tuple[int, int] | None = None
    status: str | None = None
    q: str | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """As SQL."""
        found: list[ColumnElement[bool]] = []
        if self.under is not None:
            found.append(society.c.code.between(*self.under))
        if self.status is not None:
            found.append(society.c.status == self.status)
        if self.q:
            found.append(func.strpos(society.c.name, self.q.strip()) > 0)
        return found


def _total(kind: SavingsAccount) -> Any:
    held = select(func.coalesce(func.sum(func.abs(account.c.balance_fen)), 0).cast(BigInteger))
    return held.where(account.c.fund_id == society.c.fund_id, account.c.kind == kind.value).scalar_subquery()


def list_societies(
    *,
    scope: Scope,
    filters: SocietyFilters = SocietyFilters(),
    id: UUID | None = None,
    after: UUID | None = None,
    limit: int,
) -> Select[Any]:
    """Societies, the newest first, with what is in their books (fen) and how many save."""
    conditions = [within(society, scope), *filters.conditions()]
    if id is not None:
        conditions.append(society.c.id == id)
    if after is not None:
        conditions.append(society.c.id < after)
    savers = select(func.count()).where(saver.c.society_id == society.c.id, saver.c.left_on.is_(None))
    return (
        select(
            *(society.c[name] for name in _SOCIETY),
            org.c.name.label("organization_name"),
            savers.scalar_subquery().label("savers"),
            *(_total(kind).label(f"{kind.value}_fen") for kind in SavingsAccount),
        )
        .select_from(society.join(org, org.c.id == society.c.organization_id))
        .where(*conditions)
        .order_by(society.c.id.desc())
        .limit(limit)
    )


def count_of(asked: Select[Any]) -> Select[Any]:
    """How many rows a statement has, up to its limit."""
    return select(func.count()).select_from(asked.subquery())


async def get_society(session: AsyncSession, id: UUID, *, lock: bool = False) -> SavingsSociety:
    """A society, held until the commit when its money is going to move. Raises `NotFound`."""
    found = await session.get(SavingsSociety, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


async def get_saver(session: AsyncSession, id: UUID, *, lock: bool = False) -> Saver:
    """A saver, held until the commit when their money is going to move. Raises `NotFound`."""
    found = await session.get(Saver, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


async def count_savers(session: AsyncSession, society_id: UUID) -> int:
    """How many save with a society."""
    asked = select(func.count()).where(saver.c.society_id == society_id, saver.c.left_on.is_(None))
    return int(await session.scalar(asked) or 0)


def list_savers(
    *,
    scope: Scope,
    society_id: UUID | None = None,
    month: date,
    states: Sequence[str] = (),
    unpaid: bool = False,
    q: str | None = None,
    id: UUID | None = None,
    after: UUID | None = None,
    limit: int,
) -> Select[Any]:
    """Savers in the order in which they joined: what each has saved and owes (fen), and whether they paid a month."""
    conditions: list[ColumnElement[bool]] = [within(saver, scope)]
    if society_id is not None:
        conditions.append(saver.c.society_id == society_id)
    if id is not None:
        conditions.append(saver.c.id == id)
    if states:
        conditions.append(case((saver.c.left_on.is_(None), "active"), else_="left").in_(states))
    has_paid = (
        select(paid.c.id)
        .where(paid.c.saver_id == saver.c.id, paid.c.month == month, ~paid.c.undone)
        .correlate(saver)
        .exists()
    )
    if unpaid:
        conditions.append(and_(~has_paid, saver.c.left_on.is_(None)))
    if q:
        said = q.strip()
        conditions.append(or_(func.strpos(saver.c.name, said) > 0, saver.c.initials.startswith(said.lower())))
    if after is not None:
        conditions.append(saver.c.id > after)

    def balance(kind: SavingsAccount) -> Any:
        of = account.alias()
        return (
            select(func.abs(of.c.balance_fen))
            .where(of.c.saver_id == saver.c.id, of.c.kind == kind.value)
            .scalar_subquery()
        )

    return (
        select(
            *(saver.c[name] for name in _SAVER),
            society.c.name.label("society_name"),
            case((saver.c.left_on.is_(None), "active"), else_="left").label("state"),
            balance(SavingsAccount.SAVINGS).label("saved_fen"),
            balance(SavingsAccount.LOAN).label("owed_fen"),
            has_paid.label("month_paid"),
        )
        .select_from(saver.join(society, society.c.id == saver.c.society_id))
        .where(*conditions)
        .order_by(saver.c.id)
        .limit(limit)
    )


async def find_joining(
    session: AsyncSession, one: SavingsSociety, member_ids: Collection[UUID]
) -> Sequence[Mapping[str, Any]]:
    """Those of these people who stand in the register of the society's union or below it, and whether they save already."""
    saves = select(saver.c.id).where(
        saver.c.society_id == one.id, saver.c.member_id == member.c.id, saver.c.left_on.is_(None)
    )
    found = await session.execute(
        select(member.c.id, member.c.name, member.c.initials, saves.exists().label("saves"))
        .join(org, org.c.id == one.organization_id)
        .where(
            member.c.id == any_(literal(list(member_ids), ARRAY(Uuid))),
            member.c.code.between(org.c.code, org.c.code_hi),
            member.c.status.in_(IN_REGISTER),
        )
    )
    return [dict(row) for row in found.mappings()]


async def find_for_month(session: AsyncSession, society_id: UUID, month: date) -> Sequence[tuple[Saver, bool]]:
    """All who save with a society, held until the commit, in the order in which they joined; and who paid this month."""
    done = select(paid.c.saver_id).where(paid.c.saver_id == saver.c.id, paid.c.month == month, ~paid.c.undone)
    found = await session.execute(
        select(Saver, done.exists())
        .where(saver.c.society_id == society_id, saver.c.left_on.is_(None))
        .order_by(saver.c.id)
        .with_for_update(of=Saver)
    )
    return [(row[0], row[1]) for row in found]


async def find_saved(session: AsyncSession, saver_id: UUID) -> int:
    """What a saver has in the society, fen."""
    found = await session.scalar(
        select(account.c.balance_fen).where(account.c.saver_id == saver_id, account.c.kind == "savings")
    )
    return -int(found or 0)


async def post(session: AsyncSession, movements: Sequence[ledger.Movement], *, by: By, at: Any) -> list[UUID]:
    """Book movements of one society. Raises `CashShort`: what savers and borrowers have was asked before, under a lock."""
    try:
        return await ledger.post(session, movements, by=by, at=at)
    except FundShort as short:
        raise CashShort(there_fen=short.facts["there_fen"], asked_fen=short.facts["asked_fen"]) from None


def account_of(fund_id: UUID, kind: SavingsAccount, saver_id: UUID | None) -> Account:
    """An account of a society, or of one saver in it, as the ledger calls it. Raises `ValueError` without the saver."""
    if not kind.of_saver:
        return fund_id, kind
    if saver_id is None:
        raise ValueError("this account is a saver's")
    return fund_id, kind, saver_id


def accounts_of(fund_id: UUID, *, savers: Iterable[UUID] | None = None) -> list[LedgerAccount]:
    """The accounts of a new society, or of new savers, all empty."""
    if savers is None:
        own = [kind for kind in SavingsAccount if not kind.of_saver]
        return [LedgerAccount(fund_id=fund_id, kind=kind.value) for kind in own]
    each = [kind for kind in SavingsAccount if kind.of_saver]
    return [LedgerAccount(fund_id=fund_id, kind=kind.value, saver_id=id) for id in savers for kind in each]


def list_entries(
    *,
    scope: Scope,
    society_id: UUID | None = None,
    saver_id: UUID | None = None,
    kinds: Sequence[str] = (),
    since: date | None = None,
    until: date | None = None,
    id: UUID | None = None,
    after: UUID | None = None,
    limit: int,
) -> Select[Any]:
    """The book: entries of societies, the newest first, each with its saver and what it left in cash and in savings."""
    debit, credit, again = account.alias("debit"), account.alias("credit"), entry.alias("again")
    holder = func.coalesce(debit.c.saver_id, credit.c.saver_id)
    conditions: list[ColumnElement[bool]] = [within(society, scope), entry.c.kind.in_(list(SavingsEntryKind))]
    for column, wanted in ((society.c.id, society_id), (entry.c.id, id)):
        if wanted is not None:
            conditions.append(column == wanted)
    if saver_id is not None:
        own = select(account.c.id).where(account.c.saver_id == saver_id)
        conditions.append(or_(entry.c.debit_id.in_(own), entry.c.credit_id.in_(own)))
    if kinds:
        conditions.append(entry.c.kind.in_(list(kinds)))
    if since is not None:
        conditions.append(entry.c.booked_on >= since)
    if until is not None:
        conditions.append(entry.c.booked_on <= until)
    if after is not None:
        conditions.append(entry.c.id < after)

    def left(kind: SavingsAccount) -> Any:
        """What an entry left in the account of this kind that it touched; None where it touched none."""
        return case(
            (debit.c.kind == kind.value, func.abs(entry.c.debit_after_fen)),
            (credit.c.kind == kind.value, func.abs(entry.c.credit_after_fen)),
        )

    return (
        select(
            *(
                entry.c[name]
                for name in ("id", "kind", "amount_fen", "reverses_id", "booked_on", "memo", "by_name", "at")
            ),
            society.c.id.label("society_id"),
            society.c.name.label("society_name"),
            holder.label("saver_id"),
            saver.c.name.label("saver_name"),
            case((debit.c.kind == "cash", entry.c.amount_fen), (credit.c.kind == "cash", -entry.c.amount_fen), else_=0)
            .cast(BigInteger)
            .label("cash_change_fen"),
            left(SavingsAccount.CASH).label("cash_after_fen"),
            left(SavingsAccount.SAVINGS).label("saved_after_fen"),
            left(SavingsAccount.LOAN).label("owed_after_fen"),
            paid.c.month,
            select(again.c.id).where(again.c.reverses_id == entry.c.id).scalar_subquery().label("undone_by"),
        )
        .select_from(
            entry.join(debit, debit.c.id == entry.c.debit_id)
            .join(credit, credit.c.id == entry.c.credit_id)
            .join(society, society.c.fund_id == entry.c.debit_fund_id)
            .outerjoin(saver, saver.c.id == holder)
            .outerjoin(paid, paid.c.entry_id == entry.c.id)
        )
        .where(*conditions)
        .order_by(entry.c.id.desc())
        .limit(limit)
    )


async def find_entry(
    session: AsyncSession, id: UUID
) -> tuple[LedgerEntry, SavingsAccount, SavingsAccount, UUID | None, bool]:
    """An entry of a society: it, the kinds of its accounts (debit, credit), its saver, whether it is undone.

    Raises `NotFound`.
    """
    debit, credit, again = account.alias("debit"), account.alias("credit"), entry.alias("again")
    found = await session.execute(
        select(
            LedgerEntry,
            debit.c.kind,
            credit.c.kind,
            func.coalesce(debit.c.saver_id, credit.c.saver_id),
            select(again.c.id).where(again.c.reverses_id == entry.c.id).exists(),
        )
        .join(debit, debit.c.id == entry.c.debit_id)
        .join(credit, credit.c.id == entry.c.credit_id)
        .where(entry.c.id == id, entry.c.kind.in_(list(SavingsEntryKind)))
    )
    row = found.first()
    if row is None:
        raise NotFound()
    return row[0], SavingsAccount(row[1]), SavingsAccount(row[2]), row[3], row[4]


async def find_society_of(session: AsyncSession, fund_id: UUID, *, lock: bool = False) -> SavingsSociety:
    """The society whose books a fund is. Raises `NotFound`."""
    asked = select(SavingsSociety).where(col(SavingsSociety.fund_id) == fund_id)
    found = await session.scalar(asked.with_for_update() if lock else asked)
    if found is None:
        raise NotFound()
    return found


async def find_month_of(session: AsyncSession, entry_id: UUID) -> SavingsMonth | None:
    """The month that an entry paid, if it did."""
    return await session.scalar(select(SavingsMonth).where(paid.c.entry_id == entry_id))
