"""One cell of a roster, read as what its column holds (MBR-01; trust.md section 0 row 12).

People type dates in a dozen ways, write 本科 for 大学本科, and leave identity numbers as numbers, which workbooks keep to
15 digits only: such a number is already damaged and is refused, never mended.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from backend.domain.codes import Code
from backend.domain.formulas import undefused
from backend.domain.member.codes import (
    Education,
    EmploymentForm,
    HukouKind,
    IdKind,
    Marriage,
    MemberKind,
    ModelWorker,
    Nation,
    NewEmployment,
    Politics,
    Sex,
    SkillLevel,
)
from backend.domain.refusals import Invalid

Cell: TypeAlias = str | int | float | bool | date | datetime | time | timedelta | None


class CellNumber(Invalid):
    """A number where only text keeps every digit."""

    code = "roster_cell_number"
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

    code = "roster_cell_scientific"
    zh = "号码变成了科学计数法（如 3.7E+17），后几位已经丢失。请在原表中设为“文本”格式，重新录入后再保存。"
    en = "The value turned into scientific notation and lost its last digits. Type it again as text, then save."


class CellError(Invalid):
    """A formula that failed."""

    code = "roster_cell_error"
    zh = "这一格的公式出错（{shown}），没有可读的内容。请改为直接填写的内容。"
    en = "The formula in this cell failed ({shown}). Fill in the value itself."


class CellLong(Invalid):
    """More text than the register has room for."""

    code = "roster_value_long"
    zh = "内容超过 {longest} 个字。请缩短后再导入。"
    en = "More than {longest} characters. Shorten it."


class CellUnknown(Invalid):
    """Not one of the values of this column."""

    code = "roster_value_unknown"
    zh = "“{column}”里没有这个选项。可填：{allowed}。"
    en = "This is no value of the column “{column}”. Use one of: {allowed}."


class CellMissing(Invalid):
    """A required cell is empty."""

    code = "roster_value_missing"
    zh = "“{column}”没有填写，这一项必须填写。请补上后再导入。"
    en = "“{column}” is empty and must be filled in."


class DateInvalid(Invalid):
    """No such day."""

    code = "roster_date_invalid"
    zh = "没有这一天，或年份不合情理。请核对后写成 2026-11-20 的样子。"
    en = "There is no such day. Check it and write it like 2026-11-20."


class DateUnclear(Invalid):
    """Text that may mean several days, or none."""

    code = "roster_date_unclear"
    zh = "看不懂这个日期。请写成 2026-11-20 的样子；只知道年月时写 2026-11。"
    en = "This date cannot be read. Write it like 2026-11-20, or 2026-11 where only the month is known."


class DateMonthOnly(Invalid):
    """A birth date without its day."""

    code = "roster_date_month_only"
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
    _require_no_error(text)
    if len(text) > longest:
        raise CellLong(longest=longest)
    return text


def read_identifier(cell: Cell) -> str:
    """A number of a document, phone or card, which must be text. Raises `CellNumber`, `CellScientific`, `CellError`."""
    if not isinstance(cell, str):
        raise CellNumber()
    text = cell.strip().lstrip("'\u2018\u2019`")
    _require_no_error(text)
    if _SCIENTIFIC.fullmatch(unicodedata.normalize("NFKC", text)):
        raise CellScientific()
    return text


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
    if isinstance(cell, (int, float)) and int(cell) in _SERIALS and not 1900 <= cell <= 2100:
        return _EPOCH + timedelta(days=int(cell))
    text = unicodedata.normalize("NFKC", text_of(cell)).strip()
    _require_no_error(text)
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


_YES = frozenset({"是", "有", "1", "Y", "YES", "TRUE", "√", "✓", "✔", "☑", "对", "T"})
_NO = frozenset({"否", "无", "0", "N", "NO", "FALSE", "×", "✗", "✘", "X", "☐", "不是", "没有", "非", "F"})


def read_flag(cell: Cell, *, title: str) -> bool:
    """是 or 否 in their many spellings. Raises `CellUnknown`, `CellError`."""
    text = unicodedata.normalize("NFKC", text_of(cell)).strip().upper()
    _require_no_error(text)
    own = title.removeprefix("是否")
    if text in _YES or text == own.upper():
        return True
    if text in _NO or text in ("非" + own, "不是" + own):
        return False
    raise CellUnknown(column=title, allowed="是、否")


CODES: Mapping[str, type[Code]] = {
    "id_kind": IdKind,
    "sex": Sex,
    "nation": Nation,
    "education": Education,
    "politics": Politics,
    "marriage": Marriage,
    "kind": MemberKind,
    "employment_form": EmploymentForm,
    "new_employment": NewEmployment,
    "model_worker": ModelWorker,
    "hukou_kind": HukouKind,
    "skill_level": SkillLevel,
}

_SPELLINGS: Mapping[str, Mapping[Code, tuple[str, ...]]] = {
    "id_kind": {
        IdKind.RESIDENT: ("身份证", "二代身份证", "居民身份证(户口簿)", "中国居民身份证"),
        IdKind.HK_MO_PERMIT: ("港澳居民居住证", "港澳台居民居住证(港澳)", "港澳居住证"),
        IdKind.TW_PERMIT: ("台湾居住证", "台胞居住证"),
        IdKind.FOREIGN_PERMIT: ("外国人永久居留证", "永久居留证"),
    },
    "sex": {Sex.MALE: ("男性", "M", "1"), Sex.FEMALE: ("女性", "F", "2")},
    "education": {
        Education.DOCTOR: ("博士", "博士生"),
        Education.MASTER: ("硕士", "研究生", "硕士生"),
        Education.BACHELOR: ("本科", "大本", "学士", "本科生", "全日制本科", "在职本科", "本科学历"),
        Education.COLLEGE: ("大专", "专科", "高职", "高等职业", "大专学历", "全日制大专", "在职大专"),
        Education.VOCATIONAL: ("中专", "中职", "技校", "职高", "中等专科", "中技", "职业高中", "技工学校"),
        Education.HIGH_SCHOOL: ("高中", "普高"),
        Education.JUNIOR_HIGH: ("初级中学", "初中及以下", "初中毕业"),
        Education.PRIMARY: ("小学及以下", "小学毕业"),
        Education.OTHER: ("文盲", "半文盲"),
    },
    "politics": {
        Politics.CPC: ("党员", "中国共产党党员", "共产党员", "中共"),
        Politics.CPC_PROBATIONARY: ("预备党员", "中国共产党预备党员"),
        Politics.CYL: ("团员", "共青团", "中国共产主义青年团团员"),
        Politics.RCCK: ("民革", "民革会员"),
        Politics.CDL: ("民盟", "民盟成员"),
        Politics.CNDCA: ("民建",),
        Politics.CAPD: ("民进",),
        Politics.CPWDP: ("农工党", "农工党员"),
        Politics.ZHI_GONG: ("致公党", "致公党员"),
        Politics.JIUSAN: ("九三学社",),
        Politics.TDSL: ("台盟",),
        Politics.NO_PARTY: ("无党派", "无党派民主人士"),
        Politics.MASSES: ("普通群众", "一般群众", "普通公民", "无"),
    },
    "kind": {
        MemberKind.REGULAR: (
            "在职",
            "正式",
            "正式职工",
            "正式工",
            "在职职工",
            "在岗",
            "在岗职工",
            "合同工",
            "在职正式",
        ),
        MemberKind.DISPATCHED: ("派遣", "派遣工", "劳务派遣", "劳务派遣工", "劳务派遣职工"),
        MemberKind.MIGRANT: ("进城务工人员", "农民工会员"),
        MemberKind.LAID_OFF: ("下岗", "失业", "失业人员", "下岗失业", "下岗失业人员"),
        MemberKind.RETIRED: ("退休", "离退休", "退休人员"),
        MemberKind.RETIRED_CADRE: ("离休", "离休人员"),
    },
    "employment_form": {
        EmploymentForm.OPEN_ENDED: ("无固定期限", "无固定期限合同", "长期合同"),
        EmploymentForm.FIXED_TERM: ("固定期限", "固定期限合同", "合同制", "劳动合同", "劳动合同制", "合同工", "全日制"),
        EmploymentForm.TASK: ("以完成一定任务为期限", "任务合同"),
        EmploymentForm.ESTABLISHMENT: ("在编", "事业编", "行政编", "编制内", "公务员", "事业编制", "行政编制"),
        EmploymentForm.PART_TIME: ("非全日制", "兼职", "小时工", "临时工"),
        EmploymentForm.DISPATCH: ("派遣", "派遣工", "劳务派遣工"),
        EmploymentForm.PLATFORM: ("平台", "新就业形态"),
        EmploymentForm.FLEXIBLE: ("灵活用工", "个体", "自由职业"),
        EmploymentForm.NONE: ("失业", "待业", "无业"),
    },
    "new_employment": {
        NewEmployment.TRUCK_DRIVER: ("卡车司机", "货运司机", "货车驾驶员"),
        NewEmployment.COURIER: ("快递小哥", "快递"),
        NewEmployment.CARE_WORKER: ("护工", "护理员", "护工(护理员)"),
        NewEmployment.DOMESTIC_WORKER: ("家政", "家政人员", "家政服务人员"),
        NewEmployment.SHOP_PROMOTER: ("促销员",),
        NewEmployment.FOOD_RIDER: ("外卖员", "外卖骑手", "外卖配送员", "骑手", "网约配送员"),
        NewEmployment.ESTATE_AGENT: ("房产中介", "房屋中介员"),
        NewEmployment.SECURITY_GUARD: ("保安",),
        NewEmployment.RIDE_DRIVER: ("网约车", "网约车驾驶员"),
    },
    "marriage": {
        Marriage.SINGLE: ("否", "未", "单身"),
        Marriage.MARRIED: ("是", "已", "初婚", "再婚", "复婚"),
        Marriage.DIVORCED: ("离异",),
    },
    "model_worker": {
        ModelWorker.NONE: ("否", "不是", "0"),
        ModelWorker.NATIONAL: ("全国", "国家级", "全国劳动模范"),
        ModelWorker.PROVINCIAL: ("省级", "省部级", "省劳模", "省级劳模", "部级"),
        ModelWorker.MUNICIPAL: ("市级", "地市级", "市劳模", "市级劳模"),
        ModelWorker.OTHER: ("是", "县级", "县级劳模"),
    },
    "hukou_kind": {
        HukouKind.URBAN: ("非农", "非农业", "城镇", "城镇户口", "城市"),
        HukouKind.RURAL: ("农业", "农村", "农村户口", "农业户籍"),
        HukouKind.CONVERTED: ("农转非",),
        HukouKind.RESIDENT: ("居民", "居民户口", "居民户"),
    },
    "skill_level": {
        SkillLevel.JUNIOR: ("初级", "五级", "初级工(五级)", "五级工"),
        SkillLevel.INTERMEDIATE: ("中级", "四级", "中级工(四级)", "四级工"),
        SkillLevel.SENIOR: ("高级", "三级", "高级工(三级)", "三级工"),
        SkillLevel.TECHNICIAN: ("二级", "技师(二级)", "二级技师"),
        SkillLevel.SENIOR_TECHNICIAN: ("一级", "高级技师(一级)", "一级技师"),
    },
}


def _plain(label: str) -> str:
    return "".join(unicodedata.normalize("NFKC", label).split()).upper()


def _labels(name: str, code: type[Code]) -> Mapping[str, Code]:
    found: dict[str, Code] = {}
    for value in code:
        for label in (*_SPELLINGS.get(name, {}).get(value, ()), value.value, value.en, value.zh):
            found[_plain(label)] = value
    if code is Nation:
        found |= {_plain(nation.zh.removesuffix("族")): nation for nation in Nation}
    return found


_BY_LABEL: Mapping[str, Mapping[str, Code]] = {name: _labels(name, code) for name, code in CODES.items()}


def read_code(cell: Cell, name: str, *, title: str) -> Code:
    """The value of an enumeration by its label or by what people write for it. Raises `CellUnknown`, `CellError`."""
    text = text_of(cell)
    _require_no_error(text.strip())
    found = _BY_LABEL[name].get(_plain(text))
    if found is None:
        shown = [value.zh for value in CODES[name]]
        allowed = "、".join(shown[:13]) + ("……" if len(shown) > 13 else "")
        raise CellUnknown(column=title, allowed=allowed)
    return found


def _require_no_error(text: str) -> None:
    if text.upper() in _ERRORS:
        raise CellError(shown=text.upper())
