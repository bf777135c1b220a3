"""Two files of one person become one, and for thirty days two again (issue 2 section 4; ui.md, /members/dupes)."""

import asyncio
from datetime import date, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select, text, update

from backend.db import upkeep
from backend.db.tables.member import Member
from backend.db.tables.merge import MemberMerge
from backend.db.tables.process import AuditEvent
from backend.domain.access import EVERYTHING
from backend.domain.member.merging import UNDO_DAYS, MergeBuiltOn, MergeOver, MergeUndone, require_undoable
from tests import households
from tests.conftest import Api
from tests.people import enter, id_number, join, once, seen
from tests.town import id_of, today

FULL = {
    "phone": "13800138000",
    "education": "bachelor",
    "bank_card": "6222020200112233445",
    "residence": "人民路 12 号",
}


async def merge(client: httpx.AsyncClient, stays: dict[str, Any], goes: dict[str, Any], *fields: str) -> dict[str, Any]:
    body = {"duplicate_id": goes["id"], "take": dict.fromkeys(fields, goes["id"])}
    answer = await client.post(f"/members/{stays['id']}/merges", json=body, headers=seen(stays))
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def newest(client: httpx.AsyncClient) -> dict[str, Any]:
    return (await client.get("/member-merges")).json()["items"][0]  # type: ignore[no-any-return]


async def undo(client: httpx.AsyncClient, merged: dict[str, Any]) -> httpx.Response:
    return await client.post(f"/member-merges/{merged['id']}/steps", json={"step": "undo"}, headers=seen(merged))


async def table_of(api: Api, statement: str) -> list[Any]:
    async with api.database.transaction(EVERYTHING) as session:
        return [tuple(row) for row in await session.execute(text(statement))]


def plain(member: dict[str, Any]) -> dict[str, Any]:
    """A file without what every change moves on."""
    return {name: value for name, value in member.items() if name not in ("version", "updated_at")}


async def test_both_files_are_as_they_were(api: Api) -> None:
    """Record, number, state, memberships, life line, post, card: exactly, and the figures with them."""
    client = await api.as_("county_officer")
    stays = await join(client, "王小军", id_number=id_number(501))
    goes = await join(client, "王小军", "hospital", id_number=id_number(503), **FULL)
    post = {"organization_id": str(id_of("hospital")), "post": "chair", "member_id": goes["id"]}
    post |= {"name": "王小军", "sex": goes["sex"], "started_on": today().isoformat()}
    appointed = await client.post("/officers", json=post, headers=once())
    assert appointed.status_code == 201, appointed.text
    before = [plain((await client.get(f"/members/{one['id']}")).json()) for one in (stays, goes)]
    lines = [(await client.get(f"/members/{one['id']}/events")).json()["items"] for one in (stays, goes)]
    figures = (await client.get(f"/organizations/{id_of('qingxi')}")).json()["figures"]
    posts = await table_of(api, "select id, member_id, ended_on, end_reason from officer order by id")
    filed = await households.enter(client, "hospital", member_id=goes["id"])
    files = await table_of(api, "select id, member_id from household")
    assert [str(value) for value in files[0]] == [filed["id"], goes["id"]]
    times = await table_of(api, "select * from membership order by id")
    union = await merge(client, stays, goes, "education", "phone", "id_number", "id_kind", "bank_card")
    assert union["phone_masked"] == "138****8000"
    assert await table_of(api, "select * from membership order by id") != times
    assert str((await table_of(api, "select member_id from household"))[0][0]) == stays["id"]
    kept = await newest(client)
    assert (kept["days_left"], kept["undo_until"]) == (UNDO_DAYS, (today() + timedelta(days=UNDO_DAYS)).isoformat())
    assert (kept["steps"][0]["step"], kept["steps"][0]["allowed"]) == ("undo", True)
    assert (await client.get(f"/member-merges/{kept['id']}")).headers["etag"] == '"v1"'
    answer = await undo(client, kept)
    assert answer.status_code == 200, answer.text
    assert (answer.json()["undone_by_name"], answer.json()["steps"][0]["allowed"]) == (kept["merged_by_name"], False)
    after = [plain((await client.get(f"/members/{one['id']}")).json()) for one in (stays, goes)]
    assert after == before
    for one, line, more in zip((stays, goes), lines, (2, 1), strict=True):
        now = (await client.get(f"/members/{one['id']}/events")).json()["items"]
        assert now[more:] == line
        assert {item["kind"] for item in now[:more]} <= {"merged", "merge_undone"}
    assert await table_of(api, "select * from membership order by id") == times
    assert await table_of(api, "select id, member_id, ended_on, end_reason from officer order by id") == posts
    assert await table_of(api, "select id, member_id from household") == files
    assert (await client.get(f"/organizations/{id_of('qingxi')}")).json()["figures"] == figures
    # Found by the numbers again, which opens and compares what was sealed.
    found = await client.post("/members/search", json={"phone": "13800138000"})
    assert [item["id"] for item in found.json()["items"]] == [goes["id"]]
    async with api.database.transaction(EVERYTHING) as session:
        told = list(await session.scalars(select(AuditEvent.event).where(AuditEvent.event.like("member_merge%"))))  # type: ignore[attr-defined]
        row = (await session.scalars(select(MemberMerge))).one()
    assert told == ["member_merged", "member_merge_undone", "member_merge_undone"]
    assert (row.before, row.moved, row.closed) == (None, {}, {})


