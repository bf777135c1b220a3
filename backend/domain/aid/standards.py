"""What a programme gives: one amount for everybody, by category, by the school of the children, by kind of person.

Above it stand the rules of aid that hold for the union: their amount for a category counts where the programme has none
of its own, and what they give at most each time and in a year binds every programme (issue 4 sections 2 and 4).

AID-16: 300 yuan to veteran cadres and their survivors, 200 to the retired. Domain-facts 3.3: 5,000 yuan a student in
higher and 3,000 in senior school. An amount is always told with the reckoning behind it, in a sentence.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from backend.domain.aid.case_codes import PersonKind, StandardBasis
from backend.domain.aid.codes import HardshipCategory, SchoolStage
from backend.domain.aid.policy import Allowance, origin
from backend.domain.codes import Code
from backend.domain.member.codes import MemberKind, ModelWorker
from backend.domain.money import Fen, yuan
from backend.domain.refusals import Conflict, Invalid

EVERYBODY = "everybody"
_KEYS: Mapping[StandardBasis, type[Code] | None] = {
    StandardBasis.EVERYBODY: None,
    StandardBasis.CATEGORY: HardshipCategory,
    StandardBasis.SCHOOL: SchoolStage,
    StandardBasis.PERSON: PersonKind,
}


class StandardUnknown(Invalid):
    """An amount for something that this basis does not have. Fact: `key`."""

    code = "aid_standard_unknown"
    zh = "标准里有一项不属于所选的计发方式。请只填写列出的各项。"
    en = "One amount does not belong to the chosen basis. Fill in those that are listed only."


class StandardUnfit(Invalid):
    """By category or school needs a household file; by kind of person needs a member."""

    code = "aid_standard_unfit"
    zh = "这类项目不能按“{basis_zh}”计发。看困难情况的按困难类别、就学阶段或统一标准，不看的按人员类别或统一标准。"
    en = "This kind of programme cannot give by “{basis_en}”. With a means test it is by category, school or alike for all; without, by kind of person or alike for all."


class OverEachTime(Conflict):
    """More than the programme gives at once. Facts in fen and in yuan."""

    code = "aid_cap_each_time"
    zh = "金额 {asked} 元超过每次上限 {cap} 元。请改为不超过上限的金额。"
    en = "{asked} yuan is more than the {cap} given at once. Take an amount within it."


class OverEachYear(Conflict):
    """More than a household or person is given in a year, over all programmes."""

    code = "aid_cap_each_year"
    zh = "本年度各项目已给予 {given} 元，再加 {asked} 元超过全年上限 {cap} 元。最多还可给予 {left} 元。"
    en = "{given} yuan were given this year over all programmes; {asked} more would pass the {cap} of a year. At most {left} can still be given."


class OverPolicyTime(Conflict):
    """More at once than the rules of aid allow that hold for the union. Amounts in yuan."""

    code = "aid_cap_policy_time"
    zh = "金额 {asked} 元超过{rules_zh}规定的每次上限 {cap} 元。请改为不超过上限的金额。"
    en = "{asked} yuan is more than the {cap} given at once by {rules_en}. Take an amount within it."


class OverPolicyYear(Conflict):
    """More in a year, over all programmes, than the rules of aid allow that hold for the union. Amounts in yuan."""

    code = "aid_cap_policy_year"
    zh = "本年度各项目已给予 {given} 元，再加 {asked} 元超过{rules_zh}规定的全年上限 {cap} 元。最多还可给予 {left} 元。"
    en = "{given} yuan were given this year over all programmes; {asked} more would pass the {cap} of a year by {rules_en}. At most {left} can still be given."


@dataclass(frozen=True, slots=True, kw_only=True)
class Standards:
    """Amounts in fen by what the basis names. A category that is not named gets what the rules of aid say, everything
    else that is not named gets nothing by the standard; nought is an amount."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    basis: StandardBasis = StandardBasis.EVERYBODY
    amounts: dict[str, Fen] = field(default_factory=dict)

    def __post_init__(self) -> None:
        codes = _KEYS[self.basis]
        known = {EVERYBODY} if codes is None else {each.value for each in codes}
        if not set(self.amounts) <= known:
            raise StandardUnknown(pointer="/amounts")

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {"basis": str(self.basis), "amounts": dict(self.amounts)}


def standards_from(kept: Mapping[str, Any]) -> Standards:
    """What `plain` was given."""
    if not kept:
        return Standards()
    return Standards(basis=StandardBasis(kept["basis"]), amounts=dict(kept["amounts"]))


