"""Programmes and cases of the demo: one programme of the city, one of each county, cases at every desk and some late."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from backend.db.tables.account import UserAccount
from backend.demo.chance import dice, id_at, person_name
from backend.demo.city import City, Node
from backend.demo.people import Row
from backend.domain.aid.case_codes import CaseStatus, CaseStep, ProgramKind, Stage
from backend.domain.aid.cases import due_after
from backend.domain.aid.program_templates import TEMPLATES
from backend.domain.aid.standards import Recipient, reckon
from backend.domain.aid.way import status_in
from backend.domain.calendar import day_of
from backend.domain.identity import Sex
from backend.domain.organization.codes import Level

_AT = (
    *(CaseStatus.UNIT_REVIEW, CaseStatus.NOTICE, CaseStatus.UNIT_CONFIRM, CaseStatus.TOWNSHIP_REVIEW),
    *(CaseStatus.COUNTY_REVIEW, CaseStatus.COUNTY_REVIEW, CaseStatus.APPROVED, CaseStatus.COUNTY_REVIEW),
    *(CaseStatus.DRAFT, CaseStatus.REJECTED),
)
"""Where the cases stand, in turn."""
_OPINIONS = ("情况属实，同意", "材料齐全，符合规定", "公示无异议", "同意上报")


@dataclass(slots=True)
class Aid:
    """The rows of programmes, cases and steps."""

    programs: list[Row] = field(default_factory=list)
    cases: list[Row] = field(default_factory=list)
    steps: list[Row] = field(default_factory=list)


def aid_of(
    city: City,
    households: Sequence[Row],
    officers: Mapping[str, UserAccount],
    *,
    seed: int,
    now: datetime,
) -> Aid:
    """A case of each household on file in its county's programme of living aid. `officers` by the county's name."""
    chance = dice(seed, 11)
    places = {node.id: node for node in city.nodes}
    made = Aid()
    top = city.nodes[0]
    _program(made, top, ProgramKind.WINTER_WARMTH, "周明", chance, now, closes=timedelta(days=34))
    by_county: dict[UUID, Row] = {}
    for node in city.nodes:
        officer = officers.get(node.name.removesuffix("总工会"))
        if node.kind.level is Level.COUNTY and officer is not None:
            by_county[node.id] = _program(
                made, node, ProgramKind.LIVING, officer.name, chance, now, closes=timedelta(days=2, hours=4)
            )
    active = [row for row in households if row["status"] == "active"]
    for place, file in enumerate(active):
        county = places[file["organization_id"]].above(Level.COUNTY)
        if county is None or county.id not in by_county:
            continue
        officer = officers[county.name.removesuffix("总工会")]
        _case(made, by_county[county.id], file, _AT[place % len(_AT)], officer, chance, now)
    return made


def _program(
    made: Aid, node: Node, kind: ProgramKind, by: str, chance: Random, now: datetime, *, closes: timedelta
) -> Row:
    template = TEMPLATES[kind]
    begun = now - timedelta(days=40)
    year = day_of(now).year
    row: Row = {
        "id": id_at(begun, chance),
        "organization_id": node.id,
        "organization_name": node.name,
        "code": node.place.low,
        "code_hi": node.place.high,
        "line_code": node.line_code,
        "kind": str(kind),
        "name": f"{year} 年{kind.zh}",
        "year": year,
        "status": "open",
        "audience": template.audience,
        "categories": [str(each) for each in template.categories],
        # The files of the demo hold no pictures.
        "papers": [],
        "sources": [str(each) for each in template.sources],
        "stages": [str(each) for each in template.stages],
        "standards": template.standards.plain(),
        "each_time_fen": template.each_time_fen,
        "each_year_fen": template.each_year_fen,
        "caps_stop": template.caps_stop,
        "notice_days": template.notice_days,
        "opens_at": begun,
        "closes_at": (now + closes).replace(minute=30, second=0, microsecond=0),
        "papers_place": f"{node.name.removesuffix('总工会')}职工服务中心",
        "papers_room": "一楼帮扶窗口",
        "papers_phone": "12351",
        "made_by_name": by,
        "created_at": begun,
        "updated_at": begun,
    }
    made.programs.append(row)
    return row


def _case(
    made: Aid, program: Row, file: Row, status: CaseStatus, officer: UserAccount, chance: Random, now: datetime
) -> None:
    stages = [Stage(each) for each in program["stages"]]
    begun = now - timedelta(days=chance.randint(9, 30), hours=chance.randint(0, 6))
    maker = id_at(begun, chance), person_name(chance, Sex.FEMALE, 1980)
    fen = reckon(TEMPLATES[ProgramKind.LIVING].standards, Recipient(category=file["category"])).fen
    id = id_at(begun, chance)
    place = {name: file[name] for name in ("organization_id", "code", "line_code")}
    whole = [CaseStatus.DRAFT, *(status_in(each) for each in stages), CaseStatus.APPROVED]
    passed = whole[1 : whole.index(status) + 1] if status in whole else [*whole[1:-1], CaseStatus.REJECTED]
    at, before = begun, CaseStatus.DRAFT
    for number, to in enumerate(passed, start=1):
        at = min(at + timedelta(days=chance.randint(1, 3), minutes=chance.randint(0, 300)), now)
        step = CaseStep.SUBMIT if number == 1 else CaseStep.REJECT if to is CaseStatus.REJECTED else CaseStep.PASS
        by = (officer.id, officer.name) if to in (CaseStatus.APPROVED, CaseStatus.REJECTED) else maker
        made.steps.append(
            place
            | {
                "id": id_at(at, chance),
                "case_id": id,
                "place": number,
                "step": str(step),
                "from_status": str(before),
                "to_status": str(to),
                "reason": "家庭收入已超过标准" if to is CaseStatus.REJECTED else _OPINIONS[number % len(_OPINIONS)],
                "amount_fen": fen,
                "by_id": by[0],
                "by_name": by[1],
                "by_office": "",
                "at": at,
            }
        )
        before = to
    approved = status is CaseStatus.APPROVED
    made.cases.append(
        place
        | {
            "id": id,
            "program_id": program["id"],
            "household_id": file["id"],
            "name": file["name"],
            "initials": file["initials"],
            "status": str(status),
            "category": file["category"],
            "evaluation": file["evaluation"] if passed else {},
            "asked_fen": fen,
            "amount_fen": fen,
            "maker_id": maker[0],
            "maker_name": maker[1],
            "checker_id": officer.id if approved else None,
            "checker_name": officer.name if approved else "",
            "reached_at": at,
            "due_at": due_after(status, at),
            "submitted_at": begun if passed else None,
            "approved_at": at if approved else None,
            "created_at": begun,
            "updated_at": at,
        }
    )
