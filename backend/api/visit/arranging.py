"""The table of a plan (慰问安排表) as it is written: rows changed, added, taken out, moved, all at once (ui.md row 6)."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from backend.api.visit.paying import release, stop_of
from backend.api.visit.planning import changeable
from backend.api.visit.schemas import Arrangement
from backend.api.visit.storing import planned_columns, promise, require_lots, stocks_of
from backend.api.work import Work
from backend.db.queries import visit as visits
from backend.db.queries import visit_plan as plans
from backend.db.tables.visit import Visit, VisitPlan
from backend.db.types import new_id
from backend.domain.fund.goods import Stock
from backend.domain.refusals import NotFound
from backend.domain.visit import stops as rules
from backend.domain.visit.codes import Occasion, VisitStatus
from backend.domain.visit.plans import require_room
from backend.domain.visit.stops import VisitDraft

SEALED = ("phone", "address")
TABLE = "visit"
LAST = 32_000
"""A place after all others, until the table is numbered anew."""

Subjects = Mapping[UUID, Mapping[str, Any]]


async def arrange(work: Work, id: UUID, asked: Arrangement, *, seen: int) -> VisitPlan:
    """Write rows of the table. The plan's version is that of its whole table: of two who write it one is told.

    Raises what `changeable` raises, `NotFound`, `VisitSettled`, `VisitTwice`, `TeamUnknown`, `VisitOutside`,
    `VisitWithoutSubject`, `PlanFull`; `FundUnreachable` where the money of a stop lies beyond the caller's reach; of goods
    out of the store `GoodsElsewhere`, `StoreElsewhere`, `GoodsPromised`.
    """
    plan = await changeable(work, id, seen=seen)
    teams = {team.id for team in await plans.list_teams(work.session, id)}
    present = {stop.id: stop for stop in await visits.list_of_plan(work.session, id, lock=True)}
    gone = [_named(present, each) for each in dict.fromkeys(asked.removed)]
    for stop in gone:
        rules.require_planned(VisitStatus(stop.status))
    await release(work, plan, gone)
    for stop in gone:
        work.session.expunge(present.pop(stop.id))
    await visits.drop_visits(work.session, [stop.id for stop in gone])
    new = [draft for draft in asked.visits if draft.id is None]
    require_room(len(present) + len(new))
    _require_once(present.values(), new)
    for draft in asked.visits:
        if draft.team_id not in teams:
            raise rules.TeamUnknown(pointer="/visits")
        rules.require_within(draft.visit_on or plan.starts_on, first=plan.starts_on, last=plan.ends_on)
    stocks = await stocks_of(work, [each for draft in asked.visits for each in draft.goods])
    changed, before = 0, {id: stop_of(stop).planned_fen for id, stop in present.items()}
    for draft in asked.visits:
        if draft.id is not None:
            changed += _change(work, plan, _named(present, draft.id), draft, stocks)
    # Finance promised one sum; for another it is asked anew.
    await release(work, plan, [stop for id, stop in present.items() if stop_of(stop).planned_fen != before[id]])
    added = await _add(work, plan, new, stocks)
    _renumber(list(present.values()), asked.visits, added)
    stops = [*present.values(), *added]
    await require_lots(work, plan, stops)
    await work.session.flush()
    await promise(work, plan, stops)
    if added or changed or gone:
        work.tell("visit_plan_arranged", plan, number=plan.number, added=len(added), changed=changed, removed=len(gone))
    return plan


def _named(present: Mapping[UUID, Visit], id: UUID) -> Visit:
    if id not in present:
        raise NotFound()
    return present[id]


def _require_once(present: Any, new: Sequence[VisitDraft]) -> None:
    for name in ("household_id", "member_id"):
        held = [getattr(each, name) for each in (*present, *new) if getattr(each, name) is not None]
        if len(set(held)) < len(held):
            raise rules.VisitTwice()


def _change(work: Work, plan: VisitPlan, stop: Visit, draft: VisitDraft, stocks: Mapping[UUID, Stock]) -> bool:
    """Whether anything of the row is otherwise now. A row that was settled may stand in the table, unchanged."""
    wanted = _written(plan, draft, stocks)
    if draft.team_id != stop.team_id:
        wanted["place"] = LAST
    wanted["kind"] = str(draft.kind or stop.kind)
    if stop.case_id is not None:
        # What was approved is brought as it was approved.
        wanted["cash_fen"] = stop.cash_fen
    if stop.household_id is None and stop.member_id is None and draft.name:
        wanted |= {"name": draft.name, "unit": draft.unit or stop.unit}
    wanted |= {name: work.vault.seal(said, TABLE, name, stop.id) for name in SEALED if (said := getattr(draft, name))}
    changed = {name: value for name, value in wanted.items() if getattr(stop, name) != value}
    if not changed:
        return False
    rules.require_planned(VisitStatus(stop.status))
    for name, value in changed.items():
        setattr(stop, name, value)
    stop.updated_at, stop.version = work.now, stop.version + 1
    return True


def _written(plan: VisitPlan, draft: VisitDraft, stocks: Mapping[UUID, Stock]) -> dict[str, Any]:
    return {
        "team_id": draft.team_id,
        "cash_fen": draft.cash_fen,
        **planned_columns(draft.goods, stocks),
        "visit_on": draft.visit_on or plan.starts_on,
        "visit_time": draft.visit_time,
        "note": draft.note,
    }


async def _add(work: Work, plan: VisitPlan, new: Sequence[VisitDraft], stocks: Mapping[UUID, Stock]) -> list[Visit]:
    """New rows, whoever they are to; three statements however many. Raises `NotFound`, `VisitWithoutSubject`."""
    for draft in new:
        rules.require_subject(draft)
    files = await plans.find_households(work.session, _ids(new, "household_id")) if new else {}
    people = await plans.find_members(work.session, _ids(new, "member_id")) if new else {}
    unions = await plans.find_unions(work.session, _ids(new, "organization_id")) if new else {}
    added = []
    for draft in new:
        id = new_id()
        said = {name: getattr(draft, name) for name in SEALED}
        sealed: dict[str, Any] = {name: work.vault.seal(text, TABLE, name, id) for name, text in said.items() if text}
        added.append(
            Visit(
                id=id,
                plan_id=plan.id,
                place=LAST,
                household_id=draft.household_id,
                member_id=draft.member_id,
                created_at=work.now,
                updated_at=work.now,
                **_written(plan, draft, stocks),
                **_subject(draft, Occasion(plan.occasion), files, people, unions),
                **sealed,
            )
        )
    work.session.add_all(added)
    return added


def _ids(drafts: Sequence[VisitDraft], name: str) -> list[UUID]:
    return [getattr(draft, name) for draft in drafts if getattr(draft, name) is not None]


def _subject(
    draft: VisitDraft, occasion: Occasion, files: Subjects, people: Subjects, unions: Subjects
) -> dict[str, Any]:
    """Who stands on the row, where, and as what. Raises `NotFound` for what lies outside the caller's subtree."""
    if draft.household_id is not None:
        found = files.get(draft.household_id)
    elif draft.member_id is not None:
        found = people.get(draft.member_id)
    else:
        assert draft.organization_id is not None
        found = unions.get(draft.organization_id)
    if found is None:
        raise NotFound()
    named = {"name": draft.name, "unit": draft.unit or found["name"]} if "unit" not in found else {}
    return {
        "organization_id": found.get("organization_id", found["id"]),
        "code": found["code"],
        "line_code": found["line_code"],
        "name": found["name"],
        "unit": found.get("unit", ""),
        "kind": str(draft.kind or rules.kind_of(found, occasion=occasion)),
    } | named


def _renumber(present: Sequence[Visit], drafts: Sequence[VisitDraft], added: Sequence[Visit]) -> None:
    """Within each team from 0: where the table says a place, that; what came anew or from another team stands last."""
    fresh = iter(added)
    said: dict[UUID, int | None] = {}
    for draft in drafts:
        said[next(fresh).id if draft.id is None else draft.id] = draft.place
    by_team: dict[UUID, list[Visit]] = {}
    for stop in (*present, *added):
        by_team.setdefault(stop.team_id, []).append(stop)
    for stops in by_team.values():
        # Of two at one place the one that was put there stands first.
        stops.sort(
            key=lambda stop: (said.get(stop.id) if said.get(stop.id) is not None else stop.place, stop.id not in said)
        )
        for place, stop in enumerate(stops):
            if stop.place != place:
                stop.place = place
