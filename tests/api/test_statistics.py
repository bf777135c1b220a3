"""The statistics: figures that equal their lists, are exact at the commit, and stay as they were when a month is closed."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from backend.db import months, statistic
from backend.domain.access import EVERYTHING
from backend.domain.statistic.catalogue import FigureUnit, MeasureKind
from backend.domain.statistic.datasets import DATASETS
from backend.domain.statistic.periods import month_after, month_of
from tests.api.things import place_things
from tests.conftest import Api
from tests.households import open_file
from tests.people import enter, join, step
from tests.town import ABSENT, id_of, today


def this_month() -> str:
    return f"{today():%Y-%m}"


async def ask(client: httpx.AsyncClient, dataset: str = "members", **query: Any) -> dict[str, Any]:
    answer = await client.get(f"/stats/datasets/{dataset}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def figure(client: httpx.AsyncClient, dataset: str, measure: str, **query: Any) -> float | None:
    (item,) = (await ask(client, dataset, measures=measure, **query))["items"]
    return item["value"]  # type: ignore[no-any-return]


async def fold(api: Api) -> None:
    async with api.database.transaction(EVERYTHING) as session:
        await statistic.fold(session)


async def close(api: Api, day: date) -> list[date]:
    async with api.database.transaction(EVERYTHING) as session:
        return await months.close_months(session, day, at=datetime.now(UTC))


async def people(api: Api) -> None:
    """A handful of people in four unions of two counties."""
    city = await api.as_("city_officer")
    await join(city, "甲一", "textile", education="bachelor", kind="regular", migrant=True)
    await join(city, "甲二", "weaving", education="college", politics="cpc")
    await join(city, "甲三", "hospital", new_employment="care_worker", dispatched=True)
    await join(city, "甲四", "school", hardship=True)
    await join(city, "甲五", "electronics")
    await enter(city, "甲六", "textile")


class TestCatalogue:
    async def test_every_figure_says_what_it_is(self, api: Api) -> None:
        """Issue 3 section 3: definition, formula, source, unit, in Chinese and English."""
        client = await api.as_("county_officer")
        items = (await client.get("/stats/datasets")).json()["items"]
        assert [item["code"] for item in items] == list(DATASETS)
        for item in items:
            assert item["source_zh"]
            assert item["source_en"]
            for measure in item["measures"]:
                for name in ("zh", "en", "definition_zh", "definition_en", "formula_zh", "formula_en", "unit"):
                    assert measure[name], (item["code"], measure["code"], name)

    async def test_who_may_read_no_lists_reads_no_figures(self, api: Api) -> None:
        """ROL-08: administrators and members hold no `statistic:read`."""
        for person in ("system_admin", "member", "integrator"):
            client = await api.as_(person)
            assert (await client.get("/stats/datasets/members")).status_code == 403


class TestListBehind:
    @pytest.mark.parametrize("person", ["city_officer", "union_chair", "line_officer"])
    async def test_every_figure_equals_its_list(self, api: Api, person: str) -> None:
        """Issue 3 section 3: the list behind a figure has exactly what was counted: every dataset, dimension and height."""
        await place_things(api)
        await people(api)
        for union in ("textile", "electronics"):
            await open_file(await api.as_("city_officer"), await api.as_("city_chair"), union)
        client = await api.as_(person)
        tried, nothing = 0, set()
        for dataset in DATASETS.values():
            for by in [(), *dataset.combinations]:
                for more in ((), ("child",)):
                    found = await ask(client, dataset.code, by=",".join([*by, *more]))
                    for item in found["items"]:
                        # An amount is the sum of its list and not its length: test_aid_money_statistics.
                        if item["query"] is None or dataset.measure(item["measure"]).unit is FigureUnit.FEN:
                            continue
                        # Of all the figures that are nothing, one of each measure is looked up.
                        if item["value"] == 0 and (dataset.code, item["measure"]) in nothing:
                            continue
                        tried += 1
                        nothing |= {(dataset.code, item["measure"])} if item["value"] == 0 else set()
                        listed = await client.get(
                            f"/{item['query']['list']}",
                            params={**item["query"]["filters"], "with_total": True, "limit": 1},
                        )
                        assert listed.status_code == 200, listed.text
                        assert listed.json()["total"] == item["value"], item
        assert tried > 40

    async def test_counts_have_lists(self, api: Api) -> None:
        """What has none is known: what came and went, the unstated, the declared employees, people of households."""
        without = {
            (dataset.code, measure.code)
            for dataset in DATASETS.values()
            for measure in dataset.measures
            if measure.behind is None and measure.kind is MeasureKind.STOCK
        }
        assert without == {("members", "employees"), ("households", "people"), ("aid_money", "awaiting")}

    async def test_no_list_is_told_to_whom_it_is_shut(self, api: Api) -> None:
        """api.md: `query` for those with the right. A branch's officer sees figures of employers, and no list of them."""
        client = await api.as_("county_officer")
        (item,) = (await ask(client, "coverage", measures="employers"))["items"]
        assert item["query"] == {"list": "employers", "filters": {"under_id": str(id_of("qingxi"))}}


