"""Cases of aid that wait for a public notice, put straight into the database, and what is done with notices."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx

from backend.db.tables.aid import Household, HouseholdPerson
from backend.db.tables.aid_case import AidCase, AidProgram
from backend.db.tables.organization import Organization
from backend.domain.access import EVERYTHING
from backend.domain.calendar import CHINA
from tests.conftest import Api
from tests.people import once, seen
from tests.town import FOUNDED, SINCE, id_of

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=CHINA)
"""When notices are published here: five working days end at 24:00 of Monday the 30th."""
OVER = datetime(2026, 12, 1, 0, 0, tzinfo=CHINA)
WHOLE_WAY = ["unit_review", "notice", "unit_confirm", "township_review", "county_review"]

CANARIES = {
    "id_number": "430321198803146217",
    "phone": "13824615678",
    "bank_card": "6222021911001234567",
    "residence": "城关镇青石巷27号",
    "health_note": "乳腺癌术后化疗",
    "child": "王乐乐",
    "notes": "邻居说家里吵架",
}
"""What a household file holds and no notice may: each is put into every file here, to be looked for in what goes out."""


async def place_program(api: Api, *, stages: list[str] = WHOLE_WAY, days: int = 5, **more: Any) -> UUID:
    """A programme of the county, open."""
    async with api.database.transaction(EVERYTHING) as session:
        county = await session.get_one(Organization, id_of("qingxi"))
        row = AidProgram(
            organization_id=county.id,
            organization_name=county.name,
            code=county.code,
            code_hi=county.code_hi,
            kind="winter_warmth",
            name="2026年送温暖",
            year=2026,
            status="open",
            stages=stages,
            notice_days=days,
            created_at=SINCE,
            updated_at=SINCE,
            **more,
        )
        session.add(row)
        await session.flush()
        return row.id


async def place_cases(
    api: Api,
    program_id: UUID,
    union: str = "textile",
    *,
    count: int = 2,
    status: str = "notice",
    maker: str = "union_chair",
    born_on: date = date(1988, 3, 14),
) -> list[str]:
    """Cases of that many households of a union; each household holds every canary."""
    made = []
    async with api.database.transaction(EVERYTHING) as session:
        place_of = await session.get_one(Organization, id_of(union))
        place = {"organization_id": place_of.id, "code": place_of.code, "line_code": place_of.line_code}
        for number in range(count):
            household_id, seal = uuid4(), api.vault.seal
            session.add(
                Household(
                    id=household_id,
                    **place,
                    number=f"KN-{uuid4().hex[:12]}",
                    name=f"王小军{number}",
                    initials="wxj",
                    born_on=born_on,
                    size=3,
                    worker_kind="in_service",
                    main_cause="own_illness",
                    bank="城关支行",
                    status="active",
                    keeper_id=id_of("user:union_chair"),
                    reviewer_id=id_of("user:city_officer"),
                    opened_on=FOUNDED,
                    created_at=SINCE,
                    updated_at=SINCE,
                    **{
                        name: seal(CANARIES[name], "household", name, household_id)
                        for name in ("phone", "bank_card", "residence", "notes")
                    },
                )
            )
            await session.flush()
            for at, (relation, name) in enumerate((("self", f"王小军{number}"), ("child", CANARIES["child"]))):
                person_id = uuid4()
                sealed = {
                    name: seal(CANARIES[name], "household_person", name, person_id)
                    for name in ("id_number", "health_note")
                }
                session.add(
                    HouseholdPerson(
                        id=person_id,
                        household_id=household_id,
                        **place,
                        place=at,
                        relation=relation,
                        name=name,
                        id_kind="resident",
                        illness="cancer",
                        **sealed,
                    )
                )
            case_id = uuid4()
            case = AidCase(
                id=case_id,
                number=f"BF-{uuid4().hex[:12]}",
                program_id=program_id,
                **place,
                household_id=household_id,
                name=f"王小军{number}",
                initials="wxj",
                status=status,
                category="accident",
                amount_fen=300_000 + number,
                reason=seal(CANARIES["notes"], "aid_case", "reason", case_id),
                maker_id=id_of(f"user:{maker}"),
                maker_name="方秀云",
                reached_at=SINCE,
                created_at=SINCE,
                updated_at=SINCE,
            )
            session.add(case)
            await session.flush()
            made.append(str(case.id))
    return made


def draft(case_ids: list[str], **more: Any) -> dict[str, Any]:
    """A notice as an officer asks for it."""
    usual = {"shown_at": "厂务公开栏", "receiver": "青溪纺织工会办公室", "receiver_phone": "0738-8312345"}
    return usual | {"case_ids": case_ids} | more


async def publish(client: httpx.AsyncClient, case_ids: list[str], **more: Any) -> dict[str, Any]:
    """A notice that runs."""
    answer = await client.post("/notices", json=draft(case_ids, **more), headers=once())
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def step(client: httpx.AsyncClient, notice: dict[str, Any], step: str, **more: Any) -> httpx.Response:
    """One step of a notice."""
    return await client.post(f"/notices/{notice['id']}/steps", json={"step": step, **more}, headers=seen(notice))


async def object_to(
    client: httpx.AsyncClient, notice: dict[str, Any], case_id: str | None = None, **more: Any
) -> httpx.Response:
    """An objection that came on the day of the publication."""
    usual = {
        "notice_id": notice["id"],
        "case_id": case_id,
        "way": "in_person",
        "received_on": "2026-11-23",
        "objector": "刘工",
        "contact": "13900001111",
        "text": "他家今年买了新车，号牌我见过。",
    }
    return await client.post("/objections", json=usual | more, headers=once())


async def answer(
    client: httpx.AsyncClient, objection: dict[str, Any], step: str, reason: str = "已入户核实，情况与申请一致"
) -> httpx.Response:
    """An answer to an objection."""
    body = {"step": step, "reason": reason}
    return await client.post(f"/objections/{objection['id']}/steps", json=body, headers=seen(objection))
