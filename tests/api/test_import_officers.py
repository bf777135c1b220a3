"""Officers by workbook (ORG-11, ORG-19, ORG-21)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from backend.db.tables.organization import Officer
from backend.db.tables.process import AuditEvent
from backend.domain.access import EVERYTHING
from backend.worker import Worker
from tests import intake, registers
from tests.api.test_employers import once
from tests.conftest import Api
from tests.registers import counted, table, verdicts
from tests.town import id_of

HEAD = ("工会", "姓名", "性别", "出生年月", "职务", "专兼职", "任职时间", "联系电话")
OF = {"kind": "officers", "union": "chengguan"}
TEXTILE, HOSPITAL = "青溪纺织有限公司工会", "青溪县人民医院"
"""The second without what says that it is a union."""


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with registers.own_folder(tmp_path, monkeypatch):
        yield


@pytest.fixture
def worker(api: Api) -> Worker:
    return Worker(api.database, api.vault)


async def appointed(client: Any, name: str, post: str, union: str = "textile", **more: Any) -> str:
    body = {"organization_id": str(id_of(union)), "post": post, "name": name, "sex": "male", "started_on": "2024-03-15"}
    answer = await client.post("/officers", json=body | more, headers=once())
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def test_each_row_says_what_it_means_and_the_good_ones_go_in(api: Api, worker: Worker) -> None:
    """ORG-11, ORG-19, ORG-21: new, changed, unchanged, twice; a post that one person holds; a post that is for women."""
    county = await api.as_("county_officer")
    known = await appointed(county, "王建国", "chair", phone="0738-8312345", born_on="1980-05-17")
    await appointed(county, "李海", "vice_chair")
    content = table(
        HEAD,
        (TEXTILE, "王建国", "男", "1980.5", "工会主席", "专职", "2024-03-15", "0738-8312346"),
        (TEXTILE, "李海", "男", "", "副主席", "", "2024.3"),
        (TEXTILE, "张明", "男", "", "主席", "兼职", "2025-01-01"),
        (TEXTILE, "赵强", "男", "", "女职委主任", "兼职", "2025-01-01"),
        (HOSPITAL, "陈芳", "女", "1985-02-01", "主席", "专", "20250101"),
        (HOSPITAL, "孙丽", "女", "", "主席", "兼职", "2025-01-01"),
        (HOSPITAL, "周敏", "女", "", "女工委主任", "兼职", "2025-01-01"),
        (HOSPITAL, "周敏", "女", "", "女职委主任", "兼职", "2025-01-01"),
        (HOSPITAL, "吴军", "男", "", "组长", "", ""),
        ("没有的工会", "郑一", "男", "", "主席", "", "2025-01-01"),
    )
    imported = await registers.checked(county, worker, content, **OF)
    assert await verdicts(county, imported) == [
        ("changed", []),
        ("unchanged", []),
        ("wrong", ["import_post_held"]),
        ("wrong", ["officer_women_director"]),
        ("new", []),
        ("wrong", ["import_post_held"]),
        ("new", []),
        ("duplicate", ["import_row_twice"]),
        ("wrong", ["import_field_unsaid"]),
        ("wrong", ["import_organization_unknown"]),
    ]
    assert await registers.changes_of(county, imported, 2) == {
        "form": ("兼职", "专职"),
        "phone": ("0738-8312345", "0738-8312346"),
    }
    mended = await registers.mend(county, imported, 10, started_on="2025-01-01")
    assert mended["state"] == "new"
    imported = (await county.get(f"/imports/{imported['id']}")).json()
    imported = await intake.committed(county, worker, imported)
    assert counted(imported) == {"imported": 3, "updated": 1, "unchanged": 1, "duplicate": 1, "wrong": 4}
    row = (await county.get(f"/officers/{known}")).json()
    assert (row["form"], row["phone"], row["born_on"], row["version"]) == ("full_time", "0738-8312346", "1980-05-17", 2)
    async with api.database.transaction(EVERYTHING) as session:
        new = (await session.scalars(select(Officer).where(Officer.name == "陈芳"))).one()
        assert (new.organization_id, new.form, new.initials, new.term_number) == (
            id_of("hospital"),
            "full_time",
            "cf",
            1,
        )
        told = (await session.scalars(select(AuditEvent).where(AuditEvent.event == "officer_appointed"))).all()  # type: ignore[arg-type]
        assert {event.facts["name"] for event in told} == {"王建国", "李海", "陈芳", "周敏", "吴军"}
        assert {event.organization_id for event in told} == {id_of("textile"), id_of("hospital")}


async def test_undone_it_is_as_before(api: Api, worker: Worker) -> None:
    """ORG-11: who was seated goes, what was changed is as before; who left meanwhile stays."""
    county = await api.as_("county_officer")
    known = await appointed(county, "王建国", "chair", phone="0738-8312345")
    content = table(
        HEAD,
        (TEXTILE, "王建国", "", "", "主席", "专职", "", "0738-8312346"),
        (TEXTILE, "李海", "男", "", "副主席", "", "2025-01-01"),
        (TEXTILE, "张明", "男", "", "委员", "", "2025-01-01"),
    )
    imported = await registers.committed(county, worker, content, **OF)
    assert counted(imported) == {"imported": 2, "updated": 1}
    rows = await intake.rows_of(county, imported)
    left = {"step": "end", "on": "2026-01-01", "reason": "调离"}
    answer = await county.post(f"/officers/{rows[2]['record_id']}/steps", json=left, headers={"If-Match": '"v1"'})
    assert answer.status_code == 200, answer.text
    imported = await registers.undone(county, worker, imported)
    assert await verdicts(county, imported) == [("undone", []), ("undone", []), ("imported", ["import_kept_changed"])]
    row = (await county.get(f"/officers/{known}")).json()
    assert (row["form"], row["phone"], row["version"]) == ("part_time", "0738-8312345", 3)
    async with api.database.transaction(EVERYTHING) as session:
        assert await session.scalar(select(func.count()).select_from(Officer)) == 2


async def test_the_post_was_taken_between_check_and_commit(api: Api, worker: Worker) -> None:
    """ORG-19: a chair is one; who came first is chair, and the row says so."""
    county = await api.as_("county_officer")
    content = table(
        HEAD,
        (TEXTILE, "王建国", "男", "", "主席", "", "2025-01-01"),
        (TEXTILE, "李海", "男", "", "委员", "", "2025-01-01"),
    )
    imported = await registers.checked(county, worker, content, **OF)
    assert counted(imported) == {"new": 2}
    await appointed(county, "张明", "chair")
    imported = await intake.committed(county, worker, imported)
    assert await verdicts(county, imported) == [("wrong", ["import_post_held"]), ("imported", [])]


async def test_the_export_comes_back_unchanged(api: Api, worker: Worker) -> None:
    """ORG-11: what the export writes says nothing new, officers of before included."""
    county = await api.as_("county_officer")
    await appointed(
        county, "王建国", "chair", born_on="1980-05-17", administrative_post="车间主任", phone="0738-8312345"
    )
    gone = await appointed(county, "李海", "vice_chair", form="full_time")
    answer = await county.post(
        f"/officers/{gone}/steps",
        json={"step": "end", "on": "2026-01-01", "reason": "调离"},
        headers={"If-Match": '"v1"'},
    )
    assert answer.status_code == 200
    await appointed(county, "李海", "vice_chair", started_on="2026-02-01")
    for format in ("xlsx", "csv"):
        for query in ({"ended": "true"}, {"ended": "false"}):
            content = await registers.exported(county, worker, "officers", format=format, query=query)
            imported = await registers.checked(county, worker, content, name=f"干部.{format}", **OF)
            assert set(counted(imported)) == {"unchanged"}, await verdicts(county, imported)


async def test_in_the_form_that_is_printed(api: Api, worker: Worker) -> None:
    """ORG-11, RPT-01: the register of a fixed form, with title, boxes and signature, is taken back as it is."""
    county = await api.as_("county_officer")
    await appointed(county, "王建国", "chair", born_on="1980-05-17")
    content = await registers.exported(county, worker, "officers", layout="register")
    imported = await registers.checked(county, worker, content, **OF)
    assert counted(imported) == {"unchanged": 1}


async def test_education_comes_in_with_the_roster(api: Api, worker: Worker) -> None:
    """ORG-11: by the words that rosters have; a blank cell leaves it alone, an unknown word is told."""
    county = await api.as_("county_officer")
    known = await appointed(county, "王建国", "chair", education="college")
    await appointed(county, "李海", "vice_chair", education="college")
    content = table(
        ("工会", "姓名", "性别", "职务", "文化程度", "任职时间"),
        (TEXTILE, "王建国", "男", "主席", "本科", ""),
        (TEXTILE, "李海", "男", "副主席", "", ""),
        (TEXTILE, "张明", "男", "组长", "大专", "2025-01-01"),
        (TEXTILE, "赵强", "男", "组长", "秀才", "2025-01-01"),
    )
    imported = await registers.checked(county, worker, content, **OF)
    assert [state for state, _codes in await verdicts(county, imported)] == ["changed", "unchanged", "new", "wrong"]
    await intake.committed(county, worker, imported)
    assert (await county.get(f"/officers/{known}")).json()["education"] == "bachelor"
