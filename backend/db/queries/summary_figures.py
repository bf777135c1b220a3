"""The figures of a summary, read off cases, payments and visits (domain/summary/figures.py).

A fixed number of statements, however large the season: what is divided is counted once and grouped several ways.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    Text,
    case,
    cast,
    column,
    distinct,
    func,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.bounds import within
from backend.db.days import local_day
from backend.db.queries.statistic import Children, Node, bucket_of
from backend.db.tables.aid import Household
from backend.db.tables.aid_case import AidCase, AidCaseStep, AidProgram
from backend.db.tables.fund import Fund
from backend.db.tables.payment import Payment
from backend.db.tables.visit import Visit, VisitPicture, VisitPlan
from backend.domain.access import Scope
from backend.domain.calendar import start_of
from backend.domain.summary.figures import APPROVED, OVER, TOLD_FROM, Counted, Share, Totals
from backend.domain.working_days import end_of

aid_case: Any = AidCase.__table__  # type: ignore[attr-defined]
step: Any = AidCaseStep.__table__  # type: ignore[attr-defined]
program: Any = AidProgram.__table__  # type: ignore[attr-defined]
household: Any = Household.__table__  # type: ignore[attr-defined]
fund: Any = Fund.__table__  # type: ignore[attr-defined]
payment: Any = Payment.__table__  # type: ignore[attr-defined]
visit: Any = Visit.__table__  # type: ignore[attr-defined]
plan: Any = VisitPlan.__table__  # type: ignore[attr-defined]
picture: Any = VisitPicture.__table__  # type: ignore[attr-defined]

_SETTLED = ("planned", "under_way", "done")
ELSEWHERE = "above"
"""The source of a payment out of a fund that the reader does not see."""
MOST_REASONS, MOST_GOODS = 10, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """What is summed up: a union with all below it, and one programme or the days of a season."""

    scope: Scope
    low: int
    high: int
    program_id: UUID | None = None
    first: date | None = None
    last: date | None = None

    def _inside(self, table: Any) -> list[ColumnElement[bool]]:
        return [within(table, self.scope), table.c.code.between(self.low, self.high)]

    def _between(self, moment: Any) -> list[ColumnElement[bool]]:
        if self.first is None or self.last is None:
            return []
        return [moment >= start_of(self.first), moment < end_of(self.last)]

    @property
    def cases(self) -> list[ColumnElement[bool]]:
        """Its cases: of the programme, or handed in within its days. A draft is nobody's application yet."""
        found = [*self._inside(aid_case), aid_case.c.status != "draft"]
        if self.program_id is not None:
            return [*found, aid_case.c.program_id == self.program_id]
        return [*found, *self._between(aid_case.c.submitted_at)]

    @property
    def payments(self) -> list[ColumnElement[bool]]:
        """Its payments that hold: of the programme's cases, or made within its days. They are joined with their cases."""
        found = [*self._inside(payment), payment.c.state == "paid"]
        if self.program_id is not None:
            return [*found, aid_case.c.program_id == self.program_id]
        return [*found, *self._between(payment.c.paid_at)]

    @property
    def visits(self) -> list[ColumnElement[bool]]:
        """Its visits of settled plans: those that bring a case of the programme, or of its days. They are joined with
        their plans."""
        found = [*self._inside(visit), plan.c.status.in_(_SETTLED)]
        if self.program_id is not None:
            return [*found, visit.c.case_id.in_(of_program(self.program_id))]
        return [*found, visit.c.visit_on >= self.first, visit.c.visit_on <= self.last]


def of_program(program_id: UUID) -> Select[Any]:
    """The ids of a programme's cases."""
    return select(aid_case.c.id).where(aid_case.c.program_id == program_id)


_PAID = payment.join(aid_case, aid_case.c.id == payment.c.case_id)
STOPS = visit.join(plan, plan.c.id == visit.c.plan_id)


