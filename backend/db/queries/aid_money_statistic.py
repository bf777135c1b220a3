"""Counting the money of aid on the spot, period by period (domain/statistic/money_datasets.py).

What funds moved is read off the ledger by months: periods are whole months, so any of them is a sum of those. What an
account held at the end of a past period is what it holds now less what moved since; both are read by one statement, so
a figure is that of one moment whatever is being booked.
"""

from collections.abc import Iterable, Sequence, Set
from datetime import date, timedelta
from typing import Any

from sqlalchemy import BigInteger, Date, and_, case, cast, column, func, literal, null, or_, select, union_all
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql.elements import ColumnElement

from backend.db.bounds import within
from backend.db.queries.statistic import Children, Node, Spans, bucket_of, inside
from backend.db.statements import Asker, Statement
from backend.db.tables.aid_case import AidCase, AidProgram
from backend.db.tables.fund import Fund, LedgerAccount, LedgerEntry
from backend.db.tables.payment import Payment
from backend.domain.access import Scope
from backend.domain.calendar import start_of
from backend.domain.statistic.money_datasets import ABOVE
from backend.domain.statistic.periods import Period

fund: Any = Fund.__table__  # type: ignore[attr-defined]
account: Any = LedgerAccount.__table__  # type: ignore[attr-defined]
entry: Any = LedgerEntry.__table__  # type: ignore[attr-defined]
payment: Any = Payment.__table__  # type: ignore[attr-defined]
aid_case: Any = AidCase.__table__  # type: ignore[attr-defined]
program: Any = AidProgram.__table__  # type: ignore[attr-defined]

_STOCKS = {"reserved", "awaiting", "left", "stored"}
_FLOWS = {"received", "paid", "came_back", "expenses", "spent"}
_OF_FUNDS = _FLOWS | _STOCKS
_MOVED = (
    *("received", "reserve", "release", "pay", "recall", "expense", "held", "available", "reserved"),
    *("purchase", "gift", "loss", "give", "give_back", "stored"),
)
"""What moved, by kind; how many cases more hold money than before; what accounts hold now."""


