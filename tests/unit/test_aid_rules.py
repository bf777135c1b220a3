"""The rules of aid: the size of a household, income, the four rules and the national categories, at their limits."""

import json
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.aid import evaluation, policy
from backend.domain.aid.codes import (
    Circumstance,
    CriterionKind,
    Exclusion,
    HardshipCategory,
    IncomeBasis,
    PolicyPart,
    Relation,
    SizeReason,
    SizeRule,
    WorkerKind,
)
from backend.domain.aid.evaluation import category_for, evaluate, sentence_of, told
from backend.domain.aid.household import Household, Kin, circumstances_of, means_of, size_of
from backend.domain.aid.policy import (
    DEFAULT_POLICY,
    NATIONAL_EXCLUSIONS,
    NATIONAL_RULES,
    AidPolicy,
    AidPolicyDraft,
    AidRule,
    IncomeTest,
    Layer,
    PolicyEmpty,
    PolicyLine,
    RuleAsksNothing,
    in_force,
    part_from,
)
from backend.domain.member.codes import Marriage
from backend.domain.money import yuan

SELF, SPOUSE, CHILD = Relation.SELF, Relation.SPOUSE, Relation.CHILD
PARENT, SIBLING = Relation.PARENT, Relation.SIBLING
NATIONAL = AidPolicy(rules=NATIONAL_RULES, exclusions=NATIONAL_EXCLUSIONS)
MARGINAL, RELATIVE = HardshipCategory.MARGINAL, HardshipCategory.RELATIVE
ACCIDENT, DEEP = HardshipCategory.ACCIDENT, HardshipCategory.DEEP


def home(*relations: Relation, per_head: int = 0, **said: Any) -> Household:
    """A household of these, married unless said otherwise, with so much a month for each of three heads."""
    people = tuple(Kin(relation=relation) for relation in (SELF, *relations))
    base: dict[str, Any] = {"worker_kind": WorkerKind.IN_SERVICE, "marriage": Marriage.MARRIED}
    return Household(people=people, other_income_fen=per_head * 12 * 3, **base | said)


def family(per_head: int = 0, *, ill: bool = False, at_school: bool = False, **said: Any) -> Household:
    """Three: the worker, the spouse, a child."""
    three = home(SPOUSE, CHILD, per_head=per_head, **said)
    worker, spouse, child = three.people
    return replace(three, people=(worker, replace(spouse, gravely_ill=ill), replace(child, at_school=at_school)))


# AID-07


@pytest.mark.parametrize(
    ("household", "number", "rule"),
    [
        (home(SPOUSE, CHILD), 3, SizeRule.MARRIED),
        (home(SPOUSE), 2, SizeRule.MARRIED),
        (home(SPOUSE, CHILD, CHILD, CHILD), 5, SizeRule.MARRIED),
        (home(SPOUSE, CHILD, PARENT, PARENT), 3, SizeRule.MARRIED),
        (home(), 3, SizeRule.DEFAULT),
        (home(marriage=None), 3, SizeRule.DEFAULT),
        (home(marriage=Marriage.SINGLE), 1, SizeRule.UNMARRIED),
        (home(PARENT, PARENT, SIBLING, marriage=Marriage.SINGLE), 4, SizeRule.UNMARRIED),
        (home(CHILD, marriage=Marriage.DIVORCED), 2, SizeRule.SINGLE_PARENT),
        (home(CHILD, CHILD, marriage=Marriage.WIDOWED, single_parent=True), 3, SizeRule.SINGLE_PARENT),
        (home(PARENT, marriage=Marriage.DIVORCED), 2, SizeRule.UNMARRIED),
    ],
)
def test_the_size_of_a_household(household: Household, number: int, rule: SizeRule) -> None:
    """AID-07: three where nothing is listed; else by marriage, as many as there are."""
    size = size_of(household, default=3)
    assert (size.number, size.rule) == (number, rule)
    assert len(size.people) == len(household.people)


