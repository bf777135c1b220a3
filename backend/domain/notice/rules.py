"""When a notice may be published, withdrawn and concluded, and what becomes of its cases (AID-09, RPT-05)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar
from uuid import UUID

from annotated_types import MaxLen, MinLen

from backend.domain.aid.case_codes import CaseStatus
from backend.domain.calendar import LOCAL
from backend.domain.notice.codes import USUAL_COLUMNS, NoticeColumn, NoticeState, NoticeVerdict
from backend.domain.notice.content import public_text, require_columns
from backend.domain.refusals import Conflict, Invalid, Refusal, at
from backend.domain.text import clean_text

MOST = 500
"""Cases on one notice."""


class NoticeMixed(Conflict):
    """Cases of several programmes or of several unions."""

    code = "notice_mixed"
    zh = "一份公示只能公示同一个项目、同一家工会的申请。请分开勾选，各出一份。"
    en = "A notice has the cases of one programme and one union. Tick them apart and publish one for each."


class NoticeCaseElsewhere(Conflict):
    """A case does not stand in the notice stage. Facts: `number`, `status` (code)."""

    code = "notice_case_elsewhere"
    zh = "申请 {number} 现在是“{status.zh}”，不在公示环节，不能放进公示。请刷新后重新勾选。"
    en = 'Case {number} stands at "{status.en}", not at the notice. Reload and tick anew.'


class NoticeCaseTaken(Conflict):
    """A case is on another notice that runs. Fact: `number`."""

    code = "notice_case_taken"
    zh = "申请 {number} 已在另一份正在进行的公示中。同一件申请不能同时公示两次，请先出具或撤销那一份。"
    en = "Case {number} is on another notice that is not concluded. Conclude or withdraw that one first."


class NoticeNotOver(Conflict):
    """Concluded before its end. Fact: `ends`, as it is read."""

    code = "notice_not_over"
    zh = "公示到 {ends} 才满，现在不能出具结果。公示期内仍可受理异议，请到期后再办。"
    en = "The notice runs until {ends} and cannot be concluded before. Objections can still come; do it afterwards."


class NoticeObjected(Conflict):
    """Objections are not answered. Fact: `count`."""

    code = "notice_objected"
    zh = "还有 {count} 件异议没有答复，不能出具结果。请先核实并答复。"
    en = "{count} objections are not answered, so the notice cannot be concluded. Look into them and answer first."


class NoticeOver(Conflict):
    """It was concluded or withdrawn. Fact: `state` (code)."""

    code = "notice_over"
    zh = "这份公示{state.zh}，不能再办理。可能是同事刚刚办过，请刷新后再看。"
    en = 'This notice is "{state.en}" already. A colleague may have done it just now; reload.'


class NoticeNotConcluded(Conflict):
    """There is no report to stamp yet. Fact: `state` (code)."""

    code = "notice_not_concluded"
    zh = "这份公示{state.zh}，还没有出具结果报告，不能归档盖章件。请先出具公示结果。"
    en = 'This notice is "{state.en}" and has no report to stamp yet. Conclude it first.'


class NoticeReasonWanted(Invalid):
    """A withdrawal says why."""

    code = "notice_reason_wanted"
    zh = "请写明撤销公示的原因，至少 2 个字。职工会看到它。"
    en = "Say why the notice is withdrawn, in two characters or more: those who read it will see that."


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDraft:
    """Which cases, with which columns, shown where, and who receives objections."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    case_ids: Annotated[tuple[UUID, ...], MinLen(1), MaxLen(MOST)]
    columns: Annotated[tuple[NoticeColumn, ...], MaxLen(20)] = USUAL_COLUMNS
    shown_at: Annotated[str, MinLen(1), MaxLen(100)]
    receiver: Annotated[str, MinLen(1), MaxLen(60)]
    receiver_phone: Annotated[str, MinLen(1), MaxLen(40)]

    def __post_init__(self) -> None:
        object.__setattr__(self, "case_ids", tuple(dict.fromkeys(self.case_ids)))
        object.__setattr__(self, "columns", require_columns(self.columns))
        object.__setattr__(self, "shown_at", public_text(self.shown_at, "/shown_at"))
        object.__setattr__(self, "receiver", public_text(self.receiver, "/receiver"))
        with at("/receiver_phone"):
            object.__setattr__(self, "receiver_phone", clean_text(self.receiver_phone))


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A case as the rule sees it: what it is in, where it stands, whether another notice holds it."""

    number: str
    program_id: UUID
    organization_id: UUID
    status: CaseStatus
    taken: bool


def require_publishable(cases: Sequence[Candidate]) -> None:
    """Raises `NoticeMixed`, `NoticeCaseElsewhere` or `NoticeCaseTaken`, the latter two for the first case at fault."""
    if len({(case.program_id, case.organization_id) for case in cases}) > 1:
        raise NoticeMixed()
    for case in cases:
        if case.status is not CaseStatus.NOTICE:
            raise NoticeCaseElsewhere(number=case.number, status=case.status)
        if case.taken:
            raise NoticeCaseTaken(number=case.number)


def require_concluded(state: NoticeState) -> None:
    """Raises `NoticeNotConcluded`."""
    if state is not NoticeState.CONCLUDED:
        raise NoticeNotConcluded(state=state)


def state_of(status: NoticeState, ends_at: datetime, now: datetime) -> NoticeState:
    """Where a notice is at a moment: the last day belongs to it until midnight."""
    return NoticeState.ENDED if status is NoticeState.RUNNING and now >= ends_at else status


def refusal_to_conclude(state: NoticeState, *, ends_at: datetime, open_objections: int) -> Refusal | None:
    """Why a notice cannot be concluded now; None when it can."""
    if state in (NoticeState.CONCLUDED, NoticeState.WITHDRAWN):
        return NoticeOver(state=state)
    if state is NoticeState.RUNNING:
        return NoticeNotOver(ends=written(ends_at))
    return NoticeObjected(count=open_objections) if open_objections else None


def refusal_to_withdraw(state: NoticeState) -> Refusal | None:
    """Why a notice cannot be withdrawn now; None when it can."""
    return NoticeOver(state=state) if state in (NoticeState.CONCLUDED, NoticeState.WITHDRAWN) else None


def require(refusal: Refusal | None) -> None:
    """Raises the refusal, if there is one."""
    if refusal is not None:
        raise refusal


def withdrawal_reason(raw: str) -> str:
    """Why a notice is withdrawn, as everybody may read it. Raises `NoticeReasonWanted`, `NoticeTextPersonal`."""
    reason = public_text(raw, "/reason")
    if len(reason) < 2:
        raise NoticeReasonWanted(pointer="/reason")
    return reason


def verdict_of(status: CaseStatus, upheld: Collection[NoticeVerdict]) -> NoticeVerdict:
    """What becomes of a case at the conclusion: the hardest of what was upheld against it, else it passes.

    A case that has left the stage meanwhile, withdrawn by its worker say, is let go where it went.
    """
    if status is not CaseStatus.NOTICE:
        return NoticeVerdict.GONE
    if NoticeVerdict.REJECT in upheld:
        return NoticeVerdict.REJECT
    return NoticeVerdict.RETURN if NoticeVerdict.RETURN in upheld else NoticeVerdict.PASS


def upheld_against(case_id: UUID, upheld: Iterable[tuple[UUID | None, NoticeVerdict]]) -> set[NoticeVerdict]:
    """What was upheld against a case: against itself, or against the whole notice (no case)."""
    return {verdict for against, verdict in upheld if against in (None, case_id)}


def written(moment: datetime) -> str:
    """A moment as it is read here. An end at midnight is 24:00 of the day before."""
    local = moment.astimezone(LOCAL)
    if (local.hour, local.minute) == (0, 0):
        local = datetime.fromtimestamp(moment.timestamp() - 1, LOCAL)
        return f"{local:%Y-%m-%d} 24:00"
    return f"{local:%Y-%m-%d %H:%M}"
