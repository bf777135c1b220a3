"""Imports mended: columns named, rows changed, many by one rule, the own file marked and brought back, all undone."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import pytest
from sqlalchemy import func, select, update

from backend.db.tables.imports import Import
from backend.db.tables.member import Member, MemberEvent, Membership
from backend.db.tables.organization import Organization
from backend.db.tables.process import AuditEvent
from backend.db.types import new_id
from backend.domain.access import EVERYTHING
from backend.settings import settings
from backend.worker import Worker
from tests import intake, sheets, workbooks
from tests.applications import link
from tests.conftest import Api
from tests.people import join, once, step
from tests.protection import enrol, make_plan
from tests.town import id_of, today

P = workbooks.person


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Files of this test lie in a folder of its own."""
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


@pytest.fixture
def worker(api: Api) -> Worker:
    return Worker(api.database, api.vault)


def counted(imported: dict[str, Any]) -> dict[str, int]:
    return {state: rows for state, rows in imported["counts"].items() if rows}


def tag(row: dict[str, Any]) -> dict[str, str]:
    return {"If-Match": f'"v{row["version"]}"'}


async def ask(client: httpx.AsyncClient, method: str, imported: dict[str, Any], path: str, body: Any = None) -> Any:
    """Ask for something that is a job; the answer."""
    return await client.request(method, f"/imports/{imported['id']}/{path}", json=body, headers=tag(imported))


async def done(client: httpx.AsyncClient, worker: Worker, answer: httpx.Response) -> dict[str, Any]:
    """The import after the job that was asked for."""
    assert answer.status_code == 202, answer.text
    await intake.work_off(worker)
    job = (await client.get(f"/jobs/{answer.json()['id']}")).json()
    assert job["state"] == "succeeded", job
    return await intake.import_of(client, job)


async def of_number(client: httpx.AsyncClient, number: int) -> dict[str, Any]:
    """The member with the document number of this person."""
    found = await client.post("/members/search", json={"id_number": workbooks.id_number(number)})
    (item,) = found.json()["items"]
    return (await client.get(f"/members/{item['id']}")).json()  # type: ignore[no-any-return]


async def count(api: Api, table: Any, *where: Any) -> int:
    async with api.database.transaction(EVERYTHING) as session:
        return (await session.execute(select(func.count()).select_from(table).where(*where))).scalar_one()  # type: ignore[no-any-return]


async def test_columns_are_named_once_and_remembered(api: Api, worker: Worker) -> None:
    """ui.md 1.3 no. 17: unknown titles are shown with masked values, named, and known to the office the next time."""
    client = await api.as_("union_chair")
    lines = [("人", "号", "什么"), *((workbooks.name(n), workbooks.id_number(n), "38.5") for n in range(3))]
    content = "\n".join(",".join(line) for line in lines).encode()
    imported = await intake.checked(client, worker, content, name="名册.csv")
    assert (imported["state"], imported["missing"]) == ("unmapped", ["姓名", "身份证号"])
    assert counted(imported) == {}
    shown = [(column["title"], column["field"], column["samples"]) for column in imported["columns"]]
    first = workbooks.id_number(0)
    assert shown[0] == ("人", None, [workbooks.name(n) for n in range(3)])
    assert shown[1][2][0] == first[0] + "*" * 16 + first[-1]
    assert first not in str(imported)

    named = [{"position": 0, "field": "name"}, {"position": 1, "field": "id_number"}, {"position": 2, "field": None}]
    asked = {"sheet": imported["sheet"], "ends": imported["ends"], "columns": named}
    for columns, code in (
        (named[:1], "import_columns_missing"),
        ([*named[:2], {"position": 2, "field": "name"}], "import_column_twice"),
        ([*named[:2], {"position": 2, "field": "no_such"}], "import_column_unknown"),
    ):
        refused = await ask(client, "PUT", imported, "columns", asked | {"columns": columns})
        assert (refused.status_code, refused.json()["code"]) == (422, code)
    imported = await done(client, worker, await ask(client, "PUT", imported, "columns", asked))
    assert (imported["state"], counted(imported)) == ("checked", {"new": 3})
    again = await intake.checked(client, worker, content + b"\n", name="again.csv")
    assert (again["state"], counted(again)) == ("checked", {"new": 3})
    assert again["ignored"] == ["什么"]
    # Another office has said nothing of such titles.
    other = await intake.checked(await api.as_("sibling_chair"), worker, content, union="hospital", name="x.csv")
    assert other["state"] == "unmapped"


