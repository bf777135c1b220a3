"""What can happen to a plan of visits: made, made from a list, changed, taken a step further, thrown away (AID-13)."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from backend.api.versions import take
from backend.api.visit.paying import release, stop_of
from backend.api.visit.schemas import CasePick, HouseholdPick, MemberPick, PlanStepAsked, VisitPlanFromList
from backend.api.visit.storing import planned_columns, promise, require_lots, stocks_of
from backend.api.work import Work
from backend.db import register as store
from backend.db.numbering import Series, next_number
from backend.db.queries import organization as organizations
from backend.db.queries import view as colleagues
from backend.db.queries import visit as visits
from backend.db.queries import visit_plan as plans
from backend.db.queries.household import HouseholdFilters
from backend.db.tables.visit import Visit, VisitPlan, VisitTeam
from backend.domain.access import Permission
from backend.domain.organization.changes import require_active
from backend.domain.text import clean_text
from backend.domain.visit import plans as rules
from backend.domain.visit.codes import Occasion, PlanStatus, PlanStep, VisitLevel
from backend.domain.visit.money import require_no_money, require_store_ours
from backend.domain.visit.plans import Leader, Standing, TeamDraft, VisitPlanChange, VisitPlanDraft
from backend.domain.visit.splitting import shares
from backend.domain.visit.stops import kind_of, require_within

_FIELDS = (
    *("name", "occasion", "level", "document_number", "starts_on", "ends_on", "sets_off", "meeting_place", "note"),
    "paid_elsewhere",
)
TOLD = {
    PlanStep.PLAN: "visit_plan_settled",
    PlanStep.REVISE: "visit_plan_revised",
    PlanStep.START: "visit_plan_started",
    PlanStep.FINISH: "visit_plan_finished",
    PlanStep.CANCEL: "visit_plan_cancelled",
}


async def make(work: Work, draft: VisitPlanDraft) -> VisitPlan:
    """Begin a plan without stops. Raises `NotFound`, `NotLiving`, `OfficerUnknown`."""
    plan, _teams = await _begin(work, draft)
    work.tell("visit_plan_made", plan, number=plan.number, visits=0)
    return plan


async def make_from_list(work: Work, asked: VisitPlanFromList) -> VisitPlan:
    """A plan with its people, shared out to the teams so that each goes to neighbouring townships (AID-13, AID-24).

    Raises what `make` raises, `PickUnclear`, `NobodyFound`, `PlanFull`, `GoodsElsewhere`, `StoreElsewhere`.
    """
    found = await _picked(work, asked)
    if not found:
        raise rules.NobodyFound()
    rules.require_room(len(found))
    wanted = rules.teams_for(asked.plan.teams, max(asked.teams, len(asked.plan.teams)))
    plan, teams = await _begin(work, asked.plan, wanted)
    stocks = await stocks_of(work, asked.goods)
    share = shares([each["township_id"] for each in found], len(teams))
    places, brought, stops = [0] * len(teams), planned_columns(asked.goods, stocks), []
    for subject, at in zip(found, share, strict=True):
        stops.append(_stop(work, plan, teams[at].id, places[at], subject, asked.cash_fen, brought))
        places[at] += 1
    work.session.add_all(stops)
    await require_lots(work, plan, stops)
    await work.session.flush()
    work.tell("visit_plan_made", plan, number=plan.number, visits=len(found))
    return plan


async def _begin(
    work: Work, draft: VisitPlanDraft, wanted: Sequence[TeamDraft] = ()
) -> tuple[VisitPlan, list[VisitTeam]]:
    place = await store.get_place(work.session, draft.organization_id)
    require_active(place.name, place.status)
    await _require_colleagues(work, draft.teams, known=frozenset())
    plan = VisitPlan(
        number=await next_number(work.session, Series.VISIT_PLAN, work.today.year),
        organization_id=place.id,
        organization_name=place.name,
        code=place.code,
        line_code=place.line_code,
        **{name: getattr(draft, name) for name in _FIELDS},
        maker_id=work.caller.user_id,
        maker_name=work.caller.name,
        created_at=work.now,
        updated_at=work.now,
    )
    work.session.add(plan)
    await work.session.flush()
    teams = [_team(plan, each, at) for at, each in enumerate(wanted or draft.teams)]
    work.session.add_all(teams)
    await work.session.flush()
    return plan, teams


def _team(plan: VisitPlan, draft: TeamDraft, place: int) -> VisitTeam:
    of: dict[str, Any] = {
        "plan_id": plan.id,
        "organization_id": plan.organization_id,
        "code": plan.code,
        "line_code": plan.line_code,
    }
    return VisitTeam(**of, place=place, **_columns(draft))


def _columns(draft: TeamDraft) -> dict[str, Any]:
    return {
        "name": draft.name,
        "leaders": [{"name": each.name, "post": each.post} for each in draft.leaders],
        "joining": list(draft.joining),
        "officers": list(draft.officers),
    }


async def _require_colleagues(work: Work, teams: Sequence[TeamDraft], *, known: frozenset[UUID]) -> None:
    named = {id for team in teams for id in team.officers} - known
    if not named:
        return
    office = await colleagues.list_colleagues(work.session, organization_id=work.caller.organization_id)
    if named - {each["id"] for each in office}:
        raise rules.OfficerUnknown(pointer="/teams")


async def _picked(work: Work, asked: VisitPlanFromList) -> Sequence[Mapping[str, Any]]:
    match asked.households, asked.cases, asked.members:
        case HouseholdPick() as files, None, None:
            return await _households(work, files)
        case None, CasePick() as cases, None:
            return await _cases(work, cases)
        case None, None, MemberPick() as members:
            return await _members(work, members)
    raise rules.PickUnclear(pointer="/households")


async def _households(work: Work, pick: HouseholdPick) -> Sequence[Mapping[str, Any]]:
    if pick.ids:
        found = await plans.find_households(work.session, pick.ids)
        return list(found.values())
    filters = HouseholdFilters(
        today=work.today,
        under=await organizations.find_bounds(work.session, pick.under_id),
        statuses=("active",),
        categories=pick.category,
        kinds=pick.worker_kind,
    )
    return await plans.list_households(work.session, work.scope, filters, limit=rules.MOST_VISITS + 1)


async def _members(work: Work, pick: MemberPick) -> Sequence[Mapping[str, Any]]:
    if pick.ids:
        return list((await plans.find_members(work.session, pick.ids)).values())
    return await plans.list_members(
        work.session,
        work.scope,
        under=await organizations.find_bounds(work.session, pick.under_id),
        kinds=pick.kind,
        birthday_month=pick.birthday_month,
        limit=rules.MOST_VISITS + 1,
    )


async def _cases(work: Work, pick: CasePick) -> Sequence[Mapping[str, Any]]:
    return await plans.list_cases(
        work.session,
        work.scope,
        program_id=pick.program_id,
        under=await organizations.find_bounds(work.session, pick.under_id),
        limit=rules.MOST_VISITS + 1,
    )


def _stop(
    work: Work,
    plan: VisitPlan,
    team_id: UUID,
    place: int,
    subject: Mapping[str, Any],
    cash_fen: int,
    brought: Mapping[str, Any],
) -> Visit:
    case_id = subject.get("case_id")
    return Visit(
        plan_id=plan.id,
        team_id=team_id,
        organization_id=subject["organization_id"],
        code=subject["code"],
        line_code=subject["line_code"],
        place=place,
        household_id=subject.get("household_id"),
        member_id=None if subject.get("household_id") else subject["member_id"],
        name=subject["name"],
        unit=subject["unit"],
        kind=kind_of(subject, occasion=Occasion(plan.occasion)),
        cash_fen=subject["amount_fen"] if case_id else cash_fen,
        **brought,
        visit_on=plan.starts_on,
        case_id=case_id,
        created_at=work.now,
        updated_at=work.now,
    )


async def changeable(work: Work, id: UUID, *, seen: int) -> VisitPlan:
    """A plan of the caller's own subtree, held and claimed. Raises `NotFound`, `PlanOfAbove`, `PlanClosed`, `Stale`."""
    plan = await plans.get_plan(work.session, id, lock=True)
    require_ours(work, plan)
    rules.require_writable(PlanStatus(plan.status))
    take(plan, seen)
    plan.updated_at = work.now
    return plan


