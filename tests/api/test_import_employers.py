"""Employers by workbook: an office's own list, and other agencies' beside the register (ORG-10, ORG-18)."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import openpyxl
import pytest
from sqlalchemy import func, select

from backend.api.imports.employers import Employers
from backend.db.tables.imports import ImportRow
from backend.db.tables.organization import Employer
from backend.db.tables.process import AuditEvent
from backend.domain.access import EVERYTHING
from backend.worker import Worker
from tests import intake, registers
from tests.api.test_employers import added, covered, names, once, step
from tests.conftest import Api
from tests.registers import counted, table, verdicts
from tests.town import id_of, today
from tests.unit.test_employers import code

HEAD = ("单位名称", "统一社会信用代码", "职工人数", "女职工人数", "地址", "涵盖它的工会")
OF = {"kind": "employers", "union": "qingxi"}
TAX = {"listed": {"source": "tax", "listed_on": "2026-06-30"}}


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with registers.own_folder(tmp_path, monkeypatch):
        yield


@pytest.fixture
def worker(api: Api) -> Worker:
    return Worker(api.database, api.vault)


async def told(api: Api) -> dict[str, int]:
    async with api.database.transaction(EVERYTHING) as session:
        return dict(iter(await session.execute(select(AuditEvent.event, func.count()).group_by(AuditEvent.event))))


async def test_the_area_code_of_a_row_is_one(api: Api, worker: Worker) -> None:
    """ORG-10: a row with a code that is none says so at its column; what the register holds already comes back as it is."""
    county = await api.as_("county_officer")
    id = await added(county, "老厂", employees=12)
    async with api.database.transaction(EVERYTHING) as session:
        (await session.get_one(Employer, id)).region_code = "青溪"
    head = ("单位名称", "职工人数", "行政区划代码")
    rows = (("老厂", 12, "青溪"), ("新厂", 12, "370602"), ("错厂", 12, "370699"), ("旧厂", 12, "510202"))
    imported = await registers.checked(county, worker, table(head, *rows), **OF)
    assert await verdicts(county, imported) == [
        ("unchanged", []),
        ("new", []),
        ("wrong", ["region_code_unknown"]),
        ("wrong", ["region_code_abolished"]),
    ]


async def test_each_row_says_what_it_means_and_a_check_keeps_nothing(api: Api, worker: Worker) -> None:
    """ORG-10, ORG-18: new, changed with the difference, unchanged, twice, wrong, elsewhere; then the good ones go in."""
    await added(await api.as_("neighbour_officer"), "南河机械厂", "hekou", credit_code=code(9))
    county = await api.as_("county_officer")
    known = await added(county, "青溪食品有限公司", credit_code=code(1), employees=40, address="旧址")
    await added(county, "无码公司", employees=12)
    before = await names(county)
    content = table(
        HEAD,
        ("青溪食品有限公司", code(1), 52, 20, "", "青溪纺织有限公司工会"),
        ("新公司", code(2), "30人"),
        ("新公司", code(2)),
        ("无码公司", "", 12),
        ("错码公司", "123"),
        ("迁来的厂", code(9)),
        ("多女公司", "", 3, 4),
        ("合计", "", 137),
    )
    imported = await registers.checked(county, worker, content, **OF)
    assert await verdicts(county, imported) == [
        ("changed", []),
        ("new", []),
        ("duplicate", ["import_row_twice"]),
        ("unchanged", []),
        ("wrong", ["credit_code_length"]),
        ("elsewhere", ["employer_elsewhere"]),
        ("wrong", ["employer_women_exceed"]),
    ]
    assert await registers.changes_of(county, imported, 2) == {
        "employees": ("40", "52"),
        "women_employees": ("0", "20"),
        "union": (None, "青溪纺织有限公司工会"),
        "covered_on": (None, today().isoformat()),
    }
    assert await names(county) == before
    assert "南河" not in str(await intake.rows_of(county, imported))
    mended = await registers.mend(county, imported, 6, credit_code=code(3))
    assert mended["state"] == "new"
    imported = await intake.committed(county, worker, await registers_again(county, imported))
    assert counted(imported) == {
        "imported": 2,
        "updated": 1,
        "unchanged": 1,
        "duplicate": 1,
        "wrong": 1,
        "elsewhere": 1,
    }
    row = (await county.get(f"/employers/{known}")).json()
    assert (row["employees"], row["address"], row["union_id"], row["covered_on"], row["version"]) == (
        52,
        "旧址",
        str(id_of("textile")),
        today().isoformat(),
        2,
    )
    new = (await county.get("/employers", params={"q": code(2)})).json()["items"][0]
    assert (new["name"], new["employees"], new["source"], new["territory_name"]) == (
        "新公司",
        30,
        "manual",
        "青溪县总工会",
    )
    events = await told(api)
    assert {name: events.get(name) for name in ("employer_added", "employer_edited", "employer_covered")} == {
        "employer_added": 5,
        "employer_edited": 1,
        "employer_covered": 1,
    }


async def registers_again(client: Any, imported: dict[str, Any]) -> dict[str, Any]:
    return dict((await client.get(f"/imports/{imported['id']}")).json())


async def test_undone_it_is_as_before(api: Api, worker: Worker) -> None:
    """ORG-18: who came goes, what was changed is as before, the cover too; what was acted on since stays."""
    county = await api.as_("county_officer")
    known = await added(county, "青溪食品有限公司", credit_code=code(1), employees=40)
    content = table(
        HEAD, ("青溪食品有限公司", code(1), 52, "", "", "青溪纺织有限公司工会"), ("甲公司", code(2)), ("乙公司",)
    )
    imported = await registers.committed(county, worker, content, **OF)
    assert counted(imported) == {"imported": 2, "updated": 1}
    later = (await county.get("/employers", params={"q": "乙公司"})).json()["items"][0]["id"]
    assert (await step(county, later, step="close")).status_code == 200
    imported = await registers.undone(county, worker, imported)
    assert counted(imported) == {"undone": 2, "imported": 1}
    assert await verdicts(county, imported) == [("undone", []), ("undone", []), ("imported", ["import_kept_changed"])]
    row = (await county.get(f"/employers/{known}")).json()
    assert (row["employees"], row["union_id"], row["covered_on"]) == (40, None, None)
    assert await names(county) == ["青溪食品有限公司"]
    events = await told(api)
    assert (events["employer_removed"], events["employer_uncovered"]) == (1, 1)


async def test_an_agencys_list_and_who_is_not_on_it_any_more(api: Api, worker: Worker) -> None:
    """ORG-18: by source: what the tax office no longer names, whatever the statistics office does; undone as well."""
    county = await api.as_("county_officer")
    one, two = ("一号公司", code(1)), ("二号公司", code(2))
    first = await registers.committed(county, worker, table(HEAD[:2], one, two), **OF, **TAX)
    assert first["listed"] == TAX["listed"]
    other = {"listed": {"source": "statistics", "listed_on": "2026-07-31"}}
    seen = await registers.committed(county, worker, table(HEAD[:2], one), **OF, **other)
    assert counted(seen) == {"unchanged": 1}

    async def absent(imported: dict[str, Any]) -> list[str]:
        answer = await county.get("/employers", params=parse_qsl(imported["absent"]))
        return [item["name"] for item in answer.json()["items"]]

    assert await absent(seen) == []
    later = {"listed": {"source": "tax", "listed_on": "2026-09-30"}}
    content = table(HEAD[:3], (*one, 8), ("三号公司", code(3), 5))
    checked = await registers.checked(county, worker, content, **OF, **later)
    assert checked["absent"] is None
    done = await intake.committed(county, worker, checked)
    assert await absent(done) == ["二号公司"]
    row = (await county.get("/employers", params={"q": code(1)})).json()["items"][0]
    assert row["listings"] == {"tax": "2026-09-30", "statistics": "2026-07-31"}
    assert set(await names(county, source="statistics")) == {"一号公司"}
    await registers.undone(county, worker, done)
    row = (await county.get("/employers", params={"q": code(1)})).json()["items"][0]
    assert (row["listings"], row["employees"]) == ({"tax": "2026-06-30", "statistics": "2026-07-31"}, 0)


async def test_a_code_is_filled_in_unless_it_is_held_elsewhere(api: Api, worker: Worker) -> None:
    """ORG-18: an entry without a code gains the list's, and a taken one does not spoil the list."""
    await added(await api.as_("neighbour_officer"), "南河机械厂", "hekou", credit_code=code(9))
    county = await api.as_("county_officer")
    await added(county, "甲公司")
    await added(county, "乙公司")
    imported = await registers.committed(
        county, worker, table(HEAD[:2], ("甲公司", code(3)), ("乙公司", code(9))), **OF
    )
    assert await verdicts(county, imported) == [("updated", []), ("elsewhere", ["employer_elsewhere"])]
    assert await names(county, q=code(3)) == ["甲公司"]