async def count_money(
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
    """The money of each period, by child and by the values of one dimension or of none. Amounts are fen."""
    found: Spans = {}
    dimension = dimensions[0] if dimensions else None
    if measures & _OF_FUNDS:
        await _of_funds(found, asker, measures, dimension, scope, node, children, periods, today)
    if measures - _OF_FUNDS:
        await _of_households(found, asker, dimension, scope, node, children, periods)
    return found


async def _of_funds(
    found: Spans,
    asker: Asker,
    measures: Set[str],
    dimension: str | None,
    scope: Scope,
    node: Node,
    children: Children,
    periods: Sequence[Period],
    today: date,
) -> None:
    stocks = bool(measures & _STOCKS)
    first = min(period.first for period in periods)
    last = today if stocks else max(period.last for period in periods)
    if stocks and not measures & _FLOWS:
        # Of this moment alone: nothing that moved is needed.
        first = min((period.last + timedelta(days=1) for period in periods), default=today)
    asked = _moved(dimension, scope, node, children, first, last, stocks=stocks)
    for row in await asker.rows(Statement(asked)()):
        values = () if dimension is None else (row["value"],)
        for period in periods:
            told = found.setdefault(period, {}).setdefault(row["bucket"], {}).setdefault(values, {})
            _add(told, row, period)


def _add(told: dict[str, float], row: dict[str, Any], period: Period) -> None:
    """What a row adds to a period: a month in it, a month since its end, or what there is now."""
    month = row["month"]
    if month is None:
        changes = {
            "left": row["available"],
            "reserved": row["reserved"],
            "stored": row["stored"],
            "awaiting": row["held"],
        }
    elif period.first <= month <= period.last:
        changes = {
            "received": row["received"] + row["gift"],
            "paid": row["pay"] + row["give"],
            "came_back": row["recall"] + row["give_back"],
            "expenses": row["expense"] + row["loss"],
            "spent": row["pay"] + row["give"] + row["expense"] + row["loss"],
        }
    elif month > period.last:
        changes = {
            "left": row["reserve"] + row["expense"] + row["purchase"] - row["received"] - row["release"],
            "reserved": row["pay"] + row["release"] - row["reserve"] - row["recall"],
            "stored": row["give"] + row["loss"] - row["purchase"] - row["gift"] - row["give_back"],
            "awaiting": -row["held"],
        }
    else:
        return
    for code, change in changes.items():
        told[code] = told.get(code, 0) + change


def _moved(
    dimension: str | None,
    scope: Scope,
    node: Node,
    children: Children,
    first: date,
    last: date,
    *,
    stocks: bool,
) -> Any:
    """(month, child, value, what moved) of the funds of a node; and, without a month, what they hold now."""
    looked = (
        select(fund.c.id, fund.c.source, bucket_of(fund, node, children).label("bucket"))
        .where(inside(fund, node), within(fund, scope))
        .cte("looked")
    )
    month = cast(func.date_trunc("month", entry.c.booked_on), Date).label("month")
    days = entry.c.booked_on.between(literal(first, Date), literal(last, Date))
    between = entry.c.debit_fund_id != entry.c.credit_fund_id

    def line(month: Any, bucket: Any, value: Any, **moved: Any) -> list[Any]:
        nothing = literal(0, BigInteger)
        return [
            month,
            bucket,
            value.label("value"),
            *(cast(func.coalesce(moved.get(name, nothing), 0), BigInteger).label(name) for name in _MOVED),
        ]

    def total(kind: str) -> Any:
        return func.sum(case((entry.c.kind == kind, entry.c.amount_fen), else_=0))

    # Cases wait for their money; what is reserved for claims and visits is money all the same.
    holding = case(
        (entry.c.case_id.is_(None), 0),
        (or_(entry.c.kind == "reserve", entry.c.kind == "recall"), 1),
        (or_(entry.c.kind == "release", entry.c.kind == "pay"), -1),
        else_=0,
    )
    joined, value = _valued(looked.join(entry, entry.c.debit_fund_id == looked.c.id), entry.c.case_id, dimension)
    if dimension == "source":
        value = looked.c.source
    # A reversal counts against the kind of what it undoes; only reversals are looked up.
    first_one = entry.alias("first_one")
    undone = select(first_one.c.kind).where(first_one.c.id == entry.c.reverses_id).scalar_subquery()
    what = case((entry.c.kind == "reversal", undone), else_=entry.c.kind)
    change = case((entry.c.kind == "reversal", -entry.c.amount_fen), else_=entry.c.amount_fen)

    def net(kind: str) -> Any:
        return func.sum(case((what == kind, change), else_=0))

    gets = case((between, entry.c.amount_fen), (what == "income", change), else_=0)
    moved = select(
        *line(
            month,
            looked.c.bucket,
            value,
            received=func.sum(gets),
            reserve=total("reserve"),
            release=total("release"),
            pay=total("pay"),
            recall=total("recall"),
            **{kind: net(kind) for kind in ("expense", "purchase", "gift", "loss")},
            give=total("give"),
            give_back=total("give_back"),
            held=func.sum(holding),
        )
    )
    parts = [moved.select_from(joined).where(days).group_by("month", "bucket", "value")]
    if dimension in (None, "source"):
        value = looked.c.source if dimension else literal("")
        gives = select(*line(month, looked.c.bucket, value, received=-func.sum(entry.c.amount_fen)))
        parts.append(
            gives.select_from(looked.join(entry, entry.c.credit_fund_id == looked.c.id))
            .where(days, between)
            .group_by("month", "bucket", "value")
        )
        if stocks:
            parts += _held(looked, value, node, line)
    return union_all(*parts)


def _held(looked: Any, value: Any, node: Node, line: Any) -> list[Any]:
    """What the accounts hold now, and how many cases hold some of it."""
    no_month = cast(null(), Date).label("month")

    def balance(kind: str) -> Any:
        return func.sum(case((account.c.kind == kind, account.c.balance_fen), else_=0))

    amounts = (
        select(
            *line(
                no_month,
                looked.c.bucket,
                value,
                available=balance("available"),
                reserved=balance("reserved"),
                stored=balance("goods"),
            ),
        )
        .select_from(looked.join(account, account.c.fund_id == looked.c.id))
        .group_by("month", "bucket", "value")
    )
    cases = (
        select(*line(no_month, looked.c.bucket, value, held=func.count()))
        .select_from(looked.join(aid_case, aid_case.c.fund_id == looked.c.id))
        .where(aid_case.c.status == "approved", inside(aid_case, node))
        .group_by("month", "bucket", "value")
    )
    return [amounts, cases]


def _valued(joined: Any, case_id: Any, dimension: str | None) -> tuple[Any, ColumnElement[Any]]:
    """What a dimension says of the case that money is about, and the join that it takes."""
    if dimension not in ("program_kind", "category"):
        return joined, literal("")
    joined = joined.outerjoin(aid_case, aid_case.c.id == case_id)
    if dimension == "category":
        return joined, func.coalesce(aid_case.c.category, "unknown")
    joined = joined.outerjoin(program, program.c.id == aid_case.c.program_id)
    return joined, func.coalesce(program.c.kind, "unknown")


async def _of_households(
    found: Spans,
    asker: Asker,
    dimension: str | None,
    scope: Scope,
    node: Node,
    children: Children,
    periods: Sequence[Period],
) -> None:
    """What was given, how often, and to how many: a household counts once in each period."""
    windows = windows_of(periods)
    joined = payment.join(windows, paid_in(payment.c.paid_at, windows))
    value: Any
    if dimension == "source":
        joined = joined.outerjoin(fund, fund.c.id == payment.c.fund_id)
        value = func.coalesce(fund.c.source, ABOVE.code)
        joined = joined.join(aid_case, aid_case.c.id == payment.c.case_id)
    else:
        joined, value = _valued(joined, payment.c.case_id, dimension)
        if dimension is None:
            joined = joined.join(aid_case, aid_case.c.id == payment.c.case_id)
    whom = func.coalesce(aid_case.c.household_id, aid_case.c.member_id, payment.c.case_id)
    asked = (
        select(
            windows.c.n,
            bucket_of(payment, node, children).label("bucket"),
            value.label("value"),
            cast(func.sum(payment.c.amount_fen), BigInteger).label("given"),
            func.count().label("payments"),
            func.count(whom.distinct()).label("households"),
        )
        .select_from(joined)
        .where(
            inside(payment, node),
            within(payment, scope),
            or_(payment.c.state == "paid", payment.c.state == "returned"),
            paid_between(payment.c.paid_at, periods),
        )
        .group_by(windows.c.n, "bucket", "value")
    )
    for row in await asker.rows(Statement(asked)()):
        values = () if dimension is None else (row["value"],)
        told = found.setdefault(periods[row["n"] - 1], {}).setdefault(row["bucket"], {}).setdefault(values, {})
        told |= {code: row[code] for code in ("given", "payments", "households")}


def windows_of(periods: Iterable[Period]) -> Any:
    """The periods as rows: number from 1, first moment, first moment after."""
    bounds = [(start_of(period.first), start_of(period.last + timedelta(days=1))) for period in periods]
    moments = ARRAY(payment.c.paid_at.type)
    listed = func.unnest(literal([low for low, _ in bounds], moments), literal([high for _, high in bounds], moments))
    return listed.table_valued(
        column("low", payment.c.paid_at.type), column("high", payment.c.paid_at.type), with_ordinality="n", name="w"
    ).render_derived()


def paid_in(moment: Any, windows: Any) -> ColumnElement[bool]:
    """Whether something happened in the period of a row of `windows_of`."""
    return and_(moment >= windows.c.low, moment < windows.c.high)


def paid_between(moment: Any, periods: Sequence[Period]) -> ColumnElement[bool]:
    """Whether something happened in any of the periods, or between them: bounds for an index."""
    low = start_of(min(period.first for period in periods))
    high = start_of(max(period.last for period in periods) + timedelta(days=1))
    return and_(moment >= literal(low, payment.c.paid_at.type), moment < literal(high, payment.c.paid_at.type))
