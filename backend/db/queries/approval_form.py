"""What stands on the forms of some cases beside the cases: people, steps, payments, names of unions; each in one statement."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.tables.aid import HouseholdPerson
from backend.db.tables.aid_case import AidCase, AidCaseStep
from backend.db.tables.notice import Notice, NoticeLine
from backend.db.tables.organization import Organization
from backend.db.tables.payment import Payment
from backend.db.tables.visit import Visit, VisitPlan
from backend.domain.refusals import NotFound

aid_case: Any = AidCase.__table__  # type: ignore[attr-defined]
person: Any = HouseholdPerson.__table__  # type: ignore[attr-defined]
step_row: Any = AidCaseStep.__table__  # type: ignore[attr-defined]
payment: Any = Payment.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]
notice: Any = Notice.__table__  # type: ignore[attr-defined]
line: Any = NoticeLine.__table__  # type: ignore[attr-defined]
visit: Any = Visit.__table__  # type: ignore[attr-defined]
plan: Any = VisitPlan.__table__  # type: ignore[attr-defined]


def _among(column: Any, ids: Sequence[UUID]) -> Any:
    return column == func.any(literal(list(ids), ARRAY(Uuid)))


async def list_cases(session: AsyncSession, ids: Sequence[UUID]) -> list[AidCase]:
    """These cases, in the order in which they are asked for. Raises `NotFound` when one of them is not there."""
    found = {each.id: each for each in await find_cases(session, ids)}
    if len(found) < len(ids):
        raise NotFound()
    return [found[id] for id in ids]


async def find_cases(session: AsyncSession, ids: Sequence[UUID]) -> Sequence[AidCase]:
    """Those of these cases that the scope sees."""
    return (await session.scalars(select(AidCase).where(_among(aid_case.c.id, ids)))).all()


async def list_people(session: AsyncSession, households: Sequence[UUID]) -> Mapping[UUID, list[HouseholdPerson]]:
    """The people of these files in their order, the worker first."""
    wanted = select(HouseholdPerson).where(_among(person.c.household_id, households)).order_by(person.c.place)
    people = defaultdict(list)
    for each in await session.scalars(wanted):
        people[each.household_id].append(each)
    return people


async def list_steps(session: AsyncSession, ids: Sequence[UUID]) -> Mapping[UUID, list[dict[str, Any]]]:
    """Every step of these cases in its order."""
    names = ("case_id", "step", "from_status", "to_status", "reason", "by_name", "by_office", "at")
    found = await session.execute(
        select(*(step_row.c[name] for name in names))
        .where(_among(step_row.c.case_id, ids))
        .order_by(step_row.c.case_id, step_row.c.place)
    )
    steps = defaultdict(list)
    for row in found.mappings():
        steps[row["case_id"]].append(dict(row))
    return steps


async def find_paid(session: AsyncSession, ids: Sequence[UUID]) -> Mapping[UUID, Payment]:
    """The payments by which the money of these cases was paid."""
    found = await session.scalars(select(Payment).where(_among(payment.c.case_id, ids), payment.c.state == "paid"))
    return {each.case_id: each for each in found}


async def names_of_unions(session: AsyncSession, ids: Sequence[UUID]) -> Mapping[UUID, str]:
    """What these unions are called."""
    found = await session.execute(select(org.c.id, org.c.name).where(_among(org.c.id, ids)))
    return {row.id: row.name for row in found}


async def find_around(session: AsyncSession, id: UUID) -> dict[str, Any]:
    """The latest notice on which a case stands, its latest payment and its visit, each None where there is none: three
    statements."""
    on_notice = (
        select(notice.c.id, notice.c.number, notice.c.status, notice.c.ends_at, line.c.open)
        .join(line, line.c.notice_id == notice.c.id)
        .where(line.c.case_id == id)
        .order_by(line.c.open.desc(), notice.c.id.desc())
        .limit(1)
    )
    paid = (
        select(*(payment.c[name] for name in ("id", "state", "way", "amount_fen", "paid_at", "batch_id")))
        .where(payment.c.case_id == id)
        .order_by(payment.c["round"].desc())
        .limit(1)
    )
    brought = (
        select(visit.c.id, visit.c.plan_id, plan.c.name.label("plan_name"), visit.c.status, visit.c.visit_on)
        .join(plan, plan.c.id == visit.c.plan_id)
        .where(visit.c.case_id == id)
        .order_by(visit.c.id.desc())
        .limit(1)
    )
    found = {}
    for name, asked in (("notice", on_notice), ("payment", paid), ("visit", brought)):
        row = (await session.execute(asked)).mappings().first()
        found[name] = None if row is None else dict(row)
    return found
