"""A summary of a season, as an officer writes it: begun from the books, written, issued, taken out (AID-27, CMP-04)."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.async_api import expect

from tests.browser.conftest import Desk
from tests.browser.test_story import visit

TITLE = "青溪县一季一主题帮扶工作总结（浏览器）"


async def test_a_summary_from_the_books_to_its_issue(sit_down: Callable[..., Any]) -> None:
    """何静 begins a summary of the year, writes what was done, issues it: no field is left, the paper can be had."""
    desk: Desk = await sit_down("何静")
    page = desk.page
    await visit(page, "/aid/summaries")
    await page.get_by_role("button", name="起草总结").first.click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_text("一个年度或季度").click()
    await dialog.get_by_label("标题").fill(TITLE)
    await dialog.get_by_label(re.compile("^主题")).fill("送温暖")
    await dialog.get_by_role("button", name="起草总结").click()
    await page.wait_for_url(re.compile(r"/aid/summaries/[0-9a-f-]{36}$"))
    await expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    totals = page.get_by_role("table", name="总体情况")
    await expect(totals.get_by_role("row", name=re.compile(r"^申请（件）"))).to_be_visible()
    # Figures alone are no summary.
    await expect(page.get_by_role("button", name="签发")).to_be_disabled()
    await page.get_by_label("主要做法").fill("入户摸底，一户一策。")
    await page.get_by_role("button", name="保存", exact=True).click()
    await expect(page.get_by_role("button", name="历次修改（2）")).to_be_visible()
    await desk.picture("summary")
    async with page.expect_download() as saved:
        await page.get_by_role("button", name="Word").click()
    assert Path((await saved.value).suggested_filename).suffix == ".docx"
    await page.get_by_role("button", name="签发").click()
    await dialog.get_by_role("button", name="签发").click()
    await expect(dialog).to_be_hidden()
    await expect(page.get_by_text("已签发")).to_be_visible()
    await expect(page.get_by_label("主要做法")).to_have_count(0)
    await visit(page, "/aid/summaries?status=issued")
    await expect(page.locator("table:visible tbody tr").filter(has_text=TITLE)).to_contain_text("何静")
    await desk.picture("summaries")
