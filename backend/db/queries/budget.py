"""Reading budgets beside what was spent: plans and their lines, and what the ledger says of each subject (FND-02).

Spending is not kept with a plan: it is what moved the spent account of a fund, by the day on which it was booked, so that
a figure is always the sum of its entries. A case counts under the kind of its programme, a visit without a case as winter
warmth, a claim as mutual protection, and what a voucher moved as a cost of the work.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Select, and_, case, exists, func, literal, or_, select, true, tuple_, union
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from backend.db.bounds import within
from backend.db.queries.size import members_inside
from backend.db.tables.aid_case import AidCase, AidProgram
from backend.db.tables.budget import BudgetAdjustment, BudgetLine, BudgetPlan, BudgetSplit
from backend.db.tables.fund import Fund, LedgerAccount, LedgerEntry
from backend.db.tables.organization import Organization
from backend.domain.access import Scope
from backend.domain.budget.codes import SUBJECT_OF, BudgetSubject
from backend.domain.fund.codes import EntryKind
from backend.domain.refusals import NotFound

plan: Any = BudgetPlan.__table__  # type: ignore[attr-defined]
line: Any = BudgetLine.__table__  # type: ignore[attr-defined]
adjustment: Any = BudgetAdjustment.__table__  # type: ignore[attr-defined]
split: Any = BudgetSplit.__table__  # type: ignore[attr-defined]
fund: Any = Fund.__table__  # type: ignore[attr-defined]
account: Any = LedgerAccount.__table__  # type: ignore[attr-defined]
entry: Any = LedgerEntry.__table__  # type: ignore[attr-defined]
aid_case: Any = AidCase.__table__  # type: ignore[attr-defined]
program: Any = AidProgram.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]

_SUMS = ("planned_fen", "adjusted_fen", "received_fen", "handed_fen", "reserved_fen", "spent_fen")
SPENT, RESERVED = "spent", "reserved"
PLACES = {str(subject): number for number, subject in enumerate(BudgetSubject)}
"""Subjects in the order in which they are always told."""


async def get_plan(session: AsyncSession, id: UUID, *, lock: bool = False) -> BudgetPlan:
    """A plan of the scope, held for a change if asked. Raises `NotFound`."""
    found = await session.get(BudgetPlan, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


async def get_adjustment(session: AsyncSession, id: UUID, *, lock: bool = False) -> BudgetAdjustment:
    """An adjustment of the scope, held for a change if asked. Raises `NotFound`."""
    found = await session.get(BudgetAdjustment, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


async def find_plan(session: AsyncSession, organization_id: UUID, year: int) -> BudgetPlan | None:
    """The plan of a union for a year, if it has one."""
    asked = select(BudgetPlan).where(plan.c.organization_id == organization_id, plan.c.year == year)
    return (await session.scalars(asked)).one_or_none()


async def hold_plans(session: AsyncSession, organization_ids: Iterable[UUID], year: int) -> Mapping[UUID, BudgetPlan]:
    """The plans of these unions for a year by union, held in the order of the tree."""
    found = await session.scalars(
        select(BudgetPlan)
        .where(plan.c.organization_id.in_(list(organization_ids)), plan.c.year == year)
        .order_by(plan.c.code, plan.c.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {row.organization_id: row for row in found}


async def list_lines(
    session: AsyncSession, plan_ids: Iterable[UUID], *, subject: str | None = None
) -> Mapping[UUID, dict[str, BudgetLine]]:
    """The lines of plans that the caller holds, by plan and subject."""
    asked = select(BudgetLine).where(line.c.plan_id.in_(list(plan_ids)))
    if subject is not None:
        asked = asked.where(line.c.subject == subject)
    found: dict[UUID, dict[str, BudgetLine]] = {}
    for row in await session.scalars(asked.execution_options(populate_existing=True)):
        found.setdefault(row.plan_id, {})[row.subject] = row
    return found


async def list_adjustments(session: AsyncSession, plan_id: UUID, *, most: int) -> Sequence[BudgetAdjustment]:
    """The adjustments of a plan, the newest first."""
    asked = select(BudgetAdjustment).where(adjustment.c.plan_id == plan_id).order_by(adjustment.c.id.desc())
    return (await session.scalars(asked.limit(most))).all()


async def list_splits(session: AsyncSession, plan_id: UUID, *, most: int) -> Sequence[BudgetSplit]:
    """What a plan handed down and what it got, the newest first."""
    of_plan = or_(split.c.from_plan_id == plan_id, split.c.to_plan_id == plan_id)
    return (await session.scalars(select(BudgetSplit).where(of_plan).order_by(split.c.id.desc()).limit(most))).all()


async def list_below(session: AsyncSession, parent_id: UUID) -> Sequence[Any]:
    """The unions directly below one, in tree order, the ended ones too: they may have spent before they ended."""
    found = await session.execute(
        select(org.c.id, org.c.name, org.c.status, org.c.code, org.c.code_hi, org.c.line_code)
        .where(org.c.parent_id == parent_id)
        .order_by(org.c.code)
    )
    return found.all()


def _subject(program_kind: Any) -> ColumnElement[str]:
    """Under which subject an entry counts, by the kind of the programme of its case."""
    kinds = {str(kind): str(subject) for kind, subject in SUBJECT_OF.items()}
    return case(
        # Whose programme is not to be seen any more: the case has left for another county.
        (entry.c.case_id.is_not(None), case(kinds, value=program_kind, else_=str(BudgetSubject.OTHER))),
        (entry.c.claim_id.is_not(None), str(BudgetSubject.PROTECTION)),
        (entry.c.visit_id.is_not(None), str(BudgetSubject.WINTER_WARMTH)),
        else_=str(BudgetSubject.COSTS),
    )


def _moved(looked: Any) -> tuple[Any, Any, Any]:
    """The entries of funds with their two accounts and what they are about: the join and the accounts."""
    debit, credit = account.alias("debit"), account.alias("credit")
    joined = (
        looked.join(entry, entry.c.debit_fund_id == looked.c.id)
        .join(debit, debit.c.id == entry.c.debit_id)
        .join(credit, credit.c.id == entry.c.credit_id)
        .outerjoin(aid_case, aid_case.c.id == entry.c.case_id)
        .outerjoin(program, program.c.id == aid_case.c.program_id)
    )
    return joined, debit, credit


def _executed(looked: Any, by: Sequence[Any], year: int, *, begun: bool) -> Select[Any]:
    """What was spent in a year, and what is promised at its end and not paid: by columns of `looked` and by subject.

    What is promised and not paid when a year ends is promised in the next one, and not before that has begun.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    joined, debit, credit = _moved(looked)

    def change(kind: str) -> Any:
        into = case((debit.c.kind == kind, entry.c.amount_fen), else_=0)
        return into - case((credit.c.kind == kind, entry.c.amount_fen), else_=0)

    spent = case((entry.c.booked_on >= first, change(SPENT)), else_=0)
    subject = _subject(program.c.kind).label("subject")
    moving = (SPENT, RESERVED)
    return (
        select(
            *by,
            subject,
            func.sum(change(RESERVED) if begun else 0).cast(BigInteger).label("reserved_fen"),
            func.sum(spent).cast(BigInteger).label("spent_fen"),
        )
        .select_from(joined)
        .where(entry.c.booked_on <= last, or_(debit.c.kind.in_(moving), credit.c.kind.in_(moving)))
        .group_by(*by, subject)
    )