def require_fitting(standards: Standards, *, means_tested: bool) -> None:
    """Raises `StandardUnfit`."""
    fits = standards.basis is StandardBasis.EVERYBODY or (standards.basis is StandardBasis.PERSON) != means_tested
    if not fits:
        raise StandardUnfit(pointer="/standards/basis", basis_zh=standards.basis.zh, basis_en=standards.basis.en)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """What a standard asks about who is given something."""

    category: HardshipCategory | None = None
    schools: Sequence[SchoolStage] = ()
    kinds: Collection[PersonKind] = ()


def person_kinds(kind: MemberKind, model: ModelWorker) -> frozenset[PersonKind]:
    """Under which kinds of person a member may be given something; whoever works may be on duty at a holiday."""
    found = {PersonKind.ON_DUTY} if kind not in (MemberKind.RETIRED, MemberKind.RETIRED_CADRE) else set()
    if kind is MemberKind.RETIRED:
        found.add(PersonKind.RETIRED)
    if kind is MemberKind.RETIRED_CADRE:
        found.add(PersonKind.RETIRED_CADRE)
    if model is not ModelWorker.NONE:
        found.add(PersonKind(f"model_{model.value}"))
    return frozenset(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """An amount in fen and how it came about: for each part how many times which amount."""

    fen: int
    parts: Sequence[tuple[Code | None, int, int]]
    rules: Mapping[str, str] | None = None
    """Whose rules of aid the amount is, where it is not the programme's own."""

    def sentence(self, language: str = "zh") -> str:
        """`本科 1 人 × 5,000.00 元 + 高中、中职 1 人 × 3,000.00 元 = 8,000.00 元`."""
        english = language == "en"
        if not self.parts:
            return (
                "The standard names no amount for this case."
                if english
                else "标准里没有适用于这件申请的金额，请按实际填写。"
            )
        said = [_part(each, english, many=len(self.parts) > 1 or each[1] > 1) for each in self.parts]
        total = f"{yuan(self.fen)} yuan" if english else f"{yuan(self.fen)} 元"
        if self.rules is not None:
            rules = self.rules["rules_en" if english else "rules_zh"]
            return f"By {rules}: {said[0]}." if english else f"按{rules}：{said[0]}。"
        if len(said) == 1 and self.parts[0][1] == 1:
            return f"By the standard: {said[0]}." if english else f"按标准：{said[0]}。"
        joined = " + ".join(said)
        return f"By the standard: {joined} = {total}." if english else f"按标准：{joined} = {total}。"


def _part(part: tuple[Code | None, int, int], english: bool, *, many: bool) -> str:
    code, count, each = part
    label = ("alike for all" if english else "统一标准") if code is None else (code.en if english else code.zh)
    amount = f"{yuan(each)} yuan" if english else f"{yuan(each)} 元"
    if not many:
        return f"{label} {amount}"
    return f"{label} {count} × {amount}" if english else f"{label} {count} 人 × {amount}"


def reckon(standards: Standards, recipient: Recipient, allowance: Allowance | None = None) -> Reckoning:
    """What the standard gives: each pupil or student for themselves; of several kinds of person the best.

    By category, where the programme says nothing of one, what the rules of aid say of it (issue 4 section 2).
    """
    amounts = standards.amounts
    rules: Mapping[str, str] | None = None
    parts: list[tuple[Code | None, int, int]]
    match standards.basis:
        case StandardBasis.EVERYBODY:
            parts = [(None, 1, amounts[EVERYBODY])] if amounts.get(EVERYBODY) else []
        case StandardBasis.CATEGORY:
            category = recipient.category
            if category is not None and category not in amounts and allowance is not None:
                amounts, rules = (
                    {str(each): fen for each, fen in allowance.amounts.items()},
                    origin(allowance.amounts_by),
                )
            parts = [(category, 1, amounts[category])] if category is not None and amounts.get(category) else []
        case StandardBasis.SCHOOL:
            counted = Counter(stage for stage in recipient.schools if amounts.get(stage))
            parts = [(stage, counted[stage], amounts[stage]) for stage in reversed(SchoolStage) if counted[stage]]
        case StandardBasis.PERSON:
            fitting = [(kind, 1, amounts[kind]) for kind in PersonKind if kind in recipient.kinds and amounts.get(kind)]
            parts = [max(fitting, key=lambda each: each[2])] if fitting else []
    return Reckoning(
        fen=sum(count * each for _code, count, each in parts), parts=tuple(parts), rules=rules if parts else None
    )


def over_caps(
    amount_fen: int, *, each_time_fen: int | None, each_year_fen: int | None, given_fen: int
) -> list[OverEachTime | OverEachYear]:
    """Which caps an amount passes, beside `given_fen` that was given in the year over all programmes."""
    found: list[OverEachTime | OverEachYear] = []
    if each_time_fen is not None and amount_fen > each_time_fen:
        found.append(OverEachTime(asked=yuan(amount_fen), cap=yuan(each_time_fen)))
    if each_year_fen is not None and amount_fen + given_fen > each_year_fen:
        left = max(0, each_year_fen - given_fen)
        facts = {"given": yuan(given_fen), "asked": yuan(amount_fen), "cap": yuan(each_year_fen), "left": yuan(left)}
        found.append(OverEachYear(**facts))
    return found


def over_policy_time(amount_fen: int, allowance: Allowance) -> list[OverPolicyTime]:
    """Whether an amount passes what the rules of aid give at once (domain-facts 3.3: 3,000 yuan, unless set otherwise)."""
    cap_fen = allowance.each_time_fen
    if amount_fen <= cap_fen:
        return []
    return [OverPolicyTime(asked=yuan(amount_fen), cap=yuan(cap_fen), **origin(allowance.caps_by))]


def over_policy_year(amount_fen: int, allowance: Allowance, *, given_fen: int) -> list[OverPolicyYear]:
    """Whether an amount passes what the rules of aid give in a year, beside `given_fen` over all programmes.

    Issue 4 section 2 (caps per person and year); domain-facts 3.3 (6,000 yuan, where nobody has set another).
    """
    cap_fen = allowance.each_year_fen
    if amount_fen + given_fen <= cap_fen:
        return []
    amounts = {"given": given_fen, "asked": amount_fen, "cap": cap_fen, "left": max(0, cap_fen - given_fen)}
    return [OverPolicyYear(**{name: yuan(fen) for name, fen in amounts.items()}, **origin(allowance.caps_by))]


OverCap = OverEachTime | OverPolicyTime | OverEachYear | OverPolicyYear


def over_all(
    amount_fen: int, *, each_time_fen: int | None, each_year_fen: int | None, allowance: Allowance, given_fen: int
) -> list[OverCap]:
    """Which caps of the programme and of the rules of aid an amount passes: of the two each time, and of the two of a
    year, the one reached first."""
    own_time = each_time_fen if each_time_fen == least_of_time(each_time_fen, allowance) else None
    own_year = each_year_fen if each_year_fen == least_of_year(each_year_fen, allowance) else None
    own = over_caps(amount_fen, each_time_fen=own_time, each_year_fen=own_year, given_fen=given_fen)
    found: list[OverCap] = [] if own_time is not None else [*over_policy_time(amount_fen, allowance)]
    found += own
    return found if own_year is not None else [*found, *over_policy_year(amount_fen, allowance, given_fen=given_fen)]


def least_of_time(each_time_fen: int | None, allowance: Allowance) -> int:
    """The cap each time that is reached first: the programme's, or that of the rules of aid."""
    return allowance.each_time_fen if each_time_fen is None else min(each_time_fen, allowance.each_time_fen)


def least_of_year(each_year_fen: int | None, allowance: Allowance) -> int:
    """The cap of a year that is reached first: the programme's, or that of the rules of aid."""
    return allowance.each_year_fen if each_year_fen is None else min(each_year_fen, allowance.each_year_fen)


def prefilled(amount_fen: int, program: Any, allowance: Allowance, *, given_fen: int) -> int:
    """What a case begins with of an amount by the standard, beside `given_fen` of the year.

    The rules of aid cut it each time only where the programme stops there: a year at university is worth what its
    programme says of it, and whoever decides sees the warning.
    """
    most = least_of_time(program.each_time_fen, allowance) if program.caps_stop else program.each_time_fen
    year_fen = least_of_year(program.each_year_fen, allowance)
    return within_caps(amount_fen, each_time_fen=most, each_year_fen=year_fen, given_fen=given_fen)


def within_caps(amount_fen: int, *, each_time_fen: int | None, each_year_fen: int | None, given_fen: int) -> int:
    """The most of an amount that the caps leave."""
    most = amount_fen if each_time_fen is None else min(amount_fen, each_time_fen)
    return most if each_year_fen is None else max(0, min(most, each_year_fen - given_fen))
