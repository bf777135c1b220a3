"""What a saved view may keep, list by list: the filters that the address of each list has.

A view is kept by one release of the web app and opened by the next, and by colleagues. What no list would understand is
refused when it is kept, with the field at fault, and not met with silence when it is opened.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from backend.domain.access import Role
from backend.domain.account.codes import UserStatus
from backend.domain.aid.application_codes import ApplicationStatus
from backend.domain.aid.case_codes import CaseStatus, FundSource, ProgramKind, ProgramStatus
from backend.domain.aid.codes import (
    ExitReason,
    HardshipCategory,
    HardshipCause,
    HouseholdClass,
    HouseholdStatus,
    WorkerKind,
)
from backend.domain.aid.outcomes import AidOutcome
from backend.domain.aid.paper_request_codes import PaperRequestStatus
from backend.domain.aid.station_codes import AidService, AidStationKind, AidStationState
from backend.domain.budget.codes import BudgetReach, BudgetSubject
from backend.domain.fund.codes import (
    BatchState,
    EntryKind,
    FundStatus,
    LotState,
    PaymentState,
    PaymentWay,
    VoucherKind,
    VoucherState,
)
from backend.domain.identity import Sex
from backend.domain.member.codes import (
    Education,
    MemberKind,
    MemberStatus,
    NewEmployment,
    Politics,
    TransferForm,
    TransferReason,
)
from backend.domain.needs.codes import SurveyState, SurveyWay
from backend.domain.notice.codes import ObjectionState
from backend.domain.organization.codes import (
    HonourKind,
    Industry,
    OrganizationKind,
    OrganizationStatus,
    Ownership,
    Post,
    PostForm,
    Tree,
)
from backend.domain.organization.employers import EmployerSource
from backend.domain.pairing.codes import PairingState
from backend.domain.paper.codes import UnionPaperKind, UnionPaperState
from backend.domain.paper.rules import FIRST_YEAR
from backend.domain.protection.claim_codes import ClaimStatus
from backend.domain.protection.codes import EnrolmentState, ProtectionKind, ProtectionPlanStatus
from backend.domain.refusals import Invalid
from backend.domain.savings.codes import SocietyStatus
from backend.domain.statistic.pivot import Share
from backend.domain.trip.codes import DemandState, Province, TravelWay, TripState
from backend.domain.visit.codes import Occasion, PlanStatus, VisitKind, VisitStatus


class ViewUnfit(Invalid):
    """A filter that this list does not have, or a value that it does not know. Fact: `field`."""

    code = "saved_view_unfit"
    zh = "这个列表没有“{field}”这一筛选条件，或它的内容不对，没有保存。请在列表上重新设好条件，再保存为视图。"
    en = "This list has no filter “{field}”, or not with this value; nothing was saved. Set the filters anew and keep them."


def _parts(value: Any) -> Any:
    return value.split(",") if isinstance(value, str) else value


Text = Annotated[str, Field(min_length=1, max_length=60)]
Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
YesNo = Literal["yes", "no"]
Span = Annotated[str, Field(pattern=r"^\d{0,3}~\d{0,3}$")]
Days = Annotated[str, Field(pattern=r"^(\d{4}-\d\d-\d\d)?~(\d{4}-\d\d-\d\d)?$")]
Month = Annotated[str, Field(pattern=r"^(this|next|[1-9]|1[0-2])$")]
"""The month in which one looks, the one after it, or a month of the year."""
Year = Annotated[int, Field(ge=2000, le=2100)]
Employees = Annotated[int, Field(ge=0, le=2_000_000)]


class _Filters(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=False)


class MemberFilters(_Filters):
    """Of the list of members. No text is kept: what was looked for is a person, not a view."""

    org: UUID | None = None
    status: Annotated[list[MemberStatus] | None, BeforeValidator(_parts)] = None
    kind: Annotated[list[MemberKind] | None, BeforeValidator(_parts)] = None
    group: Annotated[list[NewEmployment] | None, BeforeValidator(_parts)] = None
    sex: Sex | None = None
    education: Education | None = None
    politics: Politics | None = None
    age: Span | None = None
    birthday: Month | None = None
    joined: Days | None = None
    complete: YesNo | None = None
    card: YesNo | None = None
    migrant: YesNo | None = None
    dispatched: YesNo | None = None
    hardship: YesNo | None = None
    insured: YesNo | None = None
    protection: Annotated[list[ProtectionKind] | None, BeforeValidator(_parts)] = None
    changed: Annotated[int | None, Field(ge=1, le=366)] = None
    sort: Literal["-created"] | None = None


class OrganizationFilters(_Filters):
    """Of the list of unions."""

    at: UUID | None = None
    view: Literal["direct", "all"] | None = None
    q: Text | None = None
    kind: Annotated[list[OrganizationKind] | None, BeforeValidator(_parts)] = None
    level: Annotated[list[Annotated[int, Field(ge=1, le=6)]] | None, BeforeValidator(_parts)] = None
    status: OrganizationStatus | None = None
    honour: HonourKind | None = None
    ownership: Annotated[list[Ownership] | None, BeforeValidator(_parts)] = None
    industry: Annotated[list[Industry] | None, BeforeValidator(_parts)] = None
    founded: Days | None = None
    standard: YesNo | None = None
    qualified: YesNo | None = None
    staff: YesNo | None = None
    line: UUID | None = None


class EmployerFilters(_Filters):
    """Of the list of employers."""

    q: Text | None = None
    under_id: UUID | None = None
    at_id: UUID | None = None
    union_id: UUID | None = None
    territory_id: UUID | None = None
    covered: bool | None = None
    shared: bool | None = None
    closed: bool | None = None
    employees_from: Annotated[Employees | None, Field(alias="employees[gte]")] = None
    employees_below: Annotated[Employees | None, Field(alias="employees[lt]")] = None
    ownership: Annotated[list[Ownership] | None, BeforeValidator(_parts)] = None
    industry: Annotated[list[Industry] | None, BeforeValidator(_parts)] = None
    source: EmployerSource | None = None
    listed_before: Annotated[date | None, Field(alias="listed_on[lt]")] = None


class OfficerFilters(_Filters):
    """Of the lists of officers, terms and vacancies."""

    view: Literal["sitting", "due", "vacancies", "vacated", "former"] | None = None
    q: Text | None = None
    under_id: UUID | None = None
    organization_id: UUID | None = None
    post: Annotated[list[Post] | None, BeforeValidator(_parts)] = None
    form: Annotated[list[PostForm] | None, BeforeValidator(_parts)] = None
    phase: Literal["due", "overdue"] | None = None


class TransferFilters(_Filters):
    """Of the queues of transfers."""

    view: Literal["in", "out", "overdue", "ended", "all"] | None = None
    q: Text | None = None
    other: UUID | None = None
    form: Annotated[list[TransferForm] | None, BeforeValidator(_parts)] = None
    reason: Annotated[list[TransferReason] | None, BeforeValidator(_parts)] = None
    requested: Days | None = None


class UserFilters(_Filters):
    """Of the list of accounts."""

    q: Text | None = None
    status: UserStatus | None = None
    role: Role | None = None
    org: UUID | None = None


class AuditFilters(_Filters):
    """Of the record of what people did."""

    actor: UUID | None = None
    name: Text | None = None
    object: UUID | None = None
    kind: Slug | None = None
    event: Annotated[list[Slug] | None, BeforeValidator(_parts)] = None
    org: UUID | None = None
    since: Annotated[date | None, Field(alias="from")] = None
    until: Annotated[date | None, Field(alias="to")] = None
    request: Annotated[str | None, Field(max_length=40)] = None
    address: Text | None = None


class HouseholdFilters(_Filters):
    """Of the list of household files. No text is kept: what was looked for is a person, not a view."""

    under_id: UUID | None = None
    status: Annotated[list[HouseholdStatus] | None, BeforeValidator(_parts)] = None
    category: Annotated[list[HardshipCategory] | None, BeforeValidator(_parts)] = None
    cause: Annotated[list[HardshipCause] | None, BeforeValidator(_parts)] = None
    worker_kind: Annotated[list[WorkerKind] | None, BeforeValidator(_parts)] = None
    file_class: Annotated[list[HouseholdClass] | None, BeforeValidator(_parts)] = None
    overdue: bool | None = None
    nobody_works: bool | None = None
    opened: Days | None = None
    returned: Days | None = None
    exited: Days | None = None
    exit_reason: Annotated[list[ExitReason] | None, BeforeValidator(_parts)] = None
    paper_request: Annotated[list[PaperRequestStatus] | None, BeforeValidator(_parts)] = None


class AidCaseFilters(_Filters):
    """Of the queue of cases of aid. No text is kept, as of household files."""

    view: Literal["desk", "notice", "to_pay", "late", "acted", "all"] | None = None
    under_id: UUID | None = None
    program_id: UUID | None = None
    program_kind: Annotated[list[ProgramKind] | None, BeforeValidator(_parts)] = None
    status: Annotated[list[CaseStatus] | None, BeforeValidator(_parts)] = None
    category: Annotated[list[HardshipCategory] | None, BeforeValidator(_parts)] = None
    outcome: Annotated[list[AidOutcome] | None, BeforeValidator(_parts)] = None
    waiting_days: Annotated[int | None, Field(ge=0, le=3650)] = None
    sort: Literal["place", "due"] | None = None


class AidApplicationFilters(_Filters):
    """Of the queue of applications for aid. No text is kept, as of the household files."""

    under_id: UUID | None = None
    status: Annotated[list[ApplicationStatus] | None, BeforeValidator(_parts)] = None
    cause: Annotated[list[HardshipCause] | None, BeforeValidator(_parts)] = None
    program_id: UUID | None = None


class AidProgramFilters(_Filters):
    """Of the list of programmes."""

    status: Annotated[list[ProgramStatus] | None, BeforeValidator(_parts)] = None
    kind: Annotated[list[ProgramKind] | None, BeforeValidator(_parts)] = None
    year: Year | None = None
    below: bool | None = None


class PairingFilters(_Filters):
    """Of the list of pairings."""

    state: PairingState | None = None


class NeedsSurveyFilters(_Filters):
    """Of the surveys of need, and of how far the unions below are: one page with two views."""

    view: Literal["progress"] | None = None
    under_id: UUID | None = None
    organization_id: UUID | None = None
    held: Days | None = None
    way: Annotated[list[SurveyWay] | None, BeforeValidator(_parts)] = None
    cause: Annotated[list[HardshipCause] | None, BeforeValidator(_parts)] = None
    state: Annotated[list[SurveyState] | None, BeforeValidator(_parts)] = None
    year: Year | None = None


class PaperFilters(_Filters):
    """Of the papers of unions, and of how whole their cabinets are: one page with two views."""

    view: Literal["papers", "completeness"] | None = None
    q: Text | None = None
    under_id: UUID | None = None
    organization_id: UUID | None = None
    kind: Annotated[list[UnionPaperKind] | None, BeforeValidator(_parts)] = None
    year: Annotated[int | None, Field(ge=FIRST_YEAR, le=2100)] = None
    state: Annotated[list[UnionPaperState] | None, BeforeValidator(_parts)] = None


class TripDemandFilters(_Filters):
    """Of the demands for going home."""

    under_id: UUID | None = None
    year: Year | None = None
    province: Annotated[list[Province] | None, BeforeValidator(_parts)] = None
    way: Annotated[list[TravelWay] | None, BeforeValidator(_parts)] = None
    state: Annotated[list[DemandState] | None, BeforeValidator(_parts)] = None
    days: Days | None = None


class ReturnTripFilters(_Filters):
    """Of the return trips."""

    year: Year | None = None
    province: Annotated[list[Province] | None, BeforeValidator(_parts)] = None
    status: Annotated[list[TripState] | None, BeforeValidator(_parts)] = None


class AidStationFilters(_Filters):
    """Of the aid network: its places, and the coverage below a union, as views of one page."""

    view: Literal["coverage"] | None = None
    q: Text | None = None
    under_id: UUID | None = None
    kind: Annotated[list[AidStationKind] | None, BeforeValidator(_parts)] = None
    state: AidStationState | None = None
    service: Annotated[list[AidService] | None, BeforeValidator(_parts)] = None


class VisitPlanFilters(_Filters):
    """Of the plans of visits."""

    q: Text | None = None
    under_id: UUID | None = None
    status: Annotated[list[PlanStatus] | None, BeforeValidator(_parts)] = None
    occasion: Annotated[list[Occasion] | None, BeforeValidator(_parts)] = None


class VisitFilters(_Filters):
    """Of the visits. No text is kept: what was looked for is a person, not a view."""

    under_id: UUID | None = None
    outcome: Annotated[list[VisitStatus] | None, BeforeValidator(_parts)] = None
    kind: Annotated[list[VisitKind] | None, BeforeValidator(_parts)] = None
    mine: bool | None = None
    overdue: bool | None = None


class NoticeFilters(_Filters):
    """Of the notices, the cases that wait for one, and the objections: one page with views."""

    view: Literal["wanted", "running", "ended", "done", "objections"] | None = None
    under_id: UUID | None = None
    state: Annotated[list[ObjectionState] | None, BeforeValidator(_parts)] = None


class FundFilters(_Filters):
    """Of the list of funds."""

    q: Text | None = None
    under_id: UUID | None = None
    source: Annotated[list[FundSource] | None, BeforeValidator(_parts)] = None
    year: Annotated[list[Year] | None, BeforeValidator(_parts)] = None
    status: FundStatus | None = None


class VoucherFilters(_Filters):
    """Of the list of vouchers."""

    fund_id: UUID | None = None
    state: Annotated[list[VoucherState] | None, BeforeValidator(_parts)] = None
    kind: Annotated[list[VoucherKind] | None, BeforeValidator(_parts)] = None


class GoodsLotFilters(_Filters):
    """Of the store of goods."""

    q: Text | None = None
    fund_id: UUID | None = None
    state: Annotated[list[LotState] | None, BeforeValidator(_parts)] = None


class LedgerFilters(_Filters):
    """Of the ledger."""

    fund_id: UUID | None = None
    under_id: UUID | None = None
    kind: Annotated[list[EntryKind] | None, BeforeValidator(_parts)] = None
    month: Annotated[str | None, Field(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")] = None
    year: Year | None = None
    visit_plan_id: UUID | None = None
    owner_id: UUID | None = None
    subject: Annotated[list[BudgetSubject] | None, BeforeValidator(_parts)] = None
    reserved_on: date | None = None


class BudgetFilters(_Filters):
    """Of the year's budget: the union's own figures, and the list of all unions by subject."""

    view: Literal["lines"] | None = None
    org: UUID | None = None
    year: Year | None = None
    reach: BudgetReach | None = None
    subject: Annotated[list[BudgetSubject] | None, BeforeValidator(_parts)] = None


class PaymentFilters(_Filters):
    """Of the batches and of the payments, two views of one page. No text is kept, as of household files."""

    view: Literal["batches", "payments"] | None = None
    fund_id: UUID | None = None
    under_id: UUID | None = None
    state: Annotated[list[BatchState | PaymentState] | None, BeforeValidator(_parts)] = None
    way: Annotated[list[PaymentWay] | None, BeforeValidator(_parts)] = None
    source: Annotated[list[FundSource] | None, BeforeValidator(_parts)] = None
    program_kind: Annotated[list[ProgramKind] | None, BeforeValidator(_parts)] = None
    category: Annotated[list[HardshipCategory] | None, BeforeValidator(_parts)] = None
    paid: Days | None = None


class MutualFilters(_Filters):
    """Of plans, enrolments, units, insured people and claims: views of one page. No name is kept, as of members."""

    view: Literal["plans", "enrolments", "units", "covers", "claims"] | None = None
    plan_id: UUID | None = None
    under_id: UUID | None = None
    status: Annotated[list[ProtectionPlanStatus] | None, BeforeValidator(_parts)] = None
    kind: Annotated[list[ProtectionKind] | None, BeforeValidator(_parts)] = None
    state: Annotated[list[EnrolmentState] | None, BeforeValidator(_parts)] = None
    claim: Annotated[list[ClaimStatus] | None, BeforeValidator(_parts)] = None
    ending: Literal["yes"] | None = None
    below: YesNo | None = None


class SocietyFilters(_Filters):
    """Of the savings societies."""

    q: Text | None = None
    status: SocietyStatus | None = None


class PivotFilters(_Filters):
    """Of the free pivot: what stands where. Whether the dataset has it all is seen when it is opened."""

    dataset: Slug | None = None
    rows: Annotated[list[Slug] | None, BeforeValidator(_parts)] = None
    columns: Annotated[list[Slug] | None, BeforeValidator(_parts)] = None
    measures: Annotated[list[Slug] | None, BeforeValidator(_parts)] = None
    org: UUID | None = None
    tree: Tree | None = None
    period: Annotated[str, Field(pattern=r"^2\d{3}(-(Q[1-4]|0[1-9]|1[0-2]))?$")] | None = None
    totals: Literal["no"] | None = None
    share: Share | None = None
    compare: Literal["last_year"] | None = None


LISTS: Mapping[str, type[_Filters]] = {
    "members": MemberFilters,
    "organizations": OrganizationFilters,
    "employers": EmployerFilters,
    "officers": OfficerFilters,
    "transfers": TransferFilters,
    "users": UserFilters,
    "audit": AuditFilters,
    "households": HouseholdFilters,
    "aid-cases": AidCaseFilters,
    "aid-applications": AidApplicationFilters,
    "aid-programs": AidProgramFilters,
    "pairings": PairingFilters,
    "needs-surveys": NeedsSurveyFilters,
    "papers": PaperFilters,
    "trip-demands": TripDemandFilters,
    "return-trips": ReturnTripFilters,
    "aid-stations": AidStationFilters,
    "visit-plans": VisitPlanFilters,
    "visits": VisitFilters,
    "notices": NoticeFilters,
    "funds": FundFilters,
    "vouchers": VoucherFilters,
    "goods-lots": GoodsLotFilters,
    "ledger-entries": LedgerFilters,
    "budget-lines": BudgetFilters,
    "payments": PaymentFilters,
    "mutual-protection": MutualFilters,
    "savings-societies": SocietyFilters,
    "pivots": PivotFilters,
}
"""Every list that has saved views."""


def require_fit(noun: str, query: Mapping[str, Any]) -> None:
    """Raises `ViewUnfit`, pointing at the first filter that the list does not have or does not understand."""
    try:
        LISTS[noun].model_validate(dict(query))
    except ValidationError as error:
        field = str(error.errors(include_input=False, include_url=False)[0]["loc"][0])[:40]
        raise ViewUnfit(pointer=f"/query/{field}", field=field) from None
