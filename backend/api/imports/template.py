"""The workbook that unions fill in: the columns of a register, drop-downs, notes, a sample, the rules (ui.md 1.3 no. 16).

It is made for one union: the names of its own unions, branches and employers can be chosen. Lists stand on a sheet of
their own, because a list written into a cell's validation may hold 255 characters only and a longer one damages the
file. Columns of numbers are text, so that no digit is lost.
"""

import asyncio
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any
from uuid import UUID

import xlsxwriter

from backend.api.imports.handling import HANDLINGS
from backend.api.imports.rights import require_kind
from backend.api.work import Work
from backend.db.queries import imports
from backend.domain.imports.columns import Column, Reading, Register, RegisterKind
from backend.domain.imports.registers import REGISTERS
from backend.domain.imports.rows import SAMPLE

VERSION = "2026.11"
"""Of the layout; it stands in the properties of the file and on the sheet of the rules."""
ROWS = 5000
"""Rows that are prepared; more may be filled in."""
MOST_NAMES = 20_000
LISTS = "选项"

_ALWAYS = (
    "上传后系统先检查、不写入；有误的行可以在页面上改，也可以下载标好错误的原表，改好后传回同一次导入。",
    "导入后七天内可以整批撤销，之后又办过业务的记录除外。",
    "灰色的示例行会被跳过，可以不删。",
    "上传的表格和检查记录在七天后自动清除。",
)


async def make(work: Work, kind: RegisterKind, organization_id: UUID) -> bytes:
    """The workbook for a union. Raises `NotFound`, `Forbidden`."""
    require_kind(work, kind)
    union = await imports.get_union(work.session, organization_id)
    handling = HANDLINGS[kind]()
    await handling.prepare(work, union)
    names = handling.names()
    made_for = f"{union.name}　{work.today.isoformat()}"
    return await asyncio.to_thread(write, REGISTERS[kind], names, made_for)


def write(register: Register, names: Mapping[str, Sequence[str]], made_for: str) -> bytes:
    """The workbook; `names` are what can be chosen in the columns of places."""
    memory = BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": f"{register.kind.zh}导入模板", "comments": f"{VERSION} {made_for}"})
        book.set_custom_property("unionhome_template", f"{register.kind.value} {VERSION}")
        sheet, lists, rules = (book.add_worksheet(name) for name in (register.kind.zh, LISTS, "填表说明"))
        _write_columns(book, sheet, lists, register, names)
        lists.hide()
        _write_rules(book, rules, register, made_for)
    return memory.getvalue()


def _write_rules(book: Any, sheet: Any, register: Register, made_for: str) -> None:
    sheet.set_column(0, 0, 100, book.add_format({"text_wrap": True}))
    rules = [*register.notes, *_ALWAYS]
    for line, rule in enumerate(rules):
        sheet.write_string(line, 0, f"{line + 1}. {rule}")
    sheet.write_string(len(rules) + 1, 0, f"模板版本 {VERSION}　{made_for}")


def _write_columns(book: Any, sheet: Any, lists: Any, register: Register, names: Mapping[str, Sequence[str]]) -> None:
    text = book.add_format({"num_format": "@"})
    must = book.add_format({"bold": True, "bg_color": "#FBEFEE", "border": 1, "text_wrap": True, "num_format": "@"})
    may = book.add_format({"bold": True, "bg_color": "#EEF0F2", "border": 1, "text_wrap": True, "num_format": "@"})
    sample = book.add_format({"italic": True, "font_color": "#7C848C", "num_format": "@"})
    for position, column in enumerate(register.columns):
        sheet.set_column(position, position, 22 if column.reading in (Reading.IDENTIFIER, Reading.PLACE) else 14, text)
        sheet.write_string(0, position, column.title, must if column.required else may)
        shown = SAMPLE + "（请删除此行）" if column.name == register.lead else column.sample
        sheet.write_string(1, position, shown, sample)
        if column.note:
            sheet.write_comment(0, position, column.note)
        _write_list(book, sheet, lists, position, column, names)
    sheet.freeze_panes(1, 2)


def _write_list(
    book: Any, sheet: Any, lists: Any, position: int, column: Column, names: Mapping[str, Sequence[str]]
) -> None:
    if column.reading is Reading.FLAG:
        options = ["是", "否"]
    elif column.codes is not None:
        options = [code.zh for code in column.codes]
    else:
        options = list(names.get(column.name, ()))[:MOST_NAMES]
    if not options:
        return
    lists.write_column(0, position, options)
    where = xlsxwriter.utility.xl_range_abs(0, position, len(options) - 1, position)
    book.define_name(f"list_{column.name}", f"='{LISTS}'!{where}")
    rule = {
        "validate": "list",
        "source": f"=list_{column.name}",
        "error_type": "warning",
        "error_title": column.title[:32],
        "error_message": "不在选项中。系统能认出常见的别名，认不出的会在检查时指出。",
    }
    sheet.data_validation(1, position, ROWS, position, rule)
