"""A programme of aid: for whom, when, with which papers, on what way and from which money (issue 4 section 4).

What is given by which standard is `standards.py`; the stages of a case are `way.py`. What ships to begin from is
`program_templates.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

from annotated_types import Ge, Le, MaxLen, MinLen

from backend.domain.access import Permission
from backend.domain.aid.case_codes import FundSource, ProgramKind, ProgramStatus, ProgramStep, Stage
from backend.domain.aid.codes import HardshipCategory, PaperKind
from backend.domain.aid.standards import Standards, require_fitting
from backend.domain.aid.way import WHOLE_WAY, require_stages
from backend.domain.calendar import CHINA
from backend.domain.money import Fen
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_lines, clean_text
from backend.domain.workflow import Workflow

PROGRAM_WORKFLOW: Workflow[ProgramStatus, ProgramStep] = Workflow(
    {
        (ProgramStatus.DRAFT, ProgramStep.OPEN, Permission.AID_POLICY): ProgramStatus.OPEN,
        (ProgramStatus.OPEN, ProgramStep.CLOSE, Permission.AID_POLICY): ProgramStatus.CLOSED,
        (ProgramStatus.CLOSED, ProgramStep.REOPEN, Permission.AID_POLICY): ProgramStatus.OPEN,
    }
)

PAPERS_TO = ("papers_place", "papers_room", "papers_phone")
"""Where papers are handed in (AID-10)."""

FROZEN = ("organization_id", "kind", "year", "stages")
"""What does not change any more once there are cases: they stand in the middle of this way."""


class ProgramMoment(Invalid):
    """A moment without its zone could be eight hours off."""

    code = "aid_program_moment"
    zh = "时间要带时区，例如 2026-12-30T17:30:00+08:00。"
    en = "A moment carries its zone, such as 2026-12-30T17:30:00+08:00."


class ProgramPeriod(Invalid):
    """It would end before it begins."""

    code = "aid_program_period"
    zh = "截止时间要晚于开始时间，否则没有人来得及申请。请改正其中一个。"
    en = "The end must come after the beginning, or nobody could apply. Correct one of the two."


class ProgramNotMeansTested(Invalid):
    """Who is visited for what they did has no category of hardship."""

    code = "aid_program_not_means_tested"
    zh = "“{kind_zh}”不看困难类别，不能限定困难类别。请清空这一项。"
    en = "“{kind_en}” asks for no hardship, so it cannot be limited to categories. Leave them empty."


class ProgramFrozen(Conflict):
    """Cases are on the way. Facts: `cases`, `fields`."""

    code = "aid_program_frozen"
    zh = "已有 {cases} 件申请按这个项目办理，办理环节、项目类别、年度和举办工会不能再改。其他内容可以改；要换环节，请另建项目。"
    en = "{cases} cases are on the way of this programme, so its stages, kind, year and union stay. Make another programme to change them."


class ProgramInUse(Conflict):
    """There are cases. Fact: `cases`."""

    code = "aid_program_in_use"
    zh = "这个项目已有 {cases} 件申请，不能删除。不再受理的，请“结束受理”。"
    en = "This programme has {cases} cases and cannot be deleted. Close it instead."


class ProgramNotADraft(Conflict):
    """What was announced is not unsaid."""

    code = "aid_program_not_a_draft"
    zh = "只有草稿可以删除。已公布的项目请“结束受理”。"
    en = "Only a draft can be deleted. Close what was announced."


class ProgramNotOpen(Conflict):
    """A draft, or closed by its union."""

    code = "aid_program_not_open"
    zh = "“{name}”现在不受理申请。请联系举办项目的 {union}，或另选项目。"
    en = "“{name}” takes no applications now. Ask {union}, which runs it, or choose another programme."


class ProgramNotYet(Conflict):
    """Its period has not begun."""

    code = "aid_program_not_yet"
    zh = "“{name}”从 {opens} 起受理。可以先存草稿，到时再提交。"
    en = "“{name}” takes applications from {opens}. Keep the draft and submit it then."


class ProgramLate(Conflict):
    """The deadline has passed (AID-10)."""

    code = "aid_program_late"
    zh = "“{name}”已于 {closes} 截止，这件申请没有提交。确需补报的，请 {union} 延长截止时间后再提交。{where_zh}"
    en = "“{name}” closed at {closes}; this case was not submitted. Ask {union}, which runs it, to extend the deadline.{where_en}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramDraft:
    """A programme as a union sets it. `closes_at` is its last moment, to the minute: at 17:30:00 it is still open.

    Until then papers are handed in at `papers_place`, in `papers_room`; who asks calls `papers_phone` (AID-10).
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    organization_id: UUID
    kind: ProgramKind
    name: Annotated[str, MinLen(1), MaxLen(100)]
    year: Annotated[int, Ge(2000), Le(2100)]
    audience: Annotated[str, MaxLen(500)] = ""
    categories: Annotated[Sequence[HardshipCategory], MaxLen(8)] = ()
    papers: Annotated[Sequence[PaperKind], MaxLen(20)] = ()
    sources: Annotated[Sequence[FundSource], MaxLen(8)] = ()
    stages: Annotated[Sequence[Stage], MaxLen(8)] = WHOLE_WAY
    standards: Standards = field(default_factory=Standards)
    each_time_fen: Fen | None = None
    each_year_fen: Fen | None = None
    caps_stop: bool = True
    notice_days: Annotated[int, Ge(1), Le(30)] = 5
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    papers_place: Annotated[str, MaxLen(100)] = ""
    papers_room: Annotated[str, MaxLen(60)] = ""
    papers_phone: Annotated[str, MaxLen(30)] = ""

    def __post_init__(self) -> None:
        for name in ("name", *PAPERS_TO):
            with at(f"/{name}"):
                object.__setattr__(self, name, clean_text(getattr(self, name)))
        with at("/audience"):
            object.__setattr__(self, "audience", clean_lines(self.audience))
        for name, codes in (("categories", HardshipCategory), ("papers", PaperKind), ("sources", FundSource)):
            chosen = getattr(self, name)
            object.__setattr__(self, name, tuple(each for each in codes if each in chosen))
        object.__setattr__(self, "stages", require_stages(self.stages))
        for name in ("opens_at", "closes_at"):
            with at(f"/{name}"):
                object.__setattr__(self, name, _minute(getattr(self, name)))
        if self.opens_at is not None and self.closes_at is not None and self.opens_at >= self.closes_at:
            raise ProgramPeriod(pointer="/closes_at")
        if self.categories and not self.kind.means_tested:
            raise ProgramNotMeansTested(pointer="/categories", kind_zh=self.kind.zh, kind_en=self.kind.en)
        require_fitting(self.standards, means_tested=self.kind.means_tested)


