"""All that can happen to an export: it is asked for, and its file is taken out (ui.md row 5; api.md "Export").

What it reads is read by its job, in a transaction over the subtree where the asker then holds the permission of the
list; here the asker's own rows are enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from pydantic import ValidationError

from backend.api.export.schemas import ExportApprovalDraft, ExportDraft
from backend.api.jobs import enqueue
from backend.api.listings import LISTINGS
from backend.api.looking import lists_of
from backend.api.pages import ListQuery
from backend.api.passwords import generate_password
from backend.api.work import Work
from backend.db.files import FileStore
from backend.db.queries import export as exports
from backend.db.queries import export_approval as approvals
from backend.db.tables.export import Export
from backend.db.types import new_id
from backend.domain.access import Permission, Scope, scope_of
from backend.domain.account.credentials import DJBH3
from backend.domain.documents import require_document
from backend.domain.export.approvals import (
    PasswordShown,
    Taken,
    WholeIsForPeople,
    digest_of,
    require_reason,
    whole_columns,
)
from backend.domain.export.catalogue import SHEETS
from backend.domain.export.nouns import ExportFormat, ExportLayout, ExportNoun
from backend.domain.export.registers import register_of
from backend.domain.export.rules import (
    KEPT,
    MOST_OPEN,
    ExportExpired,
    ExportFilterUnfit,
    ExportNotReady,
    ExportsTooMany,
    is_closed,
    require_layout,
)
from backend.domain.organization.codes import Tree
from backend.domain.refusals import NotFound

QUERY_BYTES: Final = 16_000
JOB: Final = "export_"
"""Begins the kind of a job that makes an export; the list's name ends it."""
WHOLE: Final = "export_whole"
"""The kind of a job that makes an export with whole numbers: it needs a permission of its own."""
SEALED_IN: Final = "export"


async def ask(work: Work, draft: ExportDraft, *, chosen: UUID | None) -> Export:
    """Ask for a list as a file; a job makes it. Whether the caller has proved themselves is asked before.

    An approval that was given for exactly this is used; whether one is needed is known when the rows are counted.

    Raises `Forbidden` for a list that the caller may not read under `chosen`, `ExportFilterUnfit`, `ColumnUnknown`,
    `ColumnsMissing`, `ExportsTooMany`, what `require_layout` does, `NotMasked`, `WholeIsForPeople`, `ReasonMissing`, and what
    `domain/documents.py` and the list's own filters do.
    """
    scope = _scope(work, draft.noun, chosen, whole=bool(draft.unmasked))
    assert scope.organization_id is not None
    query = read_query(draft.noun, draft.query)
    require_layout(draft.noun, draft.layout, draft.format)
    columns = SHEETS[draft.noun].chosen(keys_of(draft))
    whole = whole_columns(columns, draft.unmasked)
    note = ""
    if whole:
        if draft.format is not ExportFormat.XLSX:
            raise WholeIsForPeople(pointer="/format")
        note = require_reason(draft.reason, draft.note)
    await require_few_open(work)
    row = Export(
        id=new_id(),
        user_id=work.caller.user_id,
        organization_id=scope.organization_id,
        noun=draft.noun,
        format=draft.format,
        layout=draft.layout,
        language=work.language,
        query=query,
        columns=[column.key for column in columns],
        unmasked=[column.key for column in whole],
        reason=draft.reason if whole and draft.reason else "",
        note=note,
        created_at=work.now,
        expires_at=work.now + KEPT,
    )
    if whole:
        row.secret = work.vault.seal(generate_password(DJBH3), SEALED_IN, "secret", row.id)
        row.approval_id = await approvals.find_fitting(
            work.session, user_id=work.caller.user_id, digest=digest_of_export(row), now=work.now
        )
    work.session.add(row)
    await work.session.flush()
    job = await enqueue(work, WHOLE if whole else JOB + draft.noun, scope.organization_id, export_id=row.id)
    row.job_id = job.id
    await work.session.flush()
    facts = {"unmasked": row.unmasked, "reason": row.reason} if whole else {}
    tell(work, "export_asked", row, scope, format=row.format, columns=len(row.columns), **facts)
    return row


async def require_few_open(work: Work) -> None:
    """Raises `ExportsTooMany` when the caller waits for enough files."""
    if await exports.count_open(work.session, work.caller.user_id) >= MOST_OPEN:
        raise ExportsTooMany(most=MOST_OPEN)