class TestFigures:
    async def test_exact_at_the_commit_folded_or_not(self, api: Api) -> None:
        """data.md section 4: a figure moves with the transaction, and folding changes nothing."""
        client = await api.as_("county_officer")
        assert await figure(client, "members", "members") == 0
        member = await join(client, "王小军", "weaving")
        assert await figure(client, "members", "members") == 1
        await fold(api)
        assert await figure(client, "members", "members") == 1
        left = await step(client, member, "withdraw", reason="本人申请退会", on=today().isoformat())
        assert left.status_code == 200, left.text
        assert await figure(client, "members", "members") == 0
        assert await figure(client, "member_changes", "withdrawn") == 1
        await fold(api)
        assert await figure(client, "members", "members") == 0
        assert await figure(client, "member_changes", "left", period=this_month()) == 1

    async def test_growth_is_what_came_less_what_went(self, api: Api) -> None:
        """ORG-12: net growth; who joins and leaves within the year adds nothing, and it may fall below nothing."""
        client = await api.as_("county_officer")
        first = await join(client, "王小军", "weaving")
        await join(client, "王小兵", "weaving")
        assert await figure(client, "member_changes", "grown", period=str(today().year)) == 2
        left = await step(client, first, "withdraw", reason="本人申请退会", on=today().isoformat())
        assert left.status_code == 200, left.text
        assert await figure(client, "member_changes", "grown", period=str(today().year)) == 1
        items = (await ask(client, "member_changes", measures="grown", by="child"))["items"]
        assert sum(item["value"] for item in items) == 1

    async def test_founded_is_told_by_the_day_of_founding(self, api: Api) -> None:
        """ORG-12: also of years before the counters began; a dissolved union is not among them."""
        client = await api.as_("county_officer")
        assert await figure(client, "foundings", "founded", period="2020") == 4
        assert await figure(client, "foundings", "founded", period="2019") == 0
        items = (await ask(client, "foundings", period="2020", by="month"))["items"]
        assert [item["value"] for item in items] == [4, *[0] * 11]
        assert (await ask(client, "foundings", period="2020"))["periods"][0]["state"] == "open"

    async def test_by_child_adds_up(self, api: Api) -> None:
        """By-child figures, with what stands with the unit itself, are the unit's own figure."""
        await people(api)
        for person in ("city_officer", "county_officer", "union_chair"):
            client = await api.as_(person)
            whole = await figure(client, "members", "members")
            items = (await ask(client, measures="members", by="child"))["items"]
            assert sum(item["value"] for item in items) == whole
        items = (await ask(await api.as_("union_chair"), measures="members", by="child"))["items"]
        assert [(item["organization_name"], item["itself"], item["value"]) for item in items] == [
            ("织造分会", False, 1),
            ("印染分会", False, 0),
            ("青溪纺织有限公司工会", True, 1),
        ]

    async def test_rates(self, api: Api) -> None:
        """MBR-04, IND-01, 02, 03: shares with one decimal, of what is there."""
        await people(api)
        await place_things(api)
        client = await api.as_("county_officer")
        found = {item["measure"]: item["value"] for item in (await ask(client))["items"]}
        assert found["employees"] == 400
        assert found["joining_rate"] == round(100 * found["members"] / 400, 1)
        assert found["card_rate"] == round(100 * found["carded"] / found["members"], 1)
        covered = {item["measure"]: item["value"] for item in (await ask(client, "coverage"))["items"]}
        assert covered["coverage_rate"] == round(100 * covered["covered"] / covered["employers"], 1)
        third = await api.as_("third_officer", **{})
        nothing = {
            item["measure"]: item["value"] for item in (await ask(third, org_id=str(id_of("dongshan"))))["items"]
        }
        assert nothing["joining_rate"] == 1.0

    async def test_the_other_tree(self, api: Api) -> None:
        """ORG-02: by line, for the line's own officer and for the city; never beyond the scope."""
        await people(api)
        line = await api.as_("line_officer")
        found = await ask(line, measures="members", by="child")
        assert (found["tree"], found["organization_name"]) == ("line", "云江市教育工会")
        assert [(i["organization_name"], i["value"]) for i in found["items"]] == [("南河县第一中学工会", 1)]
        id = str(id_of("line:education"))
        city, county = await api.as_("city_officer"), await api.as_("county_officer")
        assert await figure(city, "members", "members", tree="line", org_id=id) == 1
        assert await figure(county, "members", "members", tree="line", org_id=id) == 0

    async def test_nothing_of_elsewhere(self, api: Api) -> None:
        """ROL-01: a union outside the scope is not found, whatever is asked of it."""
        await people(api)
        client = await api.as_("county_officer")
        for id in (id_of("nanhe"), id_of("city"), ABSENT):
            answer = await client.get("/stats/datasets/members", params={"org_id": str(id)})
            assert answer.status_code == 404
        assert (await client.get("/stats/datasets/secrets")).status_code == 404

    async def test_questions_that_are_not_answered(self, api: Api) -> None:
        """Each refusal says what may be asked instead."""
        client = await api.as_("county_officer")
        for query, code in (
            ({"by": "shoe_size"}, "statistic_dimension_unknown"),
            ({"by": "sex,education"}, "statistic_dimensions_apart"),
            ({"measures": "happiness"}, "statistic_measure_unknown"),
            ({"measures": "hardship", "by": "sex"}, "statistic_dimensions_apart"),
            ({"period": "2026-13"}, "statistic_period_invalid"),
            ({"period": str(today().year + 1)}, "statistic_period_ahead"),
        ):
            answer = await client.get("/stats/datasets/members", params=query)
            assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert (await client.get("/stats/datasets/members", params={"dims": "sex"})).status_code == 400

    async def test_a_fixed_number_of_statements(self, api: Api, queries: Callable[..., Any]) -> None:
        """However many children, periods and measures."""
        client = await api.as_("city_officer")
        await ask(client)
        with queries(at_most=6):
            await ask(client, by="child,month,sex,age_band", period=f"{today().year - 1},{today().year}")

    async def test_a_figure_of_today_is_two_statements(self, api: Api, queries: Callable[..., Any]) -> None:
        """The node with the open month, and the sum: beside a statistic every further trip to the database is dear."""
        client = await api.as_("city_officer")
        await ask(client, measures="members")
        with queries(at_most=2):
            await ask(client, measures="members")


