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


class QuotaAbovePassed(Conflict):
    """The quota of a union above, or beside, what the decider sees would be passed. What it was given by now is told to
    those who see all of it. Facts: `organization_id`, `asked` in yuan."""

    code = "aid_quota_above_passed"
    zh = "再给予 {asked} 元会超过分给“{union}”的额度，没有批准。请减少金额，或由该会核对余额、由举办项目的工会调整额度后再办理。"
    en = "Another {asked} yuan would pass the quota of “{union}”. Nothing was approved: give less, or have that union look at what is left, or the union that runs the programme change the quota."


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
class Decided:
    """A case that is decided: its programme, its place in both trees, and what it is given, fen."""

    program_id: UUID
    code: int
    line_code: int | None
    fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The quota of a union in a programme, where the union stands in both trees, and what it was given by now; fen.

    `seen`: all that counts against it lies within what the decider sees, so the sum may be told.
    """

    program_id: UUID
    organization_id: UUID
    name: str
    from_code: int
    to_code: int
    from_line: int | None
    to_line: int | None
    seen: bool
    quota_fen: int
    given_fen: int

    def covers(self, case: Decided) -> bool:
        """Whether a case counts against it: what lies under the union in the territory, or in the line that it leads."""
        if self.program_id != case.program_id:
            return False
        if self.from_code <= case.code <= self.to_code:
            return True
        if self.from_line is None or self.to_line is None or case.line_code is None:
            return False
        return self.from_line <= case.line_code <= self.to_line


def require_quotas(limits: Iterable[Limit], decided: Sequence[Decided]) -> None:
    """Hold cases that are decided at once against the quotas (issue 4 section 3); giving nothing is no breach.

    Raises `QuotaPassed`, `QuotaAbovePassed` for the first union that would be given more than its quota.
    """
    for each in limits:
        added = sum(case.fen for case in decided if each.covers(case))
        if not added or each.given_fen + added <= each.quota_fen:
            continue
        facts = {"union": each.name, "organization_id": str(each.organization_id)}
        if not each.seen:
            raise QuotaAbovePassed(asked=yuan(added), **facts)
        amounts = {"asked": each.given_fen + added, "given": each.given_fen, "quota": each.quota_fen}
        raise QuotaPassed(**facts, **{name: yuan(fen) for name, fen in amounts.items()})


def with_given(limits: Iterable[Limit], decided: Decided) -> list[Limit]:
    """The limits after a case was approved: the next of the same batch is judged beside it."""
    return [replace(each, given_fen=each.given_fen + decided.fen) if each.covers(decided) else each for each in limits]


def require_list(cases: int) -> None:
    """Raises `FinalTooLarge`."""
    if cases > MOST_IN_BALANCE:
        raise FinalTooLarge(pointer="/items", most=MOST_IN_BALANCE)


def quotas_from(kept: Mapping[str, Any]) -> dict[UUID, int]:
    """The quotas as the programme keeps them."""
    return {UUID(id): int(fen) for id, fen in kept.items()}