def test_each_person_has_a_reason() -> None:
    """AID-07: married children and brothers have households of their own; parents of a married worker too."""
    married = home(SPOUSE, CHILD, CHILD, PARENT, SIBLING, Relation.GRANDPARENT)
    people = list(married.people)
    people[3] = replace(people[3], married=True)
    size = size_of(replace(married, people=people), default=3)
    assert [each.reason for each in size.people] == [
        *(SizeReason.SELF, SizeReason.SPOUSE, SizeReason.UNMARRIED_CHILD, SizeReason.MARRIED_CHILD),
        *(SizeReason.OWN_FAMILY, SizeReason.OWN_FAMILY, SizeReason.FURTHER),
    ]
    assert [each.counts for each in size.people] == [True, True, True, False, False, False, False]
    single = home(PARENT, SIBLING, SIBLING, marriage=Marriage.SINGLE)
    people = list(single.people)
    people[3] = replace(people[3], married=True)
    reasons = [each.reason for each in size_of(replace(single, people=people), default=3).people]
    assert reasons == [*(SizeReason.SELF, SizeReason.PARENT, SizeReason.UNMARRIED_SIBLING, SizeReason.MARRIED_SIBLING)]


def test_income_of_those_who_count_only() -> None:
    """AID-07: what a married child earns is that child's household's."""
    people = (
        Kin(relation=SELF, income_fen=240_000),
        Kin(relation=SPOUSE, income_fen=60_000),
        Kin(relation=CHILD, married=True, income_fen=900_000),
    )
    household = Household(
        worker_kind=WorkerKind.IN_SERVICE, marriage=Marriage.MARRIED, people=people, other_income_fen=120_000
    )
    means = means_of(household, default_size=3)
    assert (means.size.number, means.income_fen, means.gross_fen) == (2, 3_720_000, 155_000)


def test_expenses_beyond_the_income_leave_nothing_and_not_less() -> None:
    """domain-facts 3.3: net of rigid expenditure."""
    means = means_of(family(50_000, medical_fen=10**9, schooling_fen=5), default_size=3)
    assert (means.gross_fen, means.net_fen, means.rigid_fen) == (50_000, 0, 10**9 + 5)


def test_a_part_of_a_fen_is_in_the_workers_favour() -> None:
    """The number that is shown is the number that is compared."""
    household = replace(family(117_000, still_poor=True), other_income_fen=117_000 * 36 + 35)
    judged = evaluate(household, DEFAULT_POLICY)
    assert judged.means.gross_fen == 117_000
    assert judged.category is MARGINAL


# AID-02 to AID-06: exactly at the line


@pytest.mark.parametrize(
    ("household", "category"),
    [
        (family(117_000, still_poor=True), MARGINAL),
        (family(117_001, still_poor=True), None),
        (family(117_000), None),
        (family(156_000, at_school=True), RELATIVE),
        (family(156_001, at_school=True), None),
        (family(156_000, single_parent=True), RELATIVE),
        (family(156_000, special=True), RELATIVE),
        (family(234_000, ill=True), ACCIDENT),
        (family(234_001, ill=True), None),
        (family(234_000, accident=True), ACCIDENT),
        (family(234_000, disaster=True), None),
        (family(900_000, ill=True, medical_fen=2_000_000), ACCIDENT),
        (family(900_000, ill=True, medical_fen=1_999_999), None),
        (family(900_000, disaster=True, property_loss_fen=2_000_000), ACCIDENT),
        (family(900_000, disaster=True, property_loss_fen=1_999_999, medical_fen=1_999_999), None),
        (family(900_000, medical_fen=9_000_000), None),
        (family(0), None),
    ],
)
def test_the_four_rules(household: Household, category: HardshipCategory | None) -> None:
    """AID-02, AID-03, AID-04, AID-05 with the line of AID-06."""
    assert evaluate(household, DEFAULT_POLICY).category is category


def test_a_limit_may_be_exclusive() -> None:
    """AID-02 does not say whether its limit is included; a policy says so."""
    [first, *rest] = DEFAULT_POLICY.rules.rules
    assert first.income is not None
    exclusive = replace(first, income=replace(first.income, inclusive=False))
    strict = replace(DEFAULT_POLICY, rules=replace(DEFAULT_POLICY.rules, rules=(exclusive, *rest)))
    assert evaluate(family(117_000, still_poor=True), strict).category is None
    assert evaluate(family(116_999, still_poor=True), strict).category is MARGINAL


