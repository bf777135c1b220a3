"""Reading applications for aid: the worker's own, the queue of a union, what hangs on one; and the steps they take."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Select, Uuid, delete, func, literal, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col
from sqlmodel import select as sqlmodel_select

from backend.db.bounds import within
from backend.db.crypto import Vault
from backend.db.declarations import seal_note
from backend.db.queries.household import take_over_papers
from backend.db.tables.aid import Household
from backend.db.tables.aid_application import AidApplication, AidApplicationPaper, AidApplicationStep
from backend.db.tables.aid_case import AidProgram
from backend.db.tables.member import Member
from backend.db.tables.organization import Organization
from backend.db.types import new_id
from backend.domain.access import Scope
from backend.domain.aid.application_codes import ApplicationStatus, ApplicationStep
from backend.domain.refusals import NotFound

application: Any = AidApplication.__table__  # type: ignore[attr-defined]
step_row: Any = AidApplicationStep.__table__  # type: ignore[attr-defined]
paper: Any = AidApplicationPaper.__table__  # type: ignore[attr-defined]
program: Any = AidProgram.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]

ITEM_COLUMNS = (
    *("id", "number", "organization_id", "name", "status", "main_cause", "people", "program_id", "household_id"),
    *("submitted_at", "reached_at", "version"),
)
MINE_COLUMNS = (
    *("id", "number", "organization_id", "status", "program_id", "household_id", "submitted_at", "reached_at"),
    *("created_at", "version"),
)
OPEN = tuple(str(each) for each in ApplicationStatus if each.open)
ENDED = tuple(str(each) for each in ApplicationStatus if not each.open)

ENDED_KEPT = timedelta(days=730)
"""What ended: long enough for the next year's application to be held against it, and no longer."""
DRAFTS_KEPT = timedelta(days=180)
"""What nobody went on with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationFilters:
    """What the queue is narrowed by."""

    under: tuple[int, int] | None = None
    statuses: Sequence[str] = ()
    causes: Sequence[str] = ()
    program_id: UUID | None = None
    q: str | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """As SQL. A draft is the worker's alone, whatever is asked for."""
        found: list[ColumnElement[bool]] = [application.c.submitted_at.is_not(None)]
        if self.under is not None:
            found.append(application.c.code.between(*self.under))
        if self.statuses:
            found.append(application.c.status.in_(list(self.statuses)))
        if self.causes:
            found.append(application.c.main_cause.in_(list(self.causes)))
        if self.program_id is not None:
            found.append(application.c.program_id == self.program_id)
        if self.q:
            q = self.q.strip()
            found.append(
                or_(
                    func.strpos(application.c.name, q) > 0,
                    func.starts_with(application.c.initials, q.lower()),
                    application.c.number == q.upper(),
                )
            )
        return found


def list_applications(
    *, scope: Scope, filters: ApplicationFilters, after: Sequence[Any] | None = None, limit: int
) -> Select[Any]:
    """The queue: who has waited longest comes first."""
    papers = select(func.count()).where(paper.c.application_id == application.c.id).scalar_subquery()
    statement = (
        select(
            *(application.c[name] for name in ITEM_COLUMNS),
            org.c.name.label("organization_name"),
            program.c.name.label("program_name"),
            papers.label("papers_count"),
        )
        .select_from(
            application.join(org, org.c.id == application.c.organization_id).outerjoin(
                program, program.c.id == application.c.program_id
            )
        )
        .where(within(application, scope), *filters.conditions())
        .order_by(application.c.submitted_at, application.c.id)
        .limit(limit)
    )
    if after is not None:
        last = tuple_(literal(datetime.fromisoformat(after[0]), DateTime(timezone=True)), literal(UUID(after[1]), Uuid))
        statement = statement.where(tuple_(application.c.submitted_at, application.c.id) > last)
    return statement


def count_applications(*, scope: Scope, filters: ApplicationFilters, cap: int) -> Select[Any]:
    """How many the queue has, counted up to `cap`."""
    inner = select(application.c.id).where(within(application, scope), *filters.conditions()).limit(cap).subquery()
    return select(func.count()).select_from(inner)


