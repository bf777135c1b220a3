"""Identity numbers: one spelling, exact checks, nothing echoed (MBR-01; stack.md trap 1; trust.md section 0 row 11)."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from backend.domain import area_codes
from backend.domain.identity import (
    IdKind,
    IdNumberArea,
    IdNumberBirthDate,
    IdNumberCharacter,
    IdNumberChecksum,
    IdNumberKind,
    IdNumberLength,
    IdNumberOldForm,
    Sex,
    check_character,
    check_id_number,
    normalise_id_number,
)
from backend.domain.refusals import Invalid

TODAY = date(2026, 11, 20)


def number(area: str, born: str, order: str = "001") -> str:
    return area + born + order + check_character(area + born + order)


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """A number of somebody alive whose area code was in use at birth."""
    prefix = draw(st.sampled_from(sorted(p for p in area_codes._TABLE if p[0] not in "8")))
    county = draw(st.sampled_from(sorted(area_codes._prefecture(prefix))))
    born = draw(st.dates(date(1900, 1, 1), TODAY))
    assume(area_codes.area_existed(prefix + county, born))
    return number(prefix + county, born.strftime("%Y%m%d"), f"{draw(st.integers(0, 999)):03d}")


def test_the_example_of_the_standard() -> None:
    """GB 11643 prints this number."""
    assert check_character("11010519491231002") == "X"
    identity = check_id_number("11010519491231002X", IdKind.RESIDENT, TODAY)
    assert (identity.sex, identity.born_on, identity.area_code) == (Sex.FEMALE, date(1949, 12, 31), "110105")


@given(numbers())
def test_generated_numbers_pass_and_tell_birth_and_sex(valid: str) -> None:
    """MBR-01: sex and birth date are derived."""
    identity = check_id_number(valid, IdKind.RESIDENT, TODAY)
    assert identity.born_on is not None
    assert identity.born_on.strftime("%Y%m%d") == valid[6:14]
    assert identity.sex is (Sex.MALE if valid[16] in "13579" else Sex.FEMALE)


_GAPS = st.text(st.sampled_from(" \u3000\u00a0\u2009\t\n-\u2010\u2013\u2014\uff0d\u2212\u200b\ufeff\u00ad"), max_size=2)


@given(numbers(), st.data())
def test_every_spelling_is_one(valid: str, data: st.DataObject) -> None:
    """trust.md section 0 row 11: full-width digits, spaces, hyphens, small x are one number."""
    spelled = data.draw(_GAPS)
    for character in valid:
        wide = chr(ord(character) + 0xFEE0)
        spelled += data.draw(st.sampled_from([character, wide, character.lower(), wide.lower()])) + data.draw(_GAPS)
    assume(len(spelled) <= 64)
    assert normalise_id_number(spelled) == valid
    assert normalise_id_number(valid) == valid


@given(numbers(), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_any_single_wrong_character_is_refused(valid: str, position: int, other: str) -> None:
    """The check character finds every single error of typing."""
    assume(valid[position] != other)
    with pytest.raises(Invalid):
        check_id_number(valid[:position] + other + valid[position + 1 :], IdKind.RESIDENT, TODAY)


@given(numbers(), st.integers(0, 16))
def test_two_neighbours_exchanged_are_refused(valid: str, position: int) -> None:
    """MOD 11-2 finds exchanged neighbours too."""
    swapped = valid[:position] + valid[position + 1] + valid[position] + valid[position + 2 :]
    assume(swapped != valid)
    with pytest.raises(Invalid):
        check_id_number(swapped, IdKind.RESIDENT, TODAY)


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("1101051949123100", IdNumberLength),
        ("11010519491231002XX", IdNumberLength),
        ("110105491231002", IdNumberOldForm),
        ("11010519491231002Y", IdNumberCharacter),
        ("1101051949123100X2", IdNumberCharacter),
        ("11010519491231002x", IdNumberCharacter),
        ("110105194912310021", IdNumberChecksum),
        (number("110105", "19490231"), IdNumberBirthDate),
        (number("110105", "20261121"), IdNumberBirthDate),
        (number("110105", "18951120"), IdNumberBirthDate),
        (number("199999", "19900101"), IdNumberArea),
        (number("110000", "19900101"), IdNumberArea),
        (number("110103", "20160101"), IdNumberArea),
        (number("810000", "19900101"), IdNumberKind),
        (number("830000", "19900101"), IdNumberKind),
    ],
)
def test_each_fault_has_its_own_refusal(typed: str, refusal: type[Invalid]) -> None:
    """Stable codes."""
    with pytest.raises(refusal) as caught:
        check_id_number(typed, IdKind.RESIDENT, TODAY)
    assert caught.value.code == refusal.code


@pytest.mark.parametrize("born", ["20261120", "18951121"])
def test_the_outermost_birth_dates_are_possible(born: str) -> None:
    """Born today; and 130 years old, to turn 131 tomorrow."""
    assert check_id_number(number("110105", born), IdKind.RESIDENT, TODAY).area_code == "110105"


def test_a_code_abolished_lately_is_still_given_out() -> None:
    """110103 ended in 2010; police offices go on for a while."""
    assert check_id_number(number("110103", "20150101"), IdKind.RESIDENT, TODAY).area_code == "110103"


@pytest.mark.parametrize("area", ["110118", "330111", "370116", "310151", "500155", "320214", "659010", "659011"])
def test_recent_districts_pass(area: str) -> None:
    """stack.md trap 1."""
    assert check_id_number(number(area, "20240229"), IdKind.RESIDENT, TODAY).area_code == area


@pytest.mark.parametrize(
    ("area", "kind"),
    [("810000", IdKind.HK_MO_PERMIT), ("820000", IdKind.HK_MO_PERMIT), ("830000", IdKind.TW_PERMIT)],
)
def test_residence_permits(area: str, kind: IdKind) -> None:
    """Issue 2, section 4: the permits of Hong Kong, Macau and Taiwan residents, and no resident's number as one."""
    assert check_id_number(number(area, "19880808", "012"), kind, TODAY).sex is Sex.FEMALE
    with pytest.raises(IdNumberKind):
        check_id_number(number("110105", "19880808"), kind, TODAY)


