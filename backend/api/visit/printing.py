"""The 慰问安排表 handed out: gathered, with addresses only for those who may see each of them, in three forms (AID-13).

Addresses leave their seal here for the way to the doors. Whoever prints them holds `aid:reveal`, has proved who they are
a moment ago, and stands in the record.
"""

import asyncio
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from fastapi import Response

from backend.api.attachment import disposition
from backend.api.confirmation import require_confirmed
from backend.api.visit import paper_docx, paper_pdf, paper_xlsx
from backend.api.visit.addresses import open_all
from backend.api.visit.schemas import TableFormat, TableQuery
from backend.api.work import Work, told_of
from backend.db.file_types import FileType
from backend.db.keys import KeyRing
from backend.db.queries import visit as visits
from backend.db.queries import visit_plan as plans
from backend.db.tables.visit import Visit, VisitPlan
from backend.domain.access import Permission
from backend.domain.account.sightings import person_of
from backend.domain.refusals import Forbidden
from backend.domain.visit.codes import VisitKind
from backend.domain.visit.stops import goods_text
from backend.domain.visit.table import Schedule, Stop, Team

_WRITERS = {TableFormat.DOCX: paper_docx.write, TableFormat.PDF: paper_pdf.write, TableFormat.XLSX: paper_xlsx.write}
_TYPES = {
    TableFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    TableFormat.PDF: "application/pdf",
    TableFormat.XLSX: FileType.XLSX.value,
}
CONTENT: dict[int | str, dict[str, Any]] = {
    200: {"content": {kind: {} for kind in _TYPES.values()}, "description": "慰问安排表 The table"}
}


async def table(work: Work, ring: KeyRing, id: UUID, query: TableQuery, *, token: str | None) -> Response:
    """The table of a plan. Raises `NotFound`, and with addresses `Forbidden`, `NotConfirmed`."""
    plan = await plans.get_plan(work.session, id)
    stops = await visits.list_of_plan(work.session, id)
    await told_of(work, [person_of(household=stop.household_id, member=stop.member_id, row=stop.id) for stop in stops])
    addresses: Mapping[UUID, str] = {}
    if query.addresses:
        for stop in stops:
            if Permission.AID_REVEAL not in work.held_over(stop.code, stop.line_code):
                raise Forbidden()
        require_confirmed(ring, token, work.caller, now=work.now)
        addresses = await open_all(work, stops, "address")
        work.tell("visit_table_printed", plan, number=plan.number, format=query.format, visits=len(stops))
    schedule = await _schedule(work, plan, stops, addresses, with_addresses=query.addresses)
    content = await asyncio.to_thread(_WRITERS[query.format], schedule)
    name = f"{schedule.title}.{query.format}"
    headers = {
        "Content-Disposition": disposition(name, f"{plan.number}.{query.format}"),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=_TYPES[query.format], headers=headers)


async def _schedule(
    work: Work, plan: VisitPlan, stops: list[Visit], addresses: Mapping[UUID, str], *, with_addresses: bool
) -> Schedule:
    teams = [
        Team(
            name=team.name,
            leaders=[(each["name"], each["post"]) for each in team.leaders],
            joining=team.joining,
            stops=[
                Stop(
                    name=stop.name,
                    unit=stop.unit,
                    kind=VisitKind(stop.kind),
                    cash_fen=stop.cash_fen,
                    goods=goods_text(stop.goods),
                    goods_fen=stop.goods_fen,
                    address=addresses.get(stop.id, ""),
                    on=stop.visit_on,
                    time=stop.visit_time,
                    note=stop.note,
                )
                for stop in stops
                if stop.team_id == team.id
            ],
        )
        for team in await plans.list_teams(work.session, plan.id)
    ]
    return Schedule(
        name=plan.name,
        number=plan.number,
        document_number=plan.document_number,
        organization_name=plan.organization_name,
        starts_on=plan.starts_on,
        sets_off=plan.sets_off,
        meeting_place=plan.meeting_place,
        made_on=work.today,
        teams=teams,
        with_addresses=with_addresses,
        language=work.language,
    )
