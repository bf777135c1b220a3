"""Answers about urges that change nothing."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from fastapi import Request, Response

from backend.api.listing import Listing
from backend.api.offers import Offer, open_steps
from backend.api.pages import COUNT_CAP, paged, read_cursor
from backend.api.urge.schemas import UrgeQuery
from backend.api.work import Work
from backend.db.queries import organization as organizations
from backend.db.queries import urge as urges
from backend.domain.access import Permission
from backend.domain.organization.codes import UrgeState
from backend.domain.organization.urges import require_open, require_receiver, require_sender
from backend.domain.refusals import NotFound, Refusal


async def list_page(request: Request, work: Work, query: UrgeQuery) -> Response:
    """One page of the list of urges."""
    filters = await _narrow(work, query)
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    rows = await _rows(work, query, filters, after=after, limit=query.limit + 1)
    total = await _count(work, filters, cap=COUNT_CAP) if query.with_total else None
    return paged(request, query, rows, after=_order(query), total=total)


async def _narrow(work: Work, query: UrgeQuery) -> dict[str, Any]:
    under = None
    if query.under_id is not None:
        top = await organizations.get_organization(work.session, query.under_id)
        under = (top.code, top.code_hi)
    return {
        "now": work.now,
        "organization_id": query.organization_id,
        "under": under,
        "subjects": query.subject,
        "states": query.state,
        "sent_by_us": query.sent,
    }


async def _rows(
    work: Work, query: UrgeQuery, filters: Mapping[str, Any], *, after: Sequence[Any] | None, limit: int
) -> Sequence[Mapping[Any, Any]]:
    found = await work.session.execute(urges.list_urges(scope=work.scope, after=after, limit=limit, **filters))
    return found.mappings().all()  # type: ignore[no-any-return]


async def _count(work: Work, filters: Mapping[str, Any], *, cap: int) -> int:
    return (await work.session.execute(urges.count_urges(scope=work.scope, cap=cap, **filters))).scalar_one()  # type: ignore[no-any-return]


def _order(query: UrgeQuery) -> Sequence[str]:
    return ("id",)


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One urge with its open steps. Raises `NotFound`."""
    await work.session.flush()
    found = await work.session.execute(urges.list_urges(scope=work.scope, now=work.now, id=id, limit=1))
    row = found.mappings().first()
    if row is None:
        raise NotFound()
    return dict(row) | {"steps": _steps(work, row)}


def _steps(work: Work, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    sender = row["from_organization_id"] == work.scope.organization_id
    state, name = UrgeState(row["state"]), row["from_organization_name"]
    return open_steps(
        work,
        (
            Offer("see", "标为已查看", "Mark as seen", Permission.URGE_READ, _refusal(state, receiver=not sender)),
            Offer("withdraw", "撤回", "Withdraw", Permission.URGE_SEND, _refusal(state, sender=sender, name=name)),
        ),
    )


def _refusal(state: UrgeState, *, receiver: bool = True, sender: bool = True, name: str = "") -> Refusal | None:
    """The rule that closes a step now, if one does."""
    try:
        require_open(state)
        require_receiver(sender=not receiver)
        require_sender(sender=sender, name=name)
    except Refusal as refusal:
        return refusal
    return None


LISTING = Listing(
    permission=Permission.URGE_READ, query=UrgeQuery, narrow=_narrow, rows=_rows, count=_count, order=_order
)
