"""What goes out on a notice: of each case the chosen columns, and texts in which no number of anybody stands."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from backend.domain.age import age_on
from backend.domain.aid.codes import HardshipCategory
from backend.domain.notice.codes import NoticeColumn, NoticeReason
from backend.domain.refusals import Conflict, Invalid
from backend.domain.text import clean_text, squeeze

OF_AGE = 18


class NoticeColumnsWithoutName(Invalid):
    """A notice on which nobody is named announces nothing."""

    code = "notice_columns_without_name"
    zh = "公示表至少要有“姓名”一列，否则职工无法提出异议。"
    en = "A notice needs the column “Name”: otherwise nobody could object."


class NoticeMinor(Conflict):
    """The person named is under eighteen. Fact: `number`, that of the case."""

    code = "notice_minor"
    zh = "申请 {number} 的申请人未满 18 周岁，不能公示姓名。请移出这一件，由上级工会书面核定。"
    en = "The applicant of case {number} is under 18 and must not be named in public. Leave the case out; the union above decides it in writing."


class NoticeTextPersonal(Invalid):
    """A text that goes out holds something that looks like a number of a document, a phone or a card."""

    code = "notice_text_personal"
    zh = "这段文字会公开，其中有像证件号码、手机号或银行卡号的数字。请删去后再保存。"
    en = "This text is made public and holds what looks like a document, phone or card number. Delete it first."


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """All that a notice can know of a case. Its fields are the columns and nothing else: a test holds the two together."""

    name: str
    unit: str
    category: HardshipCategory | None
    amount: int
    """Fen."""
    members: int | None
    reason: NoticeReason | None


Cell = str | int | None


def require_columns(columns: Collection[NoticeColumn]) -> tuple[NoticeColumn, ...]:
    """The columns in their order, each once. Raises `NoticeColumnsWithoutName`."""
    if NoticeColumn.NAME not in columns:
        raise NoticeColumnsWithoutName(pointer="/columns")
    return tuple(column for column in NoticeColumn if column in columns)


def cells_of(case: Shown, columns: Sequence[NoticeColumn]) -> dict[str, Cell]:
    """What stands on the notice of a case: the chosen columns, and nothing beside them is kept."""
    return {str(column): _plain(getattr(case, column)) for column in columns}


def _plain(value: object) -> Cell:
    return value if value is None or isinstance(value, int) else str(value)


def require_of_age(*, number: str, born_on: date | None, today: date) -> None:
    """Raises `NoticeMinor`."""
    if born_on is not None and age_on(born_on, today) < OF_AGE:
        raise NoticeMinor(number=number)


_NUMBER = re.compile(r"(?<!\d)(?:\d{15,19}|\d{17}[Xx]|1[3-9]\d{9})(?!\d)")


def public_text(raw: str, pointer: str) -> str:
    """A text that goes out, cleaned. Raises `NoticeTextPersonal` for what looks like the number of somebody's document,
    mobile phone or card, however it is spaced; office phones with their area code may stand."""
    text = clean_text(raw)
    if _NUMBER.search(squeeze(text)):
        raise NoticeTextPersonal(pointer=pointer)
    return text


def spoken(cells: Mapping[str, Cell], column: NoticeColumn, language: str = "zh") -> str:
    """A cell as it stands on paper: labels of codes, yuan with two places, a dash for what is not known."""
    value = cells.get(str(column))
    if value is None:
        return "—"
    if column is NoticeColumn.AMOUNT:
        return f"{int(value) / 100:,.2f}"
    codes = {NoticeColumn.CATEGORY: HardshipCategory, NoticeColumn.REASON: NoticeReason}.get(column)
    if codes is None:
        return str(value)
    code = codes(str(value))
    return code.en if language == "en" else code.zh
