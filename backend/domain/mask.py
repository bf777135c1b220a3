"""What is left of a personal value on a screen whose reader may not see all of it (trust.md section 0; MBR-01).

A mask never shows more than the original has, and never raises: what it does not recognise becomes stars.
"""

import re
from collections.abc import Callable, Mapping

RESIDENT = 15
"""Characters from which a number is taken for a resident's: those of before 1999 had fifteen, and one may be missing."""

_COUNTY = re.compile(
    r"(?:[^省市区县旗]{1,12}?"
    r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|省|市|盟|县|旗|(?<![小社园厂校住])区)){1,4}"
)
_TOWNSHIP = re.compile(r"[^街镇乡苏0-9]{1,10}?(?:街道|苏木|镇|乡)")


def mask_id_number(number: str) -> str:
    """First and last character of a resident's number, old or mistyped ones too; of others a quarter at each end.

    Area code and last four would look friendlier, and with the birth date, which every file shows, they are the whole
    number: the mask would hide nothing and no reveal would be on record.
    """
    if len(number) >= RESIDENT:
        return _ends(number, head=1, tail=1)
    quarter = len(number) // 4
    return _ends(number, head=quarter, tail=quarter)


def mask_phone(phone: str) -> str:
    """`138****5678`; of a fixed line the area code and the last two digits."""
    if len(phone) == 11 and phone.isdigit():
        return _ends(phone, head=3, tail=4)
    area, hyphen, number = phone.partition("-")
    number = number.partition("转")[0]
    return f"{area}-{_ends(number, head=0, tail=2)}" if hyphen else _ends(phone, head=0, tail=min(2, len(phone) // 4))


def mask_name(name: str) -> str:
    """`张*`, `欧*娜`: the first character, and the last of three or more."""
    return _ends(name, head=1 if len(name) > 1 else 0, tail=1 if len(name) > 2 else 0)


def mask_card(card: str) -> str:
    """`****1208`: the last four of a bank or member card, whatever its length."""
    return "****" + (card[-4:] if len(card) >= 8 else "")


def mask_address(address: str) -> str:
    """As far as the township where it can be told, else the county, else nothing; then stars."""
    county = _COUNTY.match(address)
    if county is None:
        return "****" if address else ""
    township = _TOWNSHIP.match(address, county.end())
    return address[: (township or county).end()] + "****"


def mask_postcode(postcode: str) -> str:
    """`2655**`: the county, as far as a masked address goes for most; the last two digits name the post office."""
    return _ends(postcode, head=4, tail=0) if len(postcode) == 6 else "*" * len(postcode)


HARDSHIP_MASKS: Mapping[str, Callable[[str], str]] = {
    "phone": mask_phone,
    "other_phone": mask_phone,
    "residence": mask_address,
    "postcode": mask_postcode,
    "bank_card": mask_card,
}
"""How each sealed field of a household file, and of the application that it is made of, is shown."""


def _ends(text: str, *, head: int, tail: int) -> str:
    return text[:head] + "*" * (len(text) - head - tail) + text[len(text) - tail :]
