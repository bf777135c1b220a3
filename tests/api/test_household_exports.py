"""Household files as a file: the list as it stands, what an office has of them on paper, cards whole by leave alone."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from backend.api.export import approving
from backend.domain.export.nouns import ExportNoun
from backend.settings import settings
from backend.worker import Worker
from tests import intake, outtake
from tests.api.test_export_approvals import confirmed, decide, failed, opened, request
from tests.conftest import Api
from tests.households import enter, open_file

CARD = "6222021234567890123"
WHOLE: dict[str, Any] = {
    "noun": "households",
    "columns": ["name", "bank", "bank_card"],
    "unmasked": ["bank_card"],
    "reason": "benefit",
}


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture
def worker(api: Api) -> Worker:
    return Worker(api.database, api.vault)


async def files(api: Api) -> dict[str, Any]:
    """One on record with a card, one draft in another union."""
    client, second = await api.as_("county_officer"), await api.as_("county_chair")
    opened_file = await open_file(
        client,
        second,
        bank="中国银行青溪支行",
        bank_card=CARD,
        phone="13912345678",
        residence="青溪县城关镇和平路 12 号 3 栋 401 室",
        notes="独居老人需探望",
        nation="hui",
        unit_address="青溪县城关镇工业路 1 号",
        other_phone="0535-6212345",
        postcode="265517",
        medical_fen=1_234_567,
    )
    await enter(client, "hospital")
    return opened_file


async def test_the_file_is_the_list(api: Api, worker: Worker) -> None:
    """ui.md row 5; AID-18: by any filter the rows of the list in its order, amounts as numbers with two decimals."""
    await files(api)
    client = await api.as_("county_officer")
    for query in ({}, {"status": "active"}, {"cause": ["schooling"], "overdue": False}, {"q": "wxj"}):
        items = (await client.get("/households", params=query)).json()["items"]
        head, *found = await outtake.rows(
            client, worker, "households", query=query, columns=["number", "name", "gross", "opened"]
        )
        assert head == ["档案编号", "职工", "人均月收入（元）", "建档日期"]
        assert [row[:3] for row in found] == [[item["number"], item["name"], item["gross_fen"] / 100] for item in items]
    assert isinstance(found[0][3], datetime)
    head, *lines = await outtake.lines(client, worker, "households", columns=["medical"], query={"status": "active"})
    assert lines == [["12345.67"]]


async def test_on_paper_everything_is_masked_and_health_stays(api: Api, worker: Worker) -> None:
    """trust.md 1.5: of all columns none holds a whole number, and none what is told of somebody's health."""
    file = await files(api)
    worker_number = file["people"][0]["id_number_masked"]
    client = await api.as_("county_officer")
    head, *found = await outtake.rows(client, worker, "households", query={"status": "active"})
    row = dict(zip(head, found[0], strict=True))
    assert row["证件号码"] == worker_number
    assert row["银行卡号"] == file["bank_card_masked"] != CARD
    assert (row["开户银行"], row["自付医疗费（元）"]) == ("中国银行青溪支行", 12345.67)
    assert (row["民族"], row["单位地址"], row["邮政编码"]) == ("回族", "青溪县城关镇工业路 1 号", "2655**")
    said = " ".join(str(cell) for cell in found[0])
    for secret in (CARD, "13912345678", "401", "独居老人", "6212345", "265517"):
        assert secret not in said


async def test_who_may_not_see_amounts_has_none_in_the_file(api: Api, worker: Worker) -> None:
    """trust.md 1.5: finance reads the list and not the means."""
    await files(api)
    client = await api.as_("county_finance")
    columns = ["name", "gross", "net", "medical"]
    _head, *found = await outtake.rows(client, worker, "households", columns=columns, query={"status": "active"})
    assert found == [["王小军", None, None, None]]


async def test_whole_cards_need_leave_from_above(api: Api, worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """trust.md 1.5: as document numbers: a reason, a proof, above the limit a second person; once, encrypted, for a day."""
    monkeypatch.setattr(approving, "FREE", 0)
    await files(api)
    client = await confirmed(api, "union_chair")
    assert await failed(client, worker, **WHOLE) == "export_approval_required"
    asked = (await request(client, **WHOLE)).json()
    assert (asked["noun"], asked["rows"], asked["whole"]) == (ExportNoun.HOUSEHOLDS, 1, ["银行卡号"])
    above = await api.as_("township_officer")
    assert (await decide(above, asked, "approve")).status_code == 200
    export = await outtake.made(client, worker, **WHOLE)
    password = (await client.post(f"/exports/{export['id']}/password")).json()["password"]
    taken = await outtake.taken(client, export)
    sheet = openpyxl.load_workbook(BytesIO(opened(taken.content, password))).worksheets[0]
    assert [cell.value for cell in sheet[2]] == ["王小军", "中国银行青溪支行", CARD]
    again = await client.get(f"/exports/{export['id']}/content")
    assert (again.status_code, again.json()["code"]) == (409, "export_taken")
    await outtake.ask(client, **WHOLE)
    await intake.work_off(worker)
    jobs = (await client.get("/jobs")).json()["items"]
    assert jobs[0]["problem"]["code"] == "export_approval_required"


async def test_a_whole_number_does_not_travel_in_a_filter(api: Api) -> None:
    """MBR-04: what is looked for is kept with the export, so it is no number of anybody."""
    client = await api.as_("county_officer")
    answer = await outtake.ask(client, "households", query={"q": "430101199001011234"})
    assert (answer.status_code, answer.json()["code"]) == (422, "search_personal_number")