@pytest.mark.parametrize(
    ("household", "category"),
    [
        (family(77_999), DEEP),
        (family(78_000), RELATIVE),
        (family(156_000), RELATIVE),
        (family(156_001), None),
        (family(200_000, medical_fen=36 * 122_001), DEEP),
        (family(200_000, medical_fen=36 * 122_000), RELATIVE),
        (family(900_000, ill=True, medical_fen=2_000_000), ACCIDENT),
        (family(0, exclusions=frozenset({Exclusion.SECOND_HOME})), None),
        (family(0, worker_kind=WorkerKind.MIGRANT, contract_months=11), None),
        (family(0, worker_kind=WorkerKind.MIGRANT, contract_months=12), DEEP),
        (family(0, worker_kind=WorkerKind.MIGRANT, contract_months=12, union_member=False), None),
        (family(0, worker_kind=WorkerKind.RETIRED), None),
    ],
)
def test_the_national_categories(household: Household, category: HardshipCategory | None) -> None:
    """domain-facts 3.3: net of rigid expenditure; AID-01: who may apply."""
    assert evaluate(household, NATIONAL).category is category


def test_an_exclusion_that_the_policy_does_not_name_keeps_nobody_out() -> None:
    """issue 4 section 2: exclusions are data."""
    rich = family(117_000, still_poor=True, exclusions=frozenset({Exclusion.BUSINESS}))
    assert evaluate(rich, DEFAULT_POLICY).category is MARGINAL
    strict = replace(DEFAULT_POLICY, exclusions=(Exclusion.BUSINESS,))
    judged = evaluate(rich, strict)
    assert judged.category is None
    assert [each.passed for each in judged.gate] == [True, False]
    assert judged.verdicts[0].passed


# Sentences


def test_a_criterion_is_a_sentence_with_its_numbers() -> None:
    """issue 4 section 2: in a sentence that a worker understands, in both languages."""
    judged = evaluate(family(156_001, at_school=True), DEFAULT_POLICY)
    income, school = judged.verdicts[1].criteria
    zh = sentence_of(income.kind, income.facts, passed=income.passed)
    en = sentence_of(income.kind, income.facts, passed=income.passed, language="en")
    assert zh == "人均月收入 1,560.01 元；要求不超过 1,560.00 元（低保线 780.00 元 × 200%）。不符合。"
    assert (
        en == "Monthly income per head: 1,560.01 yuan; not more than 1,560.00 is asked (line 780.00 × 200%). Not met."
    )
    assert sentence_of(school.kind, school.facts, passed=school.passed).startswith("现有：子女上学；")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_kept_tells_the_same_later(language: str) -> None:
    """issue 4 section 2: an evaluation is frozen; its sentences come from the numbers in it."""
    migrant = family(100_000, ill=True, worker_kind=WorkerKind.MIGRANT, medical_fen=3, disaster=True)
    for rules in (DEFAULT_POLICY, NATIONAL):
        kept = json.loads(json.dumps(evaluation.plain(evaluate(migrant, rules))))
        said = told(kept, language)
        assert {each["kind"] for each in said["gate"]} == {"applicant", "exclusion"}
        sentences = [each["sentence"] for verdict in said["verdicts"] for each in verdict["criteria"]]
        assert all(sentences)
        assert len(sentences) == sum(len(verdict.criteria) for verdict in evaluate(migrant, rules).verdicts)
    assert set(CriterionKind) == set(evaluation._SENTENCES)


def test_yuan_are_read_with_commas() -> None:
    """api.md, Money."""
    assert [yuan(fen) for fen in (0, 5, 117_000, 123_456_789, -5)] == [
        *("0.00", "0.05", "1,170.00", "1,234,567.89", "-0.05")
    ]


# Properties

