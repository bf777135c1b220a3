"""Answers about programmes that change nothing."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from backend.api.aid_program.schemas import AidProgramItem, AidProgramQuery
from backend.api.listing import listing
from backend.api.offers import NOT_HELD
from backend.api.work import Work
from backend.db.queries import aid_policy as policies
from backend.db.queries import aid_program as programs
from backend.db.queries.aid_program import ProgramFilters
from backend.db.tables.aid_case import AidProgram
from backend.domain.access import Permission
from backend.domain.aid.balance import quotas_from
from backend.domain.aid.case_codes import ProgramKind, ProgramStatus, Stage
from backend.domain.aid.policy import allowance
from backend.domain.aid.program_templates import TEMPLATES
from backend.domain.aid.programs import PROGRAM_WORKFLOW, require_accepting, require_removable
from backend.domain.aid.standards import least_of_time, least_of_year, standards_from
from backend.domain.refusals import Refusal

_COLUMNS = frozenset(AidProgramItem.model_fields) & frozenset(AidProgram.model_fields)


async def _narrow(work: Work, query: AidProgramQuery) -> ProgramFilters:
    return ProgramFilters(
        place=work.place[0],
        scope=work.scope,
        below=query.below,
        statuses=query.status,
        kinds=query.kind,
        year=query.year,
        accepting=work.now if query.accepting else None,
    )


def _standing(row: Mapping[str, Any]) -> dict[str, Any]:
    return dict(row) | {"standards": standards_from(row["standards"]).plain(), "amount_fen": int(row["amount_fen"])}


LISTING = listing(
    permission=Permission.AID_READ,
    query=AidProgramQuery,
    narrow=_narrow,
    listed=lambda work, filters, after, limit: programs.list_programs(filters=filters, after=after, limit=limit),
    counted=lambda work, filters, cap: programs.count_programs(filters=filters, cap=cap),
    order=("year", "id"),
    shown=lambda work, row: _standing(row),
)


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One programme, its way, what may be done with it. Raises `NotFound`."""
    await work.session.flush()
    row = await programs.get_program(work.session, id, scope=work.scope)
    counted = await programs.sum_cases(work.session, id, scope=work.scope)
    closed = refusal_of(work, row)
    english = work.language == "en"
    return row.model_dump(include=set(_COLUMNS)) | {
        **counted,
        "standards": standards_from(row.standards).plain(),
        "means_tested": ProgramKind(row.kind).means_tested,
        "accepting": closed is None,
        "not_accepting": None if closed is None else closed.sentence(work.language),
        "way": [
            {"stage": stage, "label": stage.en if english else stage.zh, "level": int(stage.level)}
            for stage in map(Stage, row.stages)
        ],
        "caps_in_force": await _caps(work, row),
        "quotas": [{"organization_id": id, "fen": fen} for id, fen in quotas_from(row.quotas).items()],
        "steps": _steps(work, row, cases=counted["in_all"]),
    }


async def _caps(work: Work, row: AidProgram) -> dict[str, int]:
    """The caps that bind at the reader's union; of a programme of a union below, at that union."""
    here = work.place[0]
    place = here if row.code <= here <= row.code_hi else row.code
    allowed = allowance(await policies.list_layers(work.session), place=place, on=work.today)
    return {
        "each_time_fen": least_of_time(row.each_time_fen, allowed),
        "each_year_fen": least_of_year(row.each_year_fen, allowed),
    }


def refusal_of(work: Work, row: AidProgram) -> Refusal | None:
    """Why a programme takes no cases at this moment; None when it does."""
    try:
        require_accepting(row, work.now)
    except Refusal as refusal:
        return refusal
    return None


def _steps(work: Work, row: AidProgram, *, cases: int) -> list[dict[str, Any]]:
    english = work.language == "en"
    status = ProgramStatus(row.status)
    held = work.held_over(row.code, row.line_code)
    found = [
        _step(str(each.step), each.en if english else each.zh, each.reason, work)
        for each in PROGRAM_WORKFLOW.steps(status, held)
    ]
    sets = Permission.AID_POLICY in held
    found.append(_step("edit", "Edit" if english else "修改", None, work, held=sets))
    refusal: Refusal | None = None
    try:
        require_removable(status, cases=cases)
    except Refusal as raised:
        refusal = raised
    found.append(_step("delete", "Delete" if english else "删除草稿", refusal, work, held=sets))
    return found


def _step(step: str, label: str, refusal: Refusal | None, work: Work, *, held: bool = True) -> dict[str, Any]:
    reason = None if refusal is None else refusal.sentence(work.language)
    if not held:
        reason = NOT_HELD["en" if work.language == "en" else "zh"]
    return {"step": step, "label": label, "allowed": reason is None, "reason": reason}


def templates() -> dict[str, Any]:
    """What ships to begin from."""
    names = ("audience", "categories", "papers", "sources", "stages", "each_time_fen", "each_year_fen")
    return {
        "items": [
            {name: getattr(each, name) for name in (*names, "caps_stop", "notice_days")}
            | {"kind": kind, "means_tested": kind.means_tested, "standards": each.standards.plain()}
            for kind, each in TEMPLATES.items()
        ]
    }
