"""Whole numbers in a file: a reason, a proof, somebody else's leave, a password, a mark (trust.md 1.5)."""

import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from sqlalchemy import select, update

from backend.api import tokens
from backend.api.export import approving
from backend.api.export.marks import PROPERTY, UNSEEN
from backend.db.tables.export import Export, ExportApproval
from backend.db.tables.process import AuditEvent
from backend.domain.access import EVERYTHING
from backend.settings import settings
from backend.worker import Worker
from tests import intake, outtake
from tests.conftest import Api
from tests.people import id_number, join
from tests.town import BY_KEY, id_of


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


@pytest.fixture
def worker(api: Api) -> Worker:
    return Worker(api.database, api.vault)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows are already many."""
    monkeypatch.setattr(approving, "FREE", 1)


NUMBERS = [id_number(order) for order in (901, 902, 903)]
PHONES = ["13911110001", "13911110002", "13911110003"]
WHOLE: dict[str, Any] = {
    "columns": ["name", "id_number", "phone"],
    "unmasked": ["id_number", "phone"],
    "reason": "benefit",
}


async def confirmed(api: Api, person: str) -> httpx.AsyncClient:
    """Somebody who has proved themselves again a moment ago."""
    client, who = await api.as_(person), BY_KEY[person]
    client.headers["Unionhome-Confirmation"] = tokens.issue(
        api.ring, use=tokens.Use.CONFIRMED, user_id=who.id, session_id=who.session_id, now=datetime.now(UTC)
    )
    return client


async def people(api: Api, count: int = 2) -> None:
    client = await api.as_("county_officer")
    for number in range(count):
        await join(client, f"王小{'一二三'[number]}", id_number=NUMBERS[number], phone=PHONES[number])


async def request(client: httpx.AsyncClient, **more: Any) -> httpx.Response:
    """Ask for leave."""
    body = {"noun": "members"} | WHOLE | more
    return await client.post("/export-approvals", json=body, headers={"Idempotency-Key": str(uuid4())})


async def decide(client: httpx.AsyncClient, asked: dict[str, Any], step: str, answer: str = "") -> httpx.Response:
    return await client.post(
        f"/export-approvals/{asked['id']}/steps",
        json={"step": step, "answer": answer},
        headers={"If-Match": f'"v{asked["version"]}"'},
    )


async def failed(client: httpx.AsyncClient, worker: Worker, **more: Any) -> str:
    """Why a file with whole numbers was not made."""
    asked = await outtake.ask(client, **(WHOLE | more))
    assert asked.status_code == 202, asked.text
    await intake.work_off(worker)
    job = (await client.get(f"/jobs/{asked.json()['id']}")).json()
    assert job["state"] == "failed", job
    assert not [path for path in settings().file_directory.rglob("*") if path.is_file()]
    return str(job["problem"]["code"])


def opened(content: bytes, password: str) -> bytes:
    """What lies behind the password. Raises where it is another."""
    document = OOXMLFile(BytesIO(content))
    document.load_key(password=password, verify_password=True)
    plain = BytesIO()
    document.decrypt(plain, verify_integrity=True)
    return plain.getvalue()


async def test_a_few_need_a_reason_and_a_proof_and_no_leave(api: Api, worker: Worker) -> None:
    """trust.md 1.5; ui.md 3.4: an encrypted workbook, its password shown once, itself taken out once, marked."""
    await people(api)
    client = await confirmed(api, "county_officer")
    export = await outtake.made(client, worker, **WHOLE)
    assert (export["unmasked"], export["password_waits"], export["approval_id"]) == (
        ["id_number", "phone"],
        True,
        None,
    )
    content = (await outtake.taken(client, export)).content
    assert not zipfile.is_zipfile(BytesIO(content))
    for secret in (*NUMBERS[:2], *PHONES[:2], "王小一"):
        assert secret.encode() not in content
        assert secret.encode("utf-16-le") not in content
    shown = await client.post(f"/exports/{export['id']}/password")
    assert shown.headers["cache-control"] == "no-store"
    password = shown.json()["password"]
    again = await client.post(f"/exports/{export['id']}/password")
    assert (again.status_code, again.json()["code"]) == (409, "export_password_shown")
    second = await client.get(f"/exports/{export['id']}/content")
    assert (second.status_code, second.json()["code"]) == (409, "export_taken")
    plain = opened(content, password)
    with pytest.raises(Exception, match=r"(?i)password|key"):
        opened(content, password + "x")
    book = openpyxl.load_workbook(BytesIO(plain))
    rows = [[cell.value for cell in row] for row in book.worksheets[0].rows]
    assert rows[1:] == [["王小一", NUMBERS[0], PHONES[0]], ["王小二", NUMBERS[1], PHONES[1]]]
    assert "已隐藏部分内容的列" not in [row[0].value for row in book["说明"].rows]
    with zipfile.ZipFile(BytesIO(plain)) as archive:
        assert any(name.startswith("xl/media/") for name in archive.namelist())
        assert "何静" in archive.read("xl/worksheets/sheet1.xml").decode()
    assert book[UNSEEN].sheet_state == "veryHidden"
    assert book[UNSEEN]["A1"].value == export["id"]
    assert book.custom_doc_props[PROPERTY].value == export["id"]


async def test_the_password_lies_sealed_and_goes(api: Api, worker: Worker) -> None:
    """trust.md 2.8: in no column in plain, and in none at all once it was shown or the file is gone."""
    await people(api)
    client = await confirmed(api, "county_officer")
    first, second = await outtake.made(client, worker, **WHOLE), await outtake.made(client, worker, **WHOLE)
    password = (await client.post(f"/exports/{first['id']}/password")).json()["password"]
    async with api.database.transaction(EVERYTHING) as session:
        rows = {row.id: row for row in await session.scalars(select(Export))}
        assert rows[UUID(first["id"])].secret is None
        assert rows[UUID(second["id"])].secret is not None
        assert password.encode() not in (rows[UUID(second["id"])].secret or b"")
        await session.execute(update(Export).values(expires_at=datetime.now(UTC) - timedelta(hours=1)))
    await worker._clean()
    async with api.database.transaction(EVERYTHING) as session:
        assert set(await session.scalars(select(Export.secret))) == {None}


async def test_what_whole_numbers_need(api: Api, worker: Worker) -> None:
    """trust.md 1.5, 7.5.3: the permission, the proof, the reason, the workbook; nothing is queued without them."""
    await people(api)
    unproved = await api.as_("county_officer")
    refused = await outtake.ask(unproved, **WHOLE)
    assert (refused.status_code, refused.json()["code"]) == (403, "confirmation_required")
    for person in ("county_auditor", "county_finance", "system_admin", "member"):
        refused = await outtake.ask(await confirmed(api, person), **WHOLE)
        assert (refused.status_code, refused.json()["code"]) == (403, "forbidden"), person
    client = await confirmed(api, "county_officer")
    for more, code in (
        ({"reason": None}, "export_reason_missing"),
        ({"reason": "other"}, "export_reason_missing"),
        ({"format": "csv"}, "export_whole_is_a_workbook"),
        ({"unmasked": ["name"]}, "export_not_masked"),
        ({"columns": ["name"]}, "export_not_masked"),
    ):
        answer = await outtake.ask(client, **(WHOLE | more))
        assert (answer.status_code, answer.json()["code"]) == (422, code), more
    assert (await client.get("/exports")).json()["items"] == []
    assert (await request(unproved)).json()["code"] == "confirmation_required"


@pytest.mark.usefixtures("few")
async def test_many_need_leave_from_above(api: Api, worker: Worker) -> None:
    """trust.md 1.5; api.md "Export": asked, decided by the union above, used once."""
    await people(api)
    client = await confirmed(api, "union_chair")
    assert await failed(client, worker) == "export_approval_required"
    asked = (await request(client)).json()
    assert (asked["state"], asked["rows"], asked["whole"]) == ("asked", 2, ["证件号码", "手机"])
    assert {step["step"]: step["allowed"] for step in asked["steps"]} == {
        "approve": False,
        "refuse": False,
        "withdraw": True,
    }
    assert await failed(client, worker) == "export_approval_required"
    above = await api.as_("township_officer")
    seen = (await above.get(f"/export-approvals/{asked['id']}")).json()
    assert (seen["user_name"], seen["organization_name"]) == ("方秀云", "青溪纺织有限公司工会")
    todo = (await above.get("/me/todo")).json()
    assert [(one["name"], one["detail"]) for one in todo["items"] if one["kind"] == "export_approval"] == [
        ("方秀云", "2")
    ]
    approved = await decide(above, seen, "approve", "同意")
    assert (approved.status_code, approved.json()["state"]) == (200, "approved")
    assert [one for one in (await above.get("/me/todo")).json()["items"] if one["kind"] == "export_approval"] == []
    export = await outtake.made(client, worker, **WHOLE)
    assert export["approval_id"] == asked["id"]
    assert (await client.get(f"/export-approvals/{asked['id']}")).json()["state"] == "used"
    password = (await client.post(f"/exports/{export['id']}/password")).json()["password"]
    book = openpyxl.load_workbook(BytesIO(opened((await outtake.taken(client, export)).content, password)))
    assert book.worksheets[0]["B2"].value == NUMBERS[0]
    asked_again = await outtake.ask(client, **WHOLE)
    await intake.work_off(worker)
    job = (await client.get(f"/jobs/{asked_again.json()['id']}")).json()
    assert job["problem"]["code"] == "export_approval_required"


WHO_DECIDES = {
    "union_chair": {"county_officer", "county_chair", "city_officer", "city_chair", "township_officer"},
    "county_officer": {"county_chair", "city_officer", "city_chair"},
    "county_chair": {"city_officer", "city_chair"},
    "city_officer": {"city_chair"},
}


@pytest.mark.parametrize("asker", WHO_DECIDES)
async def test_who_decides(api: Api, asker: str) -> None:
    """trust.md 1.5 (d): somebody above, or the chair of the same union; never the asker, nobody beside, nobody below."""
    await people(api)
    asked = (await request(await confirmed(api, asker))).json()
    deciders = set()
    for person in BY_KEY:
        client = await api.as_(person)
        seen = await client.get(f"/export-approvals/{asked['id']}")
        if seen.status_code != 200:
            assert seen.status_code in (403, 404)
            assert (await decide(client, asked, "refuse", "不")).status_code in (403, 404)
            continue
        step = next(one for one in seen.json()["steps"] if one["step"] == "approve")
        todo = [one["kind"] for one in (await client.get("/me/todo")).json()["items"]]
        assert ("export_approval" in todo) == step["allowed"], person
        if step["allowed"]:
            deciders.add(person)
        else:
            refused = await decide(client, seen.json(), "approve")
            assert (refused.status_code, refused.json()["code"]) == (403, "export_approval_not_yours"), person
            assert step["reason"] == refused.json()["detail"]
    assert deciders == WHO_DECIDES[asker]


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    "other",
    [
        {"query": {"q": "王"}},
        {"query": {"status": ["active"]}},
        {"columns": ["name", "id_number", "phone", "sex"]},
        {"columns": ["name", "phone", "id_number"]},
        {"columns": ["name", "id_number"], "unmasked": ["id_number"]},
    ],
)
async def test_an_approval_is_for_this_very_query(api: Api, worker: Worker, other: dict[str, Any]) -> None:
    """trust.md 1.5 (e): other filters, other columns, another order: not what was approved."""
    await people(api)
    client = await confirmed(api, "union_chair")
    asked = (await request(client)).json()
    await decide(await api.as_("county_officer"), asked, "approve")
    assert await failed(client, worker, **other) == "export_approval_required"
    # Words that mean the same are the same: what is bound is what the list understood.
    export = await outtake.made(client, worker, **(WHOLE | {"query": {"include_subtree": True, "sort": "code"}}))
    assert export["approval_id"] == asked["id"]


@pytest.mark.usefixtures("few")
async def test_an_approval_is_for_its_asker_and_scope(api: Api, worker: Worker) -> None:
    """trust.md 1.5: a colleague above cannot use it."""
    await people(api)
    asked = (await request(await confirmed(api, "union_chair"))).json()
    await decide(await api.as_("county_officer"), asked, "approve")
    assert await failed(await confirmed(api, "township_officer"), worker) == "export_approval_required"


@pytest.mark.usefixtures("few")
async def test_no_more_rows_than_were_approved(api: Api, worker: Worker) -> None:
    """trust.md 1.5 (e): the list has grown; fewer are no harm."""
    await people(api, 2)
    client = await confirmed(api, "union_chair")
    asked = (await request(client)).json()
    await decide(await api.as_("county_officer"), asked, "approve")
    await join(await api.as_("county_officer"), "王小三", id_number=NUMBERS[2], phone=PHONES[2])
    assert await failed(client, worker) == "export_approval_outgrown"


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("how", ["late", "taken back", "withdrawn", "refused"])
async def test_an_approval_ends(api: Api, worker: Worker, how: str) -> None:
    """trust.md 1.5: after 24 hours, or when who gave it or who asked for it thinks better of it."""
    await people(api)
    client, above = await confirmed(api, "union_chair"), await api.as_("county_officer")
    asked = (await request(client)).json()
    if how == "refused":
        assert (await decide(above, asked, "refuse", "不需要")).json()["answer"] == "不需要"
    else:
        approved = (await decide(above, asked, "approve")).json()
        hours = datetime.fromisoformat(approved["expires_at"]) - datetime.now(UTC)
        assert timedelta(hours=23, minutes=59) < hours <= timedelta(hours=24)
        if how == "late":
            async with api.database.transaction(EVERYTHING) as session:
                await session.execute(update(ExportApproval).values(expires_at=datetime.now(UTC)))
            lapsed = (await client.get(f"/export-approvals/{asked['id']}")).json()
            assert (lapsed["state"], lapsed["steps"]) == ("lapsed", [])
        else:
            hand, step = (above, "refuse") if how == "taken back" else (client, "withdraw")
            assert (await decide(hand, approved, step, "另有安排")).status_code == 200
    assert await failed(client, worker) == "export_approval_required"


@pytest.mark.usefixtures("few")
async def test_two_files_on_one_approval_are_one(api: Api, worker: Worker) -> None:
    """trust.md 1.5: asked for twice before either is made, the second is refused and leaves nothing."""
    await people(api)
    client = await confirmed(api, "union_chair")
    asked = (await request(client)).json()
    await decide(await api.as_("county_officer"), asked, "approve")
    jobs = [(await outtake.ask(client, **WHOLE)).json() for _ in range(2)]
    await intake.work_off(worker)
    ends = [(await client.get(f"/jobs/{job['id']}")).json() for job in jobs]
    assert [end["state"] for end in ends] == ["succeeded", "failed"]
    assert ends[1]["problem"]["code"] == "export_approval_not_open"
    assert len([path for path in settings().file_directory.rglob("*") if path.is_file()]) == 1


async def test_a_stale_decision_is_refused(api: Api) -> None:
    """api.md, Concurrency: two deciders at once; the second is told."""
    await people(api)
    asked = (await request(await confirmed(api, "union_chair"))).json()
    assert (await decide(await api.as_("county_officer"), asked, "approve")).status_code == 200
    late = await decide(await api.as_("county_chair"), asked, "refuse", "不")
    assert late.status_code == 412


async def test_it_is_all_on_record(api: Api, worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """trust.md 1.5: asked, approved, made, used, shown, downloaded; with the reason and the columns, never a number."""
    monkeypatch.setattr(approving, "FREE", 1)
    await people(api)
    client = await confirmed(api, "union_chair")
    asked = (await request(client)).json()
    await decide(await api.as_("county_officer"), asked, "approve", "同意")
    export = await outtake.made(client, worker, **WHOLE)
    await client.post(f"/exports/{export['id']}/password")
    await outtake.taken(client, export)
    async with api.database.transaction(EVERYTHING) as session:
        found = (
            await session.scalars(
                select(AuditEvent).where(AuditEvent.event.startswith("export")).order_by(AuditEvent.id)
            )  # type: ignore[attr-defined,arg-type]
        ).all()
    fields = ["id_number", "phone"]
    assert [(event.event, event.actor_name, event.facts.get("unmasked")) for event in found] == [
        ("export_approval_asked", "方秀云", fields),
        ("export_approved", "何静", fields),
        ("export_asked", "方秀云", fields),
        ("export_approval_used", "方秀云", None),
        ("export_made", "方秀云", None),
        ("export_password_shown", "方秀云", None),
        ("export_downloaded", "方秀云", None),
    ]
    assert not [event for event in found if any(secret in str(event.facts) for secret in (*NUMBERS, *PHONES))]
    assert {event.organization_id for event in found} == {id_of("textile")}
