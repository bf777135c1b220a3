"""The queue of cases: whose desk, late with whom, counted by status, taken in batches; at 200,000 cases by an index."""

from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
from sqlalchemy import select, text

from backend.db.queries import aid_case_list as lists
from backend.db.queries.aid_case_list import CaseFilters, Desk
from backend.db.tables.organization import Organization
from backend.domain.access import EVERYTHING, Scope
from backend.domain.organization.codes import Level
from tests import aid, households
from tests.api.test_aid_cases import put
from tests.api.test_member_search import Explain
from tests.conftest import Api, Cluster
from tests.money import add_fund
from tests.people import once
from tests.town import id_of

WHOLE = ["unit_review", "township_review", "county_review", "city_review"]


async def ids(client: Any, **params: Any) -> list[str]:
    answer = await client.get("/aid-cases", params=params)
    assert answer.status_code == 200, answer.text
    return [each["id"] for each in answer.json()["items"]]


async def test_whose_desk(api: Api) -> None:
    """待我办: each level sees what lies with it, and not what lies with those below or above."""
    city, county = await api.as_("city_officer"), await api.as_("county_officer")
    township, chair = await api.as_("township_officer"), await api.as_("union_chair")
    program = await aid.open_program(city, "city", stages=WHOLE)
    case = await aid.submitted(api, program)
    desks = (chair, township, county, city)
    for holder in desks:
        assert [bool(await ids(each, desk=True)) for each in desks] == [each is holder for each in desks]
        assert await ids(holder) == [case["id"]]
        if holder is not city:
            case = await aid.took(holder, case, "pass")
    assert case["desk_name"] is None
    case = (await city.get(f"/aid-cases/{case['id']}")).json()
    assert case["desk_name"] == "云江市总工会"
    draft = await aid.took(city, case, "return", to="draft")
    assert [bool(await ids(each, desk=True)) for each in desks] == [True, False, False, False]
    assert await ids(township, acted=True) == [draft["id"]]
    assert await ids(await api.as_("county_chair"), acted=True) == []


async def test_where_a_level_is_missing_its_upper_union_has_it(api: Api) -> None:
    """A case that stands with the county itself has no basic union and no township above it: all of it is the county's."""
    county, other = await api.as_("county_officer"), await api.as_("county_chair")
    program = await aid.open_program(county, stages=["unit_review", "township_review", "county_review"])
    case = await aid.submitted(api, program)
    async with api.database.transaction(EVERYTHING) as session:
        union = await session.get_one(Organization, id_of("textile"))
        top = await session.get_one(Organization, id_of("qingxi"))
        here = {"organization_id": top.id, "code": top.code}
        union.parent_id = top.id
    # The union hangs on the county directly: its first desk is its own, the second is the county's.
    for status, at_county in (("unit_review", False), ("township_review", True), ("county_review", True)):
        await put(api, case, status=status)
        assert bool(await ids(other, desk=True)) is at_county, status
    await put(api, case, **here)
    for status in ("unit_review", "township_review", "county_review"):
        await put(api, case, status=status)
        assert await ids(county, desk=True) == [case["id"]], status
        assert await ids(await api.as_("city_officer"), desk=True) == []
        assert await ids(await api.as_("township_officer"), desk=True) == []


async def test_late_and_with_whom(api: Api) -> None:
    """issue 4 section 3: what is late, since when, and with whom it lies; the upper union sees it on its workbench."""
    county, chair = await api.as_("county_officer"), await api.as_("union_chair")
    program = await aid.open_program(county)
    late, fresh = await aid.submitted(api, program), await aid.submitted(api, program)
    now = datetime.now(UTC)
    await put(api, late, due_at=now - timedelta(days=3), reached_at=now - timedelta(days=9))
    assert await ids(county, late=True) == [late["id"]]
    assert await ids(county, waiting_days=5) == [late["id"]]
    [row] = (await county.get("/aid-cases", params={"late": True})).json()["items"]
    assert (row["late_days"], row["waiting_days"], row["desk_name"]) == (4, 9, "青溪纺织有限公司工会")
    [desk] = (await county.get("/aid-cases/late")).json()["items"]
    assert (desk["status"], desk["desk_name"], desk["cases"]) == ("unit_review", "青溪纺织有限公司工会", 1)
    assert await ids(chair, desk=True, sort="due") == [late["id"], fresh["id"]]
    todo = {(each["kind"], each["id"]) for each in (await county.get("/me/todo")).json()["items"]}
    assert ("aid_case_late", late["id"]) in todo
    assert ("aid_case", late["id"]) not in todo
    own = {(each["kind"], each["id"]): each for each in (await chair.get("/me/todo")).json()["items"]}
    assert own["aid_case", late["id"]]["overdue_days"] > 0
    assert ("aid_case", fresh["id"]) in own
    await put(api, late, status="approved", checker_id=id_of("user:county_chair"), due_at=None)
    assert await ids(county, late=True) == []