async def test_what_changes_is_shown_and_written(api: Api, worker: Worker) -> None:
    """MBR-01, ui.md 1.3 no. 18: field by field, from what to what; a blank leaves the value; life line and version follow."""
    client = await api.as_("union_chair")
    await intake.committed(client, worker, await intake.checked(client, worker, workbooks.xlsx(workbooks.people(6))))
    rows = [
        P(0),
        P(1, 学历="博士", 手机号="13900000001", 备注="骨干"),
        P(2, 学历="", 手机号="", 民族="/", 户籍地="", 职务="", 政治面貌=""),
        P(3, 所在分会="印染分会"),
        P(4, 入会时间="1970-01-01"),
        P(7),
    ]
    imported = await intake.checked(client, worker, workbooks.xlsx(rows))
    assert counted(imported) == {"new": 1, "changed": 2, "unchanged": 2, "wrong": 1}
    changes = {row["line"]: row["changes"] for row in await intake.rows_of(client, imported, state="changed")}
    assert [(one["field"], one["before"], one["after"], one["hidden"]) for one in changes[4]] == [
        ("education", "大学专科", "博士研究生", False),
        ("phone", None, None, True),
        ("notes", None, "骨干", False),
    ]
    assert [(one["field"], one["before"], one["after"]) for one in changes[6]] == [("branch", "织造分会", "印染分会")]
    imported = await intake.committed(client, worker, imported)
    assert counted(imported) == {"imported": 1, "updated": 2, "unchanged": 2, "wrong": 1}
    one, blank, moved = [await of_number(client, number) for number in (1, 2, 3)]
    assert (one["education"], one["notes"], one["phone_masked"], one["version"]) == ("doctor", "骨干", "139****0001", 2)
    assert (blank["education"], blank["version"]) == ("high_school", 1)
    assert (moved["organization"]["id"], moved["version"]) == (str(id_of("dyeing")), 2)
    events = (await client.get(f"/members/{one['id']}/events")).json()["items"]
    assert events[0]["kind"] == "edited"
    assert events[0]["facts"]["changes"]["education"] == ["college", "doctor"]
    assert events[0]["facts"]["hidden"] == ["phone"]
    async with api.database.transaction(EVERYTHING) as session:
        lies = select(Membership.organization_id).where(Membership.member_id == moved["id"])  # type: ignore[call-overload]
        assert (await session.scalars(lies)).all() == [id_of("dyeing")]
    # The same file once more changes nothing.
    again = await intake.checked(client, worker, workbooks.xlsx([*rows[:4], P(7)]))
    assert counted(again) == {"unchanged": 5}


