"""The forms of a statistic: flat JSON, tidy CSV, JSON-stat 2.0; what is liked best; tags and times (api.md, Statistics)."""

import csv
import io
import json
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from pyjstat import pyjstat
from sqlalchemy import text

from backend.api.statistic import formats
from backend.api.statistic.formats import CSV, JSON, JSON_STAT, form_for
from backend.db import months
from backend.domain.access import EVERYTHING
from backend.domain.refusals import NotAcceptable
from backend.domain.statistic.datasets import DATASETS
from backend.domain.statistic.periods import month_of
from tests.api.machines import machine
from tests.conftest import Api
from tests.people import join
from tests.town import today

URL = "/stats/datasets/members"


async def people(api: Api) -> None:
    city = await api.as_("city_officer")
    await join(city, "甲一", "textile", education="bachelor")
    await join(city, "甲二", "weaving")
    await join(city, "甲三", "hospital")
    await join(city, "甲四", "electronics")


class TestChoice:
    @pytest.mark.parametrize(
        ("accept", "form"),
        [
            ("", JSON),
            ("*/*", JSON),
            ("application/json", JSON),
            ("text/csv", CSV),
            ("text/*", CSV),
            ("application/*", JSON),
            (JSON_STAT, JSON_STAT),
            ("TEXT/CSV; q=0.9", CSV),
            ("text/csv;q=0.5, application/json;q=0.4", CSV),
            ("text/html, application/xhtml+xml, */*;q=0.8", JSON),
            ("*/*;q=0.1, text/csv", CSV),
            ("application/json;q=0, */*", CSV),
            ("text/csv;q=nonsense, application/json;q=0.2", JSON),
        ],
    )
    def test_by_accept(self, accept: str, form: str) -> None:
        """RFC 9110 12.5.1: the most exact name counts, the higher quality wins."""
        assert form_for(accept) == form

    @pytest.mark.parametrize("accept", ["application/xml", "text/csv;q=0", "image/*", ";", ","])
    def test_none_of_ours(self, accept: str) -> None:
        """406 and not some other form."""
        with pytest.raises(NotAcceptable):
            form_for(accept)

    async def test_406_names_what_there_is(self, api: Api) -> None:
        client = await api.as_("county_officer")
        answer = await client.get(URL, headers={"Accept": "application/xml"})
        assert (answer.status_code, answer.json()["code"]) == (406, "not_acceptable")
        assert JSON_STAT in answer.json()["detail"]


class TestJsonStat:
    # The reader calls its own older half, which warns.
    @pytest.mark.filterwarnings("ignore:Shouldn't use this function:DeprecationWarning")
    @pytest.mark.parametrize(
        "query",
        [
            {},
            {"by": "sex"},
            {"by": "child,sex,age_band", "measures": "members"},
            {"by": "child,month", "period": "this year", "measures": "members,women"},
            {"by": "education", "compare": "last_year"},
        ],
    )
    async def test_a_public_reader_reads_the_same_figures(self, api: Api, query: dict[str, str]) -> None:
        """Issue 3 section 4: pyjstat's table has, cell for cell, what the flat answer has."""
        if "period" in query:
            query = query | {"period": str(today().year)}
        await people(api)
        client = await api.as_("city_officer")
        flat = (await client.get(URL, params=query)).json()
        cube = (await client.get(URL, params=query, headers={"Accept": JSON_STAT})).text
        read = pyjstat.Dataset.read(cube)
        table = read.write("dataframe", naming="id")
        by = [name for name in query.get("by", "").split(",") if name not in ("", "child", "month")]
        found: dict[Any, float | None] = {}
        for row in table.to_dict("records"):
            place = (row["unit"], row["period"], row["measure"], *(row[name] for name in by))
            value = None if row["value"] is None or row["value"] != row["value"] else float(row["value"])
            found[(*place, row.get("compared", "value"))] = value
        for item in flat["items"]:
            unit = item["organization_id"] + (":itself" if item["itself"] else "")
            place = (unit, item["period"], item["measure"], *(item["values"][name] for name in by))
            for told in ("value", "before") if "compare" in query else ("value",):
                assert found.pop((*place, told)) == item[told], (place, told)
        assert set(found.values()) <= {None}

    async def test_every_dataset_is_a_whole_cube(self, api: Api) -> None:
        """JSON-stat 2.0: size is the product, roles name dimensions, labels are there, in the caller's language."""
        await people(api)
        client = await api.as_("county_officer")
        for dataset in DATASETS.values():
            for by in ((), *dataset.combinations):
                answer = await client.get(
                    f"/stats/datasets/{dataset.code}",
                    params={"by": ",".join([*by, "child"])},
                    headers={"Accept": JSON_STAT, "Accept-Language": "en"},
                )
                assert answer.headers["content-type"] == JSON_STAT
                cube = answer.json()
                assert (cube["version"], cube["class"], cube["label"]) == ("2.0", "dataset", dataset.en)
                cells = 1
                for name, size in zip(cube["id"], cube["size"], strict=True):
                    category = cube["dimension"][name]["category"]
                    assert len(category["index"]) == len(category["label"]) == size
                    cells *= size
                assert len(cube["value"]) == cells
                assert {name for names in cube["role"].values() for name in names} <= set(cube["id"])

    async def test_what_is_withheld_is_marked(self, api: Api) -> None:
        """Null says two things; the status says which."""
        await people(api)
        outside = await machine(api)
        cube = (await outside.get(URL, params={"measures": "members"}, headers={"Accept": JSON_STAT})).json()
        assert (cube["value"], cube["status"]) == ([None], {"0": "hidden"})
        flat = (await outside.get(URL, params={"measures": "members"})).json()
        assert [(item["value"], item["hidden"]) for item in flat["items"]] == [(None, True)]


