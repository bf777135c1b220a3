"""Answers about officers that change nothing."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from fastapi import Request, Response

from backend.api.listing import Listing
from backend.api.offers import Offer, open_steps
from backend.api.officer.schemas import OfficerQuery, VacancyQuery
from backend.api.pages import COUNT_CAP, paged, read_cursor
from backend.api.work import Work
from backend.db.queries import officer as officers
from backend.db.queries import organization as organizations
from backend.domain.access import Permission
from backend.domain.organization.appointments import ONE_PER_UNION, OfficerEnded, posts_required
from backend.domain.organization.codes import Level, Post
from backend.domain.organization.officers import vacancies
from backend.domain.organization.terms import term_state
from backend.domain.refusals import NotFound, Refusal


async def list_page(request: Request, work: Work, query: OfficerQuery) -> Response:
    """One page of the list of officers."""
    filters = await _narrow(work, query)
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    rows = await _rows(work, query, filters, after=after, limit=query.limit + 1)
    total = await _count(work, filters, cap=COUNT_CAP) if query.with_total else None
    return paged(request, query, rows, after=_order(query), total=total)


async def _narrow(work: Work, query: OfficerQuery) -> dict[str, Any]:
    return {
        "organization_id": query.organization_id,
        "under": await organizations.find_bounds(work.session, query.under_id),
        "posts": query.post,
        "forms": query.form,
        "ended": query.ended or query.vacated,
        "vacated": query.vacated,
        "term_due": query.term_due,
        "q": query.q,
        "today": work.today,
    }


async def _rows(
    work: Work, query: OfficerQuery, filters: Mapping[str, Any], *, after: Sequence[Any] | None, limit: int
) -> list[dict[str, Any]]:
    found = await work.session.execute(officers.list_officers(scope=work.scope, after=after, limit=limit, **filters))
    return [_with_term(work, row) for row in found.mappings()]


async def _count(work: Work, filters: Mapping[str, Any], *, cap: int) -> int:
    counted = officers.count_officers(scope=work.scope, cap=cap, **filters)
    return (await work.session.execute(counted)).scalar_one()  # type: ignore[no-any-return]


def _order(query: OfficerQuery) -> Sequence[str]:
    return ("_place", "id")


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One officer with the open steps. Raises `NotFound`."""
    await work.session.flush()
    found = await work.session.execute(officers.list_officers(scope=work.scope, id=id, limit=1))
    row = found.mappings().first()
    if row is None:
        raise NotFound()
    return _with_term(work, row) | {"steps": _steps(work, row)}


def _with_term(work: Work, row: Mapping[str, Any]) -> dict[str, Any]:
    term: dict[str, Any] = {"term_ends_on": None, "term_phase": None}
    if row["term_started_on"] is not None:
        state = term_state(row["term_started_on"], row["term_years"], work.today)
        term = {"term_ends_on": state.ends_on, "term_phase": state.phase}
    return dict(row) | term


def _steps(work: Work, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    ended: Refusal | None = OfficerEnded(on=row["ended_on"].isoformat()) if row["ended_on"] else None
    offers = (
        Offer("edit", "修改", "Edit", Permission.OFFICER_EDIT),
        Offer("end", "离任", "End", Permission.OFFICER_EDIT, ended),
        Offer("reappoint", "连任（再任）", "Reappoint", Permission.OFFICER_EDIT),
    )
    return open_steps(work, offers)


async def list_vacancies(request: Request, work: Work, query: VacancyQuery) -> Response:
    """One page of the unions in which a leading post is due and vacant (ORG-19)."""
    filters = await _narrow_vacancies(work, query)
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    rows = await _vacancy_rows(work, query, filters, after=after, limit=query.limit + 1)
    total = await _count_vacancies(work, filters, cap=COUNT_CAP) if query.with_total else None
    return paged(request, query, rows, after=_order_of_vacancies(query), total=total)


async def _narrow_vacancies(work: Work, query: VacancyQuery) -> dict[str, Any]:
    posts = tuple(post for post in Post if post in ONE_PER_UNION and (not query.post or post in query.post))
    return {
        "under": await organizations.find_bounds(work.session, query.under_id),
        "posts": posts,
        "members_from": query.members_from,
        "women_from": query.women_from,
    }


async def _vacancy_rows(
    work: Work, query: VacancyQuery, filters: Mapping[str, Any], *, after: Sequence[Any] | None, limit: int
) -> list[dict[str, Any]]:
    found = await work.session.execute(officers.list_vacancies(scope=work.scope, after=after, limit=limit, **filters))
    return [dict(row) | {"vacant": _vacant(row, filters["posts"], query)} for row in found.mappings()]


async def _count_vacancies(work: Work, filters: Mapping[str, Any], *, cap: int) -> int:
    counted = officers.count_vacancies(scope=work.scope, cap=cap, **filters)
    return (await work.session.execute(counted)).scalar_one()  # type: ignore[no-any-return]


def _order_of_vacancies(query: VacancyQuery) -> Sequence[str]:
    return ("_code",)


def _vacant(row: Mapping[str, Any], posts: tuple[Post, ...], query: VacancyQuery) -> list[Post]:
    required = posts_required(
        level=Level(row["level"]),
        members=row["members"] or 0,
        women=row["women"] or 0,
        members_from=query.members_from,
        women_from=query.women_from,
    )
    vacant = vacancies(required, [Post(post) for post in row["_held"] or ()])
    return [post for post in posts if post in vacant]


LISTING = Listing(
    permission=Permission.OFFICER_READ, query=OfficerQuery, narrow=_narrow, rows=_rows, count=_count, order=_order
)

VACANCIES = Listing(
    permission=Permission.OFFICER_READ,
    query=VacancyQuery,
    narrow=_narrow_vacancies,
    rows=_vacancy_rows,
    count=_count_vacancies,
    order=_order_of_vacancies,
)
