"""The household file as it is asked for (困难职工档案表, domain-facts 3.3): the worker, the family, what they live on.

Making a draft normalises and checks everything that needs no clock; `require_plausible` asks what needs the day. Every
refusal points at the field at fault. What identifies a person or tells of their health stays out of `repr`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Annotated, Any, ClassVar
from uuid import UUID

from annotated_types import Ge, Le, MaxLen, MinLen

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
from backend.domain.aid.household import Household, Kin
from backend.domain.identity import (
    IdKind,
    Sex,
    normalise_id_number,
    normalise_phone,
    read_id_number,
    require_birth_date,
)
from backend.domain.member.codes import HukouKind, Marriage, ModelWorker, Politics
from backend.domain.member.names import normalise_name
from backend.domain.member.rules import BankCardInvalid, FactContradictsDocument
from backend.domain.money import Fen
from backend.domain.refusals import Invalid, at
from backend.domain.text import clean_lines, clean_text, squeeze

MOST_FAMILY = 20

Line = Annotated[str, MaxLen(100)]
Address = Annotated[str, MaxLen(200)]
Secret = Annotated[str, MaxLen(500)]


class WorkerNeeded(Invalid):
    """The first person of a file is the worker."""

    code = "household_worker_relation"
    zh = "申请人栏只能填写职工本人，家庭成员不能再选“本人”。请改正与职工的关系。"
    en = "The applicant is the worker, and nobody of the family is. Correct the relation."


class WorkerNumberMissing(Invalid):
    """Without it nobody could tell whether the person stands in another file."""

    code = "household_worker_number_missing"
    zh = "请填写职工本人的证件号码：困难职工实行实名建档。"
    en = "Give the worker's document number: files are kept under real names."


class TwoSpouses(Invalid):
    """One at most."""

    code = "household_two_spouses"
    zh = "家庭成员中有两位配偶。请核对与职工的关系。"
    en = "Two spouses are listed. Check how each is related to the worker."


class PersonTwice(Invalid):
    """The same document number stands twice in the file."""

    code = "household_person_twice"
    zh = "同一个证件号码在这份档案里填了两次。请核对家庭成员。"
    en = "The same document number is given twice in this file. Check the family."


class MarriageContradicts(Invalid):
    """Single, with a spouse."""

    code = "household_marriage_contradicts"
    zh = "职工的婚姻状况与家庭成员中的配偶不一致。请核对其中一项。"
    en = "The worker's marriage does not go with the spouse that is listed. Check one of the two."


class LevelAlone(Invalid):
    """The level of a disability without its kind, or the other way round."""

    code = "household_disability_half"
    zh = "残疾类别和残疾等级要一起填写。请对照残疾证补全。"
    en = "Kind and level of a disability go together. Complete them from the certificate."


class SpecialUnexplained(Invalid):
    """A rule lets such households in, so it must be said what it is."""

    code = "household_special_unexplained"
    zh = "选择了“其他特殊原因”，请写明是什么原因。"
    en = "“Another special reason” is chosen: say what it is."


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDraft:
    """One person of a file. `id` names one that is in the file already; its number and notes stay when they are null.

    `income_fen` is what the person earns in a month; `unit` is where they work or learn.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    id: UUID | None = None
    relation: Relation
    name: Annotated[str, MinLen(1), MaxLen(100)]
    id_kind: IdKind = IdKind.RESIDENT
    id_number: Annotated[str, MaxLen(64)] | None = field(default=None, repr=False)
    sex: Sex | None = None
    born_on: date | None = None
    politics: Politics | None = None
    married: bool = False
    livelihood: Livelihood | None = None
    unit: Line = ""
    income_fen: Fen = 0
    medical_insurance: MedicalInsurance | None = None
    illness: Illness = field(default=Illness.NONE, repr=False)
    health_note: Secret | None = field(default=None, repr=False)
    disability: Disability | None = field(default=None, repr=False)
    disability_level: Annotated[int, Ge(1), Le(4)] | None = None
    school_stage: SchoolStage | None = None
    enrolled_in: Annotated[int, Ge(1990), Le(2100)] | None = None

    def __post_init__(self) -> None:
        with at("/name"):
            self._set("name", normalise_name(self.name))
        with at("/unit"):
            self._set("unit", clean_text(self.unit))
        with at("/health_note"):
            self._set("health_note", clean_lines(self.health_note or "") or None)
        if (self.disability is None) is not (self.disability_level is None):
            raise LevelAlone(pointer="/disability_level")
        if self.id_number is not None and not self.id_number.strip():
            self._set("id_number", None)
        if self.id_number is not None:
            self._take_from_document()

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    def _take_from_document(self) -> None:
        with at("/id_number"):
            self._set("id_number", normalise_id_number(self.id_number or ""))
            says = read_id_number(self.id_number or "", self.id_kind)
        for name in ("sex", "born_on"):
            told, said = getattr(says, name), getattr(self, name)
            with at(f"/{name}"):
                if None not in (told, said) and told != said:
                    raise FactContradictsDocument()
            self._set(name, told or said)

    @property
    def kin(self) -> Kin:
        """The person as a rule sees them."""
        return Kin(
            relation=self.relation,
            married=self.married,
            income_fen=self.income_fen,
            at_school=self.school_stage is not None or self.livelihood is Livelihood.PUPIL,
            disabled=self.disability is not None,
            gravely_ill=self.illness.major,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdDraft:
    """A whole file as asked for.

    `other_income_fen` and the expenses are those of a year; `medical_fen` is what the household paid itself. Expenses
    that no source lists apart are left out by the officer, not by the rule.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    organization_id: UUID
    member_id: UUID | None = None
    worker: PersonDraft
    family: Annotated[Sequence[PersonDraft], MaxLen(MOST_FAMILY)] = ()
    worker_kind: WorkerKind = WorkerKind.IN_SERVICE
    marriage: Marriage | None = None
    contract_term: ContractTerm | None = None
    contract_months: Annotated[int, Ge(0), Le(720)] | None = None
    union_member: bool = True
    model_worker: ModelWorker = ModelWorker.NONE
    hukou_kind: HukouKind | None = None
    enterprise_state: EnterpriseState | None = None
    phone: Annotated[str, MaxLen(64)] | None = field(default=None, repr=False)
    residence: Address | None = field(default=None, repr=False)
    single_parent: bool = False
    nobody_works: bool = False
    self_help: bool = True
    housing: Housing | None = None
    housing_area: HousingArea | None = None
    exclusions: Annotated[Sequence[Exclusion], MaxLen(8)] = ()
    other_income_fen: Fen = 0
    medical_fen: Fen = 0
    disability_fen: Fen = 0
    schooling_fen: Fen = 0
    work_fen: Fen = 0
    property_loss_fen: Fen = 0
    still_poor: bool = False
    accident: bool = False
    disaster: bool = False
    special: bool = False
    special_reason: Address = field(default="", repr=False)
    main_cause: HardshipCause
    causes: Annotated[Sequence[HardshipCause], MaxLen(13)] = ()
    bank: Line = ""
    bank_card: Annotated[str, MaxLen(64)] | None = field(default=None, repr=False)
    notes: Annotated[str, MaxLen(2000)] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        for name, mend in (
            ("residence", clean_text),
            ("special_reason", clean_text),
            ("bank", clean_text),
            ("phone", normalise_phone),
            ("bank_card", _card),
            ("notes", clean_lines),
        ):
            self._mend(name, mend)
        self._set("causes", tuple(each for each in HardshipCause if each in self.causes and each != self.main_cause))
        self._set("exclusions", tuple(each for each in Exclusion if each in self.exclusions))
        self._set("family", tuple(self.family))
        if self.special and not self.special_reason:
            raise SpecialUnexplained(pointer="/special_reason")
        self._require_people()

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    def _mend(self, name: str, mend: Any) -> None:
        value = getattr(self, name)
        empty = "" if name in ("special_reason", "bank") else None
        if value is None or not value.strip():
            self._set(name, empty)
            return
        with at(f"/{name}"):
            self._set(name, mend(value) or empty)

    def _require_people(self) -> None:
        if self.worker.relation is not Relation.SELF:
            raise WorkerNeeded(pointer="/worker/relation")
        numbers = set() if self.worker.id_number is None else {self.worker.id_number}
        spouses = 0
        for place, person in enumerate(self.family):
            with at(f"/family/{place}/relation"):
                if person.relation is Relation.SELF:
                    raise WorkerNeeded()
                spouses += person.relation is Relation.SPOUSE
                if spouses > 1:
                    raise TwoSpouses()
            if person.id_number is not None:
                with at(f"/family/{place}/id_number"):
                    if person.id_number in numbers:
                        raise PersonTwice()
                numbers.add(person.id_number)
        with at("/marriage"):
            if spouses and self.marriage not in (None, Marriage.MARRIED):
                raise MarriageContradicts()

    @property
    def people(self) -> tuple[PersonDraft, ...]:
        """Everybody of the file, the worker first."""
        return (self.worker, *self.family)

    @property
    def household(self) -> Household:
        """The household as a rule sees it."""
        return Household(
            people=tuple(person.kin for person in self.people),
            exclusions=frozenset(self.exclusions),
            **{name: getattr(self, name) for name in JUDGED},
        )


JUDGED = tuple(each.name for each in fields(Household) if each.name not in ("people", "exclusions"))
"""The fields of a file that a rule looks at, under the same names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdChange:
    """New values of a file; what is absent stays, null empties. `family` is the whole family as it shall be.

    A person with an `id` is one of the file; their number and health note stay when they are null.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    worker: PersonDraft | None = None
    family: Annotated[Sequence[PersonDraft], MaxLen(MOST_FAMILY)] | None = None
    worker_kind: WorkerKind | None = None
    marriage: Marriage | None = None
    contract_term: ContractTerm | None = None
    contract_months: Annotated[int, Ge(0), Le(720)] | None = None
    union_member: bool | None = None
    model_worker: ModelWorker | None = None
    hukou_kind: HukouKind | None = None
    enterprise_state: EnterpriseState | None = None
    phone: Annotated[str, MaxLen(64)] | None = field(default=None, repr=False)
    residence: Address | None = field(default=None, repr=False)
    single_parent: bool | None = None
    nobody_works: bool | None = None
    self_help: bool | None = None
    housing: Housing | None = None
    housing_area: HousingArea | None = None
    exclusions: Annotated[Sequence[Exclusion], MaxLen(8)] | None = None
    other_income_fen: Fen | None = None
    medical_fen: Fen | None = None
    disability_fen: Fen | None = None
    schooling_fen: Fen | None = None
    work_fen: Fen | None = None
    property_loss_fen: Fen | None = None
    still_poor: bool | None = None
    accident: bool | None = None
    disaster: bool | None = None
    special: bool | None = None
    special_reason: Address | None = field(default=None, repr=False)
    main_cause: HardshipCause | None = None
    causes: Annotated[Sequence[HardshipCause], MaxLen(13)] | None = None
    bank: Line | None = None
    bank_card: Annotated[str, MaxLen(64)] | None = field(default=None, repr=False)
    notes: Annotated[str, MaxLen(2000)] | None = field(default=None, repr=False)


NULLABLE = frozenset(
    {
        *("marriage", "contract_term", "contract_months", "hukou_kind", "enterprise_state", "phone", "residence"),
        *("housing", "housing_area", "bank_card", "notes"),
    }
)
"""What of a file may be empty."""


def require_plausible(draft: HouseholdDraft, on: date) -> None:
    """What only the day can tell, and that the worker has a number. Raises `IdNumberBirthDate`, `WorkerNumberMissing`."""
    if draft.worker.id_number is None:
        raise WorkerNumberMissing(pointer="/worker/id_number")
    for pointer, person in _pointed(draft):
        with at(f"{pointer}/born_on" if person.id_number is None else f"{pointer}/id_number"):
            if person.born_on is not None:
                require_birth_date(person.born_on, on)


def _pointed(draft: HouseholdDraft) -> Iterator[tuple[str, PersonDraft]]:
    yield "/worker", draft.worker
    for place, person in enumerate(draft.family):
        yield f"/family/{place}", person


def kept(person: PersonDraft, before: PersonDraft | None) -> PersonDraft:
    """A person of a change, with what was left out taken from the person of the file: the number, the note on health."""
    if before is None:
        return person
    number = person.id_number or before.id_number
    same_number = person.id_number is None
    return replace(
        person,
        id_number=number,
        id_kind=before.id_kind if same_number else person.id_kind,
        sex=person.sex or before.sex,
        born_on=person.born_on or before.born_on,
        health_note=person.health_note or before.health_note,
    )


def _card(raw: str) -> str:
    number = squeeze(raw)
    if not (number.isascii() and number.isdigit() and 12 <= len(number) <= 19):
        raise BankCardInvalid()
    return number
