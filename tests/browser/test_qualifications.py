"""Judging unions as a township officer does it: ticks in a grid, one act, and the union's page (ORG-08, IND-04)."""

import re
from collections.abc import Callable
from typing import Any

from playwright.async_api import Page, expect

from tests.browser.test_story import visit


async def test_a_township_ticks_its_unions_and_the_page_of_one_says_so(sit_down: Callable[..., Any]) -> None:
    """A head gives its criterion to all, a box takes it from one; saved in one act, and told on the union's page."""
    desk = await sit_down("李梅")
    page: Page = desk.page
    await visit(page, "/qualifications")
    sheet = page.get_by_role("table", name="合格工会")
    row = sheet.get_by_role("row").filter(has_text="青溪纺织有限公司工会")
    await row.wait_for()
    boxes = row.get_by_role("checkbox")
    assert await boxes.count() == 6
    for place in range(6):
        await boxes.nth(place).check()
    await expect(row).to_contain_text("合格")
    await row.get_by_role("checkbox", name=re.compile("制度机制")).uncheck()
    await expect(row).to_contain_text("缺 1 项")
    await page.get_by_role("button", name=re.compile(r"保存 \d+ 家")).click()
    await expect(row).to_contain_text("城关镇总工会")
    await desk.picture("qualifications-sheet")
    await row.get_by_role("link", name="青溪纺织有限公司工会").click()
    await expect(page.get_by_role("heading", name=re.compile("年合格工会评定"))).to_be_visible()
    await expect(page.locator("main:visible")).to_contain_text("缺 1 项")
    await desk.picture("qualifications-union")
