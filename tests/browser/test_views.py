"""Saved views on a list: kept under a name, there again at another time, begun with, handed over (ui.md 1.1-2)."""

import re
from collections.abc import Callable
from typing import Any

from playwright.async_api import Page, expect

from tests.browser.conftest import Desk
from tests.browser.test_story import visit

FILTERED = "/employers?covered=false&employees%5Bgte%5D=25"


async def test_a_view_of_the_employers(sit_down: Callable[..., Any]) -> None:
    """周明 keeps what he filtered for his office, begins with it, and hands it over to 赵建军, who then owns it."""
    desk: Desk = await sit_down("周明")
    page = desk.page
    await visit(page, FILTERED)
    await choose(page, "视图", "保存为视图")
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("名称").fill("待建会的大单位")
    await dialog.get_by_label("本单位").check()
    await desk.picture("view-kept")
    await dialog.get_by_role("button", name="保存", exact=True).click()
    await expect(page.get_by_role("button", name="视图：待建会的大单位")).to_be_visible()

    await page.reload()
    await expect(page.get_by_role("button", name="视图：待建会的大单位")).to_be_visible()
    await begin_with(page, "视图：待建会的大单位")
    await expect(page.get_by_role("button", name="视图：待建会的大单位")).to_be_visible()
    fresh = await desk.context.new_page()
    await fresh.goto(f"{page.url.split('/employers')[0]}/employers")
    await expect(fresh.get_by_role("button", name="视图：待建会的大单位")).to_be_visible()
    await expect(fresh).to_have_url(re.compile("covered=false"))

    await choose(page, "视图：待建会的大单位", "移交同事")
    await page.get_by_role("dialog").get_by_label("选择本单位同事").click()
    await page.get_by_title("赵建军").last.click()
    await page.get_by_role("dialog").get_by_role("button", name="移交", exact=True).click()
    await expect(page.get_by_role("dialog")).to_be_hidden()

    heir: Desk = await sit_down("赵建军")
    await visit(heir.page, "/employers")
    await choose(heir.page, "视图", "待建会的大单位")
    await expect(heir.page).to_have_url(re.compile("covered=false"))
    await heir.page.get_by_role("button", name=re.compile("视图：")).click()
    await expect(heir.page.get_by_role("menuitem", name="改名或共享")).to_be_visible()


async def test_a_view_of_the_members_is_handed_over_in_place(sit_down: Callable[..., Any]) -> None:
    """The members' list keeps, begins with and hands over its views as every other list does."""
    desk: Desk = await sit_down("何静")
    page = desk.page
    await visit(page, "/members?kind=dispatched")
    await page.get_by_role("button", name="保存为视图").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("名称").fill("派遣职工")
    await dialog.get_by_role("button", name="保存", exact=True).click()
    await expect(page.get_by_role("tab", name="派遣职工", selected=True)).to_be_visible()
    await begin_with(page, "管理视图")
    await choose(page, "管理视图", "移交同事")
    await expect(dialog.get_by_label("选择本单位同事")).to_be_visible()
    await page.keyboard.press("Escape")
    fresh = await desk.context.new_page()
    await fresh.goto(f"{page.url.split('/members')[0]}/members")
    await expect(fresh.get_by_role("tab", name="派遣职工", selected=True)).to_be_visible()


async def begin_with(page: Page, button: str) -> None:
    """The list begins with the view, and the server knows it."""
    async with page.expect_response(lambda answer: "saved-views" in answer.url and answer.request.method != "GET"):
        await choose(page, button, "打开列表时先显示它")


async def choose(page: Page, button: str, item: str) -> None:
    """One item of the menu behind a button."""
    await page.get_by_role("button", name=re.compile(f"^{button}")).click()
    named = re.compile(item)
    await page.get_by_role("menuitem", name=named).or_(page.get_by_role("menuitemradio", name=named)).first.click()
