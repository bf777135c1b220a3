"""The reports of the unions below one at a glance: every form, of a year and of the one before."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from backend.api.report.schemas import OverviewQuery
from backend.api.work import Work
from backend.db.queries import organization as organizations
from backend.db.queries import report as reports
from backend.db.queries import statistic as statistics
from backend.domain.organization.codes import OrganizationKind, Tree
from backend.domain.organization.structure import PLACES
from backend.domain.refusals import NotFound
from backend.domain.report.catalogue import FORMS, form_of
from backend.domain.report.forms import Form
from backend.domain.report.rules import is_late
from backend.domain.report.workflow import ReportStatus

YEARS = 2
Row = Mapping[str, Any]


async def overview(work: Work, query: OverviewQuery) -> dict[str, Any]:
    """Two statements for each form and year at most, however many unions there are. Raises `NotFound`."""
    if work.scope.tree is not Tree.TERRITORY and query.parent_id is None:
        raise NotFound()
    node = await statistics.get_node(work, work.scope, Tree.TERRITORY, query.parent_id)
    union = await organizations.get_organization(work.session, node.id)
    years = range(query.year - YEARS + 1, query.year + 1)
    columns = [(form_of(form, year), year) for form in FORMS for year in years]
    told = [await _column(work, node.id, OrganizationKind(union.kind), form, year) for form, year in columns]
    names = {id: cell["name"] for column in told for id, cell in column.items()}
    order = await reports.order_of(work.session, list(names))
    rows = [
        {
            "organization_id": id,
            "organization_name": names[id],
            "cells": [column.get(id, {}).get("cell") for column in told],
        }
        for id in order
    ]
    return {
        "organization_id": node.id,
        "organization_name": node.name,
        "columns": [
            {
                "form": form.form,
                "year": year,
                "due_on": form.due_on(year),
                "begun": form.period(year).first <= work.today,
                "urgeable": _urgeable(column) if year == form.due_year(work.today) else 0,
            }
            for (form, year), column in zip(columns, told, strict=True)
        ],
        "rows": rows,
        "late": sum(cell["late"] for row in rows for cell in row["cells"] if cell),
        "as_of": work.now,
    }


def _urgeable(column: Mapping[UUID, dict[str, Any]]) -> int:
    """Those that are late themselves: a place is not urged for the basic unions in it."""
    return sum(row["cell"]["late"] and row["cell"]["units"] is None for row in column.values())


async def _column(
    work: Work, parent_id: UUID, kind: OrganizationKind, form: Form, year: int
) -> Mapping[UUID, dict[str, Any]]:
    """A form of a year: of each union below that fills it, and of each place in which basic unions fill it."""
    due_on = form.due_on(year)
    found = {
        row["organization_id"]: {"name": row["organization_name"], "cell": _one(row, due_on, work.today)}
        for row in await reports.list_board(work.session, parent_id, form, year)
    }
    if form.filled_by.isdisjoint(PLACES) and kind in PLACES:
        for row in await reports.list_places(work.session, parent_id, form, year):
            if row["units"]:
                cell = _place(row, due_on, work.today)
                found[row["organization_id"]] = {"name": row["organization_name"], "cell": cell}
    return found


def _one(row: Row, due_on: date | None, today: date) -> dict[str, Any]:
    status = None if row["status"] is None else ReportStatus(row["status"])
    late = is_late(status, due_on=due_on, today=today)
    return {
        "report_id": row["report_id"],
        "status": status,
        "late": late,
        "units": None,
        "submitted": int(status is ReportStatus.SUBMITTED),
        "accepted": int(status is ReportStatus.ACCEPTED),
    }


def _place(row: Row, due_on: date | None, today: date) -> dict[str, Any]:
    waiting = row["units"] - row["submitted"] - row["accepted"]
    late = waiting > 0 and is_late(None, due_on=due_on, today=today)
    return {"report_id": None, "status": None, "late": late} | {
        name: row[name] for name in ("units", "submitted", "accepted")
    }
