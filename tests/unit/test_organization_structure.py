"""Levels and who may stand under whom (ORG-01, ORG-02, ORG-16, ORG-17)."""

from itertools import product

import pytest

from backend.domain.organization.codes import Level
from backend.domain.organization.codes import OrganizationKind as K
from backend.domain.organization.structure import (
    PARENTS,
    KindMisplaced,
    kinds_under,
    may_stand_under,
    require_may_stand_under,
)


def test_every_kind_has_a_level_and_a_place() -> None:
    """ORG-01: from the city to the group; only the city stands at the top."""
    assert {kind.level for kind in K} == set(Level)
    assert {kind for kind, parents in PARENTS.items() if not parents} == {K.CITY_FEDERATION}
    assert set(PARENTS) == set(K)
    assert Level.CITY < Level.GROUP
    assert Level.UNION.zh == "基层"


@pytest.mark.parametrize(("kind", "parent"), list(product(K, K)))
def test_nothing_stands_under_a_lower_level(kind: K, parent: K) -> None:
    """Whatever the table says."""
    if may_stand_under(kind, parent):
        assert kind.level >= parent.level
        require_may_stand_under(kind, parent)
    else:
        with pytest.raises(KindMisplaced) as caught:
            require_may_stand_under(kind, parent)
        assert kind.zh in caught.value.sentence("zh")


@pytest.mark.parametrize(
    ("kind", "parent", "may"),
    [
        (K.COUNTY_FEDERATION, K.CITY_FEDERATION, True),
        (K.COUNTY_FEDERATION, K.COUNTY_FEDERATION, False),
        (K.TOWNSHIP_FEDERATION, K.COUNTY_FEDERATION, True),
        (K.COMMUNITY_UNION, K.STREET_FEDERATION, True),
        (K.BASE_UNION, K.COMMUNITY_UNION, True),
        (K.BASE_UNION, K.BASE_UNION, True),
        (K.BASE_UNION, K.BRANCH, False),
        (K.BASE_UNION, K.REGIONAL_JOINT, True),
        (K.INDUSTRY_JOINT, K.LINE_FEDERATION, True),
        (K.JOINT_UNION, K.TOWNSHIP_FEDERATION, True),
        (K.BRANCH, K.BASE_UNION, True),
        (K.BRANCH, K.TOWNSHIP_FEDERATION, False),
        (K.GROUP, K.BRANCH, True),
        (K.GROUP, K.GROUP, False),
    ],
)
def test_places_named_in_the_documents(kind: K, parent: K, may: bool) -> None:
    """ORG-01, ORG-16: unions of small firms under a joint association, groups under branches."""
    assert may_stand_under(kind, parent) is may
    assert (kind in kinds_under(parent)) is may