async def test_a_row_is_mended_and_judged_at_once(api: Api, worker: Worker) -> None:
    """ui.md 1.3 no. 19: the cell that was at fault, a stale row, a row already written; the others wait for later."""
    client = await api.as_("union_chair")
    rows = [P(1), P(2, 手机号="12", 学历="很高"), P(3, 身份证号码=workbooks.id_number(1)), P(4, 身份证号码=4.3e17)]
    imported = await intake.checked(client, worker, workbooks.xlsx(rows))
    assert counted(imported) == {"new": 1, "duplicate": 1, "wrong": 2}
    second, third, fourth = (await intake.rows_of(client, imported))[1:]
    path = f"/imports/{imported['id']}/rows"
    half = await client.patch(f"{path}/{second['id']}", json={"cells": {"phone": "13800000002"}}, headers=tag(second))
    assert (half.status_code, half.json()["state"]) == (200, "wrong")
    assert [problem["field"] for problem in half.json()["problems"]] == ["education"]
    stale = await client.patch(f"{path}/{second['id']}", json={"cells": {"education": "本科"}}, headers=tag(second))
    assert stale.status_code == 412
    whole = await client.patch(
        f"{path}/{second['id']}", json={"cells": {"education": "本科"}}, headers=tag(half.json())
    )
    assert (whole.json()["state"], whole.json()["problems"]) == ("new", [])
    assert whole.headers["etag"] == f'"v{whole.json()["version"]}"'
    unknown = await client.patch(f"{path}/{third['id']}", json={"cells": {"no_such": "x"}}, headers=tag(third))
    assert (unknown.status_code, unknown.json()["code"]) == (422, "import_column_unknown")

    # The number of the first row was wrong: with another one, the row that had waited behind it is free.
    first = (await intake.rows_of(client, imported, state="new"))[0]
    number = {"cells": {"id_number": workbooks.id_number(9)}}
    assert (await client.patch(f"{path}/{first['id']}", json=number, headers=tag(first))).json()["state"] == "new"
    freed = (await client.get(f"{path}/{third['id']}")).json()
    assert (freed["state"], freed["problems"]) == ("new", [])
    # And whoever takes a number that another row has is told which.
    twice = {"cells": {"id_number": workbooks.id_number(9)}}
    told = (await client.patch(f"{path}/{third['id']}", json=twice, headers=tag(freed))).json()
    assert (told["state"], [problem["code"] for problem in told["problems"]]) == ("duplicate", ["import_row_duplicate"])
    assert "第 3 行" in told["problems"][0]["detail"]

    imported = (await client.get(f"/imports/{imported['id']}")).json()
    imported = await intake.committed(client, worker, imported)
    assert counted(imported) == {"imported": 2, "duplicate": 1, "wrong": 1}
    written = (await intake.rows_of(client, imported, state="imported"))[0]
    late = await client.patch(f"{path}/{written['id']}", json={"cells": {"name": "王五"}}, headers=tag(written))
    assert (late.status_code, late.json()["code"]) == (409, "import_row_written")
    # The rest is mended and follows.
    fourth = (await client.get(f"{path}/{fourth['id']}")).json()
    mended = {"cells": {"id_number": workbooks.id_number(4)}}
    assert (await client.patch(f"{path}/{fourth['id']}", json=mended, headers=tag(fourth))).json()["state"] == "new"
    imported = (await client.get(f"/imports/{imported['id']}")).json()
    imported = await intake.committed(client, worker, imported)
    assert counted(imported) == {"imported": 3, "duplicate": 1}
    async with api.database.transaction(EVERYTHING) as session:
        told_ = (await session.scalars(select(AuditEvent).where(AuditEvent.event == "import_row_mended"))).all()  # type: ignore[arg-type]
    assert len(told_) == 5
    assert workbooks.id_number(9) not in str([event.facts for event in told_])


async def test_many_rows_are_mended_by_one_rule(api: Api, worker: Worker) -> None:
    """ui.md 1.3 no. 19, excel-import-export: a thousand equal mistakes are one act; numbers are never mended so."""
    client = await api.as_("union_chair")
    rows = [P(n, 学历="初中文化" if n % 2 else "本科", 会员类别="正式工人" if n % 5 == 0 else "") for n in range(300)]
    imported = await intake.checked(client, worker, workbooks.xlsx([*rows, P(300, 手机号="12")]))
    faults = (await client.get(f"/imports/{imported['id']}/faults")).json()["items"]
    assert [(fault["field"], fault["value"], fault["rows"], fault["correctable"]) for fault in faults] == [
        ("education", "初中文化", 150, True),
        ("kind", "正式工人", 60, True),
        ("phone", None, 1, False),
    ]
    rule = {"field": "education", "from": "初中文化", "to": "初中"}
    for body, code in (
        (rule | {"to": " 初中文化 "}, "import_rule_changes_nothing"),
        (rule | {"field": "id_number"}, "import_column_not_correctable"),
        (rule | {"field": "residence"}, "import_column_unknown"),
    ):
        refused = await ask(client, "POST", imported, "corrections", body)
        assert (refused.status_code, refused.json()["code"]) == (422, code)
    imported = await done(client, worker, await ask(client, "POST", imported, "corrections", rule))
    assert imported["counts"]["wrong"] == 61
    assert {row["problems"][0]["field"] for row in await intake.rows_of(client, imported, state="wrong")} == {
        "kind",
        "phone",
    }
    rule = {"field": "kind", "from": "正式工人", "to": "正式职工"}
    imported = await done(client, worker, await ask(client, "POST", imported, "corrections", rule))
    assert counted(imported) == {"new": 300, "wrong": 1}
    imported = await intake.committed(client, worker, imported)
    assert imported["counts"]["imported"] == 300


