"""Rows of a workbook and the register of members: who is there, what changes, who comes, and all of it taken back."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from backend.api.asking import left_to_ask, note_asked
from backend.api.imports.judged import Alone, Judged, outcome, stays, undone
from backend.api.imports.member_records import (
    Ahead,
    Written,
    entry,
    give_numbers,
    kept_because,
    regrouped,
    restored,
    spell,
)
from backend.api.work import Work
from backend.db import records
from backend.db.bulk import insert_rows, update_rows
from backend.db.crypto import Vault
from backend.db.queries import import_members as store
from backend.db.queries import imports
from backend.db.queries import member as members
from backend.db.queries.import_members import Seat
from backend.db.register import bring_history
from backend.db.tables.imports import Import
from backend.db.tables.member import Member, MemberEvent, Membership
from backend.db.tables.organization import Organization
from backend.db.types import new_id
from backend.domain.imports import comparing
from backend.domain.imports.columns import Register
from backend.domain.imports.comparing import Registered, require_changeable
from backend.domain.imports.heads import Head
from backend.domain.imports.members import MEMBERS, typed
from backend.domain.imports.places import Places
from backend.domain.imports.states import ImportRowState, KeptChanged, RowElsewhere, RowOtherUnion, RowUnionEnded
from backend.domain.member.changes import as_facts
from backend.domain.member.codes import JoinSource, MemberEventKind, MemberStatus
from backend.domain.member.register import ELSEWHERE_A_DAY, AskedTooOften
from backend.domain.member.rules import MemberDraft
from backend.domain.refusals import Invalid

At = tuple[int, int]


class Members(Alone):
    """One import of members, for the length of a check or of a commit."""

    register: ClassVar[Register] = MEMBERS
    batch: int = 5_000
    hands: int = 2

    def __init__(self) -> None:
        self._places: Places | None = None
        self._ahead: dict[At, Ahead] = {}

    async def prepare(self, work: Work, union: Organization, listed: Mapping[str, str] | None = None) -> None:
        """The unions at and below the import's, and the employers that they cover."""
        self._places = await imports.load_places(work.session, union)

    def names(self) -> Mapping[str, Sequence[str]]:
        """Unions, branches and employers."""
        assert self._places is not None
        return self._places.names()

    def place(self, vault: Vault, rows: Sequence[Judged], head: Head) -> None:
        """The union, branch and employer that each row names, and the index of its document number."""
        assert self._places is not None
        for row in rows:
            try:
                standing = self._places.find(row.values)
            except Invalid as refusal:
                row.refuse(ImportRowState.WRONG, refusal, head, "union")
            else:
                row.organization_id = standing.organization_id
                if standing.employer_id is not None:
                    row.values["employer_id"] = str(standing.employer_id)
            if row.problems:
                row.state = ImportRowState.WRONG
            else:
                row.key = records.id_number_index(vault, row.values["id_number"])

    async def judge(self, work: Work, rows: Sequence[Judged], head: Head, *, hold: bool = False) -> None:
        """Whom the scope holds already and what would change of them; who is registered beyond it, and no more."""
        keyed = [(row, row.key) for row in rows if row.key is not None]
        keys = [key for _row, key in keyed]
        if hold:
            await store.hold_known(work.session, keys)
        known = await store.find_known(work.session, keys, [row.organization_id for row, _key in keyed])
        self._ahead.clear()
        await asyncio.to_thread(self._compare, work, [row for row, _key in keyed], known, head)
        strangers: dict[bytes, list[Judged]] = defaultdict(list)
        for number, (row, key) in enumerate(keyed):
            if number not in known:
                strangers[key].append(row)
        await self._tell_elsewhere(work, strangers, head)

    async def _tell_elsewhere(self, work: Work, strangers: Mapping[bytes, Sequence[Judged]], head: Head) -> None:
        """Who is registered beyond the scope; each such answer is counted for the officer and the day.

        Past the limit nothing more is said of anybody whom the scope does not hold, or the silence would be the answer.
        """
        taken = await members.claimed(work.session, list(strangers))
        left, wait = await left_to_ask(work) if taken else (0, 0)
        silent = False
        for key, rows in strangers.items():
            silent = silent or (key in taken and left == 0)
            for row in rows:
                if silent:
                    refusal = AskedTooOften(limit=ELSEWHERE_A_DAY, retry_after=wait)
                    row.refuse(ImportRowState.WRONG, refusal, head, self.register.key)
                elif key in taken:
                    row.refuse(ImportRowState.ELSEWHERE, RowElsewhere(), head, self.register.key)
            if key in taken and not silent:
                left -= 1
                note_asked(work, rows[0].organization_id, why="import")

    def _compare(self, work: Work, rows: Sequence[Judged], known: Mapping[int, store.File], head: Head) -> None:
        for number, (found, here) in known.items():
            row = rows[number]
            row.record_id = found.id
            try:
                require_changeable(
                    Registered(status=MemberStatus(found.status), here=here, union_name=found.union_name)
                )
                old = records.draft_of(work.vault, found)
                new, changes = comparing.compare(old, row.values, today=work.today)
            except RowOtherUnion as refusal:
                row.refuse(ImportRowState.ELSEWHERE, refusal, head)
            except Invalid as refusal:
                row.refuse(ImportRowState.WRONG, refusal, head, self.register.key)
            else:
                self._settle(row, Ahead(found, new, changes))

    def _settle(self, row: Judged, ahead: Ahead) -> None:
        """The verdict on the row of somebody who is there. Who says no branch leaves people in theirs."""
        found, row.changes = ahead.found, dict(ahead.changes)
        if "employer_id" in row.changes:
            del row.changes["employer_id"]
            row.changes["employer"] = [found.employer_name, row.values.get("employer")]
        if "branch" in row.values and row.organization_id != found.organization_id:
            ahead.moves = True
            row.changes["branch"] = [found.union_name, row.values["branch"]]
        else:
            row.organization_id = found.organization_id
        row.state = ImportRowState.CHANGED if row.changes else ImportRowState.UNCHANGED
        if row.changes:
            self._ahead[row.round, row.line] = ahead

    async def write(self, work: Work, import_: Import, rows: Sequence[Judged], head: Head) -> list[dict[str, Any]]:
        """New people with membership and life line, changed records with what they held before.

        Rows whose union is there no more are told so, and stay.
        """
        seats = await store.hold_seats(work.session, list({row.organization_id for row in rows}))
        for row in rows:
            if row.organization_id not in seats:
                row.refuse(ImportRowState.WRONG, RowUnionEnded(), head, "union")
        new = [row for row in rows if row.state is ImportRowState.NEW]
        changed = [row for row in rows if row.state is ImportRowState.CHANGED]
        people = await asyncio.to_thread(self._people, work, new, seats)
        edits = await asyncio.to_thread(self._edits, work, changed, seats)
        await self._enter(work, import_, people)
        await self._change(work, import_, edits)
        return [each.outcome for each in (*people, *edits)]

    def _people(self, work: Work, rows: Iterable[Judged], seats: Mapping[UUID, Seat]) -> list[Written]:
        return [self._person(work, row, seats[row.organization_id]) for row in rows]

    def _person(self, work: Work, row: Judged, seat: Seat) -> Written:
        id = new_id()
        draft = MemberDraft(organization_id=row.organization_id, **typed(row.values))
        columns = records.columns_of(work.vault, id, draft, today=work.today) | {
            "id": id,
            "organization_id": row.organization_id,
            "code": seat.code,
            "line_code": seat.line_code,
            "county_id": seat.county_id,
            "township_id": seat.township_id,
            "status": MemberStatus.ACTIVE.value,
            "status_since": draft.joined_on or work.today,
            "source": JoinSource.IMPORT.value,
            "created_at": work.now,
            "updated_at": work.now,
            "version": 1,
        }
        return Written(row.line, columns, outcome(row, ImportRowState.IMPORTED, id, version=1))

    async def _enter(self, work: Work, import_: Import, people: Sequence[Written]) -> None:
        if not people:
            return
        # In the order of the place: neighbours in the tree become neighbours on the disk (data.md section 5).
        ordered = sorted((person.columns for person in people), key=lambda columns: columns["code"])
        await give_numbers(work, ordered)
        await insert_rows(work.session, Member, ordered)
        numbers = await bring_history(work.session, [columns["id"] for columns in ordered])
        await store.take_numbers_of_before(work.session, numbers)
        await insert_rows(work.session, Membership, [spell(columns, work.today) for columns in ordered])
        # Where the earlier time was spent may lie beyond the scope of whoever undoes this: that there was one is told here.
        entries = [
            entry(
                work,
                import_,
                person,
                MemberEventKind.IMPORTED,
                {"earlier": True} if person.columns["id"] in numbers else {},
            )
            for person in people
        ]
        await insert_rows(work.session, MemberEvent, entries)

    def _edits(self, work: Work, rows: Iterable[Judged], seats: Mapping[UUID, Seat]) -> list[Written]:
        return [self._edit(work, row, seats[row.organization_id]) for row in rows]

    def _edit(self, work: Work, row: Judged, seat: Seat) -> Written:
        ahead = self._ahead[row.round, row.line]
        found = ahead.found
        columns = records.columns_of(work.vault, found.id, ahead.new, today=work.today) | {
            "id": found.id,
            "organization_id": row.organization_id,
            "code": seat.code,
            "line_code": seat.line_code,
            "updated_at": work.now,
        }
        told = outcome(row, ImportRowState.UPDATED, found.id, version=found.version + 1)
        return Written(row.line, columns, told | {"before": ahead.before()}, ahead)

    async def _change(self, work: Work, import_: Import, edits: Sequence[Written]) -> None:
        if not edits:
            return
        await update_rows(work.session, Member, [edit.columns for edit in edits])
        moved = [edit for edit in edits if edit.ahead is not None and edit.ahead.moves]
        await store.follow_members(work.session, [edit.columns["id"] for edit in moved])
        entries = [
            entry(work, import_, edit, MemberEventKind.EDITED, as_facts(edit.ahead.changes))
            for edit in edits
            if edit.ahead is not None and edit.ahead.changes
        ]
        entries += [entry(work, import_, edit, MemberEventKind.REGROUPED, regrouped(edit)) for edit in moved]
        for kind in (MemberEventKind.EDITED, MemberEventKind.REGROUPED):
            await insert_rows(work.session, MemberEvent, [entry for entry in entries if entry["kind"] == kind.value])

    async def take_back(
        self, work: Work, import_: Import, rows: Sequence[Mapping[str, Any]], head: Head
    ) -> list[dict[str, Any]]:
        """Who came goes, what was changed is as before; unless somebody has acted on the record since."""
        ids = [row["record_id"] for row in rows]
        there = await store.hold_members(work.session, ids)
        came = [row["record_id"] for row in rows if row["state"] == ImportRowState.IMPORTED]
        used = await members.find_used(work.session, came)
        older = await store.find_with_history(work.session, came)
        outcomes, removed, restored = [], [], []
        for row in rows:
            kept = kept_because(row, there.get(row["record_id"]), used=used, older=older)
            if kept is not None:
                outcomes.append(stays(row, kept, head, self.register))
            elif row["state"] == ImportRowState.IMPORTED:
                removed.append(row)
            else:
                restored.append(row)
        await store.remove_members(work.session, [row["record_id"] for row in removed])
        outcomes += await self._restore(work, import_, restored, there, head)
        return [*outcomes, *(undone(row) | {"record_id": None} for row in removed)]

    async def _restore(
        self,
        work: Work,
        import_: Import,
        rows: Sequence[Mapping[str, Any]],
        there: Mapping[UUID, Any],
        head: Head,
    ) -> list[dict[str, Any]]:
        homes = {
            row["line"]: UUID(row["before"]["organization_id"]) for row in rows if "organization_id" in row["before"]
        }
        seats = await store.hold_seats(work.session, list(set(homes.values())))
        outcomes: list[dict[str, Any]] = []
        edits: list[Written] = []
        back: list[tuple[UUID, int, int]] = []
        for row in rows:
            found, home = there[row["record_id"]], homes.get(row["line"])
            if home is not None and home not in seats:
                outcomes.append(stays(row, KeptChanged(), head, self.register))
                continue
            edits.append(restored(work, row, found, home, seats))
            back.append((found.id, found.version, found.version + 1))
            outcomes.append(undone(row))
        await self._change(work, import_, edits)
        await imports.follow_versions(work.session, import_.id, back)
        return outcomes
