"""One person of a household file as asked for: who they are to the worker, what they earn, how they are.

Making a draft normalises and checks everything that needs no clock. What identifies a person or tells of their health
stays out of `repr`, hence out of logs.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Any, ClassVar
from uuid import UUID

from annotated_types import Ge, Le, MaxLen, MinLen

from backend.domain.aid.codes import Disability, Illness, Livelihood, MedicalInsurance, Relation, SchoolStage
from backend.domain.aid.household import Kin
from backend.domain.identity import IdKind, Sex, normalise_id_number, read_id_number
from backend.domain.member.codes import Politics
from backend.domain.member.names import normalise_name
from backend.domain.member.rules import FactContradictsDocument
from backend.domain.money import Fen
from backend.domain.refusals import Invalid, at
from backend.domain.text import clean_lines, clean_text

Line = Annotated[str, MaxLen(100)]
Secret = Annotated[str, MaxLen(500)]
MOST_SCHOOL_YEARS = 9
"""The longest schooling of one kind: the nine years of a school that is primary and junior middle school in one."""


class LevelAlone(Invalid):
    """The level of a disability without its kind, or the other way round."""

    code = "household_disability_half"
    zh = "残疾类别和残疾等级要一起填写。请对照残疾证补全。"
    en = "Kind and level of a disability go together. Complete them from the certificate."


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDraft:
    """One person of a file. `id` names one that is in the file already; its number and notes stay when they are null.

    `income_fen` is what the person earns in a month; `unit` is where they work or learn, `school_years` how many years
    what they learn takes (年制).
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
    school_years: Annotated[int, Ge(1), Le(MOST_SCHOOL_YEARS)] | None = None

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


def kept(person: PersonDraft, before: PersonDraft | None) -> PersonDraft:
    """A person of a change, with what was left out taken from the person of the file: the number, the note on health.

    A number that stays tells sex and birth date; without one they may be corrected.
    """
    if before is None:
        return person
    number_stays = person.id_number is None and before.id_number is not None
    return replace(
        person,
        id=before.id,
        id_kind=before.id_kind if number_stays else person.id_kind,
        id_number=person.id_number or before.id_number,
        sex=before.sex if number_stays else person.sex or before.sex,
        born_on=before.born_on if number_stays else person.born_on or before.born_on,
        health_note=person.health_note or before.health_note,
    )
