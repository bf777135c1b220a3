"""Exports: the list as it stands on screen, in a file, for whoever may read it and nobody else (ui.md row 5)."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import openpyxl
import pytest
from sqlalchemy import select, update

from backend.api.export import making
from backend.db.files import FileStore
from backend.db.tables.account import RoleGrant
from backend.db.tables.export import Export
from backend.db.tables.organization import Employer
from backend.db.tables.process import AuditEvent
from backend.domain.access import EVERYTHING
from backend.domain.export.nouns import ExportFormat
from backend.domain.formulas import undefused
from backend.settings import settings
from backend.worker import Worker
from tests import intake, outtake
from tests.api.things import place_things
from tests.conftest import Api
from tests.formulas import MARKUP, PAYLOADS
from tests.notices import place_cases, place_program
from tests.people import enter, id_number, join
from tests.town import ABSENT, BY_KEY, id_of, today


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


@pytest.fixture
def worker(api: Api) -> Worker:
    return Worker(api.database, api.vault)


def on_disk() -> list[Path]:
    """Every file that lies in the store, finished or not."""
    return [path for path in settings().file_directory.rglob("*") if path.is_file()]


async def people(api: Api, count: int = 5) -> None:
    """Members of the textile factory, and one of the hospital."""
    client = await api.as_("county_officer")
    for number in range(count):
        await join(client, f"王小{'一二三四五六七八九'[number]}", phone=f"1380013800{number}")
    await join(client, "李春梅", "hospital")


async def test_the_file_is_the_list(api: Api, worker: Worker) -> None:
    """ui.md row 5; MBR-01: the columns asked for, in their order, with the rows of the list in its order."""
    await people(api)
    client = await api.as_("county_officer")
    columns = ["name", "organization", "sex", "id_number", "joined_on", "status", "completeness"]
    head, *found = await outtake.rows(client, worker, columns=columns)
    assert head == ["姓名", "所在工会", "性别", "证件号码", "入会日期", "状态", "信息完整"]
    items = (await client.get("/members")).json()["items"]
    assert [row[0] for row in found] == [item["name"] for item in items]
    assert found[0] == [
        "王小一",
        "青溪纺织有限公司工会",
        {"male": "男", "female": "女"}[items[0]["sex"]],
        items[0]["id_number_masked"],
        datetime.fromisoformat(items[0]["joined_on"]),
        "在册",
        items[0]["completeness"] / 100,
    ]


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"q": "王"},
        {"q": "lcm"},
        {"organization_id": "hospital"},
        {"organization_id": "qingxi", "include_subtree": False},
        {"sort": "-created"},
        {"status": "submitted,active", "sort": "-created"},
        {"status": ["submitted"]},
        {"complete": True},
        {"joined_on[gte]": "2099-01-01"},
    ],
)
async def test_filters_and_order_are_those_of_the_list(
    api: Api, worker: Worker, monkeypatch: pytest.MonkeyPatch, query: dict[str, Any]
) -> None:
    """ui.md row 5: by any filter the file holds what the list shows, over any number of pages."""
    monkeypatch.setattr(making, "PAGE", 2)
    await people(api)
    client = await api.as_("county_officer")
    await enter(client, "赵待批")
    asked = dict(query)
    if "organization_id" in asked:
        asked["organization_id"] = str(id_of(asked["organization_id"]))
    _head, *found = await outtake.rows(client, worker, query=asked, columns=["name"])
    sent = {key: ",".join(value) if isinstance(value, list) else value for key, value in asked.items()}
    items = (await client.get("/members", params=sent)).json()["items"]
    assert [row[0] for row in found] == [item["name"] for item in items]


async def test_what_is_masked_stays_masked(api: Api, worker: Worker) -> None:
    """trust.md 1.5; ui.md 3.4: for everybody, in every format, in every part of the file."""
    number, phone = id_number(), "13912345678"
    await join(await api.as_("county_officer"), id_number=number, phone=phone)
    for person in ("city_chair", "county_officer", "county_auditor", "union_chair"):
        client = await api.as_(person)
        for kind in ("xlsx", "csv"):
            export = await outtake.made(client, worker, format=kind)
            content = (await outtake.taken(client, export)).content
            parts = [content]
            if kind == "xlsx":
                with zipfile.ZipFile(BytesIO(content)) as archive:
                    parts = [archive.read(name) for name in archive.namelist()]
            whole = b"".join(parts)
            assert number[0].encode() + b"*" * 16 + number[-1].encode() in whole
            for secret in (number, number[6:14], phone):
                assert secret.encode() not in whole, (person, kind, secret)


async def test_the_second_sheet_and_the_name(api: Api, worker: Worker) -> None:
    """ui.md row 5: which list, where, by which filters, who, when, how many."""
    await people(api)
    client = await api.as_("county_officer")
    query = {"organization_id": str(id_of("textile")), "status": "active", "q": "王"}
    export = await outtake.made(client, worker, query=query, columns=["name", "phone"])
    assert export["rows"] == 5
    on = today().isoformat()
    answer = await outtake.taken(client, export)
    assert outtake.name_of(answer) == export["name"] == f"会员实名库_青溪纺织有限公司工会_{on}.xlsx"
    assert 'filename="export.xlsx"' in answer.headers["content-disposition"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    book = await outtake.book(client, worker, query=query, columns=["name", "phone"])
    said = {row[0].value: row[1].value for row in book["说明"].rows}
    assert said["名单"] == "会员实名库"
    assert said["范围"] == "青溪纺织有限公司工会"
    assert said["筛选条件"] == "查找：王\n工会：青溪纺织有限公司工会\n状态：在册"
    assert said["行数"] == "5 人"
    assert said["列"] == "姓名、手机"
    assert said["已隐藏部分内容的列"] == "手机"
    assert said["导出人"] == "何静（青溪县总工会）"
    assert said["数据时间"].startswith(on)


async def test_in_english(api: Api, worker: Worker) -> None:
    """api.md, Enums: heads, labels and the second sheet in the language that was asked."""
    await people(api, 1)
    client = await api.as_("county_officer", **{"Accept-Language": "en"})
    book = await outtake.book(client, worker, columns=["name", "status", "migrant"])
    rows = [[cell.value for cell in row] for row in book["Members"].rows]
    assert rows[0] == ["Name", "State", "Migrant worker"]
    assert rows[1][1:] == ["Active", "No"]
    assert book["About"]["A1"].value == "List"


READERS = {
    "members": "county_officer",
    "organizations": "county_officer",
    "employers": "county_officer",
    "officers": "county_officer",
    "terms_due": "county_officer",
    "vacancies": "county_officer",
    "urges": "county_officer",
    "transfers": "county_officer",
    "households": "county_officer",
    "aid_programs": "county_officer",
    "aid_applications": "county_officer",
    "aid_cases": "county_officer",
    "notice_candidates": "county_officer",
    "notices": "county_officer",
    "objections": "county_officer",
    "pairings": "county_officer",
    "papers": "county_officer",
    "trip_demands": "county_officer",
    "return_trips": "county_officer",
    "needs_surveys": "county_officer",
    "aid_stations": "county_officer",
    "visit_plans": "county_officer",
    "visits": "county_officer",
    "funds": "county_finance",
    "vouchers": "county_finance",
    "goods_lots": "county_finance",
    "remittances": "county_finance",
    "ledger_entries": "county_finance",
    "budget_lines": "county_finance",
    "payment_batches": "county_finance",
    "payments": "county_finance",
    "users": "system_admin",
    "grants": "security_admin",
    "audit": "audit_admin",
}
LISTS = {"audit": "/audit"}
ASKED: dict[str, dict[str, Any]] = {"aid_programs": {"below": True}}
"""What a list is asked for where it has nothing of the town otherwise."""


def path_of(noun: str) -> str:
    """Where the list is read."""
    return LISTS.get(noun, f"/{noun.replace('_', '-')}")


@pytest.mark.parametrize("noun", READERS)
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
async def test_every_list_with_all_its_columns(api: Api, worker: Worker, noun: str, kind: str) -> None:
    """ui.md row 5: as many rows as the list, for each who may read it."""
    await place_things(api)
    await people(api, 1)
    if noun == "notice_candidates":
        await place_cases(api, await place_program(api))
    client = await api.as_(READERS[noun])
    # Counted before: asking for an export is itself an event of the record.
    path = path_of(noun)
    asked = ASKED.get(noun, {})
    before = (await client.get(path, params={"with_total": True} | asked)).json()["total"]
    export = await outtake.made(client, worker, noun, format=kind, query=asked)
    assert export["rows"] >= before > 0
    if noun != "audit":
        assert export["rows"] == before
    assert len(export["columns"]) >= 6
    await outtake.taken(client, export)


@pytest.mark.parametrize("noun", READERS)
async def test_who_may_not_read_a_list_may_not_have_it(api: Api, noun: str) -> None:
    """ROL-01…08: the permission of the list, and no other."""
    listing = path_of(noun)
    for person in BY_KEY:
        client = await api.as_(person)
        may = (await client.get(listing)).status_code
        asked = await outtake.ask(client, noun)
        assert (asked.status_code == 202) == (may == 200), (person, noun, asked.status_code, may)
        if may != 200:
            assert (asked.status_code, asked.json()["code"]) == (403, "forbidden")


async def test_each_gets_their_own_subtree(api: Api, worker: Worker) -> None:
    """trust.md A-01: the same request, five answers; a union outside is as absent as one that never was."""
    await place_things(api)
    counts = {}
    for person in ("city_officer", "county_officer", "union_chair", "line_officer", "third_officer"):
        counts[person] = (await outtake.made(await api.as_(person), worker))["rows"]
    assert counts == {
        "city_officer": 6,
        "county_officer": 3,
        "union_chair": 1,
        "line_officer": 1,
        "third_officer": 1,
    }
    chair = await api.as_("union_chair")
    codes = []
    for id in (id_of("hospital"), ABSENT):
        asked = await outtake.ask(chair, query={"organization_id": str(id)})
        await intake.work_off(worker)
        job = (await chair.get(f"/jobs/{asked.json()['id']}")).json()
        codes.append((job["state"], job["problem"]["code"], job["problem"]["detail"]))
    assert codes[0] == codes[1]
    assert codes[0][:2] == ("failed", "not_found")


async def test_an_export_is_its_askers_alone(api: Api, worker: Worker) -> None:
    """trust.md API1: another's export is absent, for the officer above and for the administrators too."""
    await people(api, 1)
    chair = await api.as_("union_chair")
    export = await outtake.made(chair, worker)
    assert [one["id"] for one in (await chair.get("/exports")).json()["items"]] == [export["id"]]
    for person in ("county_officer", "sibling_chair", "system_admin", "audit_admin", "member"):
        other = await api.as_(person)
        assert (await other.get("/exports")).json()["items"] == []
        for id in (export["id"], ABSENT):
            for path in (f"/exports/{id}", f"/exports/{id}/content"):
                assert (await other.get(path)).status_code == 404