async def test_steps_are_not_taken_by_a_list(api: Api, worker: Worker) -> None:
    """ORG-16: another union, closing: said on the row, done on the page."""
    county = await api.as_("county_officer")
    await covered(county, await added(county, "甲公司", credit_code=code(1)), "textile")
    await step(county, await added(county, "乙公司", credit_code=code(2)), step="close")
    await added(county, "丙公司", credit_code=code(3))
    head = ("单位名称", "信用代码", "涵盖工会", "注销日期")
    content = table(
        head,
        ("甲公司", code(1), "青溪县人民医院工会"),
        ("乙公司", code(2)),
        ("丙公司", code(3), "", "2026-01-01"),
        ("丁公司", code(4), "城关镇总工会"),
        ("戊公司", code(5), "没有这家工会"),
    )
    imported = await registers.checked(county, worker, content, **OF)
    assert await verdicts(county, imported) == [
        ("wrong", ["import_row_step"]),
        ("wrong", ["employer_closed"]),
        ("wrong", ["import_row_step"]),
        ("wrong", ["import_organization_unknown"]),
        ("wrong", ["import_organization_unknown"]),
    ]


async def test_the_export_comes_back_unchanged(api: Api, worker: Worker) -> None:
    """ORG-10: what the export writes says nothing new, closed ones and covered ones included."""
    county = await api.as_("county_officer")
    await covered(
        county, await added(county, "甲公司", credit_code=code(1), employees=7, industry="education"), "textile"
    )
    await step(county, await added(county, "乙公司", ownership="private", address="一街"), step="close")
    await added(
        county, "丙公司", "baishi", women_employees=2, employees=4, contact_name="刘会计", contact_phone="13800138001"
    )
    for format in ("xlsx", "csv"):
        name = f"单位.{format}"
        for query in ({"closed": "true"}, {}):
            content = await registers.exported(county, worker, "employers", format=format, query=query)
            imported = await registers.checked(county, worker, content, name=name, **OF)
            assert set(counted(imported)) == {"unchanged"}, await verdicts(county, imported)
            assert imported["missing"] == []