async def list_mine(session: AsyncSession, member_id: UUID) -> list[dict[str, Any]]:
    """A worker's applications, the newest first."""
    found = await session.execute(
        select(*(application.c[name] for name in MINE_COLUMNS), program.c.name.label("program_name"))
        .select_from(application.outerjoin(program, program.c.id == application.c.program_id))
        .where(application.c.member_id == member_id)
        .order_by(application.c.id.desc())
        .limit(100)
    )
    return [dict(row) for row in found.mappings()]


async def get_own(session: AsyncSession, id: UUID, member_id: UUID | None, *, lock: bool = False) -> AidApplication:
    """The worker's own application, held until the commit when it is going to change. Raises `NotFound`."""
    found = await session.get(AidApplication, id, with_for_update=lock or None, populate_existing=True)
    if found is None or member_id is None or found.member_id != member_id:
        raise NotFound()
    return found


async def get_submitted(session: AsyncSession, id: UUID, *, lock: bool = False) -> AidApplication:
    """An application of the scope that was handed in. Raises `NotFound`, for drafts as well."""
    found = await session.get(AidApplication, id, with_for_update=lock or None, populate_existing=True)
    if found is None or found.submitted_at is None:
        raise NotFound()
    return found


async def settle(session: AsyncSession, row: AidApplication, member: Member) -> None:
    """Let an application that is handed in lie with the union whose member the worker is now, and all that hangs on it."""
    place = {"organization_id": member.organization_id, "code": member.code, "line_code": member.line_code}
    if all(getattr(row, name) == value for name, value in place.items()):
        return
    for name, value in place.items():
        setattr(row, name, value)
    for table in (paper, step_row):
        await session.execute(update(table).values(place).where(table.c.application_id == row.id))


async def find_open(session: AsyncSession, member_id: UUID) -> UUID | None:
    """The application of a worker that is under way."""
    found: UUID | None = await session.scalar(
        select(application.c.id).where(application.c.member_id == member_id, application.c.status.in_(OPEN))
    )
    return found


async def find_known_file(session: AsyncSession, member_id: UUID) -> dict[str, Any] | None:
    """The household file of this worker within the scope that is not closed, one on record before a draft."""
    file: Any = Household.__table__  # type: ignore[attr-defined]
    found = await session.execute(
        select(file.c.id, file.c.number, file.c.status)
        .where(file.c.member_id == member_id, file.c.status != "exited")
        .order_by(file.c.status, file.c.id)
        .limit(1)
    )
    row = found.mappings().first()
    return None if row is None else dict(row)


async def find_of_household(session: AsyncSession, household_id: UUID) -> AidApplication | None:
    """The application that a file was made of, held."""
    found = await session.scalars(
        sqlmodel_select(AidApplication).where(col(AidApplication.household_id) == household_id).with_for_update()
    )
    return found.first()


async def record_step(
    session: AsyncSession,
    vault: Vault,
    row: AidApplication,
    *,
    step: ApplicationStep,
    to: ApplicationStatus,
    by: tuple[UUID, str, str],
    at: datetime,
    note: str = "",
    household_id: UUID | None = None,
) -> AidApplicationStep:
    """Let a held application go where a step leads, and write the step down. `by` is who did it: id, name, office;
    `household_id` is the file that it is taken into."""
    place: int = await session.scalar(  # type: ignore[assignment]
        select(func.coalesce(func.max(step_row.c.place), 0) + 1).where(step_row.c.application_id == row.id)
    )
    id = new_id()
    taken = AidApplicationStep(
        id=id,
        application_id=row.id,
        member_id=row.member_id,
        organization_id=row.organization_id,
        code=row.code,
        line_code=row.line_code,
        place=place,
        step=str(step),
        to_status=str(to),
        note=seal_note(vault, id, note),
        by_id=by[0],
        by_name=by[1],
        by_office=by[2],
        at=at,
    )
    session.add(taken)
    row.status, row.household_id, row.reached_at, row.updated_at = str(to), household_id, at, at
    await session.flush()
    return taken


async def list_steps(session: AsyncSession, id: UUID) -> list[dict[str, Any]]:
    """Every step of an application in its order; the notes sealed."""
    names = ("id", "step", "to_status", "note", "by_id", "by_name", "by_office", "at")
    found = await session.execute(
        select(*(step_row.c[name] for name in names))
        .where(step_row.c.application_id == id)
        .order_by(step_row.c.place)
        .limit(200)
    )
    return [dict(row) for row in found.mappings()]


