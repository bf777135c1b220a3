"""Who can be paired with a household, what a contact says, and when a pairing has fallen silent (AID-21)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, ClassVar
from uuid import UUID

from annotated_types import MaxLen, MinLen

from backend.domain.aid.codes import HouseholdStatus
from backend.domain.money import Fen
from backend.domain.pairing.codes import HelperKind, PairingState
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_lines, clean_text

SILENT_AFTER = timedelta(days=90)
"""Without a contact for so long a pairing is on the list of those that have fallen silent (issue 4 section 3)."""


class PairingWithoutFile(Conflict):
    """The household is not on file. Fact: `status` (code)."""

    code = "pairing_without_file"
    zh = "这户档案是“{status.zh}”，只有在档的困难职工家庭才能结对。请先建档，或选择其他家庭。"
    en = 'This file is "{status.en}"; only a household on file is paired. Put it on file first.'


class PairingEnded(Conflict):
    """It has ended already."""

    code = "pairing_ended"
    zh = "这对包保已经结束，不能再登记。需要继续帮扶的，请重新结对。"
    en = "This pairing has ended and takes no more entries. Pair them anew to go on."


class PairingDayOut(Invalid):
    """A day before the pairing, or ahead. Facts: `first`, `last`."""

    code = "pairing_day_out"
    zh = "日期应在 {first} 至 {last} 之间。请核对。"
    en = "The day lies between {first} and {last}. Check it."


class HelperNameless(Invalid):
    """Nobody is named."""

    code = "pairing_helper_nameless"
    zh = "请填写包保人姓名或包保单位名称。"
    en = "Enter the name of the helper or of the unit."


@dataclass(frozen=True, slots=True, kw_only=True)
class PairingDraft:
    """A household and who looks after it: a cadre by name and post, or a unit, from a day on."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    household_id: UUID
    kind: HelperKind
    officer_id: UUID | None = None
    name: Annotated[str, MaxLen(60)] = ""
    post: Annotated[str, MaxLen(60)] = ""
    started_on: date

    def __post_init__(self) -> None:
        for field in ("name", "post"):
            with at(f"/{field}"):
                object.__setattr__(self, field, clean_text(getattr(self, field)))
        if self.officer_id is None and not self.name:
            raise HelperNameless(pointer="/name")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDraft:
    """One contact: when, what was done, what was given in money (fen) or in kind, what comes next."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    on: date
    done: Annotated[str, MinLen(1), MaxLen(1000)]
    help_fen: Fen = 0
    in_kind: Annotated[str, MaxLen(100)] = ""
    next: Annotated[str, MaxLen(200)] = ""

    def __post_init__(self) -> None:
        with at("/done"):
            object.__setattr__(self, "done", clean_lines(self.done))
        for field in ("in_kind", "next"):
            with at(f"/{field}"):
                object.__setattr__(self, field, clean_text(getattr(self, field)))


def require_on_file(status: HouseholdStatus) -> None:
    """Raises `PairingWithoutFile`."""
    if status is not HouseholdStatus.ACTIVE:
        raise PairingWithoutFile(status=status)


def require_running(ended_on: date | None) -> None:
    """Raises `PairingEnded`."""
    if ended_on is not None:
        raise PairingEnded()


def require_between(day: date, first: date, last: date, pointer: str) -> None:
    """Raises `PairingDayOut`."""
    if not first <= day <= last:
        raise PairingDayOut(first=first, last=last, pointer=pointer)


def state_of(*, started_on: date, last_on: date | None, ended_on: date | None, today: date) -> PairingState:
    """Where a pairing is; a contact of the ninetieth day ago still counts, and a new one has ninety days for its first."""
    if ended_on is not None:
        return PairingState.ENDED
    return PairingState.SILENT if today - (last_on or started_on) > SILENT_AFTER else PairingState.ACTIVE
