"""What a case must be before it goes on, until when the desk that has it decides, and why a step is refused.

The way itself is `way.py`, amounts are `standards.py`. Sources: AID-08 (papers), AID-09, AID-10; domain-facts 3.3 (five
days for the check by the unit; the periods of the other desks are ours).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Any, ClassVar, Final
from uuid import UUID

from annotated_types import MaxLen, MinLen

from backend.domain.aid.case_codes import CaseStatus, CaseStep, ProgramKind, Stage
from backend.domain.aid.codes import HardshipCategory, HouseholdStatus, PaperKind, Relation
from backend.domain.calendar import day_of
from backend.domain.member.codes import MemberKind, MemberStatus
from backend.domain.money import Fen
from backend.domain.organization.codes import Level
from backend.domain.refusals import Conflict, Invalid, Stale, at
from backend.domain.state_holidays import ARRANGEMENTS
from backend.domain.text import clean_lines, clean_text
from backend.domain.working_days import WorkCalendar, YearMissing, end_of, period_end

MOST_AT_ONCE: Final = 200
"""Cases in one batch; the list of candidates of a programme takes more (`MOST_IN_BALANCE`)."""
MOST_IN_BALANCE: Final = 2_000

DESK_DAYS: Final[Mapping[CaseStatus, int]] = {
    CaseStatus.UNIT_REVIEW: 5,
    CaseStatus.NOTICE: 10,
    CaseStatus.UNIT_CONFIRM: 5,
    CaseStatus.TOWNSHIP_REVIEW: 5,
    CaseStatus.COUNTY_REVIEW: 10,
    CaseStatus.CITY_REVIEW: 10,
    CaseStatus.APPROVED: 15,
}
"""Working days that a desk has, counted from the day after the case came to it."""
SHIPPED: Final = WorkCalendar(ARRANGEMENTS)
"""The arrangements of the years that ship; a city's own calendar may know more."""

AT_A_DESK: Final = tuple(DESK_DAYS)
"""Where a case waits for somebody and can be late."""

LEVEL_OF: Final[Mapping[CaseStatus, Level]] = {
    **{CaseStatus(stage.value): stage.level for stage in Stage},
    CaseStatus.HELPING: Level.UNION,
}
"""The lowest level of union on whose desk a case lies there."""


class SubjectUnclear(Invalid):
    """A household or a member: one of the two."""

    code = "aid_case_subject"
    zh = "请选择一户困难档案，或一名会员，二者选一。"
    en = "Name a household file or a member: one of the two."


class HouseholdNeeded(Conflict):
    """The programme asks for a file (先建档、后帮扶)."""

    code = "aid_case_household_needed"
    zh = "“{program}”只帮扶在档的困难职工家庭。请先给这位职工建档，再从档案发起申请。"
    en = "“{program}” is for households on file only. Put the household on file first and begin the case from there."


class HouseholdNotOnFile(Conflict):
    """A draft of a file, or one that has exited."""

    code = "aid_case_household_not_on_file"
    zh = "这份困难档案不是在档状态，不能申请帮扶。请先审核建档，或办理“返困恢复”。"
    en = "This household file is not on record, so it cannot be given aid. Have it put on record, or let it return."


class MemberNotHere(Conflict):
    """Left, or not yet a member."""

    code = "aid_case_member_not_active"
    zh = "这位会员不在册，不能列入慰问。请核对会员档案；离休干部已去世的，可在“离退休职工慰问”项目中登记遗属。"
    en = "This person is no member in good standing and cannot be visited as one. Check the record; of a veteran cadre who died, the survivor can be named in a programme for the retired."


class CaseErased(Conflict):
    """Ten years are over: nobody is left in it of whom anything could be decided (domain-facts 3.3)."""

    code = "aid_case_erased"
    zh = "这件申请的保存期已满，个人信息已销毁，只留金额和办理记录，不能再办理。"
    en = "The ten years of this case are over: the person is erased, the amounts and steps stay. Nothing more can be done with it."


class ProgramElsewhere(Conflict):
    """It is for another subtree."""

    code = "aid_case_program_elsewhere"
    zh = "“{program}”由 {union} 举办，不面向这家工会。请选择本会或上级工会的项目。"
    en = "“{program}” is run by {union} and is not for this union. Choose a programme of this union or of one above."


class CaseExists(Conflict):
    """One live case per programme and household, or member (also unique indexes). Facts: `number`, `case_id`."""

    code = "aid_case_exists"
    zh = "在这个项目里已有申请 {number}，没有重复建立。请打开它继续办理。"
    en = "There is case {number} in this programme already; nothing was made twice. Open that one."


