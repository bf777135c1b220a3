"""Cases of aid: one at a time, held; and the steps they take."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.tables.aid_case import AidCase, AidCaseStep, AidProgram
from backend.domain.aid.case_codes import CaseStatus, CaseStep
from backend.domain.refusals import NotFound


async def get_case(session: AsyncSession, id: UUID, *, lock: bool = False) -> AidCase:
    """A case of the scope, held until the commit when it is going to change. Raises `NotFound`."""
    found = await session.get(AidCase, id, with_for_update=lock or None, populate_existing=True)
    if found is None:
        raise NotFound()
    return found


async def get_program(session: AsyncSession, id: UUID) -> AidProgram:
    """The programme of a case, which is there as long as the case is."""
    return await session.get_one(AidProgram, id)


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
    place = await session.scalar(
        select(func.coalesce(func.max(AidCaseStep.place), 0) + 1).where(AidCaseStep.case_id == case.id)  # type: ignore[arg-type]
    )
    taken = AidCaseStep(
        case_id=case.id,
        organization_id=case.organization_id,
        code=case.code,
        line_code=case.line_code,
        place=place,
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
    session.add(taken)
    case.status, case.reached_at, case.updated_at = str(to), at, at
    await session.flush()
    return taken
