"""Rows of a workbook that each ask for a transfer, as somebody would on the page (MBR-02)."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from backend.api.imports.judged import Alone, Judged, outcome, stays, undone
from backend.api.imports.plain import About, At
from backend.api.work import Work
from backend.db import records
from backend.db.bulk import insert_rows
from backend.db.crypto import Vault
from backend.db.numbering import Series, next_numbers
from backend.db.queries import import_sites
from backend.db.queries import import_transfers as store
from backend.db.register import record_events
from backend.db.tables.imports import Import
from backend.db.tables.member import Transfer
from backend.db.tables.organization import Organization
from backend.db.types import new_id
from backend.domain.imports import transfers as rules
from backend.domain.imports.columns import Register
from backend.domain.imports.directory import Directory, is_union
from backend.domain.imports.heads import Head
from backend.domain.imports.states import ImportRowState, KeptGone
from backend.domain.imports.transfers import (
    TRANSFERS,
    Destination,
    DestinationAmbiguous,
    DestinationUnknown,
    KeptAnswered,
    MemberNotOurs,
    TransferNumberUnknown,
)
from backend.domain.member.codes import MemberEventKind, MemberStatus, TransferForm, TransferReason, TransferStatus
from backend.domain.member.moves import due_on
from backend.domain.member.transfers import BEGINNING
from backend.domain.refusals import Refusal

_ACTIVE, _PARKED = MemberStatus.ACTIVE, MemberStatus.TRANSFER_OUT_PENDING


class Transfers(Alone):
    """One list of transfers, for the length of a check or of a commit."""

    register: ClassVar[Register] = TRANSFERS
    batch: int = 2_000
    hands: int = 1

    def __init__(self) -> None:
        self.directory: Directory
        self._members: dict[At, Any] = {}
        self._to: dict[At, Destination] = {}

    async def prepare(self, work: Work, union: Organization, listed: Mapping[str, str] | None = None) -> None:
        """The unions at and below the import's."""
        self.directory = await import_sites.load_directory(work.session, union)

    def names(self) -> Mapping[str, Sequence[str]]:
        """Own unions. A destination may be any of the city and is written."""
        return {"union": self.directory.names(), "to": self.directory.names(is_union)}

    def place(self, vault: Vault, rows: Sequence[Judged], head: Head) -> None:
        """By the number of the transfer, or by the document number."""
        for row in rows:
            row.organization_id = self.directory.root.id
            if row.problems:
                row.state = ImportRowState.WRONG
            elif "number" in row.values:
                row.key = row.values["number"].encode()
            else:
                row.key = records.id_number_index(vault, row.values["id_number"])

    async def judge(self, work: Work, rows: Sequence[Judged], head: Head, *, hold: bool = False) -> None:
        """Whom the row means, where they go, whether that may be asked for."""
        asked = [row for row in rows if row.key is not None and "number" not in row.values]
        listed = [row for row in rows if row.key is not None and "number" in row.values]
        wanted = {row.at: self._named(row.values["to"]) for row in asked}
        places = await store.find_destinations(work.session, sorted(set(wanted.values())))
        root = self.directory.root
        keys = [row.key for row in asked if row.key is not None]
        members = await store.find_members(work.session, keys, under=(root.low, root.high), hold=hold)
        self._members.clear()
        self._to.clear()
        for row in asked:
            try:
                self._judge_asked(row, members.get(row.key or b""), places.get(wanted[row.at], []))
            except Refusal as refusal:
                row.refuse(ImportRowState.WRONG, refusal, head, self.register.key)
        known = await store.find_numbered(work.session, sorted({row.values["number"] for row in listed}))
        for row in listed:
            try:
                _judge_listed(row, known.get(row.values["number"]))
            except Refusal as refusal:
                row.refuse(ImportRowState.WRONG, refusal, head, "number")

    def _named(self, name: str) -> str:
        """The whole name of a destination: a union of one's own may be called without what says "union"."""
        own = self.directory.matches(name, is_union)
        return own[0].name if len(own) == 1 else name

    def _judge_asked(self, row: Judged, member: Any, places: Sequence[Destination]) -> None:
        if member is None:
            raise MemberNotOurs(pointer="/id_number")
        row.organization_id = member.organization_id
        if not places:
            raise DestinationUnknown(pointer="/to")
        if len(places) > 1:
            raise DestinationAmbiguous(count=len(places), pointer="/to")
        named = row.values.get("union")
        stands = named is None or any(site.low <= member.code <= site.high for site in self.directory.matches(named))
        if rules.is_asked(member, row.values, places[0], stands_there=stands):
            row.state, row.record_id = ImportRowState.UNCHANGED, member.open_id
        self._members[row.at], self._to[row.at] = member, places[0]

    async def write(self, work: Work, import_: Import, rows: Sequence[Judged], head: Head) -> list[dict[str, Any]]:
        """Each row a transfer: the member waits, the other union is asked."""
        new = [row for row in rows if row.state is ImportRowState.NEW]
        if not new:
            return []
        numbers = await next_numbers(work.session, Series.TRANSFER, work.today.year, len(new))
        made = [self._transfer(work, row, number) for row, number in zip(new, numbers, strict=True)]
        await store.park(
            work.session,
            [each["member_id"] for each in made],
            _PARKED,
            only=_ACTIVE,
            on=work.today,
            at=work.now,
        )
        await insert_rows(work.session, Transfer, made)
        await record_events(
            work.session,
            [self._members[row.at] for row in new],
            MemberEventKind.TRANSFER_SUBMITTED.value,
            on=work.today,
            at=work.now,
            actor_id=work.caller.user_id,
            actor_name=work.caller.name,
            facts=[{"number": each["number"], "to": each["to_organization_name"]} for each in made],
        )
        for each in made:
            work.tell("transfer_submitted", _end(each), number=each["number"], form=each["form"])
        return [
            outcome(row, ImportRowState.IMPORTED, each["id"], version=1) for row, each in zip(new, made, strict=True)
        ]

    def _transfer(self, work: Work, row: Judged, number: str) -> dict[str, Any]:
        member, to, said = self._members[row.at], self._to[row.at], row.values
        return {
            "id": new_id(),
            "number": number,
            "member_id": member.id,
            "member_name": member.name,
            "member_sex": member.sex,
            "form": TransferForm.PUSH.value,
            "from_organization_id": member.organization_id,
            "from_organization_name": member.organization_name,
            "from_code": member.code,
            "from_line_code": member.line_code,
            "to_organization_id": to.id,
            "to_organization_name": to.name,
            "to_code": to.code,
            "to_line_code": to.line_code,
            "status": BEGINNING[TransferForm.PUSH][1].value,
            "reason": said.get("reason", TransferReason.NEW_EMPLOYER.value),
            "note": said.get("note", ""),
            "answer": "",
            "requested_by": work.caller.user_id,
            "requested_by_name": work.caller.name,
            "requested_at": work.now,
            "due_on": due_on(work.today),
            "version": 1,
        }

    async def take_back(
        self, work: Work, import_: Import, rows: Sequence[Mapping[str, Any]], head: Head
    ) -> list[dict[str, Any]]:
        """What nobody has answered is withdrawn, and the members are active again, or retained as they were."""
        there = await store.hold_transfers(work.session, [row["record_id"] for row in rows])
        outcomes, back = [], []
        for row in rows:
            found = there.get(row["record_id"])
            if found is None:
                outcomes.append(stays(row, KeptGone(), head, self.register))
            elif found.status != TransferStatus.SUBMITTED.value:
                outcomes.append(stays(row, KeptAnswered(), head, self.register))
            else:
                back.append(found)
                outcomes.append(undone(row))
        await store.cancel(work.session, [each.id for each in back], by=work.caller.user_id, at=work.now)
        whose = [each.member_id for each in back]
        rests = await store.find_retained(work.session, whose)
        stay = await store.park(work.session, whose, _ACTIVE, only=_PARKED, on=work.today, at=work.now)
        parked = {each.id: each for each in (*rests, *stay)}
        told = [each for each in back if each.member_id in parked]
        await record_events(
            work.session,
            [parked[each.member_id] for each in told],
            MemberEventKind.TRANSFER_CANCELLED.value,
            on=work.today,
            at=work.now,
            actor_id=work.caller.user_id,
            actor_name=work.caller.name,
            facts=[{"number": each.number, "to": each.to_organization_name, "reason": ""} for each in told],
        )
        for each in back:
            work.tell("transfer_cancelled", _end(each._mapping), number=each.number, form=each.form, on=work.today)
        return outcomes


def _judge_listed(row: Judged, transfer: Any) -> None:
    if transfer is None:
        raise TransferNumberUnknown(pointer="/number")
    rules.require_same(transfer, row.values)
    row.state, row.record_id = ImportRowState.UNCHANGED, transfer.id


def _end(transfer: Mapping[str, Any]) -> About:
    """The leaving union's end of a transfer, as an audit event is about it."""
    place: UUID = transfer["from_organization_id"]
    return About("transfer", transfer["id"], transfer["from_code"], transfer["from_line_code"], place)
