"""Thousands of people in the register, put there in a few statements, for what is done to many at once."""

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from backend.db import placement, records
from backend.db.bulk import insert_rows
from backend.db.tables.member import Member, Membership
from backend.db.tables.organization import Organization
from backend.db.types import new_id
from backend.domain.access import EVERYTHING
from backend.domain.calendar import day_of
from backend.domain.member.codes import MemberKind
from backend.domain.member.rules import MemberDraft
from tests.conftest import Api
from tests.people import id_number
from tests.town import FOUNDED, SINCE, id_of

NAMES = "一二三四五六七八九十"


async def crowd(api: Api, count: int, union: str = "textile", *, status: str = "active", first: int = 0) -> list[UUID]:
    """So many people of one union in one state; the ids in their order. `first` keeps two crowds apart."""
    async with api.database.transaction(EVERYTHING) as session:
        place = await session.get_one(Organization, id_of(union))
        county, township = await placement.ancestors_at(session, place.code)
        where = {"organization_id": place.id, "code": place.code, "line_code": place.line_code}
        more = {
            "county_id": county,
            "township_id": township,
            "status": status,
            "created_at": SINCE,
            "updated_at": SINCE,
        }
        rows = await asyncio.to_thread(_rows, api, place.id, range(first, first + count))
        await insert_rows(session, Member, [row | where | more for row in rows])
        if status == "active":
            spells = [{"id": new_id(), "member_id": row["id"], **where, "started_on": FOUNDED} for row in rows]
            await insert_rows(session, Membership, [spell | {"began_by": "joined"} for spell in spells])
    return [row["id"] for row in rows]


def _rows(api: Api, union: UUID, numbers: Sequence[int]) -> list[dict[str, Any]]:
    return [_row(api, union, number) for number in numbers]


def _row(api: Api, union: UUID, number: int) -> dict[str, Any]:
    born = date(1960 + number // 10_000, 1 + number // 1000 % 10, 1 + number // 100 % 10)
    draft = MemberDraft(
        name=f"王{NAMES[number // 10 % 10]}{NAMES[number % 10]}",
        id_number=id_number(number % 100 + 100, born=born),
        organization_id=union,
        kind=MemberKind.REGULAR,
        joined_on=FOUNDED,
    )
    id = new_id()
    return records.columns_of(api.vault, id, draft, today=day_of(SINCE)) | {
        "id": id,
        "source": "officer",
        "status_since": FOUNDED,
        "version": 1,
    }
