"""Answers about transfers that change nothing."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from fastapi import Request, Response

from backend.api.listing import Listing
from backend.api.pages import COUNT_CAP, paged, read_cursor
from backend.api.transfer.schemas import DirectoryQuery, TransferQuery
from backend.api.work import Work
from backend.db.queries import transfer as transfers
from backend.db.queries.transfer import TransferFilters
from backend.db.tables.member import Transfer
from backend.domain.access import Permission
from backend.domain.member.codes import TransferHousehold, TransferStatus
from backend.domain.member.moves import OPEN
from backend.domain.member.transfers import Side, transfer_steps
from backend.domain.member.workflow import TRANSFER
from backend.domain.text import clean_text


async def list_page(request: Request, work: Work, query: TransferQuery) -> Response:
    """One page of transfers, newest first."""
    filters = await _narrow(work, query)
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    rows = await _rows(work, query, filters, after=after, limit=query.limit + 1)
    total = await _count(work, filters, cap=COUNT_CAP) if query.with_total else None
    return paged(request, query, rows, after=_order(query), total=total)


async def _narrow(work: Work, query: TransferQuery) -> TransferFilters:
    return TransferFilters(
        side=query.side,
        statuses=query.status,
        q=clean_text(query.q) if query.q else None,
        overdue_on=work.today if query.overdue else None,
        other_id=query.other_id,
        forms=query.form,
        reasons=query.reason,
        since=query.requested_since,
        until=query.requested_until,
    )


async def _rows(
    work: Work, query: TransferQuery, filters: TransferFilters, *, after: Sequence[Any] | None, limit: int
) -> list[dict[str, Any]]:
    found = await work.session.execute(
        transfers.list_transfers(work.scope, filters, after=UUID(after[0]) if after else None, limit=limit)
    )
    return [shown(work, row) for row in found.mappings()]


async def _count(work: Work, filters: TransferFilters, *, cap: int) -> int:
    counted = transfers.count_transfers(work.scope, filters, cap=cap)
    return (await work.session.execute(counted)).scalar_one()  # type: ignore[no-any-return]


def _order(query: TransferQuery) -> Sequence[str]:
    return ("id",)


def shown(work: Work, row: Mapping[str, Any]) -> dict[str, Any]:
    """A transfer as this caller may see it. Who only reads on the receiving side sees the name masked."""
    leaving = transfers.inside(work.scope, row["from_code"], row["from_line_code"])
    receiving = transfers.inside(work.scope, row["to_code"], row["to_line_code"])
    acts = Permission.MEMBER_TRANSFER in work.held_over(row["to_code"], row["to_line_code"])
    return transfers.shown(
        row, leaving=leaving, receiving=receiving, full_name=leaving or (receiving and acts), today=work.today
    )


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One transfer. Raises `NotFound`."""
    return await whole(work, await transfers.get_transfer(work.session, id))


async def whole(work: Work, row: Transfer) -> dict[str, Any]:
    """A transfer with what this caller may do, and what becomes of a household file."""
    return _with_steps(work, row) | {"household": row.household or await _household(work, row)}


async def _household(work: Work, row: Transfer) -> TransferHousehold | None:
    """What will become of the file: for the leaving side alone, which has it; that somebody is in need is told to nobody
    else before they come."""
    if row.member_id is None or TransferStatus(row.status) not in OPEN:
        return None
    if not transfers.inside(work.scope, row.from_code, row.from_line_code):
        return None
    if Permission.AID_READ not in work.held_over(row.from_code, row.from_line_code):
        return None
    return await transfers.find_household(work.session, row.member_id)


def _with_steps(work: Work, row: Transfer) -> dict[str, Any]:
    sides = set()
    held: set[str] = set()
    for side, code, line_code in (
        (Side.SENDING, row.from_code, row.from_line_code),
        (Side.RECEIVING, row.to_code, row.to_line_code),
    ):
        if Permission.MEMBER_TRANSFER in work.held_over(code, line_code):
            sides.add(side)
            held.add(TRANSFER)
    return shown(work, row.model_dump()) | {
        "steps": [
            {
                "step": str(each.step),
                "label": each.en if work.language == "en" else each.zh,
                "allowed": each.allowed,
                "reason": each.reason.sentence(work.language) if each.reason else None,
            }
            for each in transfer_steps(TransferStatus(row.status), sides, held)
        ]
    }


async def queues(work: Work) -> dict[str, Any]:
    """How many transfers wait on each side, and for whom."""
    return await transfers.count_queues(work.session, work.scope, work.today)


async def directory(work: Work, query: DirectoryQuery) -> dict[str, Any]:
    """Where a member can be sent."""
    q = clean_text(query.q)
    return {"items": await transfers.search_directory(work.session, q, most=min(query.limit, 50)) if q else []}


LISTING = Listing(
    permission=Permission.MEMBER_READ, query=TransferQuery, narrow=_narrow, rows=_rows, count=_count, order=_order
)
