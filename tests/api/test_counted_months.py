"""What no counter is kept of has a past: counted when a month closes, and told as it stood then (issue 3 section 3)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from backend.db import months, placement
from backend.db.tables.aid import Household
from backend.db.tables.organization import Employer, Line, Organization
from backend.db.tables.qualification import Qualification
from backend.domain.access import EVERYTHING
from backend.domain.aid.codes import HardshipCategory, HardshipCause, WorkerKind
from backend.domain.calendar import CHINA
from backend.domain.organization.codes import Industry, Ownership
from backend.domain.organization.standards import EIGHT
from backend.domain.statistic.counted import COUNTED
from backend.domain.statistic.periods import last_day_of, month_after, month_of
from tests.api.test_statistics_hold import Office
from tests.api.things import BASE_UNIONS, place_things
from tests.conftest import Api
from tests.town import SINCE, UNIONS, id_of, today

Figures = dict[tuple[Any, ...], float | None]
"""By dataset, division, unit, whether that itself, values and measure."""

ASKED = sorted({(each.dataset.code, each.dimensions) for each in COUNTED})
PEOPLE: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("city_officer", {}),
    ("county_officer", {}),
    ("union_chair", {}),
    ("line_officer", {}),
    ("city_officer", {"tree": "line", "org_id": str(id_of("line:education"))}),
)
"""At every height and in both trees."""


@dataclass(frozen=True)
class Closing:
    """A month that is about to be closed; the one before this, if nothing else is said."""

    month: date = field(default_factory=lambda: month_of(date.fromordinal(month_of(today()).toordinal() - 1)))

    @property
    def last_moment(self) -> datetime:
        return datetime.combine(last_day_of(self.month), datetime.max.time(), CHINA)

    @property
    def in_time(self) -> datetime:
        """Ten minutes after its end, as the worker does it."""
        return self.last_moment + timedelta(minutes=10)

    @property
    def too_late(self) -> datetime:
        """After the first day that follows."""
        return self.last_moment + timedelta(days=1, seconds=1)

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


async def ask(client: httpx.AsyncClient, dataset: str, **query: Any) -> dict[str, Any]:
    answer = await client.get(f"/stats/datasets/{dataset}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def everything(client: httpx.AsyncClient, period: str, *, children: bool = True, **place: str) -> Figures:
    """Every figure that is counted on the spot, in each division, of a place and by what stands below it."""
    found: Figures = {}
    for dataset, dimensions in ASKED:
        for child in ((), ("child",))[: 1 + children]:
            answer = await ask(client, dataset, by=",".join([*dimensions, *child]), period=period, **place)
            for item in answer["items"]:
                unit = (item["organization_id"], item["itself"], bool(child))
                found[dataset, dimensions, unit, *item["values"].values(), item["measure"]] = item["value"]
    return found


async def open_month(api: Api, closing: Closing) -> None:
    """Let that month be the open one."""
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(text("update organization_tally_delta set month = :month"), {"month": closing.month})
        await session.execute(text("update closed_month set month = month - interval '1 month'"))


async def close(api: Api, closing: Closing, at: datetime) -> None:
    async with api.database.transaction(EVERYTHING) as session:
        assert await months.close_months(session, month_after(closing.month), at=at) == [closing.month]


async def furnish(api: Api, chance: Random) -> None:
    """Let the register say different things of everything that is counted on the spot, also below a union on a line."""
    await place_things(api)
    async with api.database.transaction(EVERYTHING) as session:
        line = await session.get_one(Line, id_of("line:education"))
        await placement.set_line(session, await session.get_one(Organization, id_of("textile")), line)
        branch = await session.get_one(Organization, id_of("weaving"))
        household = await session.get_one(Household, id_of("household:textile"))
        household.organization_id, household.code, household.line_code = branch.id, branch.code, branch.line_code
        for union in UNIONS:
            row = await session.get_one(Organization, union.id)
            row.ownership = chance.choice([*map(str, Ownership), None])
            row.industry = chance.choice([*map(str, Industry), None])
            row.standards = [str(mark) for mark in EIGHT[: chance.choice((1, len(EIGHT)))]]
            # Five years ago and less: running, due within half a year, overdue.
            row.term_started_on = chance.choice([None, today() - timedelta(days=chance.randrange(1500, 2200))])
            if chance.random() < 0.6:
                session.add(
                    Qualification(
                        organization_id=row.id,
                        code=row.code,
                        line_code=row.line_code,
                        year=chance.choice([today().year - 1, today().year, last_year_of_month()]),
                        marks=[],
                        qualified=chance.random() < 0.8,
                        from_organization_name="云江市总工会",
                        from_level=1,
                        judged_by=id_of("user:city_officer"),
                        judged_by_name="周明",
                        judged_at=SINCE,
                    )
                )
        for number in range(12):
            union = await session.get_one(Organization, id_of(chance.choice(BASE_UNIONS)))
            covered = chance.random() < 0.5
            place = union if covered else await session.get_one(Organization, union.parent_id)
            session.add(
                Employer(
                    name=f"某{number}公司",
                    initials="",
                    territory_id=union.parent_id,
                    union_id=union.id if covered else None,
                    code=place.code,
                    line_code=place.line_code,
                    ownership=chance.choice([*map(str, Ownership), None]),
                    industry=chance.choice([*map(str, Industry), None]),
                    employees=chance.choice([5, 24, 25, 300]),
                    closed_on=chance.choice([None, None, today()]),
                    created_at=SINCE,
                )
            )
        ended = last_day_of(Closing().month) + timedelta(days=1)
        (await session.get_one(Organization, id_of("textile"))).term_started_on = today() - timedelta(days=5 * 365 - 90)
        # Overdue from the day on which the month is closed, and not before.
        (await session.get_one(Organization, id_of("school"))).term_started_on = ended.replace(year=ended.year - 5)
        await session.execute(text("delete from officer where organization_id = :id"), {"id": id_of("cement")})
        for key in BASE_UNIONS:
            due = {"textile": ended - timedelta(days=60), "school": last_day_of(Closing().month)}
            born = date(chance.randrange(1960, 2006), 5, 5)
            await session.execute(
                text(
                    "update household set category = :category, main_cause = :cause, worker_kind = :kind, sex = :sex, "
                    "born_on = :born, size = :size, opened_on = :opened, returned_on = :returned, "
                    "review_due_on = :due, status = :status where id = :id"
                ),
                {
                    "id": id_of(f"household:{key}"),
                    "category": chance.choice([*map(str, HardshipCategory), None]),
                    "cause": str(chance.choice(list(HardshipCause))),
                    "kind": str(chance.choice(list(WorkerKind))),
                    "sex": chance.choice(["male", "female", None]),
                    "born": chance.choice([born, None]),
                    "size": chance.randrange(1, 6),
                    "opened": chance.choice([SINCE.date(), date(last_year_of_month(), 1, 1)]),
                    "returned": chance.choice([None, SINCE.date()]),
                    "due": due.get(key, today() + timedelta(days=chance.randrange(-60, 60))),
                    "status": "active" if key in due else chance.choice(["active", "draft"]),
                },
            )


def last_year_of_month() -> int:
    """The year of the month that is closed."""
    return Closing().month.year


async def unsettle(api: Api) -> None:
    """Let nothing of that be so any more."""
    async with api.database.transaction(EVERYTHING) as session:
        for sql in (
            "update organization set ownership = 'foreign', industry = 'mining', standards = '{}', "
            "term_started_on = '2026-01-01'",
            "delete from qualification",
            "update employer set closed_on = current_date",
            "update officer set ended_on = current_date",
            "update household set status = 'draft'",
        ):
            await session.execute(text(sql))


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_a_closed_month_says_what_the_last_moment_said(api: Api, seed: int) -> None:
    """Issue 3 section 3: by child, in every division, in both trees; whatever becomes of the register afterwards."""
    closing = Closing()
    await furnish(api, Random(seed))
    await open_month(api, closing)
    await api.at(closing.last_moment)
    before = [await everything(await api.as_(who), str(closing), **place) for who, place in PEOPLE]
    assert sum(1 for told in before for value in told.values() if value) > 300
    assert all(value is not None for told in before for key, value in told.items() if not key[-1].endswith("_rate"))
    await close(api, closing, closing.in_time)
    await unsettle(api)
    await api.at(closing.in_time + timedelta(hours=12))
    for (who, place), told in zip(PEOPLE, before, strict=True):
        then = await everything(await api.as_(who), str(closing), **place)
        assert then == told, who
    now = await everything(await api.as_("city_officer"), "now")
    assert now != before[0]


@pytest.mark.parametrize("seed", [1, 2])
async def test_so_it_is_after_whatever_was_done(api: Api, seed: int) -> None:
    """Townships that moved, unions that merged, were dissolved, founded, hung on another line within the month."""
    chance, closing = Random(seed), Closing(month_of(today()))
    await furnish(api, chance)
    office = Office(api, await api.as_("city_officer"), chance)
    for act in (office.moves, office.merges, office.dissolves, office.founds, office.hangs_on_a_line, office.appoints):
        await act()
    for _ in range(15):
        await office.act()
    await api.at(closing.last_moment)
    before = [_something(await everything(await api.as_(who), str(closing), **place)) for who, place in PEOPLE]
    await close(api, closing, closing.in_time)
    await unsettle(api)
    await api.at(closing.in_time + timedelta(hours=12))
    for (who, place), told in zip(PEOPLE, before, strict=True):
        assert _something(await everything(await api.as_(who), str(closing), **place)) == told, (who, office.did)


def _something(told: Figures) -> Figures:
    """Without what is nothing: a union that has ended is shown where it had something."""
    return {key: value for key, value in told.items() if value}


async def test_every_measure_was_there_to_be_told(api: Api) -> None:
    """The comparison above is of something: each measure and division has a figure that is not nothing."""
    closing = Closing()
    await furnish(api, Random(1))
    await open_month(api, closing)
    await close(api, closing, closing.in_time)
    told = await everything(await api.as_("city_officer"), str(closing))
    seen = {(dataset, dimensions, rest[-1]) for (dataset, dimensions, *rest), value in told.items() if value}
    assert {(each.dataset.code, each.dimensions, each.measure.code) for each in COUNTED} <= seen


async def test_shares_are_of_what_was_counted_then(api: Api) -> None:
    """ORG-09, IND-04, IND-05: the share of unions in good order and of those that qualify, beside this year's."""
    closing = Closing()
    await furnish(api, Random(1))
    await open_month(api, closing)
    await close(api, closing, closing.in_time)
    await unsettle(api)
    client = await api.as_("city_officer")
    told = {item["measure"]: item for item in (await ask(client, "unions", period=str(closing)))["items"]}
    for rate, part, whole in (
        ("standard_rate", "standard_unions", "base_unions"),
        ("qualified_rate", "qualified_unions", "base_unions"),
        ("qualified_town_rate", "qualified_town_unions", "town_unions"),
    ):
        assert told[rate]["value"] == round(100 * told[part]["value"] / told[whole]["value"], 1) > 0, rate
    # A year later it is what the year is held against, and no list has it any more.
    await api.at(closing.in_time.replace(year=closing.in_time.year + 1))
    after = await ask(client, "unions", period=f"{closing.month.year + 1}-{closing.month:%m}", compare="last_year")
    for item in after["items"]:
        assert item["before"] == told[item["measure"]]["value"], item["measure"]
    assert all(item["query"] is None for item in told.values())


