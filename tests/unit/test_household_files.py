"""The household file as a form: what the register tells of a unit, and what is refused without a clock (domain-facts 3.3)."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from backend.domain.aid.codes import HardshipCause, Relation
from backend.domain.aid.files import (
    HouseholdChange,
    HouseholdDraft,
    PostcodeInvalid,
    changed_fields,
    merged,
    normalise_postcode,
    require_plausible,
)
from backend.domain.aid.people import PersonDraft
from backend.domain.aid.work_unit import WorkUnit, unit_of_union, with_known_unit, with_unit
from backend.domain.mask import mask_postcode
from backend.domain.member.codes import Nation
from backend.domain.member.rules import WorkStartedOnImpossible
from backend.domain.organization.codes import Industry, OrganizationKind, Ownership
from tests.people import id_number

BORN = date(1988, 3, 14)


def draft(**more: Any) -> HouseholdDraft:
    worker = PersonDraft(relation=Relation.SELF, name="王小军", id_number=id_number(born=BORN))
    base: dict[str, Any] = {"organization_id": UUID(int=1), "worker": worker, "main_cause": HardshipCause.OTHER}
    return HouseholdDraft(**base | more)


@pytest.mark.parametrize(("typed", "kept"), [("265500", "265500"), (" 265 500 ", "265500"), ("２６５５００", "265500")])
def test_a_postcode_has_six_digits(typed: str, kept: str) -> None:
    """However it is typed."""
    assert normalise_postcode(typed) == kept
    assert draft(postcode=typed).postcode == kept


@pytest.mark.parametrize("typed", ["26550", "2655000", "26550O", "邮编"])
def test_what_is_no_postcode(typed: str) -> None:
    """Refused where it stands."""
    with pytest.raises(PostcodeInvalid) as refused:
        draft(postcode=typed)
    assert refused.value.facts["pointer"] == "/postcode"


def test_a_masked_postcode_names_no_post_office() -> None:
    """As far as the county; what is no postcode shows nothing."""
    assert [mask_postcode(each) for each in ("265500", "2655", "")] == ["2655**", "****", ""]


def test_nobody_began_to_work_as_a_child_or_tomorrow() -> None:
    """The rule of a member's record, for the file as well."""
    first = date(2002, 3, 14)
    assert draft(work_started_on=first).work_started_on == first
    for wrong in (date(2002, 3, 13), date(1980, 1, 1)):
        with pytest.raises(WorkStartedOnImpossible) as refused:
            draft(work_started_on=wrong)
        assert refused.value.facts["pointer"] == "/work_started_on"
    require_plausible(draft(work_started_on=date(2026, 11, 28)), date(2026, 11, 28))
    with pytest.raises(WorkStartedOnImpossible):
        require_plausible(draft(work_started_on=date(2026, 11, 29)), date(2026, 11, 28))


def test_a_union_of_one_unit_tells_of_it() -> None:
    """A joint or a community union stands in many units, a branch in a part of one."""
    facts: dict[str, Any] = {"ownership": Ownership.PRIVATE, "industry": Industry.TRADE, "address": "工业路 1 号"}
    own = unit_of_union(kind=OrganizationKind.BASE_UNION, name="青溪纺织有限公司工会", **facts)
    assert own == WorkUnit(name="青溪纺织有限公司", **facts)
    for kind in set(OrganizationKind) - {OrganizationKind.BASE_UNION}:
        assert unit_of_union(kind=kind, name="城关社区工会", **facts) == WorkUnit()


def test_the_register_fills_what_is_empty_and_no_more() -> None:
    """What the worker or the officer has said of the unit stands."""
    unit = WorkUnit(
        name="青溪纺织有限公司", ownership=Ownership.PRIVATE, industry=Industry.TRADE, address="工业路 1 号"
    )
    filled = with_unit(draft(), unit)
    assert (filled.worker.unit, filled.unit_ownership, filled.unit_industry, filled.unit_address) == (
        unit.name,
        unit.ownership,
        unit.industry,
        unit.address,
    )
    said = draft(
        worker=replace(draft().worker, unit="织造车间"),
        unit_ownership=Ownership.STATE,
        unit_industry=Industry.MINING,
        unit_address="和平路",
    )
    assert with_unit(said, unit) == said
    assert with_unit(draft(), WorkUnit(name="厂" * 120)).worker.unit == "厂" * 100
    # An officer who types another unit means another one, whose nature and address nobody here knows.
    elsewhere = draft(worker=replace(draft().worker, unit="别的厂"))
    assert with_known_unit(elsewhere, unit) == elsewhere
    plain = draft()
    named = replace(plain, worker=replace(plain.worker, unit=unit.name))
    assert with_known_unit(plain, unit) == with_known_unit(named, unit) == with_unit(plain, unit)


def test_a_change_leaves_the_rest_and_names_what_it_changed() -> None:
    """AID-24: null empties, what is absent stays."""
    before = draft(nation=Nation.HUI, postcode="265500", unit_address="工业路 1 号", other_phone="0535-6212345")
    change = HouseholdChange(nation=None, postcode="265501")
    after = merged(before, change, {"nation", "postcode"})
    assert (after.nation, after.postcode, after.unit_address) == (None, "265501", "工业路 1 号")
    assert changed_fields(before, after) == ["nation", "postcode"]
    assert not [secret for secret in ("265500", "6212345") if secret in repr(before)]
