"""Employers (法人单位): what is said of one, when a union covers it, how many are covered (ORG-03, 10, 16, 18).

An employer stands with the union that covers it, or else with the union of its place. One union covers one or many
(联合工会, 涵盖单位). Coverage (建会率) is counted on employers and not on unions.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from annotated_types import Ge, Le, MaxLen, MinLen

from backend.domain.codes import Code
from backend.domain.credit_code import check_credit_code
from backend.domain.organization.codes import Industry, Level, OrganizationKind, Ownership
from backend.domain.organization.rules import InFuture
from backend.domain.phone import normalise_phone
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_text

DUE_FROM = 25
"""So many employees make a union of its own due (ORG-03; union law). A default: districts set their own."""

Name = Annotated[str, MinLen(2), MaxLen(120)]
Headcount = Annotated[int, Ge(0), Le(2_000_000)]
Person = Annotated[str, MaxLen(40)]
Typed = Annotated[str, MaxLen(64)]

_K = OrganizationKind
TERRITORIES = frozenset(
    {
        _K.CITY_FEDERATION,
        _K.COUNTY_FEDERATION,
        _K.DEVELOPMENT_ZONE_UNION,
        _K.TOWNSHIP_FEDERATION,
        _K.STREET_FEDERATION,
        _K.COMMUNITY_UNION,
    }
)
"""The kinds of union that stand for a place."""


SHARED = frozenset(kind for kind in _K if kind.level is Level.UNION and kind is not _K.BASE_UNION)
"""The kinds of union that cover several employers at once (联合基层工会, 社区工会): for those under `DUE_FROM`, who cannot well
have their own. A larger one that only such a union covers counts as covered, and is to have its own (ORG-03)."""


class EmployerSource(Code):
    """Where an employer was learned of; the agencies that ORG-18 compares with."""

    MANUAL = "manual", "手工登记", "Entered by hand"
    STATISTICS = "statistics", "统计部门", "Statistics office"
    ENTERPRISE_OFFICE = "enterprise_office", "企业管理部门", "Enterprise office"
    MARKET = "market", "市场监管（工商）部门", "Market regulation"
    TAX = "tax", "税务部门", "Tax office"
    OTHER = "other", "其他部门", "Other agency"


class TerritoryUnfit(Invalid):
    """Only a union of a place can be an employer's territory."""

    code = "employer_territory_unfit"
    zh = "所在地应选乡镇（街道）、社区或县（市、区）总工会。请另选。"
    en = "The place is that of a township, street, community or county union. Choose one of these."


class UnionUnfit(Conflict):
    """Facts: `kind` (a code)."""

    code = "employer_union_unfit"
    zh = "“{kind.zh}”不能直接涵盖用人单位。请选择基层工会、联合基层工会或社区（村）工会。"
    en = 'A "{kind.en}" does not cover employers itself. Choose a basic, joint or community union.'


class MoreWomenThanEmployees(Invalid):
    """Facts: `employees`, `women`."""

    code = "employer_women_exceed"
    zh = "女职工 {women} 人多于职工总数 {employees} 人。请核对两个数字。"
    en = "{women} women of {employees} employees cannot be. Check the two figures."


class EmployerCoveredAlready(Conflict):
    """The union covers it already."""

    code = "employer_covered_already"
    zh = "这家单位已由这家工会涵盖，不需要再次办理。"
    en = "This union covers the employer already; there is nothing to do."


class EmployerNotCovered(Conflict):
    """No union covers it."""

    code = "employer_not_covered"
    zh = "这家单位现在没有工会涵盖，不能“解除涵盖”。请刷新后再看。"
    en = "No union covers this employer now, so none can be taken off. Reload."


class EmployerClosed(Conflict):
    """Facts: `on`."""

    code = "employer_closed"
    zh = "这家单位已于 {on} 注销。如登记有误，请先“恢复”，再办理。"
    en = "This employer closed on {on}. If that is wrong, reopen it first."


class EmployerOpen(Conflict):
    """It is not closed."""

    code = "employer_open"
    zh = "这家单位没有注销，不需要恢复。请刷新后再看。"
    en = "This employer is not closed; there is nothing to reopen. Reload."


class EmployerElsewhereCovered(Conflict):
    """Without its union it would stand with a place that lies outside the caller's scope."""

    code = "employer_place_elsewhere"
    zh = "这家单位的所在地不在您的管理范围内，解除涵盖后您将看不到它。请由共同的上级工会办理。"
    en = "Its place lies outside your scope, where it would go. Ask the union above both of you."


class EmployerKnown(Conflict):
    """Facts: `name`, `employer_id`: the one that holds the code, within the caller's scope."""

    code = "employer_known"
    zh = "这个统一社会信用代码已登记为“{name}”。请直接打开它修改；如不是同一家，请核对代码。"
    en = "This credit code is registered as “{name}”. Open that entry; if it is another employer, check the code."


