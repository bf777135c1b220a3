"""What is asked of a member's record (domain-facts 3.2; MBR-01, MBR-05), written once for the API and the import.

`MemberDraft` is the request body. Making one normalises and checks everything that needs no clock; what needs the day
is asked with `require_plausible`. Every refusal points at the field at fault.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, ClassVar
from uuid import UUID

from annotated_types import MaxLen, MinLen

from backend.domain.age import age_on
from backend.domain.identity import (
    Identity,
    IdKind,
    Sex,
    normalise_id_number,
    normalise_phone,
    read_id_number,
    require_birth_date,
)
from backend.domain.member.codes import (
    Education,
    EmploymentForm,
    HukouKind,
    Marriage,
    MemberKind,
    ModelWorker,
    Nation,
    NewEmployment,
    Politics,
    SkillLevel,
)
from backend.domain.member.completeness import REAL_NAME_FIELDS, completeness, missing_fields, required_fields
from backend.domain.member.names import NameCharacter, NameLength, normalise_name
from backend.domain.refusals import Invalid, at
from backend.domain.text import clean_lines, clean_text, squeeze

__all__ = [
    "FIRST_JOINING",
    "MIN_JOINING_AGE",
    "MIN_WORKING_AGE",
    "REAL_NAME_FIELDS",
    "BankCardInvalid",
    "BornOnMissing",
    "FactContradictsDocument",
    "JoinedOnImpossible",
    "MemberDraft",
    "NameCharacter",
    "NameLength",
    "SexMissing",
    "WorkStartedOnImpossible",
    "completeness",
    "missing_fields",
    "normalise_name",
    "require_plausible",
    "required_fields",
]

FIRST_JOINING = date(1925, 5, 1)
"""The founding of the national federation: nobody joined before."""
MIN_WORKING_AGE = 14
MIN_JOINING_AGE = 16

Line = Annotated[str, MaxLen(100)]
Address = Annotated[str, MaxLen(200)]


class SexMissing(Invalid):
    """The document does not say it."""

    code = "member_sex_missing"
    zh = "这种证件的号码不含性别，请填写性别。"
    en = "The number of this kind of document does not tell the sex. Fill it in."


class BornOnMissing(Invalid):
    """The document does not say it."""

    code = "member_born_on_missing"
    zh = "这种证件的号码不含出生日期，请填写出生日期。"
    en = "The number of this kind of document does not tell the birth date. Fill it in."


class FactContradictsDocument(Invalid):
    """Sex or birth date differ from the number's own."""

    code = "member_contradicts_document"
    zh = "填写的性别或出生日期与证件号码不一致。请核对证件；以号码为准时，此项可不填。"
    en = "The sex or birth date differs from the document number. Check the document, or leave the field empty."


class WorkStartedOnImpossible(Invalid):
    """Before the 14th birthday, or in the future."""

    code = "member_work_started_on_impossible"
    zh = "参加工作日期早于年满 {age} 周岁，或晚于今天。请核对日期。"
    en = "Work cannot have begun before the age of {age}, nor in the future. Check the date."


class JoinedOnImpossible(Invalid):
    """Before the unions, before the 16th birthday, or in the future."""

    code = "member_joined_on_impossible"
    zh = "入会日期早于 1925 年 5 月 1 日或年满 {age} 周岁，或晚于今天。请核对日期。"
    en = "Nobody joined before 1 May 1925, before the age of {age}, or in the future. Check the date."


