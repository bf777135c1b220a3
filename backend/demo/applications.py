"""Applications of the demo: workers who applied with their telephones and wait for their unions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from backend.db.crypto import Vault
from backend.db.declarations import seal_declaration
from backend.db.types import new_id
from backend.demo.chance import dice, id_at, person_name
from backend.demo.city import City
from backend.demo.people import Crowd, Row
from backend.domain.aid.application_codes import ApplicationStatus, ApplicationStep
from backend.domain.aid.codes import (
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
from backend.domain.aid.declaration import (
    ConfirmationSection,
    Declaration,
    HardshipSection,
    IncomeSection,
    Relative,
    WorkerSection,
)
from backend.domain.identity import Sex
from backend.domain.member.codes import Marriage, MemberStatus

APPLICATIONS = 12
FIRST_AT = "青溪纺织有限公司工会"
"""The union whose chair is among the people of the demo has one of them to take."""
_CAUSES = (HardshipCause.OWN_ILLNESS, HardshipCause.SCHOOLING, HardshipCause.LOW_INCOME)
_STORIES = (
    "上半年住院手术，自付部分借了亲戚的钱，现在还在休养。",
    "两个孩子在读书，爱人没有固定工作，学费和生活费压力很大。",
    "工资不高，家里老人常年吃药，每月都很紧张。",
)


@dataclass(slots=True)
class Applications:
    """The rows of applications and of their steps."""

    applications: list[Row] = field(default_factory=list)
    steps: list[Row] = field(default_factory=list)


def applications_of(
    city: City, crowd: Crowd, households: Sequence[Row], *, seed: int, vault: Vault, now: datetime
) -> Applications:
    """Handed in within the last days by members who stand in no file, all over the city; each is whole but for papers."""
    chance = dice(seed, 13)
    filed = {row["member_id"] for row in households}
    members = [row for row in crowd.members if row["status"] == MemberStatus.ACTIVE and row["id"] not in filed]
    made = Applications()
    first = city.named(FIRST_AT).id
    here = next(row for row in members if row["organization_id"] == first and row["sex"] == Sex.MALE)
    for place, member in enumerate([here, *chance.sample(members, APPLICATIONS - 1)]):
        handed_in = now - timedelta(days=chance.randint(0, 6), hours=chance.randint(1, 9))
        id, cause = id_at(handed_in, chance), _CAUSES[place % len(_CAUSES)]
        declared = _declaration(member, cause, _STORIES[place % len(_STORIES)], chance)
        where = {name: member[name] for name in ("organization_id", "code", "line_code")}
        whose = {"member_id": member["id"], **where}
        made.applications.append(
            {
                "id": id,
                **whose,
                "user_id": id_at(handed_in, chance),
                "name": member["name"],
                "initials": member["initials"],
                "status": str(ApplicationStatus.SUBMITTED),
                "declaration": seal_declaration(vault, id, declared),
                "main_cause": str(cause),
                "people": 1 + len(declared.family or ()),
                "reached_at": handed_in,
                "submitted_at": handed_in,
                "created_at": handed_in - timedelta(hours=1),
                "updated_at": handed_in,
            }
        )
        made.steps.append(
            {
                "id": new_id(),
                "application_id": id,
                **whose,
                "place": 1,
                "step": str(ApplicationStep.SUBMIT),
                "to_status": str(ApplicationStatus.SUBMITTED),
                "by_id": made.applications[-1]["user_id"],
                "by_name": member["name"],
                "at": handed_in,
            }
        )
    return made


def _declaration(member: Row, cause: HardshipCause, story: str, chance: Random) -> Declaration:
    ill, pupil = cause is HardshipCause.OWN_ILLNESS, cause is HardshipCause.SCHOOLING
    year = member["born_on"].year if member["born_on"] else 1980
    other = Sex.FEMALE if member["sex"] == Sex.MALE else Sex.MALE
    spouse = Relative(
        relation=Relation.SPOUSE,
        name=person_name(chance, other, year),
        sex=other,
        married=True,
        livelihood=Livelihood.OTHER,
        income_fen=60_000,
    )
    child = Relative(
        relation=Relation.CHILD,
        name=person_name(chance, Sex.MALE, year + 28),
        sex=Sex.MALE,
        livelihood=Livelihood.PUPIL,
        school_stage=SchoolStage.JUNIOR,
    )
    return Declaration(
        worker=WorkerSection(
            worker_kind=WorkerKind.IN_SERVICE,
            livelihood=Livelihood.SICK_LEAVE if ill else Livelihood.AT_WORK,
            marriage=Marriage.MARRIED,
            contract_months=36,
            phone="16000000000",
            residence=f"云江市人民路 {chance.randint(1, 300)} 号",
            bank="中国工商银行云江支行",
            bank_card="6222020200112233445",
        ),
        family=(spouse, child),
        income=IncomeSection(
            income_fen=360_000 if ill else 255_000,
            medical_fen=2_680_000 if ill else 0,
            schooling_fen=450_000 if pupil else 0,
            housing=Housing.PRIVATE_RENTED,
            housing_area=HousingArea.FROM_30,
            medical_insurance=MedicalInsurance.EMPLOYEE,
        ),
        hardship=HardshipSection(
            main_cause=cause, illness=Illness.HEART_VALVE if ill else Illness.NONE, still_poor=not ill, story=story
        ),
        confirmation=ConfirmationSection(truthful=True, may_compare=True),
    )
