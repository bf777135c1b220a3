"""附件1 困难职工档案表: one household file on paper, in the layout that offices use (AID-09; domain-facts 3.3).

A grid of 32 columns. The worker signs nothing here: opinions of the party and the administration of the unit, of the basic
union and of the line union are written in by hand and sealed, so their boxes are empty.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Annotated, Any, ClassVar, Final, Literal

from annotated_types import MaxLen

from backend.domain.aid.form_grid import Cell, FormPage, Row, pairs
from backend.domain.member.reveals import NoteMissing, RevealReason
from backend.domain.refusals import Invalid, at
from backend.domain.text import clean_text

TITLE: Final = "困难职工档案表"
COLUMNS: Final = 32
_LABEL, _VALUE = 4, 4
_HALF: Final = 12
"""A value that has half of the row with its label."""
_REST: Final = COLUMNS - _LABEL
DESKS: Final = ("单位党政意见", "基层工会意见", "系统工会意见")
"""Who writes an opinion on the paper, in this order."""
_BOX: Final = 18
_KIN: Final = (
    ("关系", 2),
    ("姓名", 2),
    ("性别、出生日期", 4),
    ("证件号码", 7),
    ("政治面貌", 2),
    ("身份", 3),
    ("健康状况", 3),
    ("医疗保险", 3),
    ("月收入（元）", 3),
    ("单位或学校", 3),
)


class FileFormReasonMissing(Invalid):
    """Nobody said what the hidden fields are needed for."""

    code = "household_form_reason_missing"
    zh = "要在档案表上印出完整的证件号、电话、住址和银行卡号，请选择用途。它会记入审计日志。"
    en = "Say what the full numbers and the address are needed for on the paper. It goes on record."


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFormAsked:
    """As what the paper is wanted, and whether whole: then for which reason."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    format: Literal["docx", "pdf"] = "docx"
    whole: bool = False
    reason: RevealReason | None = None
    note: Annotated[str, MaxLen(200)] = ""

    def __post_init__(self) -> None:
        with at("/note"):
            object.__setattr__(self, "note", clean_text(self.note))
        if self.whole and self.reason is None:
            raise FileFormReasonMissing(pointer="/reason")
        if self.reason is RevealReason.OTHER and not self.note:
            raise NoteMissing(pointer="/note")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKin:
    """Somebody of the family as the paper names them."""

    relation: str
    name: str
    born: str
    id_number: str
    politics: str
    livelihood: str
    health: str
    insurance: str
    income: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileForm:
    """All that stands on the paper, in words. Numbers and the address come here masked, unless they are to be whole."""

    number: str
    union: str
    printed_on: date
    category: str
    status: str
    name: str
    sex: str
    nation: str
    born: str
    id_number: str
    politics: str
    model_worker: str
    health: str
    disability: str
    marriage: str
    hukou: str
    livelihood: str
    worker_kind: str
    insurance: str
    single_parent: str
    phone: str
    other_phone: str
    postcode: str
    residence: str
    housing: str
    housing_area: str
    nobody_works: str
    self_help: str
    unit: str
    unit_ownership: str
    unit_industry: str
    unit_address: str
    region_code: str
    enterprise_state: str
    work_started: str
    contract: str
    kin: Sequence[FileKin]
    income: str
    other_income: str
    year_income: str
    size: str
    gross: str
    net: str
    line: str
    against: str
    medical: str
    disability_cost: str
    schooling: str
    work: str
    loss: str
    accident: str
    disaster: str
    still_poor: str
    main_cause: str
    causes: str
    special: str
    exclusions: str
    bank: str
    bank_card: str
    papers: str
    keeper: str
    reviewer: str
    opened: str
    review_due: str


def against_line(income_fen: int, line_fen: int) -> str:
    """How much of the line an income a head is, in per cent with one digit; nothing where there is no line."""
    if line_fen <= 0:
        return ""
    # Half up, and towards nought for whom the rigid expenses leave less than nothing.
    tenths = (abs(income_fen) * 2000 + line_fen) // (2 * line_fen)
    sign = "-" if income_fen < 0 and tenths else ""
    return f"{sign}{tenths // 10}.{tenths % 10}%"


def counted(kinds: Sequence[str]) -> str:
    """Papers by their kinds, each with how many there are, in the order in which they came."""
    found: Mapping[str, int] = {kind: kinds.count(kind) for kind in kinds}
    return "；".join(f"{kind} {number} 份" for kind, number in found.items())


def page(form: FileForm) -> FormPage:
    """The paper as it is drawn: a front, and what does not fit overleaf. A large family is listed whole."""
    under = f"编号：{form.number}　　困难类别：{form.category or '未认定'}　　打印日期：{form.printed_on.isoformat()}"
    return FormPage(title=TITLE, under=under, author=form.union, columns=COLUMNS, rows=grid(form), dense=True)


