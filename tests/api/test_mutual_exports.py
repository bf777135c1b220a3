"""Mutual aid as files: protection and savings as their lists stand (ui.md row 5; AID-21, AID-23)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backend.settings import settings
from backend.worker import Worker
from tests import outtake
from tests.conftest import Api
from tests.people import join
from tests.protection import TODAY, contributed, make_plan
from tests.savings import MONTHLY, book, collect, with_savers


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


async def test_protection_as_it_stands(api: Api) -> None:
    """AID-23: plans, enrolments with their contributions, insured members for the insurer with their numbers masked."""
    await api.at(TODAY)
    chair, worker = await api.as_("union_chair"), Worker(api.database, api.vault)
    member = await join(chair, "王小军")
    plan = await make_plan(api)
    enrolment = await contributed(api, plan, member_ids=[member["id"]])
    officer = await api.as_("county_officer")
    head, *plans = await outtake.rows(officer, worker, "protection_plans", query={"kind": ["accident"]})
    assert head[:2] == ["计划名称", "保障种类"]
    assert [row[1] for row in plans if row[0] == plan["name"]] == ["意外伤害"]
    columns = ["number", "organization", "contribution", "state"]
    query: dict[str, Any] = {"plan_id": plan["id"], "state": ["received"]}
    sheets = await outtake.book(officer, worker, "protection_enrolments", query=query, columns=columns)
    assert [[cell.value for cell in row] for row in sheets.worksheets[0].rows][1:] == [
        [enrolment["number"], "青溪纺织有限公司工会", 36, "已收缴"]
    ]
    said = {row[0].value: row[1].value for row in sheets["说明"].rows}
    assert said["筛选条件"] == f"保障计划：{plan['name']}\n收缴状态：已收缴"
    columns = ["name", "plan", "id_number", "phone", "organization"]
    query = {"enrolment_id": enrolment["id"]}
    head, *covers = await outtake.lines(officer, worker, "protection_covers", query=query, columns=columns)
    assert head == ["会员", "保障计划", "证件号码", "手机号", "缴费单位"]
    shown = (await chair.get(f"/members/{member['id']}")).json()
    assert covers == [
        ["王小军", plan["name"], shown["id_number_masked"], shown["phone_masked"] or "", "青溪纺织有限公司工会"]
    ]
    listed = (await officer.get("/mutual-aid/covers", params=query)).json()["items"]
    assert not {"id_number", "phone", "_id_number", "id_number_masked"} & listed[0].keys()
    head, *claims = await outtake.lines(officer, worker, "protection_claims")
    assert (head[0], claims) == ("申请编号", [])
    assert not [each for each in head if "病" in each]


async def test_savings_as_they_stand(api: Api) -> None:
    """AID-21: societies, savers, loans and the book; what an office may not read it may not take out."""
    chair, of, (first, _second) = await with_savers(api)
    worker = Worker(api.database, api.vault)
    await collect(chair, of, f"{TODAY:%Y-%m}")
    assert (await book(chair, of, "draw", 2_500, saver_id=first, memo="家用")).status_code == 201
    columns = ["name", "savers", "savings", "cash", "status"]
    _head, *societies = await outtake.rows(chair, worker, "savings_societies", columns=columns)
    assert societies == [["织造互助储金会", 2, (2 * MONTHLY - 2_500) / 100, (2 * MONTHLY - 2_500) / 100, "开办中"]]
    query: dict[str, Any] = {"society_id": of["id"], "state": ["active"]}
    _head, *savers = await outtake.rows(chair, worker, "savers", query=query, columns=["name", "saved", "owed"])
    assert sorted(row[1] for row in savers) == [(MONTHLY - 2_500) / 100, MONTHLY / 100]
    columns = ["kind", "memo", "in", "out", "cash"]
    _head, *entries = await outtake.rows(
        chair, worker, "savings_entries", query={"society_id": of["id"]}, columns=columns
    )
    assert entries[0] == ["支取储金", "家用", None, 25, (2 * MONTHLY - 2_500) / 100]
    assert [row[2] for row in entries[1:]] == [MONTHLY / 100] * 2
    _head, *loans = await outtake.rows(chair, worker, "savings_loans", query={"society_id": of["id"]})
    assert loans == []
    refused = await outtake.ask(await api.as_("system_admin"), "savers")
    assert refused.status_code == 403
