"""Answers about employers that change nothing."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import Request, Response

from backend.api.employer.schemas import CoverageQuery, EmployerQuery
from backend.api.listing import Listing
from backend.api.offers import Offer, open_steps
from backend.api.pages import COUNT_CAP, paged, read_cursor
from backend.api.work import Work
from backend.db.employer_records import open_phone
from backend.db.queries import employer as employers
from backend.db.queries import organization as organizations
from backend.db.queries.employer import Filters
from backend.domain.access import Permission
from backend.domain.mask import mask_phone
from backend.domain.organization.employers import EmployerClosed, EmployerNotCovered, EmployerOpen, rate
from backend.domain.refusals import NotFound, Refusal

SUMMED = (
    "employers",
    "covered",
    "uncovered",
    "due",
    "own_due",
    "employees",
    "employees_covered",
    "employees_uncovered",
    "due_employees",
    "own_due_employees",
)


async def list_page(request: Request, work: Work, query: EmployerQuery) -> Response:
    """One page of the list of employers."""
    filters = await _filters(work, query)
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    rows = await _rows(work, query, filters, after=after, limit=query.limit + 1)
    total = await _count(work, filters, cap=COUNT_CAP) if query.with_total else None
    return paged(request, query, rows, after=_order(query), total=total)


async def _rows(
    work: Work,
    query: EmployerQuery,
    filters: Filters,
    *,
    after: Sequence[Any] | None,
    limit: int,
    whole: Collection[str] = (),
) -> list[dict[str, Any]]:
    found = await work.session.execute(
        employers.list_employers(scope=work.scope, filters=filters, after=after, limit=limit)
    )
    return [_shown(work, row, whole) for row in found]


def _shown(work: Work, row: Any, whole: Collection[str] = ()) -> dict[str, Any]:
    """A row as it may be seen; the phone in plain for an export that was allowed it."""
    phone = open_phone(work.vault, row)
    shown = dict(row._mapping) | {"contact_phone_masked": phone and mask_phone(phone)}
    del shown["contact_phone"]
    return shown | ({"contact_phone": phone} if "contact_phone" in whole else {})


async def _count(work: Work, filters: Filters, *, cap: int) -> int:
    counted = employers.count_employers(scope=work.scope, filters=filters, cap=cap)
    return (await work.session.execute(counted)).scalar_one()  # type: ignore[no-any-return]


def _order(query: EmployerQuery) -> Sequence[str]:
    return ("_place", "id")


async def _filters(work: Work, query: EmployerQuery) -> Filters:
    under = at = None
    if query.under_id is not None:
        top = await organizations.get_organization(work.session, query.under_id)
        under = (top.code, top.code_hi)
    if query.at_id is not None:
        at = (await organizations.get_organization(work.session, query.at_id)).code
    return Filters(
        under=under,
        at=at,
        territory_id=query.territory_id,
        union_id=query.union_id,
        q=query.q,
        covered=query.covered,
        shared=query.shared,
        closed=query.closed,
        employees_gte=query.employees_gte,
        employees_lt=query.employees_lt,
        ownerships=query.ownership,
        industries=query.industry,
        source=query.source,
        listed_before=query.listed_before,
    )


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One employer with its open steps. Raises `NotFound`."""
    await work.session.flush()
    statement = employers.list_employers(scope=work.scope, filters=Filters(closed=None), id=id, limit=1)
    found = (await work.session.execute(statement)).first()
    if found is None:
        raise NotFound()
    return _shown(work, found) | {"steps": _steps(work, found._mapping)}


def _steps(work: Work, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    closed: Refusal | None = EmployerClosed(on=row["closed_on"].isoformat()) if row["closed_on"] else None
    uncovered: Refusal | None = None if row["union_id"] else EmployerNotCovered()
    offers = (
        Offer("edit", "修改", "Edit", Permission.EMPLOYER_EDIT),
        Offer("cover", "确定涵盖工会", "Cover", Permission.EMPLOYER_EDIT, closed),
        Offer("uncover", "解除涵盖", "Uncover", Permission.EMPLOYER_EDIT, closed or uncovered),
        Offer("close", "注销", "Close", Permission.EMPLOYER_EDIT, closed),
        Offer("reopen", "恢复", "Reopen", Permission.EMPLOYER_EDIT, None if closed else EmployerOpen()),
    )
    return open_steps(work, offers)


async def coverage(work: Work, query: CoverageQuery) -> dict[str, Any]:
    """The coverage of a place by the unions directly below it (ORG-10). Raises `NotFound`."""
    top = await organizations.get_organization(work.session, query.under_id)
    filters = Filters(ownerships=query.ownership, industries=query.industry)
    rows = await employers.count_coverage(
        work.session, scope=work.scope, top=top, filters=filters, due_from=query.threshold
    )
    whole = {name: sum(int(row[name]) for row in rows) for name in SUMMED}
    return {
        "under_id": top.id,
        "under_name": top.name,
        "threshold": query.threshold,
        "as_of": work.now,
        "sum": _figures(whole, query, {"under_id": str(top.id)}),
        "items": [
            {name: row[name] for name in ("id", "name", "kind", "level", "itself")}
            | _figures(row, query, {"at_id" if row["itself"] else "under_id": str(row["id"])})
            for row in rows
        ],
    }


def _figures(row: Mapping[str, Any], query: CoverageQuery, place: Mapping[str, str]) -> dict[str, Any]:
    narrowed: Sequence[tuple[str, str]] = [
        *place.items(),
        *(("ownership", value) for value in query.ownership),
        *(("industry", value) for value in query.industry),
    ]
    uncovered = [*narrowed, ("covered", "false")]
    return {name: int(row[name]) for name in SUMMED} | {
        "rate": rate(int(row["covered"]), int(row["employers"])),
        "query": {
            "employers": urlencode(narrowed),
            "covered": urlencode([*narrowed, ("covered", "true")]),
            "uncovered": urlencode(uncovered),
            "due": urlencode([*uncovered, ("employees[gte]", str(query.threshold))]),
            "own_due": urlencode([*narrowed, ("shared", "true"), ("employees[gte]", str(query.threshold))]),
        },
    }


LISTING = Listing(
    permission=Permission.EMPLOYER_READ,
    query=EmployerQuery,
    narrow=_filters,
    rows=_rows,
    count=_count,
    order=_order,
)
