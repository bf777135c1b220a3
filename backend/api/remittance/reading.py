"""Answers about remittances: the list, and the year of one union."""

from typing import Any

from backend.api.listing import listing
from backend.api.remittance.schemas import RemittanceQuery
from backend.api.work import Work
from backend.db.queries import organization as organizations
from backend.db.queries import remittance as remittances
from backend.domain.access import Permission
from backend.domain.refusals import NotFound

_ALL: dict[str, Any] = {"under": None, "organization_id": None, "to_id": None, "states": ()}


async def _narrow(work: Work, query: RemittanceQuery) -> dict[str, Any]:
    return {
        "today": work.today,
        "year": query.year,
        "under": await organizations.find_bounds(work.session, query.under_id),
        "organization_id": query.organization_id,
        "to_id": query.to_id,
        "states": query.state,
    }


LISTING = listing(
    permission=Permission.FUND_READ,
    query=RemittanceQuery,
    narrow=_narrow,
    listed=lambda work, filters, after, limit: remittances.list_duties(
        scope=work.scope, after=after, limit=limit, **filters
    ),
    counted=lambda work, filters, cap: remittances.count_duties(scope=work.scope, cap=cap, **filters),
    order=("_code", "id"),
)


async def board(work: Work, year: int | None) -> dict[str, Any]:
    """The year of the caller's own union. Raises `NotFound` for who works for no union."""
    own = work.scope.organization_id
    if own is None:
        raise NotFound()
    union = await organizations.get_organization(work.session, own)
    year = year or work.today.year
    asked = _ALL | {"today": work.today, "year": year}
    owes = await work.session.execute(
        remittances.list_duties(scope=work.scope, after=None, limit=1, **asked | {"organization_id": own})
    )
    return {
        "organization_id": own,
        "organization_name": union.name,
        "year": year,
        "own": owes.mappings().one_or_none(),
        "total": await remittances.sum_duties(work.session, work.scope, **asked | {"to_id": own}),
        "cells": await remittances.list_below(work.session, own, year),
        "may_set": Permission.FUND_EDIT in work.held,
        "as_of": work.now,
    }
