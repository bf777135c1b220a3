"""The rules of aid are data: a line, ordered rules, exclusions, amounts, caps; in force from a day, for a subtree.

A union sets the parts that differ for it and inherits the others from the unions above it (`in_force`). What ships is
the four rules of AID-02…05 with the line of AID-06; the three national categories are one choice away.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from typing import Annotated, Any, ClassVar
from uuid import UUID

from annotated_types import Ge, Le, MaxLen, MinLen

from backend.domain.aid.codes import Circumstance, Exclusion, HardshipCategory, IncomeBasis, PolicyPart, WorkerKind
from backend.domain.money import Fen
from backend.domain.refusals import Invalid, at
from backend.domain.text import clean_text

LINE_FEN = 78_000
"""780 yuan a person and month (AID-06)."""
DEFAULT_SIZE = 3
"""AID-07."""
LOSS_FEN = 2_000_000
"""20,000 yuan (AID-05)."""
EACH_TIME_FEN, EACH_YEAR_FEN = 300_000, 600_000
"""3,000 yuan each time and 6,000 a person and year (domain-facts 3.3, Shandong 2019)."""
WHO_APPLIES = (WorkerKind.IN_SERVICE, WorkerKind.DISPATCHED, WorkerKind.MIGRANT)
"""AID-01."""
MOST_RULES = 12


class PolicyEmpty(Invalid):
    """Nothing in it differs from what is inherited."""

    code = "aid_policy_empty"
    zh = "没有设定任何一项。请至少设定一项与上级不同的内容，或不要新建。"
    en = "Nothing is set. Set at least one part that differs from what is inherited, or make no rule set."


class RuleAsksNothing(Invalid):
    """A rule without any condition would let everybody in."""

    code = "aid_rule_asks_nothing"
    zh = "这条规则没有收入、困难情形或损失的条件，任何家庭都会符合。请至少设一个条件。"
    en = "This rule asks for no income, circumstance or loss, so every household would meet it. Set a condition."


class NothingInAYear(Invalid):
    """A cap of nought would stop every case: an emptied field is no decision."""

    code = "aid_policy_no_year"
    zh = "全年上限不能为零，否则辖区内任何申请都不能办理。请填写金额，或不勾选“救助上限”、沿用上级规定。"
    en = "A cap of nought a year would stop every case below. Enter an amount, or leave the caps to what is inherited."


class NothingATime(Invalid):
    """A cap of nought each time would stop every case as well."""

    code = "aid_policy_no_time"
    zh = "每次上限不能为零，否则辖区内任何申请都不能办理。请填写金额，或不勾选“救助上限”、沿用上级规定。"
    en = "A cap of nought each time would stop every case below. Enter an amount, or leave the caps to what is inherited."


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeTest:
    """Income per head and month, held against the line times `percent`. `inclusive`: income equal to the limit passes."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    basis: IncomeBasis
    percent: Annotated[int, Ge(1), Le(1000)]
    inclusive: bool = True

    def limit_fen(self, line_fen: int) -> int:
        """The limit in whole fen; a fraction is dropped."""
        return line_fen * self.percent // 100


@dataclass(frozen=True, slots=True, kw_only=True)
class AidRule:
    """One way to be filed: everything that it asks for must hold.

    `circumstances`: one of them is enough. `loss_fen`: treatment paid by the household, or property lost, in the year;
    either reaches it.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    name: Annotated[str, MinLen(1), MaxLen(60)]
    category: HardshipCategory
    income: IncomeTest | None = None
    circumstances: Annotated[Sequence[Circumstance], MaxLen(8)] = ()
    loss_fen: Fen | None = None

    def __post_init__(self) -> None:
        with at("/name"):
            object.__setattr__(self, "name", clean_text(self.name))
        object.__setattr__(self, "circumstances", tuple(each for each in Circumstance if each in self.circumstances))
        if self.income is None and not self.circumstances and not self.loss_fen:
            raise RuleAsksNothing()


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyLine:
    """The line of subsistence aid, fen a person and month, and how many a household is that is not listed yet."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    line_fen: Annotated[int, Ge(1), Le(10**8)] = LINE_FEN
    default_size: Annotated[int, Ge(1), Le(20)] = DEFAULT_SIZE


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules in their order: the first that a household meets gives its category. And who may apply at all."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    rules: Annotated[Sequence[AidRule], MinLen(1), MaxLen(MOST_RULES)]
    applicants: Annotated[Sequence[WorkerKind], MinLen(1), MaxLen(8)] = WHO_APPLIES
    migrant_months: Annotated[int, Ge(0), Le(120)] = 0
    """How long a migrant worker must have had a contract of labour, and be a member; 0 asks for neither."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "rules", tuple(self.rules))
        object.__setattr__(self, "applicants", tuple(each for each in WorkerKind if each in self.applicants))


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """The most that is given: each time, and to a person in a year. Fen."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    each_time_fen: Fen = EACH_TIME_FEN
    each_year_fen: Fen = EACH_YEAR_FEN


