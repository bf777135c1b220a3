"""What may be said of a union, and when it may be founded, changed or given a new place (ORG-01, 02, 16, 18, 23, 26)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from annotated_types import Ge, Le, MaxLen, MinLen

from backend.domain.credit_code import check_credit_code
from backend.domain.organization.codes import (
    Industry,
    OrganizationKind,
    OrganizationStatus,
    Ownership,
    Tree,
)
from backend.domain.organization.standards import Standard
from backend.domain.organization.structure import require_may_stand_under
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_text

Name = Annotated[str, MinLen(2), MaxLen(120)]
Short = Annotated[str, MaxLen(60)]
Long = Annotated[str, MaxLen(200)]
Headcount = Annotated[int, Ge(0), Le(2_000_000)]
TermYears = Annotated[int, Ge(3), Le(5)]


class NotLiving(Conflict):
    """The union is dissolved or merged, or still in preparation."""

    code = "organization_not_active"
    zh = "“{name}”已{status}，不能再办理。请选择现存的工会。"
    en = "“{name}” is {status_en} and takes no more business. Choose a living union."


class InsideItself(Conflict):
    """A union was to be put under itself or under one of its own."""

    code = "organization_inside_itself"
    zh = "不能把一家工会放到它自己或它的下级之下。请另选上级。"
    en = "A union cannot be put under itself or one of its own. Choose another place."


class TopStays(Conflict):
    """The city federation has no place to go to."""

    code = "organization_top"
    zh = "市总工会不能调整隶属、合并、分立或撤销。"
    en = "The city federation cannot be moved, merged, split or dissolved."


class NotItself(Conflict):
    """A union is restructured from above."""

    code = "organization_not_itself"
    zh = "本会的调整隶属、合并、分立和撤销由上级工会办理。请报上级工会。"
    en = "A union is moved, merged, split or dissolved by the union above. Report to it."


class TooEarly(Invalid):
    """The effective date lies before the last change that stands in the history."""

    code = "effective_on_too_early"
    zh = "生效日期不能早于上一次变更（{last}）。请改为当日或之后的日期。"
    en = "The effective date cannot lie before the last change ({last}). Use that day or a later one."


class InFuture(Invalid):
    """The effective date has not come."""

    code = "effective_on_in_future"
    zh = "生效日期不能晚于今天（{today}）。请在生效当天办理。"
    en = "The effective date cannot lie after today ({today}). Do it on the day."


class UnequalLevels(Conflict):
    """A union is merged into one of its own level."""

    code = "organization_unequal_levels"
    zh = "只能并入同一层级（{level}）的工会。请另选接收的工会，或改用“调整隶属”。"
    en = "It can only be merged into a union of its own level ({level_en}). Choose another, or move it instead."


class StillHasMembers(Conflict):
    """Members stand with a union that is to be dissolved and nobody said where they go (domain-facts 3.1)."""

    code = "organization_has_members"
    zh = "这家工会及其下级还有 {members} 名会员。请先指定接收会员的工会，再撤销。"
    en = "{members} members stand with this union or below it. Name the union that receives them, then dissolve it."


class StillHasApplications(Conflict):
    """Applications of people who want to join lie with a union that is to be dissolved. Fact: `applications`."""

    code = "organization_has_applications"
    zh = "这家工会还有 {applications} 份入会申请没有办结（含草稿和退回的）。请先指定接收的工会，它们会一起转过去；不再需要的请先删除。"
    en = "{applications} applications to join this union are open, drafts and returned ones among them. Name the union that receives them, or delete what nobody needs."


class StillHasChildren(Conflict):
    """Living unions hang under one that is to be dissolved."""

    code = "organization_has_children"
    zh = "这家工会下面还有 {children} 个下级组织。请先把它们移走或撤销。"
    en = "{children} organizations stand under this union. Move or dissolve them first."


class TransfersOpen(Conflict):
    """Transfers of members are under way."""

    code = "organization_transfers_open"
    zh = "这家工会有 {transfers} 笔会员转接正在办理。请先办结，再合并或撤销。"
    en = "{transfers} transfers of its members are under way. Finish them before you merge or dissolve it."


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationDraft:
    """A union to be founded, under `parent_id`, in force on `established_on`."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    parent_id: UUID
    kind: OrganizationKind
    name: Name
    established_on: date
    line_id: UUID | None = None
    lead: Tree = Tree.TERRITORY
    ownership: Ownership | None = None
    industry: Industry | None = None
    credit_code: Annotated[str, MaxLen(30)] | None = None
    legal_person: bool = False
    legal_person_number: Short | None = None
    legal_person_on: date | None = None
    region_code: Annotated[str, MaxLen(12)] | None = None
    address: Long = ""
    contact_name: Annotated[str, MaxLen(40)] = ""
    contact_phone: Annotated[str, MaxLen(30)] = ""
    employees: Headcount = 0
    standards: tuple[Standard, ...] = ()
    approval_number: Short = ""
    term_started_on: date | None = None
    term_years: TermYears = 5

    def __post_init__(self) -> None:
        _tidy(self)


