"""A table that an officer lays out: built, saved, shared, taken away, coming back (issue 3 section 3; RPT-04)."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import psycopg
from playwright.async_api import Page, expect

from tests.browser.conftest import Desk, Product
from tests.browser.test_story import visit


def digits(text: str) -> int:
    return int(re.sub(r"\D", "", text) or 0)


def content(path: Any) -> bytes:
    """What was saved."""
    return Path(path).read_bytes()


async def pick(page: Page, chip: str, verb: str) -> None:
    """By the keyboard: the division's menu is opened and a verb taken."""
    button = page.get_by_role("button", name=chip, exact=True).locator("visible=true")
    await button.focus()
    await page.keyboard.press("Enter")
    await page.get_by_role("menuitem", name=verb).press("Enter")


async def test_a_county_builds_unions_by_place_and_ownership(sit_down: Callable[..., Any], product: Product) -> None:
    """何静 lays out unions, shares the table with her office, and 郑海 finds it there and among what waits."""
    desk: Desk = await sit_down("何静")
    page: Page = desk.page
    await visit(page, "/reports/builder")
    table = page.locator("main table:visible").first
    await expect(table.locator("thead")).to_contain_text("男")
    await page.get_by_label("数据集").select_option("unions")
    await expect(table.locator("thead")).to_contain_text("（家）")
    await pick(page, "单位性质", "放到列")
    await page.wait_for_url(re.compile("columns=ownership"))
    await expect(page.get_by_role("button", name="行业", exact=True)).to_have_attribute("aria-disabled", "true")
    await page.get_by_label("占比").select_option("row")
    await page.get_by_label("同比").check()
    await expect(table.locator("thead")).to_contain_text("同比（%）")
    await desk.come()
    await desk.picture("pivot")

    # A line by the mouse: months are dragged to the rows and taken away again.
    rows = page.get_by_role("group", name="行")
    await page.get_by_role("button", name="各月", exact=True).drag_to(rows)
    await page.wait_for_url(re.compile("rows=child%2Cmonth|rows=child,month"))
    await pick(page, "各月", "移走")
    await page.get_by_label("同比").uncheck()
    await page.get_by_label("占比").select_option("")
    await expect(table.locator("thead")).not_to_contain_text("同比（%）")

    lines = table.locator("tbody tr")
    figures = [[digits(text) for text in await line.locator("td").all_inner_texts()] for line in await lines.all()]
    assert figures[0][0] == sum(line[0] for line in figures[1:]) > 0, "what stands below adds up to the total"

    await page.get_by_role("button", name="导出", exact=True).click()
    async with page.expect_download(timeout=30_000) as coming:
        await page.get_by_role("menuitem", name="工作簿（xlsx）").click()
    download = await coming.value
    sheet = openpyxl.load_workbook(BytesIO(content(await download.path()))).worksheets[0]
    assert sheet.merged_cells.ranges, "heads are merged as they span on the screen"
    top = await table.locator("thead tr").count()
    written = [[cell.value or 0 for cell in row[1:]] for row in sheet.iter_rows(min_row=top + 1)]
    assert written == figures

    await page.get_by_role("button", name="视图", exact=True).click()
    await page.get_by_role("menuitem", name=re.compile("保存")).click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("textbox").fill("各地各类型工会")
    await dialog.get_by_role("radio", name="本单位").check()
    await dialog.get_by_role("button", name="保存").click()
    await page.get_by_role("button", name="定期进待办").click()
    await desk.picture("pivot-schedule")
    await dialog.get_by_role("button", name="保存").click()
    await expect(page.get_by_role("button", name="改定期")).to_be_visible()

    link = table.locator("tbody td a").first
    counted = digits(await link.inner_text())
    await link.click()
    await page.wait_for_url(re.compile("/organizations"))
    await expect(page.get_by_text(re.compile(rf"{counted} 家")).locator("visible=true").first).to_be_visible()

    with psycopg.connect(product.cluster.url("superuser")) as superuser:
        # It was set some time ago, for the first of each month.
        superuser.execute("update saved_view set recurs_day = 1, recurs_from = %s", (datetime(2020, 1, 1, tzinfo=UTC),))
    other: Desk = await sit_down("郑海")
    await visit(other.page, "/")
    waits = other.page.get_by_text("各地各类型工会").locator("visible=true").first
    await expect(waits).to_be_visible()
    await other.come()
    await other.picture("pivot-due")
    await (
        other.page.get_by_role("row")
        .or_(other.page.get_by_role("listitem"))
        .filter(has_text="各地各类型工会")
        .get_by_text("打开报表")
        .locator("visible=true")
        .first.click()
    )
    await other.page.wait_for_url(re.compile("period=20"))
    await other.page.get_by_role("button", name="看过了").click()
    await expect(other.page.get_by_role("button", name="看过了")).to_have_count(0)
    await other.page.get_by_label("数据集").select_option("members")
    await other.page.get_by_role("button", name="视图", exact=True).click()
    await other.page.get_by_role("menuitemradio", name=re.compile("各地各类型工会")).click()
    await other.page.wait_for_url(re.compile("columns=ownership"))
    await other.come()
    await other.picture("pivot-shared")
