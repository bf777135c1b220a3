"""Judging a household by a rule set: the category, and for every criterion the numbers used, pass or fail, in a sentence.

An evaluation is a value: a file shows it, a case freezes it, and it says the same when it is read ten years later,
because it holds its numbers and not references to them. The worker reads the sentences, so they speak plainly.

More income never helps, a further cost never hurts, and the order of the family never matters; the tests hold this for
the two rule sets that ship, and for any other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from backend.domain.aid.codes import (
    Circumstance,
    CriterionKind,
    Exclusion,
    HardshipCategory,
    IncomeBasis,
    WorkerKind,
)
from backend.domain.aid.household import Household, Means, circumstances_of, means_of
from backend.domain.aid.policy import AidPolicy, AidRule, IncomeTest
from backend.domain.money import yuan


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that was asked: whether it holds, and the numbers and codes that decided it."""

    kind: CriterionKind
    passed: bool
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule said."""

    name: str
    category: HardshipCategory
    passed: bool
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a rule set says of a household. `category` is None when no rule is met, or something keeps it out.

    `gate` holds what is asked before any rule: the applicant, the exclusions. `rule` is the place of the rule that
    decided in `verdicts`.
    """

    category: HardshipCategory | None
    rule: int | None
    means: Means
    line_fen: int
    gate: tuple[Criterion, ...]
    verdicts: tuple[Verdict, ...]


def evaluate(household: Household, policy: AidPolicy) -> Evaluation:
    """Judge a household. Pure: the same file and the same rule set always give the same answer (AID-02…07)."""
    means = means_of(household, default_size=policy.line.default_size)
    present = circumstances_of(household)
    gate = (_applicant(household, policy), _exclusion(household, policy))
    verdicts = tuple(_judge(rule, household, means, present, policy.line.line_fen) for rule in policy.rules.rules)
    let_in = all(each.passed for each in gate)
    met = next((place for place, verdict in enumerate(verdicts) if verdict.passed), None) if let_in else None
    return Evaluation(
        category=None if met is None else verdicts[met].category,
        rule=met,
        means=means,
        line_fen=policy.line.line_fen,
        gate=gate,
        verdicts=verdicts,
    )


def category_for(
    household: Household, policy: AidPolicy, means: Means | None = None, present: frozenset[Circumstance] | None = None
) -> HardshipCategory | None:
    """The category alone, as `evaluate` gives it: for tens of thousands of files at once.

    Who judges by several rule sets reckons `means` (with the default size of this one) and `present` once.
    """
    if not (_may_apply(household, policy) and household.exclusions.isdisjoint(policy.exclusions)):
        return None
    if means is None:
        means = means_of(household, default_size=policy.line.default_size)
    if present is None:
        present = circumstances_of(household)
    line = policy.line.line_fen
    for rule in policy.rules.rules:
        if rule.income is not None and not _within(rule.income, means, line):
            continue
        if rule.circumstances and present.isdisjoint(rule.circumstances):
            continue
        if rule.loss_fen is None or _loss(household) >= rule.loss_fen:
            return rule.category
    return None


def _judge(
    rule: AidRule, household: Household, means: Means, present: frozenset[Circumstance], line_fen: int
) -> Verdict:
    criteria = []
    if rule.income is not None:
        criteria.append(_income(rule.income, means, line_fen))
    if rule.circumstances:
        found = [each for each in rule.circumstances if each in present]
        facts = {"found": [str(each) for each in found], "asked": [str(each) for each in rule.circumstances]}
        criteria.append(Criterion(CriterionKind.CIRCUMSTANCE, bool(found), facts))
    if rule.loss_fen is not None:
        facts_of_loss = {
            "medical_fen": household.medical_fen,
            "property_fen": household.property_loss_fen,
            "least_fen": rule.loss_fen,
        }
        criteria.append(Criterion(CriterionKind.LOSS, _loss(household) >= rule.loss_fen, facts_of_loss))
    return Verdict(rule.name, rule.category, all(each.passed for each in criteria), tuple(criteria))


def _within(test: IncomeTest, means: Means, line_fen: int) -> bool:
    has = means.gross_fen if test.basis is IncomeBasis.GROSS else means.net_fen
    limit = test.limit_fen(line_fen)
    return has <= limit if test.inclusive else has < limit


def _income(test: IncomeTest, means: Means, line_fen: int) -> Criterion:
    facts = {
        "basis": str(test.basis),
        "has_fen": means.gross_fen if test.basis is IncomeBasis.GROSS else means.net_fen,
        "limit_fen": test.limit_fen(line_fen),
        "line_fen": line_fen,
        "percent": test.percent,
        "inclusive": test.inclusive,
    }
    return Criterion(CriterionKind.INCOME, _within(test, means, line_fen), facts)


def _loss(household: Household) -> int:
    """Either reaches the limit; the two are not added up (AID-05 says "or")."""
    return max(household.medical_fen, household.property_loss_fen)


def _may_apply(household: Household, policy: AidPolicy) -> bool:
    if household.worker_kind not in policy.rules.applicants:
        return False
    months = policy.rules.migrant_months
    if household.worker_kind is WorkerKind.MIGRANT and months:
        return household.union_member and (household.contract_months or 0) >= months
    return True


def _applicant(household: Household, policy: AidPolicy) -> Criterion:
    migrant = household.worker_kind is WorkerKind.MIGRANT
    facts = {
        "worker_kind": str(household.worker_kind),
        "asked": [str(each) for each in policy.rules.applicants],
        "months": policy.rules.migrant_months if migrant else 0,
        "contract_months": household.contract_months if migrant else None,
        "union_member": household.union_member,
    }
    return Criterion(CriterionKind.APPLICANT, _may_apply(household, policy), facts)