def spent_on(subjects: Sequence[str]) -> ColumnElement[bool]:
    """Whether a budget counts an entry as spending of these subjects, or as what came back of it.

    Asked of each entry that is looked at, so that a page of the ledger costs what it shows.
    """
    side = account.alias("side")
    moves = exists().where(side.c.id.in_((entry.c.debit_id, entry.c.credit_id)), side.c.kind == SPENT)
    return and_(moves.correlate(entry), counted_under(subjects))


def counted_under(subjects: Sequence[str]) -> ColumnElement[bool]:
    """Whether a budget counts an entry under one of these subjects."""
    of_case, its_program = aid_case.alias("of_case"), program.alias("its_program")
    kind = (
        select(its_program.c.kind)
        .select_from(of_case.join(its_program, its_program.c.id == of_case.c.program_id))
        .where(of_case.c.id == entry.c.case_id)
        .correlate(entry)
        .scalar_subquery()
    )
    return _subject(kind).in_(list(subjects))


def reserved_on(day: date) -> ColumnElement[bool]:
    """Whether an entry is a promise that stood at the end of a day: the next one of its case, claim or visit, which pays
    or releases the whole of it, had not been booked. Together these are what a budget counts as promised."""
    after = entry.alias("after")
    over = (
        exists().where(
            after.c[about] == entry.c[about],
            after.c.case_place == entry.c.case_place + 1,
            after.c.booked_on <= day,
        )
        for about in ("case_id", "claim_id", "visit_id")
    )
    promises = entry.c.kind.in_((EntryKind.RESERVE.value, EntryKind.RECALL.value))
    return and_(promises, entry.c.booked_on <= day, *(~each.correlate(entry) for each in over))


