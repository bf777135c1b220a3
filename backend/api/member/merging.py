"""Two files of one person become one, and for thirty days two again (issue 2 section 4; ui.md, /members/dupes)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson
from fastapi import Request, Response

from backend.api.life import tell_life
from backend.api.member.actions import place_for, write
from backend.api.member.claims import require_free
from backend.api.member.schemas import MergeQuery, MergeRequest
from backend.api.offers import Offer, open_steps
from backend.api.pages import COUNT_CAP, paged, read_cursor
from backend.api.versions import take
from backend.api.work import Work
from backend.db import register as store
from backend.db.queries import member as members
from backend.db.queries import merge as merges
from backend.db.records import as_plain, columns_of, draft_of, from_plain
from backend.db.tables.member import Member
from backend.db.tables.merge import MemberMerge
from backend.db.types import new_id
from backend.domain.access import Permission
from backend.domain.member import changes as rules
from backend.domain.member.changes import MemberChange
from backend.domain.member.codes import MemberEventKind, MemberStatus
from backend.domain.member.merging import File, require_mergeable, require_undoable, undo_until
from backend.domain.member.register import CLAIMING
from backend.domain.refusals import Invalid, NotFound, Refusal

TABLE, COLUMN = "member_merge", "before"

_STATE = (
    *("number", "status", "status_since", "retain_reason", "card_issued_on", "source", "created_at", "version"),
    *("photo_id", "photo_sha256"),
)
"""What a file has beside the person's record and its place in the tree, which it may have to take anew."""


class UnknownField(Invalid):
    """A merge names a field that records do not have, or a file that is not one of the two. Fact: `field`."""

    code = "member_merge_field"
    zh = "“{field}”不是可以选择的字段，或取自的档案不是这两份之一。"
    en = "“{field}” is not a field that can be chosen, or is taken from neither of the two files."


async def merge(work: Work, id: UUID, asked: MergeRequest, *, seen: int) -> Member:
    """Merge a duplicate file of the same person into this one; each field is taken from the file that `take` names.

    Raises `SameFile`, `LivingFileLost`, `TransferOpen`, `HeldTwice`, `UnknownField`, `NotFound`.
    """
    locked = await members.lock_members(work.session, [id, asked.duplicate_id])
    if id not in locked or asked.duplicate_id not in locked:
        raise NotFound()
    stays, goes = locked[id], locked[asked.duplicate_id]
    require_mergeable(*(File(row.id, MemberStatus(row.status)) for row in (stays, goes)))
    take(stays, seen)
    old, other = draft_of(work.vault, stays), draft_of(work.vault, goes)
    chosen = frozenset(name for name, source in asked.take.items() if _taken(name, source, stays, goes) is goes)
    new = rules.merged(old, MemberChange(**{name: getattr(other, name) for name in chosen}), chosen)
    facts = rules.as_facts(rules.differences(old, new)) | {"merged_id": str(goes.id), "merged_number": goes.number}
    kept = _kept(work, stays, goes)
    await work.session.flush()
    kept.closed = dict(await store.open_times(work.session, goes.id))
    kept.moved = await store.merge_files(work.session, stays=stays, goes=goes, on=work.today)
    write(stays, columns_of(work.vault, stays.id, new, today=work.today))
    stays.number = stays.number or goes.number
    if stays.photo_id is None:
        stays.photo_id, stays.photo_sha256 = goes.photo_id, goes.photo_sha256
    stays.updated_at = work.now
    kept.member_name, kept.member_version = stays.name, stays.version
    work.session.add(kept)
    await tell_life(work, stays, MemberEventKind.MERGED, facts=facts)
    work.tell("member_merged", stays, merged_id=goes.id, merge_id=kept.id, fields=sorted(chosen))
    await work.session.flush()
    return stays


def _taken(name: str, source: UUID, stays: Member, goes: Member) -> Member:
    found = next((row for row in (stays, goes) if row.id == source), None)
    if found is None or name not in rules.RECORD_FIELDS:
        raise UnknownField(pointer="/take", field=name)
    return found


def _kept(work: Work, stays: Member, goes: Member) -> MemberMerge:
    """What brings both files back: their records as they are now, sealed together."""
    id = new_id()
    before = {
        name: {
            "record": as_plain(draft_of(work.vault, row)),
            "state": {each: _plain(getattr(row, each)) for each in _STATE},
        }
        for name, row in (("stays", stays), ("goes", goes))
    }
    return MemberMerge(
        id=id,
        member_id=stays.id,
        member_version=stays.version,
        member_name=stays.name,
        merged_id=goes.id,
        merged_number=goes.number,
        organization_id=stays.organization_id,
        code=stays.code,
        line_code=stays.line_code,
        before=work.vault.seal(orjson.dumps(before).decode(), TABLE, COLUMN, id),
        photo_id=goes.photo_id,
        merged_by=work.caller.user_id,
        merged_by_name=work.caller.name,
        merged_at=work.now,
        undo_until=undo_until(work.today),
    )


def _plain(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes) else value