def test_foreign_permits() -> None:
    """The form of 2023 is checked whole; the old one says nothing that could be read with certainty."""
    new = number("911840", "19880808", "013")
    assert check_id_number(new, IdKind.FOREIGN_PERMIT, TODAY).born_on == date(1988, 8, 8)
    assert check_id_number("USA110188080801", IdKind.FOREIGN_PERMIT, TODAY).born_on is None
    with pytest.raises(IdNumberArea):
        check_id_number(number("999840", "19880808"), IdKind.FOREIGN_PERMIT, TODAY)
    with pytest.raises(IdNumberKind):
        check_id_number(number("110105", "19880808"), IdKind.FOREIGN_PERMIT, TODAY)
    with pytest.raises(IdNumberKind):
        check_id_number(new, IdKind.RESIDENT, TODAY)
    with pytest.raises(IdNumberCharacter):
        check_id_number("US1110188080801", IdKind.FOREIGN_PERMIT, TODAY)


def test_other_documents_are_bounded_text() -> None:
    """No check character is known for them."""
    assert check_id_number(normalise_id_number(" e 1234 5678 "), IdKind.PASSPORT, TODAY).sex is None
    assert check_id_number(normalise_id_number("Ａ123456（7）"), IdKind.OTHER, TODAY).born_on is None
    for bad in ("E123", "E" * 21):
        with pytest.raises(IdNumberLength):
            check_id_number(bad, IdKind.PASSPORT, TODAY)
    with pytest.raises(IdNumberCharacter):
        check_id_number("E1234(5)", IdKind.PASSPORT, TODAY)


@pytest.mark.parametrize("raw", ["", " \u3000", "\u200b", "1" * 65])
def test_nothing_or_far_too_much_has_no_spelling(raw: str) -> None:
    """Bounded before anything is done with it."""
    with pytest.raises(IdNumberLength):
        normalise_id_number(raw)


@pytest.mark.parametrize("raw", ["11010519491231002\u0425", "1101051949123100\u0662X", "110105\x001949", "张三"])
def test_look_alikes_are_refused(raw: str) -> None:
    """A Cyrillic X, Arabic digits and control characters are no digits here."""
    with pytest.raises(IdNumberCharacter):
        normalise_id_number(raw)


@given(st.text(max_size=80), st.sampled_from(IdKind))
def test_any_text_ends_in_an_answer_or_a_refusal(raw: str, kind: IdKind) -> None:
    """No input is a failure of the program."""
    try:
        check_id_number(normalise_id_number(raw), kind, TODAY)
    except Invalid as refusal:
        refusal.sentence("zh"), refusal.sentence("en")


@given(numbers(), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_no_refusal_repeats_the_number(valid: str, position: int, other: str) -> None:
    """A sentence and its facts carry nothing of the input but one expected character."""
    typed = valid[:position] + other + valid[position + 1 :]
    try:
        check_id_number(typed, IdKind.RESIDENT, TODAY)
    except Invalid as refusal:
        said = refusal.sentence("zh") + refusal.sentence("en") + repr(refusal.facts)
        assert typed not in said
        assert typed[:6] not in said
        assert typed[6:14] not in said


def test_the_checksum_refusal_says_what_would_be_right() -> None:
    """In both languages."""
    with pytest.raises(IdNumberChecksum) as caught:
        check_id_number("110105194912310021", IdKind.RESIDENT, TODAY)
    assert "应为 X" in caught.value.sentence("zh")
    assert "X" in caught.value.sentence("en")
