"""The queue of cases: what waits where and with whom, counted and summed; candidates of a programme side by side.

A case lies with the union of the stage's level at or above its own. Which one that is is read along the parents of its
union, at most five rows by key; unions above the reader's scope are not named.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    DateTime,
    Integer,
    Select,
    Uuid,
    and_,
    case,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from backend.db.bounds import place_of, within
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
    *("submitted_at", "approved_at", "paid_at", "version"),
)
NEVER = datetime(9999, 12, 31, tzinfo=UTC)
"""Where nothing is due."""
_WAITING = tuple(each.value for each in AT_A_DESK)


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
    paid_since: date | None = None
    paid_until: date | None = None
    q: str | None = None
    by_due: bool = False

    def conditions(self) -> list[ColumnElement[bool]]:
        """As SQL."""
        found: list[ColumnElement[bool]] = [within(aid_case, self.scope)]
        if self.under is not None:
            found.append(aid_case.c.code.between(*self.under))
        if self.statuses:
            found.append(aid_case.c.status.in_(list(self.statuses)))
        if self.desk is not None:
            found.append(on_desk(self.desk, self.scope))
        if self.acted is not None:
            mine = and_(step_row.c.case_id == aid_case.c.id, step_row.c.by_id == literal(self.acted, Uuid))
            found.append(exists().where(mine))
        if self.late:
            found += [aid_case.c.status.in_(_WAITING), aid_case.c.due_at <= literal(self.now)]
        if self.waiting_days is not None:
            found += [
                aid_case.c.status.in_(_WAITING),
                aid_case.c.reached_at <= literal(self.now - timedelta(days=self.waiting_days)),
            ]
        for column, wanted in (
            (aid_case.c.program_id, self.program_id),
            (aid_case.c.household_id, self.household_id),
            (aid_case.c.member_id, self.member_id),
        ):
            if wanted is not None:
                found.append(column == literal(wanted, Uuid))
        if self.paid_since is not None:
            found.append(aid_case.c.paid_at >= start_of(self.paid_since))
        if self.paid_until is not None:
            found.append(aid_case.c.paid_at < end_of(self.paid_until))
        if self.categories:
            found.append(aid_case.c.category.in_(list(self.categories)))
        if self.kinds:
            wanted_kinds = select(program.c.id).where(program.c.kind.in_(list(self.kinds)))
            found.append(aid_case.c.program_id.in_(wanted_kinds))
        if self.q:
            q = self.q.strip()
            found.append(
                or_(
                    func.strpos(aid_case.c.name, q) > 0,
                    func.starts_with(aid_case.c.initials, q.lower()),
                    aid_case.c.number == q.upper(),
                )
            )
        return found

    def order(self) -> tuple[Any, ...]:
        """The columns of the order: by due moment, or by where a case stands."""
        if self.by_due:
            return (_due(), aid_case.c.id)
        return (place_of(aid_case, self.scope), aid_case.c.id)


def _due() -> Any:
    return func.coalesce(aid_case.c.due_at, literal(NEVER, DateTime(timezone=True)))


def on_desk(desk: Desk, scope: Scope) -> ColumnElement[bool]:
    """What lies on the desk of a union: the stages of its level in all its subtree; those of lower levels only where
    no union of that level stands between. An officer's own draft lies on their own desk."""
    own_draft = and_(aid_case.c.status == "draft", aid_case.c.maker_id == literal(desk.user_id, Uuid))
    found: list[ColumnElement[bool]] = [own_draft]
    here = [status.value for status, level in LEVEL_OF.items() if level == desk.level]
    if here:
        found.append(aid_case.c.status.in_(here))
    if scope.tree is Tree.LINE:
        return or_(*found)
    for level in sorted({level for level in LEVEL_OF.values() if level > desk.level}):
        statuses = [status.value for status, at in LEVEL_OF.items() if at == level]
        between = aid_case.c.organization_id.in_(_directly_below(desk.organization_id, level))
        own = aid_case.c.organization_id == literal(desk.organization_id, Uuid)
        found.append(and_(aid_case.c.status.in_(statuses), or_(own, between)))
    return or_(*found)


