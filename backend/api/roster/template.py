"""The workbook that unions fill in: columns as the register has them, drop-downs, notes, a sample, the rules.

Lists stand on a sheet of their own, because a list written into a cell's validation may hold 255 characters only and a
longer one damages the file (ui.md 1.3 no. 16). Columns of numbers are text, so that no digit is lost.
"""

from io import BytesIO
from typing import Any

import xlsxwriter

from backend.domain.member.roster import COLUMNS, Reading, RosterColumn
from backend.domain.member.roster_cells import CODES
from backend.domain.member.roster_rows import SAMPLE

ROWS = 5000
"""Rows that are prepared; more may be filled in."""
_SAMPLE = {
    "name": SAMPLE + "（请删除此行）",
    "id_kind": "居民身份证",
    "id_number": "110105194912310021",
    "sex": "女",
    "born_on": "1949-12-31",
    "nation": "汉族",
    "education": "大学本科",
    "politics": "群众",
    "phone": "13800138000",
    "kind": "在职正式职工",
    "employment_form": "固定期限劳动合同",
    "migrant": "否",
    "joined_on": "2020-05-01",
}
_NOTES = {
    "id_number": "按证件填写 18 位号码。本列已设为文本，请勿改为数字格式。",
    "sex": "居民身份证可不填，系统从号码读取。",
    "born_on": "居民身份证可不填，系统从号码读取。",
    "phone": "11 位手机号，或带区号的固定电话。本列已设为文本。",
    "bank_card": "12 至 19 位。本列已设为文本。",
    "union": "由镇街或以上工会统一导入时必须填写每个人的基层工会全称。",
    "branch": "本工会已有的分会或小组名称；不分会的留空。",
    "joined_on": "如 2020-05-01；只知道年月时写 2020-05。",
}
_RULES = (
    "1. “姓名”和“身份证号”必须填写，其余各列有则填写；不需要的列可以删去，列的先后可以调整。",
    "2. 证件号码、手机、银行卡号各列是文本格式。从别的表格粘贴时请选“只粘贴值”，以免变成数字。",
    "3. 上传后系统先检查、不写入；检查结果按行列出，有误的行写明行号、列和原因，可下载后修改再传。",
    "4. 已在册的人不会重复登记，也不会被改动；在其他工会登记的人请办理会员组织关系接转。",
    "5. 同一个证件号码出现多次时，只取最前面的一行。",
    "6. 灰色的示例行会被跳过，可以不删。",
    "7. 上传的表格和检查记录在七天后自动清除。",
)


def make_template() -> bytes:
    """The workbook. Some ten thousandths of a second for each column; called in a thread."""
    memory = BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as book:
        sheet, lists, rules = (book.add_worksheet(name) for name in ("会员登记", "选项", "填表说明"))
        _write_columns(book, sheet, lists)
        lists.hide()
        rules.set_column(0, 0, 100, book.add_format({"text_wrap": True}))
        for line, rule in enumerate(_RULES):
            rules.write_string(line, 0, rule)
    return memory.getvalue()


def _write_columns(book: Any, sheet: Any, lists: Any) -> None:
    text = book.add_format({"num_format": "@"})
    must = book.add_format({"bold": True, "bg_color": "#FBEFEE", "border": 1, "text_wrap": True, "num_format": "@"})
    may = book.add_format({"bold": True, "bg_color": "#EEF0F2", "border": 1, "text_wrap": True, "num_format": "@"})
    sample = book.add_format({"italic": True, "font_color": "#7C848C", "num_format": "@"})
    for position, column in enumerate(COLUMNS):
        sheet.set_column(position, position, 22 if column.reading is Reading.IDENTIFIER else 14, text)
        sheet.write_string(0, position, column.title, must if column.required else may)
        sheet.write_string(1, position, _SAMPLE.get(column.name, ""), sample)
        if column.name in _NOTES:
            sheet.write_comment(0, position, _NOTES[column.name])
        _write_list(sheet, lists, position, column)
    sheet.freeze_panes(1, 2)


def _write_list(sheet: Any, lists: Any, position: int, column: RosterColumn) -> None:
    if column.reading is Reading.FLAG:
        options = ["是", "否"]
    elif column.reading is Reading.CODE:
        options = [code.zh for code in CODES[column.name]]
    else:
        return
    lists.write_column(0, position, options)
    where = xlsxwriter.utility.xl_range_abs(0, position, len(options) - 1, position)
    sheet.data_validation(
        1,
        position,
        ROWS,
        position,
        {
            "validate": "list",
            "source": f"='选项'!{where}",
            "error_type": "warning",
            "error_title": column.title,
            "error_message": "不在选项中。系统能认出常见的别名，认不出的会在检查时指出。",
        },
    )