async def end_grants(api: Api, person: str) -> None:
    async with api.database.transaction(EVERYTHING) as session:
        whose = RoleGrant.user_id == BY_KEY[person].id
        await session.execute(update(RoleGrant).where(whose).values(status="ended"))  # type: ignore[arg-type]
    api.app.state.callers.clear()


async def test_rights_are_those_of_the_moment(api: Api, worker: Worker) -> None:
    """trust.md 8.3.2, 8.3.3: neither made nor downloaded after the right to the list is gone."""
    await people(api, 1)
    chair = await api.as_("union_chair")
    export = await outtake.made(chair, worker)
    late = (await outtake.ask(chair)).json()
    await end_grants(api, "union_chair")
    await intake.work_off(worker)
    job = (await chair.get(f"/jobs/{late['id']}")).json()
    assert (job["state"], job["problem"]["code"]) == ("failed", "forbidden")
    answer = await chair.get(f"/exports/{export['id']}/content")
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert (await chair.get(f"/exports/{late['request']['export_id']}")).json()["state"] == "failed"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"noun": "members", "query": {"colour": "red"}}, "export_filter_unfit"),
        ({"noun": "members", "query": {"status": "gone"}}, "export_filter_unfit"),
        ({"noun": "members", "query": {"q": "x" * 61}}, "export_filter_unfit"),
        ({"noun": "members", "query": {"sort": "name"}}, "export_filter_unfit"),
        ({"noun": "members", "query": {"q": "nul\0"}}, "document_unstorable"),
        ({"noun": "members", "query": {"q": "13912345678"}}, "search_personal_number"),
        ({"noun": "members", "columns": ["name", "bank_card"]}, "export_column_unknown"),
        ({"noun": "members", "columns": []}, "export_columns_missing"),
        ({"noun": "members", "columns": ["DROP TABLE"]}, None),
        ({"noun": "members", "format": "pdf"}, None),
        ({"noun": "secrets"}, None),
    ],
)
async def test_what_a_list_does_not_have_is_refused(api: Api, body: dict[str, Any], code: str | None) -> None:
    """api.md, Filters: unknown filters, values and columns are refused at once, and nothing is kept of them."""
    client = await api.as_("county_officer")
    answer = await client.post("/exports", json=body, headers={"Idempotency-Key": str(uuid4())})
    assert answer.status_code == 422
    if code is not None:
        assert answer.json()["code"] == code
        assert "13912345678" not in answer.text
    assert (await client.get("/exports")).json()["items"] == []


