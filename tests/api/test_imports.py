"""Imports of members: what comes in, what is found wrong with it, what becomes of the rest."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import func, select

from backend.api.imports.command import import_file
from backend.api.imports.members import Members
from backend.api.imports.template import VERSION
from backend.db.queries import imports
from backend.db.tables.imports import ImportRow
from backend.db.tables.member import Member, MemberEvent, Membership, Reveal
from backend.db.tables.organization import OrganizationStat
from backend.db.tables.process import AuditEvent
from backend.db.upkeep import fold_statistics
from backend.domain.access import EVERYTHING
from backend.domain.imports.members import MEMBERS
from backend.domain.member.register import ELSEWHERE_A_DAY
from backend.settings import settings
from backend.worker import Worker
from tests import intake, planted, sheets, workbooks
from tests.conftest import Api
from tests.people import join, once, step
from tests.town import id_of, today


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


P = workbooks.person


def counted(imported: dict[str, Any]) -> dict[str, int]:
    """The verdicts that some row has."""
    return {state: rows for state, rows in imported["counts"].items() if rows}


@pytest.mark.parametrize(("people", "errors", "parted"), [(1_000, 40, False), (1_000, 40, True), (10_000, 150, False)])
async def test_every_planted_error_is_found_and_no_clean_row_refused(
    api: Api, worker: Worker, people: int, errors: int, parted: bool
) -> None:
    """MBR-01, MBR-05; ui.md 1.3 no. 17: errors of more than 25 kinds in a plausible roster, each told by row, column and
    code; no clean row is refused, in whatever spelling it comes; ruled blank rows and a sum are no rows."""
    content, expected = planted.roster(people, errors=errors, parted=parted)
    under = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    assert under.cell(under.max_row, 1).value == "合计"
    assert (under.cell(under.max_row - 1, 2).value, under.cell(under.max_row - 1, 2).has_style) == (None, True)
    assert len(expected) == errors
    assert len(planted.PLANTED) >= 25
    client = await api.as_("union_chair")
    roster = await intake.checked(client, worker, content)
    assert roster["state"] == "checked"
    told = await intake.rows_of(client, roster, state="wrong,duplicate")
    found = {(row["line"], p["column"], p["code"]) for row in told for p in row["problems"]}
    assert found == {(line, column, code) for line, (column, code) in expected.items()}
    assert roster["counts"]["new"] == people - errors
    assert roster["counts"]["wrong"] + roster["counts"]["duplicate"] == errors
    assert sum(roster["counts"].values()) == people
    async with api.database.transaction(EVERYTHING) as session:
        assert (await session.execute(select(func.count()).select_from(Member))).scalar_one() == 0


async def test_good_rows_become_members(api: Api, worker: Worker) -> None:
    """MBR-01, MBR-05: numbers, memberships, life lines, counters and one audit event; the wrong rows stay listed."""
    rows = [*workbooks.people(30), P(30, 姓名="王")]
    client = await api.as_("union_chair")
    roster = await intake.committed(client, worker, await intake.checked(client, worker, workbooks.xlsx(rows)))
    assert roster["state"] == "committed"
    assert (roster["counts"]["imported"], roster["counts"]["new"], roster["counts"]["wrong"]) == (30, 0, 1)
    async with api.database.transaction(EVERYTHING) as session:
        members = (await session.scalars(select(Member).order_by(Member.number))).all()  # type: ignore[arg-type]
        assert len({member.number for member in members}) == 30
        assert all(member.number and member.number.startswith("2019") for member in members)
        assert {member.status for member in members} == {"active"}
        assert {member.organization_id for member in members} == {id_of("weaving"), id_of("dyeing"), id_of("textile")}
        assert {member.county_id for member in members} == {id_of("qingxi")}
        assert {member.township_id for member in members} == {id_of("chengguan")}
        one = next(member for member in members if member.name == workbooks.name(4))
        assert api.vault.open(one.id_number, "member", "id_number", one.id) == workbooks.id_number(4)
        assert one.education == "master"
        assert one.work_started_on == date(2018, 7, 1)
        spells = (await session.scalars(select(Membership))).all()
        assert {spell.member_id for spell in spells} == {member.id for member in members}
        assert {spell.started_on for spell in spells} == {date(2019, 5, 1)}
        events = (await session.scalars(select(MemberEvent))).all()
        assert {event.kind for event in events} == {"imported"}
        assert {event.facts["line"] for event in events} == set(range(3, 33))
        await fold_statistics(session)
        counted = (await session.execute(select(func.sum(OrganizationStat.members)))).scalar_one()
        assert counted == 30
        told = (await session.scalars(select(AuditEvent).where(AuditEvent.event == "import_committed"))).all()  # type: ignore[arg-type]
        assert [event.facts["counts"] for event in told] == [{"imported": 30, "wrong": 1}]
    again = await client.post(f"/imports/{roster['id']}/commit", headers={"If-Match": f'"v{roster["version"]}"'})
    assert (again.status_code, again.json()["code"]) == (409, "import_nothing_new")


async def test_a_row_that_is_held_for_a_moment_is_taken_too(
    api: Api, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """MBR-01: hands pass by what somebody else has in hand; what is let go behind them is taken before the import ends."""
    monkeypatch.setattr(Members, "hands", 1)
    client = await api.as_("union_chair")
    content, _errors = planted.roster(12, errors=1)
    roster = await intake.checked(client, worker, content)
    take, calls = imports.take_batch, 0

    async def take_beside(*args: Any, **more: Any) -> list[dict[str, Any]]:
        nonlocal calls
        calls += 1
        if calls > 1:
            return await take(*args, **more)
        async with api.database.transaction(EVERYTHING) as session:
            held = select(ImportRow).where(ImportRow.state == "new").order_by(ImportRow.line).limit(1)  # type: ignore[arg-type]
            await session.execute(held.with_for_update())
            return await take(*args, **more)

    monkeypatch.setattr(imports, "take_batch", take_beside)
    done = await intake.committed(client, worker, roster)
    assert (done["counts"]["new"], done["counts"]["imported"]) == (0, roster["counts"]["new"])


async def test_who_is_there_already(api: Api, worker: Worker) -> None:
    """MBR-02, trust.md section 0 row 5: in the file twice, registered here, with a neighbour, beyond the scope."""
    chair, sibling = await api.as_("union_chair"), await api.as_("sibling_chair")
    county, neighbour = await api.as_("county_officer"), await api.as_("neighbour_officer")
    here = workbooks.xlsx([P(1, 所在分会=""), P(2, 所在分会="")])
    await intake.committed(chair, worker, await intake.checked(chair, worker, here))
    there = workbooks.xlsx([P(3, 所在分会="")])
    await intake.committed(sibling, worker, await intake.checked(sibling, worker, there, union="hospital"))
    far = workbooks.xlsx([P(4, 所在分会="")])
    await intake.committed(neighbour, worker, await intake.checked(neighbour, worker, far, union="electronics"))

    rows = [
        P(1, 所在分会=""),
        P(2, 所在分会="", 学历="博士"),
        P(3, 所在分会=""),
        P(4, 所在分会=""),
        P(5),
        P(5, 备注="又一次"),
    ]
    seen = {}
    for client in (chair, county):
        roster = await intake.checked(client, worker, workbooks.xlsx(rows))
        found = await intake.rows_of(client, roster)
        seen[client] = [(row["state"], [p["code"] for p in row["problems"]]) for row in found]
    shared = [("unchanged", []), ("changed", [])]
    rest = [("elsewhere", ["import_row_elsewhere"]), ("new", []), ("duplicate", ["import_row_duplicate"])]
    assert seen[chair] == [*shared, ("elsewhere", ["import_row_elsewhere"]), *rest]
    assert seen[county] == [*shared, ("elsewhere", ["import_row_other_union"]), *rest]


async def test_somebody_registered_between_check_and_commit(api: Api, worker: Worker) -> None:
    """MBR-02: two unions check the same person; the second commit finds them taken, and nobody is twice."""
    chair, sibling = await api.as_("union_chair"), await api.as_("sibling_chair")
    rows = [P(1, 所在分会=""), P(2, 所在分会="")]
    first = await intake.checked(chair, worker, workbooks.xlsx(rows))
    second = await intake.checked(sibling, worker, workbooks.xlsx([*rows, P(3, 所在分会="")]), union="hospital")
    await intake.committed(chair, worker, first)
    second = await intake.committed(sibling, worker, second)
    assert (second["counts"]["imported"], second["counts"]["elsewhere"]) == (1, 2)


async def test_a_township_names_the_union_of_each(api: Api, worker: Worker) -> None:
    """MBR-01, ORG-16: unions by name or by the employer's name; none or an unknown one is told."""
    client = await api.as_("township_officer")
    titles = ("姓名", "身份证号", "工作单位", "所在工会")
    lines = [
        (workbooks.name(1), workbooks.id_number(1), "", "青溪县人民医院工会"),
        (workbooks.name(2), workbooks.id_number(2), "青溪纺织有限公司", ""),
        (workbooks.name(3), workbooks.id_number(3), "", ""),
        (workbooks.name(4), workbooks.id_number(4), "", "白石水泥有限公司工会"),
    ]
    content = "\n".join(",".join(line) for line in [titles, *lines]).encode("gb18030")
    roster = await intake.checked(client, worker, content, union="chengguan", name="名册.csv")
    rows = await intake.rows_of(client, roster)
    assert [row["organization_name"] for row in rows[:2]] == ["青溪县人民医院工会", "青溪纺织有限公司工会"]
    assert [p["code"] for row in rows[2:] for p in row["problems"]] == ["import_union_unsaid", "import_union_unknown"]