@pytest.mark.parametrize("form", ["xlsx", "ods"])
async def test_the_own_file_is_marked_and_brought_back(api: Api, worker: Worker, form: str) -> None:
    """ui.md 1.3 no. 19, bar 5: red cells, comments, a filterable last column; identifiers intact; the same
    import goes on. A workbook keeps its layout; another form is written anew."""
    client = await api.as_("union_chair")
    rows = [P(1), P(2, 姓名="=1+1"), P(3, 手机号="12", 学历="很高"), P(4, 备注="'0012")]
    content = workbooks.xlsx(rows) if form == "xlsx" else sheets.ods(rows)
    imported = await intake.checked(client, worker, content, name=f"名册.{form}")
    imported = await intake.committed(client, worker, imported)
    assert counted(imported) == {"imported": 2, "wrong": 2}
    answer = await client.get(f"/imports/{imported['id']}/annotated.xlsx")
    assert answer.status_code == 200
    book = openpyxl.load_workbook(BytesIO(answer.content))
    sheet = book["花名册"]
    last = sheet.max_column
    assert [cell.value for cell in sheet[2]] == [*workbooks.TITLES, "错误原因"]
    reasons = [sheet.cell(line, last).value for line in range(3, 7)]
    assert [bool(reason) for reason in reasons] == [False, True, True, False]
    assert "手机号：" in reasons[2]
    assert "学历：" in reasons[2]
    assert (sheet["B4"].value, sheet["B4"].data_type) == ("=1+1", "s")
    assert sheet["C5"].value == workbooks.id_number(3)
    assert sheet["C5"].data_type == "s"
    assert sheet["I5"].comment is not None
    assert sheet["I5"].fill.start_color.rgb == "FFFFC7CE"
    assert sheet["I3"].comment is None
    assert sheet.auto_filter.ref.startswith("A2:")
    # Colleagues see the rows, and not the file.
    county = await api.as_("county_officer")
    refused = await county.get(f"/imports/{imported['id']}/annotated.xlsx")
    assert (refused.status_code, refused.json()["code"]) == (409, "import_file_of_another")

    sheet["B4"].value, sheet["I5"].value, sheet["G5"].value = "李四", "13800000003", "本科"
    mended = BytesIO()
    book.save(mended)
    kept = (await intake.upload(client, mended.getvalue(), name="改好.xlsx")).json()
    imported = await done(client, worker, await ask(client, "PUT", imported, "file", {"file_id": kept["id"]}))
    assert (imported["round"], imported["ignored"]) == (2, [])
    assert counted(imported) == {"imported": 2, "new": 2}
    imported = await intake.committed(client, worker, imported)
    assert counted(imported) == {"imported": 4}
    assert await count(api, Member) == 4


async def test_a_head_of_two_rows_goes_the_whole_road(api: Api, worker: Worker) -> None:
    """ui.md 1.3 nos. 17, 19: a head of two rows of merged cells is read, marked as it is, mended, and brought back."""
    client = await api.as_("union_chair")
    content = workbooks.xlsx([P(1), P(2, 手机号="12"), P(3, 学历="很高")], parted=True, foot=True)
    imported = await intake.checked(client, worker, content)
    assert (counted(imported), imported["ignored"]) == ({"new": 1, "wrong": 2}, [])
    assert [row["line"] for row in await intake.rows_of(client, imported)] == [4, 5, 6]
    imported = await intake.committed(client, worker, imported)
    answer = await client.get(f"/imports/{imported['id']}/annotated.xlsx")
    book = openpyxl.load_workbook(BytesIO(answer.content))
    sheet = book["花名册"]
    merged = {str(cells) for cells in sheet.merged_cells.ranges}
    assert {"D2:H2", "J2:L2", "B2:B3"} <= merged
    last = sheet.max_column
    assert "错误原因" in {sheet.cell(line, last).value for line in (2, 3)}
    assert [bool(sheet.cell(line, last).value) for line in (4, 5, 6)] == [False, True, True]
    assert sheet["I5"].fill.start_color.rgb == sheet["G6"].fill.start_color.rgb == "FFFFC7CE"
    sheet["I5"].value, sheet["G6"].value = "13800000002", "本科"
    mended = BytesIO()
    book.save(mended)
    kept = (await intake.upload(client, mended.getvalue(), name="改好.xlsx")).json()
    imported = await done(client, worker, await ask(client, "PUT", imported, "file", {"file_id": kept["id"]}))
    assert counted(imported) == {"imported": 1, "new": 2}
    imported = await intake.committed(client, worker, imported)
    assert counted(imported) == {"imported": 3}
    assert await count(api, Member) == 3


