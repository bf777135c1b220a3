"""A declaration on the wire, part by part: the worker reads it whole, an officer with what identifies somebody masked."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from pydantic import Field

from backend.api.wire import Out
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
from backend.domain.aid.declaration import Declaration
from backend.domain.identity import IdKind, Sex, mask_id_number
from backend.domain.mask import HARDSHIP_MASKS
from backend.domain.member.codes import HukouKind, Marriage
from backend.domain.text import squeeze


class WorkerSectionOut(Out):
    """The worker."""

    worker_kind: WorkerKind | None
    livelihood: Livelihood | None
    unit: str
    contract_term: ContractTerm | None
    contract_months: int | None
    enterprise_state: EnterpriseState | None
    marriage: Marriage | None
    hukou_kind: HukouKind | None
    work_started_on: date | None
    phone: str = Field(description="工会工作人员只看到掩码 Masked for officers")
    other_phone: str = Field(description="工会工作人员只看到掩码 Masked for officers")
    residence: str = Field(description="工会工作人员只看到掩码 Masked for officers")
    postcode: str = Field(description="工会工作人员只看到掩码 Masked for officers")
    bank: str
    bank_card: str = Field(description="工会工作人员只看到掩码 Masked for officers")


class RelativeOut(Out):
    """Somebody of the family. Health and income are null for those who may not see them."""

    relation: Relation | None
    name: str
    id_kind: IdKind
    id_number: str = Field(description="工会工作人员只看到掩码 Masked for officers")
    sex: Sex | None
    born_on: date | None
    married: bool
    livelihood: Livelihood | None
    unit: str
    income_fen: int | None
    medical_insurance: MedicalInsurance | None
    illness: Illness | None
    disability: Disability | None
    disability_level: int | None
    school_stage: SchoolStage | None
    enrolled_in: int | None
    school_years: int | None


class IncomeSectionOut(Out):
    """What the household lives on. Amounts are null for those who may not see them."""

    income_fen: int | None
    other_income_fen: int | None
    medical_fen: int | None
    disability_fen: int | None
    schooling_fen: int | None
    work_fen: int | None
    housing: Housing | None
    housing_area: HousingArea | None
    medical_insurance: MedicalInsurance | None
    nobody_works: bool
    self_help: bool
    exclusions: list[Exclusion]


class HardshipSectionOut(Out):
    """Why it is in hardship. What tells of health is null for those who may not see it."""

    main_cause: HardshipCause | None
    causes: list[HardshipCause]
    illness: Illness | None
    disability: Disability | None
    disability_level: int | None
    health_note: str | None
    single_parent: bool
    still_poor: bool
    accident: bool | None
    disaster: bool | None
    special: bool
    special_reason: str | None
    property_loss_fen: int | None
    story: str | None


class ConfirmationSectionOut(Out):
    """What the worker stands for."""

    truthful: bool
    may_compare: bool


class DeclarationOut(Out):
    """The whole; a part that nobody has begun is null."""

    worker: WorkerSectionOut | None
    family: list[RelativeOut] | None
    income: IncomeSectionOut | None
    hardship: HardshipSectionOut | None
    confirmation: ConfirmationSectionOut | None


_HEALTH: Final = ("illness", "disability", "disability_level")
_CLOSED: Final[Mapping[str, tuple[str, ...]]] = {
    "family": ("income_fen", *_HEALTH),
    "income": ("income_fen", "other_income_fen", "medical_fen", "disability_fen", "schooling_fen", "work_fen"),
    "hardship": (*_HEALTH, "health_note", "accident", "disaster", "special_reason", "property_loss_fen", "story"),
}
"""What is shown with `aid:see` only."""


def whole(declaration: Declaration) -> dict[str, Any]:
    """For the worker: as it was typed."""
    return asdict(declaration)


def shown(declaration: Declaration, *, health: bool) -> dict[str, Any]:
    """For an officer: numbers, address and card masked; health and amounts for those only who may see them."""
    plain = asdict(declaration)
    if plain["worker"] is not None:
        for name, mask in HARDSHIP_MASKS.items():
            said = plain["worker"][name]
            # It was kept as it was typed: spaces between the digits would push them past the mask.
            plain["worker"][name] = mask(said if name == "residence" else squeeze(said)) if said else ""
    for relative in plain["family"] or ():
        relative["id_number"] = mask_id_number(squeeze(relative["id_number"])) if relative["id_number"] else ""
    if health:
        return plain
    for section, names in _CLOSED.items():
        parts = plain[section] if section == "family" else [plain[section]]
        for part in parts or ():
            if part is not None:
                part.update(dict.fromkeys(names))
    return plain