AMOUNTS = st.integers(0, 5_000_000)
KIN = st.builds(
    Kin,
    relation=st.sampled_from([each for each in Relation if each is not SELF]),
    married=st.booleans(),
    income_fen=st.integers(0, 400_000),
    at_school=st.booleans(),
    disabled=st.booleans(),
    gravely_ill=st.booleans(),
)
HOUSEHOLDS = st.builds(
    Household,
    worker_kind=st.sampled_from(list(WorkerKind)),
    marriage=st.none() | st.sampled_from(list(Marriage)),
    contract_months=st.none() | st.integers(0, 30),
    union_member=st.booleans(),
    single_parent=st.booleans(),
    people=st.lists(KIN, max_size=6).map(lambda kin: (Kin(relation=SELF, income_fen=100_000), *kin)),
    other_income_fen=AMOUNTS,
    medical_fen=AMOUNTS,
    disability_fen=AMOUNTS,
    schooling_fen=AMOUNTS,
    work_fen=AMOUNTS,
    property_loss_fen=AMOUNTS,
    still_poor=st.booleans(),
    accident=st.booleans(),
    disaster=st.booleans(),
    special=st.booleans(),
    exclusions=st.frozensets(st.sampled_from(list(Exclusion))),
)
INCOME_TESTS = st.builds(
    IncomeTest, basis=st.sampled_from(list(IncomeBasis)), percent=st.integers(1, 400), inclusive=st.booleans()
)
AID_RULES = st.builds(
    AidRule,
    name=st.just("规则"),
    category=st.sampled_from(list(HardshipCategory)),
    income=INCOME_TESTS,
    circumstances=st.lists(st.sampled_from(list(Circumstance)), max_size=4),
    loss_fen=st.none() | AMOUNTS,
)
POLICIES = st.sampled_from([DEFAULT_POLICY, NATIONAL]) | st.builds(
    AidPolicy,
    line=st.builds(PolicyLine, line_fen=st.integers(1, 300_000)),
    rules=st.builds(
        policy.Rules,
        rules=st.lists(AID_RULES, min_size=1, max_size=5),
        applicants=st.lists(st.sampled_from(list(WorkerKind)), min_size=1),
        migrant_months=st.integers(0, 24),
    ),
    exclusions=st.lists(st.sampled_from(list(Exclusion)), unique=True),
)
NEVER = 99


def rank(household: Household, rules: AidPolicy) -> int:
    """The place of the rule that lets the household in; the lower, the sooner."""
    met = evaluate(household, rules).rule
    return NEVER if met is None else met


@given(HOUSEHOLDS, POLICIES, st.integers(1, 5_000_000), st.integers(0, 6))
def test_more_income_never_helps(household: Household, rules: AidPolicy, more: int, whose: int) -> None:
    """issue 4 section 2: neither of the household nor of anybody in it."""
    before = rank(household, rules)
    assert rank(replace(household, other_income_fen=household.other_income_fen + more), rules) >= before
    people = list(household.people)
    who = whose % len(people)
    people[who] = replace(people[who], income_fen=people[who].income_fen + more)
    assert rank(replace(household, people=people), rules) >= before


@given(
    HOUSEHOLDS,
    POLICIES,
    st.integers(1, 5_000_000),
    st.sampled_from(["medical_fen", "disability_fen", "schooling_fen", "work_fen", "property_loss_fen"]),
)
def test_a_further_cost_never_hurts(household: Household, rules: AidPolicy, more: int, cost: str) -> None:
    """issue 4 section 2."""
    dearer = replace(household, **{cost: getattr(household, cost) + more})
    assert rank(dearer, rules) <= rank(household, rules)


@given(HOUSEHOLDS, POLICIES, st.randoms(use_true_random=False))
def test_the_order_of_the_family_never_matters(household: Household, rules: AidPolicy, chance: Any) -> None:
    """issue 4 section 2."""
    people = list(household.people)
    chance.shuffle(people)
    mixed = evaluate(replace(household, people=people), rules)
    judged = evaluate(household, rules)
    assert (mixed.category, mixed.rule, mixed.means.gross_fen) == (judged.category, judged.rule, judged.means.gross_fen)
    assert mixed.means.size.number == judged.means.size.number


