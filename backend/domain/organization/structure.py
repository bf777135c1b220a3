"""Which kind of organization may stand under which (ORG-01, ORG-02, ORG-16, ORG-17).

A child is never of a higher level than its parent. Two kinds may stand under their own level: a unit of the second
rank has its basic union under that of the group company, and small unions stand under the community union.
"""

from collections.abc import Mapping

from backend.domain.organization.codes import OrganizationKind
from backend.domain.refusals import Conflict

_K = OrganizationKind
_COUNTIES = {_K.COUNTY_FEDERATION, _K.DEVELOPMENT_ZONE_UNION}
_TOWNSHIPS = {_K.TOWNSHIP_FEDERATION, _K.STREET_FEDERATION}
_TERRITORY = {_K.CITY_FEDERATION} | _COUNTIES | _TOWNSHIPS
PLACES = frozenset(_TERRITORY)
"""Unions of places above the basic level. Lines and associations are counted where their basic unions stand."""
_ASSOCIATIONS = {_K.REGIONAL_JOINT, _K.INDUSTRY_JOINT}
BASIC_UNIONS = frozenset({_K.COMMUNITY_UNION, _K.BASE_UNION, _K.JOINT_UNION})
"""Unions of the basic level, in which people are members."""

PARENTS: Mapping[OrganizationKind, frozenset[OrganizationKind]] = {
    _K.CITY_FEDERATION: frozenset(),
    _K.COUNTY_FEDERATION: frozenset({_K.CITY_FEDERATION}),
    _K.DEVELOPMENT_ZONE_UNION: frozenset({_K.CITY_FEDERATION, _K.COUNTY_FEDERATION}),
    _K.TOWNSHIP_FEDERATION: frozenset({_K.CITY_FEDERATION} | _COUNTIES),
    _K.STREET_FEDERATION: frozenset({_K.CITY_FEDERATION} | _COUNTIES),
    _K.LINE_FEDERATION: frozenset({_K.CITY_FEDERATION, _K.LINE_FEDERATION} | _COUNTIES),
    _K.REGIONAL_JOINT: frozenset(_TERRITORY),
    _K.INDUSTRY_JOINT: frozenset(_TERRITORY | {_K.LINE_FEDERATION}),
    _K.COMMUNITY_UNION: frozenset(_TERRITORY),
    _K.BASE_UNION: frozenset(
        _TERRITORY | _ASSOCIATIONS | {_K.LINE_FEDERATION, _K.COMMUNITY_UNION, _K.BASE_UNION, _K.JOINT_UNION}
    ),
    _K.JOINT_UNION: frozenset(_TERRITORY | _ASSOCIATIONS | {_K.LINE_FEDERATION, _K.COMMUNITY_UNION}),
    _K.BRANCH: BASIC_UNIONS | {_K.BRANCH},
    _K.GROUP: BASIC_UNIONS | {_K.BRANCH},
}
"""For each kind, the kinds that may be its parent. Only the city federation stands at the top."""


class KindMisplaced(Conflict):
    """Facts: `kind`, `parent` (codes)."""

    code = "organization_kind_misplaced"
    zh = "“{kind.zh}”不能设在“{parent.zh}”之下。请选择其他上级，或核对工会类型。"
    en = 'A "{kind.en}" cannot stand under a "{parent.en}". Choose another parent, or check the kind.'


def may_stand_under(kind: OrganizationKind, parent: OrganizationKind) -> bool:
    """Whether `kind` may be a child of `parent`."""
    return parent in PARENTS[kind]


def require_may_stand_under(kind: OrganizationKind, parent: OrganizationKind) -> None:
    """Raises `KindMisplaced`."""
    if not may_stand_under(kind, parent):
        raise KindMisplaced(kind=kind, parent=parent)


def kinds_under(parent: OrganizationKind) -> tuple[OrganizationKind, ...]:
    """The kinds that may be founded under `parent`, in the order of declaration."""
    return tuple(kind for kind in OrganizationKind if may_stand_under(kind, parent))
