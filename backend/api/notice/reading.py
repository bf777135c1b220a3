"""Answers about notices: who waits for one, the list, one, and the page that hangs in the unit."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from backend.api.listing import listing
from backend.api.notice.schemas import CandidateQuery, NoticeQuery
from backend.api.offers import Offer, open_steps
from backend.api.work import Work
from backend.db.queries import notice as notices
from backend.db.queries import objection as objections
from backend.db.queries import organization as organizations
from backend.db.queries import work_calendar as calendars
from backend.db.tables.notice import Notice, NoticeLine
from backend.domain.access import Permission
from backend.domain.calendar import day_of
from backend.domain.notice import rules
from backend.domain.notice.codes import NoticeState, NoticeStep
from backend.domain.notice.own import last_day
from backend.domain.organization.codes import Tree
from backend.domain.refusals import NotFound
from backend.domain.working_days import WorkCalendar, add_working_days, days_left

_WALL = (
    *("id", "number", "organization_name", "program_name", "columns", "days", "ends_at", "published_at", "shown_at"),
    *("receiver", "receiver_phone", "reason"),
)
_RUN = (
    *("organization_id", "program_id", "above_name", "people", "published_by_name", "concluded_at"),
    *("scanned_at", "scanned_by_name"),
    *("concluded_by_name", "withdrawn_at", "withdrawn_by_name", "result", "version"),
)


_NOT_SENT = frozenset({"status", "born_on", "size", "main_cause", "taken"})
"""What is read of a candidate to make a notice of it, and is no business of the list."""


async def _narrow_candidates(work: Work, query: CandidateQuery) -> dict[str, Any]:
    return {"program_id": query.program_id, "organization_id": query.organization_id}


CANDIDATES = listing(
    permission=Permission.AID_EDIT,
    query=CandidateQuery,
    narrow=_narrow_candidates,
    listed=lambda work, filters, after, limit: notices.list_candidates(
        scope=work.scope, after=after, limit=limit, **filters
    ),
    counted=lambda work, filters, cap: notices.count_candidates(scope=work.scope, cap=cap, **filters),
    order=("_code", "program_id", "id"),
    shown=lambda work, row: {name: row[name] for name in row if name not in _NOT_SENT},
)


async def _narrow(work: Work, query: NoticeQuery) -> dict[str, Any]:
    under = None
    if query.under_id is not None:
        top = await organizations.get_organization(work.session, query.under_id)
        under = (top.code, top.code_hi)
    return {"now": work.now, "under": under, "program_id": query.program_id, "states": query.state}


LISTING = listing(
    permission=Permission.AID_READ,
    query=NoticeQuery,
    narrow=_narrow,
    listed=lambda work, filters, after, limit: notices.list_notices(
        scope=work.scope, after=after, limit=limit, **filters
    ),
    counted=lambda work, filters, cap: notices.count_notices(scope=work.scope, cap=cap, **filters),
)


async def get_own(work: Work, id: UUID, *, lock: bool = False) -> Notice:
    """A notice of a union in the scope. One that the caller only reads on the wall is `NotFound` here."""
    row = await notices.get_notice(work.session, id, lock=lock)
    place = row.code if work.scope.tree is Tree.TERRITORY else row.line_code
    if place is None or not work.scope.low <= place <= work.scope.high:
        raise NotFound()
    return row


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One notice, for those who run it. Raises `NotFound`."""
    return await whole(work, await get_own(work, id))


async def whole(work: Work, row: Notice) -> dict[str, Any]:
    """A notice with its cases, its result and its steps."""
    lines = await notices.list_lines(work.session, row.id)
    open_objections = await objections.count_open(work.session, row.id)
    calendar = await calendars.load_calendar(work.session)
    wall = _wall(work, row, lines, calendar)
    state = wall["state"]
    concluding = rules.refusal_to_conclude(state, ends_at=row.ends_at, open_objections=open_objections)
    offers = (
        _offer(NoticeStep.CONCLUDE, concluding),
        _offer(NoticeStep.WITHDRAW, rules.refusal_to_withdraw(state)),
    )
    running = state is NoticeState.RUNNING
    return (
        wall
        | {name: getattr(row, name) for name in _RUN}
        | {
            "days_left": days_left(work.now, row.ends_at, calendar) if running else 0,
            "open_objections": open_objections,
            "lines": [{"case_id": each.case_id, "cells": each.cells, "verdict": each.verdict} for each in lines],
            "steps": open_steps(work, offers),
        }
    )


def _offer(step: NoticeStep, refusal: Any) -> Offer:
    return Offer(step.value, step.zh, step.en, Permission.AID_EDIT, refusal)


async def page(work: Work, id: UUID) -> dict[str, Any]:
    """The notice as everybody in the unit reads it. Raises `NotFound`."""
    row = await notices.get_notice(work.session, id)
    lines = await notices.list_lines(work.session, id)
    return _wall(work, row, lines, await calendars.load_calendar(work.session))


def _wall(work: Work, row: Notice, lines: Sequence[NoticeLine], calendar: WorkCalendar) -> dict[str, Any]:
    first, last = period_of(row, calendar)
    return {name: getattr(row, name) for name in _WALL} | {
        "rows": [each.cells for each in lines],
        "first_on": first,
        "last_on": last,
        "state": rules.state_of(NoticeState(row.status), row.ends_at, work.now),
    }


def period_of(row: Notice, calendar: WorkCalendar) -> tuple[date, date]:
    """The first and the last day of a notice."""
    return first_day(row.published_at, row.days, calendar), last_day(row.ends_at)


def first_day(published_at: datetime, days: int, calendar: WorkCalendar) -> date:
    """The first day of a notice: the working day after it was put up."""
    return add_working_days(day_of(published_at), 1, calendar) if days else day_of(published_at)
