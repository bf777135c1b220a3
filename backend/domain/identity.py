"""Identity numbers: one spelling each, checked, and what they say about their holder.

A number must be normalised before it is checked, hashed or encrypted: the same person typed with full-width digits or
with spaces must not become a second person (trust.md section 0 row 11). The checks take normalised input only, so a
forgotten call shows at once. No refusal repeats the number.

Sources: GB 11643 (structure, check character by ISO 7064 MOD 11-2) and area_codes.py. Credit codes, phone numbers,
ages and masks have modules of their own and may be imported from here as well.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from backend.domain.age import AgeBand, age_band, age_on
from backend.domain.area_codes import PROVINCES, area_existed
from backend.domain.codes import Code
from backend.domain.credit_code import check_credit_code, normalise_credit_code
from backend.domain.mask import mask_address, mask_card, mask_id_number, mask_name, mask_phone
from backend.domain.phone import normalise_phone
from backend.domain.refusals import Invalid
from backend.domain.text import squeeze

__all__ = [
    "MAX_AGE",
    "AgeBand",
    "IdKind",
    "IdNumberArea",
    "IdNumberBirthDate",
    "IdNumberCharacter",
    "IdNumberChecksum",
    "IdNumberKind",
    "IdNumberLength",
    "IdNumberOldForm",
    "Identity",
    "Sex",
    "age_band",
    "age_on",
    "check_character",
    "check_credit_code",
    "check_id_number",
    "mask_address",
    "mask_card",
    "mask_id_number",
    "mask_name",
    "mask_phone",
    "normalise_credit_code",
    "normalise_id_number",
    "normalise_phone",
    "read_id_number",
    "require_birth_date",
]

MAX_AGE = 130
"""Nobody is older, in years; such a birth date is an error of typing."""


class IdKind(Code):
    """The document that an identity number stands on."""

    RESIDENT = "resident", "居民身份证", "Resident identity card"
    HK_MO_PERMIT = "hk_mo_permit", "港澳居民居住证", "Residence permit for Hong Kong and Macau residents"
    TW_PERMIT = "tw_permit", "台湾居民居住证", "Residence permit for Taiwan residents"
    FOREIGN_PERMIT = "foreign_permit", "外国人永久居留身份证", "Foreign permanent resident identity card"
    PASSPORT = "passport", "护照", "Passport"
    OTHER = "other", "其他证件", "Other document"


class Sex(Code):
    """GB/T 2261.1; 0 (unknown) and 9 (not stated) do not occur on the documents that a register takes in."""

    MALE = "male", "男", "Male"
    FEMALE = "female", "女", "Female"


class IdNumberLength(Invalid):
    """`expected` is a number or a range."""

    code = "id_number_length"
    zh = "证件号码的位数不对（应为 {expected} 位）。请对照证件重新录入。"
    en = "The document number has the wrong length (expected: {expected}). Type it again from the document."


class IdNumberOldForm(Invalid):
    """The 15-digit numbers ended on 2013-01-01; the century and a changed number cannot be told from them."""

    code = "id_number_old_form"
    zh = "这是 15 位的旧号码，2013 年起已停用，不能据此推算新号码。请录入现在身份证上的 18 位号码。"
    en = "This is an old 15-digit number, void since 2013. Type the 18-digit number of the present card."


class IdNumberCharacter(Invalid):
    """`position` counts from 1; `expected` says what may stand there."""

    code = "id_number_character"
    zh = "证件号码第 {position} 位的字符不对（应为{expected}）。请用半角数字和英文字母录入，末位的 X 是英文字母。"
    en = "Character {position} of the document number is wrong (expected: {expected}). Use plain digits and letters."


class IdNumberKind(Invalid):
    """The number is of another kind of document than the one chosen."""

    code = "id_number_kind"
    zh = "号码开头与所选的证件种类（{kind.zh}）不符。请核对证件种类，再录入号码。"
    en = "The number does not begin as one of the chosen kind of document ({kind.en}) does. Check the kind."


class IdNumberBirthDate(Invalid):
    """No such day, a day to come, or more than `MAX_AGE` years ago."""

    code = "id_number_birth_date"
    zh = "证件号码第 7 至 14 位的出生日期不存在、晚于今天或早得不合情理。请对照证件核对这八位。"
    en = "Digits 7 to 14 of the number are no possible birth date. Check these eight digits against the document."


class IdNumberArea(Invalid):
    """The first six digits were never an area code, or had long been abolished at birth."""

    code = "id_number_area"
    zh = "证件号码前 6 位的地区码不存在，或在出生之前早已撤销。请对照证件核对前六位。"
    en = "The first six digits are no area code, or one abolished long before the birth. Check them on the document."


class IdNumberChecksum(Invalid):
    """`expected` is the check character that the other digits ask for."""

    code = "id_number_checksum"
    zh = "身份证号校验位不对（应为 {expected}）。多半是前面某一位录错了：请对照证件逐位核对，不要只改末位。"
    en = (
        "The check character is wrong (expected: {expected}). One of the digits is probably mistyped: compare each one."
    )


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document number says about its holder; None where this kind of number does not say it."""

    sex: Sex | None = None
    born_on: date | None = None
    area_code: str | None = None


_PERMIT_AREAS = {IdKind.HK_MO_PERMIT: ("810000", "820000"), IdKind.TW_PERMIT: ("830000",)}
_DIGITS = frozenset("0123456789")
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_MAX_TYPED = 64
_ORDINARY = re.compile("[!-~]+")