async def test_secrets_are_masked(api: Api, worker: Worker) -> None:
    """MBR-01, trust.md A-02: neither the answer nor the database shows a number, a phone or a card."""
    client = await api.as_("union_chair")
    card = "6222021234567890123"
    roster = await intake.checked(client, worker, workbooks.xlsx([P(1, 银行卡号=card), P(2, 手机号="13800")]))
    answer = await client.get(f"/imports/{roster['id']}/rows")
    for secret in (workbooks.id_number(1), workbooks.id_number(2), "13800000001", card):
        assert secret not in answer.text
    shown = {field["field"]: field["value"] for field in answer.json()["items"][0]["fields"]}
    assert shown["phone"] == "138****0001"
    async with api.database.transaction(EVERYTHING) as session:
        found = await session.execute(select(func.count()).select_from(Member))
        assert found.scalar_one() == 0
        from sqlalchemy import text

        dump = (await session.execute(text("select string_agg(r::text, '') from import_row r"))).scalar_one()
    assert workbooks.id_number(1) not in dump
    assert "13800000001" not in dump


async def test_template_goes_in_and_out(api: Api, worker: Worker) -> None:
    """MBR-01; ui.md 1.3 no. 16: columns all known, notes, a sample that is passed over, rules, version, identifiers as text."""
    client = await api.as_("union_chair")
    answer = await client.get("/templates/members", params={"organization_id": str(id_of("textile"))})
    assert answer.status_code == 200
    book = openpyxl.load_workbook(BytesIO(answer.content))
    sheet = book["会员"]
    assert {name: book.defined_names[name].value for name in ("list_branch", "list_sex")} == {
        "list_branch": "'选项'!$N$1:$N$2",
        "list_sex": "'选项'!$D$1:$D$2",
    }
    assert [cell.value for cell in book["选项"]["N"]][:2] == ["印染分会", "织造分会"]
    assert book["选项"].sheet_state == "hidden"
    titles = [cell.value for cell in sheet[1]]
    assert titles == [column.title for column in MEMBERS.columns]
    # An empty cell of a column of numbers is text before anybody types into it.
    wide = sheet.column_dimensions.values()
    texts = {number for each in wide if each.number_format == "@" for number in range(each.min, each.max + 1)}
    assert texts >= set(range(1, len(titles) + 1))
    told = {cell.value: cell.comment.text for cell in sheet[1] if cell.comment}
    assert told == {column.title: column.note for column in MEMBERS.columns if column.note}
    assert len(told) >= 5
    shown = {cell.value: sheet.cell(2, cell.column).value or "" for cell in sheet[1]}
    assert shown.pop("姓名").startswith("示例")
    assert shown == {column.title: column.sample for column in MEMBERS.columns if column.title != "姓名"}
    rules = [cell.value for cell in book["填表说明"]["A"] if cell.value]
    *numbered, last = rules
    assert [rule.split(". ", 1)[1] for rule in numbered[: len(MEMBERS.notes)]] == list(MEMBERS.notes)
    assert [rule.split(".")[0] for rule in numbered] == [str(n) for n in range(1, len(numbered) + 1)]
    assert last == f"模板版本 {VERSION}　青溪纺织有限公司工会　{today().isoformat()}"
    assert book.custom_doc_props["unionhome_template"].value == f"members {VERSION}"
    assert book.properties.description.startswith(VERSION)
    sheet.cell(3, titles.index("姓名") + 1, workbooks.name(1))
    sheet.cell(3, titles.index("身份证号") + 1, workbooks.id_number(1))
    filled = BytesIO()
    book.save(filled)
    roster = await intake.checked(client, worker, filled.getvalue())
    assert roster["ignored"] == []
    assert [column["field"] for column in roster["columns"]] == [column.name for column in MEMBERS.columns]
    assert (roster["counts"]["new"], roster["counts"]["wrong"]) == (1, 0)