NULLABLE: Collection[str] = frozenset(
    {"ownership", "industry", "credit_code", "legal_person_number", "legal_person_on", "region_code", "term_started_on"}
)
"""What of a union may be unknown; the rest may be changed and not taken away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationChange:
    """New values of a union's own fields; what is absent stays. Its place and state change by steps."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    name: Name | None = None
    ownership: Ownership | None = None
    industry: Industry | None = None
    credit_code: Annotated[str, MaxLen(30)] | None = None
    legal_person: bool | None = None
    legal_person_number: Short | None = None
    legal_person_on: date | None = None
    region_code: Annotated[str, MaxLen(12)] | None = None
    address: Long | None = None
    contact_name: Annotated[str, MaxLen(40)] | None = None
    contact_phone: Annotated[str, MaxLen(30)] | None = None
    employees: Headcount | None = None
    standards: tuple[Standard, ...] | None = None
    approval_number: Short | None = None
    term_number: Annotated[int, Ge(1), Le(60)] | None = None
    term_started_on: date | None = None
    term_years: TermYears | None = None
    line_id: UUID | None = None
    lead: Tree | None = None
    effective_on: date | None = None

    def __post_init__(self) -> None:
        _tidy(self)


def _tidy(said: OrganizationDraft | OrganizationChange) -> None:
    for name in ("name", "address", "contact_name", "contact_phone", "approval_number"):
        with at(f"/{name}"):
            if getattr(said, name) is not None:
                object.__setattr__(said, name, clean_text(getattr(said, name)))
    with at("/credit_code"):
        if said.credit_code:
            object.__setattr__(said, "credit_code", check_credit_code(said.credit_code))


@dataclass(frozen=True, slots=True)
class Standing:
    """A union as the rules see it."""

    id: UUID
    kind: OrganizationKind
    name: str
    status: OrganizationStatus
    low: int
    high: int
    children: int = 0
    members: int = 0
    applications: int = 0
    transfers: int = 0
    changed_on: date | None = None

    def covers(self, other: "Standing") -> bool:
        """Whether the other stands inside this one, or is it."""
        return self.low <= other.low and other.high <= self.high


def require_living(union: Standing) -> None:
    """Raises `NotLiving` unless the union is active."""
    if union.status is not OrganizationStatus.ACTIVE:
        raise NotLiving(name=union.name, status=union.status.zh, status_en=union.status.en)


def require_from_above(*, top: bool, itself: bool) -> None:
    """Raises `TopStays` or `NotItself` unless a union other than this one, above it, restructures it."""
    if top:
        raise TopStays()
    if itself:
        raise NotItself()


def require_place(kind: OrganizationKind, parent: Standing) -> None:
    """Raises `KindMisplaced` or `NotLiving` unless a union of this kind may stand under `parent` (ORG-01)."""
    require_living(parent)
    require_may_stand_under(kind, parent.kind)


def require_effective(on: date, *, last: date | None, today: date) -> None:
    """Raises `InFuture` or `TooEarly` unless a change may take effect on that day."""
    if on > today:
        raise InFuture(pointer="/effective_on", today=today.isoformat())
    if last is not None and on < last:
        raise TooEarly(pointer="/effective_on", last=last.isoformat())


def require_movable(union: Standing, parent: Standing) -> None:
    """Raises unless the union may be put under `parent`."""
    require_living(union)
    if union.covers(parent):
        raise InsideItself()
    require_place(union.kind, parent)


def require_mergeable(union: Standing, into: Standing) -> None:
    """Raises unless the union may be merged into another living one (ORG-23)."""
    require_living(union)
    require_living(into)
    if union.covers(into) or into.id == union.id:
        raise InsideItself()
    if union.kind.level != into.kind.level:
        raise UnequalLevels(level=union.kind.level.zh, level_en=union.kind.level.en)
    if union.transfers:
        raise TransfersOpen(transfers=union.transfers)


def require_dissolvable(union: Standing, *, members_go_somewhere: bool) -> None:
    """Raises unless the union may be dissolved (domain-facts 3.1: the employer ended)."""
    require_living(union)
    if union.transfers:
        raise TransfersOpen(transfers=union.transfers)
    if union.children:
        raise StillHasChildren(children=union.children)
    if union.members and not members_go_somewhere:
        raise StillHasMembers(members=union.members)
    if union.applications and not members_go_somewhere:
        raise StillHasApplications(applications=union.applications)


def require_receives(union: Standing, to: Standing) -> None:
    """Raises `NotLiving` or `InsideItself` unless `to` may take in what stands with a union that is dissolved."""
    require_living(to)
    if to.id == union.id:
        raise InsideItself()