async def test_what_came_since_stays(api: Api) -> None:
    """A merge is a state of now: after undoing, both can be merged again."""
    client = await api.as_("county_officer")
    stays, goes = await join(client, id_number=id_number(505)), await enter(client, "王小军", "hospital")
    await merge(client, stays, goes)
    await undo(client, await newest(client))
    stays = (await client.get(f"/members/{stays['id']}")).json()
    again = await merge(client, stays, goes)
    assert again["status"] == "active"
    assert [len((await client.get("/member-merges")).json()["items"])] == [2]


async def test_built_on(api: Api) -> None:
    """An edit, a step, another merge, a transfer: the list says that it can no longer be undone, and so does the step."""
    client = await api.as_("county_officer")
    stays, goes = await join(client, id_number=id_number(507)), await enter(client, "王小军", "hospital")
    union = await merge(client, stays, goes)
    edited = await client.patch(f"/members/{stays['id']}", json={"notes": "合并后补充"}, headers=seen(union))
    assert edited.status_code == 200
    kept = await newest(client)
    assert kept["steps"][0]["allowed"] is False
    answer = await undo(client, kept)
    assert (answer.status_code, answer.json()["code"]) == (409, "member_merge_built_on")
    assert answer.json()["detail"] == kept["steps"][0]["reason"]
    assert "直接更正" in answer.json()["detail"]
    assert (await client.get(f"/members/{goes['id']}")).status_code == 404


async def test_the_number_was_registered_since(api: Api) -> None:
    """Who has the document number now is not the merge's to say: mine by name, elsewhere by the sentence, counted."""
    client, neighbour = await api.as_("county_officer"), await api.as_("neighbour_officer")
    number = id_number(509)
    stays, goes = (
        await join(client, id_number=id_number(511)),
        await join(client, "王小军", "hospital", id_number=number),
    )
    await merge(client, stays, goes)
    assert (await enter(neighbour, "王小军", "electronics", id_number=number))["status"] == "submitted"
    answer = await undo(client, await newest(client))
    assert (answer.status_code, answer.json()["code"]) == (409, "member_elsewhere")
    assert (await newest(client))["undone_at"] is None
    assert (await client.get(f"/members/{goes['id']}")).status_code == 404
    told = await table_of(api, "select count(*) from reveal where field = 'existence'")
    assert told == [(1,)]


async def test_undone_twice_and_edited_at_once(api: Api) -> None:
    """trust.md F-09: of five at once one undoes; against an edit at once, exactly one of the two happens."""
    client = await api.as_("county_officer")
    stays, goes = await join(client, id_number=id_number(513)), await enter(client, "王小军", "hospital")
    await merge(client, stays, goes)
    kept = await newest(client)
    answers = await asyncio.gather(*(undo(client, kept) for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409]
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"member_merge_undone"}
    for _ in range(3):
        union = await merge(client, (await client.get(f"/members/{stays['id']}")).json(), goes)
        kept = await newest(client)
        edit = client.patch(f"/members/{stays['id']}", json={"notes": f"第 {_} 次"}, headers=seen(union))
        parted, edited = await asyncio.gather(undo(client, kept), edit)
        assert (parted.status_code, edited.status_code) in ((200, 412), (409, 200))
        if parted.status_code == 409:
            break