async def test_same_file_twice_is_one_job(api: Api) -> None:
    """trust.md 2.5: the same content for the same union gives the same job."""
    client = await api.as_("union_chair")
    content = workbooks.xlsx(workbooks.people(3))
    one, two = await intake.ask_check(client, content), await intake.ask_check(client, content)
    assert one["id"] == two["id"]


async def test_a_file_without_a_row_fails_with_its_reason(api: Api, worker: Worker) -> None:
    """MBR-01: the job says why, the import is failed, and no row is left."""
    client = await api.as_("union_chair")
    job = await intake.ask_check(client, "姓名,身份证号\n".encode(), name="x.csv")
    await intake.work_off(worker)
    done = (await client.get(f"/jobs/{job['id']}")).json()
    assert (done["state"], done["problem"]["code"]) == ("failed", "import_empty")
    assert (await intake.import_of(client, job))["state"] == "failed"


async def test_scope_of_imports(api: Api, worker: Worker) -> None:
    """ROL-03: a roster of another union is not there; nobody imports outside their scope or without the permission."""
    chair = await api.as_("union_chair")
    roster = await intake.checked(chair, worker, workbooks.xlsx(workbooks.people(2)))
    for key in ("sibling_chair", "neighbour_officer"):
        stranger = await api.as_(key)
        for path in ("", "/rows", "/rows/1-3", "/faults", "/annotated.xlsx"):
            assert (await stranger.get(f"/imports/{roster['id']}{path}")).status_code == 404
        commit = await stranger.post(f"/imports/{roster['id']}/commit", headers={"If-Match": '"v1"'})
        assert commit.status_code == 404
        assert (await stranger.get("/imports")).json()["items"] == []
    uploaded = (await intake.upload(chair, workbooks.xlsx(workbooks.people(2)))).json()["id"]
    asked = {"kind": "members", "file_id": uploaded, "organization_id": str(id_of("hospital"))}
    answer = await chair.post("/imports", json=asked, headers={"Idempotency-Key": "another-union"})
    assert answer.status_code == 404
    assert (await (await api.as_("county_auditor")).get("/imports")).status_code == 403


