"""Reading household files: one, lists, who stands in one, what hangs on one; and many at once for the rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    LargeBinary,
    Select,
    Uuid,
    and_,
    case,
    delete,
    func,
    literal,
    or_,
    select,
    tuple_,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import ARRAY, aggregate_order_by, distinct_on
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import NULLTYPE
from sqlmodel import col
from sqlmodel import select as sqlmodel_select

from backend.db.bounds import place_of, within
from backend.db.household_records import FILE_COLUMNS, KIN_COLUMNS
from backend.db.tables.aid import (
    Household,
    HouseholdDecision,
    HouseholdMovement,
    HouseholdPaper,
    HouseholdPerson,
    HouseholdSnapshot,
)
from backend.db.tables.organization import Organization
from backend.db.tables.pairing import Pairing, PairingContact
from backend.db.tables.paper_request import PaperRequest
from backend.db.tables.process import AuditEvent
from backend.domain.access import Scope
from backend.domain.aid.codes import DecisionState, HouseholdClass, HouseholdStep
from backend.domain.refusals import NotFound

file: Any = Household.__table__  # type: ignore[attr-defined]
person: Any = HouseholdPerson.__table__  # type: ignore[attr-defined]
paper: Any = HouseholdPaper.__table__  # type: ignore[attr-defined]
snapshot: Any = HouseholdSnapshot.__table__  # type: ignore[attr-defined]
contact: Any = PairingContact.__table__  # type: ignore[attr-defined]
pairing: Any = Pairing.__table__  # type: ignore[attr-defined]
request: Any = PaperRequest.__table__  # type: ignore[attr-defined]
movement: Any = HouseholdMovement.__table__  # type: ignore[attr-defined]
decision: Any = HouseholdDecision.__table__  # type: ignore[attr-defined]
event: Any = AuditEvent.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]

Days = tuple[date | None, date | None]
"""The first and the last day, either end open."""

ITEM_COLUMNS = (
    *("id", "number", "organization_id", "member_id", "status", "category", "decided", "name", "sex", "born_on"),
    *("worker_kind", "main_cause", "size", "gross_fen", "net_fen", "keeper_name", "reviewer_name", "opened_on"),
    *("review_due_on", "exited_on", "exit_reason", "version"),
)
PAPER_COLUMNS = (
    *("phone", "residence", "marriage", "hukou_kind", "contract_term", "union_member", "model_worker"),
    *("enterprise_state", "single_parent", "nobody_works", "self_help", "housing", "housing_area", "exclusions"),
    *("causes", "other_income_fen", "medical_fen", "disability_fen", "schooling_fen", "work_fen"),
    *("property_loss_fen", "bank", "bank_card", "reviewed_on", "returned_on", "nation", "work_started_on"),
    *("unit_ownership", "unit_industry", "unit_address", "other_phone", "postcode"),
)
"""What an office has of a file on paper, besides what its list shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdFilters:
    """What a list of files is narrowed by."""

    today: date
    under: tuple[int, int] | None = None
    statuses: Sequence[str] = ()
    categories: Sequence[str] = ()
    causes: Sequence[str] = ()
    kinds: Sequence[str] = ()
    classes: Sequence[str] = ()
    overdue: bool = False
    nobody_works: bool = False
    moved: Mapping[HouseholdStep, Days] = field(default_factory=dict)
    exit_reasons: Sequence[str] = ()
    asked: Sequence[str] = ()
    """States of what the worker was asked for."""
    q: str | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """As SQL."""
        found: list[ColumnElement[bool]] = []
        if self.under is not None:
            found.append(file.c.code.between(*self.under))
        for column, wanted in (
            (file.c.status, self.statuses),
            (file.c.category, self.categories),
            (file.c.worker_kind, self.kinds),
            (file_class(self.today), self.classes),
        ):
            if wanted:
                found.append(column.in_(list(wanted)))
        if self.causes:
            wanted = list(self.causes)
            found.append(or_(file.c.main_cause.in_(wanted), file.c.causes.overlap(wanted)))
        if self.overdue:
            found.append(and_(file.c.status == "active", file.c.review_due_on < self.today))
        if self.nobody_works:
            found.append(file.c.nobody_works)
        moved = dict(self.moved)
        if self.exit_reasons:
            moved.setdefault(HouseholdStep.EXIT, (None, None))
        found += [
            file.c.id.in_(_moved(step, days, self.exit_reasons if step is HouseholdStep.EXIT else ()))
            for step, days in moved.items()
        ]
        if self.asked:
            found.append(file.c.id.in_(_asked(self.asked)))
        if self.q:
            q = self.q.strip()
            found.append(
                or_(
                    func.strpos(file.c.name, q) > 0,
                    func.starts_with(file.c.initials, q.lower()),
                    file.c.number == q.upper(),
                )
            )
        return found


