"""A case with everything that a case may have: a file with a paper, a notice with an objection, money, a visit."""

import hashlib
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pyzipper

from backend.db import seal
from backend.db.queries import ledger
from backend.db.tables.aid_case import AidCase
from backend.db.tables.visit import Visit, VisitPicture, VisitPlan, VisitTeam
from backend.db.types import new_id
from backend.domain.access import EVERYTHING
from backend.domain.fund.codes import EntryKind
from backend.worker import Worker
from tests import aid, households, notices
from tests.api.test_files import picture
from tests.api.test_payments import give
from tests.api.test_reveal import confirmation
from tests.conftest import Api
from tests.intake import upload, work_off
from tests.money import BY, CHECKER, NOW, add_fund
from tests.people import once, seen
from tests.town import today

CARD = "6222020200112233445"
RESIDENCE = "青溪县城关镇青石巷27号"
FORM = {
    "nation": "hui",
    "work_started_on": "2009-07-01",
    "unit_industry": "manufacturing",
    "unit_address": "青溪县城关镇工业路1号",
    "other_phone": "0535-6212345",
    "postcode": "265517",
}
OBJECTOR = "刘工"
HEALTH = "乳腺癌术后化疗"
WHY = {"reason": "inspection", "note": "年度经审"}


async def paid_case(api: Api, number: str) -> dict[str, Any]:
    """A case of 青溪纺织, of somebody with this document number, from the file to the door."""
    chair, township = await api.as_("union_chair"), await api.as_("township_officer")
    program = await aid.open_program(
        await api.as_("county_officer"), stages=["unit_review", "notice", "unit_confirm", "county_review"]
    )
    worker = households.person(
        id_number=number, income_fen=240_000, livelihood="at_work", married=True, health_note=HEALTH, illness="cancer"
    )
    household = await households.open_file(
        chair,
        township,
        worker=worker,
        phone="13800138000",
        residence=RESIDENCE,
        bank="中国银行",
        bank_card=CARD,
        **FORM,
    )
    paper = (await upload(chair, picture("JPEG"), name="诊断.jpg", purpose="paper")).json()
    added = await chair.post(
        f"/households/{household['id']}/papers",
        json={"file_id": paper["id"], "kind": "diagnosis"},
        headers=seen(household),
    )
    assert added.status_code == 200, added.text
    case = await aid.took(chair, await aid.begin(chair, program, household, reason="丈夫失业"), "submit")
    case = await aid.took(township, case, "pass", reason="情况属实")
    notice = await notices.publish(chair, [case["id"]])
    objected = await notices.object_to(chair, notice, case["id"], received_on=today().isoformat())
    assert objected.status_code == 201, objected.text
    answered = await notices.answer(chair, objected.json(), "dismiss", reason="已入户核实")
    assert answered.status_code == 200, answered.text
    fund_id, row = await _approve(api, UUID(case["id"]))
    paid = await give(await api.as_("county_finance"), row)
    assert paid.status_code == 201, paid.text
    await _bring(api, row, await upload(chair, picture("JPEG"), name="IMG.jpg", purpose="visit"))
    return case | {"fund_id": fund_id, "payment_id": paid.json()["id"], "notice_number": notice["number"]}


async def _approve(api: Api, id: UUID) -> tuple[UUID, AidCase]:
    """Past what the notice and the desks would take days for: approved, its money reserved."""
    async with api.database.transaction(EVERYTHING) as session:
        fund = await add_fund(session, fen=1_000_000)
        case = await session.get_one(AidCase, id)
        case.status, case.amount_fen, case.fund_id = "approved", 200_000, fund.id
        case.checker_id, case.checker_name, case.approved_at = CHECKER, "何静", NOW
        await session.flush()
        await ledger.move_money(session, EntryKind.RESERVE, [ledger.CaseMoney(case)], by=BY, at=NOW)
        return fund.id, case


async def _bring(api: Api, case: AidCase, uploaded: httpx.Response) -> None:
    """A visit at which the money was handed over, with a photo."""
    assert uploaded.status_code == 201, uploaded.text
    file = uploaded.json()
    async with api.database.transaction(EVERYTHING) as session:
        place = {"organization_id": case.organization_id, "code": case.code, "line_code": case.line_code}
        plan = VisitPlan(
            id=new_id(),
            **place,
            number=f"ZF-{uuid4().hex[:10]}",
            organization_name="青溪纺织有限公司工会",
            name="春节走访",
            occasion="new_year",
            level="union",
            status="done",
            starts_on=today(),
            ends_on=today(),
            maker_id=case.maker_id,
            maker_name="方秀云",
            created_at=NOW,
            updated_at=NOW,
        )
        session.add(plan)
        await session.flush()
        team = VisitTeam(id=new_id(), plan_id=plan.id, **place, place=1, name="第一组")
        session.add(team)
        await session.flush()
        visit = Visit(
            id=new_id(),
            plan_id=plan.id,
            team_id=team.id,
            **place,
            place=1,
            name=case.name,
            kind="poor",
            cash_fen=200_000,
            given_fen=200_000,
            visit_on=today(),
            case_id=case.id,
            status="done",
            signed_by=case.name,
            recorded_by_name="方秀云",
            recorded_at=NOW,
            created_at=NOW,
            updated_at=NOW,
        )
        session.add(visit)
        await session.flush()
        session.add(
            VisitPicture(
                visit_id=visit.id,
                **place,
                kind="photo",
                file_id=UUID(file["id"]),
                sha256=bytes.fromhex(file["sha256"]),
                media_type="image/jpeg",
                size=file["size"],
                taken_at=NOW,
            )
        )


async def seal_record(api: Api) -> None:
    """Let the record be sealed up to now."""
    async with api.database.transaction(EVERYTHING) as session:
        await seal.seal(session, datetime.now(UTC) + timedelta(seconds=1))


async def ask(api: Api, key: str, case_id: str, **more: Any) -> httpx.Response:
    """Ask for a pack as somebody who has proved themselves a moment ago."""
    client = await api.as_(key)
    headers = once() | confirmation(api, key)
    return await client.post(f"/aid-cases/{case_id}/evidence-packs", json=WHY | more, headers=headers)


async def made(api: Api, worker: Worker, key: str, case_id: str) -> dict[str, Any]:
    """The export of a pack, its file made."""
    asked = await ask(api, key, case_id)
    assert asked.status_code == 202, asked.text
    await work_off(worker)
    client = await api.as_(key)
    job = (await client.get(f"/jobs/{asked.json()['id']}")).json()
    assert job["state"] == "succeeded", job
    return (await client.get(f"/exports/{job['request']['export_id']}")).json()  # type: ignore[no-any-return]


async def taken(api: Api, worker: Worker, key: str, case_id: str, folder: Path) -> tuple[Path, str]:
    """A pack as a file, and its password."""
    export, client = await made(api, worker, key, case_id), await api.as_(key)
    password = (await client.post(f"/exports/{export['id']}/password")).json()["password"]
    answer = await client.get(f"/exports/{export['id']}/content")
    assert answer.status_code == 200, answer.text
    path = folder / "pack.zip"
    path.write_bytes(answer.content)
    return path, password


def opened(path: Path, password: str) -> dict[str, bytes]:
    """The files of a pack."""
    with pyzipper.AESZipFile(BytesIO(path.read_bytes())) as archive:
        archive.setpassword(password.encode())
        return {name: archive.read(name) for name in archive.namelist()}


def sha256(content: bytes) -> str:
    """As the manifest spells it."""
    return hashlib.sha256(content).hexdigest()