def require_ours(work: Work, plan: VisitPlan) -> None:
    """Raises `PlanOfAbove` for a plan that is seen only because it leads into the caller's subtree."""
    if Permission.AID_EDIT not in work.held_over(plan.code, plan.line_code):
        raise rules.PlanOfAbove(name=plan.organization_name)


async def edit(work: Work, id: UUID, change: VisitPlanChange, *, seen: int, given: frozenset[str]) -> VisitPlan:
    """Change the fields in `given`; the stops of a team that goes pass to the first. Raises what `changeable` raises,
    what a draft raises, `VisitOutside` when a stop would lie outside the new days, `OfficerUnknown`, `MoneyInFund`."""
    plan = await changeable(work, id, seen=seen)
    teams = await plans.list_teams(work.session, id)
    old = _draft_of(plan, teams)
    new = rules.merged(old, change, given)
    if (new.starts_on, new.last_day) != (old.starts_on, old.last_day):
        for stop in await visits.list_of_plan(work.session, id):
            require_within(stop.visit_on, first=new.starts_on, last=new.last_day)
    if new.paid_elsewhere != old.paid_elsewhere:
        stops = await visits.list_of_plan(work.session, id)
        require_no_money(new.paid_elsewhere, [stop_of(stop) for stop in stops])
        if any(stop.lots for stop in stops):
            require_store_ours(new.paid_elsewhere)
    changed = [name for name in _FIELDS if getattr(new, name) != getattr(old, name)]
    for name in changed:
        setattr(plan, name, getattr(new, name))
    if new.teams != old.teams:
        await _require_colleagues(work, new.teams, known=frozenset(id for team in teams for id in team.officers))
        await _write_teams(work, plan, teams, new.teams)
        changed.append("teams")
    await work.session.flush()
    if changed:
        work.tell("visit_plan_edited", plan, number=plan.number, fields=changed)
    return plan


