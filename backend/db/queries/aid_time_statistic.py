"""Counting how long aid took, period by period (domain/statistic/time_datasets.py).

Working days are counted by one array: at each day how many working days there were until then. So the days between any
two are a difference of two elements, and a city's year of cases is one walk through its steps.
"""

from collections.abc import Sequence, Set
from datetime import date
from typing import Any

from sqlalchemy import ARRAY, Date, Integer, and_, case, func, literal, or_, select

from backend.db.bounds import within
from backend.db.days import local_day
from backend.db.queries.aid_money_statistic import paid_between, paid_in, windows_of
from backend.db.queries.statistic import Children, Node, Spans, bucket_of, inside
from backend.db.queries.work_calendar import read_calendar
from backend.db.statements import Asker, Statement
from backend.db.tables.aid_case import AidCase, AidCaseStep, AidProgram
from backend.domain.access import Scope
from backend.domain.aid.cases import DESK_DAYS
from backend.domain.statistic.periods import Period
from backend.domain.working_days import working_days_until

aid_case: Any = AidCase.__table__  # type: ignore[attr-defined]
step_row: Any = AidCaseStep.__table__  # type: ignore[attr-defined]
program: Any = AidProgram.__table__  # type: ignore[attr-defined]

_YEARS_BACK = 3
"""How long before a period a case that is paid in it may have begun; what began earlier counts from there."""
_OF_STAYS = {"passes", "late"}


async def count_time(
    asker: Asker,
    measures: Set[str],
    dimensions: Sequence[str],
    *,
    scope: Scope,
    node: Node,
    children: Children,
    periods: Sequence[Period],
    today: date,
) -> Spans:
    """Cases paid in each period and how long they took, by child, by step and by kind of programme; working days."""
    first = min(period.first for period in periods).replace(month=1, day=1)
    first = first.replace(year=first.year - _YEARS_BACK)
    days = _Days(first, working_days_until(first, today, await read_calendar(asker)))
    windows = windows_of(periods)
    kind = program.c.kind if "program_kind" in dimensions else literal("")
    paid = (
        select(
            aid_case.c.id,
            windows.c.n,
            bucket_of(aid_case, node, children).label("bucket"),
            kind.label("kind"),
            aid_case.c.submitted_at,
            aid_case.c.paid_at,
        )
        .select_from(
            aid_case.join(windows, paid_in(aid_case.c.paid_at, windows)).join(
                program, program.c.id == aid_case.c.program_id
            )
        )
        .where(
            inside(aid_case, node),
            within(aid_case, scope),
            paid_between(aid_case.c.paid_at, periods),
            or_(aid_case.c.status == "paid", aid_case.c.status == "archived"),
        )
        .cte("paid")
    )
    found: Spans = {}
    by_step = "step" in dimensions
    if not by_step:
        _take(found, await asker.rows(Statement(_whole_ways(paid, days))()), dimensions, periods)
    if by_step or measures & _OF_STAYS:
        _take(found, await asker.rows(Statement(_stays(paid, days, by_step=by_step))()), dimensions, periods)
    return found


class _Days:
    """The working days from a first day on, as SQL."""

    def __init__(self, first: date, counted: Sequence[int]) -> None:
        self._first, self._last = literal(first, Date), len(counted)
        # A subquery is worked out once for a statement, however many rows ask.
        self._counted = select(literal(list(counted), ARRAY(Integer)).label("counted")).scalar_subquery()

    def until(self, moment: Any, before: int = 0) -> Any:
        """How many working days there were up to the day of a moment, or to one `before` it."""
        day = local_day(moment)
        place = func.least(func.greatest(day - self._first + 1 - before, 1), self._last)
        return self._counted[place]


def _whole_ways(paid: Any, days: _Days) -> Any:
    """From the first submission to the payment."""
    taken = days.until(paid.c.paid_at) - days.until(paid.c.submitted_at)
    return select(
        paid.c.n,
        paid.c.bucket,
        literal("").label("desk"),
        paid.c.kind,
        func.count().label("cases"),
        *_quantiles(taken),
    ).group_by(paid.c.n, paid.c.bucket, paid.c.kind)


def _stays(paid: Any, days: _Days, *, by_step: bool) -> Any:
    """Each time one of them lay at a desk: from the step that brought it there to the next."""
    come, gone = step_row.alias("come"), step_row.alias("gone")
    limit = case(*((come.c.to_status == status.value, limit) for status, limit in DESK_DAYS.items()))
    # The last day of a desk is over when as many working days as it has lie before the day of leaving.
    late = days.until(gone.c.at, before=1) - days.until(come.c.at) >= limit
    step = come.c.to_status if by_step else literal("")
    return (
        select(
            paid.c.n,
            paid.c.bucket,
            step.label("desk"),
            paid.c.kind,
            func.count().label("passes"),
            func.count().filter(late).label("late"),
            *((func.count(paid.c.id.distinct()).label("cases"),) if by_step else ()),
            *(_quantiles(days.until(gone.c.at) - days.until(come.c.at)) if by_step else ()),
        )
        .select_from(
            paid.join(come, come.c.case_id == paid.c.id).join(
                gone, and_(gone.c.case_id == come.c.case_id, gone.c.place == come.c.place + 1)
            )
        )
        .where(or_(*(come.c.to_status == status.value for status in DESK_DAYS)))
        .group_by(paid.c.n, paid.c.bucket, "desk", paid.c.kind)
    )


def _quantiles(taken: Any) -> tuple[Any, Any]:
    return (
        func.percentile_cont(literal(0.5)).within_group(taken).label("median_days"),
        func.percentile_cont(literal(0.9)).within_group(taken).label("ninth_days"),
    )


def _take(found: Spans, rows: Sequence[dict[str, Any]], dimensions: Sequence[str], periods: Sequence[Period]) -> None:
    for row in rows:
        named = {"step": row.pop("desk"), "program_kind": row.pop("kind")}
        values = tuple(named[name] for name in dimensions)
        by_value = found.setdefault(periods[row.pop("n") - 1], {}).setdefault(row.pop("bucket"), {})
        by_value.setdefault(values, {}).update({code: told for code, told in row.items() if told is not None})
