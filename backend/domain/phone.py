"""Phone numbers of the Chinese mainland in one spelling: mobile `13800138000`, fixed `0738-8312345` with extension.

One spelling because the blind index of a phone number is taken of it (trust.md section 0 row 11).
"""

import re

from backend.domain.refusals import Invalid
from backend.domain.text import squeeze

_COUNTRY = re.compile(r"(?:\+|00)86")
_MOBILE = re.compile(r"(?:86)?(1[3-9][0-9]{9})")
_FIXED = re.compile(r"\(?(0?)(10|2[0-57-9]|[3-9][0-9]{2})\)?([2-9][0-9]{6,7})(?:(?:转|EXT\.?|X|#)([0-9]{1,6}))?")
_MAX_TYPED = 64


class PhoneInvalid(Invalid):
    """No mainland mobile number and no fixed line with its area code."""

    code = "phone_invalid"
    zh = "电话号码不对。手机号为 11 位、以 1 开头；固定电话请带区号，分机写作“转801”。"
    en = "This is no phone number. A mobile number has 11 digits; a fixed line needs its area code."


def normalise_phone(raw: str) -> str:
    """The one spelling of a mainland mobile or fixed-line number. Raises `PhoneInvalid`."""
    if len(raw) > _MAX_TYPED:
        raise PhoneInvalid()
    text = squeeze(raw).upper()
    national = _COUNTRY.sub("", text, count=1) if _COUNTRY.match(text) else text
    if mobile := _MOBILE.fullmatch(national):
        return mobile[1]
    fixed = _FIXED.fullmatch(national)
    if fixed is None or not (fixed[1] or national != text):
        raise PhoneInvalid()
    area, number, extension = fixed[2], fixed[3], fixed[4]
    if len(area) == 2 and len(number) != 8:
        raise PhoneInvalid()
    return f"0{area}-{number}" + (f"转{extension}" if extension else "")
