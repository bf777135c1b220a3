"""The queue of cases: what waits where and with whom, counted and summed; candidates of a programme side by side.

A case lies with the union of the stage's level at or above its own. Which one that is is read along the parents of its
union, at most five rows by key; unions above the reader's scope are not named.

The queue is asked for all day in a few shapes: which filters are set, at whose desk, in which order. The statement of a
shape is written once, with named parameters (`db/statements.py`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    DateTime,
    Integer,
    Select,
    Text,
    Uuid,
    and_,
    any_,
    bindparam,
    case,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from backend.db.statements import Asked, Statement
from backend.db.tables import aid_case as tables
from backend.db.tables.aid_case import AidCase, AidCaseStep, AidProgram
from backend.db.tables.organization import Organization
from backend.domain.access import Scope
from backend.domain.aid.cases import AT_A_DESK, LEVEL_OF
from backend.domain.calendar import start_of
from backend.domain.organization.codes import Level, Tree
from backend.domain.working_days import end_of

aid_case: Any = AidCase.__table__  # type: ignore[attr-defined]
step_row: Any = AidCaseStep.__table__  # type: ignore[attr-defined]
program: Any = AidProgram.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]

ITEM_COLUMNS = (
    *("id", "number", "program_id", "organization_id", "household_id", "member_id", "name", "status", "category"),
    *("asked_fen", "amount_fen", "fund_id", "maker_id", "maker_name", "checker_name", "reached_at", "due_at"),
    *("submitted_at", "approved_at", "paid_at", "outcome", "outcome_on", "version"),
)
NEVER = datetime.fromisoformat(tables.NEVER)
"""Where nothing is due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Whose desk: a union, its level, and who sits at it."""

    organization_id: UUID
    level: Level
    user_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilters:
    """What a queue is narrowed by. `desk` asks for what lies on it; `acted` for what its officer has had in hand."""

    now: datetime
    scope: Scope
    desk: Desk | None = None
    acted: UUID | None = None
    under: tuple[int, int] | None = None
    program_id: UUID | None = None
    statuses: Sequence[str] = ()
    categories: Sequence[str] = ()
    kinds: Sequence[str] = ()
    late: bool = False
    waiting_days: int | None = None
    household_id: UUID | None = None
    member_id: UUID | None = None
    submitted_since: date | None = None
    submitted_until: date | None = None
    paid_since: date | None = None
    paid_until: date | None = None
    q: str | None = None
    outcomes: Sequence[str] = ()
    by_due: bool = False

    @property
    def values(self) -> dict[str, Any]:
        """What is set, by the name that it has in a statement."""
        q = (self.q or "").strip()
        found: dict[str, Any] = {
            "acted": self.acted,
            "statuses": list(self.statuses) or None,
            "late_at": self.now if self.late else None,
            "reached_by": None if self.waiting_days is None else self.now - timedelta(days=self.waiting_days),
            "program_id": self.program_id,
            "household_id": self.household_id,
            "member_id": self.member_id,
            "categories": list(self.categories) or None,
            "kinds": list(self.kinds) or None,
            "outcomes": list(self.outcomes) or None,
            "submitted_from": None if self.submitted_since is None else start_of(self.submitted_since),
            "submitted_before": None if self.submitted_until is None else end_of(self.submitted_until),
            "paid_from": None if self.paid_since is None else start_of(self.paid_since),
            "paid_before": None if self.paid_until is None else end_of(self.paid_until),
        }
        found = {name: value for name, value in found.items() if value is not None}
        found |= {"low": self.scope.low, "high": self.scope.high}
        if self.under is not None:
            found |= {"under_low": self.under[0], "under_high": self.under[1]}
        if self.desk is not None:
            found |= {"desk_id": self.desk.organization_id, "desk_user_id": self.desk.user_id}
        if q:
            found |= {"q": q, "q_lower": q.lower(), "q_upper": q.upper()}
        return found

    @property
    def where(self) -> list[ColumnElement[bool]]:
        """The conditions, on `values`."""
        return _where(self.scope.tree, frozenset(self.values), None if self.desk is None else self.desk.level)


def _given(name: str, type_: Any) -> Any:
    return bindparam(name, type_=type_)


def _among(column: Any, slugs: Sequence[str]) -> ColumnElement[bool]:
    return column == any_(literal(list(slugs), ARRAY(Text)))  # type: ignore[no-any-return]


def _one_of(column: Any, name: str) -> ColumnElement[bool]:
    return column == any_(_given(name, ARRAY(Text)))  # type: ignore[no-any-return]


def _is(name: str) -> ColumnElement[bool]:
    return aid_case.c[name] == _given(name, Uuid())  # type: ignore[no-any-return]


DUE = func.coalesce(aid_case.c.due_at, literal(NEVER, DateTime(timezone=True)))
"""As in the index of the queue by due moment (`db/tables/aid_case.py`)."""
_AT_A_DESK = _among(aid_case.c.status, [each.value for each in AT_A_DESK])
_ACTED = and_(step_row.c.case_id == aid_case.c.id, step_row.c.by_id == _given("acted", Uuid()))
_CONDITIONS: Mapping[str, ColumnElement[bool]] = {
    "under_low": aid_case.c.code.between(_given("under_low", BigInteger()), _given("under_high", BigInteger())),
    "statuses": _one_of(aid_case.c.status, "statuses"),
    "acted": exists().where(_ACTED),
    "late_at": and_(_AT_A_DESK, _given("late_at", DateTime(timezone=True)) >= DUE),
    "reached_by": and_(_AT_A_DESK, aid_case.c.reached_at <= _given("reached_by", DateTime(timezone=True))),
    "program_id": _is("program_id"),
    "household_id": _is("household_id"),
    "member_id": _is("member_id"),
    "categories": _one_of(aid_case.c.category, "categories"),
    "kinds": aid_case.c.program_id.in_(select(program.c.id).where(_one_of(program.c.kind, "kinds"))),
    "submitted_from": aid_case.c.submitted_at >= _given("submitted_from", DateTime(timezone=True)),
    "submitted_before": aid_case.c.submitted_at < _given("submitted_before", DateTime(timezone=True)),
    "outcomes": _one_of(aid_case.c.outcome, "outcomes"),
    "paid_from": aid_case.c.paid_at >= _given("paid_from", DateTime(timezone=True)),
    "paid_before": aid_case.c.paid_at < _given("paid_before", DateTime(timezone=True)),
    "q": or_(
        func.strpos(aid_case.c.name, _given("q", Text())) > 0,
        func.starts_with(aid_case.c.initials, _given("q_lower", Text())),
        aid_case.c.number == _given("q_upper", Text()),
    ),
}


def _where(tree: Tree, names: frozenset[str], level: Level | None) -> list[ColumnElement[bool]]:
    place = _place(tree)
    found = [place >= _given("low", BigInteger()), place <= _given("high", BigInteger())]
    found += [condition for name, condition in _CONDITIONS.items() if name in names]
    if level is not None:
        found.append(_on_desk(tree, level, _given("desk_id", Uuid()), _given("desk_user_id", Uuid())))
    return found


def _place(tree: Tree) -> Any:
    return aid_case.c.code if tree is Tree.TERRITORY else aid_case.c.line_code


def on_desk(desk: Desk, scope: Scope) -> ColumnElement[bool]:
    """What lies on the desk of a union: the stages of its level in all its subtree; those of lower levels only where
    no union of that level stands between. An officer's own draft lies on their own desk."""
    here, user = literal(desk.organization_id, Uuid), literal(desk.user_id, Uuid)
    return _on_desk(scope.tree, desk.level, here, user)


