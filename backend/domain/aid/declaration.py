"""What a worker declares when applying for aid, part by part (AID-01, AID-08; the form of domain-facts 3.3).

Every part may be half filled and is kept as it was typed: a form on a telephone must not lose anything. What is missing
or wrong is found by `declared.py`, when the worker looks at the whole and when it is handed in. What identifies a
person, or tells of their health, stays out of `repr`.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Any, ClassVar

from annotated_types import Ge, Le, MaxLen

from backend.domain.aid.codes import (
    ContractTerm,
    Disability,
    EnterpriseState,
    Exclusion,
    HardshipCause,
    Housing,
    HousingArea,
    Illness,
    Livelihood,
    MedicalInsurance,
    Relation,
    SchoolStage,
    WorkerKind,
)
from backend.domain.aid.files import MOST_FAMILY
from backend.domain.aid.people import MOST_SCHOOL_YEARS
from backend.domain.identity import IdKind, Sex
from backend.domain.member.codes import HukouKind, Marriage
from backend.domain.money import Fen

Typed = Annotated[str, MaxLen(100)]
Number = Annotated[str, MaxLen(64)]
Place = Annotated[str, MaxLen(200)]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerSection:
    """The worker: at work, at home, where the money goes. Name, document number and nation come from the register, and
    so does the day on which work began, unless the worker gives another."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    worker_kind: WorkerKind | None = None
    livelihood: Livelihood | None = None
    unit: Typed = ""
    contract_term: ContractTerm | None = None
    contract_months: Annotated[int, Ge(0), Le(720)] | None = None
    enterprise_state: EnterpriseState | None = None
    marriage: Marriage | None = None
    hukou_kind: HukouKind | None = None
    work_started_on: date | None = None
    phone: Number = field(default="", repr=False)
    other_phone: Number = field(default="", repr=False)
    residence: Place = field(default="", repr=False)
    postcode: Number = field(default="", repr=False)
    bank: Typed = ""
    bank_card: Number = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """Somebody of the family. `income_fen` is what the person earns in a month; `unit` is where they work or learn."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    relation: Relation | None = None
    name: Typed = ""
    id_kind: IdKind = IdKind.RESIDENT
    id_number: Number = field(default="", repr=False)
    sex: Sex | None = None
    born_on: date | None = None
    married: bool = False
    livelihood: Livelihood | None = None
    unit: Typed = ""
    income_fen: Fen | None = None
    medical_insurance: MedicalInsurance | None = None
    illness: Illness = field(default=Illness.NONE, repr=False)
    disability: Disability | None = field(default=None, repr=False)
    disability_level: Annotated[int, Ge(1), Le(4)] | None = None
    school_stage: SchoolStage | None = None
    enrolled_in: Annotated[int, Ge(1990), Le(2100)] | None = None
    school_years: Annotated[int, Ge(1), Le(MOST_SCHOOL_YEARS)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeSection:
    """What the household lives on: `income_fen` is the worker's own of a month, the other amounts are those of a year."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    income_fen: Fen | None = None
    other_income_fen: Fen | None = None
    medical_fen: Fen | None = None
    disability_fen: Fen | None = None
    schooling_fen: Fen | None = None
    work_fen: Fen | None = None
    housing: Housing | None = None
    housing_area: HousingArea | None = None
    medical_insurance: MedicalInsurance | None = None
    nobody_works: bool = False
    self_help: bool = True
    exclusions: Annotated[Sequence[Exclusion], MaxLen(8)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HardshipSection:
    """Why the household is in hardship. Illness and disability are the worker's own; a relative's stand with the relative."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    main_cause: HardshipCause | None = None
    causes: Annotated[Sequence[HardshipCause], MaxLen(13)] = ()
    illness: Illness = field(default=Illness.NONE, repr=False)
    disability: Disability | None = field(default=None, repr=False)
    disability_level: Annotated[int, Ge(1), Le(4)] | None = None
    health_note: Annotated[str, MaxLen(500)] = field(default="", repr=False)
    single_parent: bool = False
    still_poor: bool = False
    accident: bool = False
    disaster: bool = False
    special: bool = False
    special_reason: Place = field(default="", repr=False)
    property_loss_fen: Fen | None = None
    story: Annotated[str, MaxLen(2000)] = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationSection:
    """What the worker stands for: that it is true, and that it may be compared with other registers (核对授权)."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    truthful: bool = False
    may_compare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """The whole declaration; a part that nobody has begun is None. `family` is empty for who lives alone."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    worker: WorkerSection | None = None
    family: Annotated[Sequence[Relative], MaxLen(MOST_FAMILY)] | None = None
    income: IncomeSection | None = None
    hardship: HardshipSection | None = None
    confirmation: ConfirmationSection | None = None


def with_sections(kept: Declaration, change: Declaration, given: Set[str]) -> Declaration:
    """The declaration with the parts `given` as they stand in `change`. Whatever else was said has to be confirmed anew."""
    changed = replace(kept, **{name: getattr(change, name) for name in given})
    if "confirmation" not in given and changed != kept:
        return replace(changed, confirmation=None)
    return changed
