"""审批表 through HTTP: masked for all who read cases, whole for few, of one and of many (AID-09, AID-10; trust.md 1.5)."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import httpx
import pytest

from backend.api.export import forms as archives
from backend.domain.member.reveals import REVEALS_A_DAY
from backend.settings import settings
from backend.worker import Worker
from tests import aid, outtake
from tests.api.test_reveal import confirmation
from tests.api.test_sign_in import rows
from tests.conftest import Api
from tests.intake import work_off
from tests.notices import CANARIES, place_cases, place_program, publish
from tests.people import join, once, step
from tests.programs import require_pages
from tests.town import ABSENT, id_of, today

SECRETS = ("id_number", "phone", "residence", "bank_card")
WHOLE = {"whole": True, "reason": "inspection"}


async def forms(
    client: httpx.AsyncClient, ids: list[str], headers: dict[str, str] | None = None, **more: Any
) -> httpx.Response:
    return await client.post("/aid-cases/approval-forms", json={"case_ids": ids} | more, headers=headers or {})


def text_of(content: bytes) -> str:
    """All that a form says."""
    document = docx.Document(io.BytesIO(content))
    lines = [paragraph.text for paragraph in document.paragraphs]
    return "\n".join([*lines, *(cell.text for row in document.tables[0].rows for cell in row.cells)])


async def test_from_the_steps_to_the_paper(api: Api) -> None:
    """AID-09: what was frozen, who agreed in which office, and the empty places of those who have not."""
    county = await api.as_("county_officer")
    program = await aid.open_program(county, stages=["unit_review", "county_review"])
    case = await aid.submitted(api, program)
    agreed = await aid.step(await api.as_("township_officer"), case, "pass", reason="情况属实")
    assert agreed.status_code == 200, agreed.text
    got = await forms(county, [case["id"]])
    assert got.status_code == 200, got.text
    assert got.headers["cache-control"] == "no-store"
    said = text_of(got.content)
    for expected in (
        *("困难职工帮扶救助审批表", case["number"], "青溪纺织有限公司工会", "王小军", "李芳", "王乐乐", "子女上学"),
        *("同意。情况属实", "基层工会审核", "区县总工会审核", "（盖章）", "领款人（签字）"),
    ):
        assert expected in said, expected
    told = await rows(api, "select facts->>'whole' from audit_event where event = 'aid_case_form_printed'")
    assert [each for (each,) in told] == ["false"]


async def test_masked_unless_whole(api: Api) -> None:
    """trust.md 1.5: no number in a masked form; a whole one needs the permission, a proof of a moment ago and a reason, and
    leaves a reveal for each case."""
    ids = await place_cases(api, await place_program(api))
    chair, finance = await api.as_("union_chair"), await api.as_("county_finance")
    masked = text_of((await forms(chair, ids[:1])).content)
    assert not [name for name in (*SECRETS, "health_note") if CANARIES[name] in masked]
    assert CANARIES["phone"][:3] in masked
    unproved = await forms(chair, ids[:1], **WHOLE)
    assert (unproved.status_code, unproved.json()["code"]) == (403, "confirmation_required")
    without = await forms(chair, ids[:1], confirmation(api, "union_chair"), whole=True)
    assert (without.status_code, without.json()["errors"][0]["code"]) == (422, "approval_form_reason_missing")
    barred = await forms(finance, ids[:1], confirmation(api, "county_finance"), **WHOLE)
    assert (barred.status_code, barred.json()["code"]) == (403, "forbidden")
    assert await rows(api, "select 1 from reveal") == []
    whole = await forms(chair, ids[:1], confirmation(api, "union_chair"), **WHOLE)
    said = text_of(whole.content)
    assert [name for name in SECRETS if CANARIES[name] not in said] == []
    assert CANARIES["health_note"] not in said
    assert [tuple(each) for each in await rows(api, "select field, reason from reveal")] == [
        ("household.approval_form", "inspection")
    ]
    assert CANARIES["id_number"] not in str(await rows(api, "select facts from audit_event"))


async def test_who_may_not_see_health_reads_no_cause(api: Api) -> None:
    """AID-01: finance prints the form, and neither the cause nor the means stand on it."""
    ids = await place_cases(api, await place_program(api), count=1)
    said = text_of((await forms(await api.as_("county_finance"), ids)).content)
    assert "本人疾病" not in said
    assert CANARIES["notes"] not in said
    assert "（无权查看）" in said


async def test_a_day_s_reveals_are_the_limit(api: Api) -> None:
    """trust.md 1.5: twenty forms are twenty reveals; over the limit none is made."""
    ids = await place_cases(api, await place_program(api), count=20)
    chair = await api.as_("union_chair")
    assert (await forms(chair, ids, confirmation(api, "union_chair"), **WHOLE)).status_code == 200
    over = await forms(chair, ids[: REVEALS_A_DAY - 20 + 1], confirmation(api, "union_chair"), **WHOLE)
    assert (over.status_code, over.json()["code"]) == (429, "member_reveal_limit")
    assert len(await rows(api, "select 1 from reveal")) == 20


async def test_many_are_an_archive(api: Api, queries: Callable[..., Any]) -> None:
    """One file a case, in the order asked, in as many statements as for one; more than twenty, or one elsewhere: refused."""
    ids = await place_cases(api, await place_program(api), count=20)
    chair = await api.as_("union_chair")
    await forms(chair, ids[:1])
    with queries(at_most=12):
        got = await forms(chair, ids)
    assert got.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(got.content)) as archive:
        assert len(archive.namelist()) == 20
        assert "王小军0" in text_of(archive.read(archive.namelist()[0]))
    assert (await forms(chair, [*ids, str(ABSENT)])).status_code == 422
    assert (await forms(chair, [])).status_code == 422
    assert (await forms(chair, [ids[0], str(ABSENT)])).status_code == 404
    assert (await forms(await api.as_("sibling_chair"), ids[:1])).status_code == 404


async def test_a_pdf(api: Api) -> None:
    """ui.md row 25."""
    require_pages()
    ids = await place_cases(api, await place_program(api), count=1)
    got = await forms(await api.as_("union_chair"), ids, format="pdf")
    assert got.content.startswith(b"%PDF")


async def test_what_stands_around_a_case(api: Api) -> None:
    """ui.md row 179: from the case to its notice; null where there is nothing."""
    ids = await place_cases(api, await place_program(api), count=1)
    chair = await api.as_("union_chair")
    before = (await chair.get(f"/aid-cases/{ids[0]}")).json()["around"]
    assert before == {"notice": None, "payment": None, "visit": None}
    notice = await publish(chair, ids)
    around = (await chair.get(f"/aid-cases/{ids[0]}")).json()["around"]
    assert (around["notice"]["id"], around["notice"]["open"]) == (notice["id"], True)


async def test_the_forms_of_a_whole_list(
    api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, queries: Callable[..., Any]
) -> None:
    """AID-09: more than twenty by a job: those that the list shows, masked, each on record, in few statements."""
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    worker, layout = Worker(api.database, api.vault), {"layout": "forms", "format": "zip"}
    ids = await place_cases(api, await place_program(api), count=23)
    await place_cases(api, await place_program(api), "hospital", count=1)
    client, query = await api.as_("county_officer"), {"under_id": str(id_of("textile"))}
    asked = await outtake.ask(client, "aid_cases", query=query, **layout)
    with queries(at_most=60):
        await work_off(worker)
    export = (await client.get(f"/exports/{asked.json()['request']['export_id']}")).json()
    assert (export["rows"], export["password_waits"]) == (23, False)
    got = await outtake.taken(client, export)
    assert outtake.name_of(got) == f"审批表_青溪县总工会_{today().isoformat()}.zip"
    numbers = {
        each["number"] for each in (await client.get("/aid-cases", params=query | {"limit": 500})).json()["items"]
    }
    with zipfile.ZipFile(io.BytesIO(got.content)) as archive:
        assert {name.partition(" ")[0] for name in archive.namelist()} == numbers
        said = "".join(text_of(archive.read(name)) for name in archive.namelist()[:2])
    assert "困难职工帮扶救助审批表" in said
    assert not [name for name in SECRETS if CANARIES[name] in said]
    told = await rows(api, "select object_id from audit_event where event = 'aid_case_form_printed'")
    assert {str(id) for (id,) in told} == set(ids)
    await outtake.taken(client, export)
    settings.cache_clear()


async def test_what_no_archive_of_forms_can_be(api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of other lists, in other formats, of too many cases: refused in words."""
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    client, layout = await api.as_("county_officer"), {"layout": "forms", "format": "zip"}
    for noun, body, code in (
        ("members", layout, "export_layout_unfit"),
        ("aid_cases", {"layout": "forms"}, "export_layout_unfit"),
        ("aid_cases", {"format": "zip"}, "export_layout_unfit"),
    ):
        refused = await outtake.ask(client, noun, **body)
        assert (refused.status_code, refused.json()["code"]) == (422, code), (noun, body)
    await place_cases(api, await place_program(api), count=3)
    monkeypatch.setattr(archives, "MOST_IN_ARCHIVE", 2)
    asked = await outtake.ask(client, "aid_cases", **layout)
    await work_off(Worker(api.database, api.vault))
    job = (await client.get(f"/jobs/{asked.json()['id']}")).json()
    assert (job["state"], job["problem"]["code"]) == ("failed", "export_too_long")
    settings.cache_clear()


async def test_the_form_of_a_survivor_says_of_whom_and_carries_no_number_of_the_veteran(api: Api) -> None:
    """AID-16: the record that stands beside the case is of somebody else."""
    county, chair = await api.as_("county_officer"), await api.as_("union_chair")
    visits = await aid.open_program(county, kind="retired")
    veteran = await join(chair, "刘老兵", kind="retired_cadre")
    assert (await step(chair, veteran, "record_death")).status_code == 200
    survivor = {"name": "王桂兰", "relation": "spouse"}
    body = {"program_id": visits["id"], "member_id": veteran["id"], "survivor": survivor}
    case = (await chair.post("/aid-cases", json=body, headers=once())).json()
    said = text_of((await forms(chair, [case["id"]])).content)
    assert "王桂兰" in said
    assert "离休干部刘老兵的遗属（配偶）" in said
    assert str(veteran["born_on"]) not in said