Amounts = Mapping[HardshipCategory, Fen]
"""What a household of a category is given in a year, fen."""

FOUR_RULES = Rules(
    rules=(
        AidRule(
            name="人均收入在低保线 150% 以内",
            category=HardshipCategory.MARGINAL,
            income=IncomeTest(basis=IncomeBasis.GROSS, percent=150, inclusive=True),
            circumstances=(Circumstance.STILL_POOR,),
        ),
        AidRule(
            name="人均收入在低保线 200% 以内且有特殊原因",
            category=HardshipCategory.RELATIVE,
            income=IncomeTest(basis=IncomeBasis.GROSS, percent=200),
            circumstances=(
                *(Circumstance.SCHOOLING, Circumstance.DISABILITY),
                *(Circumstance.SINGLE_PARENT, Circumstance.SPECIAL),
            ),
        ),
        AidRule(
            name="重大疾病或意外伤害且人均收入在低保线 3 倍以内",
            category=HardshipCategory.ACCIDENT,
            income=IncomeTest(basis=IncomeBasis.GROSS, percent=300),
            circumstances=(Circumstance.MAJOR_ILLNESS, Circumstance.ACCIDENT),
        ),
        AidRule(
            name="重大疾病、意外或灾害，自付医疗费或财产损失 2 万元以上",
            category=HardshipCategory.ACCIDENT,
            circumstances=(Circumstance.MAJOR_ILLNESS, Circumstance.ACCIDENT, Circumstance.DISASTER),
            loss_fen=LOSS_FEN,
        ),
    ),
)
"""AID-02 to AID-05. That the first limit is included is not said there; it is read as the three others are."""

NATIONAL_RULES = Rules(
    rules=(
        AidRule(
            name="深度困难：扣除刚性支出后低于低保线",
            category=HardshipCategory.DEEP,
            income=IncomeTest(basis=IncomeBasis.NET, percent=100, inclusive=False),
        ),
        AidRule(
            name="相对困难：扣除刚性支出后在低保线 2 倍以内",
            category=HardshipCategory.RELATIVE,
            income=IncomeTest(basis=IncomeBasis.NET, percent=200),
        ),
        AidRule(
            name="意外致困：重大疾病、意外或灾害，补偿后仍困难",
            category=HardshipCategory.ACCIDENT,
            circumstances=(Circumstance.MAJOR_ILLNESS, Circumstance.ACCIDENT, Circumstance.DISASTER),
            loss_fen=LOSS_FEN,
        ),
    ),
    applicants=(*WHO_APPLIES, WorkerKind.NEW_EMPLOYMENT),
    migrant_months=12,
)
"""The three national categories (domain-facts 3.3)."""

NATIONAL_EXCLUSIONS = tuple(Exclusion)


@dataclass(frozen=True, slots=True, kw_only=True)
class AidPolicy:
    """A whole rule set, every part filled."""

    line: PolicyLine = PolicyLine()
    rules: Rules = FOUR_RULES
    exclusions: Sequence[Exclusion] = ()
    amounts: Amounts = field(default_factory=dict)
    caps: Caps = Caps()

    def amount_fen(self, category: HardshipCategory | None) -> int:
        """What a household of the category is given in a year, within the cap; nothing without a category."""
        if category is None:
            return 0
        return min(self.amounts.get(category, 0), self.caps.each_year_fen)


DEFAULT_POLICY = AidPolicy()
"""What holds where nobody has set anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AidPolicyDraft:
    """The parts of a rule set that a union sets for its subtree from a day on; a part that is null is inherited."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    organization_id: UUID
    effective_on: date
    document_number: Annotated[str, MaxLen(60)] = ""
    line: PolicyLine | None = None
    rules: Rules | None = None
    exclusions: Annotated[Sequence[Exclusion], MaxLen(8)] | None = None
    amounts: dict[HardshipCategory, Fen] | None = None
    caps: Caps | None = None

    def __post_init__(self) -> None:
        with at("/document_number"):
            object.__setattr__(self, "document_number", clean_text(self.document_number))
        if not parts_of(self):
            raise PolicyEmpty(pointer="/line")
        if self.caps is not None and self.caps.each_time_fen == 0:
            raise NothingATime(pointer="/caps/each_time_fen")
        if self.caps is not None and self.caps.each_year_fen == 0:
            raise NothingInAYear(pointer="/caps/each_year_fen")


