"""The enumerations of the register (MBR-05; ORG-01, ORG-02; domain-facts 3.1 to 3.3)."""

import re

import pytest

from backend.domain import identity
from backend.domain.codes import Code
from backend.domain.member import codes as member
from backend.domain.national import NationalCode
from backend.domain.organization import codes as organization

ALL = sorted(
    {
        each
        for module in (member, organization, identity)
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, Code) and len(each)
    },
    key=lambda each: each.__name__,
)


@pytest.mark.parametrize("codes", ALL, ids=lambda codes: codes.__name__)
def test_every_code_is_well_formed(codes: type[Code]) -> None:
    """A slug, two labels, and none of them twice."""
    for code in codes:
        assert re.fullmatch(r"[a-z][a-z0-9_]*", code.value)
        assert code.zh
        assert code.en
        assert code.name == code.value.upper()
        assert codes(code.value) is code
    assert len({code.zh for code in codes}) == len(codes)
    if issubclass(codes, NationalCode):
        assert len({code.national for code in codes}) == len(codes)
        assert all(code.national and codes.from_national(code.national) is code for code in codes)


def test_numbers_of_the_national_standards() -> None:
    """GB/T 3304, 4658, 4762, 4754, and the numbers of the statistical forms."""
    assert [nation.national for nation in member.Nation] == [f"{n:02d}" for n in range(1, 57)] + ["97"]
    assert member.Nation.from_national("15") is member.Nation.TUJIA
    assert member.Nation.from_label("土家") is member.Nation.from_label("土家族") is member.Nation.TUJIA
    assert member.Nation.from_label("地球") is None
    assert [value.national for value in member.Politics] == [f"{n:02d}" for n in range(1, 14)]
    assert "".join(value.national for value in organization.Industry) == "ABCDEFGHIJKLMNOPQRST"
    assert organization.Ownership.from_national("170") is organization.Ownership.PRIVATE
    assert organization.Ownership.from_national("000") is None
    assert len(organization.Ownership) == 16


def test_the_six_types_and_the_nine_groups() -> None:
    """MBR-05; the eight groups and the ride-hailing drivers."""
    assert len(member.MemberKind) == 6
    assert len(member.NewEmployment) == 9
