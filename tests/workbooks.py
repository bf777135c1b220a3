"""Rosters for the suite: people who do not exist, in workbooks as unions send them."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import xlsxwriter

from backend.domain.identity import check_character

TITLES = (
    "序号",
    "姓名",
    "身份证号码",
    "性别",
    "出生日期",
    "民族",
    "学历",
    "政治面貌",
    "手机号",
    "会员类别",
    "用工形式",
    "是否农民工",
    "参加工作时间",
    "入会时间",
    "户籍地",
    "职务",
    "技能等级",
    "所在分会",
    "银行卡号",
    "备注",
)
FAMILY, GIVEN = "王李张刘陈杨黄赵周吴徐孙马朱胡", "建国秀英小军丽华志强春梅海燕明芳"


def id_number(number: int) -> str:
    """A correct number of nobody: born between 1962 and 1999 in a county of Hunan."""
    born = date(1962, 1, 1) + timedelta(days=number % 13_500)
    order = number // 13_500 * 2 + 100
    assert order < 1000, "three digits tell apart who was born on one day: six million people are the most"
    first = f"430124{born:%Y%m%d}{order:03d}"
    return first + check_character(first)


def name(number: int) -> str:
    """A name of three characters."""
    return FAMILY[number % 15] + GIVEN[number // 15 % 16] + GIVEN[number // 240 % 16]


def person(number: int, **other: Any) -> dict[str, Any]:
    """A row without fault, by the titles; `other` by the titles changes it."""
    row = {
        "序号": number + 1,
        "姓名": name(number),
        "身份证号码": id_number(number),
        "民族": "汉",
        "学历": ("本科", "大专", "高中", "中专", "硕士")[number % 5],
        "政治面貌": ("群众", "党员", "团员")[number % 3],
        "手机号": f"138{number:08d}",
        "会员类别": "正式职工",
        "用工形式": "固定期限",
        "是否农民工": "否",
        "参加工作时间": "2018.7",
        "入会时间": ("2019-05-01", "2019/5/1", "2019年5月1日", "20190501")[number % 4],
        "户籍地": "湖南省青溪县城关镇",
        "职务": "操作工",
        "所在分会": ("织造分会", "印染分会", "")[number % 3],
        "备注": "",
    }
    return row | other


def people(count: int, start: int = 0) -> Iterator[dict[str, Any]]:
    return (person(number) for number in range(start, start + count))


GROUPS = (("基本情况", 3, 7), ("用工情况", 9, 11))
"""Merged titles over titles of columns, as a head of two rows has them: from which column to which."""
BLANKS = 12
"""Rows that a sheet has ruled for more people than there are."""


def xlsx(
    rows: Sequence[dict[str, Any]] | Iterator[dict[str, Any]],
    *,
    title: str | None = "会员花名册",
    parted: bool = False,
    foot: bool = False,
) -> bytes:
    """A workbook with a merged title, a header and the rows. The first person is in row 3.

    With `parted` the header is two rows with merged cells, and the first person one row lower; with `foot` the ruled
    rows that nobody filled and a sum stand under the people.
    """
    memory = BytesIO()
    with xlsxwriter.Workbook(memory, {"strings_to_numbers": False, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("花名册")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        ruled = book.add_format({"border": 1, "num_format": "@"})
        head = 0
        if title is not None:
            sheet.merge_range(0, 0, 0, len(TITLES) - 1, title)
            head = 1
        if parted:
            _write_parted(sheet, head)
            head += 1
        else:
            sheet.write_row(head, 0, TITLES)
        last = head
        for line, row in enumerate(rows, start=head + 1):
            last = line
            for column, known in enumerate(TITLES):
                value = row.get(known)
                if isinstance(value, date):
                    sheet.write_datetime(line, column, value, day)
                elif value not in (None, ""):
                    sheet.write(line, column, value)
        if foot:
            for line in range(last + 1, last + 1 + BLANKS):
                for column in range(len(TITLES)):
                    sheet.write_blank(line, column, None, ruled)
            sheet.write(last + 1 + BLANKS, 0, "合计", ruled)
            sheet.write(last + 1 + BLANKS, 3, last, ruled)
    return memory.getvalue()


def _write_parted(sheet: Any, first: int) -> None:
    grouped = {column: group for group in GROUPS for column in range(group[1], group[2] + 1)}
    for group, begin, end in GROUPS:
        sheet.merge_range(first, begin, first, end, group)
    for column, known in enumerate(TITLES):
        if column in grouped:
            sheet.write(first + 1, column, known)
        else:
            sheet.merge_range(first, column, first + 1, column, known)