@dataclass(frozen=True, slots=True)
class Place:
    """A union and the bounds of all below it."""

    id: UUID
    low: int
    high: int


async def sum_budgets(
    session: AsyncSession, *, scope: Scope, place: Place, year: int, begun: bool = True
) -> Sequence[Mapping[str, Any]]:
    """The figures of a union by subject, of itself (`child_id` null) and of each union below with all under that; fen.

    Two statements, however many unions there are. What came from above is told of the union and of those directly below,
    what was handed down of the union alone: further down the one is the other.
    """
    child = org.alias("child")
    below = and_(child.c.parent_id == place.id, child.c.id != place.id)

    def looked_at(table: Any, *columns: Any) -> Any:
        at = and_(below, table.c.code.between(child.c.code, child.c.code_hi))
        return (
            select(*columns, child.c.id.label("child_id"))
            .select_from(table.outerjoin(child, at))
            .where(
                table.c.code.between(literal(place.low, BigInteger), literal(place.high, BigInteger)),
                within(table, scope),
            )
        )

    funds = looked_at(fund, fund.c.id).where(fund.c.kind == "aid").cte("looked")
    executed = _executed(funds, [funds.c.child_id], year, begun=begun)
    plans = looked_at(plan, plan.c.id, plan.c.organization_id, plan.c.state).where(plan.c.year == year).cte("plans")
    top = plans.c.organization_id == func.coalesce(plans.c.child_id, literal(place.id))
    in_force = plans.c.state == "in_force"

    def total(column: Any, condition: Any) -> Any:
        return func.sum(case((condition, column), else_=0)).cast(BigInteger).label(column.name)

    planned = (
        select(
            plans.c.child_id,
            line.c.subject,
            total(line.c.planned_fen, in_force),
            total(line.c.adjusted_fen, true()),
            total(line.c.received_fen, top),
            total(line.c.handed_fen, plans.c.child_id.is_(None)),
        )
        .select_from(plans.join(line, line.c.plan_id == plans.c.id))
        .group_by(plans.c.child_id, line.c.subject)
    )
    found = [*(await session.execute(planned)).mappings(), *(await session.execute(executed)).mappings()]
    return [dict.fromkeys(_SUMS, 0) | dict(row) for row in found]


async def sum_last_year(
    session: AsyncSession, *, scope: Scope, place: Place, year: int, subject: str
) -> Mapping[UUID, int]:
    """What each union below spent of a subject in the year before, with all under it; fen, never below nought."""
    rows = await sum_budgets(session, scope=scope, place=place, year=year - 1)
    return {
        row["child_id"]: max(row["spent_fen"], 0)
        for row in rows
        if row["child_id"] is not None and row["subject"] == subject and row["spent_fen"]
    }


async def count_members(session: AsyncSession, ids: Sequence[UUID]) -> Mapping[UUID, int]:
    """How many members each of these unions has, with all under it."""
    found = await session.execute(select(org.c.id, members_inside(org)).where(org.c.id.in_(list(ids))))
    return {row[0]: row[1] for row in found}


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFilters:
    """What the list of budget lines is narrowed by; it is of one year."""

    year: int
    begun: bool = True
    under: tuple[int, int] | None = None
    subjects: Sequence[str] = ()


