"""Evidence packs through HTTP: all that a case rests on, checked offline and against the record (issue 4; ui.md part 2)."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from backend.api.export import packing, record_check
from backend.api.export.pack_check import check, read_record
from backend.db import seal
from backend.db.files import FileStore
from backend.db.tables.aid_case import AidCase
from backend.db.tables.export import Export
from backend.db.tables.organization import Organization
from backend.domain.access import EVERYTHING
from backend.domain.evidence.checking import PackFault
from backend.domain.evidence.manifest import LISTED, MANIFEST
from backend.domain.job import JobPhase
from backend.settings import settings
from backend.worker import Worker
from tests import outtake
from tests.api.test_reveal import confirmation
from tests.api.test_sign_in import rows
from tests.conftest import Api
from tests.evidence import CARD, HEALTH, OBJECTOR, RESIDENCE, ask, made, opened, paid_case, seal_record, sha256, taken
from tests.intake import work_off
from tests.money import add_cases, add_program
from tests.people import id_number, once
from tests.town import ABSENT, id_of


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path / "data"))
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture
def worker(api: Api) -> Worker:
    return Worker(api.database, api.vault)


async def plain_case(api: Api, union: str = "textile") -> str:
    """A case of which little is known."""
    async with api.database.transaction(EVERYTHING) as session:
        (case,) = await add_cases(session, await add_program(session), union=union)
        return str(case.id)


async def test_a_case_from_the_file_to_the_door(api: Api, worker: Worker, tmp_path: Path) -> None:
    """Issue 4: an auditor follows every yuan: what the lists say is in the pack, whole, hashed, and as it lies in the store."""
    number = id_number()
    case = await paid_case(api, number)
    await seal_record(api)
    path, password = await taken(api, worker, "county_auditor", case["id"], tmp_path)
    verdict = check(path, password)
    assert verdict.findings == ()
    assert verdict.manifest is not None
    files = opened(path, password)
    assert set(files) == {each.path for each in verdict.manifest.entries} | {MANIFEST, LISTED}
    assert {each.path: each.sha256 for each in verdict.manifest.entries} == {
        name: sha256(content) for name, content in files.items() if name not in (MANIFEST, LISTED)
    }
    notice = case["notice_number"]
    assert {name.rpartition(".")[0] or name for name in files} >= {
        *("说明", "案卷", "审批表", "日志", "清单", "MANIFEST"),
        *("材料/01", "走访/01", "发放凭据/第1次-签字", "发放凭据/第1次-照片", f"公示/公示-{notice}"),
    }
    auditor = await api.as_("county_auditor")
    proof = await auditor.get(f"/payments/{case['payment_id']}/signature")
    assert files["发放凭据/第1次-签字.png"] == proof.content
    chapters = {each["title"]: json.dumps(each, ensure_ascii=False) for each in json.loads(files["案卷.json"])}
    told = "".join(chapters.values())
    for expected in (
        number,
        CARD,
        RESIDENCE,
        HEALTH,
        "13800138000",
        *("回族", "2009-07-01", "制造业", "青溪县城关镇工业路1号", "0535-6212345", "265517"),
        "丈夫失业",
        "情况属实",
        "已入户核实",
        "春节走访",
        "孙丽",
    ):
        assert expected in told, expected
    one = (await auditor.get(f"/aid-cases/{case['id']}")).json()
    sentences = [criterion["sentence"] for criterion in one["evaluation"]["gate"]]
    assert sentences
    assert [each for each in sentences if each not in told] == []
    assert [each["at"] for each in one["taken"] if each["by_name"] not in told] == []
    entries = (await auditor.get("/ledger-entries", params={"case_id": case["id"]})).json()["items"]
    assert len(entries) == 2
    assert [each["id"] for each in entries if each["id"] not in chapters["资金台账"]] == []
    assert "送温暖资金" in chapters["资金来源"]
    # Who objected, and in which words, stays where it is sealed; no file is named after a person or an illness.
    assert not any(OBJECTOR in each or "新车" in each for each in chapters.values())
    assert not any(each in name for name in files for each in ("王小军", "诊断"))


async def test_the_record_is_in_it_and_tells_of_it(api: Api, worker: Worker, tmp_path: Path) -> None:
    """trust.md 3.1: each event with its hash and its seal as the chain has them; the pack's digest in the record."""
    case = await paid_case(api, id_number())
    await seal_record(api)
    path, password = await taken(api, worker, "county_auditor", case["id"], tmp_path)
    events = json.loads(opened(path, password)["日志.json"])["events"]
    names = {each["event"] for each in events}
    assert names >= {
        "aid_case_submitted",
        "aid_case_passed",
        "notice_published",
        "payment_made",
        "aid_case_evidence_asked",
    }
    sealed = [each for each in events if each["seal"]]
    assert sealed
    async with api.database.transaction(EVERYTHING) as session:
        head = await seal.find_head(session)
        assert head is not None
        assert {each["seal"]["hash"] for each in sealed} == {head.hash.hex()}
        assert (await seal.verify(session, head=(head.number, head.hash))).first_break is None
    assert not any("127.0.0.1" in str(each) or "testclient" in str(each) for each in events)
    manifest = check(path, password).manifest
    assert manifest is not None
    listed = (await (await api.as_("county_auditor")).get(f"/aid-cases/{case['id']}/evidence-packs")).json()["items"]
    assert [(each["digest"], each["files"]) for each in listed] == [(manifest.digest, len(manifest.entries))]
    async with api.database.transaction(EVERYTHING) as session:
        held = await record_check.hold(session, manifest, read_record(path, password))
        assert (held.made_here, held.events, held.differing) == (True, len(events), ())
        assert held.sound


