"""The area code (行政区划代码) of a union and of an employer: one of GB/T 2260 that is in use, by the table of `area_codes.py`.

Six digits name a province, a city or a county. The longer codes of the statistics office begin with them: nine digits for a
township, twelve for a village; of those only the beginning is known here.
"""

import re
from datetime import date

from backend.domain.area_codes import province_of, years_of
from backend.domain.refusals import Invalid

_FORM = re.compile(r"[0-9]{6}([0-9]{3}){0,2}", re.ASCII)


class RegionForm(Invalid):
    """Not six, nine or twelve digits."""

    code = "region_code_form"
    zh = "行政区划代码应为 6 位数字（到乡镇 9 位，到村 12 位）。请按现行区划填写，不知道时留空。"
    en = "An area code has six digits (nine to the township, twelve to the village). Write the present one, or leave it empty."


class RegionUnknown(Invalid):
    """No county, city or province ever had the code."""

    code = "region_code_unknown"
    zh = "没有这个行政区划代码。请按国家标准（GB/T 2260）核对前 6 位，不知道时留空。"
    en = "There is no such area code. Check its first six digits against GB/T 2260, or leave it empty."


class RegionAbolished(Invalid):
    """Fact: `last`, the last year of its use."""

    code = "region_code_abolished"
    zh = "这个行政区划代码已于 {last} 年停用。请改填现行的代码。"
    en = "This area code went out of use in {last}. Write the present one."


def require_region(code: str | None, *, today: date, stored: str | None = None) -> None:
    """Raises `RegionForm`, `RegionUnknown`, `RegionAbolished` unless the code is in use on the day.

    What is `stored` already stays as it is: it was entered when it was right, or before anybody looked.
    """
    if not code or code == stored:
        return
    if not _FORM.fullmatch(code):
        raise RegionForm(pointer="/region_code")
    area = code[:6]
    if area.endswith("0000") and province_of(area) is not None:
        return
    use = years_of(area)
    if use is None:
        raise RegionUnknown(pointer="/region_code")
    if use.last is not None and use.last < today.year:
        raise RegionAbolished(pointer="/region_code", last=use.last)
