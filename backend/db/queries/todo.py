"""What waits for somebody: the queues of one subtree with their first items, each in one statement."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CompoundSelect,
    Date,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    not_,
    null,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.bounds import within
from backend.db.days import local_day
from backend.db.queries.aid_case_list import Desk, on_desk
from backend.db.queries.committee import anniversary, in_phase
from backend.db.queries.urge import list_waiting
from backend.db.queries.urged import last_urged_on
from backend.db.queries.visit import mine, plan, team, visit
from backend.db.tables.aid import Household, HouseholdDecision
from backend.db.tables.aid_application import AidApplication
from backend.db.tables.aid_case import AidCase, AidProgram
from backend.db.tables.export import ExportApproval
from backend.db.tables.member import Member, Membership, Transfer
from backend.db.tables.organization import Organization, OrganizationStat, OrganizationStatDelta
from backend.db.tables.paper_request import PaperRequest
from backend.domain.access import Scope
from backend.domain.aid.cases import LEVEL_OF
from backend.domain.organization.codes import Level, Tree, UrgeSubject

member: Any = Member.__table__  # type: ignore[attr-defined]
membership: Any = Membership.__table__  # type: ignore[attr-defined]
transfer: Any = Transfer.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]
stat: Any = OrganizationStat.__table__  # type: ignore[attr-defined]
delta: Any = OrganizationStatDelta.__table__  # type: ignore[attr-defined]
household: Any = Household.__table__  # type: ignore[attr-defined]
application: Any = AidApplication.__table__  # type: ignore[attr-defined]
decision: Any = HouseholdDecision.__table__  # type: ignore[attr-defined]
request: Any = PaperRequest.__table__  # type: ignore[attr-defined]
aid_case: Any = AidCase.__table__  # type: ignore[attr-defined]
program: Any = AidProgram.__table__  # type: ignore[attr-defined]
approval: Any = ExportApproval.__table__  # type: ignore[attr-defined]

FIGURES = ("members", "women", "complete")
CLOSING_AHEAD = timedelta(days=3)
"""A programme is on the workbench so long before its deadline (RPT-02)."""
IN_ALL = func.count().over().label("in_all")
"""How many wait in a queue, beside each of its first items."""


async def find_figures(session: AsyncSession, scope: Scope) -> dict[str, int]:
    """Members, women and complete files of a subtree, exact at this moment: the folded counters and the tail."""
    folded = select(*[stat.c[name] for name in FIGURES]).where(within(stat, scope))
    tail = (
        select(*[delta.c[name] for name in FIGURES])
        .select_from(delta.join(org, org.c.id == delta.c.organization_id))
        .where(within(org, scope))
    )
    both = folded.union_all(tail).subquery()
    found = await session.execute(select(*[func.coalesce(func.sum(both.c[name]), 0) for name in FIGURES]))
    return dict(zip(FIGURES, map(int, found.one()), strict=True))


async def find_change(session: AsyncSession, scope: Scope, *, since: date) -> int:
    """Memberships that began from a day on, less those that ended: moves inside the subtree cancel out."""
    began = select(func.count()).where(membership.c.started_on >= since, within(membership, scope)).scalar_subquery()
    ended = select(func.count()).where(membership.c.ended_on >= since, within(membership, scope)).scalar_subquery()
    found = await session.execute(select(began - ended))
    return found.scalar_one()  # type: ignore[no-any-return]


async def list_transfers(session: AsyncSession, scope: Scope, *, most: int) -> Sequence[Mapping[str, Any]]:
    """Transfers that this subtree must answer: to take in (`transfer_in`), to let go (`transfer_out`)."""

    def at_end(end: str) -> Any:
        column = transfer.c[f"{end}_code" if scope.tree is Tree.TERRITORY else f"{end}_line_code"]
        return and_(column >= literal(scope.low, BigInteger), column <= literal(scope.high, BigInteger))

    incoming = and_(at_end("to"), transfer.c.status.in_(("submitted", "released")))
    outgoing = and_(at_end("from"), transfer.c.status == "requested")
    kind = case((incoming, "transfer_in"), else_="transfer_out")
    other = case((incoming, transfer.c.from_organization_name), else_=transfer.c.to_organization_name)
    ours = case((incoming, transfer.c.to_organization_id), else_=transfer.c.from_organization_id)
    our_name = case((incoming, transfer.c.to_organization_name), else_=transfer.c.from_organization_name)
    ranked = (
        select(
            kind.label("kind"),
            transfer.c.id,
            transfer.c.member_name.label("name"),
            func.concat(transfer.c.number, " · ", other).label("detail"),
            ours.label("organization_id"),
            our_name.label("organization_name"),
            transfer.c.due_on,
            last_urged_on(ours, UrgeSubject.TRANSFER).label("urged_on"),
            func.count().over(partition_by=kind).label("in_all"),
            func.row_number().over(partition_by=kind, order_by=(transfer.c.due_on, transfer.c.id)).label("rank"),
        )
        .where(or_(incoming, outgoing))
        .subquery()
    )
    return await read(session, select(ranked).where(ranked.c.rank <= most))


async def list_members(session: AsyncSession, scope: Scope, *, most: int) -> Sequence[Mapping[str, Any]]:
    """Applications for membership that wait for approval, the oldest first."""
    return await read(
        session,
        select(
            literal("member_approval").label("kind"),
            member.c.id,
            member.c.name,
            literal("").label("detail"),
            member.c.organization_id,
            org.c.name.label("organization_name"),
            cast(null(), Date).label("due_on"),
            IN_ALL,
        )
        .select_from(member.join(org, org.c.id == member.c.organization_id))
        .where(within(member, scope), member.c.status == "submitted")
        .order_by(member.c.id)
        .limit(most),
    )


async def list_households(
    session: AsyncSession, scope: Scope, *, not_by: UUID, seconds: bool, until: date, most: int
) -> Sequence[Mapping[str, Any]]:
    """Household files whose year ends by `until`, applications for aid that wait for their union, papers that workers have sent; and for a second officer
    (`seconds`) what others have entered and a rule or a decision entitles, and what they propose beside the rules."""
    place = (within(household, scope),)
    answered = household.join(request, request.c.household_id == household.c.id)
    review = (*place, household.c.status == "active", household.c.review_due_on <= literal(until))
    parts = [
        _household("household_review", household.c.id, household.c.review_due_on, household, *review),
        _applications(scope),
        _household(
            "paper_request", household.c.id, cast(null(), Date), answered, *place, request.c.status == "answered"
        ),
    ]
    if seconds:
        drafts = (*place, household.c.status == "draft", household.c.category.is_not(None))
        entered = (*drafts, household.c.keeper_id != literal(not_by))
        open_ = (*place, decision.c.state == "proposed", decision.c.proposed_by != literal(not_by))
        both = decision.join(household, household.c.id == decision.c.household_id)
        parts += [
            _household("household_approval", household.c.id, cast(null(), Date), household, *entered),
            _household("household_decision", household.c.id, cast(null(), Date), both, *open_),
        ]
    found = union_all(*parts).subquery()
    ranked = select(
        found,
        func.count().over(partition_by=found.c.kind).label("in_all"),
        func.row_number().over(partition_by=found.c.kind, order_by=(found.c.due_on, found.c.id)).label("rank"),
    ).subquery()
    return await read(session, select(ranked).where(ranked.c.rank <= most))


def _household(kind: str, id: Any, due_on: Any, source: Any, *where: Any) -> Select[Any]:
    return (
        select(
            literal(kind).label("kind"),
            id.label("id"),
            household.c.name.label("name"),
            household.c.number.label("detail"),
            household.c.organization_id.label("organization_id"),
            org.c.name.label("organization_name"),
            due_on.label("due_on"),
        )
        .select_from(source.join(org, org.c.id == household.c.organization_id))
        .where(*where)
    )


async def list_cases(
    session: AsyncSession, scope: Scope, *, desk: Desk, place: int, late_below: bool, now: datetime, most: int
) -> Sequence[Mapping[str, Any]]:
    """Cases of aid on a desk, by due moment; with `late_below` those that are late on another desk of the subtree; and
    programmes for a union at `place` that close within three days."""
    on_it = on_desk(desk, scope)
    due_day = local_day(aid_case.c.due_at - literal(timedelta(seconds=1)))
    parts = [_case("aid_case", due_day, within(aid_case, scope), on_it)]
    if late_below:
        waiting = aid_case.c.status.in_([each.value for each in LEVEL_OF])
        late = (within(aid_case, scope), waiting, aid_case.c.due_at <= literal(now), not_(on_it))
        parts.append(_case("aid_case_late", due_day, *late))
    here = literal(place, BigInteger)
    parts.append(
        select(
            literal("aid_program_closing").label("kind"),
            program.c.id,
            program.c.name,
            func.concat_ws(" ", func.nullif(program.c.papers_place, ""), func.nullif(program.c.papers_room, "")).label(
                "detail"
            ),
            program.c.organization_id,
            program.c.organization_name,
            local_day(program.c.closes_at).label("due_on"),
        ).where(
            program.c.code <= here,
            program.c.code_hi >= here,
            program.c.status == "open",
            program.c.closes_at.between(literal(now), literal(now + CLOSING_AHEAD)),
        )
    )
    found = union_all(*parts).subquery()
    ranked = select(
        found,
        func.count().over(partition_by=found.c.kind).label("in_all"),
        func.row_number().over(partition_by=found.c.kind, order_by=(found.c.due_on, found.c.id)).label("rank"),
    ).subquery()
    return await read(session, select(ranked).where(ranked.c.rank <= most))


def _case(kind: str, due_on: Any, *where: Any) -> Select[Any]:
    both = aid_case.join(org, org.c.id == aid_case.c.organization_id)
    return (
        select(
            literal(kind).label("kind"),
            aid_case.c.id,
            aid_case.c.name,
            func.concat(aid_case.c.number, " · ", program.c.name).label("detail"),
            aid_case.c.organization_id,
            org.c.name.label("organization_name"),
            due_on.label("due_on"),
        )
        .select_from(both.join(program, program.c.id == aid_case.c.program_id))
        .where(*where)
    )


async def list_visit_plans(
    session: AsyncSession, scope: Scope, *, by: UUID, until: date, most: int
) -> Sequence[Mapping[str, Any]]:
    """Plans of which somebody has visits to make by `until`, with how many and the first day of them."""
    source = visit.join(plan, plan.c.id == visit.c.plan_id).join(team, team.c.id == visit.c.team_id)
    waiting = (within(visit, scope), visit.c.status == "planned", visit.c.visit_on <= literal(until), mine(by))
    return await read(
        session,
        select(
            literal("visit").label("kind"),
            plan.c.id,
            plan.c.name,
            cast(func.count(), String).label("detail"),
            plan.c.organization_id,
            plan.c.organization_name,
            func.min(visit.c.visit_on).label("due_on"),
            IN_ALL,
        )
        .select_from(source)
        .where(*waiting)
        .group_by(plan.c.id, plan.c.name, plan.c.organization_id, plan.c.organization_name)
        .order_by(func.min(visit.c.visit_on), plan.c.id)
        .limit(most),
    )


def _applications(scope: Scope) -> Select[Any]:
    """What workers have handed in or answered."""
    return (
        select(
            literal("aid_application").label("kind"),
            application.c.id.label("id"),
            application.c.name.label("name"),
            application.c.number.label("detail"),
            application.c.organization_id.label("organization_id"),
            org.c.name.label("organization_name"),
            cast(null(), Date).label("due_on"),
        )
        .select_from(application.join(org, org.c.id == application.c.organization_id))
        .where(within(application, scope), application.c.status == "submitted")
    )


async def list_export_requests(
    session: AsyncSession, scope: Scope, *, not_by: UUID, ours: bool, now: datetime, most: int
) -> Sequence[Mapping[str, Any]]:
    """Requests for whole numbers that somebody of this subtree's top may decide: not their own, and those of their own
    union only as its chair (`ours`)."""
    return await read(
        session,
        select(
            literal("export_approval").label("kind"),
            approval.c.id,
            approval.c.user_name.label("name"),
            cast(approval.c.rows, String).label("detail"),
            approval.c.organization_id,
            org.c.name.label("organization_name"),
            cast(null(), Date).label("due_on"),
            IN_ALL,
        )
        .select_from(approval.join(org, org.c.id == approval.c.organization_id))
        .where(
            within(approval, scope),
            approval.c.state == "asked",
            approval.c.expires_at > literal(now),
            approval.c.user_id != not_by,
            true() if ours else approval.c.organization_id != scope.organization_id,
        )
        .order_by(approval.c.id)
        .limit(most),
    )


async def list_terms(session: AsyncSession, scope: Scope, *, today: date, most: int) -> Sequence[Mapping[str, Any]]:
    """Unions whose term ends within six months or has ended, the most urgent first (ORG-22)."""
    ends_on = anniversary(org.c.term_started_on, org.c.term_years) - 1
    return await read(
        session,
        select(
            literal("term").label("kind"),
            org.c.id,
            org.c.name,
            literal("").label("detail"),
            org.c.id.label("organization_id"),
            org.c.name.label("organization_name"),
            ends_on.label("due_on"),
            last_urged_on(org.c.id, UrgeSubject.TERM).label("urged_on"),
            IN_ALL,
        )
        .where(
            within(org, scope),
            org.c.status == "active",
            org.c.level <= int(Level.UNION),
            org.c.term_started_on.is_not(None),
            in_phase(org.c.term_started_on, org.c.term_years, None, today),
        )
        .order_by(ends_on, org.c.code)
        .limit(most),
    )


async def list_urges(
    session: AsyncSession, scope: Scope, *, level: int, now: datetime, most: int
) -> Sequence[Mapping[str, Any]]:
    """What the unions above urge this one, or those below it, to do; the longest standing first."""
    found = await read(session, list_waiting(scope=scope, level=level, now=now, most=most))
    return [
        {
            "kind": "urge",
            "id": row["id"],
            "name": row["organization_name"],
            "detail": row["from_organization_name"],
            "organization_id": row["organization_id"],
            "organization_name": row["organization_name"],
            "due_on": row["urged_on"],
            "urge": {
                "subject": row["subject"],
                "note": row["note"],
                "seen": row["seen_at"] is not None,
                "version": row["version"],
            },
            "in_all": row["in_all"],
        }
        for row in found
    ]


async def read(session: AsyncSession, statement: Select[Any] | CompoundSelect[Any]) -> Sequence[Mapping[str, Any]]:
    """The first items of a queue, each with how many there are."""
    return [dict(row) for row in (await session.execute(statement)).mappings()]
