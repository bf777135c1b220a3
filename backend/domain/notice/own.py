"""Objections that members hand in themselves, under their name or without it towards the unit (AID-09).

Who it was is known to the member and to the record of the city; whoever is asked not to know it has no row that says it.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, ClassVar
from uuid import UUID

from annotated_types import MaxLen, MinLen

from backend.domain.calendar import day_of
from backend.domain.notice.codes import NoticeState, ObjectionState
from backend.domain.notice.objections import ObjectionAnswered, objection_text
from backend.domain.refusals import Conflict, Refusal, at
from backend.domain.text import clean_text


class OwnObjectionLate(Conflict):
    """The last day is over. Facts: `last`, the day; `above`, the union that runs the programme."""

    code = "own_objection_late"
    zh = "公示已于 {last} 截止，不能再在这里提出异议。您仍然可以向{above}反映，由它在后面的审核环节核实。"
    en = "The notice ended on {last}, so no objection can be handed in here any more. You can still turn to {above}, which looks into it in the reviews that follow."


class OwnObjectionToNothing(Conflict):
    """The notice was taken down. Facts: `receiver` and `phone`, who received objections."""

    code = "own_objection_notice_withdrawn"
    zh = "这份公示已经撤销，名单不再有效，不需要再提异议。仍有情况要反映的，请联系{receiver}（{phone}）；重新公示后也可以再提。"
    en = "This notice was taken down and its list does not hold any more. If there is still something to tell, turn to {receiver} ({phone}), or object when it is published anew."


class OwnObjectionOpen(Conflict):
    """One against the same person, or the same notice, waits for its answer."""

    code = "own_objection_open"
    zh = "您对同一个人（或整份公示）已提过异议，正在等待答复，没有重复登记。要改内容，请先撤回那一件再提。"
    en = "An objection of yours against the same person, or the whole notice, waits for its answer; this one was not entered. To change it, withdraw that one first."


class OwnObjectionGone(Conflict):
    """It was withdrawn by its member."""

    code = "objection_withdrawn"
    zh = "反映人已经撤回这件异议，不需要再办理。请刷新后再看。"
    en = "Who handed this objection in has withdrawn it; there is nothing left to do. Reload."


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnObjectionDraft:
    """An objection as its member writes it. Without `line_id` it is against the whole notice.

    `anonymous` is towards the unit: its officers see neither the name nor the account.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    notice_id: UUID
    line_id: UUID | None = None
    anonymous: bool = False
    contact: Annotated[str, MaxLen(60)] = ""
    text: Annotated[str, MinLen(1), MaxLen(2000)]

    def __post_init__(self) -> None:
        with at("/contact"):
            object.__setattr__(self, "contact", clean_text(self.contact))
        object.__setattr__(self, "text", objection_text(self.text))


def last_day(ends_at: datetime) -> date:
    """The last day of a notice: an end at midnight belongs to the day before."""
    return day_of(ends_at - timedelta(microseconds=1))


def require_lodgeable(state: NoticeState, *, ends_at: datetime, above: str, receiver: str, phone: str) -> None:
    """Raises `OwnObjectionToNothing` or `OwnObjectionLate`."""
    if state is NoticeState.WITHDRAWN:
        raise OwnObjectionToNothing(receiver=receiver, phone=phone)
    if state is not NoticeState.RUNNING:
        raise OwnObjectionLate(last=last_day(ends_at), above=above)


def require_none_open(state: ObjectionState) -> None:
    """Where the member's last objection against the same is. Raises `OwnObjectionOpen`."""
    if state is ObjectionState.OPEN:
        raise OwnObjectionOpen()


def closed(state: ObjectionState) -> Refusal | None:
    """Why an objection can neither be answered nor withdrawn any more; None while it is open."""
    if state is ObjectionState.OPEN:
        return None
    return OwnObjectionGone() if state is ObjectionState.WITHDRAWN else ObjectionAnswered(state=state)