class TestCsv:
    async def test_rfc_4180(self, api: Api) -> None:
        """No mark at the beginning, CRLF, quotes doubled, as many cells in every row, the same figures."""
        await people(api)
        client = await api.as_("county_officer")
        query = {"by": "child,sex", "measures": "members"}
        answer = await client.get(URL, params=query, headers={"Accept": "text/csv"})
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert not answer.content.startswith(b"\xef\xbb\xbf")
        assert answer.content.count(b"\n") == answer.content.count(b"\r\n")
        rows = list(csv.DictReader(io.StringIO(answer.text, newline=""), strict=True))
        flat = (await client.get(URL, params=query)).json()["items"]
        assert [(row["organization_id"], row["sex"], float(row["value"])) for row in rows] == [
            (item["organization_id"], item["values"]["sex"], item["value"]) for item in flat
        ]

    def test_names_that_look_like_formulas(self) -> None:
        """trust.md 2.5: a spreadsheet opens them as text; numbers stay numbers."""
        assert [formats._cell(value) for value in ("=1+1", "@x", "-1", "张三", True, None, -3)] == [
            *("'=1+1", "'@x", "'-1", "张三", "true", "", -3),
        ]


class TestTags:
    async def test_when_the_figures_changed(self, api: Api) -> None:
        """Last-Modified where it is known: of closed months. Cache-Control lets nobody else keep an answer."""
        last = month_of(date.fromordinal(month_of(today()).toordinal() - 1))
        async with api.database.transaction(EVERYTHING) as session:
            await session.execute(text("update closed_month set month = month - interval '1 month'"))
            await months.close_months(session, today(), at=datetime.now(UTC))
        client = await api.as_("county_officer")
        closed = await client.get(URL, params={"period": f"{last:%Y-%m}"})
        assert closed.headers["cache-control"] == "private, no-cache"
        assert parsedate_to_datetime(closed.headers["last-modified"]).isoformat() == (
            datetime.fromisoformat(closed.json()["periods"][0]["as_of"]).astimezone(UTC).isoformat()
        )
        assert "last-modified" not in (await client.get(URL)).headers

    async def test_two_clients_one_tag(self, api: Api) -> None:
        """api.md: of content and scope, never of the token or of who holds it; each form has its own."""
        one, other = await machine(api), await machine(api)
        tags = {
            accept: [(await each.get(URL, headers={"Accept": accept})).headers["etag"] for each in (one, other)]
            for accept in (JSON, CSV, JSON_STAT)
        }
        assert all(first == second for first, second in tags.values())
        assert len({first for first, _second in tags.values()}) == 3
        assert json.loads((await one.get(URL)).text)["items"] != []
