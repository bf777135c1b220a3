"""Reading funds with their money, the months of a fund, budgets handed down, vouchers and the entries of the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Select, SmallInteger, and_, case, extract, func, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from backend.db.bounds import within
from backend.db.queries.budget import counted_under, reserved_on, spent_on
from backend.db.tables.aid_case import AidCase, AidProgram
from backend.db.tables.fund import Fund, LedgerAccount, LedgerEntry
from backend.db.tables.organization import Organization
from backend.db.tables.visit import Visit
from backend.db.tables.voucher import Voucher
from backend.domain.access import Scope
from backend.domain.refusals import NotFound
from backend.domain.savings.codes import SavingsEntryKind

fund: Any = Fund.__table__  # type: ignore[attr-defined]
account: Any = LedgerAccount.__table__  # type: ignore[attr-defined]
entry: Any = LedgerEntry.__table__  # type: ignore[attr-defined]
visit: Any = Visit.__table__  # type: ignore[attr-defined]
voucher: Any = Voucher.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]
aid_case: Any = AidCase.__table__  # type: ignore[attr-defined]
program: Any = AidProgram.__table__  # type: ignore[attr-defined]

_FUND_COLUMNS = (
    *("id", "organization_id", "name", "source", "year", "document_number", "purpose", "spend_by", "status"),
    *("locked_through", "made_by_name", "created_at", "version"),
)


def of_aid(funds: Any) -> ColumnElement[bool]:
    """The books of savings societies are on the same ledger and are not money of unions: they are read by themselves."""
    return funds.c.kind == "aid"  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True, kw_only=True)
class FundFilters:
    """What a list of funds is narrowed by. `for_code` keeps those of a union at this place and of the unions above
    it, `serving_on` those in which something may be promised on that day, `serving` those of the sources out of which a
    programme is paid; it takes any where it names none."""

    under: tuple[int, int] | None = None
    sources: Sequence[str] = ()
    years: Sequence[int] = ()
    status: str | None = None
    for_code: int | None = None
    serving_on: date | None = None
    serving: Sequence[str] = ()
    q: str | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """As SQL."""
        found: list[ColumnElement[bool]] = [of_aid(fund)]
        if self.under is not None:
            found.append(fund.c.code.between(*self.under))
        if self.sources:
            found.append(fund.c.source.in_(list(self.sources)))
        if self.years:
            found.append(fund.c.year.in_(list(self.years)))
        if self.status is not None:
            found.append(fund.c.status == self.status)
        if self.for_code is not None:
            found.append(and_(org.c.code <= self.for_code, org.c.code_hi >= self.for_code))
        if self.serving_on is not None:
            found.append(or_(fund.c.spend_by.is_(None), fund.c.spend_by >= self.serving_on))
        if self.serving:
            found.append(fund.c.source.in_(list(self.serving)))
        if self.q:
            q = self.q.strip()
            found.append(or_(func.strpos(fund.c.name, q) > 0, func.strpos(fund.c.document_number, q) > 0))
        return found


def _balance(kind: str) -> Any:
    return (
        select(func.abs(account.c.balance_fen))
        .where(account.c.fund_id == fund.c.id, account.c.kind == kind)
        .scalar_subquery()
    )


def _net() -> Any:
    """What the accounts of a fund add up to: what it got from other funds less what it gave to them."""
    return (
        select(func.sum(account.c.balance_fen).cast(BigInteger)).where(account.c.fund_id == fund.c.id).scalar_subquery()
    )


def list_funds(
    *, scope: Scope, filters: FundFilters = FundFilters(), id: UUID | None = None, after: UUID | None = None, limit: int
) -> Select[Any]:
    """Funds, the newest first, with what came in, came by budgets (net), was promised, spent, and is left; fen."""
    conditions = [within(fund, scope), *filters.conditions()]
    if id is not None:
        conditions.append(fund.c.id == id)
    if after is not None:
        conditions.append(fund.c.id < after)
    return (
        select(
            *(fund.c[name] for name in _FUND_COLUMNS),
            org.c.name.label("organization_name"),
            _balance("source").label("income_fen"),
            _balance("available").label("available_fen"),
            _balance("reserved").label("reserved_fen"),
            _balance("goods").label("goods_fen"),
            _balance("spent").label("spent_fen"),
            _net().label("budget_fen"),
        )
        .select_from(fund.join(org, org.c.id == fund.c.organization_id))
        .where(*conditions)
        .order_by(fund.c.id.desc())
        .limit(limit)
    )


def count_funds(*, scope: Scope, filters: FundFilters, cap: int) -> Select[Any]:
    """How many funds a list has, counted up to `cap`."""
    joined = fund.join(org, org.c.id == fund.c.organization_id)
    inner = select(fund.c.id).select_from(joined).where(within(fund, scope), *filters.conditions()).limit(cap)
    return select(func.count()).select_from(inner.subquery())


async def get_fund(session: AsyncSession, id: UUID, *, lock: bool = False) -> Fund:
    """A fund of the scope, held for a change if asked. Raises `NotFound`."""
    found = await session.get(Fund, id, with_for_update=lock or None, populate_existing=lock)
    if found is None or found.kind != "aid":
        raise NotFound()
    return found


async def get_entry(session: AsyncSession, id: UUID) -> LedgerEntry:
    """An entry of the scope. Raises `NotFound`."""
    found = await session.get(LedgerEntry, id)
    if found is None or found.kind in set(SavingsEntryKind):
        raise NotFound()
    return found


async def get_voucher(session: AsyncSession, id: UUID, *, lock: bool = False) -> Voucher:
    """A voucher of the scope, held for a change if asked. Raises `NotFound`."""
    found = await session.get(Voucher, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFilters:
    """What a list of entries is narrowed by; the days are included."""

    fund_id: UUID | None = None
    under: tuple[int, int] | None = None
    kinds: Sequence[str] = ()
    case_id: UUID | None = None
    payment_id: UUID | None = None
    visit_plan_id: UUID | None = None
    since: date | None = None
    until: date | None = None
    sources: Sequence[str] = ()
    program_kinds: Sequence[str] = ()
    categories: Sequence[str] = ()
    owner_id: UUID | None = None
    subjects: Sequence[str] = ()
    reserved_on: date | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """As SQL."""
        found: list[ColumnElement[bool]] = [entry.c.kind.not_in(list(SavingsEntryKind))]
        if self.fund_id is not None:
            found.append(or_(entry.c.debit_fund_id == self.fund_id, entry.c.credit_fund_id == self.fund_id))
        if self.under is not None:
            inside = select(fund.c.id).where(fund.c.code.between(*self.under))
            found.append(or_(entry.c.debit_fund_id.in_(inside), entry.c.credit_fund_id.in_(inside)))
        for column, wanted in ((entry.c.case_id, self.case_id), (entry.c.payment_id, self.payment_id)):
            if wanted is not None:
                found.append(column == wanted)
        if self.visit_plan_id is not None:
            of_plan = select(visit.c.id).where(visit.c.plan_id == self.visit_plan_id)
            found.append(entry.c.visit_id.in_(of_plan))
        if self.kinds:
            found.append(entry.c.kind.in_(list(self.kinds)))
        if self.since is not None:
            found.append(entry.c.booked_on >= self.since)
        if self.until is not None:
            found.append(entry.c.booked_on <= self.until)
        if self.sources:
            of_source = select(fund.c.id).where(fund.c.source.in_(list(self.sources)))
            found.append(or_(entry.c.debit_fund_id.in_(of_source), entry.c.credit_fund_id.in_(of_source)))
        if self.program_kinds or self.categories:
            found.append(entry.c.case_id.in_(cases_of(self.program_kinds, self.categories)))
        if self.owner_id is not None:
            of_owner = select(fund.c.id).where(fund.c.organization_id == self.owner_id)
            found.append(or_(entry.c.debit_fund_id.in_(of_owner), entry.c.credit_fund_id.in_(of_owner)))
        if self.reserved_on is not None:
            found.append(reserved_on(self.reserved_on))
        if self.subjects:
            found.append(spent_on(self.subjects) if self.reserved_on is None else counted_under(self.subjects))
        return found


def cases_of(program_kinds: Sequence[str], categories: Sequence[str]) -> Select[Any]:
    """The ids of the cases of programmes of these kinds and of households of these categories."""
    found = select(aid_case.c.id)
    if program_kinds:
        of_kind = select(program.c.id).where(program.c.kind.in_(list(program_kinds)))
        found = found.where(aid_case.c.program_id.in_(of_kind))
    if categories:
        found = found.where(aid_case.c.category.in_(list(categories)))
    return found


def list_entries(
    *, filters: EntryFilters = EntryFilters(), id: UUID | None = None, after: UUID | None = None, limit: int
) -> Select[Any]:
    """Entries that the scope sees, the newest first, with what they are about. Row security keeps them to the scope."""
    given, taken, again = fund.alias("given"), fund.alias("taken"), entry.alias("again")
    conditions = list(filters.conditions())
    if id is not None:
        conditions.append(entry.c.id == id)
    if after is not None:
        conditions.append(entry.c.id < after)
    own = [
        *("id", "kind", "amount_fen", "debit_fund_id", "credit_fund_id", "debit_after_fen", "credit_after_fen"),
        *(
            "case_id",
            "claim_id",
            "visit_id",
            "payment_id",
            "voucher_id",
            "reverses_id",
            "booked_on",
            "memo",
            "by_name",
            "by_office",
            "at",
        ),
    ]
    reversed_by = select(again.c.id).where(again.c.reverses_id == entry.c.id).scalar_subquery()
    return (
        select(
            *(entry.c[name] for name in own),
            given.c.name.label("debit_fund_name"),
            taken.c.name.label("credit_fund_name"),
            aid_case.c.number.label("case_number"),
            aid_case.c.name.label("case_name"),
            visit.c.plan_id.label("visit_plan_id"),
            visit.c.name.label("visit_name"),
            voucher.c.number.label("voucher_number"),
            voucher.c.document_number,
            reversed_by.label("reversed_by"),
        )
        .select_from(
            entry.outerjoin(given, given.c.id == entry.c.debit_fund_id)
            .outerjoin(taken, taken.c.id == entry.c.credit_fund_id)
            .outerjoin(aid_case, aid_case.c.id == entry.c.case_id)
            .outerjoin(visit, visit.c.id == entry.c.visit_id)
            .outerjoin(voucher, voucher.c.id == entry.c.voucher_id)
        )
        .where(*conditions)
        .order_by(entry.c.id.desc())
        .limit(limit)
    )


def count_entries(*, filters: EntryFilters, cap: int) -> Select[Any]:
    """How many entries a list has, counted up to `cap`."""
    inner = select(entry.c.id).where(*filters.conditions()).limit(cap).subquery()
    return select(func.count()).select_from(inner)


def list_months(*, scope: Scope, year: int, fund_id: UUID | None, under: tuple[int, int] | None) -> Select[Any]:
    """Per month of a year what came in, came by budgets, was promised and spent; fen, net. Of one fund or of a subtree.

    A reversal counts in its own month. Budgets between two funds that are both looked at come to nothing.
    """
    looked_at = select(fund.c.id).where(within(fund, scope), of_aid(fund))
    if fund_id is not None:
        looked_at = looked_at.where(fund.c.id == fund_id)
    if under is not None:
        looked_at = looked_at.where(fund.c.code.between(*under))
    in_year = and_(entry.c.booked_on >= date(year, 1, 1), entry.c.booked_on <= date(year, 12, 31))
    sides = union_all(
        *(
            select(
                extract("month", entry.c.booked_on).cast(SmallInteger).label("month"),
                account.c.kind,
                (entry.c.amount_fen * sign).label("change"),
            )
            .select_from(entry.join(account, account.c.id == account_id))
            .where(in_year, fund_id_.in_(looked_at))
            for sign, account_id, fund_id_ in (
                (1, entry.c.debit_id, entry.c.debit_fund_id),
                (-1, entry.c.credit_id, entry.c.credit_fund_id),
            )
        )
    ).subquery()

    def total(*kinds: str, sign: int = 1) -> Any:
        change = sides.c.change if not kinds else case((sides.c.kind.in_(kinds), sides.c.change), else_=0)
        return (func.coalesce(func.sum(change), 0) * sign).cast(BigInteger)

    return (
        select(
            sides.c.month,
            total("source", sign=-1).label("income_fen"),
            total().label("budget_fen"),
            total("reserved").label("reserved_fen"),
            total("spent").label("spent_fen"),
        )
        .group_by(sides.c.month)
        .order_by(sides.c.month)
    )


def list_budgets(*, scope: Scope, fund_id: UUID, below: tuple[int, int]) -> Select[Any]:
    """The funds of unions below that a fund gave to: what each got from it (net), and what became of all it has; fen."""
    other = case((entry.c.credit_fund_id == fund_id, entry.c.debit_fund_id), else_=entry.c.credit_fund_id)
    got = (
        select(
            other.label("id"),
            func.sum(case((entry.c.credit_fund_id == fund_id, entry.c.amount_fen), else_=-entry.c.amount_fen))
            .cast(BigInteger)
            .label("got_fen"),
        )
        .where(
            or_(entry.c.credit_fund_id == fund_id, entry.c.debit_fund_id == fund_id),
            entry.c.credit_fund_id != entry.c.debit_fund_id,
        )
        .group_by(other)
        .subquery()
    )
    return (
        select(
            fund.c.id,
            fund.c.name,
            fund.c.organization_id,
            org.c.name.label("organization_name"),
            fund.c.status,
            got.c.got_fen,
            _balance("available").label("available_fen"),
            _balance("reserved").label("reserved_fen"),
            _balance("spent").label("spent_fen"),
        )
        .select_from(got.join(fund, fund.c.id == got.c.id).join(org, org.c.id == fund.c.organization_id))
        .where(within(fund, scope), fund.c.code.between(*below))
        .order_by(fund.c.code, fund.c.id)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherFilters:
    """What a list of vouchers is narrowed by."""

    fund_id: UUID | None = None
    states: Sequence[str] = ()
    kinds: Sequence[str] = ()

    def conditions(self) -> list[ColumnElement[bool]]:
        """As SQL."""
        found: list[ColumnElement[bool]] = []
        if self.fund_id is not None:
            found.append(or_(voucher.c.fund_id == self.fund_id, voucher.c.other_fund_id == self.fund_id))
        if self.states:
            found.append(voucher.c.state.in_(list(self.states)))
        if self.kinds:
            found.append(voucher.c.kind.in_(list(self.kinds)))
        return found


_VOUCHER_COLUMNS = (
    *("id", "number", "kind", "organization_id", "fund_id", "other_fund_id", "reverses_id", "amount_fen"),
    *(
        "document_number",
        "document_on",
        "note",
        "payee",
        "households",
        "goods",
        "lot_id",
        "pieces",
        "remittance_id",
        "state",
        "made_by",
        "made_by_name",
        "made_at",
        "checked_by_name",
    ),
    *("checked_at", "answer", "entry_id", "version"),
)


def list_vouchers(
    *,
    scope: Scope,
    filters: VoucherFilters = VoucherFilters(),
    id: UUID | None = None,
    after: UUID | None = None,
    limit: int,
) -> Select[Any]:
    """Vouchers, the newest first, with the names of their funds."""
    other = fund.alias("other")
    conditions = [within(voucher, scope), *filters.conditions()]
    if id is not None:
        conditions.append(voucher.c.id == id)
    if after is not None:
        conditions.append(voucher.c.id < after)
    return (
        select(
            *(voucher.c[name] for name in _VOUCHER_COLUMNS),
            voucher.c.file_id.is_not(None).label("has_file"),
            fund.c.name.label("fund_name"),
            other.c.name.label("other_fund_name"),
            org.c.name.label("organization_name"),
        )
        .select_from(
            voucher.join(fund, fund.c.id == voucher.c.fund_id)
            .join(org, org.c.id == voucher.c.organization_id)
            .outerjoin(other, other.c.id == voucher.c.other_fund_id)
        )
        .where(*conditions)
        .order_by(voucher.c.id.desc())
        .limit(limit)
    )


def count_vouchers(*, scope: Scope, filters: VoucherFilters, cap: int) -> Select[Any]:
    """How many vouchers a list has, counted up to `cap`."""
    inner = select(voucher.c.id).where(within(voucher, scope), *filters.conditions()).limit(cap).subquery()
    return select(func.count()).select_from(inner)
