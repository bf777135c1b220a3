"""What a worker reads: the own applications with what is missing and with whom they lie; the own cases; programmes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from backend.api.aid_application import telling
from backend.api.aid_application.declaration_wire import whole
from backend.api.work import Work
from backend.db.declarations import open_declaration
from backend.db.queries import aid_application as applications
from backend.db.queries import aid_policy as policies
from backend.db.queries import member as members
from backend.db.records import draft_of as member_record
from backend.db.tables.aid_application import AidApplication
from backend.domain.aid.application import APPLICANT, desk_of
from backend.domain.aid.application_codes import ApplicationStatus, ApplicationStep, Desk
from backend.domain.aid.case_codes import CaseStatus, CaseStep
from backend.domain.aid.codes import PaperKind
from backend.domain.aid.declaration import Declaration
from backend.domain.aid.declared import faults, section_of, section_states
from backend.domain.aid.policy import allowance
from backend.domain.aid.standards import least_of_time
from backend.domain.refusals import Invalid


@dataclass(frozen=True, slots=True)
class LookedOver:
    """An application with its papers and what is wrong with the whole."""

    declaration: Declaration
    papers: Sequence[dict[str, Any]]
    needed: Sequence[dict[str, Any]]
    faults: Sequence[Invalid]


async def look_over(work: Work, row: AidApplication) -> LookedOver:
    """The whole of an application, held against the register as it is today."""
    declaration = open_declaration(work.vault, row)
    papers = await applications.list_papers(work.session, row.id)
    program = None if row.program_id is None else await applications.find_program(work.session, row.program_id)
    needed = telling.needed(work, row, declaration, papers, of_program=() if program is None else program.papers)
    member = await members.get_member(work.session, row.member_id)
    found = faults(
        declaration,
        member_record(work.vault, member),
        held={PaperKind(each["kind"]) for each in papers},
        wanted=[each["kind"] for each in needed],
        on=work.today,
    )
    return LookedOver(declaration, papers, needed, found)


async def list_all(work: Work) -> dict[str, Any]:
    """My applications. Nobody in the register has none."""
    if work.caller.member_id is None:
        return {"items": []}
    unions = await _unions(work)
    rows = await applications.list_mine(work.session, work.caller.member_id)
    return {"items": [row | _standing(work, row, unions) for row in rows]}


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One of mine, whole. Raises `NotFound`."""
    await work.session.flush()
    row = await applications.get_own(work.session, id, work.caller.member_id)
    looked = await look_over(work, row)
    program = None if row.program_id is None else await applications.find_program(work.session, row.program_id)
    trail = telling.trail(work, row, await applications.list_steps(work.session, id), names=False)
    item = row.model_dump(include=set(applications.MINE_COLUMNS)) | {"program_name": program and program.name}
    states = section_states(looked.declaration, looked.faults, papers=len(looked.papers))
    return (
        item
        | _standing(work, item, await _unions(work))
        | {
            "declaration": whole(looked.declaration),
            "sections": [
                {
                    "section": section,
                    "label": telling.label(work, section),
                    "state": state,
                    "state_label": telling.label(work, state),
                }
                for section, state in states.items()
            ],
            "faults": [_fault(work, each) for each in looked.faults] if ApplicationStatus(row.status).fillable else [],
            "papers": looked.papers,
            "papers_needed": looked.needed,
            "asked": _asked(row, trail),
            "trail": trail,
            "steps": telling.open_steps(work, row, {APPLICANT}, refusal=None),
        }
    )


def _fault(work: Work, fault: Invalid) -> dict[str, Any]:
    return {
        "section": section_of(fault),
        "pointer": fault.facts["pointer"],
        "code": fault.code,
        "detail": fault.sentence(work.language),
    }


def _asked(row: AidApplication, trail: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    if row.status != ApplicationStatus.ASKED:
        return None
    last = [each for each in trail if each["step"] == ApplicationStep.ASK][-1]
    return {"note": last["note"], "papers": telling.kinds(row.asked_papers), "by": last["by"], "at": last["at"]}


async def _unions(work: Work) -> Mapping[UUID, str]:
    return {each["id"]: each["name"] for each in await applications.list_unions_above(work.session)}


def _standing(work: Work, row: Mapping[str, Any], unions: Mapping[UUID, str]) -> dict[str, Any]:
    """In words: where it is, and with whom. A union whose member the worker no longer is keeps its name to itself."""
    status = ApplicationStatus(row["status"])
    at = Desk.WORKER if status.fillable else Desk.UNION
    desk = {
        "desk": at,
        "label": telling.label(work, at),
        "organization_name": None if at is Desk.WORKER else unions.get(row["organization_id"]),
    }
    return {"status_label": telling.label(work, status), "desk": desk if status.open else None}


async def list_cases(work: Work) -> dict[str, Any]:
    """My cases, each with where it is, since when, and with whom."""
    if work.caller.member_id is None:
        return {"items": []}
    return {"items": [_case(work, row) for row in await applications.list_cases_of_member(work.session)]}


def _case(work: Work, row: Mapping[str, Any]) -> dict[str, Any]:
    status = CaseStatus(row["status"])
    at = desk_of(status)
    desk = None
    if at is not None and at.level is not None:
        names = {int(level): name for level, name in row["unions"].items()}
        # Where a union has no township, the next one above decides instead.
        above = [level for level in names if level <= at.level]
        desk = {
            "desk": at,
            "label": telling.label(work, at),
            "organization_name": names[max(above)] if above else None,
        }
    steps = [
        each
        | {
            "label": telling.label(work, CaseStep(each["step"])),
            "by": each["by_office"],
        }
        for each in row["steps"]
    ]
    return dict(row) | {"status_label": telling.label(work, status), "desk": desk, "steps": steps}


async def list_programs(work: Work) -> dict[str, Any]:
    """The programmes of my union and of those above it that take applications now."""
    unions = await applications.list_unions_above(work.session)
    rows = await applications.list_open_programs(work.session, [each["id"] for each in unions], at=work.now)
    if not rows:
        return {"items": []}
    allowed = allowance(await policies.list_layers(work.session), place=unions[-1]["code"], on=work.today)
    return {
        "items": [
            row
            | {
                "papers": telling.kinds(row["papers"]),
                "each_time_fen": least_of_time(row["each_time_fen"], allowed),
            }
            for row in rows
        ]
    }