async def test_over_after_thirty_days(api: Api) -> None:
    """The day after the last one it is refused, and then the records it held are gone."""
    client = await api.as_("county_officer")
    stays, goes = await join(client, id_number=id_number(515)), await enter(client, "王小军", "hospital")
    await merge(client, stays, goes)
    kept = await newest(client)

    async def forgotten(days: int) -> int:
        async with api.database.transaction(EVERYTHING) as session:
            return await upkeep.forget_merges(session, today() + timedelta(days=days))

    assert await forgotten(UNDO_DAYS) == 0
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(update(MemberMerge).values(undo_until=today() - timedelta(days=1)))
    assert (await client.get("/member-merges")).json()["items"] == []
    answer = await undo(client, kept)
    assert (answer.status_code, answer.json()["code"]) == (409, "member_merge_over")
    assert await forgotten(0) == 1
    assert await forgotten(0) == 0
    assert (await undo(client, kept)).status_code == 404


async def test_who_undoes(api: Api) -> None:
    """Whoever may edit both; another county sees no merge, a reader may look and not act."""
    client = await api.as_("county_officer")
    stays, goes = await join(client, id_number=id_number(517)), await enter(client, "王小军", "hospital")
    await merge(client, stays, goes)
    kept = await newest(client)
    neighbour, auditor, chair = [await api.as_(key) for key in ("neighbour_officer", "county_auditor", "union_chair")]
    assert (await neighbour.get("/member-merges")).json()["items"] == []
    assert (await undo(neighbour, kept)).status_code == 404
    assert (await newest(auditor))["steps"][0]["allowed"] is False
    assert (await undo(auditor, kept)).status_code == 403
    # The chair of 青溪纺织 sees the file that stayed, and has no say over the hospital's.
    assert (await newest(chair))["id"] == kept["id"]
    assert (await undo(chair, kept)).status_code == 404
    assert (await undo(client, kept)).status_code == 200


async def test_secrets_at_rest(api: Api) -> None:
    """trust.md 2.8: what brings the files back holds whole numbers, and is sealed as a whole."""
    client = await api.as_("county_officer")
    number = id_number(519)
    stays = await join(client, id_number=id_number(521))
    goes = await enter(client, "王小军", "hospital", id_number=number, **FULL)
    await merge(client, stays, goes)
    ((before, rest),) = await table_of(api, "select before, (to_jsonb(m) - 'before')::text from member_merge m")
    for secret in (number, "13800138000", "6222020200112233445", "人民路"):
        assert secret.encode() not in before
        assert secret not in rest


async def test_the_list_and_its_statements(api: Api, queries: Any) -> None:
    """Pages newest first; as many statements for two merges as for one."""
    client = await api.as_("county_officer")
    for order in (523, 525, 527):
        stays, goes = await join(client, id_number=id_number(order)), await enter(client, "王小军", "hospital")
        await merge(client, stays, goes)
    with queries(at_most=3):
        page = (await client.get("/member-merges", params={"limit": 2, "with_total": True})).json()
    assert page["total"] == 3
    rest = (await client.get("/member-merges", params={"limit": 2, "cursor": page["next_cursor"]})).json()
    ids = [item["id"] for item in page["items"] + rest["items"]]
    assert ids == sorted(ids, reverse=True)
    assert len(set(ids)) == 3


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"undone_by": "何静"}, MergeUndone),
        ({"today": date(2026, 3, 31)}, MergeOver),
        ({"version_now": 4}, MergeBuiltOn),
        ({"version_now": None}, MergeBuiltOn),
    ],
)
def test_the_rule(changed: dict[str, Any], refusal: type[Exception]) -> None:
    """On the last day it can be undone still."""
    until = date(2026, 3, 30)
    fine = {"undone_by": None, "until": until, "today": until, "version_then": 3, "version_now": 3}
    require_undoable(**fine)  # type: ignore[arg-type]
    with pytest.raises(refusal):
        require_undoable(**(fine | changed))


def test_every_column_comes_back() -> None:
    """A column that a new release adds to the member must be thought of here too."""
    from backend.api.member.merging import _STATE
    from backend.db import records

    of_record = {*records._CODES, *records._AS_THEY_ARE, *records.TEXTS, *records.SEALED, "name", "pinyin", "initials"}
    indexes = {"age_band", "id_number_index", "id_tail_index", "phone_index", "phone_tail_index", "completeness"}
    place = {"id", "organization_id", "code", "line_code", "county_id", "township_id", "updated_at"}
    made = {"name2", "name3"}
    assert of_record | indexes | place | made | set(_STATE) == set(Member.model_fields)