def _on_desk(tree: Tree, level: Level, here: Any, user: Any) -> ColumnElement[bool]:
    found: list[ColumnElement[bool]] = [and_(aid_case.c.status == "draft", aid_case.c.maker_id == user)]
    own = [status.value for status, at in LEVEL_OF.items() if at == level]
    if own:
        found.append(_among(aid_case.c.status, own))
    if tree is Tree.LINE:
        return or_(*found)
    for lower in sorted({each for each in LEVEL_OF.values() if each > level}):
        statuses = [status.value for status, at in LEVEL_OF.items() if at == lower]
        between = aid_case.c.organization_id == any_(_directly_below(here, lower))
        found.append(and_(_among(aid_case.c.status, statuses), or_(aid_case.c.organization_id == here, between)))
    return or_(*found)


def _directly_below(here: Any, level: Level) -> Any:
    """Unions under this one, and their branches, with none of `level` or above in between: an array of few ids, by key."""
    parent = aliased(org)
    lower = literal(int(level), Integer)
    children = select(org.c.id).where(org.c.parent_id == here, org.c.level > lower)
    branches = (
        select(org.c.id)
        .select_from(org.join(parent, parent.c.id == org.c.parent_id))
        .where(org.c.level > lower, parent.c.parent_id == here, parent.c.level > lower)
    )
    return func.array(children.union_all(branches).scalar_subquery())


