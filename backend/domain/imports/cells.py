"""One cell of a workbook, read as what its column holds (MBR-01; trust.md section 0 row 12).

People type dates in a dozen ways and leave identity numbers as numbers, which workbooks keep to 15 digits only: such a
number is already damaged and is refused, never mended.
"""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from math import isfinite
from typing import TypeAlias

from backend.domain.formulas import undefused
from backend.domain.refusals import Invalid

Cell: TypeAlias = str | int | float | bool | date | datetime | time | timedelta | None


class CellNumber(Invalid):
    """A number where only text keeps every digit."""

    code = "import_cell_number"
    zh = (
        "这一格是数字格式，表格软件可能已把号码改坏（只保留 15 位）。请把这一列设为“文本”格式，再对照证件重新录入，"
        "不要只改格式。"
    )
    en = (
        "This cell holds a number, and workbooks keep 15 digits only: the value may be damaged. Set the column to text "
        "and type the value again from the document."
    )


class CellScientific(Invalid):
    """A number in scientific notation, as a CSV saved from a workbook has it."""

    code = "import_cell_scientific"
    zh = "号码变成了科学计数法（如 3.7E+17），后几位已经丢失。请在原表中设为“文本”格式，重新录入后再保存。"
    en = "The value turned into scientific notation and lost its last digits. Type it again as text, then save."


class CellError(Invalid):
    """A formula that failed."""

    code = "import_cell_error"
    zh = "这一格的公式出错（{shown}），没有可读的内容。请改为直接填写的内容。"
    en = "The formula in this cell failed ({shown}). Fill in the value itself."


class CellLong(Invalid):
    """More text than the register has room for."""

    code = "import_value_long"
    zh = "内容超过 {longest} 个字。请缩短后再导入。"
    en = "More than {longest} characters. Shorten it."


class CellUnknown(Invalid):
    """Not one of the values of this column."""

    code = "import_value_unknown"
    zh = "“{column}”里没有这个选项。可填：{allowed}。"
    en = "This is no value of the column “{column}”. Use one of: {allowed}."


class CellMissing(Invalid):
    """A required cell is empty."""

    code = "import_value_missing"
    zh = "“{column}”没有填写，这一项必须填写。请补上后再导入。"
    en = "“{column}” is empty and must be filled in."


class NumberUnclear(Invalid):
    """No whole number of people or things."""

    code = "import_number_unclear"
    zh = "这里应填一个不小于零的整数，如 128。请改正；人数不详时留空。"
    en = "A whole number, zero or more, is wanted here, like 128. Correct it, or leave the cell empty."


class DateInvalid(Invalid):
    """No such day."""

    code = "import_date_invalid"
    zh = "没有这一天，或年份不合情理。请核对后写成 2026-11-20 的样子。"
    en = "There is no such day. Check it and write it like 2026-11-20."


class DateUnclear(Invalid):
    """Text that may mean several days, or none."""

    code = "import_date_unclear"
    zh = "看不懂这个日期。请写成 2026-11-20 的样子；只知道年月时写 2026-11。"
    en = "This date cannot be read. Write it like 2026-11-20, or 2026-11 where only the month is known."


class DateMonthOnly(Invalid):
    """A birth date without its day."""

    code = "import_date_month_only"
    zh = "出生日期只有年月。请补上日，或留空（系统从身份证号读取）。"
    en = "The birth date lacks its day. Add it, or leave the cell empty: it is read from the identity number."


_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#GETTING_DATA", "#SPILL!"})
_NOTHING = frozenset({"/", "\\", "-", "--", "—", "——", "―", "\uff0d", "无", "没有", "空"})
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]{1,2}", re.IGNORECASE)
_YEAR, _MONTH, _DAY = "((?:19|20)[0-9]{2})", "(1[0-2]|0?[1-9])", "(3[0-9]|[12][0-9]|0?[1-9])"
_MARK = r"\s*[-./年\u2010-\u2015]\s*"
_FULL = re.compile(rf"{_YEAR}{_MARK}{_MONTH}\s*[-./月\u2010-\u2015]\s*{_DAY}\s*日?(?:\s+[0-9:]+)?")
_TO_MONTH = re.compile(rf"{_YEAR}{_MARK}{_MONTH}\s*月?")
_COMPACT = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_COMPACT_MONTH = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})")
_DATE_SHAPED = re.compile(r"[0-9]{4}[-./年][0-9]{1,2}[-./月][0-9]{1,2}日?")

_EPOCH = date(1899, 12, 30)
"""Day 0 of workbooks, as counted since 1 March 1900."""
_SERIALS = range(1_000, 73_051)
"""September 1902 to the end of 2099."""


