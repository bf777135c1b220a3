"""A-10: two answers put together tell nobody apart. Brute force over all questions of a small town (issue 3 section 4).

The town is filled with a few people in each union, so that most figures are small. A client of the city asks everything
that can be asked: every dataset, division, height, with and without children, months, quarters, years, compared and not.
Then it is attacked: by every difference of two numbers, and by bounds, where each sum of parts that make a whole narrows
what each part can be. The same attacks are shown to succeed against a plain rule that only hides what is under five.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import combinations, product
from random import Random
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from backend.db import months, tally
from backend.db.tables.statistic import CELLS, FLOWS, STOCKS
from backend.domain.access import EVERYTHING
from backend.domain.age import AgeBand
from backend.domain.identity import Sex
from backend.domain.member.codes import Education, MemberKind, NewEmployment, Politics
from backend.domain.statistic.catalogue import MeasureKind
from backend.domain.statistic.datasets import DATASETS
from backend.domain.statistic.disclosure import LEAST, STEP, Disclosure, counted_as
from backend.domain.statistic.periods import month_of
from tests.api.machines import machine
from tests.conftest import Api
from tests.town import UNIONS, id_of, today

Key = tuple[str, bool, str, str, str, tuple[str, ...]]
"""(unit, itself, period, dataset, measure, values): one figure, whichever question it came by."""

PLACES = ("city", "qingxi", "chengguan", "textile", "hekou")
WHOLE = [("sex",), ("age_band",), ("education",), ("politics",), ("sex", "age_band")]
"""Divisions of members that leave nobody out."""


async def fill(api: Api, chance: Random, *, most: int) -> None:
    """People in every union, counted cell by cell; comings and goings too."""
    async with api.database.transaction(EVERYTHING) as session:
        for union in UNIONS:
            cells = dict.fromkeys(CELLS, 0)
            for _ in range(chance.randint(0, most)):
                for cell in _cells_of_somebody(chance):
                    cells[cell] += 1
            cells |= {cell: chance.choice((0, 0, 1, 2, 3, 4, 7, 12)) for cell in FLOWS}
            others = [cell for table, of in STOCKS.items() if table != "member" for cell in of]
            cells |= {cell: chance.randint(0, 9) for cell in others}
            await session.execute(
                text(
                    f"update organization_tally set {', '.join(f'{cell} = :{cell}' for cell in cells)} "
                    "where organization_id = :id"
                ),
                cells | {"id": union.id},
            )
        await session.execute(text(tally.GATHER))


def _cells_of_somebody(chance: Random) -> Iterator[str]:
    yield from ("members", "status_active", f"{chance.choice(list(Sex))}_{int(chance.choice(list(AgeBand)))}")
    yield f"education_{chance.choice([*Education, 'unknown'])}"
    yield f"politics_{chance.choice([*Politics, 'unknown'])}"
    yield f"kind_{chance.choice(list(MemberKind))}"
    yield f"new_employment_{chance.choice(list(NewEmployment))}"
    yield from (cell for cell in ("migrants", "dispatched", "hardship", "carded", "complete") if chance.random() < 0.3)


async def everything(client: httpx.AsyncClient) -> dict[Key, Any]:
    """Every figure that can be asked for, by what it is. One figure told in two ways fails."""
    found: dict[Key, Any] = {}
    periods = f"now,{date.fromordinal(month_of(today()).toordinal() - 1):%Y-%m},{today().year}"
    for dataset in DATASETS.values():
        for by, child, key in product([(), *dataset.combinations], ((), ("child",)), PLACES):
            answer = await client.get(
                f"/stats/datasets/{dataset.code}",
                params={
                    "by": ",".join([*by, *child]),
                    "org_id": str(id_of(key)),
                    "period": periods,
                    "compare": "last_year",
                },
            )
            assert answer.status_code == 200, answer.text
            for item in answer.json()["items"]:
                figure = (
                    item["organization_id"],
                    item["itself"],
                    item["period"],
                    dataset.code,
                    item["measure"],
                    tuple(item["values"].values()) if by else (),
                )
                name = (*figure[:5], (*by, *figure[5]))
                told = (item["value"], item["hidden"])
                assert found.setdefault(name, told) == told, name
    return found


def counts(found: Mapping[Key, Any]) -> dict[Key, Any]:
    """Without the shares, which are made of two counts."""
    rates = {(d.code, m.code) for d in DATASETS.values() for m in d.measures if m.kind is MeasureKind.RATE}
    return {key: told for key, told in found.items() if (key[3], key[4]) not in rates}


@dataclass
class Range:
    """What an attacker knows of a count."""

    low: float
    high: float


def withheld(key: Key, most: int) -> Range:
    """What is known of a count that is not told: a change may lie below nought."""
    return Range(-most if DATASETS[key[3]].measure(key[4]).less else 0, most)


def sums(found: Iterable[Key]) -> list[tuple[Key, list[Key]]]:
    """Every whole with the parts that make it: a union of its children and itself, members of their divisions."""
    keys = set(found)
    children: dict[str, list[str]] = {}
    for union in UNIONS:
        if union.parent:
            children.setdefault(str(id_of(union.parent)), []).append(str(union.id))
    relations = []
    for key in keys:
        unit, itself, *rest = key
        below = children.get(unit, [])
        if not itself and below and all((child, False, *rest) in keys for child in below):
            relations.append((key, [*((child, False, *rest) for child in below), (unit, True, *rest)]))
        if key[3:] == ("members", "members", ()):
            for by in WHOLE:
                parts = [
                    each
                    for each in keys
                    if each[:5] == key[:5] and each[5][: len(by)] == by and len(each[5]) == 2 * len(by)
                ]
                if parts:
                    relations.append((key, parts))
    return relations


def narrowed(known: dict[Key, Range], relations: Iterable[tuple[Key, list[Key]]]) -> dict[Key, Range]:
    """Bounds drawn together until nothing moves."""
    relations = [(whole, parts) for whole, parts in relations if all(part in known for part in (whole, *parts))]
    moved = True
    while moved:
        moved = False
        for whole, parts in relations:
            low, high = sum(known[part].low for part in parts), sum(known[part].high for part in parts)
            moved |= _draw(known[whole], low, high)
            for part in parts:
                rest_low, rest_high = low - known[part].low, high - known[part].high
                moved |= _draw(known[part], known[whole].low - rest_high, known[whole].high - rest_low)
    return known


def _draw(known: Range, low: float, high: float) -> bool:
    before = (known.low, known.high)
    known.low, known.high = max(known.low, low), min(known.high, high)
    assert known.low <= known.high
    return before != (known.low, known.high)


def recovered(known: Mapping[Key, Range], truth: Mapping[Key, Any]) -> list[Key]:
    """Counts of one to four that the attacker knows for certain."""
    return [key for key, range_ in known.items() if 0 < (truth[key][0] or 0) < STEP and range_.low == range_.high]


_asked: list[tuple[dict[Key, Any], dict[Key, Any]]] = []
"""The town is asked once: it is hundreds of questions, and the attacks change nothing."""


@pytest.fixture
async def town(api: Api) -> tuple[dict[Key, Any], dict[Key, Any]]:
    """(what is, what a client is told): every count of the town."""
    if not _asked:
        _asked.append(await ask_the_town(api))
    return _asked[0]


async def ask_the_town(api: Api) -> tuple[dict[Key, Any], dict[Key, Any]]:
    chance = Random(20261126)
    await fill(api, chance, most=30)
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(text("update closed_month set month = month - interval '1 month'"))
        await months.close_months(session, today(), at=datetime.now(UTC))
    await fill(api, chance, most=30)
    officer = await api.as_("city_officer")
    truth = counts(await everything(officer))
    outside = await machine(api, "city", by="city_chair", per_minute=600)
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(text("update client set per_minute = 1000000"))
    api.app.state.clients.clear()
    told = counts(await everything(outside))
    return truth, told


async def test_nothing_small_is_told_and_no_difference_tells_it(town: tuple[dict[Key, Any], dict[Key, Any]]) -> None:
    """A-10: no cell under five, and no two answers whose difference is one to four."""
    truth, told = town
    small = [key for key, (value, _hidden) in truth.items() if value is not None and 0 < value < STEP]
    assert len(small) > 1_000, "the town is too large to prove anything"
    numbers = {int(value) for value, _hidden in told.values() if value is not None}
    assert len(numbers) > 20
    for key, (value, hidden) in told.items():
        count = truth[key][0]
        if value is None:
            assert hidden == (count is not None), key
        else:
            assert abs(count) >= STEP, key
            assert value % STEP == 0, key
            assert abs(value) >= LEAST, key
            assert abs(value - count) < STEP, key
    assert [pair for pair in combinations(sorted(numbers), 2) if 0 < pair[1] - pair[0] < STEP] == []


async def test_no_bounds_close_on_a_small_count(town: tuple[dict[Key, Any], dict[Key, Any]]) -> None:
    """A-10, the harder attack: all sums of the town at once, with everything that is known of the rule but its secret."""
    truth, told = town
    known = {}
    for key, (count, _hidden) in truth.items():
        if count is not None:
            value = told.get(key, (None, True))[0]
            known[key] = withheld(key, LEAST - 1) if value is None else Range(value - STEP + 1, value + STEP - 1)
    relations = sums(known)
    assert len(relations) > 500
    assert recovered(narrowed(known, relations), truth) == []


async def test_the_attack_breaks_a_rule_that_only_hides(town: tuple[dict[Key, Any], dict[Key, Any]]) -> None:
    """The control: exact numbers with those under five left out are found out by the hundred."""
    truth, _told = town
    known = {
        key: withheld(key, STEP - 1) if abs(count) < STEP else Range(count, count)
        for key, (count, _hidden) in truth.items()
        if count is not None
    }
    assert len(recovered(narrowed(known, sums(known)), truth)) > 100


class TestRule:
    """The rule by itself."""

    def test_every_count(self) -> None:
        """Withheld under five; in steps of five from ten; never five away from what is."""
        for number in range(50):
            rule = Disclosure(bytes([number + 1]) * 32)
            assert all(rule.told("unit", "members", count) is None for count in range(-STEP + 1, STEP))
            assert [rule.told("unit", "members", -count) for count in range(LEAST, 60)] == [
                -(rule.told("unit", "members", count) or 0) for count in range(LEAST, 60)
            ]
            for count in range(STEP, 60):
                told = rule.told("unit", "members", count)
                assert told is None or (told % STEP == 0 and told >= LEAST and abs(told - count) < STEP)
            assert all(rule.told("unit", "members", count) is not None for count in range(LEAST, 60))

    def test_what_is_told_fits_many_counts(self) -> None:
        """Without the secret, a number told may stand for nine counts, and a withheld one for ten."""
        rules = [Disclosure(number.to_bytes(32, "big")) for number in range(1, 200)]
        behind: dict[int | None, set[int]] = {}
        for rule, count in product(rules, range(80)):
            behind.setdefault(rule.told("unit", "members", count), set()).add(count)
        assert behind[None] == set(range(LEAST))
        assert behind[20] == set(range(16, 25))

    def test_on_average_it_is_right(self) -> None:
        """Steps go up and down alike: a city's sum of unions is not moved to one side."""
        rule = Disclosure(b"k" * 32)
        drift = sum((rule.told(f"unit {number}", "members", 47) or 0) - 47 for number in range(5_000))
        assert abs(drift) < 5_000 * 0.15

    def test_two_names_of_one_count_are_one(self) -> None:
        """Women as a measure and women as a value of sex: two samples of one count would give it away."""
        members = DATASETS["members"]
        women = members.measure("women").cells
        by_sex = {part.values[0].code: part.cells for part in members.measure("members").by["sex",]}
        assert counted_as(women, otherwise=()) == counted_as(by_sex["female"], otherwise=())
