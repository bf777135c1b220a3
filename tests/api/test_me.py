"""One's own account: who I am, where I may work, what I keep, what waits for me (ROL-08; RPT-09)."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from backend.domain.calendar import day_of
from tests import households
from tests.api.test_grants import draft, propose
from tests.api.test_sign_in import rows
from tests.conftest import Api
from tests.town import id_of


async def test_who_am_i(api: Api) -> None:
    """ROL-01: grants with their places, the permissions, where one may choose to work."""
    me = (await (await api.as_("county_officer")).get("/me")).json()
    assert (me["name"], me["login"], me["organization"]["name"]) == ("何静", "county_officer", "青溪县总工会")
    assert me["organization"]["level"] == 2
    assert [(g["role"], g["role_label"], g["organization_name"], g["tree"]) for g in me["grants"]] == [
        ("officer", "干事", "青溪县总工会", "territory")
    ]
    assert "member:edit" in me["permissions"]
    assert "audit:read" not in me["permissions"]
    assert [scope["organization_name"] for scope in me["scopes"]] == ["青溪县总工会"]
    assert me["idle_seconds"] == 900
    member = (await (await api.as_("member")).get("/me")).json()
    assert member["permissions"] == ["file:write"]


async def test_several_places_to_work(api: Api) -> None:
    """ROL-05: the widest first, each with its own permissions; `Unionhome-Scope` chooses."""
    await rows(
        api,
        "insert into role_grant (id, user_id, role, tree, organization_id, code, starts_on, ends_on, status, reason, "
        "created_at, version) select gen_random_uuid(), :u, 'auditor', 'territory', id, code, '2020-01-01', "
        "current_date + 30, 'active', '', now(), 1 from organization where id = :o returning 1",
        u=id_of("user:county_officer"),
        o=id_of("hekou"),
    )
    client = await api.as_("county_officer")
    me = (await client.get("/me")).json()
    assert [scope["organization_name"] for scope in me["scopes"]] == ["青溪县总工会", "河口镇总工会"]
    assert "member:edit" not in me["scopes"][1]["permissions"]
    assert [grant["ends_within_days"] for grant in me["grants"]] in ([None, 30], [None, 29], [None, 31])
    there = await client.get("/organizations", headers={"Unionhome-Scope": str(id_of("hekou"))})
    assert there.json()["items"][0]["name"] == "河口镇总工会"


async def test_language(api: Api) -> None:
    """What people may change themselves; nothing dangerous with it."""
    client = await api.as_("county_officer")
    assert (await client.patch("/me", json={"language": "en"})).json()["language"] == "en"
    assert (await client.patch("/me", json={"language": "fr"})).status_code == 422
    assert (await client.patch("/me", json={"language": "zh", "name": "别人"})).status_code == 422


async def test_preferences_are_mine(api: Api) -> None:
    """ui.md row 9: columns, tabs and drafts survive; nobody else sees them."""
    mine, other = await api.as_("county_officer"), await api.as_("county_chair")
    draft_of = {"form": {"name": "张三", "notes": "写到一半"}, "saved": 3}
    answer = await mine.put("/me/preferences/draft:member", json={"value": draft_of})
    assert answer.json()["value"] == draft_of
    await mine.put("/me/preferences/columns:members", json={"value": {"shown": ["name", "phone"]}})
    assert (await mine.get("/me/preferences/draft:member")).json()["value"] == draft_of
    names = [item["name"] for item in (await mine.get("/me/preferences")).json()["items"]]
    assert names == ["columns:members", "draft:member"]
    assert (await other.get("/me/preferences/draft:member")).status_code == 404
    assert (await other.get("/me/preferences")).json()["items"] == []
    await other.put("/me/preferences/draft:member", json={"value": {"saved": 1}})
    assert (await other.delete("/me/preferences/draft:member")).status_code == 204
    assert (await mine.get("/me/preferences/draft:member")).json()["value"] == draft_of
    assert (await mine.delete("/me/preferences/draft:member")).status_code == 204
    assert (await mine.delete("/me/preferences/draft:member")).status_code == 204
    assert (await mine.get("/me/preferences/draft:member")).status_code == 404


async def test_two_windows_do_not_overwrite_each_other(api: Api) -> None:
    """ui.md row 9: whoever names the version they saw is refused over another one; a habit needs none."""
    mine = await api.as_("county_officer")
    path = "/me/preferences/draft:union"
    first = await mine.put(path, json={"value": {"by": 1}}, headers={"If-Match": '"0"'})
    assert first.status_code == 200
    assert first.headers["etag"] == f'"v{first.json()["version"]}"'
    assert (await mine.put(path, json={"value": {"by": 2}}, headers={"If-Match": '"0"'})).status_code == 412
    seen = {"If-Match": first.headers["etag"]}
    second = await mine.put(path, json={"value": {"by": 2}}, headers=seen)
    assert second.json()["version"] > first.json()["version"]
    late = await mine.put(path, json={"value": {"by": 3}}, headers=seen)
    assert (late.status_code, late.json()["code"]) == (412, "stale")
    assert (await mine.get(path)).json()["value"] == {"by": 2}
    assert (await mine.delete(path, headers=seen)).status_code == 412
    assert (await mine.put(path, json={"value": {"by": 4}})).status_code == 200
    now = (await mine.get(path)).headers["etag"]
    assert (await mine.delete(path, headers={"If-Match": now})).status_code == 204
    assert (await mine.put(path, json={"value": {}}, headers={"If-Match": now})).status_code == 412
    assert (await mine.put(path, json={"value": {}}, headers={"If-Match": '"9' + "9" * 40 + '"'})).status_code == 400


async def test_of_two_first_writings_at_once_one_is_refused(api: Api) -> None:
    """Two windows open the same empty form: one of them has to look again."""
    mine = await api.as_("county_officer")
    writing = [
        mine.put("/me/preferences/tabs", json={"value": {"by": number}}, headers={"If-Match": '"0"'})
        for number in range(5)
    ]
    answers = [answer.status_code for answer in await asyncio.gather(*writing)]
    assert sorted(answers) == [200, 412, 412, 412, 412]


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b'{"value": {"a": "' + b"x" * 63_000 + b'"}}', 200),
        (b'{"value": {"a": "' + b"x" * 64_000 + b'"}}', 422),
        (b'{"value": {"a": "\\u0000"}}', 422),
        (b'{"value": {"a": "\\ud800"}}', 422),
        (b'{"value": {"a": NaN}}', 422),
        (b'{"value": {"a": 1e999}}', 422),
        (b'{"value": ' + b'{"a":' * 5000 + b"1" + b"}" * 5000 + b"}", 422),
        (b'{"value": [1]}', 422),
    ],
)
async def test_what_cannot_be_kept_is_refused(api: Api, content: bytes, status: int) -> None:
    """X-02: too large, or nothing that a database can hold: never a 500."""
    client = await api.as_("county_officer")
    headers = {"Content-Type": "application/json"}
    answer = await client.put("/me/preferences/draft:x", content=content, headers=headers)
    assert answer.status_code in {status, 400 if status == 422 else status}


async def test_names_of_preferences(api: Api) -> None:
    """One form, no paths."""
    client = await api.as_("county_officer")
    assert (await client.put("/me/preferences/Bad%20Name", json={"value": {}})).status_code == 422


async def test_colleagues(api: Api) -> None:
    """The staff of my office, for handing things over."""
    people = (await (await api.as_("county_officer")).get("/me/colleagues")).json()["items"]
    assert {person["name"] for person in people} == {"何静", "吴国强", "孙丽", "郑海"}


async def test_what_waits_for_an_officer(api: Api, queries: Any) -> None:
    """RPT-09: terms that end, by urgency; only the subtree; few statements."""
    today = day_of(datetime.now(UTC))
    soon, past = today + timedelta(days=40), today - timedelta(days=10)
    for union, last_day in (("textile", soon), ("hospital", past), ("electronics", past)):
        begun = date(last_day.year - 5, last_day.month, min(last_day.day, 28))
        await rows(
            api,
            "update organization set term_started_on = :begun, term_years = 5 where id = :id returning 1",
            begun=begun,
            id=id_of(union),
        )
    await rows(
        api,
        "update organization set term_started_on = current_date where id not in (:a, :b, :c) returning 1",
        a=id_of("textile"),
        b=id_of("hospital"),
        c=id_of("electronics"),
    )
    client = await api.as_("county_officer")
    with queries(at_most=24):
        answer = await client.get("/me/todo")
    desk = answer.json()
    # Reports of the year that is over are owed on every day; test_reports.py has them.
    items = [item for item in desk["items"] if item["kind"] != "report_due"]
    assert [(item["kind"], item["name"]) for item in items] == [
        ("term", "青溪县人民医院工会"),
        ("term", "青溪纺织有限公司工会"),
    ]
    assert items[0]["overdue_days"] > 0
    assert items[1]["overdue_days"] == 0
    assert [each for each in desk["counts"] if each["kind"] != "report_due"] == [{"kind": "term", "count": 2}]
    assert desk["figures"]["members"] == 0
    assert desk["figures"]["completeness"] is None
    assert (await (await api.as_("county_finance")).get("/me/todo")).json()["counts"] == []


async def test_household_files_that_wait(api: Api, queries: Any) -> None:
    """AID-11, AID-24: reviews whose year ends, and for a second officer what a colleague has entered or proposes."""
    keeper, second = await api.as_("union_chair"), await api.as_("county_officer")
    entered = await households.enter(keeper)
    due = await households.open_file(keeper, second)
    later = await households.open_file(keeper, second)
    await rows(
        api,
        "update household set review_due_on = current_date + 5 where id = :id returning 1",
        id=UUID(due["id"]),
    )
    proposal = {"category": "accident", "reason": "家中又有人病倒，收入为上年数"}
    answer = await households.step(keeper, later, "propose_decision", **proposal)
    assert answer.status_code == 200, answer.text
    with queries(at_most=24):
        desk = (await second.get("/me/todo")).json()
    waiting = {(item["kind"], item["id"]) for item in desk["items"] if item["kind"].startswith("household")}
    assert waiting == {
        ("household_review", due["id"]),
        ("household_approval", entered["id"]),
        ("household_decision", later["id"]),
    }
    own = {item["kind"] for item in (await keeper.get("/me/todo")).json()["items"]}
    assert "household_review" in own
    assert not own & {"household_approval", "household_decision"}
    elsewhere = (await (await api.as_("neighbour_officer")).get("/me/todo")).json()
    assert not [item for item in elsewhere["items"] if item["kind"].startswith("household")]


async def test_what_waits_for_a_security_administrator(api: Api) -> None:
    """trust.md 1.5: what others made, for others; not my own proposals."""
    new = {"login": "zhang.wei", "name": "张伟", "organization_id": str(id_of("qingxi"))}
    assert (await (await api.as_("system_admin")).post("/users", json=new)).status_code == 201
    first, second = await api.as_("security_admin"), await api.as_("second_security_admin")
    assert (await propose(first, draft("integrator", "officer", "qingxi"))).status_code == 201
    mine = (await first.get("/me/todo")).json()
    assert [(item["kind"], item["name"]) for item in mine["items"]] == [("user_approval", "张伟")]
    assert mine["figures"] is None
    theirs = (await second.get("/me/todo")).json()
    assert {count["kind"]: count["count"] for count in theirs["counts"]} == {"user_approval": 1, "grant_approval": 1}


async def test_nobody_s_desk_is_empty_not_an_error(api: Api) -> None:
    """A member and an integrator have nothing to do here."""
    desk = (await (await api.as_("integrator")).get("/me/todo")).json()
    assert (desk["items"], desk["figures"]) == ([], None)