async def test_the_past_goes_with_a_union_that_moves(api: Api) -> None:
    """DECISIONS 31: the township's own past is its new county's to read; the old one's sum is what it was."""
    closing = Closing()
    await furnish(api, Random(1))
    await open_month(api, closing)
    await close(api, closing, closing.in_time)
    city, old, new = [await api.as_(key) for key in ("city_officer", "county_officer", "neighbour_officer")]
    query: dict[str, Any] = {"measures": "covered", "by": "industry", "period": str(closing)}

    async def covered(client: httpx.AsyncClient, **more: Any) -> dict[str, float]:
        items = (await ask(client, "coverage", **query | more))["items"]
        return {item["values"]["industry"]: item["value"] for item in items if item["value"]}

    before = [await covered(old), await covered(new), await covered(city, org_id=str(id_of("baishi")))]
    assert all(before)
    seen = await city.get(f"/organizations/{id_of('baishi')}")
    moved = await city.post(
        f"/organizations/{id_of('baishi')}/steps",
        json={"step": "move", "parent_id": str(id_of("nanhe")), "effective_on": today().isoformat()},
        headers={"If-Match": seen.headers["etag"]},
    )
    assert moved.status_code == 200, moved.text
    assert [await covered(old), await covered(new), await covered(new, org_id=str(id_of("baishi")))] == before
    refused = await old.get("/stats/datasets/coverage", params=query | {"org_id": str(id_of("baishi"))})
    assert refused.status_code == 404
    # What is no longer the old county's to see is in the rest.
    items = (await ask(old, "coverage", **query | {"by": "industry,child"}))["items"]
    assert sum(item["value"] for item in items if item["itself"]) >= sum(before[2].values())
    assert sum(item["value"] for item in items) == sum(before[0].values())


