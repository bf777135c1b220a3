"""Honours that a union above grants to a union, and how many demonstration units there should be (ORG-16)."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from annotated_types import MaxLen

from backend.domain.organization.codes import HonourKind, Level, OrganizationKind
from backend.domain.organization.rules import InFuture
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_text

DEMONSTRATIONS_LEAST = 1
DEMONSTRATIONS_MOST = 2
"""Each township (street) grows one or two demonstration units (ORG-16, the county's plan of 2016; a default)."""

TOWNSHIPS = frozenset({OrganizationKind.TOWNSHIP_FEDERATION, OrganizationKind.STREET_FEDERATION})
"""The unions that are each to grow demonstration units."""

_K = OrganizationKind
ELIGIBLE = frozenset(
    {_K.COMMUNITY_UNION, _K.BASE_UNION, _K.JOINT_UNION, _K.REGIONAL_JOINT, _K.INDUSTRY_JOINT},
)
"""A demonstration unit is a basic union or an association of them: not a federation, not a branch of one."""


class HonourByItself(Conflict):
    """An honour is granted from above."""

    code = "honour_by_itself"
    zh = "荣誉由上级工会授予或取消，不能由本会自己办理。请报上级工会。"
    en = "An honour is granted and withdrawn by a union above, not by the union itself. Report to the union above."


class HonourUnfit(Conflict):
    """Facts: `kind` (code of the union), `honour` (code)."""

    code = "honour_unfit"
    zh = "“{honour.zh}”授予基层工会和区域性、行业性工会联合会，“{kind.zh}”不在其列。请另选工会。"
    en = 'A "{honour.en}" is a basic union or an association; a "{kind.en}" is neither. Choose another union.'


class HonourEnded(Conflict):
    """Facts: `on`."""

    code = "honour_ended"
    zh = "这项荣誉已于 {on} 取消。请刷新后再看。"
    en = "This honour was withdrawn on {on}. Reload."


class HonourDatesWrong(Invalid):
    """Facts: `since`."""

    code = "honour_dates_wrong"
    zh = "日期不能早于 {since}（建会或授予之日）。请核对。"
    en = "The day cannot lie before {since}, when the union was founded or the honour granted. Check it."


class HonourGroundMissing(Invalid):
    """Neither a document number nor a reason was given."""

    code = "honour_ground_missing"
    zh = "请填写文号或授予理由，至少一项：以后查得到依据。"
    en = "Give the document number or a reason, so that the ground can be found later."


@dataclass(frozen=True, slots=True, kw_only=True)
class HonourDraft:
    """An honour to be granted to a union, from a day on."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    organization_id: UUID
    kind: HonourKind
    started_on: date
    document_number: Annotated[str, MaxLen(60)] = ""
    reason: Annotated[str, MaxLen(200)] = ""

    def __post_init__(self) -> None:
        for name in ("document_number", "reason"):
            with at(f"/{name}"):
                object.__setattr__(self, name, clean_text(getattr(self, name)))
        if not self.document_number and not self.reason:
            raise HonourGroundMissing(pointer="/document_number")


def require_fit(honour: HonourKind, kind: OrganizationKind, *, itself: bool) -> None:
    """Raises `HonourByItself` or `HonourUnfit` unless a union of this kind may be granted the honour by the caller."""
    if itself:
        raise HonourByItself()
    if kind not in ELIGIBLE:
        raise HonourUnfit(kind=kind, honour=honour)


def require_day(on: date, *, since: date | None, today: date, pointer: str) -> None:
    """Raises `InFuture` or `HonourDatesWrong` unless an honour may begin or end on that day."""
    if on > today:
        raise InFuture(pointer=pointer, today=today.isoformat())
    if since is not None and on < since:
        raise HonourDatesWrong(pointer=pointer, since=since.isoformat())


def require_held(ended_on: date | None) -> None:
    """Raises `HonourEnded`."""
    if ended_on is not None:
        raise HonourEnded(on=ended_on.isoformat())


def grows_demonstrations(kind: OrganizationKind) -> bool:
    """Whether a union of this kind answers for demonstration units: a township, and what stands over townships."""
    return kind in TOWNSHIPS or kind.level <= Level.COUNTY


def demonstrations_due(townships: int) -> tuple[int, int]:
    """How many demonstration units so many townships should have: at least, at most."""
    return townships * DEMONSTRATIONS_LEAST, townships * DEMONSTRATIONS_MOST