async def read_totals(session: AsyncSession, season: Season) -> Totals:
    """The totals of a season. Three statements."""
    status = aid_case.c.status
    # A day less a day is a number of days.
    days = local_day(aid_case.c.paid_at).op("-", return_type=Integer())(local_day(aid_case.c.submitted_at))
    cases = (
        await session.execute(
            select(
                func.count().label("applied"),
                func.count().filter(status.in_(APPROVED)).label("approved"),
                func.count().filter(status == "rejected").label("refused"),
                func.count().filter(status == "withdrawn").label("withdrawn"),
                func.count().filter(status.not_in((*APPROVED, *OVER))).label("under_way"),
                cast(func.coalesce(func.sum(aid_case.c.amount_fen).filter(status.in_(APPROVED)), 0), BigInteger).label(
                    "approved_fen"
                ),
                func.percentile_disc(0.5).within_group(days).label("median_days"),
                func.percentile_disc(0.9).within_group(days).label("ninth_days"),
            ).where(*season.cases)
        )
    ).mappings()
    whom = func.coalesce(aid_case.c.household_id, aid_case.c.member_id, aid_case.c.id)
    each = (
        select(
            func.count().label("payments"),
            func.sum(payment.c.amount_fen).label("fen"),
            func.max(func.coalesce(household.c.size, 1)).label("people"),
        )
        .select_from(_PAID.outerjoin(household, household.c.id == aid_case.c.household_id))
        .where(*season.payments)
        .group_by(whom)
        .subquery()
    )
    paid = (
        await session.execute(
            select(
                func.count().label("households"),
                *(
                    cast(func.coalesce(func.sum(each.c[name]), 0), BigInteger).label(label)
                    for name, label in (("payments", "payments"), ("fen", "paid_fen"), ("people", "people"))
                ),
            )
        )
    ).mappings()
    visited = (await session.execute(_stops(season))).mappings()
    return Totals(**cases.one(), **paid.one(), **visited.one())


def _stops(season: Season, *more: Any) -> Select[Any]:
    outcome = visit.c.status
    return (
        select(
            *more,
            func.count().label("visits_planned"),
            func.count().filter(outcome == "done").label("visits_done"),
            func.count().filter(outcome == "absent").label("visits_absent"),
            *(
                cast(func.coalesce(func.sum(visit.c[name]), 0), BigInteger).label(label)
                for name, label in (("given_fen", "cash_fen"), ("goods_given_fen", "goods_fen"))
            ),
        )
        .select_from(STOPS)
        .where(*season.visits)
    )


async def read_shares(session: AsyncSession, season: Season, node: Node, children: Children) -> dict[str, list[Share]]:
    """What is told of each category, cause, union below, source, standard and level of leaders. Three statements.

    The key of a union is its place among the children, from 1; 0 is the union itself.
    """
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for row in (await session.execute(_cases_divided(season, node, children))).mappings():
        _put(found, row, ("category", "cause", "unit"), ("cases", "approved", "refused"))
    for row in (await session.execute(_payments_divided(season, node, children))).mappings():
        _put(found, row, ("category", "cause", "unit", "source", "standard"), ("payments", "paid_fen"))
    levels = await session.execute(_stops(season, plan.c.level).group_by(plan.c.level))
    for row in levels.mappings():
        found.setdefault("level", {})[row["level"]] = {
            "visits": row["visits_planned"],
            "done": row["visits_done"],
            "paid_fen": row["cash_fen"],
            "fen": row["goods_fen"],
        }
    return {name: [Share(key=key, **figures) for key, figures in values.items()] for name, values in found.items()}


def _put(
    found: dict[str, dict[str, dict[str, Any]]],
    row: Mapping[Any, Any],
    dimensions: Sequence[str],
    figures: Sequence[str],
) -> None:
    """A row of grouping sets: the one dimension that it is of has no bit in `which`."""
    for place, name in enumerate(reversed(dimensions)):
        if not row["which"] >> place & 1:
            told = found.setdefault(name, {}).setdefault(str(row[name]), {})
            told |= {figure: row[figure] for figure in figures}


def _grouped(base: Any, dimensions: Sequence[str], *figures: Any) -> Select[Any]:
    columns = [base.c[name] for name in dimensions]
    return select(func.grouping(*columns).label("which"), *columns, *figures).group_by(func.grouping_sets(*columns))