async def test_asked_twice_it_is_one(api: Api) -> None:
    """api.md, Idempotency."""
    client = await api.as_("county_officer")
    key = {"Idempotency-Key": str(uuid4())}
    first = await client.post("/exports", json={"noun": "members"}, headers=key)
    again = await client.post("/exports", json={"noun": "members"}, headers=key)
    assert again.json() == first.json()
    assert again.headers["idempotency-replayed"] == "true"
    assert len((await client.get("/exports")).json()["items"]) == 1
    assert (await client.post("/exports", json={"noun": "members"})).json()["code"] == "idempotency_key_required"


async def test_so_many_at_once(api: Api, worker: Worker) -> None:
    """trust.md API4: five may wait; when they are made there is room again."""
    client = await api.as_("county_officer")
    for _ in range(5):
        assert (await outtake.ask(client)).status_code == 202
    sixth = await outtake.ask(client)
    assert (sixth.status_code, sixth.json()["code"]) == (409, "exports_too_many")
    assert (await outtake.ask(await api.as_("union_chair"))).status_code == 202
    await intake.work_off(worker)
    assert (await outtake.ask(client)).status_code == 202


async def test_too_long_a_list_is_refused_whole(api: Api, worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """trust.md API4: never a part of a list that looks like all of it."""
    await people(api)
    monkeypatch.setattr(making, "MOST", {ExportFormat.XLSX: 5, ExportFormat.CSV: 6})
    client = await api.as_("county_officer")
    asked = await outtake.ask(client)
    await intake.work_off(worker)
    job = (await client.get(f"/jobs/{asked.json()['id']}")).json()
    assert (job["state"], job["problem"]["code"], job["problem"]["facts"]) == (
        "failed",
        "export_too_long",
        {"most": 5},
    )
    assert on_disk() == []
    assert (await outtake.made(client, worker, format="csv"))["rows"] == 6


async def test_an_empty_list_is_a_file_with_a_head(api: Api, worker: Worker) -> None:
    """ui.md row 5."""
    client = await api.as_("county_officer")
    assert await outtake.rows(client, worker, columns=["name"]) == [["姓名"]]
    assert await outtake.lines(client, worker, columns=["name"]) == [["姓名"]]


async def test_formulas_are_inert_and_come_back(api: Api, worker: Worker) -> None:
    """X-06: 25 formulas and 16 pieces of markup as names and addresses, through both formats and back."""
    texts = [*PAYLOADS, *MARKUP]
    async with api.database.transaction(EVERYTHING) as session:
        code = (
            await session.execute(select(RoleGrant.code).where(RoleGrant.organization_id == id_of("qingxi")))
        ).first()  # type: ignore[call-overload]
        session.add_all(
            Employer(
                id=id_of(f"formula:{number}"),
                name=text,
                initials="",
                address=text,
                territory_id=id_of("qingxi"),
                code=code[0],
                source="manual",
                listed_on=date(2026, 1, 1),
                created_at=datetime.now().astimezone(),
            )
            for number, text in enumerate(texts)
        )
    client = await api.as_("county_officer")
    columns = ["name", "address"]
    found = (await outtake.lines(client, worker, "employers", columns=columns))[1:]
    assert sorted(undefused(row[0]) for row in found) == sorted(texts)
    assert not [row for row in found if row[0][:1] in tuple("=+-@\t\r\n") or row[1][:1] in tuple("=+-@\t\r\n")]
    sheet = (await outtake.book(client, worker, "employers", columns=columns)).worksheets[0]
    assert sheet.max_row == len(texts) + 1
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row} <= {"s", "inlineStr"}


