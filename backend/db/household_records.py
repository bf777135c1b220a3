"""A household file as columns: sealed, indexed, spelled; and back. And as a rule sees it, without opening anything."""

from collections.abc import Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any
from uuid import UUID

import orjson

from backend.db.crypto import Vault
from backend.db.pinyin import pinyin_of
from backend.db.records import id_number_index
from backend.db.tables.aid import HouseholdSnapshot
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
from backend.domain.aid.evaluation import Evaluation, plain
from backend.domain.aid.files import JUDGED, HouseholdDraft
from backend.domain.aid.household import Household, Kin
from backend.domain.aid.people import PersonDraft
from backend.domain.identity import IdKind, Sex
from backend.domain.member.codes import HukouKind, Marriage, ModelWorker, Nation, Politics
from backend.domain.organization.codes import Industry, Ownership

FILE, PERSON, SNAPSHOT = "household", "household_person", "household_snapshot"
SEALED = ("phone", "other_phone", "residence", "postcode", "special_reason", "bank_card", "notes")
PERSON_SEALED = ("id_number", "health_note")

_FILE_CODES: Mapping[str, Any] = {
    "worker_kind": WorkerKind,
    "marriage": Marriage,
    "contract_term": ContractTerm,
    "model_worker": ModelWorker,
    "hukou_kind": HukouKind,
    "enterprise_state": EnterpriseState,
    "nation": Nation,
    "unit_ownership": Ownership,
    "unit_industry": Industry,
    "housing": Housing,
    "housing_area": HousingArea,
    "main_cause": HardshipCause,
}
_FILE_PLAIN = (
    *("member_id", "contract_months", "union_member", "single_parent", "nobody_works", "self_help", "still_poor"),
    *("accident", "disaster", "special", "bank", "other_income_fen", "medical_fen", "disability_fen"),
    *("schooling_fen", "work_fen", "property_loss_fen", "work_started_on", "unit_address"),
)
_PERSON_CODES: Mapping[str, Any] = {
    "relation": Relation,
    "id_kind": IdKind,
    "sex": Sex,
    "politics": Politics,
    "livelihood": Livelihood,
    "medical_insurance": MedicalInsurance,
    "illness": Illness,
    "disability": Disability,
    "school_stage": SchoolStage,
}
_PERSON_PLAIN = (
    *("name", "born_on", "married", "unit", "income_fen", "disability_level", "enrolled_in", "school_years"),
)


def columns_of(vault: Vault, id: UUID, draft: HouseholdDraft) -> dict[str, Any]:
    """The columns of a file; its place, state, people and evaluation are not among them."""
    columns: dict[str, Any] = {name: getattr(draft, name) for name in _FILE_PLAIN}
    columns |= {name: _slug(getattr(draft, name)) for name in _FILE_CODES}
    for name in SEALED:
        said = getattr(draft, name)
        columns[name] = vault.seal(said, FILE, name, id) if said else None
    worker = draft.worker
    return columns | {
        "exclusions": [str(each) for each in draft.exclusions],
        "causes": [str(each) for each in draft.causes],
        "name": worker.name,
        "initials": pinyin_of(worker.name)[1][:40],
        "sex": _slug(worker.sex),
        "born_on": worker.born_on,
    }


def person_columns(vault: Vault, id: UUID, person: PersonDraft) -> dict[str, Any]:
    """The columns of one person of a file."""
    columns: dict[str, Any] = {name: getattr(person, name) for name in _PERSON_PLAIN}
    columns |= {name: _slug(getattr(person, name)) for name in _PERSON_CODES}
    for name in PERSON_SEALED:
        said = getattr(person, name)
        columns[name] = vault.seal(said, PERSON, name, id) if said else None
    columns["id_number_index"] = id_number_index(vault, person.id_number) if person.id_number else None
    return columns


def judged_columns(evaluation: Evaluation) -> dict[str, Any]:
    """What a list shows of an evaluation, and the evaluation itself."""
    means = evaluation.means
    return {
        "evaluation": plain(evaluation),
        "size": means.size.number,
        "income_fen": means.income_fen,
        "gross_fen": means.gross_fen,
        "net_fen": means.net_fen,
    }


def draft_of(vault: Vault, row: Any, people: Sequence[Any]) -> HouseholdDraft:
    """The file that these rows hold, opened. The worker is the first of `people`."""
    worker, *family = (person_of(vault, person) for person in people)
    values: dict[str, Any] = {name: getattr(row, name) for name in _FILE_PLAIN}
    values |= {name: _code(code, getattr(row, name)) for name, code in _FILE_CODES.items()}
    values |= {name: open_field(vault, FILE, name, row) for name in SEALED}
    values["special_reason"] = values["special_reason"] or ""
    return HouseholdDraft(
        organization_id=row.organization_id,
        worker=worker,
        family=tuple(family),
        exclusions=tuple(Exclusion(each) for each in row.exclusions),
        causes=tuple(HardshipCause(each) for each in row.causes),
        **values,
    )


