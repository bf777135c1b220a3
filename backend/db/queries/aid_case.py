"""Cases of aid: one or some at a time, held; the steps they take; what was given beside them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, and_, exists, func, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.queries.work_calendar import load_calendar
from backend.db.tables.aid import Household, HouseholdPaper, HouseholdPerson
from backend.db.tables.aid_case import AidCase, AidCaseStep, AidProgram
from backend.domain.aid.case_codes import CaseStatus, CaseStep
from backend.domain.aid.cases import due_after
from backend.domain.refusals import NotFound

aid_case: Any = AidCase.__table__  # type: ignore[attr-defined]
step_row: Any = AidCaseStep.__table__  # type: ignore[attr-defined]
program: Any = AidProgram.__table__  # type: ignore[attr-defined]
paper: Any = HouseholdPaper.__table__  # type: ignore[attr-defined]
person: Any = HouseholdPerson.__table__  # type: ignore[attr-defined]
household: Any = Household.__table__  # type: ignore[attr-defined]

LIVE = aid_case.c.status.not_in(("rejected", "withdrawn"))


async def get_case(session: AsyncSession, id: UUID, *, lock: bool = False) -> AidCase:
    """A case of the scope, held until the commit when it is going to change. Raises `NotFound`."""
    found = await session.get(AidCase, id, with_for_update=lock or None, populate_existing=True)
    if found is None:
        raise NotFound()
    return found


async def get_program(session: AsyncSession, id: UUID) -> AidProgram:
    """The programme of a case, which is there as long as the case is."""
    return await session.get_one(AidProgram, id)


async def hold_cases(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, AidCase]:
    """The cases of the scope among these, held until the commit; in one order, so two batches never wait in a ring."""
    found = await session.scalars(
        select(AidCase)
        .where(aid_case.c.id == func.any(literal(list(ids), ARRAY(Uuid))))
        .order_by(aid_case.c.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {each.id: each for each in found}


async def record_step(
    session: AsyncSession,
    case: AidCase,
    *,
    step: CaseStep,
    to: CaseStatus,
    by: tuple[UUID, str, str],
    at: datetime,
    reason: str = "",
) -> AidCaseStep:
    """Let a held case go where a step leads, and write the step down. `by` is who did it: id, name, office."""
    [taken] = await record_steps(session, [(case, to, reason)], step=step, by=by, at=at)
    return taken


async def record_steps(
    session: AsyncSession,
    going: Sequence[tuple[AidCase, CaseStatus, str]],
    *,
    step: CaseStep,
    by: tuple[UUID, str, str],
    at: datetime,
) -> list[AidCaseStep]:
    """Let held cases go, each where the same step leads it, for its reason. The desk that gets one has its days anew."""
    ids = [case.id for case, _to, _reason in going]
    found = await session.execute(
        select(step_row.c.case_id, func.max(step_row.c.place).label("last"))
        .where(step_row.c.case_id == func.any(literal(ids, ARRAY(Uuid))))
        .group_by(step_row.c.case_id)
    )
    last = {row.case_id: row.last for row in found}
    calendar = await load_calendar(session)
    taken = []
    for case, to, reason in going:
        taken.append(
            AidCaseStep(
                case_id=case.id,
                organization_id=case.organization_id,
                code=case.code,
                line_code=case.line_code,
                place=last.get(case.id, 0) + 1,
                step=str(step),
                from_status=case.status,
                to_status=str(to),
                reason=reason,
                amount_fen=case.amount_fen,
                by_id=by[0],
                by_name=by[1],
                by_office=by[2],
                at=at,
            )
        )
        case.status, case.reached_at, case.updated_at = str(to), at, at
        case.due_at = due_after(to, at, calendar)
    session.add_all(taken)
    await session.flush()
    return taken


async def find_live(
    session: AsyncSession, program_id: UUID, *, household_id: UUID | None, member_id: UUID | None
) -> AidCase | None:
    """The live case of a household, or of a member, in a programme, within the scope."""
    subject = aid_case.c.household_id == household_id if household_id is not None else aid_case.c.member_id == member_id
    found = await session.scalars(select(AidCase).where(aid_case.c.program_id == program_id, subject, LIVE))
    return found.first()


async def find_last_step(session: AsyncSession, id: UUID) -> AidCaseStep | None:
    """What was done with a case last."""
    found = await session.scalars(
        select(AidCaseStep).where(step_row.c.case_id == id).order_by(step_row.c.place.desc()).limit(1)
    )
    return found.first()


async def list_steps(session: AsyncSession, id: UUID) -> list[dict[str, Any]]:
    """Every step of a case in its order."""
    names = ("place", "step", "from_status", "to_status", "reason", "amount_fen", "by_id", "by_name", "by_office", "at")
    found = await session.execute(
        select(*(step_row.c[name] for name in names)).where(step_row.c.case_id == id).order_by(step_row.c.place)
    )
    return [dict(row) for row in found.mappings()]


async def given_in_year(session: AsyncSession, ids: Sequence[UUID]) -> Mapping[UUID, int]:
    """What the people of these cases were given in the year of the programme beside the case itself, fen, over all
    programmes and wherever it lies (a door, aid_doors.py). Drafts and what was refused do not count."""
    door = func.aid_in_year(literal(list(ids), ARRAY(Uuid))).table_valued("case_id", "given_fen")
    found = await session.execute(select(door.c.case_id, door.c.given_fen))
    return {UUID(str(id)): int(fen) for id, fen in found}


async def kinds_of_papers(session: AsyncSession, households: Sequence[UUID]) -> Mapping[UUID, frozenset[str]]:
    """Which kinds of papers these files hold."""
    found = await session.execute(
        select(paper.c.household_id, func.array_agg(paper.c.kind.distinct()))
        .where(paper.c.household_id == func.any(literal(list(households), ARRAY(Uuid))))
        .group_by(paper.c.household_id)
    )
    return {id: frozenset(kinds) for id, kinds in found}


async def list_schools(session: AsyncSession, household_id: UUID) -> list[str]:
    """Where the children of a household learn, one for each of them."""
    found = await session.scalars(
        select(person.c.school_stage).where(
            person.c.household_id == household_id, person.c.relation != "self", person.c.school_stage.is_not(None)
        )
    )
    return list(found)


async def list_beside(session: AsyncSession, case: AidCase) -> list[dict[str, Any]]:
    """Other cases of the same household or member within the scope, the newest first."""
    same = []
    if case.household_id is not None:
        same.append(aid_case.c.household_id == case.household_id)
    if case.member_id is not None:
        same.append(aid_case.c.member_id == case.member_id)
        of_member = exists().where(household.c.id == aid_case.c.household_id, household.c.member_id == case.member_id)
        same.append(and_(aid_case.c.household_id.is_not(None), of_member))
    if not same:
        return []
    found = await session.execute(
        select(
            *(aid_case.c[name] for name in ("id", "number", "status", "amount_fen", "approved_at", "paid_at")),
            program.c.name.label("program_name"),
            program.c.year,
        )
        .select_from(aid_case.join(program, program.c.id == aid_case.c.program_id))
        .where(or_(*same), aid_case.c.id != case.id)
        .order_by(aid_case.c.id.desc())
        .limit(30)
    )
    return [dict(row) for row in found.mappings()]


async def find_households(
    session: AsyncSession, ids: Sequence[UUID], *, lock: bool = False
) -> Mapping[UUID, Household]:
    """The files of these cases, in one statement; held, in one order, when what is decided depends on them."""
    if not ids:
        return {}
    wanted = (
        select(Household)
        .where(household.c.id == func.any(literal(list(ids), ARRAY(Uuid))))
        .order_by(household.c.id)
        .execution_options(populate_existing=True)
    )
    found = await session.scalars(wanted.with_for_update() if lock else wanted)
    return {each.id: each for each in found}
