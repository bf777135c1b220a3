"""The register of members as a workbook has it: the columns, and the rules of a person's record (MBR-01)."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from backend.domain.access import Permission
from backend.domain.codes import Code
from backend.domain.identity import IdKind, Sex, check_id_number, normalise_id_number
from backend.domain.imports.columns import Column, Note, Reading, Register, RegisterKind, plain
from backend.domain.imports.states import RowDuplicate
from backend.domain.mask import mask_address, mask_card, mask_id_number, mask_phone
from backend.domain.member.codes import (
    Education,
    EmploymentForm,
    HukouKind,
    Marriage,
    MemberKind,
    ModelWorker,
    Nation,
    NewEmployment,
    Politics,
    SkillLevel,
)
from backend.domain.member.names import normalise_name
from backend.domain.member.rules import MemberDraft, require_plausible
from backend.domain.refusals import Invalid

_T, _I, _D, _C, _F, _P, _N = Reading

COLUMNS: tuple[Column, ...] = (
    Column("name", "姓名", _T, ("名字", "职工姓名", "会员姓名", "员工姓名"), 160, required=True),
    Column(
        "id_kind",
        "证件类型",
        _C,
        ("证件种类", "证件名称", "有效证件类型", "身份证件类型"),
        codes=IdKind,
        sample="居民身份证",
    ),
    Column(
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
        mask=mask_id_number,
        required=True,
        note="按证件填写 18 位号码。本列已设为文本，请勿改为数字格式。",
        sample="110105194912310021",
    ),
    Column("sex", "性别", _C, codes=Sex, note="居民身份证可不填，系统从号码读取。", sample="女"),
    Column(
        "born_on",
        "出生日期",
        _D,
        ("出生年月", "出生年月日", "生日", "出生时间"),
        to_the_day=True,
        note="居民身份证可不填，系统从号码读取。",
        sample="1949-12-31",
    ),
    Column("nation", "民族", _C, codes=Nation, sample="汉族"),
    Column("native_place", "籍贯", _T, longest=60),
    Column(
        "education", "学历", _C, ("文化程度", "最高学历", "教育程度", "文化水平"), codes=Education, sample="大学本科"
    ),
    Column("politics", "政治面貌", _C, codes=Politics, sample="群众"),
    Column("marriage", "婚姻状况", _C, ("婚姻", "婚否", "婚姻情况"), codes=Marriage),
    Column(
        "phone",
        "手机",
        _I,
        ("手机号", "手机号码", "联系电话", "电话", "电话号码", "移动电话", "联系方式", "本人电话"),
        mask=mask_phone,
        note="11 位手机号，或带区号的固定电话。本列已设为文本。",
        sample="13800138000",
    ),
    Column("employer", "工作单位", _P, ("单位", "单位名称", "所在单位", "用人单位", "企业名称"), 120),
    Column(
        "union",
        "所在工会",
        _P,
        ("工会", "工会名称", "所属工会", "基层工会", "工会组织", "所在工会名称"),
        120,
        note="由镇街或以上工会统一导入时必须填写每个人的基层工会全称。",
    ),
    Column(
        "branch",
        "分会",
        _P,
        ("所在分会", "所属分会", "分会名称", "工会小组", "小组", "分会或小组"),
        120,
        note="本工会已有的分会或小组名称；不分会的留空。",
    ),
    Column(
        "kind",
        "类别",
        _C,
        ("会员类别", "人员类别", "职工类别", "人员类型", "会员类型", "职工类型", "人员性质"),
        codes=MemberKind,
        sample="在职正式职工",
    ),
    Column(
        "employment_form",
        "用工形式",
        _C,
        ("用工性质", "用工方式", "合同类型", "劳动合同类型", "就业形式"),
        codes=EmploymentForm,
        sample="固定期限劳动合同",
    ),
    Column(
        "new_employment",
        "新就业形态",
        _C,
        ("新就业群体", "八大群体", "新业态类别", "新就业形态劳动者类别"),
        codes=NewEmployment,
    ),
    Column("migrant", "农民工", _F, ("是否农民工", "是否为农民工", "农民工标识"), sample="否"),
    Column("dispatched", "劳务派遣", _F, ("是否劳务派遣", "是否派遣", "是否为劳务派遣工", "劳务派遣工")),
    Column("hardship", "困难职工", _F, ("是否困难职工", "是否困难")),
    Column("model_worker", "劳模", _C, ("劳模级别", "劳动模范", "是否劳模", "劳模等级"), codes=ModelWorker),
    Column("hukou_kind", "户口性质", _C, ("户籍性质", "户口类别", "户籍类型", "户口类型", "户籍类别"), codes=HukouKind),
    Column("hukou_place", "户籍", _T, ("户籍地", "户籍地址", "户籍所在地", "户口所在地", "户口所在地址")),
    Column(
        "residence",
        "现住址",
        _T,
        ("家庭住址", "住址", "居住地址", "现居住地", "家庭地址", "通讯地址", "居住地"),
        200,
        mask=mask_address,
    ),
    Column("post", "职务", _T, ("岗位", "工作岗位", "职务或岗位", "现任职务", "岗位职务"), 60),
    Column("title", "职称", _T, ("专业技术职称", "专业技术职务", "技术职称"), 60),
    Column("skill_level", "技能等级", _C, ("职业技能等级", "技术等级", "技能级别", "职业资格等级"), codes=SkillLevel),
    Column("work_started_on", "参加工作时间", _D, ("参加工作日期", "工作时间", "参工时间", "参加工作年月")),
    Column(
        "joined_on",
        "入会时间",
        _D,
        ("入会日期", "加入工会时间", "入会年月", "加入工会日期"),
        note="如 2020-05-01；只知道年月时写 2020-05。",
        sample="2020-05-01",
    ),
    Column(
        "bank_card",
        "银行卡号",
        _I,
        ("银行账号", "工资卡号", "银行卡", "卡号"),
        mask=mask_card,
        note="12 至 19 位。本列已设为文本。",
    ),
    Column("notes", "备注", _T, ("说明",), 500),
)
"""Everything a roster may say of a person, in the order of the template."""

PLACES = ("employer", "union", "branch")
"""Columns that say where a person stands and are no fields of the record."""

_NOWHERE = UUID(int=0)
_LONG_AGO = date(1900, 1, 1)
_STAND_INS: Mapping[str, object] = {"sex": Sex.MALE, "born_on": _LONG_AGO}
_KEPT = tuple(name for name in MemberDraft.__slots__ if name not in ("organization_id", "employer_id"))


def judge(said: Mapping[str, Any], note: Note, today: date) -> dict[str, Any]:
    """Ask the rules of the register, field after field: a field at fault is told and left out, and the rest judged.

    What is found is what the row says, in the register's spelling; what it does not say is not made up here.
    """
    asked = {name: value for name, value in said.items() if name in _KEPT}
    known = _settle_identity(asked, note, today)
    values = _judge_record(asked, note, known, today)
    return values | {name: said[name] for name in PLACES if name in said}


def _judge_record(asked: dict[str, Any], note: Note, known: bool, today: date) -> dict[str, Any]:
    stood_in: set[str] = set() if known else {"id_number", "id_kind", *_STAND_INS}
    for _ in range(len(_KEPT)):
        try:
            draft = MemberDraft(**asked, organization_id=_NOWHERE)
            if not stood_in:
                require_plausible(draft, today)
        except Invalid as refusal:
            name = str(refusal.facts.get("pointer", "/name"))[1:]
            note(name, refusal)
            asked.pop(name, None)
            if name in _STAND_INS and asked["id_kind"] in (IdKind.PASSPORT, IdKind.OTHER, IdKind.FOREIGN_PERMIT):
                asked[name] = _STAND_INS[name]
                stood_in.add(name)
        else:
            return {name: plain(getattr(draft, name)) for name in asked} if known else {}
    return {}


def _settle_identity(asked: dict[str, Any], note: Note, today: date) -> bool:
    """Judge name and number first. What is wrong is told, and stood in for, so that the other fields are judged too.

    Returns whether the number is known.
    """
    try:
        asked["name"] = normalise_name(asked["name"]) if "name" in asked else "某某"
    except Invalid as refusal:
        note("name", refusal)
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
        note("id_number", refusal)
    else:
        return True
    asked.update(id_kind=IdKind.OTHER, id_number="0000", **_STAND_INS)
    return False


def _kind_of(number: str) -> IdKind:
    """The kind of document where the workbook has no column for it: told by how its number begins."""
    if number[:6] in ("810000", "820000"):
        return IdKind.HK_MO_PERMIT
    if number[:6] == "830000":
        return IdKind.TW_PERMIT
    foreign = (len(number) == 18 and number[0] == "9") or (len(number) == 15 and number[:3].isalpha())
    return IdKind.FOREIGN_PERMIT if foreign else IdKind.RESIDENT


_CODES: Mapping[str, type[Code]] = {column.name: column.codes for column in COLUMNS if column.codes is not None}
_DATES = frozenset(column.name for column in COLUMNS if column.reading is Reading.DATE)


def typed(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values of a row as the record takes them: JSON knows neither dates nor enumerations."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if name in _CODES:
            found[name] = _CODES[name](value)
        elif name in _DATES:
            found[name] = date.fromisoformat(value)
        elif name == "employer_id":
            found[name] = UUID(value)
        elif name not in PLACES:
            found[name] = value
    return found


MEMBERS = Register(
    kind=RegisterKind.MEMBERS,
    permission=Permission.MEMBER_IMPORT,
    columns=COLUMNS,
    lead="name",
    key="id_number",
    judge=judge,
    twice=RowDuplicate,
    notes=(
        "“姓名”和“身份证号”必须填写，其余各列有则填写；不需要的列可以删去，列的先后可以调整。",
        "证件号码、手机、银行卡号各列是文本格式。从别的表格粘贴时请选“只粘贴值”，以免变成数字。",
        "已在册的人不会重复登记：填写的内容与登记的不同，就更新那一项；空着的格不改动原来的登记。",
        "在其他工会登记的人请办理会员组织关系接转；同一个证件号码出现多次时，只取最前面的一行。",
        "“所在工会”“分会”“工作单位”可以从下拉中选择，名称须与系统登记的一致。",
    ),
)
