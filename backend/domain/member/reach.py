"""Which permissions somebody has over one row: those of the grants whose subtree holds it.

A caller may be an officer of one union and an auditor of another. What may be done with a row is decided by the grants
that cover that row, not by everything the caller may do somewhere.
"""

from collections.abc import Iterable
from uuid import UUID

from backend.domain.access import Grant, Permission, permissions_of
from backend.domain.organization.codes import Tree


def covers(grant: Grant, code: int | None, line_code: int | None) -> bool:
    """Whether a row at this place of the territory, and of the line tree where it has one, lies in the grant."""
    place = line_code if grant.tree is Tree.LINE else code
    return place is not None and grant.low <= place <= grant.high


def held_over(grants: Iterable[Grant], code: int | None, line_code: int | None) -> frozenset[Permission]:
    """The permissions that these grants, which must be in force, give over a row at this place."""
    return permissions_of(grant for grant in grants if covers(grant, code, line_code))


def held_above(
    grants: Iterable[Grant], code: int | None, line_code: int | None, *, organization_id: UUID
) -> frozenset[Permission]:
    """The permissions that these grants give over a union at this place, those granted on the union itself left out."""
    above = (grant for grant in grants if grant.organization_id != organization_id)
    return held_over(above, code, line_code)
