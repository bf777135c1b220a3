"""A household file goes where its worker goes; one of which a case is under way follows when that is decided (MBR-02)."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select, update

from backend.db.queries import household_life
from backend.db.tables.aid import Household, HouseholdMovement, HouseholdPerson
from backend.db.tables.aid_case import AidCase, AidProgram
from backend.db.tables.organization import Organization
from backend.db.tables.process import AuditEvent
from backend.db.types import new_id
from backend.domain.access import EVERYTHING
from backend.domain.aid.case_codes import UNDER_WAY, CaseStatus, Stage
from tests.conftest import Api
from tests.households import file, step
from tests.people import join, once, seen
from tests.town import BY_KEY, id_of


async def on_file(api: Api, *, record: bool = True) -> tuple[dict[str, Any], dict[str, Any]]:
    """A member of the textile factory, and the file of the household."""
    officer, chair = await api.as_("county_officer"), await api.as_("county_chair")
    member = await join(officer, "王小军")
    answer = await officer.post("/households", json=file(member_id=member["id"]), headers=once())
    assert answer.status_code == 201, answer.text
    household = answer.json()
    if record:
        opened = await step(chair, household, "open")
        assert opened.status_code == 200, opened.text
        household = opened.json()
    return member, household


async def sent(api: Api, member: dict[str, Any]) -> dict[str, Any]:
    answer = await (await api.as_("county_officer")).post(
        "/transfers",
        json={"form": "push", "member_id": member["id"], "to_organization_id": str(id_of("electronics"))},
        headers=once(),
    )
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def accepted(client: httpx.AsyncClient, transfer: dict[str, Any]) -> dict[str, Any]:
    now = (await client.get(f"/transfers/{transfer['id']}")).json()
    answer = await client.post(f"/transfers/{transfer['id']}/steps", json={"step": "accept"}, headers=seen(now))
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def case_of(api: Api, household: dict[str, Any], status: str) -> UUID:
    """A case of the file, as it lies on a desk of 青溪县."""
    id, now = new_id(), datetime.now(UTC)
    async with api.database.transaction(EVERYTHING) as session:
        union = await session.get_one(Organization, id_of("textile"))
        county = await session.get_one(Organization, id_of("qingxi"))
        program = AidProgram(
            organization_id=county.id,
            organization_name=county.name,
            code=county.code,
            code_hi=county.code_hi,
            kind="medical",
            name="医疗救助",
            year=now.year,
            status="open",
            created_at=datetime.now(UTC),
            updated_at=datetime.now(UTC),
        )
        session.add(program)
        await session.flush()
        session.add(
            AidCase(
                id=id,
                number=f"BF-{id.hex[-12:]}",
                program_id=program.id,
                organization_id=union.id,
                code=union.code,
                household_id=UUID(household["id"]),
                name="王小军",
                initials="wxj",
                status=status,
                maker_id=BY_KEY["county_officer"].id,
                # Who made, who approved and who paid it are three people; the rows say so.
                checker_id=BY_KEY["county_chair"].id,
                payer_id=BY_KEY["county_finance"].id if status == "paid" else None,
                reached_at=datetime.now(UTC),
                created_at=datetime.now(UTC),
                updated_at=datetime.now(UTC),
            )
        )
    return id


async def test_the_file_comes_with_its_worker(api: Api) -> None:
    """MBR-02: seen by the new union with all that hangs on it, by the old one no longer; on record at the new one."""
    member, household = await on_file(api)
    transfer = await sent(api, member)
    assert transfer["household"] == "follows"
    there = await api.as_("neighbour_officer")
    assert (await there.get(f"/transfers/{transfer['id']}")).json()["household"] is None
    assert (await there.get(f"/households/{household['id']}")).status_code == 404
    assert (await accepted(there, transfer))["household"] == "moved"
    arrived = await there.get(f"/households/{household['id']}")
    assert (arrived.status_code, arrived.json()["organization"]["id"]) == (200, str(id_of("electronics")))
    assert arrived.json()["version"] == household["version"] + 1
    assert len(arrived.json()["people"]) == len(household["people"])
    history = (await there.get(f"/households/{household['id']}/events")).json()
    assert history["events"][0]["event"] == "household_followed"
    here = await api.as_("county_officer")
    assert (await here.get(f"/households/{household['id']}")).status_code == 404
    assert (await here.get(f"/transfers/{transfer['id']}")).json()["household"] == "moved"
    async with api.database.transaction(EVERYTHING) as session:
        places = {row.organization_id for row in await session.scalars(select(HouseholdPerson))}
        moved = {row.organization_id for row in await session.scalars(select(HouseholdMovement))}
    assert places == moved == {id_of("electronics")}


@pytest.mark.parametrize("status", [CaseStatus.UNIT_REVIEW, CaseStatus.CITY_REVIEW, CaseStatus.APPROVED])
async def test_it_stays_while_a_case_is_under_way(api: Api, status: CaseStatus) -> None:
    """MBR-02; AID-09: both sides are told; the member has gone, the file is where the case lies, and follows later."""
    member, household = await on_file(api)
    case = await case_of(api, household, str(status))
    transfer = await sent(api, member)
    assert transfer["household"] == "waits"
    there, here = await api.as_("neighbour_officer"), await api.as_("county_officer")
    assert (await accepted(there, transfer))["household"] == "kept"
    assert (await there.get(f"/members/{member['id']}")).status_code == 200
    assert (await there.get(f"/households/{household['id']}")).status_code == 404
    assert (await here.get(f"/households/{household['id']}")).status_code == 200
    await follow(api)
    assert (await here.get(f"/households/{household['id']}")).status_code == 200
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(update(AidCase).where(AidCase.id == case).values(status=str(CaseStatus.REJECTED)))  # type: ignore[arg-type]
    assert await follow(api) == 1
    assert await follow(api) == 0
    assert (await there.get(f"/households/{household['id']}")).status_code == 200
    assert (await there.get(f"/transfers/{transfer['id']}")).json()["household"] == "moved"
    async with api.database.transaction(EVERYTHING) as session:
        told = list(await session.scalars(select(AuditEvent.event).where(AuditEvent.event.like("household_%"))))  # type: ignore[attr-defined]
        row = await session.get_one(Household, UUID(household["id"]))
    assert told.count("household_kept") == told.count("household_followed") == 1
    assert row.organization_id == id_of("electronics")


async def follow(api: Api) -> int:
    """One turn of the upkeep."""
    async with api.database.transaction(EVERYTHING) as session:
        return await household_life.follow_workers(session, at=datetime.now(UTC))


@pytest.mark.parametrize("status", ["draft", "paid", "rejected"])
async def test_a_case_that_is_decided_holds_nothing(api: Api, status: str) -> None:
    """A case that was not handed in yet, or is paid or refused, lets the file go."""
    member, household = await on_file(api, record=False)
    await case_of(api, household, status)
    assert (await sent(api, member))["household"] == "follows"


def test_a_case_holds_the_file_on_every_desk_and_until_it_is_paid() -> None:
    """AID-09: every stage a programme may have, and the money that is still to go to the card in the file."""
    assert set(UNDER_WAY) == {*(CaseStatus(str(stage)) for stage in Stage), CaseStatus.APPROVED}


async def test_who_has_no_file_has_none(api: Api) -> None:
    """And nobody is told of one who may not read files, or before the member has come."""
    member = await join(await api.as_("county_officer"), "李春梅")
    transfer = await sent(api, member)
    assert transfer["household"] is None
    assert (await accepted(await api.as_("neighbour_officer"), transfer))["household"] is None
