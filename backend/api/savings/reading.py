"""Answers about societies, savers and their book that change nothing."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select

from backend.api.listing import Listing, listing
from backend.api.offers import Offer, open_steps
from backend.api.pages import ListQuery
from backend.api.savings.schemas import SaverQuery, SavingsEntryQuery, SocietyQuery
from backend.api.work import Work
from backend.db.queries import organization as organizations
from backend.db.queries import savings
from backend.db.queries.savings import SocietyFilters
from backend.domain.access import Permission
from backend.domain.fund.capitals import in_capitals
from backend.domain.refusals import NotFound, Refusal
from backend.domain.savings import savers as rules
from backend.domain.savings.codes import SavingsEntryKind, SocietyStatus, SocietyStep
from backend.domain.savings.societies import SOCIETY_WORKFLOW, SocietyNotEmpty

Keep = Permission.SAVINGS_KEEP


Asked = Callable[[UUID | None, int], Select[Any]]
"""What a list asks for: what comes after this id, and how many."""


def _list(query: type[ListQuery], narrow: Callable[[Work, Any], Awaitable[Asked]]) -> Listing:
    """A list by id; its filters are the statement that still wants a place and a length."""
    return listing(
        permission=Permission.SAVINGS_READ,
        query=query,
        narrow=narrow,
        listed=lambda work, asked, after, limit: asked(UUID(after[0]) if after else None, limit),
        counted=lambda work, asked, cap: savings.count_of(asked(None, cap)),
    )


async def _one(work: Work, asked: Select[Any]) -> Mapping[str, Any]:
    await work.session.flush()
    row = (await work.session.execute(asked)).mappings().first()
    if row is None:
        raise NotFound()
    return dict(row)


async def _societies(work: Work, query: SocietyQuery) -> Asked:
    under = None
    if query.under_id is not None:
        top = await organizations.get_organization(work.session, query.under_id)
        under = (top.code, top.code_hi)
    filters = SocietyFilters(under=under, status=query.status and str(query.status), q=query.q)

    def asked(after: UUID | None, limit: int) -> Select[Any]:
        return savings.list_societies(scope=work.scope, filters=filters, after=after, limit=limit)

    return asked


SOCIETIES = _list(SocietyQuery, _societies)


async def get_society(work: Work, id: UUID) -> dict[str, Any]:
    """One society with its open steps. Raises `NotFound`."""
    row = await _one(work, savings.list_societies(scope=work.scope, id=id, limit=1))
    closed = {SocietyStep.CLOSE: SocietyNotEmpty(savers=row["savers"])} if row["savers"] else {}
    there = SOCIETY_WORKFLOW.steps(SocietyStatus(row["status"]), work.held)
    offers = [Offer(one.step, one.zh, one.en, Keep, closed.get(one.step)) for one in there]
    return dict(row) | {"steps": open_steps(work, offers)}


def _month(work: Work, said: str | None) -> date:
    return work.today.replace(day=1) if said is None else rules.month_of(said)


async def _savers(work: Work, query: SaverQuery) -> Asked:
    def asked(after: UUID | None, limit: int) -> Select[Any]:
        return savings.list_savers(
            scope=work.scope,
            society_id=query.society_id,
            month=_month(work, query.month),
            states=[str(each) for each in query.state],
            unpaid=query.unpaid,
            q=query.q,
            after=after,
            limit=limit,
        )

    return asked


SAVERS = _list(SaverQuery, _savers)


async def get_saver(work: Work, id: UUID) -> dict[str, Any]:
    """One saver with their open steps. Raises `NotFound`."""
    row = await _one(work, savings.list_savers(scope=work.scope, id=id, month=_month(work, None), limit=1))
    gone: Refusal | None = rules.SaverGone() if row["left_on"] else None
    offers = (
        Offer("set_monthly", "改每月储金", "Change the monthly sum", Keep, gone),
        Offer("leave", "办理退会", "Let leave", Keep, gone),
    )
    return dict(row) | {"steps": open_steps(work, offers)}


async def _entries(work: Work, query: SavingsEntryQuery) -> Asked:
    def asked(after: UUID | None, limit: int) -> Select[Any]:
        return savings.list_entries(
            scope=work.scope,
            society_id=query.society_id,
            saver_id=query.saver_id,
            kinds=[str(each) for each in query.kind],
            since=query.since,
            until=query.until,
            after=after,
            limit=limit,
        )

    return asked


ENTRIES = _list(SavingsEntryQuery, _entries)


async def get_entry(work: Work, id: UUID) -> dict[str, Any]:
    """One entry with its open steps. Raises `NotFound`."""
    row = await _one(work, savings.list_entries(scope=work.scope, id=id, limit=1))
    kind = SavingsEntryKind(row["kind"])
    closed: Refusal | None = None
    if kind not in rules.UNDONE_BY_HAND or row["undone_by"]:
        closed = rules.NotUndone(kind=kind)
    return dict(row) | {
        "amount_in_capitals": in_capitals(row["amount_fen"]),
        "steps": open_steps(work, [Offer("undo", "冲正", "Undo", Keep, closed)]),
    }
