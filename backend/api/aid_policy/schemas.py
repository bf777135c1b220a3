"""What the rules of aid look like on the wire."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import AskedDay, Instant, OpenStep, Out
from backend.domain.aid.codes import (
    Circumstance,
    Exclusion,
    HardshipCategory,
    HouseholdStatus,
    IncomeBasis,
    PolicyPart,
    TrialOutcome,
    WorkerKind,
)


class IncomeTestOut(Out):
    """Income per head and month, held against the line times `percent`."""

    basis: IncomeBasis
    percent: int
    inclusive: bool


class AidRuleOut(Out):
    """One way to be filed: everything that it asks for must hold."""

    name: str
    category: HardshipCategory
    income: IncomeTestOut | None
    circumstances: list[Circumstance]
    loss_fen: int | None


class PolicyLineOut(Out):
    """The line, fen a person and month, and the default size of a household."""

    line_fen: int
    default_size: int


class RulesOut(Out):
    """The rules in their order, and who may apply."""

    rules: list[AidRuleOut]
    applicants: list[WorkerKind]
    migrant_months: int


class CapsOut(Out):
    """The most that is given, fen: each time, and to a person in a year."""

    each_time_fen: int
    each_year_fen: int


class PolicyParts(Out):
    """The parts that a union sets itself; null: inherited."""

    line: PolicyLineOut | None
    rules: RulesOut | None
    exclusions: list[Exclusion] | None
    amounts: dict[str, int] | None
    caps: CapsOut | None


class AidPolicyQuery(ListQuery):
    """The filters of the list of rule sets."""

    organization_id: Annotated[UUID | None, Query(description="只看这家工会制定的 Set by this very union")] = None


class AidPolicyItem(Out):
    """What one union set for its subtree from a day on."""

    id: UUID
    organization_id: UUID
    organization_name: str
    effective_on: date
    document_number: str
    parts: PolicyParts
    set_by_name: str
    created_at: Instant
    version: int


class AidPolicyOut(AidPolicyItem):
    """One rule set."""

    steps: list[OpenStep]


class CurrentQuery(BaseModel):
    """For which union, on which day."""

    model_config = ConfigDict(extra="forbid")

    organization_id: Annotated[UUID, Query(description="工会")]
    on: Annotated[AskedDay | None, Query(description="哪一天，默认今天 On which day; today")] = None


class PartSource(Out):
    """Where a part comes from; null: it ships with the system."""

    part: PolicyPart
    organization_id: UUID | None
    organization_name: str | None
    effective_on: date | None


class WholePolicy(Out):
    """A rule set with every part filled."""

    line: PolicyLineOut
    rules: RulesOut
    exclusions: list[Exclusion]
    amounts: dict[str, int]
    caps: CapsOut


class Preset(Out):
    """A set of rules that ships with the system, to begin from."""

    code: Literal["four_rules", "national"]
    rules: RulesOut
    exclusions: list[Exclusion]


class CurrentPolicy(Out):
    """What holds for a union on a day, and where each part comes from."""

    organization_id: UUID
    organization_name: str
    on: date
    policy: WholePolicy
    sources: list[PartSource]
    presets: list[Preset]


class AidTrialQuery(ListQuery):
    """The filters of the files that a trial would change."""

    outcome: Annotated[list[TrialOutcome], Query(description="进入、退出、改变类别")] = []


class AidTrialRowOut(Out):
    """One file for which the rule set would change something."""

    position: int
    household_id: UUID
    number: str | None
    name: str | None = Field(description="已不在管理范围内时为 null Null when it has left the scope")
    organization_name: str | None
    status: HouseholdStatus | None
    outcome: TrialOutcome
    before: HardshipCategory | None
    after: HardshipCategory | None
    before_fen: int
    after_fen: int