def grid(form: FileForm) -> list[Row]:
    """The rows of the paper, each as wide as the grid."""
    return [
        _head("职工本人"),
        *_worker(form),
        _head("所在单位"),
        *_unit(form),
        _head("家庭成员"),
        tuple(Cell(text=label, span=span, head=True) for label, span in _KIN),
        *(_kin(each) for each in form.kin),
        *([(Cell(text="无", span=COLUMNS),)] if not form.kin else []),
        _head("收入和支出（元）"),
        *_means(form),
        _head("致困原因和材料"),
        *_hardship(form),
        *((Cell(text=desk, span=_LABEL, head=True), _box()) for desk in DESKS),
    ]


def _worker(form: FileForm) -> list[Row]:
    return [
        _four(("姓名", form.name), ("性别", form.sex), ("民族", form.nation), ("出生日期", form.born)),
        pairs(
            ("证件号码", form.id_number, _HALF),
            ("政治面貌", form.politics, _VALUE),
            ("劳模", form.model_worker, _VALUE),
            label=_LABEL,
        ),
        _four(
            ("健康状况", form.health),
            ("残疾类别等级", form.disability),
            ("婚姻状况", form.marriage),
            ("户口性质", form.hukou),
        ),
        _four(
            ("人员身份", form.livelihood),
            ("职工身份", form.worker_kind),
            ("医疗保险", form.insurance),
            ("单亲", form.single_parent),
        ),
        pairs(
            ("手机号码", form.phone, _VALUE),
            ("其他电话", form.other_phone, _HALF),
            ("邮政编码", form.postcode, _VALUE),
            label=_LABEL,
        ),
        _long("家庭住址", form.residence),
        _four(
            ("住房类型", form.housing),
            ("住房面积", form.housing_area),
            ("零就业家庭", form.nobody_works),
            ("有自救能力", form.self_help),
        ),
    ]


def _unit(form: FileForm) -> list[Row]:
    return [
        pairs(("工作单位", form.unit, _HALF), ("所在工会", form.union, _HALF), label=_LABEL),
        pairs(
            ("单位地址", form.unit_address, _HALF),
            ("单位性质", form.unit_ownership, _VALUE),
            ("企业状况", form.enterprise_state, _VALUE),
            label=_LABEL,
        ),
        pairs(("所属行业", form.unit_industry, _HALF), ("行政区划代码", form.region_code, _HALF), label=_LABEL),
        pairs(("参加工作日期", form.work_started, _HALF), ("劳动合同", form.contract, _HALF), label=_LABEL),
    ]


def _means(form: FileForm) -> list[Row]:
    return [
        _four(
            ("本人月收入", form.income),
            ("其他年收入", form.other_income),
            ("家庭年收入", form.year_income),
            ("家庭人口", form.size),
        ),
        _four(
            ("人均月收入", form.gross),
            ("扣刚性支出后", form.net),
            ("低保线", form.line),
            ("与低保线之比", form.against),
        ),
        _four(
            ("自付医疗费", form.medical),
            ("残疾支出", form.disability_cost),
            ("就学支出", form.schooling),
            ("必要就业成本", form.work),
        ),
        _four(
            ("财产损失", form.loss),
            ("意外伤害", form.accident),
            ("自然灾害", form.disaster),
            ("救助后仍困难", form.still_poor),
        ),
    ]


def _hardship(form: FileForm) -> list[Row]:
    return [
        pairs(("主要原因", form.main_cause, _HALF), ("次要原因", form.causes, _HALF), label=_LABEL),
        _long("其他特殊原因", form.special),
        _long("排除情形", form.exclusions),
        pairs(("开户行及支行", form.bank, _HALF), ("银行卡号", form.bank_card, _HALF), label=_LABEL),
        _long("所附材料", form.papers),
        # Whoever enters a file keeps it: the clerk and the keeper are one.
        _four(("建档人", form.keeper), ("录入人", form.keeper), ("审核人", form.reviewer), ("建档日期", form.opened)),
        pairs(("档案状态", form.status, _HALF), ("复核期限", form.review_due, _HALF), label=_LABEL),
    ]


def _four(*said: tuple[str, str]) -> Row:
    return pairs(*((label, text, _VALUE) for label, text in said), label=_LABEL)


def _head(text: str) -> Row:
    return (Cell(text=text, span=COLUMNS, head=True),)


def _long(label: str, text: str) -> Row:
    return (Cell(text=label, span=_LABEL, head=True), Cell(text=text, span=_REST, centred=False))


def _kin(each: FileKin) -> Row:
    said = (getattr(each, one.name) for one in fields(FileKin))
    return tuple(Cell(text=text, span=span) for text, (_label, span) in zip(said, _KIN, strict=True))


def _box() -> Cell:
    foot = "负责人（签字）：　　　　　　　　（盖章）　　　　　年　　月　　日"
    return Cell(text="", span=_REST, centred=False, tall=_BOX, foot=foot)
