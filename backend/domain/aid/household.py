"""A household as a rule sees it: who belongs to it, what it has in a year, what it must spend (AID-02…07).

Amounts are fen. Nothing here identifies anybody: names and numbers stay in the file, so ten thousand households are
judged without opening one sealed field.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from backend.domain.aid.codes import Circumstance, Exclusion, Relation, SizeReason, SizeRule, WorkerKind
from backend.domain.member.codes import Marriage

MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """One person of a household: the worker (`SELF`) or a relative.

    `income_fen` is what the person earns in a month; it counts when the person does.
    """

    relation: Relation
    married: bool = False
    income_fen: int = 0
    at_school: bool = False
    disabled: bool = False
    gravely_ill: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """What a file says of a household.

    `other_income_fen` is what it has in a year beside the monthly incomes of its people. The four expenses are those of
    a year that it cannot avoid (rigid expenditure, domain-facts 3.3); `medical_fen` is what it paid for treatment itself.
    `property_loss_fen` is what an accident or a disaster of this year took.
    """

    worker_kind: WorkerKind
    marriage: Marriage | None = None
    contract_months: int | None = None
    union_member: bool = True
    single_parent: bool = False
    people: Sequence[Kin]
    other_income_fen: int = 0
    medical_fen: int = 0
    disability_fen: int = 0
    schooling_fen: int = 0
    work_fen: int = 0
    property_loss_fen: int = 0
    still_poor: bool = False
    accident: bool = False
    disaster: bool = False
    special: bool = False
    exclusions: frozenset[Exclusion] = frozenset()

    @property
    def rigid_fen(self) -> int:
        """What it must spend in a year."""
        return self.medical_fen + self.disability_fen + self.schooling_fen + self.work_fen


@dataclass(frozen=True, slots=True)
class Counted:
    """Whether a person of the file counts for the size of the household, and why."""

    relation: Relation
    counts: bool
    reason: SizeReason


@dataclass(frozen=True, slots=True)
class Size:
    """How many the household is, by which sentence of the rule, and what was said of each person of the file.

    `people` stand in the order of the file.
    """

    number: int
    rule: SizeRule
    people: tuple[Counted, ...]


def size_of(household: Household, *, default: int) -> Size:
    """The size of a household by AID-07.

    Married workers are counted with the spouse and unmarried children; unmarried ones with their parents and unmarried
    brothers and sisters; single parents, couples without children and families with many children as many as there are.
    `default` stands in where the family is not listed yet. A divorced or widowed worker without children at home is
    counted as an unmarried one: the rule does not name the case, and this reading never counts fewer people.
    """
    rule = _rule_of(household)
    if rule is SizeRule.DEFAULT:
        alone = tuple(Counted(kin.relation, True, SizeReason.SELF) for kin in household.people)
        return Size(max(default, len(alone)), rule, alone)
    people = tuple([_counted(kin.relation, kin.married, rule) for kin in household.people])
    return Size(max(1, sum(each.counts for each in people)), rule, people)


def _rule_of(household: Household) -> SizeRule:
    relations = {kin.relation for kin in household.people}
    if relations <= {Relation.SELF} and household.marriage in (None, Marriage.MARRIED):
        # Who is married has at least a spouse: such a file is not finished. Who is not may well live alone.
        return SizeRule.DEFAULT
    if household.marriage is Marriage.MARRIED or Relation.SPOUSE in relations:
        return SizeRule.MARRIED
    children = any(kin.relation is Relation.CHILD and not kin.married for kin in household.people)
    return SizeRule.SINGLE_PARENT if household.single_parent or children else SizeRule.UNMARRIED


@cache
def _counted(relation: Relation, married: bool, rule: SizeRule) -> Counted:
    # Some sixty answers in all, each made once: a file is judged with several people in it, ten thousand files at once.
    alone = rule is SizeRule.UNMARRIED
    if relation is Relation.SELF:
        return Counted(relation, True, SizeReason.SELF)
    if relation is Relation.SPOUSE:
        return Counted(relation, True, SizeReason.SPOUSE)
    if relation is Relation.CHILD:
        reason = SizeReason.MARRIED_CHILD if married else SizeReason.UNMARRIED_CHILD
        return Counted(relation, not married, reason)
    if relation is Relation.PARENT:
        return Counted(relation, alone, SizeReason.PARENT if alone else SizeReason.OWN_FAMILY)
    if relation is Relation.SIBLING:
        if not alone:
            return Counted(relation, False, SizeReason.OWN_FAMILY)
        reason = SizeReason.MARRIED_SIBLING if married else SizeReason.UNMARRIED_SIBLING
        return Counted(relation, not married, reason)
    return Counted(relation, False, SizeReason.FURTHER)


@dataclass(frozen=True, slots=True)
class Means:
    """What a household has, in fen: in a year as a whole, in a month for each head. Below nothing there is nothing."""

    size: Size
    income_fen: int
    rigid_fen: int
    gross_fen: int
    net_fen: int


def means_of(household: Household, *, default_size: int) -> Means:
    """Income of the year and per head and month, gross and net of rigid expenses.

    Fractions of a fen are dropped, which is in the worker's favour; so the number shown is the number compared.
    """
    size = size_of(household, default=default_size)
    monthly = sum(kin.income_fen for kin, each in zip(household.people, size.people, strict=True) if each.counts)
    income = monthly * MONTHS + household.other_income_fen
    heads = size.number * MONTHS
    return Means(
        size=size,
        income_fen=income,
        rigid_fen=household.rigid_fen,
        gross_fen=income // heads,
        net_fen=max(0, income - household.rigid_fen) // heads,
    )


def circumstances_of(household: Household) -> frozenset[Circumstance]:
    """What of the household a rule may ask for beside income: told in the file, or seen from its people."""
    people = household.people
    children = any(kin.at_school and kin.relation is Relation.CHILD for kin in people)
    told = (
        (Circumstance.STILL_POOR, household.still_poor),
        (Circumstance.SCHOOLING, children),
        (Circumstance.DISABILITY, any(kin.disabled for kin in people)),
        (Circumstance.SINGLE_PARENT, household.single_parent),
        (Circumstance.SPECIAL, household.special),
        (Circumstance.MAJOR_ILLNESS, any(kin.gravely_ill for kin in people)),
        (Circumstance.ACCIDENT, household.accident),
        (Circumstance.DISASTER, household.disaster),
    )
    return frozenset([name for name, holds in told if holds])