async def test_what_was_not_counted_in_time_is_not_known(api: Api) -> None:
    """A month that is closed days later, or rebuilt, keeps its counters and says nothing of the register of then."""
    closing = Closing()
    await furnish(api, Random(1))
    await open_month(api, closing)
    await close(api, closing, closing.too_late)
    async with api.database.transaction(EVERYTHING) as session:
        rebuilt = month_of(date.fromordinal(closing.month.toordinal() - 1))
        await months.rebuild_months(session, rebuilt, at=closing.too_late)
    for person in ("city_officer", "line_officer"):
        client = await api.as_(person)
        for month, state in ((closing.month, "closed"), (rebuilt, "rebuilt")):
            period = f"{month:%Y-%m}"
            for dataset, by in (("terms", ""), ("vacancies", ""), ("households", "sex"), ("coverage", "industry")):
                for child in ((), ("child",)):
                    told = await ask(client, dataset, by=",".join([by, *child]).strip(","), period=period)
                    assert {item["value"] for item in told["items"]} == {None}
                    assert told["periods"][0]["state"] == "none"
            told = await ask(client, "coverage", measures="employers", period=period)
            assert (told["periods"][0]["state"], told["items"][0]["value"] is None) == (state, False)
    for month in (0, 1):
        told = await ask(client, "terms", period=f"{closing.month.year - 1 - month}-01")
        assert (told["periods"][0]["state"], told["items"][0]["value"]) == ("none", None)


