"""What a programme gives: one amount for everybody, by category, by the school of the children, by kind of person.

AID-16: 300 yuan to veteran cadres and their survivors, 200 to the retired. Domain-facts 3.3: 5,000 yuan a student in
higher and 3,000 in senior school. An amount is always told with the reckoning behind it, in a sentence.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from backend.domain.aid.case_codes import PersonKind, StandardBasis
from backend.domain.aid.codes import HardshipCategory, SchoolStage
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Standards:
    """Amounts in fen by what the basis names; what is not named gets nothing by the standard."""

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


def reckon(standards: Standards, recipient: Recipient) -> Reckoning:
    """What the standard gives: each pupil or student for themselves; of several kinds of person the best."""
    amounts = standards.amounts
    parts: list[tuple[Code | None, int, int]]
    match standards.basis:
        case StandardBasis.EVERYBODY:
            parts = [(None, 1, amounts[EVERYBODY])] if amounts.get(EVERYBODY) else []
        case StandardBasis.CATEGORY:
            category = recipient.category
            parts = [(category, 1, amounts[category])] if category is not None and amounts.get(category) else []
        case StandardBasis.SCHOOL:
            counted = Counter(stage for stage in recipient.schools if amounts.get(stage))
            parts = [(stage, counted[stage], amounts[stage]) for stage in reversed(SchoolStage) if counted[stage]]
        case StandardBasis.PERSON:
            fitting = [(kind, 1, amounts[kind]) for kind in PersonKind if kind in recipient.kinds and amounts.get(kind)]
            parts = [max(fitting, key=lambda each: each[2])] if fitting else []
    return Reckoning(fen=sum(count * each for _code, count, each in parts), parts=tuple(parts))


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


def within_caps(amount_fen: int, *, each_time_fen: int | None, each_year_fen: int | None, given_fen: int) -> int:
    """The most of an amount that the caps leave."""
    most = amount_fen if each_time_fen is None else min(amount_fen, each_time_fen)
    return most if each_year_fen is None else max(0, min(most, each_year_fen - given_fen))