async def undo(work: Work, id: UUID, *, seen: int) -> MemberMerge:
    """Make two files of one again, each as it was: record, state, place, and all that hung on it.

    Raises `NotFound`, `Stale`, `MergeUndone`, `MergeOver`, `MergeBuiltOn`; what `place_for` raises when the union of the
    file that went is no longer there; `MemberExists` and `MemberElsewhere` when its number was registered since.
    """
    kept = await merges.lock_merge(work.session, id)
    locked = await members.lock_members(work.session, [kept.member_id])
    stays = locked.get(kept.member_id)
    _require_undoable(work, kept.model_dump(), stays.version if stays else None)
    take(kept, seen)
    assert stays is not None
    assert kept.before is not None
    before = orjson.loads(work.vault.open(kept.before, TABLE, COLUMN, kept.id))
    await _put_back(work, stays, before["stays"])
    goes = await _bring_back(work, kept.merged_id, before["goes"])
    await store.part_files(work.session, stays=stays.id, goes=goes.id, moved=kept.moved)
    await store.reopen_times(work.session, kept.closed)  # type: ignore[arg-type]
    kept.before, kept.moved, kept.closed, kept.photo_id = None, {}, {}, None
    kept.undone_at, kept.undone_by_name = work.now, work.caller.name
    for row, other in ((stays, goes), (goes, stays)):
        await tell_life(work, row, MemberEventKind.MERGE_UNDONE, facts={"parted_id": str(other.id)})
        work.tell("member_merge_undone", row, merge_id=kept.id, parted_id=other.id)
    await work.session.flush()
    return kept


async def _put_back(work: Work, row: Member, before: Mapping[str, Any]) -> None:
    """The file that stayed, as it was. Its place, state and card are its own: nothing touched them since."""
    record, state = from_plain(before["record"]), before["state"]
    columns = columns_of(work.vault, row.id, record, today=work.today)
    if columns["id_number_index"] != row.id_number_index and row.status in CLAIMING:
        await require_free(work, columns["id_number_index"], of=row.id)
    write(row, columns)
    row.number = state["number"]
    row.photo_id, row.photo_sha256 = _photo(state)
    row.updated_at, row.version = work.now, row.version + 1
    await work.session.flush()


async def _bring_back(work: Work, id: UUID, before: Mapping[str, Any]) -> Member:
    """The file that went, under its old id, with its union as that stands in the tree now."""
    record, state = from_plain(before["record"]), before["state"]
    place = await place_for(work, record.organization_id)
    columns = columns_of(work.vault, id, record, today=work.today)
    if state["status"] in CLAIMING:
        await require_free(work, columns["id_number_index"])
    county, township = await store.ancestors_of(work.session, place.id)
    photo_id, photo_sha256 = _photo(state)
    row = Member.model_validate(
        columns
        | {name: state[name] for name in _STATE}
        | {
            "id": id,
            "organization_id": place.id,
            "code": place.code,
            "line_code": place.line_code,
            "county_id": county,
            "township_id": township,
            "photo_id": photo_id,
            "photo_sha256": photo_sha256,
            "updated_at": work.now,
            "version": state["version"] + 1,
        }
    )
    work.session.add(row)
    await work.session.flush()
    return row


def _photo(state: Mapping[str, Any]) -> tuple[UUID | None, bytes | None]:
    if state["photo_id"] is None:
        return None, None
    return UUID(state["photo_id"]), bytes.fromhex(state["photo_sha256"])


async def list_page(request: Request, work: Work, query: MergeQuery) -> Response:
    """One page of the merges that can still be undone, and of those that were, newest first."""
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    before = UUID(after[0]) if after else None
    found = await work.session.execute(
        merges.list_merges(work.scope, today=work.today, before=before, limit=query.limit + 1)
    )
    rows = [_shown(work, row) for row in found.mappings()]
    total = None
    if query.with_total:
        counted = merges.count_merges(work.scope, today=work.today, cap=COUNT_CAP)
        total = (await work.session.execute(counted)).scalar_one()
    return paged(request, query, rows, after=("id",), total=total)


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One merge. Raises `NotFound`."""
    row = (await work.session.execute(merges.find_merge(id))).mappings().first()
    if row is None:
        raise NotFound()
    shown = _shown(work, row)
    return {name: value for name, value in shown.items() if name[0] != "_"}


def _shown(work: Work, row: Mapping[str, Any]) -> dict[str, Any]:
    refusal: Refusal | None = None
    try:
        _require_undoable(work, row, row["_version"])
    except Refusal as said:
        refusal = said
    offer = Offer("undo", "撤销合并", "Undo the merge", Permission.MEMBER_EDIT, refusal)
    hidden = ("member_version", "code", "line_code")
    return {name: value for name, value in row.items() if name not in hidden} | {
        "days_left": max(0, (row["undo_until"] - work.today).days),
        "steps": open_steps(work, [offer]),
    }


def _require_undoable(work: Work, row: Mapping[str, Any], version_now: int | None) -> None:
    require_undoable(
        undone_by=row["undone_by_name"] if row["undone_at"] else None,
        until=row["undo_until"],
        today=work.today,
        version_then=row["member_version"],
        version_now=version_now,
    )