async def test_until_the_end_of_the_first_day(api: Api) -> None:
    """A worker that was down by night still tells the month's end in the morning; the day after it does not."""
    closing = Closing()
    await furnish(api, Random(1))
    await open_month(api, closing)
    await close(api, closing, closing.too_late - timedelta(seconds=2))
    told = await ask(await api.as_("city_officer"), "terms", period=str(closing))
    assert (told["periods"][0]["state"], told["items"][0]["value"] is None) == ("closed", False)


async def test_nobody_changes_what_was_counted(api: Api) -> None:
    """Issue 3 section 3: snapshots never change; nor is what was not known filled in."""
    closing = Closing()
    await open_month(api, closing)
    await close(api, closing, closing.in_time)
    for value in ("'{}'", "null"):
        with pytest.raises(Exception, match="closed month does not change"):
            async with api.database.transaction(EVERYTHING) as session:
                await session.execute(
                    text(f"update organization_month set counted = {value} where organization_id = :id"),
                    {"id": id_of("city")},
                )


async def test_a_fixed_number_of_statements(api: Api, queries: Callable[..., Any]) -> None:
    """However many measures, values, children and months: the past is read with the cells."""
    client = await api.as_("city_officer")
    await ask(client, "coverage")
    with queries(at_most=3):
        await ask(client, "coverage", by="child,month,industry", period=str(today().year - 1))