async def test_a_pack_made_up_as_a_whole_is_not_in_the_record(api: Api, worker: Worker, tmp_path: Path) -> None:
    """It agrees with itself, and the record knows nothing of it; an event that was changed in it differs."""
    case = await paid_case(api, id_number())
    path, password = await taken(api, worker, "county_auditor", case["id"], tmp_path)
    manifest = check(path, password).manifest
    assert manifest is not None
    events = json.loads(read_record(path, password))
    events["events"][0]["sha256"] = "0" * 64
    events["events"].append(events["events"][1] | {"id": "999999999"})
    async with api.database.transaction(EVERYTHING) as session:
        held = await record_check.hold(session, replace(manifest, reason="别的"), json.dumps(events).encode())
        assert held.made_here is False
        assert set(held.differing) == {events["events"][0]["id"], "999999999"}
        for hostile in (b"", b"x", b"[]", b'{"events": [{}]}', b'{"events": 5}'):
            assert not (await record_check.hold(session, replace(manifest, case_id="x"), hostile)).sound


async def test_what_was_changed_is_found(api: Api, worker: Worker, tmp_path: Path) -> None:
    """Issue 4: one file changed, one taken out, one put in; unpacked as a court keeps it."""
    path, password = await taken(api, worker, "county_officer", await plain_case(api), tmp_path)
    for name, content in opened(path, password).items():
        target = tmp_path / "kept" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    assert check(tmp_path / "kept").sound
    (tmp_path / "kept" / "案卷.json").write_bytes(b"[]")
    (tmp_path / "kept" / "日志.json").unlink()
    (tmp_path / "kept" / "多.txt").write_text("x")
    assert [(each.fault, each.path) for each in check(tmp_path / "kept").findings] == [
        (PackFault.ADDED, "多.txt"),
        (PackFault.CHANGED, "案卷.json"),
        (PackFault.MISSING, "日志.json"),
    ]


async def test_who_may_and_what_for(api: Api) -> None:
    """trust.md 1.5: proved again, for a reason, by those who may open the file; foreign and absent are the same."""
    own, foreign = await plain_case(api), await plain_case(api, "electronics")
    client = await api.as_("county_auditor")
    path = f"/aid-cases/{own}/evidence-packs"
    unproved = await client.post(path, json={"reason": "inspection"}, headers=once())
    assert (unproved.status_code, unproved.json()["code"]) == (403, "confirmation_required")
    headers = confirmation(api, "county_auditor")
    for body in ({}, {"reason": "other"}, {"reason": "curiosity"}, {"reason": "inspection", "more": 1}):
        assert (await client.post(path, json=body, headers=once() | headers)).status_code == 422
    finance = await ask(api, "county_finance", own)
    assert (finance.status_code, finance.json()["code"]) == (403, "forbidden")
    outside, absent = await ask(api, "sibling_chair", own), await ask(api, "sibling_chair", str(ABSENT))
    assert {each.status_code for each in (outside, absent)} == {404}
    assert {each.json()["code"] for each in (outside, absent)} == {"not_found"}
    assert (await ask(api, "union_chair", foreign)).status_code == 404
    assert await rows(api, "select 1 from reveal") == []
    for body in ({"layout": "evidence", "format": "zip"}, {"layout": "evidence"}):
        refused = await outtake.ask(client, "aid_cases", **body)
        assert (refused.status_code, refused.json()["code"]) == (422, "export_pack_is_no_list")


