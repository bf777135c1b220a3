"""Answers about targets: the sheet of those below a union, and the targets of one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from backend.api.offers import Offer, open_steps
from backend.api.target import actuals
from backend.api.target.actuals import NOTHING, Actuals
from backend.api.target.schemas import TargetQuery
from backend.api.work import Work
from backend.db.queries import statistic as statistics
from backend.db.queries import target as targets
from backend.db.tables.target import Target
from backend.domain.access import Permission
from backend.domain.audit.record import EVENTS
from backend.domain.organization.codes import OrganizationKind, Tree
from backend.domain.target import customs
from backend.domain.target.measures import FLOWS, TargetMeasure
from backend.domain.target.progress import plain, progress
from backend.domain.target.rules import TargetByPlace

MOST_HISTORY = 200
"""Changes that are shown of a year; the record has all."""

Kept = Mapping[tuple[UUID, str], Target]


def require_by_place(work: Work) -> None:
    """Raises `TargetByPlace` for a scope over a line."""
    if work.scope.tree is not Tree.TERRITORY:
        raise TargetByPlace()


async def board(work: Work, query: TargetQuery) -> dict[str, Any]:
    """The targets below a union for a year beside the actuals. Raises `NotFound`, `TargetByPlace`."""
    require_by_place(work)
    year = query.year or work.today.year
    node = await statistics.get_node(work, work.scope, Tree.TERRITORY, query.parent_id)
    top = await targets.get_union(work.session, node.id)
    below = await targets.list_below(work.session, node.id)
    kept = await targets.list_targets(work.session, [node.id, *(union.id for union in below)], year)
    told = await actuals.read(work, node, year)
    return {
        "year": year,
        "organization_id": node.id,
        "organization_name": node.name,
        "as_of": work.now,
        "own": _row(top, kept, told, year, work.today),
        "items": [_row(union, kept, told, year, work.today) for union in below],
        "sums": [_sum(measure, node.id, below, kept) for measure in FLOWS],
        "steps": open_steps(work, (Offer("set", "下达目标", "Set targets", Permission.TARGET_SET),)),
        "next_cursor": None,
        "total": len(below),
    }


async def one(work: Work, id: UUID, year: int | None) -> dict[str, Any]:
    """The targets of one union, for its page. Raises `NotFound`."""
    year = year or work.today.year
    union = await targets.get_union(work.session, id)
    node = await statistics.get_node(work, work.scope, Tree.TERRITORY, id)
    kept = await targets.list_targets(work.session, [id], year)
    told = await actuals.read(work, node, year)
    return {"year": year, "as_of": work.now, "row": _row(union, kept, told, year, work.today)}


async def history(work: Work, id: UUID, year: int | None) -> dict[str, Any]:
    """What the targets of a union were before, and who changed them when: the record tells. Raises `NotFound`."""
    year = year or work.today.year
    union = await targets.get_union(work.session, id)
    found = await targets.list_history(work.session, union, year, most=MOST_HISTORY)
    return {"year": year, "items": [_told(work, row) for row in found]}


def _told(work: Work, row: Mapping[str, Any]) -> dict[str, Any]:
    facts, event = row["facts"], row["event"]
    zh, en = EVENTS[event].name
    changes = facts.get("changes", {})
    before, after = changes.get("value", (None, None))
    due_before, due_after = changes.get("due_on", (None, None))
    if event == "target_set":
        after, due_after = facts["value"], facts["due_on"]
    elif event == "target_taken_away":
        before = facts["value"]
    return {
        "measure": facts["measure"],
        "event": event,
        "label": en if work.language == "en" else zh,
        "at": row["at"],
        "actor_name": row["actor_name"],
        "before": before,
        "after": after,
        "due_before": due_before,
        "due_after": due_after,
    }


def _row(union: Any, kept: Kept, told: Actuals, year: int, today: date) -> dict[str, Any]:
    return {
        "organization_id": union.id,
        "organization_name": union.name,
        "kind": union.kind,
        "cells": [_cell(union, measure, kept, told, year, today) for measure in TargetMeasure],
    }


def _cell(union: Any, measure: TargetMeasure, kept: Kept, told: Actuals, year: int, today: date) -> dict[str, Any]:
    row, actual = kept.get((union.id, measure)), told.get((union.id, measure), NOTHING)
    stands = None
    if row is not None:
        stands = progress(
            is_rate=measure.is_rate,
            target=row.tenths,
            actual=actual.value,
            start=actual.start,
            year=year,
            due_on=row.due_on,
            today=today,
        )
    usual = customs.usual(measure, kind=OrganizationKind(union.kind), name=union.name)
    return {
        "measure": measure,
        "target": plain(row.tenths) if row else None,
        "actual": plain(actual.value),
        "done": stands.done if stands else None,
        "due": plain(stands.due) if stands else None,
        "state": stands.state if stands else None,
        "due_on": row.due_on if row else None,
        "from_organization_name": row.from_organization_name if row else None,
        "set_by_name": row.set_by_name if row else None,
        "set_at": row.set_at if row else None,
        "usual": usual,
        "usual_due_on": None if usual is None else customs.usual_due_on(measure, year),
        "version": row.version if row else 0,
    }


def _sum(measure: TargetMeasure, own_id: UUID, below: Sequence[Any], kept: Kept) -> dict[str, Any]:
    own = kept.get((own_id, measure))
    split = sum(row.tenths for union in below if (row := kept.get((union.id, measure))) is not None)
    return {
        "measure": measure,
        "own": plain(own.tenths) if own else None,
        "below": split / 10,
        "left": plain(own.tenths - split) if own else None,
    }