async def test_only_who_may_edit_employers(api: Api, worker: Worker) -> None:
    """ORG-10: a chair takes in rosters and not employers: no template, no check, no look."""
    county, chair = await api.as_("county_officer"), await api.as_("union_chair")
    imported = await registers.checked(
        county, worker, table(HEAD[:2], ("甲公司", code(1))), kind="employers", union="textile"
    )
    assert (await chair.get("/imports")).json()["items"] == []
    for path in (f"/imports/{imported['id']}", f"/imports/{imported['id']}/rows", f"/imports/{imported['id']}/marks"):
        assert (await chair.get(path)).status_code == 403, path
    query = {"organization_id": str(id_of("textile"))}
    assert (await chair.get("/templates/employers", params=query)).status_code == 403
    assert (await chair.get("/templates/members", params=query)).status_code == 200
    uploaded = await intake.upload(chair, table(HEAD[:2], ("甲公司", code(1))))
    asked = {"kind": "employers", "file_id": uploaded.json()["id"], "organization_id": str(id_of("textile"))}
    assert (await chair.post("/imports", json=asked, headers=once())).status_code == 403


async def test_a_list_says_whose_it_is_only_where_that_means_something(api: Api) -> None:
    """ORG-18: a day to come; a roster is no agency's list."""
    county = await api.as_("county_officer")
    uploaded = await intake.upload(county, table(HEAD[:2], ("甲公司", code(1))))
    asked = {"kind": "employers", "file_id": uploaded.json()["id"], "organization_id": str(id_of("qingxi"))}
    future = {"source": "tax", "listed_on": (today() + timedelta(days=2)).isoformat()}
    answer = await county.post("/imports", json=asked | {"listed": future}, headers=once())
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/listed/listed_on")
    roster = asked | {"kind": "members"} | TAX
    answer = await county.post("/imports", json=roster, headers=once())
    assert (answer.status_code, answer.json()["code"]) == (422, "import_listed_unfit")


async def test_the_template_comes_back(api: Api, worker: Worker) -> None:
    """ORG-18: places and unions of one's own can be chosen; a filled-in template is understood to the last column."""
    county = await api.as_("county_officer")
    answer = await county.get("/templates/employers", params={"organization_id": str(id_of("qingxi"))})
    book = openpyxl.load_workbook(BytesIO(answer.content))
    sheet = book.worksheets[0]
    titles = [cell.value for cell in sheet[1]]
    lists = {
        titles[at]: [cell.value for cell in column if cell.value] for at, column in enumerate(book["选项"].columns)
    }
    assert lists["所在地工会"] == ["城关镇总工会", "白石乡总工会", "青溪县总工会"]
    assert "青溪纺织有限公司工会" in lists["涵盖它的工会"]
    sheet.cell(3, 1).value, sheet.cell(3, 2).value = "甲公司", code(1)
    memory = BytesIO()
    book.save(memory)
    imported = await registers.checked(county, worker, memory.getvalue(), **OF)
    assert counted(imported) == {"new": 1}
    assert imported["ignored"] == []


