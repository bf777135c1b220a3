"""The workbook of a question says what the answer says, figure by figure (issue 3 section 3; RPT-04)."""

import io
from typing import Any

import openpyxl
import pytest

from backend.domain.statistic.datasets import DATASETS
from tests.api.test_statistics import people
from tests.api.things import place_things
from tests.conftest import Api
from tests.town import id_of


async def lines(api: Api, person: str, dataset: str, **query: Any) -> tuple[list[list[Any]], list[list[Any]]]:
    client = await api.as_(person)
    answer = await client.get(f"/stats/workbooks/{dataset}", params=query)
    assert answer.status_code == 200, answer.text
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    table, notes = ([[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets)
    return table, notes


@pytest.mark.parametrize(
    ("dataset", "query"),
    [
        ("members", {"by": "child", "compare": "last_year"}),
        ("members", {"by": "sex,age_band"}),
        ("member_changes", {"by": "month", "period": "2026", "measures": "joined,grown"}),
        ("unions", {"by": "child,ownership", "measures": "base_unions"}),
        ("coverage", {"by": "child"}),
        ("foundings", {"period": "2020,2026"}),
    ],
)
async def test_the_workbook_says_what_the_answer_says(api: Api, dataset: str, query: dict[str, str]) -> None:
    """Every figure of the answer stands in the table, under its measure, and nothing else does."""
    await place_things(api)
    await people(api)
    table, notes = await lines(api, "county_officer", dataset, **query)
    client = await api.as_("county_officer")
    items = (await client.get(f"/stats/datasets/{dataset}", params=query)).json()["items"]
    told = [value for row in table[1:] for value in row[2:] if isinstance(value, (int, float))]
    answered = [item[name] for item in items for name in ("value", "before") if item[name] is not None]
    assert sorted(told) == sorted(answered)
    assert len(answered) > 0
    measures = {DATASETS[dataset].measure(item["measure"]).zh for item in items}
    assert measures <= {row[0] for row in notes}
    assert any("青溪县总工会" in str(row[1]) for row in notes)


async def test_in_english_and_of_elsewhere(api: Api) -> None:
    """Heads and meanings are in the reader's language; a union outside the scope is not found."""
    client = await api.as_("county_officer", **{"Accept-Language": "en"})
    answer = await client.get("/stats/workbooks/members", params={"measures": "members"})
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert [cell.value for cell in book.worksheets[0][1]] == ["Union", "Period", "Members (people)"]
    outside = await client.get("/stats/workbooks/members", params={"org_id": str(id_of("nanhe"))})
    assert outside.status_code == 404
    assert (await client.get("/stats/workbooks/secrets")).status_code == 404
