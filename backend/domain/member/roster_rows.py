"""One row of a roster: what it says of a person, and everything that is wrong with it (MBR-01; ui.md 1.3 no. 18).

All problems of a row are found at once, so that somebody mends it once. Each says the column by its letter and title, a
stable code, and a sentence in both languages; none repeats an identity number, a phone or a card.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from backend.domain.codes import Code
from backend.domain.identity import IdKind, Sex, check_id_number, normalise_id_number
from backend.domain.member.names import normalise_name
from backend.domain.member.roster import COLUMNS, Header, Reading, RosterColumn, Row, letter_of, means
from backend.domain.member.roster_cells import (
    Cell,
    CellMissing,
    CellUnknown,
    is_blank,
    read_code,
    read_date,
    read_flag,
    read_identifier,
    read_text,
    says_nothing,
    text_of,
)
from backend.domain.member.rules import MemberDraft, require_plausible
from backend.domain.refusals import Invalid

SAMPLE = "示例"
"""The name in the sample row of the template; such a row is passed over."""

_NOWHERE = UUID(int=0)
_LONG_AGO = date(1900, 1, 1)
_STAND_INS: Mapping[str, object] = {"sex": Sex.MALE, "born_on": _LONG_AGO}
_KEPT = tuple(name for name in MemberDraft.__slots__ if name not in ("organization_id", "employer_id"))
_FOOTERS = (
    "合计",
    "总计",
    "小计",
    "共计",
    "填表",
    "制表",
    "审核",
    "填报",
    "备注",
    "说明",
    "注:",
    "注：",
    "盖章",
    "日期",
)


@dataclass(frozen=True, slots=True)
class RosterProblem:
    """What is wrong with one cell of a row; `column` is its letter, "" for what concerns the row as a whole."""

    field: str
    column: str
    title: str
    code: str
    zh: str
    en: str


@dataclass(slots=True)
class RowRead:
    """A row as read. `cells` is what stands in the file, `values` what the register takes, ready for JSON."""

    cells: dict[str, str] = field(default_factory=dict, repr=False)
    values: dict[str, Any] = field(default_factory=dict, repr=False)
    problems: list[RosterProblem] = field(default_factory=list)


def problem_at(header: Header, name: str, refusal: Invalid) -> RosterProblem:
    """A refusal as a problem of the cell in the column `name`."""
    position = header.columns.get(name)
    column = "" if position is None else letter_of(position)
    title = header.titles.get(name, "")
    return RosterProblem(name, column, title, refusal.code, refusal.sentence("zh"), refusal.sentence("en"))


def is_passed_over(row: Row, header: Header) -> bool:
    """Whether a row holds nobody: blank but formatted, a sum or a signature under the table, the template's
    sample, the header once more at the top of a printed page.
    """
    name, number = _cell(row, header, "name"), _cell(row, header, "id_number")
    if text_of(name).strip().startswith(SAMPLE):
        return True
    if means(name) == "name" and means(number) == "id_number":
        return True
    if not is_blank(number):
        return False
    if is_blank(name) and all(is_blank(_cell(row, header, column)) for column in header.columns):
        return True
    return any(text_of(cell).replace(" ", "").startswith(_FOOTERS) for cell in row[:4])


def read_row(row: Row, header: Header, *, today: date) -> RowRead:
    """The row, read by the columns of `header` and judged by the rules of `MemberDraft` as of `today`."""
    read = RowRead()
    values: dict[str, Any] = {}
    for column in COLUMNS:
        if column.name not in header.columns:
            continue
        cell = _cell(row, header, column.name)
        if is_blank(cell):
            if column.required:
                title = header.titles[column.name]
                read.problems.append(problem_at(header, column.name, CellMissing(column=title)))
            continue
        read.cells[column.name] = text_of(cell).strip()[:200]
        try:
            value = _read_cell(cell, column)
        except Invalid as refusal:
            read.problems.append(problem_at(header, column.name, refusal))
            continue
        if value is not None:
            values[column.name] = value
    _judge(values, header, read, today)
    return read


def _cell(row: Row, header: Header, name: str) -> Cell:
    position = header.columns.get(name)
    return row[position] if position is not None and position < len(row) else None


def _read_cell(cell: Cell, column: RosterColumn) -> object | None:
    match column.reading:
        case Reading.IDENTIFIER:
            return None if not column.required and says_nothing(cell) else read_identifier(cell)
        case Reading.CODE:
            return _read_code(cell, column)
        case Reading.FLAG:
            return read_flag(cell, title=column.title)
        case Reading.DATE:
            return None if says_nothing(cell) else read_date(cell, to_the_day=column.name == "born_on")
        case Reading.TEXT | Reading.PLACE:
            return None if says_nothing(cell) else read_text(cell, longest=column.longest)


def _read_code(cell: Cell, column: RosterColumn) -> Code | None:
    try:
        return read_code(cell, column.name, title=column.title)
    except CellUnknown:
        # 无 is a value of some enumerations and "nothing" in the others.
        if says_nothing(cell):
            return None
        raise


def _judge(values: dict[str, Any], header: Header, read: RowRead, today: date) -> None:
    """Ask the rules of the register, field after field: a field at fault is told and left out, and the rest judged."""
    asked = {name: value for name, value in values.items() if name in _KEPT}
    known = _settle_identity(asked, header, read, today)
    stood_in: set[str] = set() if known else {"id_number", "id_kind", *_STAND_INS}
    for _ in range(len(_KEPT)):
        try:
            draft = MemberDraft(**asked, organization_id=_NOWHERE)
            if not stood_in:
                require_plausible(draft, today)
        except Invalid as refusal:
            name = str(refusal.facts.get("pointer", "/name"))[1:]
            read.problems.append(problem_at(header, name, refusal))
            asked.pop(name, None)
            if name in _STAND_INS and asked["id_kind"] in (IdKind.PASSPORT, IdKind.OTHER, IdKind.FOREIGN_PERMIT):
                asked[name] = _STAND_INS[name]
                stood_in.add(name)
        else:
            break
    else:
        return
    if not read.problems:
        read.values = {name: _plain(getattr(draft, name)) for name in _KEPT if getattr(draft, name) is not None}
    elif known:
        read.values = {"id_number": draft.id_number}
    for name in ("employer", "union", "branch"):
        if name in values:
            read.values[name] = values[name]


def _settle_identity(asked: dict[str, Any], header: Header, read: RowRead, today: date) -> bool:
    """Judge name and number first. What is wrong is told, and stood in for, so that the other fields are judged too.

    Returns whether the number is known.
    """
    try:
        asked["name"] = normalise_name(asked["name"]) if "name" in asked else "某某"
    except Invalid as refusal:
        read.problems.append(problem_at(header, "name", refusal))
        asked["name"] = "某某"
    try:
        if "id_number" not in asked:
            raise LookupError
        number = normalise_id_number(asked["id_number"])
        asked.setdefault("id_kind", _kind_of(number))
        check_id_number(number, asked["id_kind"], today)
    except LookupError:
        pass
    except Invalid as refusal:
        read.problems.append(problem_at(header, "id_number", refusal))
    else:
        return True
    asked.update(id_kind=IdKind.OTHER, id_number="0000", **_STAND_INS)
    return False


def _kind_of(number: str) -> IdKind:
    """The kind of document where the roster has no column for it: told by how its number begins."""
    if number[:6] in ("810000", "820000"):
        return IdKind.HK_MO_PERMIT
    if number[:6] == "830000":
        return IdKind.TW_PERMIT
    foreign = (len(number) == 18 and number[0] == "9") or (len(number) == 15 and number[:3].isalpha())
    return IdKind.FOREIGN_PERMIT if foreign else IdKind.RESIDENT


def _plain(value: object) -> object:
    if isinstance(value, Code):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