def _draft_of(plan: VisitPlan, teams: Sequence[VisitTeam]) -> VisitPlanDraft:
    written: dict[str, Any] = {name: getattr(plan, name) for name in _FIELDS}
    return VisitPlanDraft(
        organization_id=plan.organization_id,
        **written | {"occasion": Occasion(plan.occasion), "level": VisitLevel(plan.level)},
        teams=tuple(
            TeamDraft(
                id=team.id,
                name=team.name,
                leaders=tuple(Leader(**each) for each in team.leaders),
                joining=tuple(team.joining),
                officers=tuple(team.officers),
            )
            for team in teams
        ),
    )


async def _write_teams(work: Work, plan: VisitPlan, present: Sequence[VisitTeam], wanted: Sequence[TeamDraft]) -> None:
    by_id = {team.id: team for team in present}
    kept = []
    for place, draft in enumerate(wanted):
        team = by_id.get(draft.id) if draft.id is not None else None
        if team is None:
            team = _team(plan, draft, place)
            work.session.add(team)
        else:
            team.place = place
            for name, value in _columns(draft).items():
                setattr(team, name, value)
        kept.append(team.id)
    await work.session.flush()
    gone = [id for id in by_id if id not in kept]
    if gone:
        await plans.move_to_team(work.session, plan.id, gone, kept[0])
        for id in gone:
            work.session.expunge(by_id[id])
        await plans.drop_teams(work.session, gone)


async def delete(work: Work, id: UUID, *, seen: int) -> None:
    """Throw a draft away with its teams and stops. Raises `PlanNotDraft` for what was settled."""
    plan = await changeable(work, id, seen=seen)
    if plan.status != PlanStatus.DRAFT:
        raise rules.PlanNotDraft()
    work.tell("visit_plan_deleted", plan, number=plan.number)
    await work.session.flush()
    work.session.expunge(plan)
    await plans.drop_plan(work.session, id)


async def step(work: Work, id: UUID, asked: PlanStepAsked, *, seen: int) -> VisitPlan:
    """Take a plan a step further. Raises what the workflow and `require_step` raise, `PlanOfAbove`, `Stale`; what is
    reserved is given back by a plan that is taken back or cancelled. Raises `GoodsPromised` when one is settled that brings
    more than the store has left."""
    plan = await plans.get_plan(work.session, id, lock=True)
    require_ours(work, plan)
    held = work.held_over(plan.code, plan.line_code)
    to = rules.PLAN_WORKFLOW.advance(PlanStatus(plan.status), asked.step, held)
    reason = clean_text(asked.reason)
    standing = Standing(**await plans.standing_of(work.session, id))
    rules.require_step(asked.step, standing, reason=reason)
    take(plan, seen)
    if asked.step in (PlanStep.REVISE, PlanStep.CANCEL):
        await release(work, plan, await visits.list_of_plan(work.session, id, lock=True))
    plan.status, plan.updated_at = str(to), work.now
    if asked.step is PlanStep.PLAN:
        await promise(work, plan, await visits.list_of_plan(work.session, id))
    if to is PlanStatus.CANCELLED:
        plan.reason = reason
    if to is PlanStatus.DONE:
        plan.finished_at = work.now
    await work.session.flush()
    facts = {"reason": reason} if to is PlanStatus.CANCELLED else {}
    work.tell(TOLD[asked.step], plan, number=plan.number, **facts)
    return plan
