"""The check of a roster: read, staged, compared with the register. Nothing is written to the register (ui.md 1.3 no. 18).

Begun again after a kill it forgets what it had staged and reads anew; the verdict stands only when the last transaction
has committed, which is also what tells a second run that there is nothing left to do.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from backend.api.jobs import Run
from backend.api.roster import secrets
from backend.api.roster.reader import read_workbook
from backend.db.bulk import insert_rows
from backend.db.crypto import Vault
from backend.db.files import FileStore
from backend.db.queries import file as files
from backend.db.queries import roster as rosters
from backend.db.records import id_number_index
from backend.db.tables.member import Roster, RosterRow
from backend.domain.job import JobPhase
from backend.domain.member.codes import MemberStatus
from backend.domain.member.roster import BY_NAME
from backend.domain.member.roster_places import Places
from backend.domain.member.roster_states import RosterRowState, RosterState
from backend.domain.refusals import Invalid
from backend.settings import settings

LABELS = {
    "zh": {status.value: status.zh for status in MemberStatus},
    "en": {status.value: status.en for status in MemberStatus},
}


async def check(run: Run) -> Mapping[str, Any]:
    """Check the roster that the job names; returns the counts of its rows by verdict."""
    roster_id = UUID(run.request["roster_id"])
    async with run.work() as work:
        roster = await rosters.get_roster(work.session, roster_id, lock=True)
        if roster.state != RosterState.CHECKING:
            return {"roster_id": str(roster_id), "counts": roster.counts}
        await rosters.clear_rows(work.session, roster_id)
        file = await files.get_file(work.session, roster.file_id)
        union = await rosters.get_union(work.session, roster.organization_id)
        places = await rosters.load_places(work.session, union)
        today = work.today
    path = FileStore(settings().file_directory).find(file.id, file.sha256)
    await run.report(JobPhase.READING, 0, now=True)
    read, header = 0, {}
    reader = read_workbook(path, file.media_type, today)
    try:
        async for batch in reader:
            if "columns" in batch[0]:
                header = batch[0]
            elif "line" in batch[0]:
                async with run.work() as work:
                    staged = await asyncio.to_thread(_stage, work.vault, roster, header, places, batch)
                    await insert_rows(work.session, RosterRow, staged)
                read += len(batch)
                await run.report(JobPhase.READING, read)
    finally:
        await reader.aclose()  # type: ignore[attr-defined]
    await run.report(JobPhase.COMPARING, read, read, now=True)
    return await _compare(run, roster_id, header)


async def _compare(run: Run, roster_id: UUID, header: Mapping[str, Any]) -> Mapping[str, Any]:
    column = header["columns"]["id_number"]
    async with run.work() as work:
        roster = await rosters.get_roster(work.session, roster_id, lock=True)
        await rosters.mark_duplicates(work.session, roster_id, column)
        await rosters.mark_known(work.session, roster_id, column, labels=LABELS)
        await rosters.mark_elsewhere(work.session, roster_id, column)
        counts = await rosters.count_rows(work.session, roster_id)
        roster.state = RosterState.CHECKED.value
        roster.counts = {state.value: counts.get(state.value, 0) for state in RosterRowState}
        roster.columns = dict(header)
        roster.version += 1
        work.tell("roster_checked", roster, counts=counts, file_id=roster.file_id)
    return {"roster_id": str(roster_id), "counts": roster.counts}


def _stage(
    vault: Vault, roster: Roster, header: Mapping[str, Any], places: Places, batch: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Rows as read, as rows of the staging table: secrets sealed, places found, the verdict of the rules."""
    return [_staged(vault, roster, header["columns"], places, read) for read in batch]


def _staged(
    vault: Vault, roster: Roster, columns: Mapping[str, Mapping[str, str]], places: Places, read: Mapping[str, Any]
) -> dict[str, Any]:
    problems = list(read["problems"])
    organization_id, employer_id = roster.organization_id, None
    try:
        standing = places.find(read["values"])
        organization_id, employer_id = standing.organization_id, standing.employer_id
    except Invalid as refusal:
        problems.append(_problem(refusal, columns))
    plain_cells, secret_cells = secrets.part(read["cells"])
    plain_values, secret_values = secrets.part(read["values"])
    plain_values = {name: value for name, value in plain_values.items() if BY_NAME[name].reading.value != "place"}
    if employer_id is not None:
        plain_values["employer_id"] = str(employer_id)
    number = secret_values.get("id_number")
    return {
        "roster_id": roster.id,
        "line": read["line"],
        "code": roster.code,
        "line_code": roster.line_code,
        "state": (RosterRowState.WRONG if problems else RosterRowState.NEW).value,
        "organization_id": organization_id,
        "id_number_index": id_number_index(vault, number) if number and not problems else None,
        "fields": {"cells": plain_cells, "values": plain_values},
        "secrets": secrets.seal(vault, roster.id, read["line"], cells=secret_cells, values=secret_values),
        "problems": problems,
    }


def _problem(refusal: Invalid, columns: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    name = str(refusal.facts.get("pointer", "/union"))[1:]
    where = columns.get(name, {"column": "", "title": ""})
    return {
        "field": name,
        **where,
        "code": refusal.code,
        "zh": refusal.sentence("zh"),
        "en": refusal.sentence("en"),
    }
