"""The good rows of a checked roster become members, ten thousand in a transaction, in the order of the file (MBR-01).

Each batch writes the members, their memberships, their life lines and the mark on their rows together, so a kill leaves
whole batches, and the next run goes on behind them. Between check and commit the world may have changed: every batch
asks again who is registered and which unions live.
"""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from backend.api.jobs import Run
from backend.api.roster import secrets
from backend.api.roster.checking import LABELS
from backend.api.work import Work
from backend.db import records
from backend.db.bulk import insert_rows
from backend.db.crypto import Vault
from backend.db.queries import roster as rosters
from backend.db.queries.roster import Seat
from backend.db.register import bring_history, next_numbers
from backend.db.tables.member import Member, MemberEvent, Membership
from backend.db.types import new_id
from backend.domain.job import JobPhase
from backend.domain.member.codes import JoinSource, MemberEventKind, MemberStatus
from backend.domain.member.roster_cells import CODES
from backend.domain.member.roster_states import RosterRowState, RosterState, RowUnionEnded
from backend.domain.member.rules import MemberDraft

BATCH = 10_000
"""Rows in one transaction (data.md section 5)."""

_DATES = ("born_on", "work_started_on", "joined_on")


async def commit(run: Run) -> Mapping[str, Any]:
    """Take over the good rows of the roster that the job names; returns the counts of its rows by verdict."""
    roster_id = UUID(run.request["roster_id"])
    async with run.work() as work:
        roster = await rosters.get_roster(work.session, roster_id, lock=True)
        counts = await rosters.count_rows(work.session, roster_id)
    if roster.state == RosterState.COMMITTED:
        return {"roster_id": str(roster_id), "counts": roster.counts}
    done = counts.get(RosterRowState.IMPORTED, 0)
    total = done + counts.get(RosterRowState.NEW, 0)
    await run.report(JobPhase.WRITING, done, total, now=True)
    while True:
        async with run.work() as work:
            taken = await _commit_batch(work, roster_id)
        if not taken:
            break
        done += taken
        await run.report(JobPhase.WRITING, min(done, total), total)
    async with run.work() as work:
        roster = await rosters.get_roster(work.session, roster_id, lock=True)
        counts = await rosters.count_rows(work.session, roster_id)
        roster.state = RosterState.COMMITTED.value
        roster.counts = {state.value: counts.get(state.value, 0) for state in RosterRowState}
        roster.committed_at = work.now
        roster.version += 1
        work.tell("roster_committed", roster, counts=counts, file_id=roster.file_id)
    return {"roster_id": str(roster_id), "counts": roster.counts}


async def _commit_batch(work: Work, roster_id: UUID) -> int:
    """Take over the next rows; returns how many were dealt with, 0 when none is left."""
    roster = await rosters.get_roster(work.session, roster_id)
    column = roster.columns["columns"]["id_number"]  # type: ignore[index]
    ahead = await rosters.take_batch(work.session, roster_id, limit=BATCH)
    if not ahead:
        return 0
    last = ahead[-1]["line"]
    await rosters.mark_known(work.session, roster_id, column, labels=LABELS, last=last)
    await rosters.mark_elsewhere(work.session, roster_id, column, last=last)
    rows = await rosters.take_batch(work.session, roster_id, limit=BATCH, last=last)
    seats = await rosters.hold_seats(work.session, list({row["organization_id"] for row in rows}))
    lost = [row["line"] for row in rows if row["organization_id"] not in seats]
    if lost:
        await rosters.mark_union_ended(work.session, roster_id, lost, _union_ended())
    seated = [row for row in rows if row["organization_id"] in seats]
    people = await asyncio.to_thread(_people, work.vault, roster_id, seated, seats, work.today)
    await _write(work, roster_id, people)
    work.tell("roster_rows_committed", roster, first=ahead[0]["line"], last=last, members=len(people))
    return len(ahead)