async def test_an_import_is_undone(api: Api, worker: Worker) -> None:
    """ui.md 1.3 no. 20: who came goes, what was changed is as before; what was built on stays, and is listed with why."""
    client = await api.as_("union_chair")
    before = await intake.checked(client, worker, workbooks.xlsx(workbooks.people(3)))
    await intake.committed(client, worker, before)
    rows = [
        P(0, 学历="博士", 手机号="13900000000", 工作单位=""),
        P(1, 所在分会="织造分会"),
        P(2, 备注="看过"),
        *(P(number) for number in range(3, 8)),
    ]
    imported = await intake.checked(client, worker, workbooks.xlsx(rows))
    imported = await intake.committed(client, worker, imported)
    assert counted(imported) == {"imported": 5, "updated": 3}
    assert imported["undo_until"] is not None
    # Two of them are worked on afterwards.
    for number, note in ((2, "又改了"), (3, "也改了")):
        touched = await of_number(client, number)
        edited = await client.patch(f"/members/{touched['id']}", json={"notes": note}, headers=tag(touched))
        assert edited.status_code == 200
    imported = await done(client, worker, await ask(client, "POST", imported, "undo"))
    assert imported["state"] == "undone"
    assert counted(imported) == {"imported": 1, "updated": 1, "undone": 6}
    kept = await intake.rows_of(client, imported, state="imported,updated")
    assert [[problem["code"] for problem in row["problems"]] for row in kept] == [["import_kept_changed"]] * 2
    zero, one, two = [await of_number(client, number) for number in (0, 1, 2)]
    assert (zero["education"], zero["phone_masked"]) == ("bachelor", "138****0000")
    assert one["organization"]["id"] == str(id_of("dyeing"))
    assert two["notes"] == "又改了"
    assert await count(api, Member) == 4
    assert await count(api, Membership) == 4
    async with api.database.transaction(EVERYTHING) as session:
        orphans = select(MemberEvent.member_id).where(MemberEvent.member_id.not_in(select(Member.id)))  # type: ignore[call-overload,attr-defined]
        assert (await session.scalars(orphans)).all() == []
        (told,) = (await session.scalars(select(AuditEvent).where(AuditEvent.event == "import_undone"))).all()  # type: ignore[arg-type]
        assert told.facts["counts"] == {"imported": 1, "updated": 1, "undone": 6}
    again = await ask(client, "POST", imported, "undo")
    assert (again.status_code, again.json()["code"]) == (409, "import_not_ready")
    # Nobody is in the way of the same file once more.
    once_more = await intake.checked(client, worker, workbooks.xlsx([P(5), P(6)]))
    assert counted(once_more) == {"new": 2}


async def test_what_was_built_on_stays_with_its_reason(api: Api, worker: Worker) -> None:
    """ui.md 1.3 no. 20: a post, a transfer, an account, a photo, a cover, an earlier membership, another's scope: says why."""
    client, neighbour = await api.as_("union_chair"), await api.as_("neighbour_officer")
    left = await join(neighbour, workbooks.name(5), "electronics", id_number=workbooks.id_number(5))
    assert (await step(neighbour, left, "withdraw")).status_code == 200
    young = 9_000
    people = [*range(6), young, 7]
    imported = await intake.checked(client, worker, workbooks.xlsx([P(number) for number in people]))
    imported = await intake.committed(client, worker, imported)
    post, pulled, account, photo, gone, _joined, covered = [await of_number(client, number) for number in people[:7]]
    body = {"organization_id": str(id_of("textile")), "post": "chair", "name": post["name"], "member_id": post["id"]}
    county = await api.as_("county_officer")
    answer = await county.post(
        "/officers", json=body | {"sex": post["sex"], "started_on": "2024-01-01"}, headers=once()
    )
    assert answer.status_code == 201, answer.text
    body = {"form": "pull", "id_number": workbooks.id_number(1), "name": pulled["name"]}
    asked = await neighbour.post(
        "/transfers", json=body | {"to_organization_id": str(id_of("electronics"))}, headers=once()
    )
    assert asked.status_code == 201, asked.text
    await link(api, "member", account["id"])
    enrolled = await enrol(county, await make_plan(api), member_ids=[covered["id"]], starts_on=today().isoformat())
    assert enrolled.status_code == 201, enrolled.text
    async with api.database.transaction(EVERYTHING) as session:
        # What these two change of a record is not its version: a picture that somebody sends, a move by a merger above.
        await session.execute(update(Member).where(Member.id == photo["id"]).values(photo_id=new_id()))  # type: ignore[arg-type]
        home = (await session.execute(select(Organization).where(Organization.id == id_of("electronics")))).scalar_one()  # type: ignore[arg-type]
        await session.execute(
            update(Member).where(Member.id == gone["id"]).values(organization_id=home.id, code=home.code)  # type: ignore[arg-type]
        )
    imported = await done(client, worker, await ask(client, "POST", imported, "undo"))
    assert counted(imported) == {"imported": 7, "undone": 1}
    rows = await intake.rows_of(client, imported)
    assert [[problem["code"] for problem in row["problems"]] for row in rows] == [
        *[["import_kept_used"]] * 4,
        ["import_kept_gone"],
        ["import_kept_history"],
        ["import_kept_used"],
        [],
    ]
    # The list of its own that the page shows: entered anywhere, like the others.
    kept = await client.get(f"/imports/{imported['id']}/marks", params={"state": "imported,updated", "every": 100})
    assert len(kept.json()["items"]) == 1