def keys_of(draft: ExportDraft | ExportApprovalDraft) -> Sequence[str] | None:
    """The columns asked for; those of the form, for a register. Raises `RegisterUnknown`."""
    return register_of(draft.noun).columns if draft.layout is ExportLayout.REGISTER else draft.columns


def digest_of_export(row: Export) -> bytes:
    """What an approval of this export is bound to."""
    return digest_of(
        noun=row.noun,
        query=row.query,
        columns=row.columns,
        unmasked=row.unmasked,
        organization_id=row.organization_id,
    )


async def take_out(work: Work, store: FileStore, id: UUID) -> tuple[Export, Path]:
    """The file of an export, for the caller to save; who may no longer read the list may not have it either.

    Raises `NotFound`, `Forbidden`, `ExportNotReady`, `ExportExpired`.
    """
    row = await exports.get_export(work.session, id, lock=True)
    scope = _scope_of(work, row)
    if row.dropped_at is not None or row.expires_at <= work.now:
        raise ExportExpired()
    if row.sha256 is None:
        raise ExportNotReady()
    if is_closed(row.layout, row.unmasked) and row.downloads:
        raise Taken()
    row.downloads += 1
    await work.session.flush()
    tell(work, "export_downloaded", row, scope, rows=row.rows)
    return row, store.find(row.id, row.sha256)


async def show_password(work: Work, id: UUID) -> str:
    """The password of a file with whole numbers, this once. Raises `NotFound`, `ExportNotReady`, `PasswordShown`."""
    row = await exports.get_export(work.session, id, lock=True)
    if not is_closed(row.layout, row.unmasked):
        raise NotFound()
    if row.sha256 is None:
        raise ExportNotReady()
    if row.secret is None:
        raise PasswordShown()
    password = open_password(work, row)
    row.secret = None
    scope = _scope_of(work, row)
    await work.session.flush()
    tell(work, "export_password_shown", row, scope)
    return password


def open_password(work: Work, row: Export) -> str:
    """What a file with whole numbers is encrypted with."""
    assert row.secret is not None
    return work.vault.open(row.secret, SEALED_IN, "secret", row.id)


def read_query(noun: ExportNoun, asked: dict[str, Any]) -> dict[str, Any]:
    """The filters and the order of a list, checked by the list itself, as they are kept.

    Raises `ExportFilterUnfit`, and what `domain/documents.py` and the list's own filters do.
    """
    require_document(asked, most=QUERY_BYTES, pointer="/query")
    listing = LISTINGS[noun]
    several = lists_of(listing.query)
    # One value, or several as they stand in an address.
    spelled = {name: [value] if name in several and isinstance(value, str) else value for name, value in asked.items()}
    try:
        query = listing.query.model_validate(spelled)
    except ValidationError as error:
        field = str(error.errors(include_input=False, include_url=False)[0]["loc"][0])[:40]
        raise ExportFilterUnfit(pointer=f"/query/{field}", field=field) from None
    if listing.require is not None:
        listing.require(query)
    return query.model_dump(mode="json", by_alias=True, exclude_none=True, exclude=set(ListQuery.model_fields))


def _scope(work: Work, noun: ExportNoun, organization_id: UUID | None, *, whole: bool) -> Scope:
    """Where the caller may read a list; with whole numbers, where they may take those out. Raises `Forbidden`."""
    scope = scope_of(work.caller.grants, LISTINGS[noun].permission, chosen=organization_id)
    return scope_of(work.caller.grants, Permission.EXPORT_UNMASK, chosen=organization_id) if whole else scope


def _scope_of(work: Work, row: Export) -> Scope:
    """Where the caller may still have what this file holds. Raises `Forbidden`."""
    if ExportLayout(row.layout).of_list:
        return _scope(work, ExportNoun(row.noun), row.organization_id, whole=bool(row.unmasked))
    return scope_of(work.caller.grants, Permission.AID_REVEAL, chosen=row.organization_id)


@dataclass(slots=True)
class _Placed:
    """An export as the record of events sees it: it stands where its asker may read the list."""

    id: UUID
    organization_id: UUID
    code: int
    line_code: int | None
    __tablename__ = "export"


def tell(work: Work, event: str, row: Export, scope: Scope, **facts: Any) -> None:
    """Record what happened to an export."""
    by_line = scope.tree is Tree.LINE
    placed = _Placed(
        id=row.id,
        organization_id=row.organization_id,
        code=work.caller.code if by_line else scope.low,
        line_code=scope.low if by_line else None,
    )
    work.tell(event, placed, noun=row.noun, **facts)