class TestAnswers:
    async def test_csv_for_machines(self, api: Api) -> None:
        """api.md: tidy CSV by Accept, a row for each figure, no byte-order mark."""
        await people(api)
        client = await api.as_("county_officer")
        answer = await client.get(
            "/stats/datasets/members", params={"by": "sex", "measures": "members"}, headers={"Accept": "text/csv"}
        )
        assert answer.headers["content-type"].startswith("text/csv")
        assert not answer.content.startswith(b"\xef\xbb\xbf")
        rows = list(csv.DictReader(io.StringIO(answer.text)))
        assert {row["sex"]: row["value"] for row in rows} == {"male": "0", "female": "3"} or sum(
            int(row["value"]) for row in rows
        ) == 3
        assert {row["measure"] for row in rows} == {"members"}

    async def test_the_etag_is_of_the_content_and_the_scope(self, api: Api) -> None:
        """api.md: never of the token; 304 when nothing changed, another tag when something did."""
        client = await api.as_("county_officer")
        url = "/stats/datasets/members"
        first = await client.get(url)
        tag = first.headers["etag"]
        chair = await api.as_("county_chair")
        assert (await chair.get(url)).headers["etag"] == tag
        assert (await client.get(url, headers={"If-None-Match": tag})).status_code == 304
        assert (await client.get(url, headers={"Accept": "text/csv"})).headers["etag"] != tag
        other = await api.as_("neighbour_officer")
        assert (await other.get(url)).headers["etag"] != tag
        await join(client)
        again = await client.get(url, headers={"If-None-Match": tag})
        assert (again.status_code, again.headers["etag"] == tag) == (200, False)


