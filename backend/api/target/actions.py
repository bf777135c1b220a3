"""Setting targets: a sheet of cells, each with its own result (api.md, Bulk)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from backend.api.outcomes import outcome_of
from backend.api.target.reading import require_by_place
from backend.api.target.schemas import TargetBatch
from backend.api.work import Work
from backend.db.queries import target as targets
from backend.db.tables.target import Target
from backend.domain.access import Grant
from backend.domain.refusals import NotFound, Refusal, Stale
from backend.domain.target import rules
from backend.domain.target.progress import plain
from backend.domain.target.rules import Settable, TargetDraft


async def set_many(work: Work, asked: TargetBatch) -> dict[str, Any]:
    """Set, change or take away targets; whichever cannot be is named with the reason, the others are.

    A value that stands already is left as it is. Raises `TargetByPlace`, `TargetYearOut`.
    """
    require_by_place(work)
    rules.require_year(asked.year, work.today)
    setter = work.caller.grant_on(work.scope.organization_id)
    ids = list(dict.fromkeys(draft.organization_id for draft in asked.items))
    unions = await targets.find_unions(work.session, ids)
    kept = dict(await targets.list_targets(work.session, ids, asked.year, lock=True))
    outcomes: list[Refusal | None] = []
    seen: set[tuple[UUID, str]] = set()
    gone: list[Target] = []
    for draft in asked.items:
        cell = (draft.organization_id, str(draft.measure))
        try:
            if cell in seen:
                raise rules.TargetTwice()
            seen.add(cell)
            _set(work, draft, asked.year, setter, unions, kept, gone)
        except Refusal as refusal:
            outcomes.append(refusal)
        else:
            outcomes.append(None)
    if gone:
        await targets.take_away(work.session, [row.id for row in gone])
    await work.session.flush()
    failed = sum(outcome is not None for outcome in outcomes)
    return {
        "total": len(outcomes),
        "succeeded": len(outcomes) - failed,
        "failed": failed,
        "items": [
            {
                "index": index,
                "organization_id": asked.items[index].organization_id,
                "measure": asked.items[index].measure,
                **outcome_of(work, outcome),
            }
            for index, outcome in enumerate(outcomes)
        ],
    }


def _set(
    work: Work,
    draft: TargetDraft,
    year: int,
    setter: Grant,
    unions: Mapping[UUID, Any],
    kept: Mapping[tuple[UUID, str], Target],
    gone: list[Target],
) -> None:
    """One cell: what the rules say, and the row that follows. Raises what they raise, `NotFound` and `Stale`."""
    union = unions.get(draft.organization_id)
    if union is None:
        raise NotFound()
    row = kept.get((union.id, str(draft.measure)))
    rules.require_settable(
        Settable(
            name=union.name,
            status=union.status,
            itself=union.id == setter.organization_id,
            on_top=union.parent_id is None,
            setter_level=row.from_level if row else None,
            setter_name=row.from_organization_name if row else "",
        ),
        level=int(setter.level),
        taking_away=draft.value is None,
    )
    if draft.version != (row.version if row else 0):
        raise Stale(current=row.version if row else 0)
    if draft.value is None:
        if row is not None:
            gone.append(row)
            work.tell("target_taken_away", row, year=year, measure=draft.measure, value=plain(row.tenths))
        return
    value, due_on = rules.value_in_tenths(draft), rules.due_day(draft, year)
    if row is not None and (row.tenths, row.due_on) == (value, due_on):
        return
    signed: dict[str, Any] = {
        "tenths": value,
        "due_on": due_on,
        "from_organization_id": setter.organization_id,
        "from_organization_name": setter.organization_name,
        "from_level": int(setter.level),
        "set_by": work.caller.user_id,
        "set_by_name": work.caller.name,
        "set_at": work.now,
    }
    if row is None:
        place: dict[str, Any] = {"organization_id": union.id, "code": union.code, "line_code": union.line_code}
        row = Target(**place, year=year, measure=str(draft.measure), **signed)
        work.session.add(row)
        work.tell("target_set", row, year=year, measure=draft.measure, value=plain(value), due_on=due_on)
        return
    changes: dict[str, list[Any]] = {"value": [plain(row.tenths), plain(value)], "due_on": [row.due_on, due_on]}
    changed = {name: ends for name, ends in changes.items() if ends[0] != ends[1]}
    for name, each in signed.items():
        setattr(row, name, each)
    row.version += 1
    work.tell("target_changed", row, year=year, measure=draft.measure, changes=changed)