def _holder(status: Any, organization_id: Any) -> Any:
    """The name of the union on whose desk a case lies: climbed from its own union by key, no further than needed.

    One select inside the other and not five unions joined: a join of that many costs the planner more than the page.
    """
    wanted = case(*((status == each.value, int(level)) for each, level in LEVEL_OF.items()), else_=null())
    line = [aliased(org, name=f"o{n}") for n in range(5)]
    name: Any = null()
    for place in reversed(range(len(line))):
        here = line[place]
        from_ = organization_id if place == 0 else line[place - 1].c.parent_id
        name = (
            select(case((here.c.level <= wanted, here.c.name), else_=name))
            .where(here.c.id == from_)
            .correlate(status.table, *line[:place])
            .scalar_subquery()
        )
    return case((wanted.is_not(None), name), else_=null())


def _of_program(name: str) -> Any:
    found = select(program.c[name]).where(program.c.id == aid_case.c.program_id).correlate(aid_case)
    return found.scalar_subquery().label(f"program_{name}")


def list_cases(*, filters: CaseFilters, after: Sequence[Any] | None = None, limit: int) -> Asked:
    """A page of the queue; the names of the unions that hold each are looked up for the page only."""
    values = filters.values | {"limit": limit}
    if after is not None:
        first = datetime.fromisoformat(after[0]) if filters.by_due else int(after[0])
        values |= {"after": first, "after_id": UUID(after[1])}
    level = None if filters.desk is None else filters.desk.level
    return _page(filters.scope.tree, frozenset(values), level, filters.by_due)(**values)


@lru_cache(maxsize=512)
def _page(tree: Tree, names: frozenset[str], level: Level | None, by_due: bool) -> Statement:
    order = (DUE if by_due else _place(tree), aid_case.c.id)
    own = select(org.c.name).where(org.c.id == aid_case.c.organization_id).correlate(aid_case).scalar_subquery()
    # The names are subqueries of the row: PostgreSQL puts them off until the page is cut.
    page = select(
        *(aid_case.c[name] for name in ITEM_COLUMNS),
        _of_program("name"),
        _of_program("kind"),
        own.label("organization_name"),
        _holder(aid_case.c.status, aid_case.c.organization_id).label("desk_name"),
        order[0].label("_order"),
    ).where(*_where(tree, names, level))
    if "after" in names:
        first = _given("after", DateTime(timezone=True) if by_due else BigInteger())
        page = page.where(tuple_(*order) > tuple_(first, _given("after_id", Uuid())))
    return Statement(page.order_by(*order).limit(_given("limit", Integer())))


def count_cases(*, filters: CaseFilters, cap: int) -> Asked:
    """How many cases a queue has, counted up to `cap`."""
    values = filters.values | {"limit": cap}
    return _count(filters.scope.tree, frozenset(values), None if filters.desk is None else filters.desk.level)(**values)


@lru_cache(maxsize=512)
def _count(tree: Tree, names: frozenset[str], level: Level | None) -> Statement:
    found = select(aid_case.c.id).where(*_where(tree, names, level)).limit(_given("limit", Integer())).subquery()
    return Statement(select(func.count()).select_from(found))


def sum_by_status(*, filters: CaseFilters) -> Select[Any]:
    """For each status how many cases a queue has, what they come to, and how many of them are late."""
    late = and_(_AT_A_DESK, aid_case.c.due_at <= literal(filters.now))
    return (
        select(
            aid_case.c.status,
            func.count().label("cases"),
            func.coalesce(func.sum(aid_case.c.amount_fen), 0).label("amount_fen"),
            func.count().filter(late).label("late"),
            func.min(aid_case.c.reached_at).label("oldest_at"),
        )
        .where(*filters.where)
        .group_by(aid_case.c.status)
        .params(**filters.values)
    )


def sum_late(*, filters: CaseFilters, limit: int) -> Select[Any]:
    """With whom what is late lies: for each status and union how many cases, and since when the longest."""
    late = [_AT_A_DESK, aid_case.c.due_at <= literal(filters.now)]
    found = (
        select(
            aid_case.c.status,
            aid_case.c.organization_id,
            func.count().label("cases"),
            func.min(aid_case.c.due_at).label("since"),
        )
        .where(*filters.where, *late)
        .group_by(aid_case.c.status, aid_case.c.organization_id)
        .subquery()
    )
    name = _holder(found.c.status, found.c.organization_id).label("desk_name")
    named = select(found.c.status, name, found.c.cases, found.c.since).subquery()
    return (
        select(
            named.c.status,
            named.c.desk_name,
            func.sum(named.c.cases).cast(BigInteger).label("cases"),
            func.min(named.c.since).label("since"),
        )
        .group_by(named.c.status, named.c.desk_name)
        .order_by(func.min(named.c.since))
        .limit(limit)
        .params(**filters.values)
    )
