"""The area codes of unions and employers (ORG-01, ORG-10; stack.md trap 1)."""

from datetime import date

import pytest

from backend.domain.organization.regions import RegionAbolished, RegionForm, RegionUnknown, require_region
from backend.domain.refusals import Refusal

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize("code", [None, "", "370602", "370600", "430000", "370602001", "370602001003", "710000"])
def test_a_code_in_use_is_taken(code: str | None) -> None:
    """A county, a city, a province, and what begins with one; none is none."""
    require_region(code, today=TODAY)


@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        ("3706", RegionForm),
        ("37060", RegionForm),
        ("3706021", RegionForm),
        ("37O602", RegionForm),
        ("370602 ", RegionForm),
        ("３７０６０２", RegionForm),
        ("烟台芝罘", RegionForm),
        ("370699", RegionUnknown),
        ("990000", RegionUnknown),
        ("000000", RegionUnknown),
        ("370699001", RegionUnknown),
        ("510202", RegionAbolished),
        ("130103", RegionAbolished),
    ],
)
def test_what_is_none_is_refused_at_its_field(code: str, refusal: type[Refusal]) -> None:
    """Each with a sentence of its own, which does not repeat what was typed."""
    with pytest.raises(refusal) as raised:
        require_region(code, today=TODAY)
    assert raised.value.facts["pointer"] == "/region_code"
    for language in ("zh", "en"):
        assert code not in raised.value.sentence(language)


def test_the_table_is_read_by_the_day() -> None:
    """130103 of 石家庄 was given up in 2014: until then it is the present one."""
    require_region("130103", today=date(2014, 6, 1))
    with pytest.raises(RegionAbolished) as raised:
        require_region("130103", today=date(2015, 1, 1))
    assert "2014" in raised.value.sentence("zh")


def test_what_is_stored_stays() -> None:
    """Whoever changes something else is not stopped by an old code; another wrong one is."""
    require_region("旧代码", today=TODAY, stored="旧代码")
    with pytest.raises(RegionForm):
        require_region("新代码", today=TODAY, stored="旧代码")