class CategoryNotIn(Conflict):
    """The programme is for other categories."""

    code = "aid_case_category"
    zh = "“{program}”面向{wanted_zh}家庭，这户现在的类别是{category_zh}。请核对档案，或另选项目。"
    en = "“{program}” is for {wanted_en}; this household is filed as {category_en}. Check the file, or choose another programme."


class PapersMissing(Conflict):
    """What the programme asks for is not on the file (AID-08). Fact: `papers`, the missing kinds."""

    code = "aid_case_papers"
    zh = "还缺 {n} 种材料：{missing_zh}。请在困难档案的“材料”里上传后再提交。"
    en = "{n} papers are missing: {missing_en}. Upload them in the household file and submit then."


class NoAmount(Conflict):
    """A programme with money gives some."""

    code = "aid_case_no_amount"
    zh = "还没有填写金额。请按标准或实际情况填写后再提交。"
    en = "No amount is given yet. Fill it in, by the standard or by the facts, and submit then."


class FundNeeded(Invalid):
    """An approval reserves: without a fund nothing is, and nothing could ever be paid (issue 4 section 5)."""

    code = "aid_case_fund_needed"
    zh = "批准金额大于零，请选择从哪一笔资金列支：批准时即预留，之后才能发放。"
    en = "The amount is above nought: choose the fund it comes out of. The approval reserves it, or it could not be paid."


class HelpUntold(Invalid):
    """Help that is not money leaves no entry in the books: what was done is all that shows it (AID-25)."""

    code = "aid_help_untold"
    zh = "请写明做了什么，例如推荐的岗位、参加的培训、谈心的情况。"
    en = "Say what was done: the posts recommended, the training, the talk."


class HelpDayOut(Invalid):
    """Before the approval, or ahead. Facts: `first`, `last`."""

    code = "aid_help_day"
    zh = "帮扶日期应在批准之日（{first}）到今天（{last}）之间。"
    en = "The day of the help lies between the approval ({first}) and today ({last})."


class CaseNotADraft(Conflict):
    """What was submitted is changed by a return only."""

    code = "aid_case_not_a_draft"
    zh = "申请已提交，内容不能再改。需要修改的，请由现在的环节退回为草稿。"
    en = "This case was submitted and is not edited any more. Have the desk that holds it send it back first."


class NoticeDecides(Conflict):
    """A notice is ended by the notice, for all its cases at once."""

    code = "aid_case_notice"
    zh = "公示由公示单办理：公示期满且没有未答复的异议时，在“公示”里出具结果报告，申请自动转到下一环节。"
    en = "A notice is concluded under “Notices”: once its days are over and objections answered, its cases go on by themselves."


class OnNotice(Conflict):
    """What hangs out is not taken down in passing. Fact: `number` of the notice."""

    code = "aid_case_on_notice"
    zh = "这件申请正在公示单 {number} 上公示。请在“公示”里出具结果，或先撤下公示，再办理。"
    en = "This case stands on the running notice {number}. Conclude or withdraw that notice first."


class PaymentDecides(Conflict):
    """Paying is a matter of the payment."""

    code = "aid_case_payment"
    zh = "发放和退回由发放单办理。请在“发放”里处理。"
    en = "Paying, and money that came back, is handled under “Payments”."


class SurvivorUnfit(Conflict):
    """Survivors are those of a veteran cadre who died, in a programme for the retired (AID-16)."""

    code = "aid_case_survivor"
    zh = "遗属慰问只用于“离退休职工慰问”项目，且这名会员须是离休干部、已登记去世。请核对项目和会员档案；会员健在的，按本人办理。"
    en = "Survivors are visited in a programme for the retired, and the member must be a veteran cadre whose death is recorded. Check the programme and the record; who lives is visited in person."


class SurvivorUnclear(Invalid):
    """The veteran is no survivor of their own."""

    code = "aid_case_survivor_self"
    zh = "请选择遗属与离休干部的关系，不能是“本人”。"
    en = "Say what the survivor was to the veteran cadre; it cannot be the same person."


class StepUnexplained(Invalid):
    """A no without a reason helps nobody."""

    code = "aid_case_unexplained"
    zh = "请写明“{step.zh}”的理由，经办人要据此告知职工。"
    en = 'Say why for "{step.en}": the officer below has to tell the worker.'


class CaseMoved(Stale):
    """Somebody took a step meanwhile. Facts: `who`, `step`, `at`, `current` (the version now), `status`."""

    code = "aid_case_moved"
    zh = "{who} 已在 {at} 办理“{step.zh}”，申请现在是“{status.zh}”。您的办理没有保存；请按现在的状态重新办理。"
    en = '{who} did "{step.en}" at {at}; the case now is "{status.en}". Nothing of yours was saved; go on from there.'