def _asked(statuses: Sequence[str]) -> Select[Any]:
    return select(request.c.household_id).where(request.c.status.in_(list(statuses)))


def _moved(step: HouseholdStep, days: Days, reasons: Sequence[str]) -> Select[Any]:
    """The files that took a step between two days; of several times the last one tells the reason, as the figures do."""
    since, until = days
    bounds = [movement.c.step == str(step)]
    if since is not None:
        bounds.append(movement.c.on >= since)
    if until is not None:
        bounds.append(movement.c.on <= until)
    if not reasons:
        return select(movement.c.household_id).where(*bounds)
    last = (
        select(movement.c.household_id, movement.c.reason)
        .ext(distinct_on(movement.c.household_id))
        .where(*bounds)
        .order_by(movement.c.household_id, movement.c.on.desc(), movement.c.id.desc())
        .subquery()
    )
    return select(last.c.household_id).where(last.c.reason.in_(list(reasons)))


def file_class(today: date) -> ColumnElement[str]:
    """Of this year, of former years, come back (domain/aid/life.py `class_of`, set-based)."""
    return case(
        (file.c.opened_on.is_(None), None),
        (file.c.returned_on.is_not(None), HouseholdClass.RETURNED.value),
        (file.c.opened_on >= date(today.year, 1, 1), HouseholdClass.NEW.value),
        else_=HouseholdClass.EXISTING.value,
    )


