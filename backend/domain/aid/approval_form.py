"""困难职工帮扶救助审批表: one page per case, from what was frozen when it was submitted and from the steps it took (AID-09, 10).

A grid of eight columns, laid out the way offices fill it in on paper; the writers only draw it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, ClassVar, Final, Literal
from uuid import UUID

from annotated_types import MaxLen, MinLen

from backend.domain.aid.case_codes import CaseStatus, CaseStep, Stage
from backend.domain.aid.form_grid import Cell, FormPage, Row, clip, pairs
from backend.domain.aid.way import status_in
from backend.domain.calendar import LOCAL
from backend.domain.member.reveals import NoteMissing, RevealReason
from backend.domain.money import yuan
from backend.domain.refusals import Invalid, at
from backend.domain.text import clean_text

COLUMNS: Final = 8
MOST_FORMS: Final = 20
"""Cases whose forms are made at once, while somebody waits."""
MOST_IN_ARCHIVE: Final = 500
"""Cases whose forms are made by a job."""
MOST_KIN: Final = 6
"""Rows of the family on a page that has to stay one."""
_REASON, _BASIS, _OPINION = 150, 220, 70


class WholeReasonMissing(Invalid):
    """Nobody said what the hidden fields are needed for."""

    code = "approval_form_reason_missing"
    zh = "要在审批表上印出完整的证件号、电话、住址和银行卡号，请选择用途。它会记入审计日志。"
    en = "Say what the full numbers and the address are needed for on the form. It goes on record."


@dataclass(frozen=True, slots=True, kw_only=True)
class FormsAsked:
    """Whose forms, as what, and whether whole: then for which reason."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    case_ids: Annotated[tuple[UUID, ...], MinLen(1), MaxLen(MOST_FORMS)]
    format: Literal["docx", "pdf"] = "docx"
    whole: bool = False
    reason: RevealReason | None = None
    note: Annotated[str, MaxLen(200)] = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "case_ids", tuple(dict.fromkeys(self.case_ids)))
        with at("/note"):
            object.__setattr__(self, "note", clean_text(self.note))
        if self.whole and self.reason is None:
            raise WholeReasonMissing(pointer="/reason")
        if self.reason is RevealReason.OTHER and not self.note:
            raise NoteMissing(pointer="/note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """Somebody of the household as the form names them."""

    relation: str
    name: str
    age: str
    livelihood: str
    income: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What a desk has said: agreed or not, why, who and when. Empty while the case has not passed it."""

    text: str = ""
    by: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalForm:
    """All that stands on the form. Numbers and the address come here masked, unless they are to be whole."""

    number: str
    program: str
    year: int
    name: str
    sex: str
    born: str
    worker_kind: str
    id_number: str
    phone: str
    union: str
    residence: str
    size: str
    income: str
    bank: str
    bank_card: str
    category: str
    cause: str
    basis: str
    reason: str
    asked_fen: int
    amount: str
    kin: Sequence[Kin]
    opinions: Sequence[tuple[str, Opinion]]
    paid: str

    @property
    def title(self) -> str:
        """As it is printed over the grid."""
        return "困难职工帮扶救助审批表"


def opinions(stages: Sequence[Stage], steps: Sequence[Mapping[str, Any]]) -> list[Opinion]:
    """What each stage has said as the case stands now. A case that was sent back is looked at anew from there on."""
    order = [status_in(each) for each in stages]
    said: dict[CaseStatus, Opinion] = {}
    for step in steps:
        kind, came = CaseStep(step["step"]), CaseStatus(step["from_status"])
        if kind in (CaseStep.PASS, CaseStep.REJECT):
            said[came] = _opinion(kind, step)
        elif kind in (CaseStep.RETURN, CaseStep.REVOKE, CaseStep.SUBMIT):
            to = CaseStatus(step["to_status"])
            since = order.index(to) if to in order else 0
            for status in order[since:]:
                said.pop(status, None)
    return [said.get(status, Opinion()) for status in order]


def _opinion(kind: CaseStep, step: Mapping[str, Any]) -> Opinion:
    moment: datetime = step["at"]
    agreed = "同意。" if kind is CaseStep.PASS else "不予批准。"
    office = step["by_office"]
    return Opinion(
        text=clip(agreed + step["reason"], _OPINION),
        by=f"{step['by_name']}（{office}）" if office else step["by_name"],
        on=moment.astimezone(LOCAL).date(),
    )


def page(form: ApprovalForm) -> FormPage:
    """The form as it is drawn."""
    return FormPage(
        title=form.title,
        under=f"编号：{form.number}　　项目：{form.program}（{form.year} 年度）",
        author=form.union,
        columns=COLUMNS,
        rows=grid(form),
    )


def grid(form: ApprovalForm) -> list[Row]:
    """The rows of the form, each as wide as the grid."""
    rows: list[Row] = [
        pairs(
            ("姓名", form.name, 1), ("性别", form.sex, 1), ("出生日期", form.born, 1), ("职工类别", form.worker_kind, 1)
        ),
        pairs(("证件号码", form.id_number, 3), ("联系电话", form.phone, 3)),
        pairs(("所在工会", form.union, 3), ("家庭住址", form.residence, 3)),
        pairs(("家庭人口", form.size, 1), ("月人均收入", form.income, 1), ("开户行", form.bank, 3)),
        pairs(("银行卡号", form.bank_card, 3), ("困难类别", form.category, 1), ("致困原因", form.cause, 1)),
        (
            Cell(text="家庭成员", head=True),
            Cell(text="关系", head=True),
            Cell(text="姓名", head=True),
            Cell(text="年龄", head=True),
            Cell(text="就业状况", span=2, head=True),
            Cell(text="月收入（元）", span=2, head=True),
        ),
    ]
    rows += [_kin(each) for each in form.kin[:MOST_KIN]]
    if len(form.kin) > MOST_KIN:
        rows.append((Cell(text=f"另有 {len(form.kin) - MOST_KIN} 人，见困难档案", span=COLUMNS),))
    rows += [
        (Cell(text="申请理由", head=True), _long(clip(form.reason, _REASON), 10)),
        (Cell(text="认定依据", head=True), _long(clip(form.basis, _BASIS), 10)),
        pairs(("申请金额", f"{yuan(form.asked_fen)} 元", 3), ("审批金额", form.amount, 3)),
    ]
    rows += [(Cell(text=label, head=True), _box(said)) for label, said in form.opinions]
    rows.append(
        (Cell(text="发放情况", head=True), _long(form.paid, 10, foot="领款人（签字）：　　　　　　　年　　月　　日"))
    )
    return rows


def _kin(each: Kin) -> Row:
    return (
        Cell(text=""),
        Cell(text=each.relation),
        Cell(text=each.name),
        Cell(text=each.age),
        Cell(text=each.livelihood, span=2),
        Cell(text=each.income, span=2),
    )


def _long(text: str, tall: float, *, foot: str = "") -> Cell:
    return Cell(text=text, span=COLUMNS - 1, centred=False, tall=tall, foot=foot)


def _box(said: Opinion) -> Cell:
    day = "　　年　　月　　日" if said.on is None else f"{said.on.year}年{said.on.month}月{said.on.day}日"
    return _long(said.text, 13, foot=f"经办：{said.by or '　　　　　　'}　　（盖章）　　{day}")