def _minute(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    if moment.tzinfo is None:
        raise ProgramMoment()
    return moment.replace(second=0, microsecond=0)


def frozen_fields(before: Any, draft: ProgramDraft) -> list[str]:
    """Which of the frozen fields a draft would change."""
    return [name for name in FROZEN if _plain(getattr(before, name)) != _plain(getattr(draft, name))]


def _plain(value: Any) -> Any:
    return [str(each) for each in value] if isinstance(value, (list, tuple)) else str(value)


def require_thawed(before: Any, draft: ProgramDraft, *, cases: int) -> None:
    """Raises `ProgramFrozen` when what is frozen would change under cases."""
    changed = frozen_fields(before, draft)
    if cases and changed:
        raise ProgramFrozen(cases=cases, fields=changed)


def require_removable(status: ProgramStatus, *, cases: int) -> None:
    """Raises `ProgramInUse`, `ProgramNotADraft`."""
    if cases:
        raise ProgramInUse(cases=cases)
    if status is not ProgramStatus.DRAFT:
        raise ProgramNotADraft()


def require_accepting(program: Any, now: datetime, *, first: bool = True) -> None:
    """Whether cases are taken at this moment; a second that has begun counts as its beginning.

    What was handed in before the end and sent back since may come again after it (`first` is false); not into a
    programme that its union has closed. Raises `ProgramNotOpen`, `ProgramNotYet`, `ProgramLate` (AID-10).
    """
    facts = {"name": program.name, "union": program.organization_name}
    if program.status != ProgramStatus.OPEN:
        raise ProgramNotOpen(**facts)
    if not first:
        return
    moment = now.replace(microsecond=0)
    if program.opens_at is not None and moment < program.opens_at:
        raise ProgramNotYet(opens=_said(program.opens_at), **facts)
    if program.closes_at is not None and moment > program.closes_at:
        raise ProgramLate(closes=_said(program.closes_at), **facts, **where_papers_go(program))


def where_papers_go(program: Any) -> dict[str, str]:
    """Where papers are handed in, as sentences after another one; empty where a programme does not say (AID-10)."""
    place, room, phone = (getattr(program, name) for name in PAPERS_TO)
    if not (place or room or phone):
        return {"where_zh": "", "where_en": ""}
    at_place = [each for each in (place, room) if each]
    zh = [f"交件地点：{' '.join(at_place)}"] if at_place else []
    en = [f"papers go to {', '.join(at_place)}"] if at_place else []
    if phone:
        zh, en = [*zh, f"联系电话 {phone}"], [*en, f"call {phone}"]
    said = "; ".join(en)
    return {"where_zh": f"{'，'.join(zh)}。", "where_en": f" {said[0].upper()}{said[1:]}."}


def _said(moment: datetime) -> str:
    return f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M}"


def changed_fields(before: Any, draft: ProgramDraft) -> list[str]:
    """The fields in which a draft differs from a programme that has the same names."""
    names = (each.name for each in fields(ProgramDraft) if each.name != "standards")
    changed = [name for name in names if _comparable(getattr(before, name)) != _comparable(getattr(draft, name))]
    return changed if dict(before.standards) == draft.standards.plain() else [*changed, "standards"]


def _comparable(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [str(each) for each in value]
    return str(value) if isinstance(value, (str, UUID)) else value
