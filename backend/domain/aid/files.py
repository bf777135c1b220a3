"""The household file as it is asked for (困难职工档案表, domain-facts 3.3): the worker, the family, what they live on.

Making a draft normalises and checks everything that needs no clock; `require_plausible` asks what needs the day. Every
refusal points at the field at fault. What identifies a person or tells of their health stays out of `repr`.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Annotated, Any, ClassVar
from uuid import UUID

from annotated_types import Ge, Le, MaxLen

from backend.domain.age import age_on
from backend.domain.aid.codes import (
    ContractTerm,
    EnterpriseState,
    Exclusion,
    HardshipCause,
    Housing,
    HousingArea,
    Relation,
    WorkerKind,
)
from backend.domain.aid.household import Household
from backend.domain.aid.people import PersonDraft, kept
from backend.domain.identity import (
    normalise_phone,
    require_birth_date,
)
from backend.domain.member.codes import HukouKind, Marriage, ModelWorker, Nation
from backend.domain.member.rules import MIN_WORKING_AGE, BankCardInvalid, WorkStartedOnImpossible
from backend.domain.money import Fen
from backend.domain.organization.changes import new_values
from backend.domain.organization.codes import Industry, Ownership
from backend.domain.refusals import Invalid, at
from backend.domain.text import clean_lines, clean_text, squeeze

MOST_FAMILY = 20

Line = Annotated[str, MaxLen(100)]
Address = Annotated[str, MaxLen(200)]


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


class PersonUnknown(Invalid):
    """An `id` that is nobody's in this file."""

    code = "household_person_unknown"
    zh = "这位家庭成员不在这份档案里，可能已被他人删去。请刷新后重新填写。"
    en = "This person is not in the file; somebody may have taken them out. Reload and enter them again."


class SpecialUnexplained(Invalid):
    """A rule lets such households in, so it must be said what it is."""

    code = "household_special_unexplained"
    zh = "选择了“其他特殊原因”，请写明是什么原因。"
    en = "“Another special reason” is chosen: say what it is."


class PostcodeInvalid(Invalid):
    """Six digits."""

    code = "postcode_invalid"
    zh = "邮政编码应为 6 位数字，如 265500。不清楚可以不填。"
    en = "A postcode has six digits, as 265500. Leave it empty when it is not known."


