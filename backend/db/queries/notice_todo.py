"""What waits of public notices: cases for one, objections for an answer, one that is over for its result (AID-09)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, String, cast, exists, func, literal, null, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.bounds import within
from backend.db.days import local_day
from backend.db.queries.notice import aid_case, line, notice, objection, org, program
from backend.domain.access import Scope


async def list_notice_matters(
    session: AsyncSession, scope: Scope, *, only: UUID | None, now: datetime, most: int
) -> Sequence[Mapping[str, Any]]:
    """In one statement: `notice_wanted`, a programme of a union with cases to publish (`detail` counts them);
    `objection`, one that is open; `notice_over`, a notice that is over and that no objection stops.

    With `only`, of that union alone.
    """

    def place(table: Any) -> tuple[Any, ...]:
        return (within(table, scope), *([table.c.organization_id == only] if only else []))

    taken = exists().where(line.c.case_id == aid_case.c.id, line.c.open)
    stopped = exists().where(objection.c.notice_id == notice.c.id, objection.c.state == "open")
    groups = (
        select(
            cast(func.min(cast(aid_case.c.id, String)), aid_case.c.id.type).label("id"),
            aid_case.c.program_id,
            aid_case.c.organization_id,
            func.count().label("n"),
        )
        .where(*place(aid_case), aid_case.c.status == "notice", ~taken)
        .group_by(aid_case.c.program_id, aid_case.c.organization_id)
        .subquery()
    )
    none = cast(null(), Date)
    wanted = select(
        literal("notice_wanted").label("kind"),
        groups.c.id.label("id"),
        program.c.name.label("name"),
        cast(groups.c.n, String).label("detail"),
        groups.c.organization_id.label("organization_id"),
        org.c.name.label("organization_name"),
        none.label("due_on"),
    ).select_from(
        groups.join(program, program.c.id == groups.c.program_id).join(org, org.c.id == groups.c.organization_id)
    )
    received = (
        select(
            literal("objection"),
            objection.c.id,
            notice.c.program_name,
            notice.c.number,
            objection.c.organization_id,
            notice.c.organization_name,
            objection.c.received_on,
        )
        .select_from(objection.join(notice, notice.c.id == objection.c.notice_id))
        .where(*place(objection), objection.c.state == "open")
    )
    over = select(
        literal("notice_over"),
        notice.c.id,
        notice.c.program_name,
        notice.c.number,
        notice.c.organization_id,
        notice.c.organization_name,
        local_day(notice.c.ends_at),
    ).where(*place(notice), notice.c.status == "running", notice.c.ends_at <= literal(now), ~stopped)
    found = union_all(wanted, received, over).subquery()
    ranked = select(
        found,
        func.count().over(partition_by=found.c.kind).label("in_all"),
        func.row_number().over(partition_by=found.c.kind, order_by=(found.c.due_on, found.c.id)).label("rank"),
    ).subquery()
    rows = await session.execute(select(ranked).where(ranked.c.rank <= most))
    return [dict(row) for row in rows.mappings()]
