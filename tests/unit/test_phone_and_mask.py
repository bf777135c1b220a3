"""Phone numbers in one spelling; masks that show no more than they should (MBR-03; trust.md section 0 row 11)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.mask import mask_address, mask_card, mask_id_number, mask_name, mask_phone
from backend.domain.phone import PhoneInvalid, normalise_phone


@pytest.mark.parametrize(
    ("raw", "one"),
    [
        ("138 0013 8000", "13800138000"),
        ("+86 138-0013-8000", "13800138000"),
        ("008613800138000", "13800138000"),
        ("８６１３８００１３８０００", "13800138000"),
        ("(010)62551234", "010-62551234"),
        ("（010）6255 1234", "010-62551234"),
        ("+86 10 62551234", "010-62551234"),
        ("0738-8312345", "0738-8312345"),
        ("07388312345转801", "0738-8312345转801"),
        ("0738 8312345 ext. 801", "0738-8312345转801"),
        ("0755 8312 3456#8", "0755-83123456转8"),
    ],
)
def test_one_spelling(raw: str, one: str) -> None:
    """And it is its own spelling."""
    assert normalise_phone(raw) == one
    assert normalise_phone(one) == one


@pytest.mark.parametrize(
    "raw",
    ["", "8312345", "1062551234", "12800138000", "1380013800", "138001380001", "010-6255123", "0010-62551234", "1" * 65,
     "+85291234567", "01062551234-801", "138٠٠138000", "13800138000\x00"],
)  # fmt: skip
def test_what_is_no_phone_number(raw: str) -> None:
    """A fixed line needs its area code; Arabic digits are none."""
    with pytest.raises(PhoneInvalid):
        normalise_phone(raw)


@given(st.text(max_size=70))
def test_any_text_ends_in_an_answer_or_a_refusal(raw: str) -> None:
    """And an answer is stable."""
    try:
        one = normalise_phone(raw)
    except PhoneInvalid:
        return
    assert normalise_phone(one) == one


@pytest.mark.parametrize(
    ("mask", "value", "shown"),
    [
        (mask_id_number, "11010519491231002X", "1****************X"),
        (mask_id_number, "43012419900101123", "4***************3"),
        (mask_id_number, "430124900101123", "4*************3"),
        (mask_id_number, "E12345678", "E1*****78"),
        (mask_id_number, "AB1", "***"),
        (mask_phone, "13812345678", "138****5678"),
        (mask_phone, "010-62551234", "010-******34"),
        (mask_phone, "0738-8312345转801", "0738-*****45"),
        (mask_name, "张", "*"),
        (mask_name, "张伟", "张*"),
        (mask_name, "欧阳娜", "欧*娜"),
        (mask_name, "阿卜杜拉·买买提", "阿******提"),
        (mask_name, "", ""),
        (mask_card, "6222021901201208", "****1208"),
        (mask_card, "1208", "****"),
        (mask_address, "湖南省娄底市涟源市蓝田街道人民路1号", "湖南省娄底市涟源市蓝田街道****"),
        (mask_address, "广州市天河区天河路1号", "广州市天河区****"),
        (mask_address, "北京市朝阳区望京小区3号楼", "北京市朝阳区****"),
        (mask_address, "河南省新乡市牧野区和平路2号", "河南省新乡市牧野区****"),
        (mask_address, "江苏省镇江市京口区大市口街道3号", "江苏省镇江市京口区大市口街道****"),
        (mask_address, "呼伦贝尔市陈巴尔虎旗巴彦库仁镇5号", "呼伦贝尔市陈巴尔虎旗巴彦库仁镇****"),
        (mask_address, "湘西土家族苗族自治州吉首市乾州街道6号", "湘西土家族苗族自治州吉首市乾州街道****"),
        (mask_address, "人民路1号", "****"),
        (mask_address, "", ""),
    ],
)  # fmt: skip
def test_masks(mask, value: str, shown: str) -> None:  # type: ignore[no-untyped-def]
    """What officers see without the right to reveal."""
    assert mask(value) == shown


@given(st.text(max_size=40))
def test_masks_never_raise_and_hide_at_least_half_of_a_number(value: str) -> None:
    """Whatever is stored."""
    for mask in (mask_name, mask_phone, mask_card, mask_address):
        mask(value)
    assert mask_id_number(value).count("*") >= len(value) * 4 / 9
    if len(value) > 1:
        assert mask_name(value) != value or "*" in value
