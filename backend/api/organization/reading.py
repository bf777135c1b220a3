"""Answers about unions that change nothing."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from fastapi import Request, Response

from backend.api.organization.schemas import AsOfQuery, OrganizationQuery
from backend.api.pages import COUNT_CAP, paged, read_cursor
from backend.api.work import Reading, Work
from backend.db.queries import organization as organizations
from backend.db.queries.organization import OrganizationFilters
from backend.db.tables.organization import Organization
from backend.domain.access import Permission
from backend.domain.organization.codes import OrganizationStatus


async def list_page(request: Request, look: Reading, query: OrganizationQuery) -> Response:
    """One page of the list of unions."""
    under = None
    if query.under_id is not None:
        top = await organizations.get_place(look, query.under_id)
        under = (top.low, top.high)
    filters = OrganizationFilters(
        parent_id=query.parent_id,
        under=under,
        q=query.q,
        kinds=query.kind,
        levels=query.level,
        status=query.status,
        line_id=query.line_id,
    )
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    rows = await look.rows(organizations.list_organizations(look.scope, filters, after=after, limit=query.limit + 1))
    total = None
    if query.with_total:
        total = await look.value(organizations.count_organizations(look.scope, filters, cap=COUNT_CAP))
    return paged(request, query, rows, after=("_code",), total=total)


async def list_past(request: Request, work: Work, query: AsOfQuery) -> Response:
    """One page of the tree as it stood on a day."""
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    found = await work.session.execute(
        organizations.list_as_of(
            scope=work.scope, day=query.on, parent_id=query.parent_id, after=after, limit=query.limit + 1
        )
    )
    return paged(request, query, found.mappings().all(), after=("_code", "_id"))


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One union. Raises `NotFound`."""
    return await whole(work, await organizations.get_organization(work.session, id))


async def whole(work: Work, union: Organization) -> dict[str, Any]:
    """A union with its figures, ancestors and open steps."""
    await work.session.flush()
    return union.model_dump() | {
        "figures": await organizations.find_figures(work.session, union),
        "ancestors": await organizations.list_ancestors(work.session, union),
        "steps": steps(work, union),
    }


def steps(work: Work, union: Organization) -> list[Mapping[str, Any]]:
    """What this caller may do with a union now."""
    living = union.status == OrganizationStatus.ACTIVE
    english = work.language == "en"
    reasons = {
        "not_held": "You do not hold this permission" if english else "您的岗位没有这项权限",
        "ended": "The union has ended" if english else "这家工会已撤销或合并",
        "top": "The city federation stays" if english else "市总工会不能变动",
    }
    names = {
        "edit": ("修改", "Edit", Permission.ORGANIZATION_EDIT),
        "move": ("调整隶属", "Move", Permission.ORGANIZATION_RESTRUCTURE),
        "merge": ("合并", "Merge", Permission.ORGANIZATION_RESTRUCTURE),
        "split": ("分立", "Split", Permission.ORGANIZATION_RESTRUCTURE),
        "dissolve": ("撤销", "Dissolve", Permission.ORGANIZATION_RESTRUCTURE),
    }
    found: list[Mapping[str, Any]] = []
    for step, (zh, en, permission) in names.items():
        reason = None
        if permission not in work.held:
            reason = reasons["not_held"]
        elif not living:
            reason = reasons["ended"]
        elif union.parent_id is None and step != "edit":
            reason = reasons["top"]
        found.append({"step": step, "label": en if english else zh, "allowed": reason is None, "reason": reason})
    return found


async def history(work: Work, id: UUID) -> list[Mapping[str, Any]]:
    """Every state of a union, newest first. Raises `NotFound`."""
    union = await organizations.get_organization(work.session, id)
    return await organizations.list_history(work.session, union)
