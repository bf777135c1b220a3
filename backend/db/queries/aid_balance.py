"""The candidates of a programme side by side, and what each union directly below has by now."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Uuid, and_, func, literal, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.bounds import within
from backend.db.tables.aid_case import AidCase, AidProgram
from backend.db.tables.organization import Organization
from backend.domain.access import Scope
from backend.domain.aid.balance import CANDIDATES, GIVEN
from backend.domain.organization.codes import OrganizationStatus

aid_case: Any = AidCase.__table__  # type: ignore[attr-defined]
program: Any = AidProgram.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]
child: Any = org.alias("child")

_AT = [str(each) for each in CANDIDATES]
_GIVEN = [str(each) for each in GIVEN]


def _children(scope: Scope) -> Any:
    """The living unions directly under the one whose list is made."""
    return and_(child.c.parent_id == scope.organization_id, child.c.status == OrganizationStatus.ACTIVE.value)


def _under() -> Any:
    return and_(aid_case.c.code >= child.c.code, aid_case.c.code <= child.c.code_hi)


def list_candidates(program_id: UUID, *, scope: Scope, limit: int, among: Sequence[UUID] | None = None) -> Select[Any]:
    """Every case that is weighed, or those `among` them, with the union below that it comes from, in tree order."""
    names = (
        "id",
        "number",
        "name",
        "status",
        "category",
        "asked_fen",
        "amount_fen",
        "maker_id",
        "reached_at",
        "version",
    )
    statement = (
        select(
            *(aid_case.c[name] for name in names),
            aid_case.c.evaluation["gross_fen"].as_integer().label("gross_fen"),
            org.c.name.label("organization_name"),
            child.c.id.label("child_id"),
            aid_case.c.household_id.label("_household_id"),
            aid_case.c.member_id.label("_member_id"),
            aid_case.c.code.label("_code"),
            aid_case.c.submitted_at.label("_submitted_at"),
            aid_case.c.line_code.label("_line_code"),
        )
        .select_from(
            aid_case.join(org, org.c.id == aid_case.c.organization_id).outerjoin(
                child, and_(_children(scope), _under())
            )
        )
        .where(aid_case.c.program_id == program_id, within(aid_case, scope), aid_case.c.status.in_(_AT))
        .order_by(aid_case.c.code, aid_case.c.id)
        .limit(limit)
    )
    if among is not None:
        statement = statement.where(aid_case.c.id == func.any(literal(list(among), ARRAY(Uuid))))
    return statement


async def list_shares(session: AsyncSession, program_id: UUID, *, scope: Scope) -> list[dict[str, Any]]:
    """For each union below: what it was given by now, and what its candidates come to."""
    here = and_(_under(), aid_case.c.program_id == program_id)
    given, waits = aid_case.c.status.in_(_GIVEN), aid_case.c.status.in_(_AT)
    fen = aid_case.c.amount_fen
    found = await session.execute(
        select(
            child.c.id.label("organization_id"),
            child.c.name,
            func.count(aid_case.c.id).filter(given).label("given"),
            func.coalesce(func.sum(fen).filter(given), 0).label("given_fen"),
            func.count(aid_case.c.id).filter(waits).label("candidates"),
            func.coalesce(func.sum(fen).filter(waits), 0).label("candidates_fen"),
        )
        .select_from(child.outerjoin(aid_case, here))
        .where(_children(scope))
        .group_by(child.c.id, child.c.name, child.c.code)
        .order_by(child.c.code)
    )
    names = ("given_fen", "candidates_fen")
    return [dict(row) | {name: int(row[name]) for name in names} for row in found.mappings()]


_ONE_AFTER_THE_OTHER = text(
    "select pg_advisory_xact_lock(hashtextextended('quota|' || id, 0)) "
    "from unnest(cast(:ids as text[])) as id order by id"
)


async def hold_quotas(session: AsyncSession, programs: Sequence[UUID], cases: Sequence[UUID]) -> list[dict[str, Any]]:
    """The quotas of the unions above these cases, with what each union was given by now (a door, aid_doors.py).

    Whoever else approves in one of the programmes waits until the commit and then sees what was approved here. In one
    order, so two batches never wait in a ring.
    """
    await session.execute(_ONE_AFTER_THE_OTHER, {"ids": sorted(str(each) for each in programs)})
    names = ("program_id", "organization_id", "name", "from_code", "to_code", "from_line", "to_line", "seen")
    door = func.aid_quotas_above(literal(list(cases), ARRAY(Uuid))).table_valued(*names, "quota_fen", "given_fen")
    found = await session.execute(select(door))
    ids = ("program_id", "organization_id")
    return [dict(row) | {name: UUID(str(row[name])) for name in ids} for row in found.mappings()]


async def sum_given(session: AsyncSession, program_id: UUID, *, scope: Scope) -> int:
    """What all of the scope was given by now, fen."""
    given = aid_case.c.status.in_(_GIVEN)
    asked = select(func.coalesce(func.sum(aid_case.c.amount_fen), 0)).where(
        aid_case.c.program_id == program_id, within(aid_case, scope), given
    )
    return int(await session.scalar(asked) or 0)
