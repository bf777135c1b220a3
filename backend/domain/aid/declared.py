"""A declaration looked at as a whole: what is missing, what is wrong, and the household file that it makes (AID-01, 07, 08).

Nothing here stops at the first fault: a worker who waited a day for an answer must be told everything at once. Every
fault points into the declaration (`/family/1/id_number`), whichever rule found it.
"""

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import fields
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from backend.domain.aid.application_codes import ApplicationSection, SectionState
from backend.domain.aid.codes import HardshipCause, Livelihood, PaperKind, Relation, WorkerKind
from backend.domain.aid.declaration import (
    ConfirmationSection,
    Declaration,
    HardshipSection,
    IncomeSection,
    Relative,
    WorkerSection,
)
from backend.domain.aid.files import HouseholdDraft, normalise_card, normalise_postcode, require_plausible
from backend.domain.aid.people import PersonDraft
from backend.domain.identity import normalise_phone
from backend.domain.member.codes import Marriage
from backend.domain.member.rules import MemberDraft
from backend.domain.refusals import Invalid
from backend.domain.text import clean_lines, clean_text

BASIC_PAPERS: Final = (PaperKind.IDENTITY, PaperKind.HOUSEHOLD_REGISTER)
"""What everybody shows (AID-08)."""
ILLNESS_PAPERS: Final = (PaperKind.DIAGNOSIS, PaperKind.RECORDS, PaperKind.RECEIPTS)
"""And who has a major illness in the household (AID-08, the sixth item)."""


class FieldMissing(Invalid):
    """Something that the form cannot do without."""

    code = "aid_application_field_missing"
    zh = "请填写这一项。"
    en = "Fill this in."


class SpouseMissing(Invalid):
    """Married, and no spouse among the family: the household would be counted one too small."""

    code = "aid_application_spouse_missing"
    zh = "婚姻状况是已婚，家庭成员中还没有配偶。请添加配偶，或更正婚姻状况。"
    en = "You are married and no spouse is listed. Add the spouse, or correct the marriage."


class PaperMissing(Invalid):
    """A paper that this application needs. Fact: `kind`."""

    code = "aid_application_paper_missing"
    zh = "还缺“{kind.zh}”。请拍照上传；多页可以分几张。"
    en = "“{kind.en}” is missing. Take a picture and upload it; several pages may be several pictures."


class NotConfirmed(Invalid):
    """Nobody but the worker can say that it is true, or let it be compared."""

    code = "aid_application_not_confirmed"
    zh = "请勾选这一项。没有本人的承诺和授权，工会不能受理。"
    en = "Tick this. Without your word and your leave the union cannot take the application."


class ApplicationIncomplete(Invalid):
    """Handed in with gaps or errors; nothing was handed in. Facts: `n`; `faults` are they, each with its pointer."""

    code = "aid_application_incomplete"
    zh = "还有 {n} 处需要补充或修改，申请没有提交。已填的内容都已保存，请逐项完善后再提交。"
    en = "{n} places are still to be filled in or corrected, so nothing was handed in. What you filled in is kept."

    def __init__(self, faults: Sequence[Invalid]) -> None:
        super().__init__(n=len(faults))
        self.faults = tuple(faults)


def papers_needed(declaration: Declaration, *others: PaperKind) -> tuple[PaperKind, ...]:
    """The kinds of papers that these circumstances ask for, and the `others` that a programme or an officer does."""
    wanted = {*BASIC_PAPERS, *others}
    hardship = declaration.hardship or HardshipSection()
    family = declaration.family or ()
    if hardship.illness.major or any(each.illness.major for each in family):
        wanted |= set(ILLNESS_PAPERS)
    if hardship.disability is not None or any(each.disability is not None for each in family):
        wanted.add(PaperKind.DISABILITY)
    if hardship.accident or hardship.disaster:
        wanted.add(PaperKind.ACCIDENT)
    return tuple(each for each in PaperKind if each in wanted)