def person_of(vault: Vault, row: Any) -> PersonDraft:
    """One person of a file, opened."""
    values: dict[str, Any] = {name: getattr(row, name) for name in _PERSON_PLAIN}
    values |= {name: _code(code, getattr(row, name)) for name, code in _PERSON_CODES.items()}
    values |= {name: open_field(vault, PERSON, name, row) for name in PERSON_SEALED}
    return PersonDraft(id=row.id, **values)


def open_field(vault: Vault, table: str, name: str, row: Any) -> str | None:
    """One sealed field in plain text; None when it is empty."""
    sealed: bytes | None = getattr(row, name)
    return None if sealed is None else vault.open(sealed, table, name, row.id)


KIN_COLUMNS = ("relation", "married", "income_fen", "illness", "disability", "school_stage", "livelihood")
_PLAINLY = tuple(name for name in JUDGED if name not in ("worker_kind", "marriage"))
FILE_COLUMNS = ("worker_kind", "marriage", "exclusions", *_PLAINLY)

# Members by their slug: asking the enumeration for one costs as much as a rule.
_RELATIONS: Mapping[str, Relation] = {str(each): each for each in Relation}
_WORKER_KINDS: Mapping[str, WorkerKind] = {str(each): each for each in WorkerKind}
_MARRIAGES: Mapping[str | None, Marriage | None] = {None: None} | {str(each): each for each in Marriage}
_GRAVE = frozenset(str(each) for each in Illness if each.major)
_NONE: frozenset[Exclusion] = frozenset()
_KIN = attrgetter(*KIN_COLUMNS)
_FILE = attrgetter(*FILE_COLUMNS)


def household_of(row: Any, people: Sequence[Any]) -> Household:
    """A household as a rule sees it, from rows that have `FILE_COLUMNS` and `KIN_COLUMNS`; nothing is opened."""
    return judged_from([_KIN(each) for each in people], *_FILE(row))


def judged_from(
    people: Sequence[Sequence[Any]] | None,
    worker_kind: str,
    marriage: str | None,
    exclusions: Sequence[str],
    *said: Any,
) -> Household:
    """A household as a rule sees it, from the values of `KIN_COLUMNS` of each person and those of `FILE_COLUMNS`."""
    return Household(
        people=tuple([_kin_of(*each) for each in people or ()]),
        exclusions=frozenset([Exclusion(each) for each in exclusions]) if exclusions else _NONE,
        worker_kind=_WORKER_KINDS[worker_kind],
        marriage=_MARRIAGES[marriage],
        **dict(zip(_PLAINLY, said, strict=True)),
    )


def _kin_of(
    relation: str,
    married: bool,
    income_fen: int,
    illness: str,
    disability: str | None,
    school_stage: str | None,
    livelihood: str | None,
) -> Kin:
    return Kin(
        relation=_RELATIONS[relation],
        married=married,
        income_fen=income_fen,
        at_school=school_stage is not None or livelihood == Livelihood.PUPIL,
        disabled=disability is not None,
        gravely_ill=illness in _GRAVE,
    )


def _slug(value: Any) -> str | None:
    return None if value is None else str(value)


def _code(code: Any, value: str | None) -> Any:
    return None if value is None else code(value)


def as_kept(draft: HouseholdDraft) -> dict[str, Any]:
    """A file as JSON can carry it. It holds what is sealed: seal it whole before it is kept."""
    values: dict[str, Any] = {}
    for name in (*_FILE_PLAIN, *_FILE_CODES, *SEALED, "organization_id"):
        values[name] = _json(getattr(draft, name))
    values["exclusions"] = [str(each) for each in draft.exclusions]
    values["causes"] = [str(each) for each in draft.causes]
    values["people"] = [
        {name: _json(getattr(person, name)) for name in ("id", *_PERSON_PLAIN, *_PERSON_CODES, *PERSON_SEALED)}
        for person in draft.people
    ]
    return values


def open_kept(vault: Vault, kept: HouseholdSnapshot) -> dict[str, Any]:
    """A file as `as_kept` made it. What it did not have then is not in it."""
    content: dict[str, Any] = orjson.loads(vault.open(kept.content, SNAPSHOT, "content", kept.id))
    return content


def _json(value: Any) -> Any:
    return str(value) if isinstance(value, (str, UUID, date)) else value
