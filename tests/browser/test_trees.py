"""The same figures by places and by lines (issue 3 section 3, "in both trees"; ORG-02, RPT-01)."""

import re
from collections.abc import Callable
from typing import Any

from playwright.async_api import expect

from tests.browser.conftest import Desk
from tests.browser.test_story import visit


async def test_the_city_looks_at_its_figures_by_lines(sit_down: Callable[..., Any]) -> None:
    """周明 switches to lines: what stands below follows, down to a union, which opens in its place."""
    desk: Desk = await sit_down("周明")
    page = desk.page
    await visit(page, "/stats")
    await page.get_by_label("按哪棵树").select_option("line")
    await page.wait_for_url(re.compile("tree=line"))
    table = page.locator("main table:visible").last
    await expect(table.get_by_role("button").first).to_be_visible()
    await desk.come()
    await desk.picture("by-line")

    rows = table.locator("tbody tr")
    told = [int(re.sub(r"\D", "", await row.locator("td").nth(1).inner_text()) or 0) for row in await rows.all()]
    assert told[0] == sum(told[1:]) > 0, "what stands below a line adds up to it"

    union = table.get_by_role("button", name=re.compile("工会")).first
    name = await union.inner_text()
    await union.click()
    await page.wait_for_url(re.compile("org="))
    await expect(page.get_by_text(name).locator("visible=true").first).to_be_visible()
    await visit(page, "/stats")
    await expect(page.get_by_label("按哪棵树")).to_have_value("territory")


async def test_a_line_has_no_places(sit_down: Callable[..., Any]) -> None:
    """林姣 of the education line: her figures are those of the line, and there is nothing to switch."""
    desk: Desk = await sit_down("林姣")
    await visit(desk.page, "/stats")
    await desk.come()
    await expect(desk.page.get_by_text("教育工会").locator("visible=true").first).to_be_visible()
    await expect(desk.page.get_by_label("按哪棵树")).to_have_count(0)


async def test_aid_is_read_by_lines_too(sit_down: Callable[..., Any]) -> None:
    """周明 switches 帮扶统计 to lines: all its parts follow, down to a union, which opens in its place."""
    desk: Desk = await sit_down("周明")
    page = desk.page
    await visit(page, "/stats/aid")
    async with page.expect_response(re.compile("aid_money.*tree=line|tree=line.*aid_money")):
        await page.get_by_label("按哪棵树").select_option("line")
    await page.wait_for_url(re.compile("tree=line"))
    await desk.come()
    await desk.picture("aid-by-line")
    table = page.locator("main table:visible").last
    rows = table.locator("tbody tr")
    told = [int(re.sub(r"\D", "", await row.locator("td").nth(1).inner_text()) or 0) for row in await rows.all()]
    assert told[0] == sum(told[1:]), "what stands below a line adds up to it"
    await table.get_by_role("button").first.click()
    await page.wait_for_url(re.compile("tree=(line|territory)"))
    await visit(page, "/stats/aid")
    await expect(page.get_by_label("按哪棵树")).to_have_value("territory")
