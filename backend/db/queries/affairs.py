"""What of aid a union has under way, and what was promised to it from above: counted before it ends or moves."""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, and_, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.restructure import is_open_demand
from backend.db.tables.aid import Household
from backend.db.tables.aid_case import AidCase, AidProgram
from backend.db.tables.fund import Fund
from backend.db.tables.notice import Notice
from backend.db.tables.organization import Line, Organization
from backend.db.tables.trip import ReturnTrip, TripAllotment, TripDemand
from backend.db.tables.visit import Visit, VisitPlan
from backend.domain.organization.affairs import Affairs, Promises
from backend.domain.trip.trips import UNDER_WAY

notice: Any = Notice.__table__  # type: ignore[attr-defined]
plan: Any = VisitPlan.__table__  # type: ignore[attr-defined]
visit: Any = Visit.__table__  # type: ignore[attr-defined]
fund: Any = Fund.__table__  # type: ignore[attr-defined]
program: Any = AidProgram.__table__  # type: ignore[attr-defined]
household: Any = Household.__table__  # type: ignore[attr-defined]
aid_case: Any = AidCase.__table__  # type: ignore[attr-defined]
demand: Any = TripDemand.__table__  # type: ignore[attr-defined]
trip: Any = ReturnTrip.__table__  # type: ignore[attr-defined]
allotment: Any = TripAllotment.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]
line: Any = Line.__table__  # type: ignore[attr-defined]


async def count_affairs(session: AsyncSession, union: Organization, *, today: date) -> Affairs:
    """What the union itself has under way, in one statement."""

    def of(table: Any, *more: Any) -> Any:
        return select(func.count()).select_from(table).where(table.c.organization_id == union.id, *more)

    counted = {
        "notices": of(notice, notice.c.status == "running"),
        "plans": of(plan, plan.c.status.in_(("draft", "planned", "under_way"))),
        "funds": of(fund, fund.c.status == "open"),
        "programmes": of(program, program.c.status == "open"),
        "trips": of(trip, trip.c.state.in_(sorted(UNDER_WAY))),
        "files": of(household),
        "cases": of(aid_case),
        "demands": of(demand, is_open_demand(today)),
    }
    found = await session.execute(select(*(each.scalar_subquery().label(name) for name, each in counted.items())))
    return Affairs(**found.mappings().one())


async def count_promises(session: AsyncSession, union: Organization, to: Organization) -> Promises:
    """What was promised to the union and those under it by others that do not stand above `to`, in one statement.

    Who promised and cannot be seen here stands above whoever acts, and so above both places.
    """

    def out_of_reach(owner: Any) -> Any:
        above = literal(to.code, BigInteger).between(org.c.code, org.c.code_hi)
        below = org.c.code.between(union.code, union.code_hi)
        leads = (
            select(line.c.id)
            .where(
                line.c.organization_id == owner, literal(to.line_code, BigInteger).between(line.c.code, line.c.code_hi)
            )
            .correlate(owner.table)
            .exists()
        )
        # Where no line leads there, only the territory counts; what the union owns itself comes along.
        leading = leads if to.line_code is not None else literal(False)
        return and_(org.c.id == owner, ~or_(above, below, leading))

    def inside(table: Any) -> Any:
        return table.c.code.between(union.code, union.code_hi)

    reserved = (
        select(func.count())
        .select_from(aid_case.join(fund, fund.c.id == aid_case.c.fund_id).join(org, org.c.id == fund.c.organization_id))
        .where(inside(aid_case), aid_case.c.status == "approved", out_of_reach(fund.c.organization_id))
    )
    stops = (
        select(func.count())
        .select_from(visit.join(plan, plan.c.id == visit.c.plan_id).join(org, org.c.id == plan.c.organization_id))
        .where(
            inside(visit),
            visit.c.status == "planned",
            plan.c.status.in_(("draft", "planned", "under_way")),
            out_of_reach(plan.c.organization_id),
        )
    )
    seats = (
        select(func.count())
        .select_from(
            allotment.join(trip, trip.c.id == allotment.c.trip_id).join(org, org.c.id == trip.c.organization_id)
        )
        .where(inside(allotment), trip.c.state.in_(sorted(UNDER_WAY)), out_of_reach(trip.c.organization_id))
    )
    found = await session.execute(
        select(
            *(
                each.scalar_subquery().label(name)
                for name, each in {"reserved": reserved, "stops": stops, "seats": seats}.items()
            )
        )
    )
    return Promises(**found.mappings().one())
