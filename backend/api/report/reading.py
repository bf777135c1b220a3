"""Answers about reports: the forms, the list, the board of a year, one report with its checks and steps."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from fastapi import Request, Response

from backend.api.pages import paged, read_cursor
from backend.api.report.schemas import BoardQuery, ReportQuery
from backend.api.work import Work
from backend.db.queries import organization as organizations
from backend.db.queries import report as reports
from backend.db.queries import statistic as statistics
from backend.db.tables.report import Report
from backend.domain.organization.codes import OrganizationKind, Tree
from backend.domain.organization.structure import PLACES
from backend.domain.refusals import NotFound
from backend.domain.report.catalogue import FORMS, first_form, form_of
from backend.domain.report.checks import empty, findings
from backend.domain.report.forms import Form, Item, ReportForm
from backend.domain.report.rules import sentence
from backend.domain.report.values import computed, effective
from backend.domain.report.workflow import OPEN, ReportSide, ReportStatus, report_steps, side_of
from backend.domain.statistic.datasets import DATASETS


def forms(year: int | None) -> dict[str, Any]:
    """Every form with its layout and its checks, as it is in the report of a year; the newest without one."""
    items = [_described(form if year is None else form_of(form.form, year)) for form in FORMS.values()]
    return {"items": items, "next_cursor": None, "total": len(items)}


def _described(form: Form) -> dict[str, Any]:
    names = ("form", "number", "basis_zh", "basis_en", "across", "chapters", "checks")
    return {name: getattr(form, name) for name in names} | {
        "zh": form.form.zh,
        "en": form.form.en,
        "items": [_item(item) for item in form.items],
    }


def _item(item: Item) -> dict[str, Any]:
    told = {name: getattr(item, name) for name in ("code", "zh", "en", "unit", "by_hand")}
    measure = DATASETS[item.source.dataset].measure(item.source.measure) if item.source else None
    return told | {
        "definition_zh": measure.definition_zh if measure else "",
        "definition_en": measure.definition_en if measure else "",
    }


async def list_page(request: Request, work: Work, query: ReportQuery) -> Response:
    """One page of the list of reports."""
    under = None
    if query.under_id is not None:
        top = await organizations.get_organization(work.session, query.under_id)
        under = (top.code, top.code_hi)
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    found = await work.session.execute(
        reports.list_reports(
            scope=work.scope,
            under=under,
            organization_id=query.organization_id,
            forms=query.form,
            years=query.year,
            statuses=query.status,
            waiting=query.waiting,
            after=after,
            limit=query.limit + 1,
        )
    )
    return paged(request, query, found.mappings().all(), after=("id",))


async def board(work: Work, query: BoardQuery) -> dict[str, Any]:
    """Who directly below a union has sent a form of a year, and its own. Raises `NotFound`."""
    if work.scope.tree is not Tree.TERRITORY and query.parent_id is None:
        raise NotFound()
    node = await statistics.get_node(work, work.scope, Tree.TERRITORY, query.parent_id)
    union = await organizations.get_organization(work.session, node.id)
    kind = OrganizationKind(union.kind)
    form = FORMS[query.form] if query.form else first_form(kind)
    own = (await reports.find_of(work.session, [node.id], form.form, query.year)).get(node.id)
    below = await reports.list_board(work.session, node.id, form, query.year)
    # A form of basic unions is not filled by the places between: these are told by how many of theirs have sent it.
    by_place = form.filled_by.isdisjoint(PLACES) and kind in PLACES
    places = await reports.list_places(work.session, node.id, form, query.year) if by_place else []
    return {
        "form": form.form,
        "year": query.year,
        "organization_id": node.id,
        "organization_name": node.name,
        "reports": kind in form.filled_by,
        "begun": form.period(query.year).first <= work.today,
        "own": _board_item(_as_item(own)) if own is not None else None,
        "items": [_board_item(row) for row in below],
        "places": places,
        "next_cursor": None,
        "total": len(below),
    }


def _as_item(row: Report) -> dict[str, Any]:
    names = ("organization_id", "organization_name", "status", "submitted_at", "submitted_by_name", "decided_at")
    return {name: getattr(row, name) for name in names} | {"report_id": row.id, "reason": row.reason}


def _board_item(row: Mapping[str, Any]) -> dict[str, Any]:
    return dict(row) | {name: row[name] or "" for name in ("submitted_by_name", "reason")}


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One report. Raises `NotFound`."""
    return whole(work, await reports.get_report(work.session, id))


def whole(work: Work, row: Report) -> dict[str, Any]:
    """A report with its numbers, what it is the sum of, its checks and its steps."""
    form = form_of(ReportForm(row.form), row.year)
    values, sums = effective(form, row.lines, row.cells), computed(form, row.lines)
    status, side = ReportStatus(row.status), side_for(work, row)
    return {name: getattr(row, name) for name in _PLAIN} | {
        "day": form.period(row.year).last,
        "cells": [_cell(row, item.code, values, sums) for item in form.items],
        "findings": [
            {
                "check": found.check.code,
                "sentence": sentence(found, work.language),
                "left": found.left,
                "right": found.right,
                "hard": found.check.hard,
            }
            for found in findings(form, values)
        ],
        "empty": empty(form, values),
        "fillable": status in OPEN and side in (ReportSide.OWN, ReportSide.TOP) and "report:edit" in work.held,
        "steps": [
            {
                "step": each.step,
                "label": each.en if work.language == "en" else each.zh,
                "allowed": each.allowed,
                "reason": None if each.reason is None else each.reason.sentence(work.language),
            }
            for each in report_steps(status, side, work.held)
        ],
    }


_PLAIN = (
    *("id", "organization_id", "organization_name", "form", "year", "status", "computed_at", "submitted_at"),
    *("submitted_by_name", "decided_at", "decided_by_name", "reason", "version", "lines", "missing", "created_by_name"),
)


def _cell(row: Report, code: str, values: Mapping[str, int | None], sums: Mapping[str, int | None]) -> dict[str, Any]:
    written = row.cells.get(code)
    return {
        "item": code,
        "value": values[code],
        "computed": sums[code],
        "written": written is not None,
        "reason": written["reason"] if written else "",
        "by_name": written["by_name"] if written else "",
        "remark": row.remarks.get(code),
    }


def side_for(work: Work, row: Report) -> ReportSide | None:
    """Who the caller is to a report."""
    return side_of(reporter=row.organization_id, above=row.above_id, at=work.scope.organization_id)
