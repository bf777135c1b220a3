"""汇总平衡: all candidates of a programme against the money, the quota of each union below, and the final list (AID-09)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar
from uuid import UUID

from annotated_types import MaxLen

from backend.domain.aid.case_codes import CaseStatus
from backend.domain.aid.cases import MOST_IN_BALANCE
from backend.domain.money import Fen, yuan
from backend.domain.refusals import Conflict, Invalid

CANDIDATES = (CaseStatus.COUNTY_REVIEW, CaseStatus.CITY_REVIEW)
"""Where a case stands that is weighed against the others."""
GIVEN = (CaseStatus.APPROVED, CaseStatus.HELPING, CaseStatus.PAID, CaseStatus.HELPED, CaseStatus.ARCHIVED)
"""Where what was decided counts against a quota."""


class QuotaPassed(Conflict):
    """A union would be given more than its quota, by a list or by one case. Facts: `organization_id`, amounts in yuan."""

    code = "aid_quota_passed"
    zh = "“{union}”连同已批准的 {given} 元合计 {asked} 元，超过分给它的额度 {quota} 元，没有批准。请减少件数或金额，或由举办项目的工会调整额度。"
    en = "“{union}” would come to {asked} yuan with the {given} approved before, more than its quota of {quota}. Nothing was approved: give less, or have the union that runs the programme change the quota."


class QuotaTwice(Invalid):
    """One union, two quotas."""

    code = "aid_quota_twice"
    zh = "同一家工会出现了两次额度。请只保留一个。"
    en = "One union has two quotas. Keep one of them."


class FinalTooLarge(Invalid):
    """Fact: `most`."""

    code = "aid_balance_too_large"
    zh = "一份名单最多 {most} 件。请分几次确定。"
    en = "A final list holds at most {most} cases. Decide in several turns."


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """What a union directly below may be given in all, fen."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    organization_id: UUID
    fen: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotasDraft:
    """The quotas of a programme; a union that is not named has none, which is no limit."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    items: Annotated[Sequence[Quota], MaxLen(500)]

    def __post_init__(self) -> None:
        seen: set[UUID] = set()
        for place, each in enumerate(self.items):
            if each.organization_id in seen:
                raise QuotaTwice(pointer=f"/items/{place}/organization_id")
            seen.add(each.organization_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What a union below has by now and what a list adds, fen."""

    organization_id: UUID
    name: str
    given_fen: int
    added_fen: int
    quota_fen: int | None


def require_within_quotas(shares: Sequence[Share]) -> None:
    """Raises `QuotaPassed` for the first union that a list would give more than its quota; giving nothing is no breach."""
    for each in shares:
        sum_fen = each.given_fen + each.added_fen
        if each.quota_fen is not None and each.added_fen and sum_fen > each.quota_fen:
            raise QuotaPassed(
                union=each.name,
                organization_id=str(each.organization_id),
                asked=yuan(sum_fen),
                given=yuan(each.given_fen),
                quota=yuan(each.quota_fen),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The quota of a union in a programme, where the union stands, and what it was given by now; fen.

    `own`: it is the union whose desk decides, so all that is decided there is its.
    """

    program_id: UUID
    organization_id: UUID
    name: str
    low: int
    high: int
    own: bool
    quota_fen: int
    given_fen: int

    def covers(self, program_id: UUID, code: int) -> bool:
        """Whether a case of a programme at a place counts against it."""
        return self.program_id == program_id and (self.own or self.low <= code <= self.high)


Decided = tuple[UUID, int, int]
"""A case that is decided: its programme, its place, and what it is given, fen."""


def require_quotas(limits: Iterable[Limit], decided: Sequence[Decided]) -> None:
    """Hold cases that are decided at once against the quotas (issue 4 section 3). Raises `QuotaPassed`."""
    require_within_quotas(
        [
            Share(
                organization_id=each.organization_id,
                name=each.name,
                given_fen=each.given_fen,
                added_fen=sum(fen for program_id, code, fen in decided if each.covers(program_id, code)),
                quota_fen=each.quota_fen,
            )
            for each in limits
        ]
    )


def with_given(limits: Iterable[Limit], decided: Decided) -> list[Limit]:
    """The limits after a case was approved: the next of the same batch is judged beside it."""
    program_id, code, fen = decided
    return [replace(each, given_fen=each.given_fen + fen) if each.covers(program_id, code) else each for each in limits]


def require_list(cases: int) -> None:
    """Raises `FinalTooLarge`."""
    if cases > MOST_IN_BALANCE:
        raise FinalTooLarge(pointer="/items", most=MOST_IN_BALANCE)


def quotas_from(kept: Mapping[str, Any]) -> dict[UUID, int]:
    """The quotas as the programme keeps them."""
    return {UUID(id): int(fen) for id, fen in kept.items()}