def faults(
    declaration: Declaration, record: MemberDraft, *, held: Set[PaperKind], wanted: Sequence[PaperKind], on: date
) -> tuple[Invalid, ...]:
    """Everything that keeps an application from being handed in, in the order of the form.

    `record` is the worker as the register has them, `held` the kinds of papers there are, `wanted` those it needs.
    """
    found = [*_missing(declaration), *_wrong(declaration)]
    if not found:
        try:
            require_plausible(household_draft(declaration, record, member_id=None), on)
        except Invalid as fault:
            found.append(_pointing(fault, _into_declaration(fault.facts.get("pointer", ""))))
    found += [PaperMissing(pointer=f"/papers/{kind}", kind=kind) for kind in wanted if kind not in held]
    confirmed = declaration.confirmation or ConfirmationSection()
    found += [
        NotConfirmed(pointer=f"/confirmation/{name}")
        for name in ("truthful", "may_compare")
        if not getattr(confirmed, name)
    ]
    order = list(ApplicationSection)
    return tuple(sorted(found, key=lambda fault: order.index(section_of(fault))))


def section_of(fault: Invalid) -> ApplicationSection:
    """The part of the form that a fault lies in."""
    return ApplicationSection(fault.facts["pointer"].split("/")[1])


def section_states(
    declaration: Declaration, found: Sequence[Invalid], *, papers: int
) -> dict[ApplicationSection, SectionState]:
    """How far each part is."""
    broken = {section_of(fault) for fault in found}
    begun = {section: getattr(declaration, section, None) is not None for section in ApplicationSection}
    begun[ApplicationSection.PAPERS] = papers > 0
    return {
        section: SectionState.EMPTY
        if not begun[section]
        else SectionState.INCOMPLETE
        if section in broken
        else SectionState.COMPLETE
        for section in ApplicationSection
    }


def household_draft(declaration: Declaration, record: MemberDraft, *, member_id: UUID | None) -> HouseholdDraft:
    """The household file that a declaration makes. Raises what a file raises, pointing into the file."""
    worker, income, hardship = _parts(declaration)
    return HouseholdDraft(
        organization_id=record.organization_id,
        member_id=member_id,
        worker=PersonDraft(
            relation=Relation.SELF,
            name=record.name,
            id_kind=record.id_kind,
            id_number=record.id_number,
            sex=record.sex,
            born_on=record.born_on,
            politics=record.politics,
            married=worker.marriage is Marriage.MARRIED,
            livelihood=worker.livelihood,
            unit=worker.unit,
            income_fen=income.income_fen or 0,
            medical_insurance=income.medical_insurance,
            illness=hardship.illness,
            health_note=hardship.health_note or None,
            disability=hardship.disability,
            disability_level=hardship.disability_level,
        ),
        family=tuple(_person(each) for each in declaration.family or ()),
        worker_kind=worker.worker_kind or WorkerKind.IN_SERVICE,
        marriage=worker.marriage,
        contract_term=worker.contract_term,
        contract_months=worker.contract_months,
        model_worker=record.model_worker,
        hukou_kind=worker.hukou_kind,
        enterprise_state=worker.enterprise_state,
        nation=record.nation,
        work_started_on=worker.work_started_on or record.work_started_on,
        phone=worker.phone or None,
        other_phone=worker.other_phone or None,
        residence=worker.residence or None,
        postcode=worker.postcode or None,
        bank=worker.bank,
        bank_card=worker.bank_card or None,
        housing=income.housing,
        housing_area=income.housing_area,
        exclusions=income.exclusions,
        nobody_works=income.nobody_works,
        self_help=income.self_help,
        other_income_fen=income.other_income_fen or 0,
        medical_fen=income.medical_fen or 0,
        disability_fen=income.disability_fen or 0,
        schooling_fen=income.schooling_fen or 0,
        work_fen=income.work_fen or 0,
        property_loss_fen=hardship.property_loss_fen or 0,
        single_parent=hardship.single_parent,
        still_poor=hardship.still_poor,
        accident=hardship.accident,
        disaster=hardship.disaster,
        special=hardship.special,
        special_reason=hardship.special_reason,
        main_cause=hardship.main_cause or HardshipCause.OTHER,
        causes=hardship.causes,
        notes=hardship.story or None,
    )


def _parts(declaration: Declaration) -> tuple[WorkerSection, IncomeSection, HardshipSection]:
    return (
        declaration.worker or WorkerSection(),
        declaration.income or IncomeSection(),
        declaration.hardship or HardshipSection(),
    )