class BatchTooLarge(Invalid):
    """Fact: `most`."""

    code = "aid_case_batch_too_large"
    zh = "一次最多办理 {most} 件。请缩小范围后分几次办理。"
    en = "At most {most} cases at once. Narrow the selection and go in several turns."


class BatchUnfit(Invalid):
    """These steps ask for a look at each case."""

    code = "aid_case_batch_unfit"
    zh = "“{step.zh}”要逐件办理，不能成批。可以成批的是同意和退回。"
    en = '"{step.en}" is taken case by case. Only agreeing and sending back are done in batches.'


@dataclass(frozen=True, slots=True, kw_only=True)
class Survivor:
    """Who outlived a veteran cadre, and what they were to them (AID-16). The record of the veteran stays the member's."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    name: Annotated[str, MinLen(1), MaxLen(40)]
    relation: Relation

    def __post_init__(self) -> None:
        with at("/name"):
            object.__setattr__(self, "name", clean_text(self.name))
        if self.relation is Relation.SELF:
            raise SurvivorUnclear(pointer="/relation")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDraft:
    """A case to begin. Without an amount the standard of the programme says it.

    With a `survivor` it is theirs, and `member_id` the veteran cadre whom they survived.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    program_id: UUID
    household_id: UUID | None = None
    member_id: UUID | None = None
    survivor: Survivor | None = None
    asked_fen: Fen | None = None
    reason: Annotated[str, MaxLen(500)] = ""

    def __post_init__(self) -> None:
        if (self.household_id is None) == (self.member_id is None):
            raise SubjectUnclear(pointer="/household_id")
        if self.survivor is not None and self.member_id is None:
            raise SurvivorUnfit(pointer="/survivor")
        with at("/reason"):
            object.__setattr__(self, "reason", clean_lines(self.reason))


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseChange:
    """What may be changed of a draft; what is null stays."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    asked_fen: Fen | None = None
    reason: Annotated[str, MaxLen(500)] | None = None

    def __post_init__(self) -> None:
        if self.reason is not None:
            with at("/reason"):
                object.__setattr__(self, "reason", clean_lines(self.reason))


_EXPLAINED: Final = frozenset({CaseStep.RETURN, CaseStep.REJECT, CaseStep.WITHDRAW, CaseStep.REVOKE})
BY_BATCH: Final = frozenset({CaseStep.PASS, CaseStep.RETURN})


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAsked:
    """A step to take. `to` is where a return leads (the draft when null); `amount_fen` is what is decided instead.

    Of help that was given: `on` which day, and what was `done`.
    """

    step: CaseStep
    reason: str = ""
    to: CaseStatus | None = None
    amount_fen: int | None = None
    fund_id: UUID | None = None
    on: date | None = None
    done: str = ""

    def __post_init__(self) -> None:
        with at("/done"):
            object.__setattr__(self, "done", clean_text(self.done))
            if self.step is CaseStep.HELP and not self.done:
                raise HelpUntold()
        with at("/reason"):
            object.__setattr__(self, "reason", clean_text(self.reason))
            if self.step in _EXPLAINED and not self.reason:
                raise StepUnexplained(step=self.step)


def require_for_batch(step: CaseStep, *, cases: int) -> None:
    """Raises `BatchUnfit`, `BatchTooLarge`."""
    if step not in BY_BATCH:
        raise BatchUnfit(pointer="/step", step=step)
    if cases > MOST_AT_ONCE:
        raise BatchTooLarge(pointer="/items", most=MOST_AT_ONCE)


def require_fund(to: CaseStatus, fund_id: UUID | None) -> None:
    """Raises `FundNeeded` when a case would be approved with nothing reserved for it."""
    if to is CaseStatus.APPROVED and fund_id is None:
        raise FundNeeded(pointer="/fund_id")


def require_help_day(on: date | None, *, approved_on: date, today: date) -> date:
    """The day on which the help was given: from the approval to today. Raises `HelpDayOut`."""
    if on is None or not approved_on <= on <= today:
        raise HelpDayOut(first=approved_on, last=today, pointer="/on")
    return on


def require_draft(status: CaseStatus) -> None:
    """Raises `CaseNotADraft`."""
    if status is not CaseStatus.DRAFT:
        raise CaseNotADraft()


def require_on_file(status: HouseholdStatus) -> None:
    """Raises `HouseholdNotOnFile`."""
    if status is not HouseholdStatus.ACTIVE:
        raise HouseholdNotOnFile()


def require_member_here(status: MemberStatus) -> None:
    """Raises `MemberNotHere` for who has left, or has not joined yet."""
    if not status.current:
        raise MemberNotHere()


def require_survivor(program: Any, kind: MemberKind, status: MemberStatus) -> None:
    """Whether survivors of a member are visited in a programme (AID-16). Raises `SurvivorUnfit`."""
    veteran = kind is MemberKind.RETIRED_CADRE and status is MemberStatus.DECEASED
    if not veteran or ProgramKind(program.kind) is not ProgramKind.RETIRED:
        raise SurvivorUnfit(pointer="/survivor")


def survivor_said(case: Any) -> str:
    """`离休干部刘老的遗属（配偶）`, as papers say it; nothing where the case is of the person themselves."""
    if case.survivor_relation is None:
        return ""
    return f"离休干部{case.survivor_of}的遗属（{Relation(case.survivor_relation).zh}）"


def require_for_place(program: Any, code: int) -> None:
    """Whether a programme is for a union at this place: its own, or one below. Raises `ProgramElsewhere`."""
    if not program.code <= code <= program.code_hi:
        raise ProgramElsewhere(program=program.name, union=program.organization_name)


def require_category(program: Any, category: HardshipCategory | None) -> None:
    """Raises `CategoryNotIn` when the programme is for other categories. One that names none is for all of them, and a
    means-tested one is for nobody without one (AID-02…05; issue 4 section 4)."""
    if not ProgramKind(program.kind).means_tested:
        return
    wanted = [HardshipCategory(each) for each in program.categories] or list(HardshipCategory)
    if category in wanted:
        return
    raise CategoryNotIn(
        program=program.name,
        wanted_zh="、".join(each.zh for each in wanted),
        wanted_en=", ".join(each.en for each in wanted),
        category_zh="不符合" if category is None else category.zh,
        category_en="none" if category is None else category.en,
    )


def missing_papers(asked: Sequence[str], present: Collection[str]) -> list[PaperKind]:
    """The kinds of papers that a programme asks for and that the household file does not hold."""
    return [kind for kind in PaperKind if kind in asked and kind not in present]


def require_papers(asked: Sequence[str], present: Collection[str]) -> None:
    """Raises `PapersMissing`."""
    missing = missing_papers(asked, present)
    if missing:
        raise PapersMissing(
            n=len(missing),
            papers=[str(kind) for kind in missing],
            missing_zh="、".join(kind.zh for kind in missing),
            missing_en=", ".join(kind.en for kind in missing),
        )


def gives_money(kind: ProgramKind) -> bool:
    """Whether it always does: help to work and care for the state of mind may be given without."""
    return kind not in (ProgramKind.EMPLOYMENT, ProgramKind.STATE_OF_MIND)


def require_amount(kind: ProgramKind, fen: int) -> None:
    """Raises `NoAmount`, but for help that is not money: a way back to work, a talk."""
    if fen == 0 and gives_money(kind):
        raise NoAmount(pointer="/asked_fen")


def require_decided_here(status: CaseStatus, step: CaseStep, *, notice: str | None = None) -> None:
    """Some steps are taken by the notice and the payment; of a case on a running `notice` all.

    Raises `NoticeDecides`, `OnNotice`, `PaymentDecides`.
    """
    if status is CaseStatus.NOTICE and step is CaseStep.PASS:
        raise NoticeDecides()
    if status is CaseStatus.NOTICE and notice is not None:
        raise OnNotice(number=notice)
    if step in (CaseStep.PAY, CaseStep.RECALL):
        raise PaymentDecides()


def due_after(status: CaseStatus, reached_at: datetime, calendar: WorkCalendar = SHIPPED) -> datetime | None:
    """The midnight in China at which the working days of a desk are over; None where a case waits for nobody.

    No case is held up because next year's calendar is not entered yet: its weeks then have five working days.
    """
    days = DESK_DAYS.get(status)
    if days is None:
        return None
    try:
        return period_end(reached_at, days, calendar)
    except YearMissing:
        return end_of(day_of(reached_at) + timedelta(days=-(-days * 7 // 5)))


def planned(ahead: Sequence[CaseStatus], from_: datetime, calendar: WorkCalendar = SHIPPED) -> list[datetime | None]:
    """By when each of the desks ahead will have decided, if all of them take the whole of their days."""
    found: list[datetime | None] = []
    moment: datetime | None = from_
    for status in ahead:
        # A desk's days begin on the day on which the one before ends.
        moment = None if moment is None else due_after(status, moment - timedelta(seconds=1), calendar)
        found.append(moment)
    return found