def _people(
    vault: Vault, roster_id: UUID, rows: Sequence[Mapping[str, Any]], seats: Mapping[UUID, Seat], today: date
) -> dict[int, dict[str, Any]]:
    """The columns of the members-to-be, by the line of their row."""
    return {row["line"]: _person(vault, roster_id, row, seats[row["organization_id"]], today) for row in rows}


def _person(vault: Vault, roster_id: UUID, row: Mapping[str, Any], seat: Seat, today: date) -> dict[str, Any]:
    values = row["fields"]["values"] | secrets.unseal(vault, roster_id, row["line"], row["secrets"])["values"]
    id = new_id()
    draft = MemberDraft(organization_id=row["organization_id"], **_typed(values))
    return records.columns_of(vault, id, draft, today=today) | {
        "id": id,
        "organization_id": row["organization_id"],
        "code": seat.code,
        "line_code": seat.line_code,
        "county_id": seat.county_id,
        "township_id": seat.township_id,
        "status": MemberStatus.ACTIVE.value,
        "status_since": draft.joined_on or today,
        "source": JoinSource.IMPORT.value,
        "version": 1,
    }


def _typed(values: Mapping[str, Any]) -> dict[str, Any]:
    """Staged values as the draft takes them: JSON knows neither dates nor enumerations."""
    typed = dict(values)
    for name, value in values.items():
        if name in CODES:
            typed[name] = CODES[name](value)
        elif name in _DATES:
            typed[name] = date.fromisoformat(value)
        elif name == "employer_id":
            typed[name] = UUID(value)
    return typed


async def _write(work: Work, roster_id: UUID, people: Mapping[int, dict[str, Any]]) -> None:
    if not people:
        return
    await _number(work, people.values())
    stamp = {"created_at": work.now, "updated_at": work.now}
    # In the order of the place: neighbours in the tree become neighbours on the disk (data.md section 5).
    ordered = sorted(people.values(), key=lambda person: person["code"])
    await insert_rows(work.session, Member, [person | stamp for person in ordered])
    await rosters.take_numbers_of_before(
        work.session, await bring_history(work.session, [one["id"] for one in ordered])
    )
    await insert_rows(work.session, Membership, [_spell(person, work.today) for person in ordered])
    await insert_rows(work.session, MemberEvent, [_entry(work, roster_id, line, people[line]) for line in people])
    await rosters.mark_imported(work.session, roster_id, {line: person["id"] for line, person in people.items()})


async def _number(work: Work, people: Any) -> None:
    """Member numbers: the year of joining, then a number of the one sequence."""
    by_year: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for person in people:
        by_year[(person["joined_on"] or work.today).year].append(person)
    for year in sorted(by_year):
        numbers = await next_numbers(work.session, year, len(by_year[year]))
        for person, number in zip(by_year[year], numbers, strict=True):
            person["number"] = number


def _standing(person: Mapping[str, Any]) -> dict[str, Any]:
    where = {name: person[name] for name in ("organization_id", "code", "line_code")}
    return {"id": new_id(), "member_id": person["id"], **where}


def _spell(person: Mapping[str, Any], today: date) -> dict[str, Any]:
    return _standing(person) | {
        "started_on": person["joined_on"] or today,
        "began_by": MemberEventKind.IMPORTED.value,
    }


def _entry(work: Work, roster_id: UUID, line: int, person: Mapping[str, Any]) -> dict[str, Any]:
    return _standing(person) | {
        "kind": MemberEventKind.IMPORTED.value,
        "on": work.today,
        "actor_id": work.caller.user_id,
        "actor_name": work.caller.name,
        "facts": {"roster_id": str(roster_id), "line": line},
        "recorded_at": work.now,
    }


def _union_ended() -> dict[str, str]:
    refusal = RowUnionEnded()
    sentences = {"zh": refusal.sentence("zh"), "en": refusal.sentence("en")}
    return {"field": "union", "column": "", "title": "", "code": refusal.code, **sentences}
