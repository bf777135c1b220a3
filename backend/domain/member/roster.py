"""The columns of a members' roster and where they stand in somebody's workbook (MBR-01; ui.md 1.3 no. 17).

Unions send what they have: the registration form with its merged title, or a list of their own with the columns in
another order and under other names. So the header row is looked for within the first rows, and a column is known by any
of the names that such forms use. What is not known is left out and said so; it is never an error.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from backend.domain.member.roster_cells import Cell, text_of
from backend.domain.refusals import Invalid

HEADER_WITHIN = 10
"""The header is one of these first rows."""

Row: TypeAlias = Sequence[Cell]


class Reading(Enum):
    """How the cells of a column are read."""

    TEXT = "text"
    IDENTIFIER = "identifier"
    DATE = "date"
    CODE = "code"
    FLAG = "flag"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class RosterColumn:
    """One column: `name` is a field of `MemberDraft`, or a place (employer, union, branch).

    `longest` is the room that the register has, in characters. `secret` cells are sealed as soon as they are read.
    """

    name: str
    title: str
    reading: Reading
    synonyms: tuple[str, ...] = ()
    longest: int = 100
    secret: bool = False
    required: bool = False


_T, _I, _D, _C, _F, _P = Reading

COLUMNS: tuple[RosterColumn, ...] = (
    RosterColumn("name", "姓名", _T, ("名字", "职工姓名", "会员姓名", "员工姓名"), 160, required=True),
    RosterColumn("id_kind", "证件类型", _C, ("证件种类", "证件名称", "有效证件类型", "身份证件类型")),
    RosterColumn(
        "id_number",
        "身份证号",
        _I,
        (
            "身份证号码",
            "身份证",
            "证件号码",
            "证件号",
            "公民身份号码",
            "居民身份证号",
            "居民身份证号码",
            "有效证件号码",
        ),
        secret=True,
        required=True,
    ),
    RosterColumn("sex", "性别", _C),
    RosterColumn("born_on", "出生日期", _D, ("出生年月", "出生年月日", "生日", "出生时间")),
    RosterColumn("nation", "民族", _C),
    RosterColumn("native_place", "籍贯", _T, longest=60),
    RosterColumn("education", "学历", _C, ("文化程度", "最高学历", "教育程度", "文化水平")),
    RosterColumn("politics", "政治面貌", _C),
    RosterColumn("marriage", "婚姻状况", _C, ("婚姻", "婚否", "婚姻情况")),
    RosterColumn(
        "phone",
        "手机",
        _I,
        ("手机号", "手机号码", "联系电话", "电话", "电话号码", "移动电话", "联系方式", "本人电话"),
        secret=True,
    ),
    RosterColumn("employer", "工作单位", _P, ("单位", "单位名称", "所在单位", "用人单位", "企业名称"), 120),
    RosterColumn(
        "union", "所在工会", _P, ("工会", "工会名称", "所属工会", "基层工会", "工会组织", "所在工会名称"), 120
    ),
    RosterColumn("branch", "分会", _P, ("所在分会", "所属分会", "分会名称", "工会小组", "小组", "分会或小组"), 120),
    RosterColumn(
        "kind", "类别", _C, ("会员类别", "人员类别", "职工类别", "人员类型", "会员类型", "职工类型", "人员性质")
    ),
    RosterColumn("employment_form", "用工形式", _C, ("用工性质", "用工方式", "合同类型", "劳动合同类型", "就业形式")),
    RosterColumn("new_employment", "新就业形态", _C, ("新就业群体", "八大群体", "新业态类别", "新就业形态劳动者类别")),
    RosterColumn("migrant", "农民工", _F, ("是否农民工", "是否为农民工", "农民工标识")),
    RosterColumn("dispatched", "劳务派遣", _F, ("是否劳务派遣", "是否派遣", "是否为劳务派遣工", "劳务派遣工")),
    RosterColumn("hardship", "困难职工", _F, ("是否困难职工", "是否困难")),
    RosterColumn("model_worker", "劳模", _C, ("劳模级别", "劳动模范", "是否劳模", "劳模等级")),
    RosterColumn("hukou_kind", "户口性质", _C, ("户籍性质", "户口类别", "户籍类型", "户口类型", "户籍类别")),
    RosterColumn("hukou_place", "户籍", _T, ("户籍地", "户籍地址", "户籍所在地", "户口所在地", "户口所在地址")),
    RosterColumn(
        "residence",
        "现住址",
        _T,
        ("家庭住址", "住址", "居住地址", "现居住地", "家庭地址", "通讯地址", "居住地"),
        200,
        secret=True,
    ),
    RosterColumn("post", "职务", _T, ("岗位", "工作岗位", "职务或岗位", "现任职务", "岗位职务"), 60),
    RosterColumn("title", "职称", _T, ("专业技术职称", "专业技术职务", "技术职称"), 60),
    RosterColumn("skill_level", "技能等级", _C, ("职业技能等级", "技术等级", "技能级别", "职业资格等级")),
    RosterColumn("work_started_on", "参加工作时间", _D, ("参加工作日期", "工作时间", "参工时间", "参加工作年月")),
    RosterColumn("joined_on", "入会时间", _D, ("入会日期", "加入工会时间", "入会年月", "加入工会日期")),
    RosterColumn("bank_card", "银行卡号", _I, ("银行账号", "工资卡号", "银行卡", "卡号"), secret=True),
    RosterColumn("notes", "备注", _T, ("说明",), 500),
)
"""Everything a roster may say of a person, in the order of the template."""

BY_NAME: Mapping[str, RosterColumn] = {column.name: column for column in COLUMNS}
SECRET = frozenset(column.name for column in COLUMNS if column.secret)

_BRACKETS = re.compile(r"[(\[【〔{<].*?[)\]】〕}>]")
_NOISE = re.compile(r"[\s*※★:：、，,。./\\_\-—]+")
_SERIAL = frozenset({"序号", "编号", "NO", "行号", "序列"})


def plain_title(cell: Cell) -> str:
    """A column's title without what forms put around it: `* 身份证号码（必填）` is 身份证号码."""
    text = unicodedata.normalize("NFKC", text_of(cell))
    return _NOISE.sub("", _BRACKETS.sub("", text)).upper()