async def test_a_file_has_its_day(api: Api, worker: Worker) -> None:
    """trust.md 4.4: after 24 hours the file is gone from the disk, and what was looked for from the register."""
    await people(api, 1)
    client = await api.as_("county_officer")
    export = await outtake.made(client, worker, query={"q": "王"})
    await worker._clean()
    assert len(on_disk()) == 1
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(update(Export).values(expires_at=Export.expires_at - timedelta(hours=24)))
    assert (await client.get(f"/exports/{export['id']}")).json()["state"] == "expired"
    answer = await client.get(f"/exports/{export['id']}/content")
    assert (answer.status_code, answer.json()["code"]) == (409, "export_expired")
    await worker._clean()
    assert on_disk() == []
    async with api.database.transaction(EVERYTHING) as session:
        row = await session.get_one(Export, UUID(export["id"]))
        assert row.query == {}
    assert (await client.get(f"/exports/{export['id']}/content")).json()["code"] == "export_expired"


async def test_what_a_kill_left_is_swept(api: Api, worker: Worker) -> None:
    """trust.md 4.4: a workshop that nobody works in, and a file that its row never heard of."""
    client = await api.as_("county_officer")
    export = (await outtake.ask(client)).json()["request"]["export_id"]
    store = FileStore(settings().file_directory)
    left = store.directory / "making" / export
    left.mkdir(parents=True)
    (left / "export.xlsx").write_bytes(b"half")
    kept = store.keep(left / "export.xlsx", UUID(export))
    await worker._clean()
    assert left.is_dir()
    assert store.path_of(UUID(export), kept.sha256).is_file()
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(update(Export).values(expires_at=Export.expires_at - timedelta(hours=25)))
    store.sweep(datetime.now() + timedelta(seconds=5))
    await worker._clean()
    assert not left.exists()
    assert on_disk() == []
    await intake.work_off(worker)
    assert on_disk() == []


