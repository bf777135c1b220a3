"""Unified social credit codes (ORG-18, ORG-26; domain-facts 3.1)."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from backend.domain.credit_code import (
    CreditCodeCharacter,
    CreditCodeChecksum,
    CreditCodeLength,
    CreditCodeNotUnion,
    check_credit_code,
    credit_check_character,
)
from backend.domain.refusals import Invalid

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@st.composite
def codes(draw: st.DrawFn) -> str:
    head = draw(st.sampled_from(["81", "91", "12", "53"])) + draw(st.from_regex(r"[0-9]{6}", fullmatch=True))
    body = head + draw(st.text(st.sampled_from(ALPHABET), min_size=9, max_size=9))
    return body + credit_check_character(body)


def test_the_example_of_the_standard() -> None:
    """GB 32100 prints this code."""
    assert check_credit_code("91350100M000100Y43") == "91350100M000100Y43"


@given(codes())
def test_generated_codes_pass_in_any_spelling(code: str) -> None:
    """Full-width, spaced and small letters are one code."""
    wide = "".join(chr(ord(character) + 0xFEE0) for character in code)
    assert check_credit_code(code) == code
    assert check_credit_code(f" {wide[:9]} {wide[9:]}") == code
    assert check_credit_code(code.lower()) == code


@given(codes(), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_any_single_wrong_character_is_refused(code: str, position: int, other: str) -> None:
    """31 is prime, so every single error shows."""
    assume(code[position] != other)
    with pytest.raises(Invalid):
        check_credit_code(code[:position] + other + code[position + 1 :])


@pytest.mark.parametrize("letter", "IOSVZ")
def test_look_alike_letters_do_not_occur(letter: str) -> None:
    """GB 32100."""
    with pytest.raises(CreditCodeCharacter) as caught:
        check_credit_code("91350100M" + letter + "00100Y43")
    assert caught.value.facts["position"] == 10


def test_each_fault_has_its_refusal() -> None:
    """Length, letters in the area, check character, and the employer's code in place of the union's."""
    with pytest.raises(CreditCodeLength):
        check_credit_code("91350100M000100Y4")
    with pytest.raises(CreditCodeLength):
        check_credit_code("9" * 65)
    with pytest.raises(CreditCodeCharacter):
        check_credit_code("91A50100M000100Y43")
    with pytest.raises(CreditCodeCharacter):
        check_credit_code("91350100张000100Y43")
    with pytest.raises(CreditCodeChecksum) as caught:
        check_credit_code("91350100M000100Y44")
    assert caught.value.facts == {"expected": "3"}
    with pytest.raises(CreditCodeNotUnion):
        check_credit_code("91350100M000100Y43", basic_union=True)
    union = "8143138255" + "1234567"
    assert check_credit_code(union + credit_check_character(union), basic_union=True).startswith("81")
