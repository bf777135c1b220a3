"""Counting members under mutual protection on a day (domain/statistic/protection_datasets.py)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Date, Select, Text, any_, column, func, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql.elements import ColumnElement

from backend.db.bounds import within
from backend.db.queries.protection import STAFF, cover, in_force, member, plan
from backend.db.queries.statistic import Children, Node, bucket_of, inside
from backend.db.statements import Asker, Statement
from backend.db.tables.member import Membership
from backend.domain.access import Scope
from backend.domain.statistic.periods import Period

membership: Any = Membership.__table__  # type: ignore[attr-defined]

# Statements of this kind are compiled once and have no list of values that grows.
_STANDING = member.c.status == any_(literal(list(STAFF), ARRAY(Text)))

CountedOnDays = dict[Period, dict[int, dict[str, int]]]
"""Figures by period, child and value of the dimension ("" without one)."""


async def count_covered(
    asker: Asker,
    _measure: str,
    dimension: str | None,
    *,
    scope: Scope,
    node: Node,
    children: Children,
    days: Mapping[Period, date],
    today: date,
) -> CountedOnDays:
    """The members who were covered on the day of each period, each once, by child and by kind of protection.

    Of today the register says where a member stands, as it does in their list; of a day of the past, their membership.
    """
    found: CountedOnDays = {period: {} for period in days}
    for period in (period for period, day in days.items() if day == today):
        for row in await asker.rows(Statement(_now(dimension, scope, node, children, today))()):
            found[period].setdefault(row["bucket"], {})[row["value"]] = row["figure"]
    past = [(period, day) for period, day in days.items() if day != today]
    if past:
        for row in await asker.rows(Statement(_then(dimension, scope, node, children, [day for _, day in past]))()):
            found[past[row["n"] - 1][0]].setdefault(row["bucket"], {})[row["value"]] = row["figure"]
    return found


def _valued(joined: Any, dimension: str | None) -> tuple[Any, ColumnElement[Any]]:
    if dimension is None:
        return joined, literal("")
    return joined.join(plan, plan.c.id == cover.c.plan_id), plan.c.kind


def _now(dimension: str | None, scope: Scope, node: Node, children: Children, today: date) -> Select[Any]:
    joined, value = _valued(cover.join(member, member.c.id == cover.c.member_id), dimension)
    return (
        select(
            bucket_of(member, node, children).label("bucket"),
            value.label("value"),
            func.count(member.c.id.distinct()).label("figure"),
        )
        .select_from(joined)
        .where(inside(member, node), within(member, scope), _STANDING, in_force(today))
        .group_by("bucket", "value")
    )


def _then(dimension: str | None, scope: Scope, node: Node, children: Children, days: list[date]) -> Select[Any]:
    listed = func.unnest(literal(days, ARRAY(Date)))
    asked = listed.table_valued(column("day", Date), with_ordinality="n", name="asked").render_derived()
    day = asked.c.day
    joined, value = _valued(
        asked.join(cover, in_force(day))
        .join(
            membership,
            (membership.c.member_id == cover.c.member_id)
            & (membership.c.started_on <= day)
            & or_(membership.c.ended_on.is_(None), membership.c.ended_on > day),
        )
        .outerjoin(member, member.c.id == cover.c.member_id),
        dimension,
    )
    # A membership that rests goes on in the register, but does not count (as in the months that were rebuilt).
    rests = (member.c.status == "retained") & membership.c.ended_on.is_(None) & (member.c.status_since <= day)
    return (
        select(
            asked.c.n,
            bucket_of(membership, node, children).label("bucket"),
            value.label("value"),
            func.count(cover.c.member_id.distinct()).label("figure"),
        )
        .select_from(joined)
        .where(inside(membership, node), within(membership, scope), ~func.coalesce(rests, False))
        .group_by(asked.c.n, "bucket", "value")
    )