class TestMonths:
    async def test_a_closed_month_does_not_change(self, api: Api) -> None:
        """Issue 3 section 3: months close into snapshots; the current one is live; closing twice closes once."""
        client = await api.as_("county_officer")
        await join(client, "王小军", "textile")
        await fold(api)
        next_month = month_after(today())
        assert await close(api, next_month) == [month_of(today())]
        assert await close(api, next_month) == []
        async with api.database.transaction(EVERYTHING) as session:
            kept = await session.execute(
                text("select members, joined from organization_month where organization_id = :id and month = :month"),
                {"id": id_of("qingxi"), "month": month_of(today())},
            )
            assert kept.all() == [(1, 1)]
        with pytest.raises(Exception, match="closed month does not change"):
            async with api.database.transaction(EVERYTHING) as session:
                await session.execute(text("update organization_month set members = 7"))

    async def test_what_was_done_after_the_end_waits(self, api: Api) -> None:
        """A worker that was down closes the months it missed, each as it ended."""
        client = await api.as_("county_officer")
        last = month_of(date.fromordinal(month_of(today()).toordinal() - 1))
        before = month_of(date.fromordinal(last.toordinal() - 1))
        async with api.database.transaction(EVERYTHING) as session:
            await session.execute(
                text("update closed_month set month = :month"),
                {"month": month_of(date.fromordinal(before.toordinal() - 1))},
            )
        for month in (before, last):
            await join(client, "王小军", "textile")
            async with api.database.transaction(EVERYTHING) as session:
                await session.execute(
                    text("update organization_tally_delta set month = :month where month = :now"),
                    {"month": month, "now": month_of(today())},
                )
                await session.execute(text("update organization set created_at = '2020-01-01'"))
        await join(client, "李小军", "hospital")
        # Nothing is closed yet: now is now, and the flows of this month are this month's.
        await fold(api)
        assert await figure(client, "members", "members") == 3
        assert await figure(client, "member_changes", "joined", period=this_month()) == 1
        assert await close(api, today()) == [before, last]
        await fold(api)
        assert await figure(client, "members", "members") == 3
        for month, members in ((before, 1), (last, 2)):
            assert await figure(client, "members", "members", period=f"{month:%Y-%m}") == members
            assert await figure(client, "member_changes", "joined", period=f"{month:%Y-%m}") == 1
        assert await figure(client, "member_changes", "joined", period=this_month()) == 1
        found = await ask(client, measures="members", period=f"{before:%Y-%m},{last:%Y-%m},now")
        assert [each["state"] for each in found["periods"]] == ["closed", "closed", "open"]
        assert all(item["query"] is None for item in found["items"] if item["period"] != "now")

    async def test_the_past_is_read_in_the_tree_of_then(self, api: Api) -> None:
        """A township that has moved away still counts where it stood, and its own past goes with it."""
        city = await api.as_("city_officer")
        await join(city, "王小军", "cement")
        await join(city, "王大军", "textile")
        last = month_of(date.fromordinal(month_of(today()).toordinal() - 1))
        async with api.database.transaction(EVERYTHING) as session:
            await session.execute(text("update organization_tally_delta set month = :month"), {"month": last})
            await session.execute(text("update closed_month set month = month - interval '1 month'"))
        assert await close(api, today()) == [last]
        seen_ = await city.get(f"/organizations/{id_of('baishi')}")
        moved = await city.post(
            f"/organizations/{id_of('baishi')}/steps",
            json={"step": "move", "parent_id": str(id_of("nanhe")), "effective_on": today().isoformat()},
            headers={"If-Match": seen_.headers["etag"]},
        )
        assert moved.status_code == 200, moved.text
        then = f"{last:%Y-%m}"
        old, new = await api.as_("county_officer"), await api.as_("neighbour_officer")
        assert (await figure(old, "members", "members"), await figure(new, "members", "members")) == (1, 1)
        assert (
            await figure(old, "members", "members", period=then),
            await figure(new, "members", "members", period=then),
        ) == (2, 0)
        assert await figure(new, "members", "members", period=then, org_id=str(id_of("baishi"))) == 1
        items = (await ask(old, measures="members", by="child", period=then))["items"]
        # The township is no longer the old county's to see: it is in the rest.
        assert [(i["organization_name"], i["itself"], i["value"]) for i in items] == [
            ("城关镇总工会", False, 1),
            ("青溪县总工会", True, 1),
        ]
        compared = (await ask(city, measures="members", by="child", period=then))["items"]
        assert sum(item["value"] for item in compared) == 2

    async def test_a_year_that_began_before_the_counters(self, api: Api) -> None:
        """What is not known is said to be so, and not counted as nothing."""
        client = await api.as_("county_officer")
        found = await ask(client, measures="members", period=str(today().year - 1))
        assert (found["periods"][0]["state"], found["items"][0]["value"]) == ("none", None)

    async def test_months_rebuilt_from_the_register(self, api: Api) -> None:
        """A city that begins with a register of old has a past too, marked as such."""
        client = await api.as_("city_officer")
        await place_things(api)
        member = await join(client, "王小军", "textile", joined_on="2020-01-01")
        left = await step(client, member, "withdraw", reason="本人申请退会", on=today().isoformat())
        assert left.status_code == 200
        first = date(today().year - 1, 1, 1)
        async with api.database.transaction(EVERYTHING) as session:
            built = await months.rebuild_months(session, first, at=datetime.now(UTC))
        assert (built[0], len(built)) == (first, 11 + today().month)
        found = await ask(
            client, measures="members,women,joining_rate", period=f"{today().year - 1}", compare="last_year"
        )
        assert found["periods"][0]["state"] == "rebuilt"
        assert {item["measure"]: item["value"] for item in found["items"]}["members"] == 6
        trend = await ask(client, measures="members", by="month", period=str(today().year))
        assert [item["value"] for item in trend["items"]] == [6] * today().month
        async with api.database.transaction(EVERYTHING) as session:
            assert await statistic.recount(session) == []
            assert await months.rebuild_months(session, first, at=datetime.now(UTC)) == []