async def test_five_thousand_rows_in_a_few_statements(
    api: Api, worker: Worker, queries: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """ORG-18: set-based; the same list again changes nothing."""
    county = await api.as_("county_officer")
    rows = [(f"企业{n}", code(100 + n), n % 90) for n in range(5000)]
    content = table(HEAD[:3], *rows)
    monkeypatch.setattr(Employers, "batch", 5_000)
    imported = await registers.checked(county, worker, content, **OF, **TAX)
    assert counted(imported) == {"new": 5000}
    with queries(at_most=80):
        imported = await intake.committed(county, worker, imported)
    assert counted(imported) == {"imported": 5000}
    async with api.database.transaction(EVERYTHING) as session:
        assert await session.scalar(select(func.count()).select_from(Employer)) == 5000
    again = await registers.checked(county, worker, content, **OF)
    assert counted(again) == {"unchanged": 5000}


async def test_a_list_of_rows_is_entered_anywhere(api: Api, worker: Worker, queries: Callable[..., Any]) -> None:
    """ui.md 1.3: where each page begins is told at once, and a page is read from there, however far down."""
    county = await api.as_("county_officer")
    rows = [(f"企业{n}", code(100 + n) if n % 3 else "123") for n in range(1_000)]
    imported = await registers.checked(county, worker, table(HEAD[:2], *rows), **OF)
    assert counted(imported) == {"new": 666, "wrong": 334}
    path = f"/imports/{imported['id']}"
    with queries(at_most=8):
        marks = (await county.get(f"{path}/marks", params={"state": "new", "every": 100})).json()
    assert (len(marks["items"]), marks["every"]) == (7, 100)
    whole = await intake.rows_of(county, imported, state="new")
    assert marks["items"] == [row["id"] for row in whole[::100]]
    with queries(at_most=8):
        page = await county.get(f"{path}/rows", params={"state": "new", "limit": 100, "starting_at": marks["items"][5]})
    assert [row["id"] for row in page.json()["items"]] == [row["id"] for row in whole[500:600]]
    after = {"state": "new", "limit": 100, "starting_at": marks["items"][5], "cursor": page.json()["next_cursor"]}
    assert [row["id"] for row in (await county.get(f"{path}/rows", params=after)).json()["items"]] == [
        row["id"] for row in whole[600:]
    ]
    every = (await county.get(f"{path}/marks", params={"every": 500})).json()["items"]
    assert every == ["1-2", "1-502"]
    for query in ({"every": 1}, {"every": 501}, {"state": "odd"}):
        assert (await county.get(f"{path}/marks", params=query)).status_code == 422
    assert (await county.get(f"{path}/rows", params={"starting_at": "x"})).status_code == 422
    stranger = await api.as_("neighbour_officer")
    assert (await stranger.get(f"{path}/marks")).status_code == 404


async def test_the_contact_comes_in_sealed_and_goes_again(api: Api, worker: Worker) -> None:
    """ORG-18; trust.md A-02: a phone of a workbook is in plain nowhere, neither staged nor kept for the undoing."""
    county = await api.as_("county_officer")
    known = await added(county, "面粉厂", contact_phone="13800138001")
    head = ("单位名称", "联系人", "联系方式")
    content = table(head, ("面粉厂", "刘会计", "13800138002"), ("糖厂", "", "0738-8312345"), ("纸厂", "", "12"))
    imported = await registers.checked(county, worker, content, **OF)
    assert await verdicts(county, imported) == [("changed", []), ("new", []), ("wrong", ["phone_invalid"])]
    rows = await intake.rows_of(county, imported)
    assert [change["field"] for change in rows[0]["changes"]] == ["contact_name", "contact_phone"]
    imported = await intake.committed(county, worker, imported)
    assert counted(imported) == {"updated": 1, "imported": 1, "wrong": 1}
    assert (await county.get(f"/employers/{known}")).json()["contact_phone_masked"] == "138****8002"
    async with api.database.transaction(EVERYTHING) as session:
        kept = [str(row._mapping) for row in await session.execute(select(ImportRow.__table__))]  # type: ignore[attr-defined]
    told = str(await intake.rows_of(county, imported))
    for secret in ("13800138001", "13800138002", "8312345"):
        assert [text for text in (*kept, told) if secret in text] == []
    await registers.undone(county, worker, imported)
    row = (await county.get(f"/employers/{known}")).json()
    assert (row["contact_name"], row["contact_phone_masked"]) == ("", "138****8001")
    assert await names(county) == ["面粉厂"]