async def test_line_officer_imports_into_the_line(api: Api, worker: Worker) -> None:
    """ORG-02: the officer of a line takes in the roster of a school that lies in another county's territory."""
    client = await api.as_("line_officer")
    rows = [P(number, 所在分会="") for number in range(4)]
    roster = await intake.checked(client, worker, workbooks.xlsx(rows), union="school")
    roster = await intake.committed(client, worker, roster)
    assert roster["counts"]["imported"] == 4


async def test_commit_needs_the_version(api: Api, worker: Worker) -> None:
    """api.md, Concurrency: 428 without If-Match, 412 when stale."""
    client = await api.as_("union_chair")
    roster = await intake.checked(client, worker, workbooks.xlsx(workbooks.people(2)))
    path = f"/imports/{roster['id']}/commit"
    assert (await client.post(path)).status_code == 428
    assert (await client.post(path, headers={"If-Match": '"v1"'})).status_code == 412


async def test_command_line_takes_the_same_road(api: Api, tmp_path: Path) -> None:
    """Issue 2, section 7: `./dev import FILE`."""
    path = tmp_path / "名册.xlsx"
    path.write_bytes(workbooks.xlsx([*workbooks.people(20), P(20, 姓名="王")]))
    said: list[str] = []
    counts = await import_file(
        api.database, api.vault, path, organization="青溪纺织有限公司工会", login="county_officer", say=said.append
    )
    assert (counts["imported"], counts["wrong"]) == (20, 1)
    assert any("第 23 行 B 姓名" in line for line in said)


