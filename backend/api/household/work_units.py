"""What the register knows of a worker's unit: its employer, or else the unit whose union the worker is a member of."""

from typing import Any
from uuid import UUID

from backend.api.work import Work
from backend.db.queries import employer as employers
from backend.db.queries import organization as organizations
from backend.db.tables.member import Member
from backend.db.tables.organization import Employer, Organization
from backend.domain.aid.work_unit import WorkUnit, unit_of_union
from backend.domain.organization.codes import Industry, OrganizationKind, Ownership


async def find_unit(work: Work, member: Member) -> WorkUnit:
    """The unit of a member. An employer that nobody of this scope sees, and a union of many units, tell of none."""
    if member.employer_id is not None:
        employer = await employers.find_employer(work.session, member.employer_id)
        if employer is not None:
            return WorkUnit(name=employer.name, **_facts(employer))
    return await find_unit_of_union(work, member.organization_id)


async def find_unit_of_union(work: Work, id: UUID) -> WorkUnit:
    """The unit whose basic union this is, or has this branch."""
    union = await organizations.find_basic_union(work.session, id)
    if union is None:
        return WorkUnit()
    return unit_of_union(kind=OrganizationKind(union.kind), name=union.name, **_facts(union))


def _facts(row: Employer | Organization) -> dict[str, Any]:
    return {
        "ownership": Ownership(row.ownership) if row.ownership else None,
        "industry": Industry(row.industry) if row.industry else None,
        "address": row.address,
    }