async def test_a_programme_about_to_close_is_on_the_workbench(api: Api) -> None:
    """RPT-02: three days before its deadline, for everybody who may still hand something in; not for a neighbour."""
    county = await api.as_("county_officer")
    soon = await aid.open_program(
        county, name="快截止", closes_at=aid.moment(days=2), papers_place="县工会大楼", papers_room="302 室"
    )
    await aid.open_program(county, name="还早", closes_at=aid.moment(days=9))
    for person, told in (("union_chair", [soon["id"]]), ("neighbour_officer", [])):
        items = (await (await api.as_(person)).get("/me/todo")).json()["items"]
        closing = [each for each in items if each["kind"] == "aid_program_closing"]
        assert [(each["id"], each["detail"]) for each in closing] == [(id, "县工会大楼 302 室") for id in told]


async def test_filters_and_sums(api: Api) -> None:
    """By programme, kind, status, category, union below, name, initials, number; summed in the order of the way."""
    county, chair = await api.as_("county_officer"), await api.as_("union_chair")
    one, other = await aid.open_program(county), await aid.open_program(county, kind="emergency", name="应急")
    first = await aid.submitted(api, one)
    second = await aid.took(chair, await aid.submitted(api, other, asked_fen=100_000), "pass")
    for params, found in (
        ({"program_id": one["id"]}, [first]),
        ({"program_kind": "emergency,medical"}, [second]),
        ({"status": "county_review"}, [second]),
        ({"category": "deep"}, []),
        ({"category": "relative"}, [first, second]),
        ({"under_id": str(id_of("textile"))}, [first, second]),
        ({"under_id": str(id_of("hospital"))}, []),
        ({"q": "王小"}, [first, second]),
        ({"q": "wxj"}, [first, second]),
        ({"q": first["number"].lower()}, [first]),
        ({"household_id": first["household_id"]}, [first]),
        ({"q": "%"}, []),
    ):
        assert await ids(county, **params) == [each["id"] for each in found], params
    sums = (await county.get("/aid-cases/sums")).json()["items"]
    assert [(each["status"], each["cases"], each["amount_fen"]) for each in sums] == [
        ("unit_review", 1, 200_000),
        ("county_review", 1, 100_000),
    ]
    whole_number = await county.get("/aid-cases", params={"q": "370602198803140010"})
    assert whole_number.json()["code"] == "search_personal_number"
    outside = await chair.get("/aid-cases", params={"under_id": str(id_of("hospital"))})
    assert outside.status_code == 404
    other_order = await county.get("/aid-cases", params={"sort": "name"})
    assert other_order.status_code == 422


async def test_the_queue_takes_one_statement(api: Api, queries: Any) -> None:
    """A page of any size; pages follow each other in both orders, each case once."""
    county, chair = await api.as_("county_officer"), await api.as_("union_chair")
    program = await aid.open_program(county)
    made = [await aid.submitted(api, program) for _ in range(5)]
    for place, case in enumerate(made[:3]):
        await put(api, case, due_at=datetime.now(UTC) + timedelta(days=19 - place))
    await put(api, made[4], due_at=None)
    for order in ("place", "due"):
        walked, cursor = [], None
        while True:
            params = {"limit": 2, "sort": order} | ({"cursor": cursor} if cursor else {})
            with queries(at_most=3):
                page = (await chair.get("/aid-cases", params=params)).json()
            walked += [each["id"] for each in page["items"]]
            cursor = page["next_cursor"]
            if cursor is None:
                break
        places = [made.index(next(each for each in made if each["id"] == id)) for id in walked]
        assert places == ([0, 1, 2, 3, 4] if order == "place" else [3, 2, 1, 0, 4]), order
    with queries(at_most=4):
        counted = await county.get("/aid-cases", params={"desk": True, "with_total": True, "limit": 1})
    assert counted.json()["total"] == 0