def _keys(scope: Scope, filters: LineFilters) -> Any:
    """Every union and subject that has a line in the year, or money that moved in it, with the figures of both."""
    funds = select(fund.c.id, fund.c.organization_id).where(within(fund, scope), fund.c.kind == "aid")
    plans = select(plan).where(within(plan, scope), plan.c.year == filters.year)
    if filters.under is not None:
        funds = funds.where(fund.c.code.between(*filters.under))
        plans = plans.where(plan.c.code.between(*filters.under))
    looked, of_year = funds.cte("looked"), plans.cte("of_year")
    executed = _executed(looked, [looked.c.organization_id], filters.year, begun=filters.begun).cte("executed")
    # What was promised and released again, or paid in a year before, says nothing of this one.
    moved = or_(executed.c.spent_fen != 0, executed.c.reserved_fen != 0)
    lines = (
        select(
            of_year.c.organization_id,
            of_year.c.state,
            line.c.subject,
            case((of_year.c.state == "in_force", line.c.planned_fen), else_=0).label("planned_fen"),
            *(line.c[name] for name in ("adjusted_fen", "received_fen", "handed_fen")),
        )
        .select_from(of_year.join(line, line.c.plan_id == of_year.c.id))
        .cte("lines")
    )
    keys = union(
        select(lines.c.organization_id, lines.c.subject),
        select(executed.c.organization_id, executed.c.subject).where(moved),
    ).subquery()

    def same(other: Any) -> ColumnElement[bool]:
        return and_(other.c.organization_id == keys.c.organization_id, other.c.subject == keys.c.subject)

    asked = (
        select(
            keys.c.organization_id,
            org.c.name.label("organization_name"),
            org.c.code.label("_code"),
            keys.c.subject,
            case(PLACES, value=keys.c.subject).label("_place"),
            literal(filters.year).label("year"),
            lines.c.state,
            *(
                func.coalesce(source.c[name], 0).label(name)
                for source, names in ((lines, _SUMS[:4]), (executed, _SUMS[4:]))
                for name in names
            ),
        )
        .select_from(
            keys.join(org, org.c.id == keys.c.organization_id)
            .outerjoin(lines, same(lines))
            .outerjoin(executed, same(executed))
        )
        .where(keys.c.subject.in_(list(filters.subjects)) if filters.subjects else true())
    )
    return asked.subquery()


def list_rows(*, scope: Scope, filters: LineFilters, after: Sequence[Any] | None, limit: int) -> Select[Any]:
    """Unions by subject in tree order, each with its budget and what the ledger says beside it; fen."""
    rows = _keys(scope, filters)
    asked = select(rows)
    if after is not None:
        asked = asked.where(tuple_(rows.c["_code"], rows.c["_place"]) > (int(after[0]), int(after[1])))
    return asked.order_by(rows.c["_code"], rows.c["_place"]).limit(limit)


def count_rows(*, scope: Scope, filters: LineFilters, cap: int) -> Select[Any]:
    """How many rows the list has, counted up to `cap`."""
    inner = select(_keys(scope, filters).c.subject).limit(cap).subquery()
    return select(func.count()).select_from(inner)


async def find_states(session: AsyncSession, ids: Sequence[UUID], year: int) -> Mapping[UUID, str]:
    """Where the plans of these unions for a year are, by union."""
    asked = select(plan.c.organization_id, plan.c.state).where(
        plan.c.organization_id.in_(list(ids)), plan.c.year == year
    )
    return {row[0]: row[1] for row in await session.execute(asked)}


async def find_received(session: AsyncSession, ids: Sequence[UUID], year: int, subject: str) -> Mapping[UUID, int]:
    """What these unions have of a subject from above, by union; fen."""
    asked = (
        select(plan.c.organization_id, line.c.received_fen)
        .select_from(plan.join(line, line.c.plan_id == plan.c.id))
        .where(plan.c.organization_id.in_(list(ids)), plan.c.year == year, line.c.subject == subject)
    )
    return {row[0]: row[1] for row in await session.execute(asked)}
