"""汇总平衡: all candidates of a programme against the money, the quota of each union below, and the final list (AID-09)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
    """A union below would be given more than its quota. Facts: `organization_id`, and amounts in yuan."""

    code = "aid_quota_passed"
    zh = "“{union}”的名单合计 {asked} 元（含已批准的 {given} 元），超过分给它的额度 {quota} 元，整份名单没有生效。请减少几件或调整额度。"
    en = "The list of “{union}” comes to {asked} yuan with the {given} approved before, more than its quota of {quota}. Nothing took effect: take cases off or change the quota."


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


def require_list(cases: int) -> None:
    """Raises `FinalTooLarge`."""
    if cases > MOST_IN_BALANCE:
        raise FinalTooLarge(pointer="/items", most=MOST_IN_BALANCE)


def quotas_from(kept: Mapping[str, Any]) -> dict[UUID, int]:
    """The quotas as the programme keeps them."""
    return {UUID(id): int(fen) for id, fen in kept.items()}
