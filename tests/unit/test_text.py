"""Free text: cleaned, or refused (api.md "Shape": no NUL, no lone surrogate)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.text import TextUnreadable, clean_lines, clean_text, squeeze


@pytest.mark.parametrize("bad", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\ud800", "\u202e", "\u2066", "\ufffe"])
def test_what_cannot_be_stored_or_shown_is_refused(bad: str) -> None:
    """NUL, control characters, lone surrogates, direction overrides, non-characters; the position is named."""
    with pytest.raises(TextUnreadable) as caught:
        clean_text("甲乙" + bad)
    assert caught.value.facts == {"position": 3}


def test_noise_of_copying_is_dropped() -> None:
    """Spaces of every kind, line ends, marks without width; Chinese punctuation stays."""
    assert clean_text(" \u3000甲\u00a0 \t乙\r\n丙\u200b，丁\ufeff ") == "甲 乙 丙，丁"
    assert clean_lines("\n 甲 \r\n\r\n乙\t丙 \n\n") == "甲\n\n乙 丙"
    assert clean_text("e\u0301") == "é"
    assert clean_text(" \n ") == ""


@given(st.text(st.characters(), max_size=60))
def test_cleaning_is_final_and_storable(raw: str) -> None:
    """What comes out is UTF-8 without NUL and its own clean form."""
    try:
        line, lines = clean_text(raw), clean_lines(raw)
    except TextUnreadable:
        return
    assert b"\x00" not in line.encode()
    assert clean_text(line) == line
    assert clean_lines(lines) == lines
    assert "\n" not in line


def test_squeeze() -> None:
    """For numbers and codes."""
    assert squeeze(" Ａ－1 \u200b2\u2212３") == "A123"


@given(
    st.text(
        alphabet=st.one_of(st.characters(codec="ascii"), st.sampled_from("王建国（），。０１Ａ　\u3030\u302a·")),
        max_size=12,
    )
)
def test_the_short_way_says_the_same(raw: str) -> None:
    """Most text is not looked at letter by letter; a mark without width, which is dropped, makes it so."""
    for read in (clean_text, clean_lines):
        try:
            expected = read("\u200b" + raw)
        except TextUnreadable:
            with pytest.raises(TextUnreadable):
                read(raw)
        else:
            assert read(raw) == expected
    assert squeeze(raw) == squeeze(raw + "\u200b")