async def batch(client: Any, cases: list[dict[str, Any]], step: str = "pass", **more: Any) -> dict[str, Any]:
    items = [{"id": each["id"], "version": each["version"]} for each in cases]
    answer = await client.post("/aid-cases/batches", json={"items": items, "step": step, **more}, headers=once())
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def test_a_batch_has_a_result_for_each(api: Api, queries: Any) -> None:
    """issue 4 section 3: each from where it stands; what cannot go is named, the others go; not once per row."""
    county, chair = await api.as_("county_officer"), await api.as_("union_chair")
    neighbour, city = await api.as_("neighbour_officer"), await api.as_("city_officer")
    program = await aid.open_program(county)
    cases = [await aid.submitted(api, program) for _ in range(4)]
    gone = await aid.took(chair, cases[3], "withdraw")
    theirs = await households.open_file(neighbour, city, "electronics", still_poor=True)
    elsewhere = await aid.begin(neighbour, await aid.open_program(city, "city"), theirs)
    stale = cases[2] | {"version": cases[2]["version"] - 1}
    done = await batch(chair, [cases[0], cases[1], stale, gone, elsewhere], reason="情况属实")
    assert (done["total"], done["succeeded"], done["failed"]) == (5, 2, 3)
    assert [(each["status"], (each["problem"] or {}).get("code")) for each in done["items"]] == [
        (200, None),
        (200, None),
        (412, "aid_case_moved"),
        (409, "step_not_possible"),
        (404, "not_found"),
    ]
    assert done["items"][4]["number"] is None
    after = [(await chair.get(f"/aid-cases/{each['id']}")).json() for each in cases]
    assert [each["status"] for each in after] == ["county_review", "county_review", "unit_review", "withdrawn"]
    assert after[0]["taken"][-1]["reason"] == "情况属实"
    assert after[0]["version"] == cases[0]["version"] + 1
    more = [await aid.took(chair, await aid.submitted(api, program), "pass") for _ in range(3)]
    with queries(at_most=60) as few:
        await batch(county, [after[0]])
    with queries(at_most=60) as many:
        await batch(county, [after[1], *more])
    # A savepoint for each is begun and let go; nothing else grows with the cases.
    grown = [each for each in many if "SAVEPOINT" not in each.upper()]
    assert len(grown) <= len([each for each in few if "SAVEPOINT" not in each.upper()])
    back = await county.post("/aid-cases/batches", json={"items": [], "step": "return"}, headers=once())
    assert back.status_code == 422
    silent = await county.post(
        "/aid-cases/batches", json={"items": [{"id": cases[2]["id"], "version": 9}], "step": "return"}, headers=once()
    )
    assert silent.json()["errors"][0]["pointer"] == "/reason"
    large = [{"id": str(id_of(f"case{n}")), "version": 1} for n in range(201)]
    too_many = await county.post("/aid-cases/batches", json={"items": large, "step": "pass"}, headers=once())
    assert too_many.status_code == 422


async def test_a_case_named_twice_goes_once(api: Api) -> None:
    """Doubled in one batch, and the batch doubled by a retry."""
    chair = await api.as_("union_chair")
    case = await aid.submitted(api, await aid.open_program(await api.as_("county_officer")))
    items = [{"id": case["id"], "version": case["version"]}] * 2
    key = once()
    for _ in range(2):
        answer = await chair.post("/aid-cases/batches", json={"items": items, "step": "pass"}, headers=key)
        assert (answer.status_code, answer.json()["succeeded"], answer.json()["total"]) == (200, 1, 1)
    assert len((await chair.get(f"/aid-cases/{case['id']}")).json()["taken"]) == 2


