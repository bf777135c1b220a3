"""Free pivots: one request, totals that are asked for, and files with the same heads (issue 3 section 3; RPT-04)."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import openpyxl

from backend.cleaning import CHORES
from backend.db.file_types import FileType
from backend.domain.access import EVERYTHING
from tests.api.test_sign_in import rows
from tests.api.test_statistics import ask, people
from tests.api.things import place_things
from tests.conftest import Api
from tests.town import id_of, today


async def pivot(client: httpx.AsyncClient, dataset: str = "members", **query: Any) -> dict[str, Any]:
    answer = await client.get(f"/stats/pivots/{dataset}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


def lines(told: dict[str, Any]) -> dict[tuple[str, ...], list[float | None]]:
    """The figures of each line by its heads."""
    return {
        tuple(head["text"] for head in told["line_heads"] if head["at"] <= number < head["at"] + head["span"]): [
            cell["value"] for cell in line["cells"]
        ]
        for number, line in enumerate(told["lines"])
    }


def over(told: dict[str, Any], column: int) -> tuple[str, ...]:
    """The heads over a column, outermost first."""
    heads = sorted(told["column_heads"], key=lambda head: head["level"])
    return tuple(head["text"] for head in heads if head["at"] <= column < head["at"] + head["span"])


async def opened(client: httpx.AsyncClient, cell: dict[str, Any]) -> int:
    query = cell["query"]
    answer = await client.get(f"/{query['list']}", params={**query["filters"], "with_total": "true", "limit": 1})
    assert answer.status_code == 200, answer.text
    return int(answer.json()["total"])


async def test_rows_columns_totals_and_lists(api: Api) -> None:
    """Members by union and sex: the totals are those of coarser questions, and each figure opens as many people."""
    await place_things(api)
    await people(api)
    client = await api.as_("county_officer")
    told = await pivot(client, rows="child", columns="sex", measures="members")
    assert told["corner"] == ["单位"]
    assert [over(told, number)[-1] for number in range(len(told["columns"]))] == ["会员（人）"] * len(told["columns"])
    found = lines(told)
    (whole,) = (await ask(client, measures="members"))["items"]
    assert found["合计",][0] == whole["value"] > 0
    by_child = {
        item["organization_name"]: item["value"]
        for item in (await ask(client, measures="members", by="child"))["items"]
    }
    for (name, *_), figures in found.items():
        assert figures[0] == sum(figure or 0 for figure in figures[1:])
        if name != "合计" and "（本级）" not in name:
            assert figures[0] == by_child[name]
    cells = [cell for line in told["lines"] for cell in line["cells"] if cell["value"] and cell["query"]]
    assert len(cells) > 3
    for cell in cells:
        assert await opened(client, cell) == cell["value"]


async def test_a_rate_is_not_summed(api: Api) -> None:
    """The total of rates is the rate of the whole, in lines and in columns."""
    await place_things(api)
    await people(api)
    client = await api.as_("county_officer")
    told = await pivot(client, rows="child", measures="members,joining_rate", share="column")
    shown = [(column["measure"], column["shows"]) for column in told["columns"]]
    assert shown == [("members", "value"), ("members", "share"), ("joining_rate", "value")]
    found = lines(told)
    whole = {item["measure"]: item["value"] for item in (await ask(client, measures="members,joining_rate"))["items"]}
    assert found["合计",] == [whole["members"], 100.0, whole["joining_rate"]]
    told_below = [figures[2] for names, figures in found.items() if names != ("合计",) and figures[2] is not None]
    assert len(told_below) > 1
    assert found["合计",][2] != sum(told_below)


async def test_unions_by_ownership_with_last_year(api: Api) -> None:
    """同比 beside each figure; heads of three levels where divided, measured and compared."""
    await place_things(api)
    client = await api.as_("county_officer")
    told = await pivot(client, "unions", rows="child", columns="ownership", measures="base_unions", compare="last_year")
    assert told["head_levels"] == 3
    assert over(told, 0) == ("合计", "基层工会（家）", "数")
    assert {column["shows"] for column in told["columns"]} == {"value", "before", "change"}


async def test_months_of_a_year(api: Api) -> None:
    """A stock of the year is what there is at its end, and no sum of its months."""
    await place_things(api)
    await people(api)
    client = await api.as_("county_officer")
    now = (await ask(client, measures="members"))["items"][0]["value"]
    year = f"{(await ask(client))['as_of'][:4]}"
    found = lines(await pivot(client, rows="month", measures="members", period=year, share="column"))
    assert found["合计",][0] == now
    assert [figures[1] for names, figures in found.items() if names != ("合计",)] == [None] * (len(found) - 1)


async def test_as_many_statements_however_many_cells(api: Api, queries: Callable[..., Any]) -> None:
    """One request of a bounded number of statements: four questions, no matter how wide the table."""
    await place_things(api)
    await people(api)
    client = await api.as_("city_officer")
    with queries(at_most=30) as narrow:
        await pivot(client, rows="child", columns="sex", measures="members")
    with queries(at_most=30) as wide:
        told = await pivot(client, rows="child", columns="sex,age_band")
    assert sum(len(line["cells"]) for line in told["lines"]) > 50
    # Two levels of columns are two questions more than one.
    assert len(wide) <= 2 * len(narrow)


async def test_the_files_say_what_the_screen_says(api: Api) -> None:
    """The workbook has the same heads with merged cells, the same figures; CSV the same figures under one head."""
    await place_things(api)
    await people(api)
    client = await api.as_("county_officer")
    asked = {"rows": "child", "columns": "sex", "measures": "members", "share": "row"}
    told = await pivot(client, **asked)
    answer = await client.get("/stats/pivots/members/file", params=asked)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == FileType.XLSX.value
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    sheet, about = book.worksheets
    top, left = told["head_levels"], len(told["corner"])
    figures = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=top + 1, min_col=left + 1)]
    assert figures == [[cell["value"] for cell in line["cells"]] for line in told["lines"]]
    for head in told["column_heads"]:
        assert sheet.cell(head["level"] + 1, left + head["at"] + 1).value == head["text"]
    spans = {
        (head["level"] + 1, left + head["at"] + 1, head["level"] + head["deep"], left + head["at"] + head["span"])
        for head in told["column_heads"]
        if (head["deep"], head["span"]) != (1, 1)
    } | {(1, 1, top, 1)}
    assert spans == {(each.min_row, each.min_col, each.max_row, each.max_col) for each in sheet.merged_cells.ranges}
    assert any("各级合计" in str(row[1].value) for row in about.iter_rows())
    flat = await client.get("/stats/pivots/members/file", params={**asked, "form": "csv"})
    assert flat.headers["content-type"] == "text/csv; charset=utf-8"
    head, *body = list(csv.reader(io.StringIO(flat.text)))
    assert head[:2] == ["单位", "合计 / 会员（人） / 数"]
    assert [[float(figure) if figure else None for figure in line[1:]] for line in body] == figures


async def test_refusals(api: Api) -> None:
    """Each with its own sentence; nothing of elsewhere."""
    client = await api.as_("county_officer")
    for query, status, code in (
        ({"rows": "sex", "columns": "sex"}, 422, "statistic_pivot_twice"),
        ({"rows": "child,month,sex", "columns": "age_band,kind"}, 422, "statistic_pivot_too_deep"),
        ({"rows": "kind", "columns": "education"}, 422, "statistic_dimensions_apart"),
        ({"org_id": str(id_of("nanhe"))}, 404, "not_found"),
    ):
        answer = await client.get("/stats/pivots/members", params=query)
        assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    for path in ("/stats/pivots/secrets", "/stats/pivots/secrets/file"):
        assert (await client.get(path)).status_code == 404


KEPT = {
    "noun": "pivots",
    "name": "各乡镇会员",
    "sharing": "office",
    "query": {"dataset": "members", "rows": "child", "columns": "sex", "measures": "members"},
}


async def waiting(client: httpx.AsyncClient) -> list[tuple[str, str]]:
    items = (await client.get("/me/todo")).json()["items"]
    return [(item["name"], item["detail"]) for item in items if item["kind"] == "pivot_due"]


async def test_a_table_comes_back_to_all_who_share_it(api: Api) -> None:
    """On its day it stands in the 待办 of the office, until each has looked; and not before it was set."""
    mine, office, other = [await api.as_(key) for key in ("county_officer", "county_chair", "neighbour_officer")]
    view = (await mine.post("/saved-views", json=KEPT)).json()
    assert view["schedule"] is None
    path = f"/saved-views/{view['id']}"

    async def change(**new: Any) -> dict[str, Any]:
        version = (await mine.get(path)).json()["version"]
        answer = await mine.patch(path, json=new, headers={"If-Match": f'"v{version}"'})
        assert answer.status_code == 200, answer.text
        return answer.json()  # type: ignore[no-any-return]

    told = (await change(schedule={"every": "month", "day": 1}))["schedule"]
    # It was set some time ago.
    await rows(api, "update saved_view set recurs_from = recurs_from - 60 returning id")
    last_month = today().replace(day=1) - timedelta(days=1)
    assert told["period"] == f"{last_month:%Y-%m}"
    due = [("各乡镇会员", told["period"])]
    assert await waiting(mine) == await waiting(office) == due
    assert await waiting(other) == []
    looked = await office.post(f"{path}/steps", json={"step": "look"}, headers={"If-Match": '"v1"'})
    assert looked.status_code == 200, looked.text
    assert await waiting(office) == []
    assert await waiting(mine) == due
    assert (await office.get(path)).json()["schedule"]["waiting"] is False
    assert (await change(schedule=None))["schedule"] is None
    assert await waiting(mine) == []
    changed = "select facts from audit_event where event = 'saved_view_changed' order by id desc limit 1"
    assert (await rows(api, changed))[0][0]["changes"]["recurs"] == ["month", None]


async def test_what_was_due_before_it_was_set_is_not(api: Api) -> None:
    """A yearly table that is set in November waits for the next January."""
    mine = await api.as_("county_officer")
    view = (await mine.post("/saved-views", json=KEPT)).json()
    day = 2 if (today().month, today().day) == (1, 1) else 1
    answer = await mine.patch(
        f"/saved-views/{view['id']}", json={"schedule": {"every": "year", "day": day}}, headers={"If-Match": '"v1"'}
    )
    assert answer.json()["schedule"]["waiting"] is False
    assert await waiting(mine) == []


async def test_lists_have_no_period_to_come_back_for(api: Api) -> None:
    """A view of a list is not scheduled; a day that some months have not is none."""
    mine = await api.as_("county_officer")
    view = (await mine.post("/saved-views", json={"noun": "members", "name": "无证", "query": {"card": "no"}})).json()
    path, version = f"/saved-views/{view['id']}", {"If-Match": '"v1"'}
    for body, status, code in (
        ({"schedule": {"every": "month", "day": 5}}, 409, "saved_view_not_scheduled"),
        ({"schedule": {"every": "month", "day": 31}}, 422, "less_than_equal"),
    ):
        answer = await mine.patch(path, json=body, headers=version)
        assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert (await mine.post(f"{path}/steps", json={"step": "look"}, headers=version)).status_code == 409


async def test_what_was_set_for_a_view_goes_with_it(api: Api) -> None:
    """A default and a look are let go with their view, whosever they are; those of other views stay."""
    mine, office = await api.as_("county_officer"), await api.as_("county_chair")
    stays, goes = [(await mine.post("/saved-views", json=KEPT | {"name": name})).json() for name in ("留", "删")]
    once_a_month = {"schedule": {"every": "month", "day": 1}}
    for view in (stays, goes):
        path = f"/saved-views/{view['id']}"
        await mine.patch(path, json=once_a_month, headers={"If-Match": '"v1"'})
        await rows(api, "update saved_view set recurs_from = recurs_from - 60 returning id")
        for step in ("look", "make_default"):
            version = (await office.get(path)).json()["version"]
            answer = await office.post(f"{path}/steps", json={"step": step}, headers={"If-Match": f'"v{version}"'})
            assert answer.status_code == 200, answer.text
    # A list has one default of each person: that of the office is the later view, that of who made them the other.
    path = f"/saved-views/{stays['id']}"
    version = (await mine.get(path)).json()["version"]
    again = await mine.post(f"{path}/steps", json={"step": "make_default"}, headers={"If-Match": f'"v{version}"'})
    assert again.status_code == 200, again.text
    version = (await mine.get(f"/saved-views/{goes['id']}")).json()["version"]
    gone = await mine.delete(f"/saved-views/{goes['id']}", headers={"If-Match": f'"v{version}"'})
    assert gone.status_code == 204, gone.text

    async def kept() -> list[Any]:
        return await rows(api, "select user_id, name from preference order by 1, 2")

    before = await kept()
    async with api.database.transaction(EVERYTHING) as session:
        assert await CHORES["views"](session, datetime.now(UTC)) == 2
    left = await kept()
    assert len(before) - len(left) == 2
    assert {row[1] for row in left} == {f"looked_at:{stays['id']}", "default_view:pivots"}