@given(HOUSEHOLDS, POLICIES)
def test_the_short_way_says_what_the_long_way_says(household: Household, rules: AidPolicy) -> None:
    """Trying a policy on all files asks for the category alone."""
    assert category_for(household, rules) is evaluate(household, rules).category


# Policies


@given(POLICIES)
def test_a_policy_is_kept_and_read_again(rules: AidPolicy) -> None:
    """issue 4 section 2: rules are data."""
    for part in PolicyPart:
        value = getattr(rules, part.value)
        again = part_from(part, json.loads(json.dumps(policy.plain(value))))
        assert again == (tuple(value) if part is PolicyPart.EXCLUSIONS else value)


def layer(low: int, high: int, on: date, name: str = "某会", **parts: Any) -> Layer:
    """What a union of this place set."""
    said = {PolicyPart(part): value for part, value in parts.items()}
    return Layer(organization_id=uuid4(), organization_name=name, effective_on=on, low=low, high=high, parts=said)


def test_each_part_is_the_nearest_unions_latest() -> None:
    """issue 4 section 2: inherited down the tree, effective-dated; a county sets its line and nothing else."""
    city = layer(1, 1000, date(2026, 1, 1), "市", line=PolicyLine(line_fen=90_000), rules=NATIONAL_RULES)
    county = layer(100, 200, date(2026, 1, 1), "县", line=PolicyLine(line_fen=106_200))
    later = layer(100, 200, date(2026, 7, 1), "县", line=PolicyLine(line_fen=110_000))
    other = layer(300, 400, date(2026, 1, 1), "区", exclusions=NATIONAL_EXCLUSIONS)
    layers = [later, county, other, city]
    found, origins = in_force(layers, place=150, on=date(2026, 6, 30))
    assert (found.line.line_fen, found.rules) == (106_200, NATIONAL_RULES)
    assert origins == {PolicyPart.LINE: county, PolicyPart.RULES: city}
    assert in_force(layers, place=150, on=date(2026, 7, 1))[0].line.line_fen == 110_000
    assert in_force(layers, place=50, on=date(2026, 7, 1))[0].line.line_fen == 90_000
    assert in_force(layers, place=350, on=date(2026, 7, 1))[0].exclusions == NATIONAL_EXCLUSIONS
    assert in_force(layers, place=150, on=date(2025, 12, 31)) == (DEFAULT_POLICY, {})


def test_a_rule_without_a_condition_and_a_policy_without_a_part() -> None:
    """Either would be a mistake that lets everybody in, or nobody know why it stands there."""
    with pytest.raises(RuleAsksNothing):
        AidRule(name="人人都给", category=DEEP)
    with pytest.raises(PolicyEmpty):
        AidPolicyDraft(organization_id=uuid4(), effective_on=date(2026, 1, 1))


def test_an_amount_stays_within_its_cap() -> None:
    """domain-facts 3.3: caps per person and year."""
    paid = replace(DEFAULT_POLICY, amounts={DEEP: 900_000, RELATIVE: 200_000})
    assert [paid.amount_fen(each) for each in (DEEP, RELATIVE, ACCIDENT, None)] == [600_000, 200_000, 0, 0]


def test_school_is_asked_of_children_only() -> None:
    """AID-03: 子女上学, and not a brother's."""
    brother = replace(home(SIBLING).people[1], at_school=True)
    assert Circumstance.SCHOOLING not in circumstances_of(replace(home(), people=(home().people[0], brother)))
    assert Circumstance.SCHOOLING in circumstances_of(family(at_school=True))


def test_a_cap_of_nought_that_was_kept_while_it_bound_nobody_stands_for_none() -> None:
    """Issue 4 section 2: an emptied field was kept as nought; now that it binds it must not stop every case."""
    kept = part_from(PolicyPart.CAPS, {"each_time_fen": 0, "each_year_fen": 600_000})
    assert (kept.each_time_fen, kept.each_year_fen) == (600_000, 600_000)
