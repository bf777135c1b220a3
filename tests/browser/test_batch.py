"""The same to all who match: thousands, by a job that may be left alone (issue 2 section 4; ui.md 1.1 row 4)."""

import re
from collections.abc import Callable
from typing import Any

from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import Desk
from tests.browser.test_story import visit

MEN = "/members?sex=male&status=active"
RESIDENT = "居民户口（不分城乡）"
SLOW = 60_000
"""Milliseconds that a job of two thousand members may take on a machine that does other things beside it."""


async def select_all(page: Page) -> tuple[Locator, int]:
    """All that match, beyond the page: the toolbar, and how many they are."""
    await page.locator("table:visible tbody tr td").first.wait_for()
    await page.get_by_label("选择本页").check()
    everything = page.get_by_role("button", name=re.compile("选择全部"))
    number = int(re.sub(r"\D", "", await everything.inner_text()))
    await everything.click()
    return page.get_by_role("toolbar"), number


async def choose(page: Page, dialog: Locator, field: str, value: str) -> None:
    for label, option in (("修改哪一项", field), ("改为", value)):
        await dialog.get_by_label(label, exact=True).click()
        await page.locator(".ant-select-item-option:visible").get_by_text(option, exact=True).click()


async def hukou_of(page: Page, index: int) -> str:
    """What a member's page says of the household, and back to the list."""
    row = page.locator("table:visible tbody tr").nth(index)
    await row.dblclick()
    await page.wait_for_url(re.compile(r"/members/[0-9a-f-]{36}"))
    told = page.locator("dt:visible", has_text="户口性质").locator("xpath=following-sibling::dd[1]")
    # Until the words have come, the page shows the code.
    await expect(told).to_have_text(re.compile(r"[\u4e00-\u9fff]"))
    text = (await told.inner_text()).strip()
    await page.go_back()
    await row.wait_for()
    return text


async def test_all_who_match_are_changed_by_a_job(sit_down: Callable[..., Any]) -> None:
    """何静: select all, choose, check, confirm, done; two who were taken out again stay as they were."""
    desk: Desk = await sit_down("何静")
    page = desk.page
    await visit(page, MEN)
    before = [await hukou_of(page, index) for index in (0, 3)]
    toolbar, number = await select_all(page)
    assert number > 1000
    boxes = page.locator("table:visible tbody input[type=checkbox]")
    for index in (0, 3):
        await boxes.nth(index).uncheck()
    await expect(toolbar).to_contain_text(f"{number - 2:,}")
    await toolbar.get_by_role("button", name="批量修改").click()
    dialog = page.get_by_role("dialog")
    await choose(page, dialog, "户口性质", RESIDENT)
    await dialog.get_by_role("button", name=f"核对 {number - 2:,} 人").click()
    await expect(dialog.get_by_text(f"共 {number - 2:,} 人")).to_be_visible(timeout=SLOW)
    await expect(dialog.get_by_text(f"{number - 2:,} 人可执行")).to_be_visible()
    await desk.picture("batch-checked")
    await dialog.get_by_role("button", name=f"批量修改 {number - 2:,} 人").click()
    await expect(dialog.get_by_text(f"已办 {number - 2:,} 人")).to_be_visible(timeout=SLOW)
    await desk.picture("batch-done")
    await dialog.get_by_role("button", name="关闭").last.click()
    await expect(toolbar).to_be_hidden()
    assert [await hukou_of(page, index) for index in (0, 3)] == before
    assert [await hukou_of(page, index) for index in (1, 2)] == [RESIDENT, RESIDENT]


async def test_it_may_be_left_alone_and_found_again(sit_down: Callable[..., Any]) -> None:
    """周明: the dialog is closed while the job goes on; the tool of jobs leads to everybody's reason."""
    desk: Desk = await sit_down("周明")
    page = desk.page
    await visit(page, "/members")
    toolbar, number = await select_all(page)
    assert number > 1000
    await toolbar.get_by_role("button", name="批准入会").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button", name=re.compile("^核对")).click()
    await dialog.get_by_role("button", name="在任务里继续").click(timeout=5_000)
    await expect(dialog).to_be_hidden()
    await page.get_by_role("button", name="任务").click()
    await expect(page.get_by_text("核对批量办理").first).to_be_visible()
    line = page.locator("div:has(> span:has-text('核对批量办理'))").first
    await line.get_by_role("button", name="查看结果").click(timeout=SLOW)
    await expect(page.get_by_role("heading", name=re.compile("批准入会"))).to_be_visible()
    await expect(page.get_by_text("人不可").locator("visible=true").first).to_be_visible()
    await expect(page.get_by_role("tab", name=re.compile("不可办"))).to_have_attribute("aria-selected", "true")
    row = page.locator("table:visible tbody tr").first
    await expect(row).to_contain_text("不能“批准入会”")
    await desk.picture("batch-page")
    await expect(page.get_by_role("button", name=re.compile("^批准入会 "))).to_be_visible()