class BeforeCovered(Invalid):
    """Facts: `since`."""

    code = "employer_before_covered"
    zh = "日期不能早于涵盖之日（{since}）。请核对。"
    en = "The day cannot lie before the cover began ({since}). Check it."


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerDraft:
    """An employer to be registered with the union of its place."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    territory_id: UUID
    name: Name
    credit_code: Annotated[str, MaxLen(30)] | None = None
    ownership: Ownership | None = None
    industry: Industry | None = None
    region_code: Annotated[str, MaxLen(12)] | None = None
    address: Annotated[str, MaxLen(200)] = ""
    employees: Headcount = 0
    women_employees: Headcount = 0
    contact_name: Person = ""
    contact_phone: Typed | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        _tidy(self)
        require_headcount(self.employees, self.women_employees)


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerChange:
    """New values of an employer's own fields; what is absent stays."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    territory_id: UUID | None = None
    name: Name | None = None
    credit_code: Annotated[str, MaxLen(30)] | None = None
    ownership: Ownership | None = None
    industry: Industry | None = None
    region_code: Annotated[str, MaxLen(12)] | None = None
    address: Annotated[str, MaxLen(200)] | None = None
    employees: Headcount | None = None
    women_employees: Headcount | None = None
    contact_name: Person | None = None
    contact_phone: Typed | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        _tidy(self)


NULLABLE: Collection[str] = frozenset({"credit_code", "ownership", "industry", "region_code", "contact_phone"})
"""What may be unknown of an employer."""


def _tidy(said: EmployerDraft | EmployerChange) -> None:
    for name in ("name", "address", "contact_name"):
        with at(f"/{name}"):
            if getattr(said, name) is not None:
                object.__setattr__(said, name, clean_text(getattr(said, name)))
    with at("/credit_code"):
        if said.credit_code is not None:
            object.__setattr__(said, "credit_code", check_credit_code(said.credit_code))
    with at("/contact_phone"):
        if said.contact_phone is not None:
            typed = said.contact_phone.strip()
            object.__setattr__(said, "contact_phone", normalise_phone(typed) if typed else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """How an employer stands: since when a union covers it, since when it is closed."""

    union_id: UUID | None
    covered_on: date | None
    closed_on: date | None


def require_headcount(employees: int, women: int) -> None:
    """Raises `MoreWomenThanEmployees`."""
    if women > employees:
        raise MoreWomenThanEmployees(pointer="/women_employees", employees=employees, women=women)


def require_territory(kind: OrganizationKind) -> None:
    """Raises `TerritoryUnfit` unless a union of this kind stands for a place."""
    if kind not in TERRITORIES:
        raise TerritoryUnfit(pointer="/territory_id")


def require_open(cover: Cover) -> None:
    """Raises `EmployerClosed`."""
    if cover.closed_on is not None:
        raise EmployerClosed(on=cover.closed_on.isoformat())


def require_coverable(cover: Cover, *, by: UUID, kind: OrganizationKind, on: date, today: date) -> None:
    """Raises unless the union `by`, of this kind, may cover the employer from that day on (ORG-16)."""
    require_open(cover)
    if kind.level is not Level.UNION:
        raise UnionUnfit(kind=kind)
    if cover.union_id == by:
        raise EmployerCoveredAlready()
    _require_day(cover, on=on, today=today)


def require_uncoverable(cover: Cover, *, on: date, today: date) -> None:
    """Raises unless the employer is covered and may be without a union from that day on."""
    require_open(cover)
    if cover.union_id is None:
        raise EmployerNotCovered()
    _require_day(cover, on=on, today=today)


def require_closable(cover: Cover, *, on: date, today: date) -> None:
    """Raises unless the employer may be closed on that day; its cover ends with it (domain-facts 3.1)."""
    require_open(cover)
    _require_day(cover, on=on, today=today)


def require_closed(cover: Cover) -> None:
    """Raises `EmployerOpen`."""
    if cover.closed_on is None:
        raise EmployerOpen()


def require_past(day: date, today: date, *, pointer: str) -> None:
    """Raises `InFuture`."""
    if day > today:
        raise InFuture(pointer=pointer, today=today.isoformat())


def _require_day(cover: Cover, *, on: date, today: date) -> None:
    require_past(on, today, pointer="/on")
    if cover.covered_on is not None and on < cover.covered_on:
        raise BeforeCovered(pointer="/on", since=cover.covered_on.isoformat())


def rate(part: int, whole: int) -> float | None:
    """A share from 0 to 1 with four decimals; None of nothing."""
    return round(part / whole, 4) if whole else None
