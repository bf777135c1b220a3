"""Household files of the demo: in every state and category, some due for review, so that each view has something to show."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random

from backend.db.crypto import Vault
from backend.db.household_records import columns_of, judged_columns, person_columns
from backend.db.tables.account import UserAccount
from backend.db.types import new_id
from backend.demo.chance import IdNumbers, day_between, dice, id_at, person_name
from backend.demo.city import City, Node
from backend.demo.people import Crowd, Row
from backend.domain.aid.codes import (
    Disability,
    ExitReason,
    HardshipCause,
    HouseholdStatus,
    HouseholdStep,
    Housing,
    HousingArea,
    Illness,
    Livelihood,
    MedicalInsurance,
    Relation,
    SchoolStage,
    WorkerKind,
)
from backend.domain.aid.evaluation import evaluate
from backend.domain.aid.files import HouseholdDraft
from backend.domain.aid.life import erase_on, review_due
from backend.domain.aid.people import PersonDraft
from backend.domain.aid.policy import DEFAULT_POLICY
from backend.domain.calendar import day_of
from backend.domain.identity import IdKind, Sex
from backend.domain.member.codes import Marriage, MemberStatus, Nation, Politics
from backend.domain.organization.codes import Level

FILES = 72
AMOUNTS = {"deep": 500_000, "relative": 200_000, "accident": 300_000, "marginal": 150_000}
KIN_AREA = "370602"
"""The family's numbers are of another place than the members', so that nobody is both by chance."""
_CAUSES = (
    HardshipCause.OWN_ILLNESS,
    HardshipCause.FAMILY_ILLNESS,
    HardshipCause.SCHOOLING,
    HardshipCause.LOW_INCOME,
    HardshipCause.ACCIDENT,
    HardshipCause.FAMILY_DISABILITY,
)


@dataclass(slots=True)
class Files:
    """The rows of the files and of the people in them."""

    households: list[Row] = field(default_factory=list)
    people: list[Row] = field(default_factory=list)


def files(
    city: City,
    crowd: Crowd,
    officers: Mapping[str, UserAccount],
    reviewer: UserAccount,
    *,
    seed: int,
    vault: Vault,
    now: datetime,
) -> Files:
    """Files of members from all over the city. `officers` holds the account of each county's officer, by its name."""
    chance = dice(seed, 7)
    places = {node.id: node for node in city.nodes}
    numbers = IdNumbers(0, 1)
    made = Files()
    active = [row for row in crowd.members if row["status"] == MemberStatus.ACTIVE]
    for place, member in enumerate(active[:: max(1, len(active) // FILES)][:FILES]):
        node = places[member["organization_id"]]
        county = node.above(Level.COUNTY)
        keeper = officers.get(county.name.removesuffix("总工会") if county else "")
        if keeper is None:
            continue
        _file(made, place, member, node, keeper, reviewer, numbers, chance, vault, now)
    return made


def amounts(city: City, *, now: datetime) -> Row:
    """What the city gives a household of each category in a year; its line and rules are those that ship."""
    top = city.nodes[0]
    return {
        "organization_id": top.id,
        "code": top.place.low,
        "line_code": top.line_code,
        "effective_on": date(day_of(now).year, 1, 1),
        "document_number": f"云工发〔{day_of(now).year}〕3号",
        "parts": {"amounts": AMOUNTS},
        "set_by_name": "周明",
        "created_at": now,
    }


def _file(
    made: Files,
    place: int,
    member: Row,
    node: Node,
    keeper: UserAccount,
    reviewer: UserAccount,
    numbers: IdNumbers,
    chance: Random,
    vault: Vault,
    now: datetime,
) -> None:
    cause = _CAUSES[place % len(_CAUSES)]
    status = (
        HouseholdStatus.DRAFT
        if place % 6 == 0
        else HouseholdStatus.EXITED
        if place % 9 == 4
        else HouseholdStatus.ACTIVE
    )
    entered = now - timedelta(days=chance.randint(20, 700), hours=chance.randint(0, 8))
    draft = _draft(member, node, cause, numbers, chance, vault, day_of(now))
    evaluation = evaluate(draft.household, DEFAULT_POLICY)
    if evaluation.category is None:
        status = HouseholdStatus.DRAFT
    id = id_at(entered, chance)
    made.households.append(
        columns_of(vault, id, draft)
        | judged_columns(evaluation)
        | _standing(status, day_of(entered), day_of(now), keeper, reviewer)
        | {
            "id": id,
            "organization_id": node.id,
            "code": node.place.low,
            "line_code": node.line_code,
            "category": None if evaluation.category is None else str(evaluation.category),
            "created_at": entered,
            "updated_at": entered,
        }
    )
    for number, person in enumerate(draft.people):
        person_id = id_at(entered, chance)
        made.people.append(
            person_columns(vault, person_id, person)
            | {
                "id": person_id,
                "household_id": id,
                "organization_id": node.id,
                "code": node.place.low,
                "line_code": node.line_code,
                "place": number,
                "active": status is HouseholdStatus.ACTIVE,
            }
        )


def _standing(status: HouseholdStatus, entered: date, today: date, keeper: UserAccount, reviewer: UserAccount) -> Row:
    said: Row = {"status": str(status), "keeper_id": keeper.id, "keeper_name": keeper.name}
    if status is HouseholdStatus.DRAFT:
        return said
    said |= {"reviewer_id": reviewer.id, "reviewer_name": reviewer.name, "opened_on": entered, "reviewed_on": entered}
    if status is HouseholdStatus.ACTIVE:
        return said | {"review_due_on": review_due(entered)}
    left = min(today, entered + timedelta(days=200))
    return said | {"exited_on": left, "exit_reason": str(ExitReason.INCOME_UP), "erase_on": erase_on(left)}


def movements_of(files: Iterable[Row]) -> Iterator[Row]:
    """When these files came on record, and left: what the figures of a month are made of."""
    for file in files:
        stands = {name: file[name] for name in ("organization_id", "code", "line_code")} | {"household_id": file["id"]}
        if file.get("opened_on"):
            yield stands | {"id": new_id(), "step": str(HouseholdStep.OPEN), "on": file["opened_on"]}
        if file.get("exited_on"):
            left = {"step": str(HouseholdStep.EXIT), "on": file["exited_on"], "reason": file["exit_reason"]}
            yield stands | {"id": new_id()} | left


def _draft(
    member: Row, node: Node, cause: HardshipCause, numbers: IdNumbers, chance: Random, vault: Vault, today: date
) -> HouseholdDraft:
    ill = cause is HardshipCause.OWN_ILLNESS
    worker = PersonDraft(
        relation=Relation.SELF,
        name=member["name"],
        id_kind=IdKind(member["id_kind"]),
        id_number=vault.open(member["id_number"], "member", "id_number", member["id"]),
        sex=Sex(member["sex"]),
        born_on=member["born_on"],
        politics=Politics(member["politics"]) if member["politics"] else None,
        married=True,
        livelihood=Livelihood.SICK_LEAVE if ill else Livelihood.AT_WORK,
        unit=node.name.removesuffix("工会")[:100],
        income_fen=chance.randrange(150_000, 320_000, 5_000),
        medical_insurance=MedicalInsurance.EMPLOYEE,
        illness=Illness.CANCER if ill else Illness.NONE,
    )
    family = list(_family(worker, cause, numbers, chance, today))
    return HouseholdDraft(
        organization_id=node.id,
        member_id=member["id"],
        worker=worker,
        family=tuple(family),
        worker_kind=WorkerKind.MIGRANT if member["migrant"] else WorkerKind.IN_SERVICE,
        marriage=Marriage.MARRIED,
        contract_months=36,
        nation=Nation(member["nation"]) if member["nation"] else None,
        work_started_on=member["work_started_on"],
        unit_ownership=node.ownership,
        unit_industry=node.industry,
        housing=Housing.PRIVATE_RENTED if chance.random() < 0.4 else Housing.OWNED,
        housing_area=HousingArea.FROM_30,
        medical_fen=chance.randrange(500_000, 6_000_000, 50_000) if "illness" in cause else 0,
        schooling_fen=chance.randrange(300_000, 1_500_000, 50_000),
        accident=cause is HardshipCause.ACCIDENT,
        still_poor=cause is HardshipCause.LOW_INCOME,
        main_cause=cause,
        bank="中国工商银行云江支行",
        bank_card="6222020200112233445",
        phone="16000000000",
        residence="云江市青溪县城关镇人民路 12 号",
        postcode="265500",
    )


def _family(
    worker: PersonDraft, cause: HardshipCause, numbers: IdNumbers, chance: Random, today: date
) -> Iterator[PersonDraft]:
    assert worker.born_on is not None
    other = Sex.FEMALE if worker.sex is Sex.MALE else Sex.MALE
    spouse = _kin(Relation.SPOUSE, other, worker.born_on.year, numbers, chance)
    spouse = replace(spouse, married=True, income_fen=chance.randrange(0, 150_000, 5_000), livelihood=Livelihood.OTHER)
    if cause is HardshipCause.FAMILY_ILLNESS:
        spouse = replace(spouse, illness=Illness.KIDNEY_FAILURE)
    if cause is HardshipCause.FAMILY_DISABILITY:
        spouse = replace(spouse, disability=Disability.BODY, disability_level=2)
    yield spouse
    year = min(max(worker.born_on.year + 26, today.year - 21), today.year - 4)
    child = _kin(Relation.CHILD, chance.choice((Sex.MALE, Sex.FEMALE)), year, numbers, chance)
    age = today.year - year
    stage = SchoolStage.UNIVERSITY if age >= 18 else SchoolStage.JUNIOR if age >= 12 else SchoolStage.PRIMARY
    yield replace(
        child, school_stage=stage if age >= 6 else None, livelihood=Livelihood.PUPIL if age >= 6 else Livelihood.CHILD
    )


def _kin(relation: Relation, sex: Sex, year: int, numbers: IdNumbers, chance: Random) -> PersonDraft:
    number = None
    while number is None:
        born_on = day_between(chance, date(year, 1, 1), date(year, 12, 28))
        number = numbers.make(KIN_AREA, born_on, sex)
    return PersonDraft(relation=relation, name=person_name(chance, sex, year), id_number=number)