_BY_TITLE: Mapping[str, str] = {
    plain_title(title): column.name for column in COLUMNS for title in (column.title, *column.synonyms)
}


def means(cell: Cell) -> str | None:
    """The column that a title names, or None."""
    return _BY_TITLE.get(plain_title(cell))


class HeaderMissing(Invalid):
    """No row among the first ones has the two columns without which there is no roster."""

    code = "roster_header_missing"
    zh = (
        "前 {rows} 行里没有找到表头：至少要有“姓名”和“身份证号”两列。没有导入任何内容。"
        "请检查表头是否被删去或改名，也可以下载模板重新填写。"
    )
    en = (
        "No header was found in the first {rows} rows: it needs at least the columns 姓名 and 身份证号. Nothing was taken "
        "in. See whether the header was deleted or renamed, or use the template."
    )


@dataclass(frozen=True, slots=True)
class Header:
    """Where the columns stand. `columns` maps our name to the position, counted from 0; `first` is the first row of data.

    `titles` are the titles as they stand in the file, by our name; `ignored` are those that nothing is taken from.
    """

    first: int
    columns: Mapping[str, int]
    titles: Mapping[str, str]
    ignored: tuple[str, ...] = field(default=())


def find_header(rows: Sequence[Row]) -> Header:
    """The header among the first rows: the row that knows most columns, or two rows where titles are merged over two.

    Raises `HeaderMissing`.
    """
    best: Header | None = None
    for i, row in enumerate(rows[:HEADER_WITHIN]):
        for height in (1, 2):
            if height == 2 and i + 1 >= min(len(rows), HEADER_WITHIN):
                continue
            found = _read_header(_over(row, rows[i + 1]) if height == 2 else row, first=i + height)
            if found is not None and (best is None or len(found.columns) > len(best.columns)):
                best = found
    if best is None:
        raise HeaderMissing(rows=HEADER_WITHIN)
    return best


def _over(upper: Row, lower: Row) -> Row:
    """Two header rows as one: the lower title where there is one, as under a merged group title."""
    width = max(len(upper), len(lower))
    cells = [*upper, *[None] * (width - len(upper))]
    return [
        below if plain_title(below) else above for above, below in zip(cells, [*lower, *[None] * width], strict=False)
    ]


def _read_header(row: Row, *, first: int) -> Header | None:
    columns: dict[str, int] = {}
    titles: dict[str, str] = {}
    ignored: list[str] = []
    for position, cell in enumerate(row):
        title = plain_title(cell)
        name = _BY_TITLE.get(title)
        if name is not None and name not in columns:
            columns[name] = position
            titles[name] = " ".join(text_of(cell).split())
        elif title and title not in _SERIAL:
            ignored.append(" ".join(text_of(cell).split())[:60])
    if not all(column.name in columns for column in COLUMNS if column.required):
        return None
    return Header(first=first, columns=columns, titles=titles, ignored=tuple(ignored))


def letter_of(position: int) -> str:
    """The letter over a column of a workbook: 0 is A, 26 is AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
