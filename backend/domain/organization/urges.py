"""Urging a union from above (催办): a re-election that is due, posts that are vacant, transfers that are overdue.

An urge stands until its matter is settled, which is read off the register and declared by nobody, or until it is
withdrawn (ORG-19, 22; MBR-02; RPT-02; ui.md row 12).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar
from uuid import UUID

from annotated_types import MaxLen

from backend.domain.organization.changes import require_active
from backend.domain.organization.codes import UrgeState, UrgeSubject
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_text

MOST = 500
"""Unions urged at once."""


class UrgeItself(Conflict):
    """Urges go downwards."""

    code = "urge_itself"
    zh = "催办只能发给下级工会，这是您自己所在的工会。请直接办理。"
    en = "Urges go to unions below; this one is your own. Attend to it yourself."


class UrgeNeedless(Conflict):
    """Facts: `name`, `subject` (code)."""

    code = "urge_needless"
    zh = "“{name}”目前没有要{subject.zh}的事项，不用催办。请刷新后再看。"
    en = "“{name}” has nothing due now ({subject.en}), so there is nothing to urge. Reload."


class UrgeSentToday(Conflict):
    """Facts: `name`, `subject` (code)."""

    code = "urge_sent_today"
    zh = "今天已就“{subject.zh}”催办过“{name}”。同一事项每天只催办一次，请明天再催，或电话联系。"
    en = "“{name}” was urged about this today ({subject.en}). Once a day is the limit: try tomorrow, or telephone."


class UrgeOver(Conflict):
    """Facts: `state` (code)."""

    code = "urge_over"
    zh = "这件催办{state.zh}，不能再办理。请刷新后再看。"
    en = 'This urge is over: "{state.en}". Reload.'


class UrgeNotSender(Conflict):
    """Only the union that urged withdraws."""

    code = "urge_not_sender"
    zh = "这件催办由“{sender}”发出，只能由该会撤回。"
    en = "“{sender}” sent this urge and alone can withdraw it."


class UrgeSender(Conflict):
    """Who sent an urge does not see it in the receiver's place."""

    code = "urge_sender"
    zh = "这件催办是您所在的工会发出的，应由下级工会查看。"
    en = "Your own union sent this urge; it is for the union below to see."


class UrgesUnclear(Invalid):
    """Neither a list of unions nor a way to find them, more than one, or one that does not fit the matter."""

    code = "urges_unclear"
    zh = "请指定要催办的工会，或指定一种查找办法（换届筛选条件、报送任务、报表），只能有其一，并与催办事项相符。"
    en = "Name the unions to urge, or one way to find them (a query of terms, a duty, a form) that fits the matter."


class UrgesTooMany(Conflict):
    """Facts: `most`."""

    code = "urges_too_many"
    zh = "一次最多催办 {most} 家工会。请加上筛选条件后分批催办。"
    en = "At most {most} unions can be urged at once. Narrow the list and go in parts."


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgeDraft:
    """A union to be urged, about what, and what is said to it."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    organization_id: UUID
    subject: UrgeSubject
    note: Annotated[str, MaxLen(200)] = ""

    def __post_init__(self) -> None:
        with at("/note"):
            object.__setattr__(self, "note", clean_text(self.note))


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgeable:
    """A union as the rule sees it: whether its matter stands open, whether it was urged about it today."""

    name: str
    status: str
    itself: bool
    open: bool
    urged_today: bool


def require_one_way(*, subject: UrgeSubject, ids: bool, query: bool, duty: bool, reporters: bool) -> None:
    """Unions are named, or found in one way that fits the matter. Raises `UrgesUnclear`."""
    fits = not (duty and subject is not UrgeSubject.DUTY) and not (reporters and subject is not UrgeSubject.REPORT)
    if not fits or sum((ids, query, duty, reporters)) != 1:
        raise UrgesUnclear(pointer="/ids")


def require_urgeable(union: Urgeable, subject: UrgeSubject) -> None:
    """Raises `UrgeItself`, `NotLiving`, `UrgeNeedless` or `UrgeSentToday`."""
    if union.itself:
        raise UrgeItself()
    require_active(union.name, union.status)
    if not union.open:
        raise UrgeNeedless(name=union.name, subject=subject)
    if union.urged_today:
        raise UrgeSentToday(name=union.name, subject=subject)


def urge_state(*, open: bool, seen_at: datetime | None, settled_at: datetime | None, withdrawn: bool) -> UrgeState:
    """Where an urge is; `open` says whether its matter still stands."""
    if withdrawn:
        return UrgeState.WITHDRAWN
    if settled_at is not None or not open:
        return UrgeState.SETTLED
    return UrgeState.SENT if seen_at is None else UrgeState.SEEN


def require_open(state: UrgeState) -> None:
    """Raises `UrgeOver`."""
    if state in (UrgeState.SETTLED, UrgeState.WITHDRAWN):
        raise UrgeOver(state=state)


def require_sender(*, sender: bool, name: str) -> None:
    """Raises `UrgeNotSender` unless the caller works for the union that urged."""
    if not sender:
        raise UrgeNotSender(sender=name)


def require_receiver(*, sender: bool) -> None:
    """Raises `UrgeSender` unless the caller works below the union that urged."""
    if sender:
        raise UrgeSender()
