"""How many members a union has: a condition of lists that ask for it union by union."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from backend.db.tables.organization import Organization, OrganizationStat, OrganizationStatDelta

stat: Any = OrganizationStat.__table__  # type: ignore[attr-defined]
delta: Any = OrganizationStatDelta.__table__  # type: ignore[attr-defined]


def members_inside(union: Any) -> Any:
    """Members of a union and of all below it as of this very transaction: the folded counters and the tail."""
    inner = aliased(Organization.__table__)  # type: ignore[attr-defined]
    folded = (
        select(func.coalesce(func.sum(stat.c.members), 0))
        .where(stat.c.code.between(union.c.code, union.c.code_hi))
        .correlate(union)
        .scalar_subquery()
    )
    tail = (
        select(func.coalesce(func.sum(delta.c.members), 0))
        .select_from(delta.join(inner, inner.c.id == delta.c.organization_id))
        .where(inner.c.code.between(union.c.code, union.c.code_hi))
        .correlate(union)
        .scalar_subquery()
    )
    return folded + tail
