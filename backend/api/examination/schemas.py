"""What the examination of aid looks like on the wire. Every amount is in fen."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import Field

from backend.api.pages import ListQuery
from backend.api.wire import AskedDay, Instant, Out
from backend.domain.aid.case_codes import CaseStatus
from backend.domain.aid.codes import HardshipCategory
from backend.domain.fund.codes import PaymentWay
from backend.domain.fund.examining import Finding, Invariant


class AidSampleQuery(ListQuery):
    """Which part of the samples."""


class AidSampleOut(Out):
    """A sample as it was drawn."""

    id: UUID
    organization_id: UUID
    organization_name: str
    seed: int = Field(description="随机种子，可据此重抽核对 Whoever has it draws the same sample")
    first_on: date
    last_on: date
    size: int = Field(description="要抽几件 How many were asked for")
    population: int = Field(description="从几件中抽取 Of how many they were drawn")
    drawn: int
    drawn_by_name: str
    drawn_at: Instant


class SampleCaseQuery(ListQuery):
    """Of which sample."""

    sample_id: Annotated[UUID, Query(description="抽样 The sample")]


class SampleCaseItem(Out):
    """A case that was drawn, with the payment that holds."""

    id: UUID
    place: int = Field(description="抽中次序，从 1 起 The order of the draw, from 1")
    number: str
    name: str
    status: CaseStatus
    category: HardshipCategory | None
    amount_fen: int
    program_name: str
    organization_name: str
    fund_name: str | None = Field(description="不在管理范围内时为 null Null where the caller does not see it")
    maker_name: str
    checker_name: str
    payer_name: str
    paid_at: Instant | None
    payment_id: UUID | None
    way: PaymentWay | None
    payee: str | None
    batch_number: str | None


class PublishedPaidQuery(ListQuery):
    """The filters of the comparison. Days are those of the payment, or of the result of the notice."""

    finding: Annotated[list[Finding], Query(description="核对结果；不填为三种不一致")] = []
    under_id: Annotated[UUID | None, Query(description="在其下 Anywhere under this union")] = None
    since: Annotated[AskedDay | None, Query(alias="on[gte]", description="日期起")] = None
    until: Annotated[AskedDay | None, Query(alias="on[lte]", description="日期止")] = None


class PublishedPaidItem(Out):
    """A case whose publication and payment do not meet."""

    id: UUID
    number: str
    name: str
    status: CaseStatus
    finding: Finding
    program_name: str
    organization_name: str
    notice_id: UUID | None
    notice_number: str | None
    concluded_at: Instant | None
    published_fen: int | None = Field(description="公示的金额；没有公示金额时为 null Null where none was published")
    paid_fen: int | None
    paid_at: Instant | None


class InvariantOut(Out):
    """Whether a rule of the books holds for what the caller sees."""

    invariant: Invariant
    label: str
    breaches: int


class BreachOut(Out):
    """A thing for which a rule does not hold."""

    invariant: Invariant
    rule: str
    id: UUID | None = Field(
        description="账户、分录、申请、发放或凭证的编号 The account, entry, case, payment or voucher"
    )
    what: str


class MoneyCheckOut(Out):
    """The books held against everything else, at one moment."""

    checked_at: Instant
    items: list[InvariantOut]
    breaches: list[BreachOut]
