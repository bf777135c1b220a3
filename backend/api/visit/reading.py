"""Answers about plans, visits and what was heard that change nothing. What was heard is shown as illness is."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from fastapi import Request, Response

from backend.api.listing import listing
from backend.api.offers import Offer, open_steps
from backend.api.pages import paged, read_cursor
from backend.api.visit.addresses import open_field
from backend.api.visit.paying import stop_of
from backend.api.visit.recording import CONCERN, TABLE
from backend.api.visit.schemas import ConcernQuery, ProgressQuery, VisitPlanQuery, VisitQuery
from backend.api.work import Work, told_of
from backend.db.queries import organization as organizations
from backend.db.queries import visit as visits
from backend.db.queries import visit_plan as plans
from backend.db.queries.visit import VisitFilters
from backend.db.queries.visit_plan import MONEY, SUMS, PlanFilters
from backend.db.tables.visit import Visit, VisitConcern, VisitPlan, VisitTeam
from backend.domain.access import Permission
from backend.domain.account.sightings import person_of
from backend.domain.mask import mask_address, mask_phone
from backend.domain.refusals import NotFound, Refusal
from backend.domain.visit import doing, money
from backend.domain.visit import plans as rules
from backend.domain.visit.codes import PlanStatus, VisitKind, VisitStatus
from backend.domain.visit.money import VisitMoneyStep
from backend.domain.visit.plans import PLAN_WORKFLOW, Standing

_MASKS = {"phone": mask_phone, "address": mask_address}


async def _narrow_plans(work: Work, query: VisitPlanQuery) -> PlanFilters:
    return PlanFilters(
        under=await organizations.find_bounds(work.session, query.under_id),
        statuses=query.status,
        occasions=query.occasion,
        year=query.year,
        q=query.q or None,
    )


def _numbers(row: Mapping[str, Any]) -> dict[str, Any]:
    """Sums of big integers come as decimals."""
    return dict(row) | {name: int(row[name]) for name in SUMS}


PLANS = listing(
    permission=Permission.AID_READ,
    query=VisitPlanQuery,
    narrow=_narrow_plans,
    listed=lambda work, filters, after, limit: plans.list_plans(
        scope=work.scope, filters=filters, after=after, limit=limit
    ),
    counted=lambda work, filters, cap: plans.count_plans(scope=work.scope, filters=filters, cap=cap),
    order=("starts_on", "id"),
    shown=lambda work, row: _numbers(row),
)


async def get_plan(work: Work, id: UUID) -> dict[str, Any]:
    """One plan with its teams and what they come to. Raises `NotFound`."""
    await work.session.flush()
    plan = await plans.get_plan(work.session, id)
    teams = await plans.list_teams(work.session, id)
    found = [_numbers(row) for row in await plans.sums_of(work.session, id)]
    return plan.model_dump() | {
        **_sum(found),
        "by_kind": _by_kind(found),
        "teams": [_team(team, [row for row in found if row["team_id"] == team.id]) for team in teams],
        "money": _money(work, plan, found),
        "steps": _plan_steps(work, plan, found),
    }


def _money(work: Work, plan: VisitPlan, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Where the money of a plan is, and what finance may do with it."""
    found: dict[str, Any] = {name: sum(int(row[name]) for row in rows) for name in MONEY}
    if plan.paid_elsewhere:
        found |= dict.fromkeys(("wanted", "wanted_fen", "to_book", "to_book_fen", "unreserved"), 0)
    ours = Permission.FUND_PAY in work.held_over(plan.code, plan.line_code)
    above = None if ours else rules.PlanOfAbove(name=plan.organization_name)
    closed = above or _refusal(
        lambda: money.require_ours_to_pay(plan.paid_elsewhere),
        lambda: money.require_other_maker(maker=plan.maker_id, acting=work.caller.user_id),
    )
    settled = _refusal(lambda: money.require_settled(PlanStatus(plan.status)))
    nothing = {
        VisitMoneyStep.RESERVE: settled or (None if found["wanted"] else money.NothingToReserve()),
        VisitMoneyStep.BOOK: None if found["to_book"] else money.NothingToBook(),
        VisitMoneyStep.UNBOOK: None if found["booked_fen"] else money.NotBooked(),
    }
    offers = [
        Offer(each, each.zh, each.en, Permission.FUND_PAY, (above if each is VisitMoneyStep.UNBOOK else closed) or why)
        for each, why in nothing.items()
    ]
    return found | {"steps": open_steps(work, offers)}