def _directly_below(organization_id: UUID, level: Level) -> Any:
    """Unions under this one, and their branches, with none of `level` or above in between."""
    parent = aliased(org)
    here = literal(organization_id, Uuid)
    lower = literal(int(level), Integer)
    return (
        select(org.c.id)
        .select_from(org.join(parent, parent.c.id == org.c.parent_id))
        .where(
            org.c.level > lower,
            or_(org.c.parent_id == here, and_(parent.c.parent_id == here, parent.c.level > lower)),
        )
    )


def _with_holder() -> tuple[Any, Any]:
    """(cases joined to their union and its parents, the name of the union on whose desk each lies)."""
    line = [aliased(org, name=f"o{n}") for n in range(5)]
    joined = aid_case.join(program, program.c.id == aid_case.c.program_id)
    joined = joined.join(line[0], line[0].c.id == aid_case.c.organization_id)
    for below, above in pairwise(line):
        joined = joined.outerjoin(above, above.c.id == below.c.parent_id)

    def nearest(level: Level) -> Any:
        return case(*((each.c.level <= int(level), each.c.name) for each in line), else_=null())

    named = [(aid_case.c.status == status.value, nearest(level)) for status, level in LEVEL_OF.items()]
    return joined, (case(*named, else_=null()), line[0])


def list_cases(*, filters: CaseFilters, after: Sequence[Any] | None = None, limit: int) -> Select[Any]:
    """A page of the queue; the names of the unions that hold each are looked up for the page only."""
    order = filters.order()
    inner = select(aid_case.c.id).where(*filters.conditions()).order_by(*order).limit(limit)
    if after is not None:
        first = (
            literal(datetime.fromisoformat(after[0]), DateTime(timezone=True))
            if filters.by_due
            else literal(int(after[0]), BigInteger)
        )
        inner = inner.where(tuple_(*order) > tuple_(first, literal(UUID(after[1]), Uuid)))
    page = inner.subquery("page")
    joined, (holder, own) = _with_holder()
    return (
        select(
            *(aid_case.c[name] for name in ITEM_COLUMNS),
            program.c.name.label("program_name"),
            program.c.kind.label("program_kind"),
            program.c.stages.label("_stages"),
            own.c.name.label("organization_name"),
            holder.label("desk_name"),
            aid_case.c.code.label("_code"),
            aid_case.c.line_code.label("_line_code"),
            order[0].label("_order"),
        )
        .select_from(joined.join(page, page.c.id == aid_case.c.id))
        .order_by(*order)
    )


def count_cases(*, filters: CaseFilters, cap: int) -> Select[Any]:
    """How many cases a queue has, counted up to `cap`."""
    inner = select(aid_case.c.id).where(*filters.conditions()).limit(cap).subquery()
    return select(func.count()).select_from(inner)


def sum_by_status(*, filters: CaseFilters) -> Select[Any]:
    """For each status how many cases a queue has, what they come to, and how many of them are late."""
    late = and_(aid_case.c.status.in_(_WAITING), aid_case.c.due_at <= literal(filters.now))
    return (
        select(
            aid_case.c.status,
            func.count().label("cases"),
            func.coalesce(func.sum(aid_case.c.amount_fen), 0).label("amount_fen"),
            func.count().filter(late).label("late"),
            func.min(aid_case.c.reached_at).label("oldest_at"),
        )
        .where(*filters.conditions())
        .group_by(aid_case.c.status)
    )


def sum_late(*, filters: CaseFilters, limit: int) -> Select[Any]:
    """With whom what is late lies: for each status and union how many cases, and since when the longest."""
    joined, (holder, _own) = _with_holder()
    name = holder.label("desk_name")
    statement = (
        select(
            aid_case.c.status,
            name,
            func.count().label("cases"),
            func.min(aid_case.c.due_at).label("since"),
        )
        .select_from(joined)
        .where(*filters.conditions(), aid_case.c.status.in_(_WAITING), aid_case.c.due_at <= literal(filters.now))
        .group_by(aid_case.c.status, name)
        .order_by(func.min(aid_case.c.due_at))
        .limit(limit)
    )
    return statement
