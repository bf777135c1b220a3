"""Answers about plans, enrolments and covers that change nothing."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from fastapi import Request, Response

from backend.api.listing import Listing, listing
from backend.api.offers import NOT_HELD, Offer, open_steps
from backend.api.pages import paged, read_cursor
from backend.api.protection.enrolling import Judgement, counted
from backend.api.protection.schemas import CoverQuery, EnrolmentQuery, ProtectionPlanQuery, UnitQuery
from backend.api.work import Work
from backend.db.queries import organization as organizations
from backend.db.queries import protection as protections
from backend.db.queries.protection import CoverFilters, EnrolmentFilters, PlanFilters
from backend.db.records import TABLE
from backend.db.tables.protection import ProtectionPlan
from backend.domain.access import Permission
from backend.domain.identity import mask_id_number, mask_phone
from backend.domain.protection.codes import EnrolmentState, EnrolmentStep, ProtectionPlanStatus
from backend.domain.protection.enrolments import ENDING_WITHIN, EnrolmentNotThere, JudgedLine
from backend.domain.protection.participation import participation
from backend.domain.protection.plans import PLAN_WORKFLOW, PlanFrozen
from backend.domain.refusals import NotFound, Refusal

Edit = Permission.AID_EDIT


def _id(after: Sequence[Any] | None) -> UUID | None:
    return UUID(after[0]) if after else None


async def _narrow_plans(work: Work, query: ProtectionPlanQuery) -> PlanFilters:
    return PlanFilters(place=work.place[0], scope=work.scope, statuses=query.status, kinds=query.kind)


def _plan(row: Mapping[str, Any]) -> dict[str, Any]:
    return dict(row) | {"received_fen": int(row["received_fen"])}


PLANS = listing(
    permission=Permission.AID_READ,
    query=ProtectionPlanQuery,
    narrow=_narrow_plans,
    listed=lambda work, filters, after, limit: protections.list_plans(
        filters=filters, today=work.today, after=_id(after), limit=limit
    ),
    counted=lambda work, filters, cap: protections.count_plans(filters=filters, cap=cap),
    shown=lambda work, row: _plan(row),
)


async def get_plan(work: Work, id: UUID) -> dict[str, Any]:
    """One plan with its open steps. Raises `NotFound`."""
    await work.session.flush()
    row = await protections.get_plan(work.session, id, scope=work.scope)
    filters = PlanFilters(place=row.code, scope=work.scope)
    found = await work.session.execute(protections.list_plans(filters=filters, today=work.today, id=id, limit=1))
    item = found.mappings().first()
    if item is None:
        raise NotFound()
    return _plan(item) | {"steps": _plan_steps(work, row)}


def _plan_steps(work: Work, row: ProtectionPlan) -> list[dict[str, Any]]:
    english = work.language == "en"
    held = work.held_over(row.code, row.line_code)
    status = ProtectionPlanStatus(row.status)
    found = [
        _step(str(each.step), each.en if english else each.zh, each.reason, work)
        for each in PLAN_WORKFLOW.steps(status, held)
    ]
    frozen = PlanFrozen(name=row.name) if status is not ProtectionPlanStatus.DRAFT else None
    sets = Permission.AID_POLICY in held
    found.append(_step("edit", "Edit" if english else "修改", frozen, work, held=sets))
    return found


def _step(step: str, label: str, refusal: Refusal | None, work: Work, *, held: bool = True) -> dict[str, Any]:
    reason = None if refusal is None else refusal.sentence(work.language)
    if not held:
        reason = NOT_HELD["en" if work.language == "en" else "zh"]
    return {"step": step, "label": label, "allowed": reason is None, "reason": reason}


async def _narrow_enrolments(work: Work, query: EnrolmentQuery) -> EnrolmentFilters:
    return EnrolmentFilters(
        plan_id=query.plan_id,
        under=await organizations.find_bounds(work.session, query.under_id),
        states=query.state,
        ending_by=work.today + ENDING_WITHIN if query.ending else None,
    )


ENROLMENTS = listing(
    permission=Permission.AID_READ,
    query=EnrolmentQuery,
    narrow=_narrow_enrolments,
    listed=lambda work, filters, after, limit: protections.list_enrolments(
        scope=work.scope, filters=filters, after=_id(after), limit=limit
    ),
    counted=lambda work, filters, cap: protections.count_enrolments(scope=work.scope, filters=filters, cap=cap),
)


async def get_enrolment(work: Work, id: UUID) -> dict[str, Any]:
    """One enrolment with its open steps. Raises `NotFound`."""
    await work.session.flush()
    found = await work.session.execute(protections.list_enrolments(scope=work.scope, id=id, limit=1))
    row = found.mappings().first()
    if row is None:
        raise NotFound()
    moved = None
    if row["state"] != EnrolmentState.WAITING:
        moved = EnrolmentNotThere(state=EnrolmentState(row["state"]))
    receive, withdraw = EnrolmentStep.RECEIVE, EnrolmentStep.WITHDRAW
    steps = open_steps(
        work,
        (
            Offer(receive, receive.zh, receive.en, Permission.FUND_EDIT, moved),
            Offer(withdraw, withdraw.zh, withdraw.en, Edit, moved),
        ),
    )
    return dict(row) | {"steps": steps}


async def judged(work: Work, found: Judgement, *, shares: int, done: bool = False) -> dict[str, Any]:
    """What a draft comes to, or came to when it is `done`."""
    enrolled = len(found.enrolled)
    return {
        "starts_on": found.starts_on,
        "ends_on": found.ends_on,
        "lines": lines_of(found.lines),
        "enrolled": enrolled,
        "left_out": counted(found.lines),
        "contribution_fen": enrolled * shares * found.plan.share_fen,
        "participation": await _after(work, found, more=0 if done else enrolled),
    }


def lines_of(lines: Any) -> list[dict[str, Any]]:
    """The result of each line."""
    return [_line(each) for each in lines]


def _line(each: JudgedLine) -> dict[str, Any]:
    return {"line": each.line, "outcome": each.outcome, "member_id": each.member_id, "name": each.name}


async def _after(work: Work, found: Judgement, *, more: int) -> dict[str, Any]:
    """The unit of a judgement against the bar of its plan on the first day of cover, `more` being insured besides."""
    rows = await work.session.execute(
        protections.list_units(
            scope=work.scope,
            plan_id=found.plan.id,
            under=(found.unit.code, found.unit.code),
            today=found.starts_on,
            below=None,
            bar=(found.plan.bar_percent, found.plan.all_below),
            after=None,
            limit=1,
        )
    )
    row = rows.mappings().first()
    if row is None:
        raise NotFound()
    return _participation(work, found.plan, row, more=more)


def _participation(work: Work, plan: ProtectionPlan, row: Mapping[str, Any], *, more: int = 0) -> dict[str, Any]:
    said = participation(
        employees=row["employees"],
        members=row["members"],
        insured=row["insured"] + more,
        bar_percent=plan.bar_percent,
        all_below=plan.all_below,
    )
    return {
        "staff": said.staff,
        "members": row["members"],
        "insured": said.insured,
        "needed": said.needed,
        "percent": said.percent,
        "bar": said.bar,
        "reached": said.reached,
        "sentence": said.sentence(work.language, bar_percent=plan.bar_percent, all_below=plan.all_below),
    }


async def list_units(request: Request, work: Work, query: UnitQuery) -> Response:
    """One page of units under a plan, in the order of the tree. Raises `NotFound`."""
    plan = await protections.get_plan(work.session, query.plan_id, scope=work.scope)
    under = await organizations.find_bounds(work.session, query.under_id) or (plan.code, plan.code_hi)
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    found = await work.session.execute(
        protections.list_units(
            scope=work.scope,
            plan_id=plan.id,
            under=(max(under[0], plan.code), min(under[1], plan.code_hi)),
            today=work.today,
            below=query.below,
            bar=(plan.bar_percent, plan.all_below),
            after=(int(after[0]), UUID(after[1])) if after else None,
            limit=query.limit + 1,
        )
    )
    rows = [
        {"id": row["id"], "_code": row["_code"], "name": row["name"], "owed_fen": int(row["owed_fen"])}
        | _participation(work, plan, row)
        for row in found.mappings()
    ]
    return paged(request, query, rows, after=("_code", "id"))


async def _narrow_covers(work: Work, query: CoverQuery) -> CoverFilters:
    return CoverFilters(
        plan_id=query.plan_id,
        kinds=query.kind,
        enrolment_id=query.enrolment_id,
        member_id=query.member_id,
        under=await organizations.find_bounds(work.session, query.under_id),
        on=query.on,
        ending_by=(work.today, work.today + ENDING_WITHIN) if query.ending else None,
        name=query.name.strip(),
    )


COVERS = listing(
    permission=Permission.AID_READ,
    query=CoverQuery,
    narrow=_narrow_covers,
    listed=lambda work, filters, after, limit: protections.list_covers(
        scope=work.scope, filters=filters, after=_id(after), limit=limit
    ),
    counted=lambda work, filters, cap: protections.count_covers(scope=work.scope, filters=filters, cap=cap),
)
"""As the screen reads it: without the numbers of the people."""


async def _rows_on_paper(
    work: Work,
    query: CoverQuery,
    filters: CoverFilters,
    *,
    after: Sequence[Any] | None,
    limit: int,
    whole: Collection[str] = (),
) -> list[dict[str, Any]]:
    found = await work.session.execute(
        protections.list_covers(scope=work.scope, filters=filters, after=_id(after), limit=limit, on_paper=True)
    )
    rows = [dict(row) for row in found.mappings()]
    for row in rows:
        for name, mask in (("id_number", mask_id_number), ("phone", mask_phone)):
            sealed = row.pop(f"_{name}")
            plain = None if sealed is None else work.vault.open(sealed, TABLE, name, row["member_id"])
            row[f"{name}_masked"] = None if plain is None else mask(plain)
            row[name] = plain if name in whole else None
    return rows


COVERS_ON_PAPER = Listing(
    permission=COVERS.permission,
    query=COVERS.query,
    narrow=COVERS.narrow,
    rows=_rows_on_paper,
    count=COVERS.count,
    order=COVERS.order,
)
"""As an export walks it: with the document number and the phone that the insurer asks for, masked."""


async def get_cover(work: Work, id: UUID) -> dict[str, Any]:
    """One cover. Raises `NotFound`."""
    found = await work.session.execute(protections.list_covers(scope=work.scope, id=id, limit=1))
    row = found.mappings().first()
    if row is None:
        raise NotFound()
    return dict(row)