def normalise_id_number(raw: str) -> str:
    """The one spelling of `raw`: NFKC, no spaces or hyphens of any kind, ASCII, capitals.

    Raises `IdNumberLength` for nothing or far too much, `IdNumberCharacter` for a character that is not ASCII.
    """
    text = _squeezed(raw)
    if not text:
        raise IdNumberLength(expected="18")
    if not _ORDINARY.fullmatch(text):
        position = next(at for at, character in enumerate(text, start=1) if not "!" <= character <= "~")
        raise IdNumberCharacter(position=position, expected="0–9 A–Z")
    return text.upper()


@lru_cache(maxsize=4)
def read_id_number(number: str, kind: IdKind) -> Identity:
    """What the normalised `number` says, after every check that needs no clock. Asked again and again of the same one.

    Raises the refusals of this module whose code begins with `id_number_`, in the order: length, characters, kind,
    birth date, area, check character. The check character comes last because a wrong day or area tells the reader
    more exactly where to look.
    """
    if kind in (IdKind.PASSPORT, IdKind.OTHER):
        _require_plain(number, kind)
        return Identity()
    if kind is IdKind.FOREIGN_PERMIT and len(number) == 15:
        _require_characters(number, letters=3)
        return Identity()
    _require_18(number)
    if kind is IdKind.FOREIGN_PERMIT:
        return _read_foreign(number)
    area = number[:6]
    if _kind_of_area(area) is not kind:
        raise IdNumberKind(kind=kind)
    born_on = _birth_date(number)
    if not area_existed(area, born_on):
        raise IdNumberArea()
    _require_check_character(number)
    return Identity(sex=_sex(number), born_on=born_on, area_code=area)


def check_id_number(number: str, kind: IdKind, on: date) -> Identity:
    """What the normalised `number` says, checked as of the day `on` (MBR-01).

    Raises what `read_id_number` raises, and `IdNumberBirthDate` for a birth after `on` or `MAX_AGE` years before.
    """
    identity = read_id_number(number, kind)
    if identity.born_on is not None:
        require_birth_date(identity.born_on, on)
    return identity


def require_birth_date(born_on: date, on: date) -> None:
    """Refuse a birth after the day `on`, or more than `MAX_AGE` years before it. Raises `IdNumberBirthDate`."""
    if born_on > on or age_on(born_on, on) > MAX_AGE:
        raise IdNumberBirthDate()


def check_character(first_17: str) -> str:
    """The ISO 7064 MOD 11-2 check character of 17 digits: "0" to "9", or "X" for ten."""
    remainder = 0
    for digit in first_17:
        remainder = (remainder + int(digit)) * 2 % 11
    value = (12 - remainder) % 11
    return "X" if value == 10 else str(value)


def _squeezed(raw: str) -> str:
    """`raw` in compatibility form without what people put between digits. Raises `IdNumberLength` when endless."""
    if len(raw) > _MAX_TYPED:
        raise IdNumberLength(expected="18")
    return squeeze(raw)


def _require_plain(number: str, kind: IdKind) -> None:
    low, high = (5, 20) if kind is IdKind.PASSPORT else (4, 30)
    if not low <= len(number) <= high:
        raise IdNumberLength(expected=f"{low}–{high}")
    allowed = _DIGITS | _LETTERS if kind is IdKind.PASSPORT else _DIGITS | _LETTERS | frozenset("()/.")
    for position, character in enumerate(number, start=1):
        if character not in allowed:
            raise IdNumberCharacter(position=position, expected="0–9 A–Z")


def _require_18(number: str) -> None:
    if len(number) == 15 and all(character in _DIGITS for character in number):
        raise IdNumberOldForm()
    if len(number) != 18:
        raise IdNumberLength(expected="18")
    _require_characters(number[:17], letters=0)
    if number[17] not in _DIGITS and number[17] != "X":
        raise IdNumberCharacter(position=18, expected="0–9 X")


def _require_characters(number: str, *, letters: int) -> None:
    """So many letters, then digits."""
    for position, character in enumerate(number, start=1):
        if character not in (_LETTERS if position <= letters else _DIGITS):
            raise IdNumberCharacter(position=position, expected="A–Z" if position <= letters else "0–9")


def _kind_of_area(area: str) -> IdKind:
    """The kind of document whose numbers begin with `area`; foreigners' numbers begin with 9."""
    if area[0] == "9":
        return IdKind.FOREIGN_PERMIT
    return next((kind for kind, areas in _PERMIT_AREAS.items() if area in areas), IdKind.RESIDENT)


def _read_foreign(number: str) -> Identity:
    """The form of 2023: 9, province of issue (2), country (3), birth date (8), order (3), check character."""
    if number[0] != "9":
        raise IdNumberKind(kind=IdKind.FOREIGN_PERMIT)
    born_on = _birth_date(number)
    if number[1:3] not in PROVINCES:
        raise IdNumberArea()
    _require_check_character(number)
    return Identity(sex=_sex(number), born_on=born_on)


def _birth_date(number: str) -> date:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise IdNumberBirthDate() from None


def _sex(number: str) -> Sex:
    return Sex.MALE if int(number[16]) % 2 else Sex.FEMALE


def _require_check_character(number: str) -> None:
    expected = check_character(number[:17])
    if number[17] != expected:
        raise IdNumberChecksum(expected=expected)