def _subject() -> list[Any]:
    return [
        func.coalesce(aid_case.c.category, "unknown").label("category"),
        func.coalesce(household.c.main_cause, "unknown").label("cause"),
    ]


def _cases_divided(season: Season, node: Node, children: Children) -> Select[Any]:
    base = (
        select(*_subject(), bucket_of(aid_case, node, children).label("unit"), aid_case.c.status)
        .select_from(aid_case.outerjoin(household, household.c.id == aid_case.c.household_id))
        .where(*season.cases)
        .subquery()
    )
    return _grouped(
        base,
        ("category", "cause", "unit"),
        func.count().label("cases"),
        func.count().filter(base.c.status.in_(APPROVED)).label("approved"),
        func.count().filter(base.c.status == "rejected").label("refused"),
    )


def _payments_divided(season: Season, node: Node, children: Children) -> Select[Any]:
    base = (
        select(
            *_subject(),
            bucket_of(payment, node, children).label("unit"),
            func.coalesce(fund.c.source, ELSEWHERE).label("source"),
            payment.c.amount_fen.label("standard"),
        )
        .select_from(
            _PAID.outerjoin(household, household.c.id == aid_case.c.household_id).outerjoin(
                fund, fund.c.id == payment.c.fund_id
            )
        )
        .where(*season.payments)
        .subquery()
    )
    return _grouped(
        base,
        ("category", "cause", "unit", "source", "standard"),
        func.count().label("payments"),
        cast(func.coalesce(func.sum(base.c.standard), 0), BigInteger).label("paid_fen"),
    )


async def read_reasons(session: AsyncSession, season: Season) -> list[Counted]:
    """Why cases were refused, the most frequent reasons first; at the end, without words, those of few cases each."""
    times = func.count(distinct(step.c.case_id)).label("times")
    each = (
        select(step.c.reason, times)
        .select_from(step.join(aid_case, aid_case.c.id == step.c.case_id))
        .where(*season.cases, aid_case.c.status == "rejected", step.c.step == "reject")
        .group_by(step.c.reason)
        .subquery()
    )
    told = case((each.c.times >= TOLD_FROM, each.c.reason), else_="").label("told")
    found = await session.execute(
        select(told, cast(func.sum(each.c.times), BigInteger).label("times"))
        .group_by(told)
        .order_by(told == "", func.sum(each.c.times).desc(), told)
        .limit(MOST_REASONS)
    )
    return [Counted(name=reason, count=count) for reason, count in found]


async def read_outcomes(session: AsyncSession, season: Season) -> list[Share]:
    """What became of people after the help, as far as it was recorded (AID-22, AID-25)."""
    found = await session.execute(
        select(aid_case.c.outcome, func.count())
        .where(*season.cases, aid_case.c.outcome.is_not(None))
        .group_by(aid_case.c.outcome)
    )
    return [Share(key=outcome, cases=count) for outcome, count in found]


async def read_goods(session: AsyncSession, season: Season) -> list[Counted]:
    """What was brought to doors, the most of it first."""
    goods = func.jsonb_array_elements(visit.c.goods_given).table_valued(column("item", JSONB), name="goods")
    goods = goods.render_derived()
    name = goods.c.item.op("->>", return_type=Text())("name")
    count = func.sum(cast(goods.c.item.op("->>", return_type=Text())("count"), Integer))
    found = await session.execute(
        select(name, cast(count, BigInteger))
        .select_from(STOPS.join(goods, true()))
        .where(*season.visits)
        .group_by(name)
        .order_by(count.desc(), name)
        .limit(MOST_GOODS)
    )
    return [Counted(name=each, count=number) for each, number in found]


async def find_year_before(session: AsyncSession, one: AidProgram) -> AidProgram | None:
    """The programme of this kind that this union ran the year before, the latest if there were several."""
    found: AidProgram | None = await session.scalar(
        select(AidProgram)
        .where(
            program.c.organization_id == one.organization_id,
            program.c.kind == one.kind,
            program.c.year == one.year - 1,
            program.c.status != "draft",
        )
        .order_by(program.c.id.desc())
        .limit(1)
    )
    return found
