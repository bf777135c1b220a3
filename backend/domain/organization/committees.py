"""Electing and ending committees, and counting their terms (ORG-05, 22; domain-facts 3.1)."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from annotated_types import Ge, Le, MaxLen

from backend.domain.organization.codes import CommitteeForm, CommitteeKind, Level
from backend.domain.organization.officers import CommitteeDue, committees_due
from backend.domain.organization.rules import InFuture
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_text

TermNumber = Annotated[int, Ge(1), Le(60)]
TermYears = Annotated[int, Ge(1), Le(10)]
Seats = Annotated[int, Ge(0), Le(200)]


class CommitteeEnded(Conflict):
    """Facts: `on`."""

    code = "committee_ended"
    zh = "这一届委员会已于 {on} 结束，不能再办理。请刷新后再看。"
    en = "This term ended on {on} and takes no more changes. Reload."


class CommitteeDatesWrong(Invalid):
    """Facts: `since`: the election that it would lie before."""

    code = "committee_dates_wrong"
    zh = "日期不能早于（本届或上一届）选举之日 {since}。请核对。"
    en = "The day cannot lie before the election of {since}. Check it."


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeDraft:
    """A newly elected committee. With `close_former` the sitting one of its kind ends on the day of the election."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    organization_id: UUID
    kind: CommitteeKind
    elected_on: date
    form: CommitteeForm = CommitteeForm.COMMITTEE
    term_years: TermYears = 5
    term_number: TermNumber | None = None
    seats: Seats = 0
    approval_number: Annotated[str, MaxLen(60)] = ""
    close_former: bool = False

    def __post_init__(self) -> None:
        with at("/approval_number"):
            object.__setattr__(self, "approval_number", clean_text(self.approval_number))


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeChange:
    """Corrections of a sitting committee; what is absent stays."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    form: CommitteeForm | None = None
    elected_on: date | None = None
    term_years: TermYears | None = None
    term_number: TermNumber | None = None
    seats: Seats | None = None
    approval_number: Annotated[str, MaxLen(60)] | None = None

    def __post_init__(self) -> None:
        with at("/approval_number"):
            if self.approval_number is not None:
                object.__setattr__(self, "approval_number", clean_text(self.approval_number))


def require_sitting(ended_on: date | None) -> None:
    """Raises `CommitteeEnded`."""
    if ended_on is not None:
        raise CommitteeEnded(on=ended_on.isoformat())


def require_day(on: date, *, since: date | None, today: date, pointer: str) -> None:
    """Raises `InFuture` or `CommitteeDatesWrong` unless an election or an end may lie on that day."""
    if on > today:
        raise InFuture(pointer=pointer, today=today.isoformat())
    if since is not None and on < since:
        raise CommitteeDatesWrong(pointer=pointer, since=since.isoformat())


def next_term_number(
    kind: CommitteeKind, elected_on: date, *, last: int | None, union_number: int, union_started_on: date | None
) -> int:
    """The 届 of a newly elected committee: one more than the last of its kind that is on record.

    With none on record the union committee goes by the union's own count: the term that began on the day of this
    election is that very one, a later election is the next. The other two committees share the union's present term
    (they are elected together).
    """
    if last is not None:
        return last + 1
    if kind is CommitteeKind.UNION and union_started_on is not None and elected_on > union_started_on:
        return union_number + 1
    return union_number


def committees_missing(
    *, level: Level, members: int, women: int, sitting: frozenset[CommitteeKind], **thresholds: int
) -> tuple[CommitteeDue, ...]:
    """The bodies that are due and do not sit: by size in a basic union, all three above it (ORG-05, 22)."""
    if level < Level.UNION:
        due = tuple(CommitteeDue(kind, CommitteeForm.COMMITTEE) for kind in CommitteeKind)
    else:
        from_one = thresholds.get("small_women_from", 1)
        due = committees_due(
            members=members,
            women=women,
            small_women_form=CommitteeForm.SINGLE if from_one <= 1 else CommitteeForm.GROUP,
            **thresholds,
        )
    return tuple(each for each in due if each.kind not in sitting)
