"""Public notices: cases that wait for one, the list, one with its lines."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, exists, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from backend.db.bounds import within
from backend.db.queries import aid_case as aid_cases
from backend.db.tables.aid import Household
from backend.db.tables.aid_case import AidCase, AidProgram
from backend.db.tables.member import Member
from backend.db.tables.notice import Notice, NoticeLine, Objection
from backend.db.tables.organization import Organization
from backend.domain.access import Scope
from backend.domain.aid.case_codes import CaseStatus, CaseStep
from backend.domain.notice.codes import NoticeState
from backend.domain.refusals import NotFound

aid_case: Any = AidCase.__table__  # type: ignore[attr-defined]
program: Any = AidProgram.__table__  # type: ignore[attr-defined]
household: Any = Household.__table__  # type: ignore[attr-defined]
member: Any = Member.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]
notice: Any = Notice.__table__  # type: ignore[attr-defined]
line: Any = NoticeLine.__table__  # type: ignore[attr-defined]
objection: Any = Objection.__table__  # type: ignore[attr-defined]

_TAKEN = exists().where(line.c.case_id == aid_case.c.id, line.c.open)
_SOURCE = (
    aid_case.join(program, program.c.id == aid_case.c.program_id)
    .join(org, org.c.id == aid_case.c.organization_id)
    .outerjoin(household, household.c.id == aid_case.c.household_id)
    .outerjoin(member, member.c.id == aid_case.c.member_id)
)
# Of the household a notice may know these four things; nothing that is sealed is ever read here.
_FACTS = (
    aid_case.c.id,
    aid_case.c.number,
    aid_case.c.status,
    aid_case.c.program_id,
    program.c.name.label("program_name"),
    aid_case.c.organization_id,
    org.c.name.label("organization_name"),
    func.coalesce(household.c.name, member.c.name, aid_case.c.name).label("name"),
    func.coalesce(household.c.born_on, member.c.born_on).label("born_on"),
    aid_case.c.category,
    aid_case.c.amount_fen,
    household.c.size,
    household.c.main_cause,
    _TAKEN.label("taken"),
)


def list_candidates(
    *,
    scope: Scope,
    program_id: UUID | None,
    organization_id: UUID | None,
    after: Sequence[Any] | None,
    limit: int,
) -> Select[Any]:
    """Cases in the notice stage that no running notice holds, those of one union and one programme together."""
    order = (aid_case.c.code, aid_case.c.program_id, aid_case.c.id)
    conditions: list[ColumnElement[bool]] = [
        within(aid_case, scope),
        aid_case.c.status == CaseStatus.NOTICE.value,
        ~_TAKEN,
    ]
    if program_id is not None:
        conditions.append(aid_case.c.program_id == program_id)
    if organization_id is not None:
        conditions.append(aid_case.c.organization_id == organization_id)
    if after is not None:
        place = (literal(int(after[0])), literal(UUID(after[1])), literal(UUID(after[2])))
        conditions.append(func.row(*order) > func.row(*place))
    return (
        select(*_FACTS, aid_case.c.reached_at, program.c.notice_days, aid_case.c.code.label("_code"))
        .select_from(_SOURCE)
        .where(*conditions)
        .order_by(*order)
        .limit(limit)
    )


def count_candidates(*, cap: int, **filters: Any) -> Select[Any]:
    """How many cases wait for a notice, counted up to `cap`."""
    return select(func.count()).select_from(list_candidates(after=None, limit=cap, **filters).subquery())


async def list_cases(session: AsyncSession, ids: Collection[UUID]) -> Sequence[Any]:
    """What a notice may know of these cases, in the order of their numbers. Raises `NotFound` when one is not there."""
    found = (
        await session.execute(
            select(*_FACTS).select_from(_SOURCE).where(aid_case.c.id.in_(ids)).order_by(aid_case.c.number)
        )
    ).all()
    if len(found) < len(ids):
        raise NotFound()
    return found


async def find_union(session: AsyncSession, id: UUID) -> Any:
    """Where a union is in the tree. Raises `NotFound`."""
    found = await session.execute(
        select(org.c.name, org.c.level, org.c.code, org.c.code_hi, org.c.line_code).where(org.c.id == id)
    )
    row = found.one_or_none()
    if row is None:
        raise NotFound()
    return row


async def get_notice(session: AsyncSession, id: UUID, *, lock: bool = False) -> Notice:
    """A notice, held until the commit when it is going to change. Raises `NotFound`."""
    found = await session.get(Notice, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


async def list_lines(session: AsyncSession, id: UUID) -> Sequence[NoticeLine]:
    """What stands on a notice, in its order."""
    asked = select(NoticeLine).where(line.c.notice_id == id).order_by(line.c.place)
    return (await session.scalars(asked, execution_options={"populate_existing": True})).all()


def _state(now: datetime) -> ColumnElement[str]:
    over = notice.c.status == NoticeState.RUNNING.value, notice.c.ends_at <= literal(now)
    return case((over[0] & over[1], NoticeState.ENDED.value), else_=notice.c.status)


def list_notices(
    *,
    scope: Scope,
    now: datetime,
    under: tuple[int, int] | None,
    program_id: UUID | None,
    states: Sequence[str],
    after: Sequence[Any] | None,
    limit: int,
) -> Select[Any]:
    """Notices of the subtree, the newest first, each with where it is and how many objections are open."""
    open_ = (
        select(func.count())
        .where(objection.c.notice_id == notice.c.id, objection.c.state == "open")
        .correlate(notice)
        .scalar_subquery()
    )
    state = _state(now)
    conditions: list[ColumnElement[bool]] = [within(notice, scope)]
    if under is not None:
        conditions.append(notice.c.code.between(*under))
    if program_id is not None:
        conditions.append(notice.c.program_id == program_id)
    if states:
        conditions.append(state.in_(states))
    if after is not None:
        conditions.append(notice.c.id < UUID(after[0]))
    names = (
        *("id", "number", "organization_id", "organization_name", "program_id", "program_name", "days", "people"),
        *("published_at", "published_by_name", "ends_at", "concluded_at", "withdrawn_at", "version"),
    )
    return (
        select(*[notice.c[name] for name in names], state.label("state"), open_.label("open_objections"))
        .where(*conditions)
        .order_by(notice.c.id.desc())
        .limit(limit)
    )


def count_notices(*, cap: int, **filters: Any) -> Select[Any]:
    """How many notices a list has, counted up to `cap`."""
    return select(func.count()).select_from(list_notices(after=None, limit=cap, **filters).subquery())


async def find_open_notice(session: AsyncSession, case_id: UUID) -> UUID | None:
    """The running notice that a case stands on. As long as there is one, the notice decides where the case goes."""
    return await session.scalar(select(line.c.notice_id).where(line.c.case_id == case_id, line.c.open))


async def close_lines(session: AsyncSession, id: UUID, verdicts: dict[UUID, str]) -> None:
    """Let the cases of a notice go, each with what became of it; those without a verdict are merely let go."""
    by_verdict: dict[str, list[UUID]] = {}
    for case_id, verdict in verdicts.items():
        by_verdict.setdefault(verdict, []).append(case_id)
    told = [(line.c.case_id.in_(ids), literal(verdict)) for verdict, ids in by_verdict.items()]
    values: dict[str, Any] = {"open": False} | ({"verdict": case(*told, else_=None)} if told else {})
    await session.execute(update(line).where(line.c.notice_id == id).values(values))


async def record_steps(
    session: AsyncSession,
    cases: Sequence[AidCase],
    *,
    step_taken: CaseStep,
    to: CaseStatus,
    by: tuple[UUID, str, str],
    at: datetime,
    reason: str = "",
) -> None:
    """As `aid_case.record_steps`, to one place and for one reason; each case gets its next version."""
    if not cases:
        return
    with session.no_autoflush:
        for each in cases:
            each.version += 1
        going = [(each, to, reason) for each in cases]
        await aid_cases.record_steps(session, going, step=step_taken, by=by, at=at)


async def find_running(session: AsyncSession, case_ids: Collection[UUID]) -> dict[UUID, str]:
    """The number of the running notice on which each of these cases stands; those that stand on none are not named."""
    found = await session.execute(
        select(line.c.case_id, notice.c.number)
        .select_from(line.join(notice, notice.c.id == line.c.notice_id))
        .where(line.c.case_id.in_(list(case_ids)), line.c.open)
    )
    return {row.case_id: row.number for row in found}
