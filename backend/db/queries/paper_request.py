"""Reading what workers are asked for beside their household's file, and what they sent; letting go of what is over."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col
from sqlmodel import select as sqlmodel_select

from backend.db.crypto import Vault
from backend.db.queries.household import take_over_papers
from backend.db.tables.aid import Household
from backend.db.tables.paper_request import PaperRequest, PaperRequestPaper
from backend.domain.aid.paper_request_codes import PaperRequestStatus
from backend.domain.refusals import NotFound

request: Any = PaperRequest.__table__  # type: ignore[attr-defined]
sent: Any = PaperRequestPaper.__table__  # type: ignore[attr-defined]

TABLE = "paper_request"
OPEN = tuple(str(each) for each in PaperRequestStatus if each.open)
PAPER = ("id", "kind", "name", "media_type", "size", "added_at")
MOST = 100
"""The newest requests of a file, or of a worker, that are told."""
ENDED_KEPT = timedelta(days=730)
"""What was asked and answered, as long as an application is kept: the papers themselves stand in the file."""


def seal_said(vault: Vault, id: UUID, column: str, said: str) -> bytes | None:
    """The `note` or the `answer` of a request as it is kept."""
    return vault.seal(said, TABLE, column, id) if said else None


def open_said(vault: Vault, id: UUID, column: str, sealed: bytes | None) -> str:
    """What was said; '' where nothing was."""
    return "" if sealed is None else vault.open(sealed, TABLE, column, id)


async def list_requests(
    session: AsyncSession, *, household_id: UUID | None = None, member_id: UUID | None = None
) -> list[PaperRequest]:
    """The requests beside a file, or to a worker, the newest first."""
    statement = sqlmodel_select(PaperRequest).order_by(col(PaperRequest.id).desc()).limit(MOST)
    if household_id is not None:
        statement = statement.where(col(PaperRequest.household_id) == household_id)
    if member_id is not None:
        statement = statement.where(col(PaperRequest.member_id) == member_id)
    return list(await session.scalars(statement))


async def get_request(session: AsyncSession, id: UUID, *, lock: bool = False) -> PaperRequest:
    """A request, held until the commit when it is going to change. Raises `NotFound`."""
    found = await session.get(PaperRequest, id, with_for_update=lock or None, populate_existing=True)
    if found is None:
        raise NotFound()
    return found


async def get_own(session: AsyncSession, id: UUID, member_id: UUID | None, *, lock: bool = False) -> PaperRequest:
    """A request to this worker. Raises `NotFound`."""
    found = await get_request(session, id, lock=lock)
    if member_id is None or found.member_id != member_id:
        raise NotFound()
    return found


async def find_open(session: AsyncSession, household_id: UUID) -> UUID | None:
    """The request beside a file that is under way."""
    found: UUID | None = await session.scalar(
        select(request.c.id).where(request.c.household_id == household_id, request.c.status.in_(OPEN))
    )
    return found


async def list_papers(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    """What was sent for these requests, in the order in which it came. One statement."""
    found = await session.execute(
        select(sent.c.request_id, *(sent.c[name] for name in PAPER))
        .where(sent.c.request_id.in_(list(ids)))
        .order_by(sent.c.id)
    )
    by_request: dict[UUID, list[dict[str, Any]]] = {}
    for row in found.mappings():
        by_request.setdefault(row["request_id"], []).append({name: row[name] for name in PAPER})
    return by_request


async def get_paper(session: AsyncSession, request_id: UUID, id: UUID) -> PaperRequestPaper:
    """A paper of this request. Raises `NotFound`."""
    found = await session.get(PaperRequestPaper, id)
    if found is None or found.request_id != request_id:
        raise NotFound()
    return found


async def hand_over_papers(
    session: AsyncSession, row: PaperRequest, file: Household, *, by_name: str, at: datetime
) -> int:
    """Let what was sent stand in the file as well; returns how many came anew."""
    found = await session.scalars(
        sqlmodel_select(PaperRequestPaper)
        .where(col(PaperRequestPaper.request_id) == row.id)
        .order_by(col(PaperRequestPaper.id))
    )
    return await take_over_papers(session, file, found.all(), by_name=by_name, at=at)


async def hold_open(session: AsyncSession, household_id: UUID) -> PaperRequest | None:
    """The request beside a file that is under way, held until the commit."""
    found = await session.scalars(
        sqlmodel_select(PaperRequest)
        .where(col(PaperRequest.household_id) == household_id, col(PaperRequest.status).in_(OPEN))
        .with_for_update()
    )
    return found.first()


async def drop(session: AsyncSession, which: ColumnElement[bool]) -> int:
    """Delete the requests for which `which` holds, with what was sent; the upkeep deletes the pictures. Returns how many."""
    await session.execute(delete(sent).where(sent.c.request_id.in_(select(request.c.id).where(which))))
    done = await session.execute(delete(request).where(which))
    return done.rowcount  # type: ignore[attr-defined, no-any-return]


async def forget(session: AsyncSession, now: datetime) -> int:
    """Let requests go that ended long ago; returns how many."""
    return await drop(session, request.c.ended_at < now - ENDED_KEPT)