def _team(team: VisitTeam, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    names = ("id", "name", "leaders", "joining", "officers")
    return {name: getattr(team, name) for name in names} | _sum(rows) | {"by_kind": _by_kind(rows)}


def _sum(rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    rows = list(rows)
    return {name: sum(row[name] for row in rows) for name in SUMS}


def _by_kind(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    counted = {kind: sum(row["visits"] for row in rows if row["kind"] == kind) for kind in VisitKind}
    return [{"kind": kind, "count": count} for kind, count in counted.items() if count]


def _plan_steps(work: Work, plan: VisitPlan, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    status = PlanStatus(plan.status)
    counts = _sum(rows)
    standing = Standing(
        planned=counts["visits"] - counts["done"] - counts["absent"], done=counts["done"], absent=counts["absent"]
    )
    ours = Permission.AID_EDIT in work.held_over(plan.code, plan.line_code)
    above = None if ours else rules.PlanOfAbove(name=plan.organization_name)
    offers = [
        Offer(
            str(each.step),
            each.zh,
            each.en,
            Permission.AID_EDIT,
            above or _refusal(lambda step=each.step: rules.require_step(step, standing, reason="-")),
        )
        for each in PLAN_WORKFLOW.steps(status, frozenset(Permission))
    ]
    closed = above or _refusal(lambda: rules.require_writable(status))
    offers.append(Offer("edit", "修改", "Edit", Permission.AID_EDIT, closed))
    thrown = above or (None if status is PlanStatus.DRAFT else rules.PlanNotDraft())
    offers.append(Offer("delete", "删除草稿", "Delete the draft", Permission.AID_EDIT, thrown))
    return open_steps(work, offers)


def _refusal(*requires: Any) -> Refusal | None:
    """The first rule that says no."""
    try:
        for require in requires:
            require()
    except Refusal as refusal:
        return refusal
    return None


async def _narrow_visits(work: Work, query: VisitQuery) -> VisitFilters:
    return VisitFilters(
        today=work.today,
        plan_id=query.plan_id,
        team_id=query.team_id,
        under=await organizations.find_bounds(work.session, query.under_id),
        statuses=query.status,
        kinds=query.kind,
        of=work.caller.user_id if query.mine else None,
        overdue=query.overdue,
        settled=query.settled,
        occasions=query.occasion,
        since=query.since,
        until=query.until,
        program_id=query.program_id,
        q=query.q or None,
    )


def person(row: Mapping[str, Any]) -> UUID:
    """By which key whoever is visited is counted."""
    return person_of(household=row["household_id"], member=row["member_id"], row=row["id"])


VISITS = listing(
    permission=Permission.AID_READ,
    query=VisitQuery,
    narrow=_narrow_visits,
    listed=lambda work, filters, after, limit: visits.list_visits(
        scope=work.scope, filters=filters, after=after, limit=limit
    ),
    counted=lambda work, filters, cap: visits.count_visits(scope=work.scope, filters=filters, cap=cap),
    order=visits.KEYSET,
    person=person,
)


async def opened(work: Work, id: UUID) -> dict[str, Any]:
    """One visit for whoever makes it: they are told of it. Raises `NotFound`, `TooManyPersons`."""
    visit = await get_visit(work, id)
    await told_of(work, [person(visit)])
    return visit


async def get_visit(work: Work, id: UUID) -> dict[str, Any]:
    """One visit with its pictures and what was heard. Raises `NotFound`."""
    await work.session.flush()
    visit = await visits.get_visit(work.session, id)
    plan = await plans.get_plan(work.session, visit.plan_id)
    team = await visits.get_team(work.session, visit.team_id)
    seen = work.sees(visit.code, visit.line_code)
    plain = {name: await open_field(work, visit, name) for name in _MASKS}
    hidden = [name for name, value in plain.items() if value is not None]
    heard = None if visit.heard is None else work.vault.open(visit.heard, TABLE, "heard", visit.id)
    return visit.model_dump(exclude={"phone", "address"}) | {
        "plan_name": plan.name,
        "plan_status": plan.status,
        "plan_organization_name": plan.organization_name,
        "sets_off": plan.sets_off,
        "meeting_place": plan.meeting_place,
        "team_name": team.name,
        "leaders": team.leaders,
        "joining": team.joining,
        "overdue": rules.is_overdue(
            PlanStatus(plan.status), VisitStatus(visit.status), visit.visit_on, today=work.today
        ),
        **{f"{name}_masked": None if (value := plain[name]) is None else mask(value) for name, mask in _MASKS.items()},
        "heard": heard if seen else None,
        "pictures": await visits.list_pictures(work.session, id),
        "concerns": [concern_of(work, each, seen=seen) for each in await visits.concerns_of(work.session, id)],
        "hidden": [*hidden, *(() if seen or heard is None else ("heard",))],
        "steps": _visit_steps(work, visit, plan),
    }


def concern_of(work: Work, row: VisitConcern, *, seen: bool) -> dict[str, Any]:
    """Something heard, opened for those who may see it."""
    return row.model_dump() | {"text": work.vault.open(row.text, CONCERN, "text", row.id) if seen else None}


def _visit_steps(work: Work, visit: Visit, plan: VisitPlan) -> list[dict[str, Any]]:
    status = VisitStatus(visit.status)

    def is_open() -> None:
        doing.require_open(PlanStatus(plan.status))

    def is_undone() -> None:
        doing.require_undone(status, by=visit.recorded_by_name)

    def is_recorded() -> None:
        doing.require_recorded(status, paid=visit.payment_id is not None)
        money.require_unbooked(stop_of(visit))

    edit = Permission.AID_EDIT
    return open_steps(
        work,
        (
            Offer("report", "登记走访", "Record the visit", edit, _refusal(is_open, is_undone)),
            Offer("absent", "未能走访", "Not met", edit, _refusal(is_open, is_undone)),
            Offer("reopen", "撤回结果", "Take the outcome back", edit, _refusal(is_open, is_recorded)),
        ),
    )


async def list_concerns(request: Request, work: Work, query: ConcernQuery) -> Response:
    """One page of what was heard."""
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    asked = visits.list_concerns(
        scope=work.scope,
        under=await organizations.find_bounds(work.session, query.under_id),
        states=query.state,
        kinds=query.kind,
        after=after,
        limit=query.limit + 1,
    )
    rows = [_concern(work, row) for row in (await work.session.execute(asked)).mappings()]
    await told_of(
        work,
        [
            person_of(household=row["_household_id"], member=row["_member_id"], row=row["visit_id"])
            for row in rows[: query.limit]
        ],
    )
    return paged(request, query, rows, after=("id",))


async def get_concern(work: Work, id: UUID) -> dict[str, Any]:
    """One thing that was heard. Raises `NotFound`."""
    await work.session.flush()
    row = (await work.session.execute(visits.list_concerns(scope=work.scope, id=id, limit=1))).mappings().first()
    if row is None:
        raise NotFound()
    return _concern(work, row)


def _concern(work: Work, row: Mapping[str, Any]) -> dict[str, Any]:
    item = dict(row)
    seen = work.sees(item.pop("_code"), item.pop("_line_code"))
    return item | {"text": work.vault.open(item["text"], CONCERN, "text", item["id"]) if seen else None}


async def progress(work: Work, query: ProgressQuery) -> dict[str, Any]:
    """Plan against done below a union, at this moment. Raises `NotFound`."""
    id = query.under_id or work.scope.organization_id
    if id is None:
        raise NotFound()
    union = await organizations.get_organization(work.session, id)
    if query.plan_id is not None:
        await plans.get_plan(work.session, query.plan_id)
    year = query.year or work.today.year
    top = {"id": union.id, "name": union.name, "code": union.code, "code_hi": union.code_hi}
    found = await visits.progress(
        work.session,
        work.scope,
        top=top,
        today=work.today,
        plan_id=query.plan_id,
        first=date(year, 1, 1),
        last=date(year, 12, 31),
    )
    rows = [_numbers(row) for row in found]
    total = _sum(rows) | {"overdue": sum(row["overdue"] for row in rows)}
    named = {"organization_id": union.id, "organization_name": union.name}
    inside = (union.code, union.code_hi) if query.under_id is not None else None
    return named | {
        "year": year,
        "total": named | total,
        "items": rows,
        "open_concerns": await visits.open_concerns(work.session, work.scope, under=inside),
        "as_of": work.now,
    }
