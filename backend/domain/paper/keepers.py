"""The named keeper of a union's cabinet (档案保管人): one at a time, handed over on a day (MBR-06)."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from annotated_types import MaxLen

from backend.domain.paper.rules import FIRST_YEAR
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_text


class KeeperNameless(Invalid):
    """Nobody is named."""

    code = "paper_keeper_nameless"
    zh = "请填写保管人姓名，或从本会在任干部中选择。"
    en = "Enter the name of the keeper, or choose an officer of the union."


class KeeperNotOfUnion(Conflict):
    """The officer sits in another union, or no longer. Fact: `name`."""

    code = "paper_keeper_not_of_union"
    zh = "{name} 不是这家工会的在任干部，没有登记。请选择本会在任干部，或直接填写姓名。"
    en = "{name} is no sitting officer of this union; nothing was entered. Choose one who is, or write a name."


class KeeperChanged(Conflict):
    """Somebody else handed the cabinet over meanwhile. Fact: `name`: who keeps it now."""

    code = "paper_keeper_changed"
    zh = "这家工会的档案刚刚已交给 {name} 保管，这次没有登记。请刷新后核对。"
    en = "The cabinet was handed over to {name} a moment ago; nothing was entered. Reload and compare."


class KeeperGone(Conflict):
    """Whom the caller relieves keeps nothing any more."""

    code = "paper_keeper_gone"
    zh = "这家工会现在没有档案保管人，这次没有登记。请刷新后重新登记。"
    en = "This union has no keeper now; nothing was entered. Reload and enter one anew."


class KeeperSame(Conflict):
    """It is the same person. Fact: `name`."""

    code = "paper_keeper_same"
    zh = "{name} 已经是这家工会的档案保管人，没有重复登记。"
    en = "{name} keeps the cabinet of this union already."


class KeeperDayOut(Invalid):
    """Before the former keeper began, or ahead. Facts: `first`, `last`."""

    code = "paper_keeper_day_out"
    zh = "交接日期应在 {first} 至 {last} 之间（不早于上一任接手之日，不晚于今天）。请核对。"
    en = "The day of the hand-over lies between {first} and {last}. Check it."


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperKeeperDraft:
    """Who keeps the cabinet from a day on. `former_id` is whom the caller sees there now, null for nobody."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    organization_id: UUID
    former_id: UUID | None = None
    officer_id: UUID | None = None
    name: Annotated[str, MaxLen(40)] = ""
    since: date

    def __post_init__(self) -> None:
        with at("/name"):
            object.__setattr__(self, "name", clean_text(self.name))
        if self.officer_id is None and not self.name:
            raise KeeperNameless(pointer="/name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Who keeps a cabinet now."""

    id: UUID
    name: str
    officer_id: UUID | None
    since: date


def require_expected(now: Kept | None, former_id: UUID | None) -> None:
    """Raises `KeeperChanged` or `KeeperGone` unless the keeper is still who the caller sees."""
    if now is None:
        if former_id is not None:
            raise KeeperGone()
    elif now.id != former_id:
        raise KeeperChanged(name=now.name)


def require_of_union(name: str, *, at: UUID, union: UUID, ended_on: date | None) -> None:
    """Raises `KeeperNotOfUnion` for an officer of another union, or of a term that is over."""
    if at != union or ended_on is not None:
        raise KeeperNotOfUnion(name=name)


def require_another(now: Kept | None, *, name: str, officer_id: UUID | None) -> None:
    """Raises `KeeperSame`. Two people may have one name, so a chosen officer is another than a name written by hand."""
    if now is not None and (now.name, now.officer_id) == (name, officer_id):
        raise KeeperSame(name=name)


def require_day(since: date, *, former: Kept | None, founded_on: date | None, today: date) -> None:
    """Raises `KeeperDayOut`."""
    first = former.since if former is not None else (founded_on or date(FIRST_YEAR, 1, 1))
    if not first <= since <= today:
        raise KeeperDayOut(first=first.isoformat(), last=today.isoformat(), pointer="/since")
