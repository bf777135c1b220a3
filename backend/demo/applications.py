"""Applications of the demo: workers who applied with their telephones and wait for their unions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from backend.db.crypto import Vault
from backend.db.declarations import seal_declaration
from backend.db.types import new_id
from backend.demo.chance import dice, id_at
from backend.demo.people import Crowd, Row
from backend.domain.aid.application_codes import ApplicationStatus, ApplicationStep
from backend.domain.aid.codes import HardshipCause, Housing, Illness, Livelihood, MedicalInsurance, WorkerKind
from backend.domain.aid.declaration import (
    ConfirmationSection,
    Declaration,
    HardshipSection,
    IncomeSection,
    WorkerSection,
)
from backend.domain.member.codes import Marriage, MemberStatus

APPLICATIONS = 12
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


def applications_of(crowd: Crowd, households: Sequence[Row], *, seed: int, vault: Vault, now: datetime) -> Applications:
    """Handed in within the last days by members who stand in no file, all over the city."""
    chance = dice(seed, 13)
    filed = {row["member_id"] for row in households}
    members = [row for row in crowd.members if row["status"] == MemberStatus.ACTIVE and row["id"] not in filed]
    made = Applications()
    for place, member in enumerate(chance.sample(members, APPLICATIONS)):
        handed_in = now - timedelta(days=chance.randint(0, 6), hours=chance.randint(1, 9))
        id, cause = id_at(handed_in, chance), _CAUSES[place % len(_CAUSES)]
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
                "declaration": seal_declaration(vault, id, _declaration(cause, _STORIES[place % len(_STORIES)])),
                "main_cause": str(cause),
                "people": 1,
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


def _declaration(cause: HardshipCause, story: str) -> Declaration:
    ill = cause is HardshipCause.OWN_ILLNESS
    return Declaration(
        worker=WorkerSection(
            worker_kind=WorkerKind.IN_SERVICE, livelihood=Livelihood.AT_WORK, marriage=Marriage.SINGLE
        ),
        family=(),
        income=IncomeSection(
            income_fen=310_000 if ill else 105_000,
            medical_fen=2_680_000 if ill else 0,
            housing=Housing.PRIVATE_RENTED,
            medical_insurance=MedicalInsurance.EMPLOYEE,
        ),
        hardship=HardshipSection(
            main_cause=cause, illness=Illness.HEART_VALVE if ill else Illness.NONE, still_poor=not ill, story=story
        ),
        confirmation=ConfirmationSection(truthful=True, may_compare=True),
    )