def list_households(
    *,
    scope: Scope,
    filters: HouseholdFilters,
    after: Sequence[Any] | None = None,
    limit: int,
    on_paper: bool = False,
) -> Select[Any]:
    """Files in the order of where they stand; `on_paper` with what an export of them has, the sealed fields included."""
    place = place_of(file, scope)
    joined = file.join(org, org.c.id == file.c.organization_id)
    more: list[Any] = []
    if on_paper:
        joined = joined.outerjoin(person, and_(person.c.household_id == file.c.id, person.c.place == 0))
        worker = [person.c.id.label("worker_id"), *(person.c[name] for name in ("id_number", "politics", "unit"))]
        more = [*(file.c[name] for name in PAPER_COLUMNS), *worker]
    statement = (
        select(
            *(file.c[name] for name in ITEM_COLUMNS),
            *more,
            org.c.name.label("organization_name"),
            file_class(filters.today).label("file_class"),
            file.c.code.label("_code"),
            file.c.line_code.label("_line_code"),
            place.label("_place"),
        )
        .select_from(joined)
        .where(within(file, scope), *filters.conditions())
        .order_by(place, file.c.id)
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(
            tuple_(place, file.c.id) > tuple_(literal(int(after[0]), BigInteger), literal(UUID(after[1]), Uuid))
        )
    return statement


def count_households(*, scope: Scope, filters: HouseholdFilters, cap: int) -> Select[Any]:
    """How many files a list has, counted up to `cap`."""
    inner = select(file.c.id).where(within(file, scope), *filters.conditions()).limit(cap).subquery()
    return select(func.count()).select_from(inner)


def select_by_number(index: bytes, today: date) -> Select[Any]:
    """The files of the scope in which somebody with this document number stands, whoever it is in them."""
    return (
        select(
            *(file.c[name] for name in ITEM_COLUMNS),
            org.c.name.label("organization_name"),
            file_class(today).label("file_class"),
            file.c.code.label("_code"),
            file.c.line_code.label("_line_code"),
        )
        .select_from(
            file.join(org, org.c.id == file.c.organization_id).join(person, person.c.household_id == file.c.id)
        )
        .where(person.c.id_number_index == index)
        .order_by(file.c.id)
        .limit(50)
    )


async def get_household(session: AsyncSession, id: UUID, *, lock: bool = False) -> Household:
    """The file, locked for a change if asked. Raises `NotFound`."""
    found = await session.get(Household, id, with_for_update=lock or None, populate_existing=True)
    if found is None:
        raise NotFound()
    return found


async def list_people(session: AsyncSession, id: UUID) -> list[HouseholdPerson]:
    """The people of a file in their order, the worker first."""
    found = await session.scalars(
        sqlmodel_select(HouseholdPerson)
        .where(col(HouseholdPerson.household_id) == id)
        .order_by(col(HouseholdPerson.place))
        .execution_options(populate_existing=True)
    )
    return list(found)


async def hold_people(session: AsyncSession, indexes: Sequence[bytes]) -> None:
    """Whatever else is entered about these people waits until the end of this transaction. In one order: no deadlock."""
    keys = sorted(int.from_bytes(index[:8], "big", signed=True) for index in indexes)
    each = func.unnest(literal(keys, ARRAY(BigInteger))).column_valued("key")
    await session.execute(select(func.pg_advisory_xact_lock(each)))


async def find_file_of(
    session: AsyncSession, indexes: Sequence[bytes], *, but: UUID | None, beside: UUID | None
) -> UUID | None:
    """The active file in the caller's scope in which one of these stands; else an unfinished one with union `beside`."""
    mine = or_(person.c.active, and_(file.c.status == "draft", file.c.organization_id == beside))
    found = await session.scalar(
        select(file.c.id)
        .select_from(person.join(file, file.c.id == person.c.household_id))
        .where(person.c.id_number_index.in_(indexes), mine, file.c.id != (but or UUID(int=0)))
        .order_by(person.c.active.desc(), file.c.id)
        .limit(1)
    )
    return found


async def on_file(session: AsyncSession, indexes: Sequence[bytes]) -> frozenset[bytes]:
    """Which of these numbers stand in an active file, anywhere (doors.py). Says nothing more."""
    wanted = literal(list(indexes), ARRAY(LargeBinary))
    return frozenset(await session.scalars(select(func.people_on_file(wanted))))


async def drop_people(session: AsyncSession, id: UUID, *, but: Sequence[UUID]) -> None:
    """Let the people of a file go who are no longer named."""
    await session.execute(delete(person).where(person.c.household_id == id, person.c.id.not_in(but)))


async def list_papers(session: AsyncSession, id: UUID) -> list[dict[str, Any]]:
    """The papers of a file, in the order in which they came."""
    wanted = (paper.c[name] for name in ("id", "kind", "name", "media_type", "size", "added_by_name", "added_at"))
    found = await session.execute(select(*wanted).where(paper.c.household_id == id).order_by(paper.c.id))
    return [dict(row) for row in found.mappings()]


async def get_paper(session: AsyncSession, household_id: UUID, id: UUID) -> HouseholdPaper:
    """A paper of this file. Raises `NotFound`."""
    found = await session.get(HouseholdPaper, id)
    if found is None or found.household_id != household_id:
        raise NotFound()
    return found


async def take_over_papers(
    session: AsyncSession, row: Household, papers: Sequence[Any], *, by_name: str, at: datetime
) -> int:
    """Let papers that a worker sent stand in the file, but for pictures that do; returns how many came anew."""
    known = set(await session.scalars(select(paper.c.file_id).where(paper.c.household_id == row.id)))
    place: dict[str, Any] = {"organization_id": row.organization_id, "code": row.code, "line_code": row.line_code}
    taken = [
        HouseholdPaper(
            household_id=row.id,
            **place,
            **{name: getattr(each, name) for name in ("kind", "name", "file_id", "sha256", "media_type", "size")},
            added_by_name=by_name,
            added_at=at,
        )
        for each in papers
        if each.file_id not in known
    ]
    session.add_all(taken)
    await session.flush()
    return len(taken)


async def list_snapshots(session: AsyncSession, id: UUID) -> list[dict[str, Any]]:
    """What was kept of a file at a time, the newest first; the sealed content is not read."""
    wanted = (
        snapshot.c[name] for name in ("id", "kind", "year", "category", "evaluation", "taken_by_name", "taken_at")
    )
    found = await session.execute(
        select(*wanted).where(snapshot.c.household_id == id).order_by(snapshot.c.id.desc()).limit(100)
    )
    return [dict(row) for row in found.mappings()]


async def get_snapshot(session: AsyncSession, household_id: UUID, id: UUID) -> HouseholdSnapshot:
    """A snapshot of this file, its content sealed. Raises `NotFound`."""
    found = await session.get(HouseholdSnapshot, id)
    if found is None or found.household_id != household_id:
        raise NotFound()
    return found


async def list_decisions(session: AsyncSession, id: UUID) -> list[dict[str, Any]]:
    """What was decided beside the rules, the newest first."""
    hidden = ("household_id", "organization_id", "code", "line_code")
    found = await session.execute(
        select(*(each for each in decision.c if each.name not in hidden))
        .where(decision.c.household_id == id)
        .order_by(decision.c.id.desc())
        .limit(50)
    )
    return [dict(row) for row in found.mappings()]


async def find_open_decision(session: AsyncSession, id: UUID) -> HouseholdDecision | None:
    """The decision on a file that awaits its second officer, held for a change."""
    found = await session.scalars(
        sqlmodel_select(HouseholdDecision)
        .where(
            col(HouseholdDecision.household_id) == id,
            col(HouseholdDecision.state) == DecisionState.PROPOSED.value,
        )
        .with_for_update()
    )
    return found.first()


async def list_events(session: AsyncSession, id: UUID) -> list[dict[str, Any]]:
    """What was done to a file, the newest first, from the record."""
    found = await session.execute(
        select(event.c.event, event.c.at, event.c.actor_name, event.c.facts)
        .where(event.c.object_id == id, event.c.object_kind == "household")
        .order_by(event.c.id.desc())
        .limit(200)
    )
    return [dict(row) for row in found.mappings()]


async def drop_file(session: AsyncSession, id: UUID) -> None:
    """Delete a file with all that hangs on it; the upkeep deletes the pictures of its papers."""
    for table in (contact, pairing, paper, decision, snapshot, person):
        await session.execute(delete(table).where(table.c.household_id == id))
    await session.execute(delete(file).where(file.c.id == id))


async def count_for_rules(session: AsyncSession, *, scope: Scope, under: tuple[int, int]) -> int:
    """How many files `list_for_rules` goes over."""
    found = await session.scalar(
        select(func.count())
        .select_from(file)
        .where(within(file, scope), file.c.code.between(*under), file.c.status != "exited")
    )
    return int(found or 0)


def select_for_rules(*, scope: Scope, under: tuple[int, int], after: UUID | None, limit: int) -> Select[Any]:
    """Files that are on record or in the making, as the rules see them; `limit` at a time, by id.

    Each row is the id, the place, whether two officers decided beside the rules, and then what `judged_from` takes. One
    statement, however many files; nothing is read that no rule asks for.
    """
    # Arrays as the driver brings them: SQLAlchemy would go over each once more.
    kin = (
        select(func.array_agg(aggregate_order_by(func.row(*(person.c[name] for name in KIN_COLUMNS)), person.c.place)))
        .where(person.c.household_id == file.c.id)
        .correlate(file)
        .scalar_subquery()
    )
    columns = (kin.label("people"), *(file.c[name] for name in FILE_COLUMNS))
    bare = (type_coerce(each, NULLTYPE) if isinstance(each.type, ARRAY) else each for each in columns)
    statement = (
        select(file.c.id, file.c.code, file.c.decided, *bare)
        .where(within(file, scope), file.c.code.between(*under), file.c.status != "exited")
        .order_by(file.c.id)
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(file.c.id > after)
    return statement


async def list_for_rules(
    session: AsyncSession, *, scope: Scope, under: tuple[int, int], after: UUID | None, limit: int
) -> Sequence[Any]:
    """What `select_for_rules` selects."""
    files: Sequence[Any] = (
        await session.execute(select_for_rules(scope=scope, under=under, after=after, limit=limit))
    ).all()
    return files