def _person(relative: Relative) -> PersonDraft:
    return PersonDraft(
        relation=relative.relation or Relation.OTHER,
        name=relative.name,
        id_kind=relative.id_kind,
        id_number=relative.id_number or None,
        sex=relative.sex,
        born_on=relative.born_on,
        married=relative.married,
        livelihood=relative.livelihood,
        unit=relative.unit,
        income_fen=relative.income_fen or 0,
        medical_insurance=relative.medical_insurance,
        illness=relative.illness,
        disability=relative.disability,
        disability_level=relative.disability_level,
        school_stage=relative.school_stage,
        enrolled_in=relative.enrolled_in,
        school_years=relative.school_years,
    )


def _missing(declaration: Declaration) -> Iterator[Invalid]:
    worker, income, hardship = _parts(declaration)
    yield from _empty("/worker", worker, ("worker_kind", "livelihood", "marriage", "phone", "residence"))
    if declaration.family is None:
        yield FieldMissing(pointer="/family")
    for place, each in enumerate(declaration.family or ()):
        yield from _empty(f"/family/{place}", each, ("relation", "name"))
        if not each.id_number.strip() and each.born_on is None:
            yield FieldMissing(pointer=f"/family/{place}/id_number")
        learns = each.school_stage is not None or each.livelihood in (Livelihood.PUPIL, Livelihood.CHILD)
        if each.income_fen is None and not learns:
            yield FieldMissing(pointer=f"/family/{place}/income_fen")
    spouse = any(each.relation is Relation.SPOUSE for each in declaration.family or ())
    if worker.marriage is Marriage.MARRIED and declaration.family is not None and not spouse:
        yield SpouseMissing(pointer="/family")
    yield from _empty("/income", income, ("income_fen", "housing"))
    yield from _empty("/hardship", hardship, ("main_cause",))


def _empty(pointer: str, part: object, names: Sequence[str]) -> Iterator[Invalid]:
    for name in names:
        value = getattr(part, name)
        if value is None or (isinstance(value, str) and not value.strip()):
            yield FieldMissing(pointer=f"{pointer}/{name}")


_TEXTS: Sequence[tuple[str, str, Callable[[str], object]]] = (
    ("worker", "unit", clean_text),
    ("worker", "phone", normalise_phone),
    ("worker", "other_phone", normalise_phone),
    ("worker", "residence", clean_text),
    ("worker", "postcode", normalise_postcode),
    ("worker", "bank", clean_text),
    ("worker", "bank_card", normalise_card),
    ("hardship", "health_note", clean_lines),
    ("hardship", "special_reason", clean_text),
    ("hardship", "story", clean_lines),
)


def _wrong(declaration: Declaration) -> Iterator[Invalid]:
    """What is there and breaks a rule on its own, each text and each person apart from the others."""
    for section, name, read in _TEXTS:
        said: str = getattr(getattr(declaration, section), name, "")
        if said.strip():
            yield from _tried(f"/{section}/{name}", partial(read, said))
    for place, relative in enumerate(declaration.family or ()):
        if relative.name.strip():
            yield from _tried(f"/family/{place}", partial(_person, relative))


def _tried(pointer: str, act: Callable[[], object]) -> Iterator[Invalid]:
    try:
        act()
    except Invalid as fault:
        yield _pointing(fault, pointer + fault.facts.get("pointer", ""))


def _pointing(fault: Invalid, pointer: str) -> Invalid:
    fault.facts["pointer"] = pointer
    return fault


_HOMES: Sequence[tuple[ApplicationSection, frozenset[str]]] = tuple(
    (section, frozenset(each.name for each in fields(kind)))
    for section, kind in (
        (ApplicationSection.WORKER, WorkerSection),
        (ApplicationSection.INCOME, IncomeSection),
        (ApplicationSection.HARDSHIP, HardshipSection),
    )
)
_RENAMED = {"notes": "story"}


def _into_declaration(pointer: str) -> str:
    """Where in the declaration a place of the household file was filled from; what the register says is the worker's."""
    first, *rest = pointer.split("/")[1:] or [""]
    if first == "family":
        return pointer
    name = rest[0] if first == "worker" and rest else first
    name = _RENAMED.get(name, name)
    return next((f"/{section}/{name}" for section, names in _HOMES if name in names), "/worker")