async def test_cancelled_it_leaves_nothing(api: Api, worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """api.md, Jobs: stopped between two pages; no file, no workshop, and it says so."""
    monkeypatch.setattr(making, "PAGE", 1)
    monkeypatch.setattr("backend.api.jobs.REPORT_EVERY", 0.0)
    await people(api)
    client = await api.as_("county_officer")
    job = (await outtake.ask(client)).json()
    cells_of, pages = making.cells_of, 0

    def counting(*arguments: Any, **named: Any) -> Any:
        cells = cells_of(*arguments, **named)

        def counted(row: Any) -> Any:
            nonlocal pages
            pages += 1
            return cells(row)

        return counted

    async def stop_at_the_third(run: Any) -> None:
        if pages == 3:
            await client.delete(f"/jobs/{job['id']}")

    report = making.Run.report

    async def reporting(run: Any, *arguments: Any, **named: Any) -> None:
        await stop_at_the_third(run)
        await report(run, *arguments, **named)

    monkeypatch.setattr(making, "cells_of", counting)
    monkeypatch.setattr(making.Run, "report", reporting)
    await intake.work_off(worker)
    done = (await client.get(f"/jobs/{job['id']}")).json()
    assert (done["state"], done["problem"]["code"], done["progress"]["done"]) == ("cancelled", "job_cancelled", 3)
    assert on_disk() == []
    export = (await client.get(f"/exports/{job['request']['export_id']}")).json()
    assert export["state"] == "failed"
    answer = await client.get(f"/exports/{export['id']}/content")
    assert (answer.status_code, answer.json()["code"]) == (409, "export_not_ready")


async def test_broken_off_it_is_made_once(api: Api, worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """trust.md F-02: the connection breaks after the file was kept and before its row knew; the next run ends it."""
    await people(api, 1)
    client = await api.as_("county_officer")
    job = (await outtake.ask(client)).json()
    keep, tried = making._keep, 0

    async def breaking(*arguments: Any, **named: Any) -> Any:
        nonlocal tried
        tried += 1
        if tried == 1:
            raise OSError("the connection is gone")
        return await keep(*arguments, **named)

    monkeypatch.setattr(making, "_keep", breaking)
    await intake.work_off(worker)
    assert tried == 2
    assert (await client.get(f"/jobs/{job['id']}")).json()["state"] == "succeeded"
    export = (await client.get(f"/exports/{job['request']['export_id']}")).json()
    await outtake.taken(client, export)
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(update(Export).values(expires_at=Export.expires_at - timedelta(hours=25)))
    await worker._clean()
    assert on_disk() == []


async def test_it_is_of_one_moment(api: Api, worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """ui.md row 5: who joins or moves while the file is written is in it once, as it was when it began."""
    monkeypatch.setattr(making, "PAGE", 2)
    await people(api)
    client = await api.as_("county_officer")
    grown = False
    job = (await outtake.ask(client, columns=["name"])).json()
    report = making.Run.report

    async def growing(run: Any, *arguments: Any, **named: Any) -> None:
        nonlocal grown
        if named.get("now") is None and not grown:
            grown = True
            await join(client, "后来者", "walking_street")
            await join(client, "又一人", "textile")
        await report(run, *arguments, **named)

    monkeypatch.setattr(making.Run, "report", growing)
    await intake.work_off(worker)
    assert grown
    export = (await client.get(f"/exports/{job['request']['export_id']}")).json()
    assert export["rows"] == 6


async def test_it_is_on_record(api: Api, worker: Worker) -> None:
    """trust.md 4.3; GB/T 22239: asked, made, downloaded; by whom, which list, how many rows, and no filter's text."""
    await people(api, 2)
    client = await api.as_("county_officer")
    export = await outtake.made(client, worker, query={"q": "王"}, columns=["name", "phone"])
    await outtake.taken(client, export)
    await outtake.taken(client, export)
    async with api.database.transaction(EVERYTHING) as session:
        found = await session.scalars(select(AuditEvent).where(AuditEvent.object_id == UUID(export["id"])))  # type: ignore[arg-type]
        told = [(event.event, event.facts, event.organization_id, event.actor_name) for event in found]
    where = (id_of("qingxi"), "何静")
    assert told == [
        ("export_asked", {"noun": "members", "format": "xlsx", "columns": 2}, *where),
        ("export_made", {"noun": "members", "rows": 2}, *where),
        ("export_downloaded", {"noun": "members", "rows": 2}, *where),
        ("export_downloaded", {"noun": "members", "rows": 2}, *where),
    ]
    assert (await client.get(f"/exports/{export['id']}")).json()["downloads"] == 2
    auditor = await api.as_("audit_admin")
    shown = (await auditor.get("/audit", params={"object_id": export["id"]})).json()["items"]
    assert [event["sentence"] for event in shown][-1] == "何静要求导出"
    assert {fact["label"]: fact["after"] for fact in shown[-1]["told"]} == {
        "列表": "会员实名库",
        "文件格式": "Excel 表格（xlsx）",
        "列": "2",
    }


async def test_a_line_takes_out_its_own(api: Api, worker: Worker) -> None:
    """ROL-04: a scope on the second tree reads by it, and the event stands where the line's officer works."""
    await place_things(api)
    client = await api.as_("line_officer")
    _head, *found = await outtake.rows(client, worker, "organizations", columns=["name"])
    assert found == [["南河县第一中学工会"]]


async def test_pages_are_statements_and_rows_are_not(api: Api, worker: Worker, queries: Any) -> None:
    """data.md: one statement a page, however many rows; asking takes few."""
    await people(api)
    client = await api.as_("county_officer")
    await outtake.ask(client)
    with queries(at_most=10):
        answer: httpx.Response = await outtake.ask(client)
    assert answer.status_code == 202
    with queries(at_most=60) as two:
        await intake.work_off(worker)
    assert len([line for line in two if "FROM member" in line and "LIMIT" in line]) <= 6


REGISTERS = {
    "members": ("工会会员名册", "姓名", 3),
    "organizations": ("基层工会名册", "名称", 9),
    "officers": ("工会干部名册", "工会", 3),
    "transfers": ("会员组织关系接转登记表", "接转编号", 1),
    "employers": ("法人单位台账", "单位名称", 3),
}


@pytest.mark.parametrize("noun", REGISTERS)
async def test_registers_to_print_and_seal(api: Api, worker: Worker, noun: str) -> None:
    """ORG-11, ORG-18, MBR-01, MBR-02, RPT-01, RPT-04: titled, numbered, boxed, its head on each page, signed at the end."""
    await place_things(api)
    client = await api.as_("county_officer")
    title, first, rows = REGISTERS[noun]
    query = {"under_id": str(id_of("qingxi"))} if noun == "organizations" else {}
    export = await outtake.made(client, worker, noun, layout="register", query=query)
    assert export["rows"] == rows
    answer = await outtake.taken(client, export)
    assert outtake.name_of(answer) == f"{title}_青溪县总工会_{today().isoformat()}.xlsx"
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0]
    assert (sheet.title, sheet["A1"].value) == (title, title)
    assert sheet["A2"].value == "填报单位：青溪县总工会"
    assert f"共 {rows} " in "".join(str(cell.value) for cell in sheet[2])
    head = [cell.value for cell in sheet[3]]
    assert (head[0], head[1], head[-1]) == ("序号", first, "备注")
    assert [sheet.cell(line, 1).value for line in range(4, 4 + rows)] == list(range(1, rows + 1))
    assert sheet.cell(5 + rows, 1).value.startswith("填报人：")
    boxes = {cell.border.bottom.style for line in sheet.iter_rows(min_row=4, max_row=3 + rows) for cell in line}
    assert boxes == {"thin"}
    assert sheet.print_title_rows == "$3:$3"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert "A1:" in str(sheet.merged_cells.ranges)


async def test_registers_are_for_some_lists_and_on_paper(api: Api) -> None:
    """RPT-04: a form that does not exist is refused and not made up."""
    client = await api.as_("county_officer")
    for noun, more, code in (
        ("urges", {}, "export_register_unknown"),
        ("members", {"format": "csv"}, "export_register_on_paper"),
    ):
        answer = await outtake.ask(client, noun, layout="register", **more)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