def text_of(cell: Cell) -> str:
    """The cell as somebody reads it on the screen."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    return undefused(str(cell))


def is_blank(cell: Cell) -> bool:
    """Whether nothing stands in the cell, formatted or not."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def says_nothing(cell: Cell) -> bool:
    """Whether the cell is blank or says "none": 无, /, —."""
    return is_blank(cell) or (isinstance(cell, str) and cell.strip() in _NOTHING)


def read_text(cell: Cell, *, longest: int) -> str:
    """Raises `CellError`, `CellLong`."""
    text = text_of(cell).strip()
    require_no_error(text)
    if len(text) > longest:
        raise CellLong(longest=longest)
    return text


def read_identifier(cell: Cell) -> str:
    """A number of a document, phone or card, which must be text. Raises `CellNumber`, `CellScientific`, `CellError`."""
    if not isinstance(cell, str):
        raise CellNumber()
    text = cell.strip().lstrip("'\u2018\u2019`")
    require_no_error(text)
    if _SCIENTIFIC.fullmatch(unicodedata.normalize("NFKC", text)):
        raise CellScientific()
    return text


@lru_cache(maxsize=4096, typed=True)
def read_date(cell: Cell, *, to_the_day: bool = False) -> date:
    """A day in any spelling that people use; a month is its first day, unless `to_the_day`.

    2026-11-20, 2026/11/20, 2026.11.20, 2026年11月20日, 20261120, 2026-11, 2026年11月, a day's number of a workbook, and
    all of these in full-width digits. Raises `DateInvalid`, `DateUnclear`, `DateMonthOnly`, `CellError`.
    """
    if isinstance(cell, datetime):
        return _sensible(cell.date())
    if isinstance(cell, date):
        return _sensible(cell)
    if isinstance(cell, (bool, time, timedelta)) or cell is None:
        raise DateUnclear()
    # A file may hold 1e999, which no day is near to.
    if isinstance(cell, (int, float)) and isfinite(cell) and int(cell) in _SERIALS and not 1900 <= cell <= 2100:
        return _EPOCH + timedelta(days=int(cell))
    text = unicodedata.normalize("NFKC", text_of(cell)).strip()
    require_no_error(text)
    return _read_date_text(text, to_the_day=to_the_day)


def _read_date_text(text: str, *, to_the_day: bool) -> date:
    if match := _FULL.fullmatch(text) or _COMPACT.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if match := _TO_MONTH.fullmatch(text) or _COMPACT_MONTH.fullmatch(text):
        if to_the_day:
            raise DateMonthOnly()
        return _day(match[1], match[2], "1")
    if text.isascii() and text.isdigit() and len(text) == 5 and int(text) in _SERIALS:
        return _EPOCH + timedelta(days=int(text))
    if _DATE_SHAPED.fullmatch(text):
        raise DateInvalid()
    raise DateUnclear()


def _day(year: str, month: str, day: str) -> date:
    try:
        return _sensible(date(int(year), int(month), int(day)))
    except ValueError:
        raise DateInvalid() from None


def _sensible(day: date) -> date:
    if not 1900 <= day.year <= 2100:
        raise DateInvalid()
    return day


_COUNTED = re.compile(r"([0-9]{1,9})(?:\.0+)?\s*[人名家个位]?")


def read_number(cell: Cell) -> int:
    """How many: 128, 128.0, 1,280, １２８, 128人. Raises `NumberUnclear`, `CellError`."""
    text = unicodedata.normalize("NFKC", text_of(cell)).strip()
    require_no_error(text)
    match = None if isinstance(cell, bool) else _COUNTED.fullmatch(text.replace(",", ""))
    if match is None:
        raise NumberUnclear()
    return int(match[1])


_YES = frozenset({"是", "有", "1", "Y", "YES", "TRUE", "√", "✓", "✔", "☑", "对", "T"})
_NO = frozenset({"否", "无", "0", "N", "NO", "FALSE", "×", "✗", "✘", "X", "☐", "不是", "没有", "非", "F"})


@lru_cache(maxsize=256, typed=True)
def read_flag(cell: Cell, *, title: str) -> bool:
    """是 or 否 in their many spellings. Raises `CellUnknown`, `CellError`."""
    text = unicodedata.normalize("NFKC", text_of(cell)).strip().upper()
    require_no_error(text)
    own = title.removeprefix("是否")
    if text in _YES or text == own.upper():
        return True
    if text in _NO or text in ("非" + own, "不是" + own):
        return False
    raise CellUnknown(column=title, allowed="是、否")


def require_no_error(text: str) -> None:
    """Raises `CellError` for what a failed formula leaves in its cell."""
    if text.upper() in _ERRORS:
        raise CellError(shown=text.upper())