async def test_once_and_for_a_day(api: Api, worker: Worker) -> None:
    """trust.md 1.5, 4.4: taken out once, the password shown once, a reveal used up, deleted after a day, on record."""
    case_id = await plain_case(api)
    export, client = await made(api, worker, "county_auditor", case_id), await api.as_("county_auditor")
    assert (export["state"], export["format"], export["layout"], export["password_waits"]) == (
        "ready",
        "zip",
        "evidence",
        True,
    )
    assert export["name"].startswith("证据包_BF-")
    for method, tail, code in (("post", "password", "export_password_shown"), ("get", "content", "export_taken")):
        assert (await getattr(client, method)(f"/exports/{export['id']}/{tail}")).status_code == 200
        again = await getattr(client, method)(f"/exports/{export['id']}/{tail}")
        assert (again.status_code, again.json()["code"]) == (409, code)
    other = await (await api.as_("county_officer")).get(f"/exports/{export['id']}/content")
    assert other.status_code == 404
    assert [tuple(row) for row in await rows(api, "select field, reason, note from reveal")] == [
        ("household.evidence_pack", "inspection", "年度经审")
    ]
    told = [row[0] for row in await rows(api, "select event from audit_event where event like '%e%' order by id")]
    assert told == [
        *("export_asked", "aid_case_evidence_asked", "export_made", "aid_case_evidence_made"),
        *("export_password_shown", "export_downloaded"),
    ]
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(update(Export).values(expires_at=Export.expires_at - timedelta(hours=25)))
    await worker._clean()
    assert [each for each in settings().file_directory.rglob("*") if each.is_file()] == []
    assert await rows(api, "select 1 from export where secret is not null or query <> '{}'") == []


async def test_the_rights_are_those_of_the_moment(api: Api, worker: Worker) -> None:
    """ASVS 8.3.2: a case that has left the scope since is in no pack."""
    case_id = await plain_case(api)
    asked = await ask(api, "county_auditor", case_id)
    async with api.database.transaction(EVERYTHING) as session:
        elsewhere = await session.get_one(Organization, id_of("electronics"))
        case = await session.get_one(AidCase, UUID(case_id))
        case.code, case.organization_id = elsewhere.code, elsewhere.id
    await work_off(worker)
    job = (await (await api.as_("county_auditor")).get(f"/jobs/{asked.json()['id']}")).json()
    assert (job["state"], job["problem"]["code"]) == ("failed", "not_found")


async def test_broken_off_it_is_made_once(api: Api, worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """trust.md F-02: the connection breaks after the file was kept and before its row knew; the next run ends it, and the
    record tells of one pack."""
    case_id = await plain_case(api)
    keep, tried = packing._keep, 0

    async def breaking(*arguments: Any, **named: Any) -> Any:
        nonlocal tried
        tried += 1
        if tried == 1:
            raise OSError("the connection is gone")
        return await keep(*arguments, **named)

    monkeypatch.setattr(packing, "_keep", breaking)
    export = await made(api, worker, "county_auditor", case_id)
    assert tried == 2
    assert export["state"] == "ready"
    assert len(await rows(api, "select 1 from audit_event where event = 'aid_case_evidence_made'")) == 1


async def test_stopped_it_leaves_nothing(api: Api, worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """api.md Jobs: stopped while it is written, no file lies anywhere, and the record tells of no pack."""
    case_id = await plain_case(api)
    asked = (await ask(api, "county_auditor", case_id)).json()
    client = await api.as_("county_auditor")
    report = packing.Run.report

    async def stopping(run: Any, phase: JobPhase, *arguments: Any, **named: Any) -> None:
        if phase is JobPhase.FILLING:
            assert (await client.delete(f"/jobs/{asked['id']}")).status_code in (200, 202, 204)
            named["now"] = True
        await report(run, phase, *arguments, **named)

    monkeypatch.setattr(packing.Run, "report", stopping)
    await work_off(worker)
    assert (await client.get(f"/jobs/{asked['id']}")).json()["state"] == "cancelled"
    assert [each for each in settings().file_directory.rglob("*") if each.is_file()] == []
    assert await rows(api, "select 1 from audit_event where event = 'aid_case_evidence_made'") == []


async def test_a_file_that_is_gone_or_another_is_told_of(api: Api, worker: Worker, tmp_path: Path) -> None:
    """The pack is made, and says what could not be put in and what is not what it was."""
    case = await paid_case(api, id_number())
    ((paper_id, paper_hash),) = await rows(api, "select file_id, sha256 from household_paper")
    ((photo_id, photo_hash),) = await rows(api, "select file_id, sha256 from visit_picture")
    store = FileStore(settings().file_directory)
    store.drop(paper_id, paper_hash)
    store.path_of(photo_id, photo_hash).write_bytes(b"\xff\xd8\xffanother")
    seen: list[Any] = []
    about = packing._about
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packing, "_about", lambda told, archive: seen.append(told) or about(told, archive))
        path, password = await taken(api, worker, "county_auditor", case["id"], tmp_path)
    files = opened(path, password)
    assert "材料/01.jpeg" not in files
    assert files["走访/01.jpeg"] == b"\xff\xd8\xffanother"
    assert check(path, password).sound
    assert [(each[0], each[2]) for each in seen[0].remarks] == [
        ("材料/01.jpeg", packing._MISSING),
        ("走访/01.jpeg", packing._DIFFERS),
    ]


async def test_few_statements(api: Api, worker: Worker, queries: Any) -> None:
    """data.md: a pack costs the same statements however many steps, papers and pictures the case has."""
    case_id = await plain_case(api)
    with queries(at_most=22):
        assert (await ask(api, "county_auditor", case_id)).status_code == 202
    with queries(at_most=75):
        await work_off(worker)
