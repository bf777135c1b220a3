"""What may be written into a report, and what it must hold to go up (issue 3 section 3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from annotated_types import Ge, Le, MaxLen

from backend.domain.organization.codes import OrganizationKind
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.report.checks import Finding, Values, empty, findings
from backend.domain.report.forms import Form, ReportForm
from backend.domain.report.workflow import OPEN, SENT, ReportStatus
from backend.domain.text import clean_text

MOST = 2_000_000_000


class ReportNotOurs(Conflict):
    """This union does not fill the form. Fact: `form` (code)."""

    code = "report_not_ours"
    zh = "《{form.zh}》不由您这一级工会填报，没有建立。请在“报表”中另选一张；下级填报的，请在列表中打开。"
    en = '"{form.en}" is not filled by unions of your level; nothing was begun. Choose another form, or open one from below.'


class ReportAhead(Invalid):
    """Its time has not begun. Fact: `year`."""

    code = "report_ahead"
    zh = "{year} 年的报表还没有到统计时间。请选择已经开始的年度。"
    en = "The time of the report of {year} has not begun. Choose a year that has."


class ReportFrozen(Conflict):
    """Facts: `status` (code)."""

    code = "report_frozen"
    zh = "报表{status.zh}，不能修改。需要更正的，请先撤回，或请上级退回。"
    en = 'The report is "{status.en}" and stays as it is. To correct it, withdraw it or have it returned.'


class ReportItemUnknown(Invalid):
    """An item that the form does not have."""

    code = "report_item_unknown"
    zh = "这张表没有这一项。请刷新页面后再填。"
    en = "The form has no such item. Reload the page."


class ReportReasonMissing(Invalid):
    """A computed figure was changed without a word. Fact: `item`."""

    code = "report_reason_missing"
    zh = "“{item}”是系统统计的数字，修改时请写明理由。"
    en = "“{item}” is a figure of the register: say why it is changed."


class ReportIncomplete(Conflict):
    """Facts: `count`, `first` (names of items)."""

    code = "report_incomplete"
    zh = "还有 {count} 项没有填：{first}。没有的请填 0。"
    en = "{count} items are empty: {first}. Write 0 for none."


class ReportChecksFail(Conflict):
    """Facts: `count`, `first` (a sentence)."""

    code = "report_checks_fail"
    zh = "有 {count} 处勾稽关系不符，不能上报。第一处：{first}"
    en = "{count} checks between items do not hold. The first: {first}"


class ReportLowerMissing(Conflict):
    """Facts: `count`, `first` (names of unions)."""

    code = "report_lower_missing"
    zh = "还有 {count} 家下级的报表没有接收：{first}。请先催报、接收；确需先报的，请写明原因。"
    en = "Reports of {count} unions below are not accepted: {first}. Accept them first, or say why this one goes ahead."


class ReportReturnReason(Invalid):
    """Returned without a word."""

    code = "report_return_reason"
    zh = "退回时请写明要改什么。"
    en = "Say what is to be corrected."


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDraft:
    """A form that one's own union fills for a year."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    form: ReportForm
    year: Annotated[int, Ge(2000), Le(2100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellDraft:
    """A number that is written into a report, None to take it back to what was computed; and why it is changed."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    item: Annotated[str, MaxLen(10)]
    value: Annotated[int, Ge(0), Le(MOST)] | None
    reason: Annotated[str, MaxLen(200)] = ""

    def __post_init__(self) -> None:
        with at("/reason"):
            object.__setattr__(self, "reason", clean_text(self.reason))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChange:
    """Numbers that are written at once."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    cells: Annotated[list[CellDraft], MaxLen(200)]


def require_reporting(form: Form, kind: OrganizationKind) -> None:
    """Raises `ReportNotOurs`."""
    if kind not in form.filled_by:
        raise ReportNotOurs(form=form.form, pointer="/form")


def require_begun(form: Form, year: int, today: date) -> None:
    """Raises `ReportAhead`."""
    if form.period(year).first > today:
        raise ReportAhead(year=year, pointer="/year")


def is_late(status: ReportStatus | None, *, due_on: date | None, today: date) -> bool:
    """Whether a report has not been handed in, or was returned, and its usual day is over (RPT-02)."""
    return status not in SENT and due_on is not None and today > due_on


def require_fillable(status: ReportStatus) -> None:
    """Raises `ReportFrozen`."""
    if status not in OPEN:
        raise ReportFrozen(status=status)


def require_cell(form: Form, draft: CellDraft, *, computed: int | None, position: int) -> None:
    """Whether this may be written. Raises `ReportItemUnknown` or `ReportReasonMissing`."""
    item = form.item(draft.item)
    if item is None:
        raise ReportItemUnknown(pointer=f"/cells/{position}/item")
    changed = draft.value is not None and computed is not None and draft.value != computed
    if changed and not item.by_hand and len(draft.reason) < 2:
        raise ReportReasonMissing(item=item.zh, pointer=f"/cells/{position}/reason")


def require_submittable(form: Form, values: Values, missing: Iterable[str], *, reason: str) -> None:
    """Whether a report may go up. Raises `ReportIncomplete`, `ReportChecksFail` or `ReportLowerMissing`."""
    unfilled = empty(form, values)
    if unfilled:
        names = [item.zh for item in form.items if item.code in unfilled[:3]]
        raise ReportIncomplete(count=len(unfilled), first="、".join(names))
    wrong = [finding for finding in findings(form, values) if finding.check.hard]
    if wrong:
        raise ReportChecksFail(count=len(wrong), first=sentence(wrong[0], "zh"))
    names = list(missing)
    if names and len(reason.strip()) < 2:
        raise ReportLowerMissing(count=len(names), first="、".join(names[:3]))


def sentence(finding: Finding, language: str) -> str:
    """A check that does not hold, with its two numbers."""
    told = finding.check.en if language == "en" else finding.check.zh
    return (
        f"{told}（{finding.left:,} / {finding.right:,}）"
        if language != "en"
        else f"{told} ({finding.left:,} / {finding.right:,})"
    )
