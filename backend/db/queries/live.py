"""Counting on the spot: the stocks of which no counter is kept.

What is counted is said once (`counting_of`), by the conditions of the lists behind the figures. The figures of today add
it up by child; a month that closes by the union that the rows stand with (`backend/db/months.py`).
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ARRAY, Select, Text, any_, func, literal, select
from sqlalchemy.sql.elements import ColumnElement

from backend.db.bounds import within
from backend.db.queries import committee as committees
from backend.db.queries import household_statistic as households
from backend.db.queries import officer as officers
from backend.db.queries.counted import Counting, key_of
from backend.db.queries.qualification import qualifies
from backend.db.queries.statistic import Children, Node, bucket_of, inside
from backend.db.statements import Asker, Statement
from backend.db.tables.organization import Employer, Organization
from backend.domain.access import Scope
from backend.domain.organization.appointments import MEMBERS_FROM, WOMEN_FROM
from backend.domain.organization.codes import Level, Post
from backend.domain.organization.employers import DUE_FROM
from backend.domain.organization.standards import EIGHT
from backend.domain.organization.terms import TermPhase
from backend.domain.qualification.rules import TOWN_KINDS
from backend.domain.statistic.counted import Counted

org: Any = Organization.__table__  # type: ignore[attr-defined]
employer: Any = Employer.__table__  # type: ignore[attr-defined]

_VACANT = {"chair": Post.CHAIR, "audit_director": Post.AUDIT_DIRECTOR, "women_director": Post.WOMEN_DIRECTOR}
_PHASES = {"due": TermPhase.DUE, "overdue": TermPhase.OVERDUE}


def counting_of(counted: Counted, today: date) -> Counting:
    """What is counted for a measure in one of its divisions, as of `today`."""
    measure, dimensions = counted.measure.live, counted.dimensions
    match counted.dataset.code:
        case "households":
            return households.counting_of(measure, dimensions, today)
        case "coverage":
            owner = func.coalesce(employer.c.union_id, employer.c.territory_id)
            return Counting(employer, employer, owner, _employers(measure), _values(employer, dimensions))
        case "terms":
            return _of_unions([*committees.electing(), *committees.term_stands(_PHASES[measure], today)])
        case "vacancies":
            joined, members, women = committees.sized()
            vacant = officers.vacant([_VACANT[measure]], members, women, MEMBERS_FROM, WOMEN_FROM)
            return _of_unions([*committees.electing(), vacant], joined=joined)
        case _:
            return _of_unions([org.c.status == "active", *_unions(measure, today)], dimensions)


def _of_unions(
    conditions: Sequence[ColumnElement[bool]], dimensions: Sequence[str] = (), *, joined: Any = org
) -> Counting:
    return Counting(org, joined, org.c.id, conditions, _values(org, dimensions))


def _values(table: Any, dimensions: Sequence[str]) -> list[ColumnElement[Any]]:
    return [func.coalesce(table.c[each], "unknown") for each in dimensions]


async def count_live(
    asker: Asker, counted: Counted, *, scope: Scope, node: Node, children: Children, today: date
) -> dict[int, dict[str, int]]:
    """A measure without counters, by child and by the values of its dimensions (`together`).

    The statement is built each time: such figures are asked for seldom.
    """
    asked = counting_of(counted, today)
    summed: Select[Any] = (
        select(
            bucket_of(asked.table, node, children).label("bucket"),
            key_of(asked.values).label("value"),
            asked.figure.label("figure"),
        )
        .select_from(asked.joined)
        .where(inside(asked.table, node), within(asked.table, scope), *asked.conditions)
        .group_by("bucket", "value")
    )
    found: dict[int, dict[str, int]] = {}
    for row in await asker.rows(Statement(summed)()):
        found.setdefault(row["bucket"], {})[row["value"]] = row["figure"]
    return found


def _unions(measure: str, today: date) -> list[ColumnElement[bool]]:
    basic = org.c.level == int(Level.UNION)
    return {
        "base_unions": [basic],
        "standard_unions": [basic, org.c.standards.contains([str(mark) for mark in EIGHT])],
        "qualified_unions": [basic, qualifies(org, today.year)],
        "qualified_town_unions": [
            org.c.kind == any_(literal([str(kind) for kind in TOWN_KINDS], ARRAY(Text))),
            qualifies(org, today.year),
        ],
    }[measure]


def _employers(measure: str) -> list[ColumnElement[bool]]:
    uncovered = employer.c.union_id.is_(None)
    return [
        employer.c.closed_on.is_(None),
        *{
            "employers": [],
            "covered": [~uncovered],
            "uncovered": [uncovered],
            "due": [uncovered, employer.c.employees >= DUE_FROM],
        }[measure],
    ]