class SourceNotOne(Invalid):
    """A draft is filled from a member's record or from an application."""

    code = "household_source_not_one"
    zh = "请选择从会员档案建档，或从职工的申请建档，二者选一。"
    en = "Say whose record, or which application, the file is filled from: one of the two."


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdDraft:
    """A whole file as asked for (domain-facts 3.3). What the register knows of the worker's unit is taken from it when a
    file is begun (`work_unit.py`), and may be corrected here.

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
    nation: Nation | None = None
    work_started_on: date | None = None
    unit_ownership: Ownership | None = None
    unit_industry: Industry | None = None
    unit_address: Address = ""
    phone: Annotated[str, MaxLen(64)] | None = field(default=None, repr=False)
    other_phone: Annotated[str, MaxLen(64)] | None = field(default=None, repr=False)
    residence: Address | None = field(default=None, repr=False)
    postcode: Annotated[str, MaxLen(64)] | None = field(default=None, repr=False)
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
            ("postcode", normalise_postcode),
            ("unit_address", clean_text),
            ("special_reason", clean_text),
            ("bank", clean_text),
            ("phone", normalise_phone),
            ("other_phone", normalise_phone),
            ("bank_card", normalise_card),
            ("notes", clean_lines),
        ):
            self._mend(name, mend)
        self._set("causes", tuple(each for each in HardshipCause if each in self.causes and each != self.main_cause))
        self._set("exclusions", tuple(each for each in Exclusion if each in self.exclusions))
        self._set("family", tuple(self.family))
        if self.special and not self.special_reason:
            raise SpecialUnexplained(pointer="/special_reason")
        self._require_people()
        with at("/work_started_on"):
            born, started = self.worker.born_on, self.work_started_on
            if born is not None and started is not None and age_on(born, started) < MIN_WORKING_AGE:
                raise WorkStartedOnImpossible(age=MIN_WORKING_AGE)

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    def _mend(self, name: str, mend: Any) -> None:
        value = getattr(self, name)
        empty = "" if name in ("special_reason", "bank", "unit_address") else None
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
    nation: Nation | None = None
    work_started_on: date | None = None
    unit_ownership: Ownership | None = None
    unit_industry: Industry | None = None
    unit_address: Address | None = None
    phone: Annotated[str, MaxLen(64)] | None = field(default=None, repr=False)
    other_phone: Annotated[str, MaxLen(64)] | None = field(default=None, repr=False)
    residence: Address | None = field(default=None, repr=False)
    postcode: Annotated[str, MaxLen(64)] | None = field(default=None, repr=False)
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
        *("housing", "housing_area", "bank_card", "notes", "nation", "work_started_on", "unit_ownership"),
        *("unit_industry", "other_phone", "postcode"),
    }
)
"""What of a file may be empty."""


def require_plausible(draft: HouseholdDraft, on: date) -> None:
    """What only the day can tell, and that the worker has a number.

    Raises `IdNumberBirthDate`, `WorkerNumberMissing`, `WorkStartedOnImpossible`.
    """
    if draft.worker.id_number is None:
        raise WorkerNumberMissing(pointer="/worker/id_number")
    with at("/work_started_on"):
        if draft.work_started_on is not None and draft.work_started_on > on:
            raise WorkStartedOnImpossible(age=MIN_WORKING_AGE)
    for pointer, person in _pointed(draft):
        with at(f"{pointer}/born_on" if person.id_number is None else f"{pointer}/id_number"):
            if person.born_on is not None:
                require_birth_date(person.born_on, on)


def _pointed(draft: HouseholdDraft) -> Iterator[tuple[str, PersonDraft]]:
    yield "/worker", draft.worker
    for place, person in enumerate(draft.family):
        yield f"/family/{place}", person


def merged(current: HouseholdDraft, change: HouseholdChange, given: Set[str]) -> HouseholdDraft:
    """The file as it would stand: the fields `given` from `change`, the others as they are, judged as a whole.

    Raises `CannotBeEmpty`, `PersonUnknown` and whatever a new file raises.
    """
    values = new_values(change, frozenset(given), nullable=NULLABLE)
    known = {person.id: person for person in current.people}
    if "worker" in values:
        values["worker"] = kept(replace(values["worker"], id=current.worker.id), current.worker)
    if "family" in values:
        family = []
        for place, person in enumerate(values["family"]):
            if person.id is not None and (person.id not in known or person.id == current.worker.id):
                raise PersonUnknown(pointer=f"/family/{place}/id")
            family.append(kept(person, known.get(person.id) if person.id is not None else None))
        values["family"] = tuple(family)
    return replace(current, **values)


def changed_fields(old: HouseholdDraft, new: HouseholdDraft) -> list[str]:
    """The names of the fields that differ: what the record of a change says. Values of a file are nobody else's."""
    names = (each.name for each in fields(HouseholdDraft) if each.name != "organization_id")
    return sorted(name for name in names if getattr(old, name) != getattr(new, name))


def normalise_card(raw: str) -> str:
    """The digits of a bank card. Raises `BankCardInvalid`."""
    number = squeeze(raw)
    if not (number.isascii() and number.isdigit() and 12 <= len(number) <= 19):
        raise BankCardInvalid()
    return number


def normalise_postcode(raw: str) -> str:
    """The six digits of a postcode. Raises `PostcodeInvalid`."""
    number = squeeze(raw)
    if not (number.isascii() and number.isdigit() and len(number) == 6):
        raise PostcodeInvalid()
    return number