async def test_an_approval_reserves_and_a_revocation_releases(api: Api) -> None:
    """issue 4 section 5: the fund that is named; one that has too little approves what it can and says what is there."""
    county, chair = await api.as_("county_officer"), await api.as_("union_chair")
    async with api.database.transaction(EVERYTHING) as session:
        fund = (await add_fund(session, fen=500_000)).id
        elsewhere = (await add_fund(session, "nanhe", fen=500_000)).id
    program = await aid.open_program(county)
    cases = [await aid.took(chair, await aid.submitted(api, program), "pass") for _ in range(4)]
    one = await aid.took(county, cases[0], "pass", fund_id=str(fund))
    assert (one["status"], one["fund_id"]) == ("approved", str(fund))
    rest = await batch(county, cases[1:3], fund_id=str(fund))
    assert [(each["status"], (each["problem"] or {}).get("code")) for each in rest["items"]] == [
        (200, None),
        (409, "fund_short"),
    ]
    short = (await county.get(f"/aid-cases/{cases[2]['id']}")).json()
    assert (short["status"], short["checker_name"], short["fund_id"], short["approved_at"]) == (
        "county_review",
        "",
        None,
        None,
    )
    revoked = await aid.took(county, one, "revoke")
    assert (revoked["status"], revoked["fund_id"]) == ("county_review", None)
    assert (await aid.took(county, short, "pass", fund_id=str(fund)))["status"] == "approved"
    refused = await aid.step(county, cases[3], "pass", fund_id=str(elsewhere))
    assert refused.status_code == 404


CASES = 200_000


async def test_the_queue_of_a_large_city_uses_an_index(api: Api, cluster: Cluster) -> None:
    """Two hundred thousand cases: a desk, what is late and a programme are found by an index, not by reading all."""
    program = await aid.open_program(await api.as_("city_officer"), "city")
    async with api.database.transaction(EVERYTHING) as session:
        county = (await session.scalars(select(Organization).where(Organization.id == id_of("qingxi")))).one()  # type: ignore[arg-type]
        await _fill(session, program["id"])
    name = api.database.engine.url.database
    with psycopg.connect(cluster.server.url("owner", str(name)), autocommit=True) as owner:
        owner.execute("analyze aid_case")
    scope = Scope(low=county.code, high=county.code_hi, organization_id=county.id)
    desk = Desk(organization_id=county.id, level=Level.COUNTY, user_id=id_of("user:county_officer"))
    now = datetime.now(UTC)
    for filters in (
        CaseFilters(now=now, scope=scope, desk=desk, by_due=True),
        CaseFilters(now=now, scope=scope, statuses=["approved"]),
        CaseFilters(now=now, scope=scope, desk=desk, late=True, by_due=True),
        CaseFilters(now=now, scope=scope),
        CaseFilters(now=now, scope=scope, acted=id_of("user:county_officer")),
    ):
        async with api.database.transaction(scope) as session:
            plan = "\n".join(
                row[0] for row in await session.execute(Explain(lists.list_cases(filters=filters, limit=51).select))
            )
        assert "Seq Scan on aid_case" not in plan, plan


async def _fill(session: Any, program: str) -> None:
    bases = (await session.scalars(select(Organization).where(Organization.level == 4))).all()  # type: ignore[arg-type]
    for place, union in enumerate(bases):
        await session.execute(
            text(
                "insert into aid_case (id, number, program_id, organization_id, code, member_id, name, initials, status,"
                " evaluation, asked_fen, amount_fen, maker_id, maker_name, checker_id, checker_name, payer_id, payer_name,"
                " reached_at, due_at, created_at, updated_at, version)"
                " select gen_random_uuid(), :place || 'X' || n, cast(:program as uuid), :union, :code, gen_random_uuid(),"
                " '王' || n, 'w', (array['unit_review', 'county_review', 'approved', 'paid', 'archived', 'archived',"
                " 'archived', 'archived', 'archived', 'archived'])[1 + n % 10], '{}', 1, 1, :maker, '', :checker, '',"
                " :payer, '', now(), now() + (n % 400 - 1) * interval '1 hour', now(), now(), 1"
                " from generate_series(1, :cases) n"
            ),
            {
                "place": str(place),
                "program": program,
                "union": union.id,
                "code": union.code,
                "maker": id_of("m"),
                "checker": id_of("c"),
                "payer": id_of("p"),
                "cases": CASES // len(bases),
            },
        )
