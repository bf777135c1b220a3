"""Answers about rosters that change nothing."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from fastapi import Request, Response

from backend.api.pages import paged, read_cursor
from backend.api.roster import secrets
from backend.api.roster.schemas import RosterQuery, RowQuery
from backend.api.work import Work
from backend.db.queries import job as jobs
from backend.db.queries import roster as rosters
from backend.db.tables.member import Roster
from backend.db.tables.process import StoredFile
from backend.domain.job import JobState
from backend.domain.mask import mask_address, mask_card, mask_id_number, mask_phone
from backend.domain.member.roster import BY_NAME, COLUMNS
from backend.domain.member.roster_states import RosterRowState, RosterState, state_of

_MASKS = {"id_number": mask_id_number, "phone": mask_phone, "bank_card": mask_card, "residence": mask_address}
_NONE = {state.value: 0 for state in RosterRowState}


async def list_page(request: Request, work: Work, query: RosterQuery) -> Response:
    """One page of rosters, newest first."""
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    before = UUID(after[0]) if after else None
    found = await work.session.execute(rosters.list_rosters(scope=work.scope, before=before, limit=query.limit + 1))
    rows = [dict(row) for row in found.mappings()]
    states = await jobs.find_states(work.session, [row["job_id"] for row in rows if row["job_id"]])
    for row in rows:
        row["state"] = _state(row["state"], states.get(row["job_id"]))
        row["counts"] = _NONE | row["counts"]
    return paged(request, query, rows, after=("id",))


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One roster. Raises `NotFound`."""
    roster = await rosters.get_roster(work.session, id)
    union = await rosters.get_union(work.session, roster.organization_id)
    file = await work.session.get(StoredFile, roster.file_id)
    states = await jobs.find_states(work.session, [roster.job_id] if roster.job_id else [])
    state = _state(roster.state, states.get(roster.job_id) if roster.job_id else None)
    counts = _NONE | await rosters.count_rows(work.session, id) if state != RosterState.COMMITTED else roster.counts
    header: Mapping[str, Any] = roster.columns or {"columns": {}, "ignored": [], "sheet": ""}
    return roster.model_dump(exclude={"columns"}) | {
        "state": state,
        "organization_name": union.name,
        "file_name": file.name if file else "",
        "counts": counts,
        "sheet": header["sheet"],
        "ignored": header["ignored"],
        "columns": [
            {"field": column.name, "label": column.title, **header["columns"][column.name]}
            for column in COLUMNS
            if column.name in header["columns"]
        ],
        "steps": [_commit_step(work, state, counts)],
    }


def _state(stored: str, job: str | None) -> RosterState:
    return state_of(RosterState(stored), JobState(job) if job else None)


def _commit_step(work: Work, state: RosterState, counts: Mapping[str, Any]) -> dict[str, Any]:
    english = work.language == "en"
    reason = None
    if state is not RosterState.CHECKED:
        reason = state.en if english else state.zh
    elif not counts["new"]:
        reason = "Nobody in it is new" if english else "没有可以新增的人员"
    return {"step": "commit", "label": "Commit" if english else "导入", "allowed": reason is None, "reason": reason}


async def list_rows(request: Request, work: Work, id: UUID, query: RowQuery) -> Response:
    """One page of a roster's rows in the order of the file, masked. Raises `NotFound`."""
    roster = await rosters.get_roster(work.session, id)
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    found = await work.session.execute(
        rosters.list_rows(
            roster_id=roster.id,
            states=[state.value for state in query.state],
            after=int(after[0]) if after else None,
            limit=query.limit + 1,
        )
    )
    rows = [_shown(work, roster, row) for row in found.mappings()]
    total = None
    if query.with_total:
        counts = await rosters.count_rows(work.session, id)
        wanted = query.state or list(RosterRowState)
        total = sum(counts.get(state.value, 0) for state in wanted)
    return paged(request, query, rows, after=("line",), total=total)


def _shown(work: Work, roster: Roster, row: Mapping[str, Any]) -> dict[str, Any]:
    cells = cells_of(work, roster, row, masked=True)
    return {
        "line": row["line"],
        "state": row["state"],
        "organization_id": row["organization_id"],
        "organization_name": row["organization_name"],
        "member_id": row["member_id"],
        "fields": [{"field": n, "label": BY_NAME[n].title, "value": value} for n, value in cells.items()],
        "problems": problems_of(work, row["problems"]),
    }


def cells_of(work: Work, roster: Roster, row: Mapping[str, Any], *, masked: bool) -> dict[str, str]:
    """The cells of a row as they stand in the file, in the order of the register; secrets masked if so asked."""
    secret = secrets.unseal(work.vault, roster.id, row["line"], row["secrets"])["cells"]
    if masked:
        secret = {name: _MASKS[name](value) for name, value in secret.items()}
    cells = row["fields"]["cells"] | secret
    return {column.name: cells[column.name] for column in COLUMNS if column.name in cells}


def problems_of(work: Work, problems: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Problems with their sentences in the reader's language."""
    language = "en" if work.language == "en" else "zh"
    return [
        {name: problem[name] for name in ("field", "column", "title", "code")} | {"detail": problem[language]}
        for problem in problems
    ]