def _exclusion(household: Household, policy: AidPolicy) -> Criterion:
    found = [str(each) for each in Exclusion if each in household.exclusions and each in policy.exclusions]
    return Criterion(
        CriterionKind.EXCLUSION, not found, {"found": found, "asked": [str(each) for each in policy.exclusions]}
    )


def sentence_of(kind: CriterionKind, facts: Mapping[str, Any], *, passed: bool, language: str = "zh") -> str:
    """A criterion as a worker reads it: the numbers used, what was asked, and the outcome."""
    english = language == "en"
    said = _SENTENCES[kind](facts, english)
    if english:
        return f"{said} {'Met.' if passed else 'Not met.'}"
    return f"{said}{'符合。' if passed else '不符合。'}"


def _names(codes: Any, slugs: Any, english: bool) -> str:
    labels = [codes(slug).en.lower() if english else codes(slug).zh for slug in slugs]
    return ", ".join(labels) if english else "、".join(labels)


def _say_applicant(facts: Mapping[str, Any], english: bool) -> str:
    kind = WorkerKind(facts["worker_kind"])
    asked = _names(WorkerKind, facts["asked"], english)
    months, has = facts["months"], facts["contract_months"]
    if english:
        said = f"The applicant is: {kind.en.lower()}; may apply: {asked}."
        if months:
            member = "a member" if facts["union_member"] else "no member"
            said += (
                f" Migrant workers need {months} months of contract and membership; here {has or 0} months, {member}."
            )
        return said
    said = f"申请人是{kind.zh}；可以申请的有：{asked}。"
    if months:
        member = "是会员" if facts["union_member"] else "不是会员"
        said += f"农民工须签订劳动合同满 {months} 个月并且是会员；现为 {has or 0} 个月，{member}。"
    return said


def _say_exclusion(facts: Mapping[str, Any], english: bool) -> str:
    found = _names(Exclusion, facts["found"], english)
    if english:
        return f"Keeps the household out: {found}." if found else "Nothing keeps the household out."
    return f"有排除情形：{found}。" if found else "没有排除情形。"


def _say_income(facts: Mapping[str, Any], english: bool) -> str:
    basis = IncomeBasis(facts["basis"])
    has, limit, line = yuan(facts["has_fen"]), yuan(facts["limit_fen"]), yuan(facts["line_fen"])
    if english:
        asked = "not more than" if facts["inclusive"] else "less than"
        return f"{basis.en}: {has} yuan; {asked} {limit} is asked (line {line} × {facts['percent']}%)."
    asked = "不超过" if facts["inclusive"] else "低于"
    return f"{basis.zh} {has} 元；要求{asked} {limit} 元（低保线 {line} 元 × {facts['percent']}%）。"


def _say_circumstance(facts: Mapping[str, Any], english: bool) -> str:
    found = _names(Circumstance, facts["found"], english)
    asked = _names(Circumstance, facts["asked"], english)
    if english:
        return f"Here: {found or 'none'}; one of these is asked: {asked}."
    return f"现有：{found or '无'}；要求有其中一项：{asked}。"


def _say_loss(facts: Mapping[str, Any], english: bool) -> str:
    medical, lost, least = yuan(facts["medical_fen"]), yuan(facts["property_fen"]), yuan(facts["least_fen"])
    if english:
        return f"Treatment paid in the year {medical} yuan, property lost {lost} yuan; one of them must reach {least}."
    return f"本年自付医疗费 {medical} 元，家庭财产损失 {lost} 元；要求其中一项达到 {least} 元。"


_SENTENCES = {
    CriterionKind.APPLICANT: _say_applicant,
    CriterionKind.EXCLUSION: _say_exclusion,
    CriterionKind.INCOME: _say_income,
    CriterionKind.CIRCUMSTANCE: _say_circumstance,
    CriterionKind.LOSS: _say_loss,
}


def plain(evaluation: Evaluation) -> dict[str, Any]:
    """An evaluation as JSON keeps it: what a snapshot and a case freeze. `told` makes sentences of it again."""
    size = evaluation.means.size
    return {
        "category": None if evaluation.category is None else str(evaluation.category),
        "rule": evaluation.rule,
        "line_fen": evaluation.line_fen,
        "size": size.number,
        "size_rule": str(size.rule),
        "people": [
            {"relation": str(each.relation), "counts": each.counts, "reason": str(each.reason)} for each in size.people
        ],
        "income_fen": evaluation.means.income_fen,
        "rigid_fen": evaluation.means.rigid_fen,
        "gross_fen": evaluation.means.gross_fen,
        "net_fen": evaluation.means.net_fen,
        "gate": [_plain(each) for each in evaluation.gate],
        "verdicts": [
            {
                "name": verdict.name,
                "category": str(verdict.category),
                "passed": verdict.passed,
                "criteria": [_plain(each) for each in verdict.criteria],
            }
            for verdict in evaluation.verdicts
        ],
    }


def _plain(criterion: Criterion) -> dict[str, Any]:
    return {"kind": str(criterion.kind), "passed": criterion.passed, "facts": dict(criterion.facts)}


def told(kept: Mapping[str, Any], language: str) -> dict[str, Any]:
    """A kept evaluation with the sentence of each criterion, in the reader's language."""
    return dict(kept) | {
        "gate": [_told(each, language) for each in kept["gate"]],
        "verdicts": [
            dict(verdict) | {"criteria": [_told(each, language) for each in verdict["criteria"]]}
            for verdict in kept["verdicts"]
        ],
    }


def _told(criterion: Mapping[str, Any], language: str) -> dict[str, Any]:
    kind, passed = CriterionKind(criterion["kind"]), criterion["passed"]
    sentence = sentence_of(kind, criterion["facts"], passed=passed, language=language)
    return dict(criterion) | {"sentence": sentence}