def parts_of(draft: Any) -> dict[PolicyPart, Any]:
    """The parts that a draft, or a layer, sets itself."""
    return {part: value for part in PolicyPart if (value := getattr(draft, part.value)) is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """What one union set for its subtree from a day on."""

    organization_id: UUID | None
    organization_name: str
    effective_on: date
    low: int
    high: int
    parts: Mapping[PolicyPart, Any]


def in_force(layers: Iterable[Layer], *, place: int, on: date) -> tuple[AidPolicy, Mapping[PolicyPart, Layer]]:
    """The rule set that holds at a place on a day, and the layer that each part comes from (absent: it ships with us).

    Each part is the nearest union's that has set it by that day, its latest.
    """
    above = [layer for layer in layers if layer.low <= place <= layer.high and layer.effective_on <= on]
    # From the widest to the nearest, and within a union by day: what comes later overrides.
    above.sort(key=lambda layer: (layer.low - layer.high, layer.effective_on))
    found: dict[PolicyPart, Layer] = {part: layer for layer in above for part in layer.parts}
    values = {part.value: layer.parts[part] for part, layer in found.items()}
    return AidPolicy(**values), found


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What the rules that hold at a place on a day say of money, and who set that: by category, and at most each time
    and in a year.

    Fen. A layer is null where nobody has set that part and it ships with us (issue 4 section 2).
    """

    amounts: Amounts
    amounts_by: Layer | None
    each_time_fen: int
    each_year_fen: int
    caps_by: Layer | None


def allowance(layers: Iterable[Layer], *, place: int, on: date) -> Allowance:
    """What the rules say of money at a place on a day."""
    policy, origins = in_force(layers, place=place, on=on)
    return Allowance(
        amounts=policy.amounts,
        amounts_by=origins.get(PolicyPart.AMOUNTS),
        each_time_fen=policy.caps.each_time_fen,
        each_year_fen=policy.caps.each_year_fen,
        caps_by=origins.get(PolicyPart.CAPS),
    )


def origin(layer: Layer | None) -> dict[str, str]:
    """Whose rules these are, as a sentence names them: `rules_zh`, `rules_en`."""
    if layer is None:
        return {"rules_zh": "系统预设的救助政策", "rules_en": "the aid policy that ships with the system"}
    union, on = layer.organization_name, layer.effective_on.isoformat()
    return {
        "rules_zh": f"{union}自 {on} 起执行的救助政策",
        "rules_en": f"the aid policy of {union}, in force since {on}",
    }


def plain(part: Any) -> Any:
    """A part as JSON keeps it."""
    if isinstance(part, Mapping):
        return {str(key): value for key, value in part.items()}
    if isinstance(part, (list, tuple, frozenset)):
        return [plain(each) for each in part]
    if is_dataclass(part):
        return {each.name: plain(getattr(part, each.name)) for each in fields(part)}
    return str(part) if isinstance(part, str) else part


def part_from(part: PolicyPart, kept: Any) -> Any:
    """What `plain` was given."""
    if part is PolicyPart.LINE:
        return PolicyLine(**kept)
    if part is PolicyPart.CAPS:
        # A field left empty was kept as nought while the cap each time bound nobody: it stood for none of its own.
        return Caps(**kept | {"each_time_fen": kept["each_time_fen"] or kept["each_year_fen"]})
    if part is PolicyPart.EXCLUSIONS:
        return tuple(Exclusion(each) for each in kept)
    if part is PolicyPart.AMOUNTS:
        return {HardshipCategory(name): fen for name, fen in kept.items()}
    return Rules(
        rules=tuple(_rule_from(each) for each in kept["rules"]),
        applicants=tuple(WorkerKind(each) for each in kept["applicants"]),
        migrant_months=kept["migrant_months"],
    )


def _rule_from(kept: Mapping[str, Any]) -> AidRule:
    income = kept["income"]
    return AidRule(
        name=kept["name"],
        category=HardshipCategory(kept["category"]),
        income=None if income is None else IncomeTest(**income | {"basis": IncomeBasis(income["basis"])}),
        circumstances=tuple(Circumstance(each) for each in kept["circumstances"]),
        loss_fen=kept["loss_fen"],
    )