FORMS = {"xls": sheets.xls, "ods": sheets.ods, "csv": sheets.csv_gb18030}


@pytest.mark.parametrize("form", list(FORMS))
async def test_other_forms_go_the_whole_road(api: Api, worker: Worker, form: str) -> None:
    """Issue 2 section 7, ui.md 1.3 no. 17: .xls, .ods and a .csv in GB18030 are checked cell by cell and taken in."""
    planted = {
        7: ({"姓名": "王2明"}, ("B", "name_character")),
        23: ({"身份证号码": 430124199001011234}, ("C", "import_cell_number")),
        41: ({"出生日期": date(1950, 1, 1)}, ("E", "member_contradicts_document")),
        58: ({"学历": "很高"}, ("G", "import_value_unknown")),
        77: ({"手机号": "1380013800"}, ("I", "phone_invalid")),
        99: ({"入会时间": "2019-02-30"}, ("N", "import_date_invalid")),
    }
    if form == "csv":
        # Text knows no number cells: the digits are all there, and are judged as what they are.
        planted[23] = ({"身份证号码": "430124199001011234"}, ("C", "id_number_checksum"))
    rows = [P(number, **planted.get(number, ({},))[0]) for number in range(120)]
    rows[3] |= {"姓名": "尼亚孜·买买提", "备注": "㐂，“生僻字”；第二行"}
    rows[5] |= {"出生日期": date(1962, 1, 6), "入会时间": date(2019, 5, 1)}
    client = await api.as_("union_chair")
    roster = await intake.checked(client, worker, FORMS[form](rows), name=f"名册.{form}")
    wrong = await intake.rows_of(client, roster, state="wrong")
    found = {row["line"]: [(problem["column"], problem["code"]) for problem in row["problems"]] for row in wrong}
    assert found == {number + 3: [told] for number, (_change, told) in planted.items()}
    assert (roster["counts"]["new"], roster["counts"]["wrong"]) == (114, 6)
    done = await intake.committed(client, worker, roster)
    assert done["counts"]["imported"] == 114
    assert (await client.get("/members", params={"with_total": True})).json()["total"] == 114
    (rare,) = (await client.get("/members", params={"q": "尼亚孜·买买提"})).json()["items"]
    assert (await client.get(f"/members/{rare['id']}")).json()["notes"] == "㐂，“生僻字”；第二行"
    number = workbooks.id_number(5)
    (dated,) = (await client.post("/members/search", json={"id_number": number})).json()["items"]
    assert (dated["born_on"], dated["joined_on"]) == ("1962-01-06", "2019-05-01")
    assert number not in (await client.get("/members")).text