class BankCardInvalid(Invalid):
    """12 to 19 digits."""

    code = "bank_card_invalid"
    zh = "银行卡号应为 12 至 19 位数字。请对照卡面录入；从表格导入时请把这一列设为文本格式。"
    en = "A bank card number has 12 to 19 digits. Type it from the card; in a workbook the column must be text."


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberDraft:
    """A member as asked for: by an applicant, by an officer, by a row of a roster.

    `sex` and `born_on` are read from the document number where it carries them, and asked for where it does not; after
    construction they are never None. What identifies a person stays out of `repr`, hence out of logs. Raises `Invalid`,
    pointing at the field.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    name: Annotated[str, MinLen(1), MaxLen(100)]
    id_kind: IdKind = IdKind.RESIDENT
    id_number: Annotated[str, MinLen(1), MaxLen(64)] = field(repr=False)
    organization_id: UUID
    employer_id: UUID | None = None
    kind: MemberKind = MemberKind.REGULAR
    sex: Sex | None = None
    born_on: date | None = None
    nation: Nation | None = None
    education: Education | None = None
    politics: Politics | None = None
    marriage: Marriage | None = None
    phone: Annotated[str, MaxLen(64)] | None = field(default=None, repr=False)
    native_place: Line | None = None
    hukou_kind: HukouKind | None = None
    hukou_place: Address | None = field(default=None, repr=False)
    residence: Address | None = field(default=None, repr=False)
    employment_form: EmploymentForm | None = None
    new_employment: NewEmployment | None = None
    post: Line | None = None
    title: Line | None = None
    skill_level: SkillLevel | None = None
    work_started_on: date | None = None
    joined_on: date | None = None
    migrant: bool = False
    dispatched: bool = False
    hardship: bool = False
    model_worker: ModelWorker = ModelWorker.NONE
    bank_card: Annotated[str, MaxLen(64)] | None = field(default=None, repr=False)
    notes: Annotated[str, MaxLen(2000)] | None = None

    def __post_init__(self) -> None:
        self._mend("name", normalise_name)
        self._mend("id_number", normalise_id_number)
        self._mend("phone", normalise_phone)
        self._mend("bank_card", _normalise_bank_card)
        for line in ("native_place", "hukou_place", "residence", "post", "title"):
            self._mend(line, clean_text)
        self._mend("notes", clean_lines)
        self._take_from_document()
        self._take_from_kind()
        self._require_order_of_dates()

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    def _mend(self, name: str, mend: Callable[[str], str]) -> None:
        """Normalise an optional text; an empty one is none. A field that may not be None refuses empty text itself."""
        value = getattr(self, name)
        optional = name not in ("name", "id_number")
        if value is None or (optional and not value.strip()):
            self._set(name, None)
            return
        with at(f"/{name}"):
            self._set(name, mend(value) or None)

    def _take_from_document(self) -> None:
        with at("/id_number"):
            identity = read_id_number(self.id_number, self.id_kind)
        _require_agreement(self, identity)
        self._set("sex", identity.sex or self.sex)
        self._set("born_on", identity.born_on or self.born_on)
        with at("/sex"):
            if self.sex is None:
                raise SexMissing()
        with at("/born_on"):
            if self.born_on is None:
                raise BornOnMissing()

    def _take_from_kind(self) -> None:
        """The flags follow from the kind and the form of employment; they may be set on their own as well."""
        self._set("migrant", self.migrant or self.kind is MemberKind.MIGRANT)
        by_dispatch = self.kind is MemberKind.DISPATCHED or self.employment_form is EmploymentForm.DISPATCH
        self._set("dispatched", self.dispatched or by_dispatch)

    def _require_order_of_dates(self) -> None:
        assert self.born_on is not None
        started, joined = self.work_started_on, self.joined_on
        with at("/work_started_on"):
            if started is not None and age_on(self.born_on, started) < MIN_WORKING_AGE:
                raise WorkStartedOnImpossible(age=MIN_WORKING_AGE)
        with at("/joined_on"):
            if joined is not None and (joined < FIRST_JOINING or age_on(self.born_on, joined) < MIN_JOINING_AGE):
                raise JoinedOnImpossible(age=MIN_JOINING_AGE)


def require_plausible(draft: MemberDraft, on: date) -> None:
    """What only the day can tell: birth, start of work and joining do not lie after `on`, and nobody is over 130.

    Raises `IdNumberBirthDate`, `WorkStartedOnImpossible`, `JoinedOnImpossible`, pointing at the field.
    """
    assert draft.born_on is not None
    carries = read_id_number(draft.id_number, draft.id_kind).born_on is not None
    with at("/id_number" if carries else "/born_on"):
        require_birth_date(draft.born_on, on)
    with at("/work_started_on"):
        if draft.work_started_on is not None and draft.work_started_on > on:
            raise WorkStartedOnImpossible(age=MIN_WORKING_AGE)
    with at("/joined_on"):
        if draft.joined_on is not None and draft.joined_on > on:
            raise JoinedOnImpossible(age=MIN_JOINING_AGE)


def _require_agreement(draft: MemberDraft, identity: Identity) -> None:
    with at("/sex"):
        if draft.sex is not None and identity.sex not in (None, draft.sex):
            raise FactContradictsDocument()
    with at("/born_on"):
        if draft.born_on is not None and identity.born_on not in (None, draft.born_on):
            raise FactContradictsDocument()


def _normalise_bank_card(raw: str) -> str:
    number = squeeze(raw)
    if not (number.isascii() and number.isdigit() and 12 <= len(number) <= 19):
        raise BankCardInvalid()
    return number