async def list_papers(session: AsyncSession, id: UUID) -> list[dict[str, Any]]:
    """The papers of an application, in the order in which they came."""
    names = ("id", "kind", "name", "media_type", "size", "added_at")
    found = await session.execute(
        select(*(paper.c[name] for name in names)).where(paper.c.application_id == id).order_by(paper.c.id)
    )
    return [dict(row) for row in found.mappings()]


async def get_paper(session: AsyncSession, application_id: UUID, id: UUID) -> AidApplicationPaper:
    """A paper of this application. Raises `NotFound`."""
    found = await session.get(AidApplicationPaper, id)
    if found is None or found.application_id != application_id:
        raise NotFound()
    return found


async def hand_over_papers(
    session: AsyncSession, row: AidApplication, file: Household, *, by_name: str, at: datetime
) -> int:
    """Let the papers of an application stand in a household file as well, in their order; returns how many came anew."""
    found = await session.scalars(
        sqlmodel_select(AidApplicationPaper)
        .where(col(AidApplicationPaper.application_id) == row.id)
        .order_by(col(AidApplicationPaper.id))
    )
    return await take_over_papers(session, file, found.all(), by_name=by_name, at=at)


async def list_unions_above(session: AsyncSession) -> list[dict[str, Any]]:
    """The unions whose member the caller is, the city's first (doors.py)."""
    found = await session.execute(
        select(func.unions_above_member().table_valued("id", "name", "level", "code", "code_hi"))
    )
    return [{"id": UUID(str(row.id)), "name": row.name, "level": row.level, "code": row.code} for row in found]


async def list_open_programs(session: AsyncSession, unions: Sequence[UUID], *, at: datetime) -> list[dict[str, Any]]:
    """The programmes that these unions run and that take applications now, those that close first before the others."""
    names = (
        *("id", "name", "kind", "year", "organization_name", "audience", "papers", "opens_at", "closes_at"),
        *("each_time_fen", "notice_days", "stages", "papers_place", "papers_room", "papers_phone"),
    )
    minute = literal(at.replace(second=0, microsecond=0), DateTime(timezone=True))
    found = await session.execute(
        select(*(program.c[name] for name in names))
        .where(
            program.c.organization_id.in_(list(unions)),
            program.c.status == "open",
            or_(program.c.opens_at.is_(None), program.c.opens_at <= minute),
            or_(program.c.closes_at.is_(None), program.c.closes_at >= minute),
        )
        .order_by(program.c.closes_at.nulls_last(), program.c.id)
        .limit(100)
    )
    return [dict(row) for row in found.mappings()]


async def find_program(session: AsyncSession, id: UUID) -> AidProgram | None:
    """A programme; every programme is announced to everybody."""
    return await session.get(AidProgram, id)


async def list_cases_of_member(session: AsyncSession) -> list[dict[str, Any]]:
    """Where the caller's own cases are (doors.py)."""
    names = (
        *("id", "number", "program_name", "program_kind", "year", "status", "asked_fen", "amount_fen"),
        *("submitted_at", "reached_at", "due_at", "unions", "steps"),
    )
    found = await session.execute(select(func.cases_of_member().table_valued(*names)))
    return [dict(row) for row in found.mappings()]


async def drop_application(session: AsyncSession, id: UUID) -> None:
    """Delete an application with all that hangs on it; the upkeep deletes the pictures of its papers."""
    for table in (paper, step_row):
        await session.execute(delete(table).where(table.c.application_id == id))
    await session.execute(delete(application).where(application.c.id == id))


async def forget(session: AsyncSession, now: datetime) -> int:
    """Let applications go that ended long ago, and drafts that nobody went on with; returns how many."""
    ended = application.c.status.in_(ENDED) & (application.c.reached_at < now - ENDED_KEPT)
    left = (application.c.status == "draft") & (application.c.updated_at < now - DRAFTS_KEPT)
    old = select(application.c.id).where(or_(ended, left))
    for table in (paper, step_row):
        await session.execute(delete(table).where(table.c.application_id.in_(old)))
    done = await session.execute(delete(application).where(or_(ended, left)))
    return done.rowcount  # type: ignore[attr-defined, no-any-return]