async def test_a_draft_elsewhere_keeps_nobody_out(api: Api, worker: Worker) -> None:
    """MBR-01: another union's draft is no reason to refuse a row; one's own is, and so is an application handed in."""
    county, neighbour = await api.as_("county_officer"), await api.as_("neighbour_officer")
    numbers = [workbooks.id_number(number) for number in range(5)]
    for client, union, number, submit in (
        (neighbour, "electronics", numbers[0], False),
        (county, "hospital", numbers[1], False),
        (county, "textile", numbers[2], False),
        (neighbour, "electronics", numbers[3], True),
    ):
        body = {"name": "王小军", "organization_id": str(id_of(union)), "id_number": number}
        answer = await client.post("/members", json=body, params={"submit": submit}, headers=once())
        assert answer.status_code == 201, answer.text
    left = await join(neighbour, "王小军", "electronics", id_number=numbers[4])
    assert (await step(neighbour, left, "withdraw")).status_code == 200
    roster = await intake.checked(county, worker, workbooks.xlsx(workbooks.people(6)))
    states = {row["line"]: row["state"] for row in await intake.rows_of(county, roster)}
    assert states == {3: "new", 4: "new", 5: "wrong", 6: "elsewhere", 7: "new", 8: "new"}
    await intake.committed(county, worker, roster)
    (back,) = (await county.post("/members/search", json={"id_number": numbers[4]})).json()["items"]
    assert back["number"] == left["number"]
    assert len((await county.get(f"/members/{back['id']}")).json()["memberships"]) == 2


async def test_people_elsewhere_are_told_fifty_times_a_day(api: Api, worker: Worker) -> None:
    """trust.md section 0 row 5: over all imports and transfers of a day; past the limit a taken number and a free one look
    alike, and whom the scope holds is judged as ever."""
    chair, neighbour = await api.as_("union_chair"), await api.as_("neighbour_officer")
    theirs = [P(number, 所在分会="") for number in range(3)]
    await intake.committed(
        neighbour, worker, await intake.checked(neighbour, worker, workbooks.xlsx(theirs), union="electronics")
    )
    mine = workbooks.xlsx([P(10, 所在分会="")])
    await intake.committed(chair, worker, await intake.checked(chair, worker, mine))
    async with api.database.transaction(EVERYTHING) as session:
        session.add_all(
            Reveal(user_id=id_of("user:union_chair"), field="existence", reason="pull", at=datetime.now(UTC))
            for _ in range(ELSEWHERE_A_DAY - 2)
        )
    rows = [
        theirs[0],
        P(11, 所在分会=""),
        theirs[1],
        P(12, 所在分会=""),
        theirs[2],
        P(13, 所在分会=""),
        P(10, 所在分会=""),
    ]
    roster = await intake.checked(chair, worker, workbooks.xlsx(rows))
    found = [(row["state"], [p["code"] for p in row["problems"]]) for row in await intake.rows_of(chair, roster)]
    silent = ("wrong", ["member_elsewhere_limit"])
    told = ("elsewhere", ["import_row_elsewhere"])
    assert found == [told, ("new", []), told, ("new", []), silent, silent, ("unchanged", [])]
    async with api.database.transaction(EVERYTHING) as session:
        asked = await session.scalars(
            select(AuditEvent.facts).where(
                AuditEvent.event == "member_elsewhere_asked", AuditEvent.actor_name == "方秀云"
            )  # type: ignore[arg-type]
        )
        assert [facts["why"] for facts in asked] == ["import", "import"]