@pytest.mark.parametrize(
    ("late", "code"), [(timedelta(minutes=-1), None), (timedelta(minutes=1), "import_undo_too_late")]
)
async def test_seven_days_and_no_longer(api: Api, worker: Worker, late: timedelta, code: str | None) -> None:
    """ui.md 1.3 no. 20: the last minute of the seventh day is in time, the first after it is not."""
    client = await api.as_("union_chair")
    imported = await intake.committed(client, worker, await intake.checked(client, worker, workbooks.xlsx([P(1)])))
    async with api.database.transaction(EVERYTHING) as session:
        then = datetime.now(UTC) - timedelta(days=7) - late
        await session.execute(update(Import).values(committed_at=then))
    steps = {one["step"]: one for one in (await client.get(f"/imports/{imported['id']}")).json()["steps"]}
    assert steps["undo"]["allowed"] is (code is None)
    answer = await ask(client, "POST", imported, "undo")
    assert (answer.status_code, answer.json().get("code")) == ((202, None) if code is None else (409, code))


async def test_a_second_file_is_undone_with_the_first(api: Api, worker: Worker) -> None:
    """ui.md 1.3 no. 20: what the mended file changed of what the first one brought is the import's own work."""
    client = await api.as_("union_chair")
    imported = await intake.checked(client, worker, workbooks.xlsx([P(1), P(2)]))
    imported = await intake.committed(client, worker, imported)
    kept = (await intake.upload(client, workbooks.xlsx([P(1, 学历="博士"), P(2)]), name="二.xlsx")).json()
    imported = await done(client, worker, await ask(client, "PUT", imported, "file", {"file_id": kept["id"]}))
    imported = await intake.committed(client, worker, imported)
    assert counted(imported) == {"imported": 2, "updated": 1}
    imported = await done(client, worker, await ask(client, "POST", imported, "undo"))
    assert counted(imported) == {"undone": 3}
    assert await count(api, Member) == 0


async def test_what_waits_is_on_the_workbench(api: Api, worker: Worker) -> None:
    """ui.md 1.3 no. 20: one's own imports that wait for a word, until they are forgotten; nobody else's."""
    client, county = await api.as_("union_chair"), await api.as_("county_officer")

    async def waiting(client: httpx.AsyncClient) -> list[tuple[str, str, str]]:
        day = (await client.get("/me/todo")).json()
        found = [item for item in day["items"] if item["kind"] == "import"]
        return [(item["id"], item["detail"], item["organization_name"]) for item in found]

    imported = await intake.checked(client, worker, workbooks.xlsx([P(1), P(2), P(3, 手机号="12")]))
    assert await waiting(client) == [(imported["id"], "2 1", "青溪纺织有限公司工会")]
    assert await waiting(county) == []
    imported = await intake.committed(client, worker, imported)
    assert await waiting(client) == [(imported["id"], "0 1", "青溪纺织有限公司工会")]
    (row,) = await intake.rows_of(client, imported, state="wrong")
    mended = {"cells": {"phone": "13800000003"}}
    assert (await client.patch(f"/imports/{imported['id']}/rows/{row['id']}", json=mended, headers=tag(row))).is_success
    imported = (await client.get(f"/imports/{imported['id']}")).json()
    await intake.committed(client, worker, imported)
    assert await waiting(client) == []


async def test_lists_ask_the_same_whatever_their_length(api: Api, worker: Worker, queries: Callable[..., Any]) -> None:
    """house rule: no query for each row, neither of the imports nor of their rows."""
    client = await api.as_("union_chair")
    for number in range(3):
        await intake.checked(client, worker, workbooks.xlsx(workbooks.people(40, start=40 * number)))
    imported = (await client.get("/imports")).json()["items"][0]
    for path in ("/imports", f"/imports/{imported['id']}/rows?limit=40", f"/imports/{imported['id']}/faults"):
        with queries(at_most=6):
            assert (await client.get(path)).status_code == 200
