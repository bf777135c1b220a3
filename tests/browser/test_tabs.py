"""Work tabs and their drafts: over a refresh, at another desk, in two windows, and gone when somebody signs out.

ui.md 1.2 row 9, bar 6; DECISIONS 17. Played by officers of the demo city in a real browser.
"""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import Desk, Product
from tests.browser.test_story import visit

SETTLED = 9_000
"""Milliseconds after which bar 6 lets nothing be lost: "any form at least 10 s old"."""


def tab(page: Page, title: str) -> Locator:
    """A work tab by its title."""
    return page.get_by_role("list", name="工作标签").get_by_role("link", name=re.compile(f"{title}$"))


async def test_tabs_and_drafts_are_there_at_another_desk(sit_down: Callable[..., Any]) -> None:
    """Tabs, their order, their filters, the one looked at, and what was half filled in one of them."""
    first: Desk = await sit_down("方秀云")
    await visit(first.page, "/organizations")
    await visit(first.page, "/members?status=active")
    await visit(first.page, "/members/new")
    await first.page.get_by_label("姓名", exact=True).fill("欧阳修")
    await first.page.wait_for_timeout(SETTLED)
    await first.page.close()

    second: Desk = await sit_down("方秀云")
    titles = second.page.get_by_role("list", name="工作标签").get_by_role("link")
    await expect(titles).to_have_text(["工作台", "组织", "会员实名库", "登记会员"])
    await expect(tab(second.page, "登记会员")).to_have_attribute("aria-current", "page")
    await expect(second.page.get_by_title("有未提交的内容")).to_be_visible()
    await second.page.get_by_role("button", name="接着填").click()
    await expect(second.page.get_by_label("姓名", exact=True)).to_have_value("欧阳修")
    await tab(second.page, "会员实名库").click()
    await expect(second.page).to_have_url(re.compile("status=active"))


async def test_a_killed_browser_loses_no_form_of_ten_seconds(sit_down: Callable[..., Any], product: Product) -> None:
    """Bar 6: the page dies without a word; a new window has the draft."""
    desk: Desk = await sit_down("林姣")
    await visit(desk.page, "/members/new")
    await desk.page.get_by_label("姓名", exact=True).fill("诸葛明")
    await desk.page.wait_for_timeout(SETTLED)
    # From here on nothing arrives any more, whatever a dying page may still try to send.
    await desk.context.set_offline(True)
    await desk.page.close()
    await desk.context.set_offline(False)
    window = await desk.context.new_page()
    await window.goto(f"{product.url}/members/new")
    await window.get_by_role("button", name="接着填").click()
    await expect(window.get_by_label("姓名", exact=True)).to_have_value("诸葛明")


async def test_the_last_second_before_a_hard_navigation_is_kept(sit_down: Callable[..., Any]) -> None:
    """Somebody types and at once goes to another address by hand: the page that dies still hands its draft in."""
    desk: Desk = await sit_down("陈立新")
    await visit(desk.page, "/users/new")
    await desk.page.wait_for_load_state("networkidle")
    await desk.page.get_by_label("姓名", exact=True).fill("司马光")
    await visit(desk.page, "/account")
    await desk.page.wait_for_load_state("networkidle")
    await visit(desk.page, "/users/new")
    await desk.page.get_by_role("button", name="接着填").click()
    await expect(desk.page.get_by_label("姓名", exact=True)).to_have_value("司马光")


async def test_two_windows_keep_both_their_tabs_and_both_their_drafts(sit_down: Callable[..., Any]) -> None:
    """Last write wins for neither: both fill the same form, and a third window offers both."""
    desk: Desk = await sit_down("田野")
    left = desk.page
    await visit(left, "/members/new")
    right = await desk.context.new_page()
    await right.goto(left.url)
    await left.get_by_label("姓名", exact=True).fill("左边人")
    await right.get_by_label("姓名", exact=True).fill("右边人")
    await left.wait_for_timeout(SETTLED)
    await visit(left, "/employers")
    await visit(right, "/officers")
    await expect(tab(left, "工会干部")).to_have_count(0)
    await left.wait_for_timeout(SETTLED)

    third = await desk.context.new_page()
    await third.goto(left.url.replace("/employers", "/members/new"))
    for title in ("用人单位", "工会干部", "登记会员"):
        await expect(tab(third, title)).to_be_visible()
    await expect(third.get_by_role("button", name="接着填")).to_have_count(2)
    await third.get_by_role("button", name="丢弃草稿").first.click()
    await expect(third.get_by_role("button", name="接着填")).to_have_count(1)
    await third.get_by_role("button", name="接着填").click()
    await expect(third.get_by_label("姓名", exact=True)).to_have_value(re.compile("左边人|右边人"))


async def test_a_tab_that_may_no_longer_be_seen_closes_with_a_sentence(sit_down: Callable[..., Any]) -> None:
    """A fresh address says so in its place; a tab of before closes and is named."""
    desk: Desk = await sit_down("杜衡")
    await visit(desk.page, f"/members/{uuid4()}")
    await expect(desk.page.get_by_role("heading", name="找不到这一页")).to_be_visible()
    await desk.page.reload()
    await expect(desk.page.get_by_text("已关闭 1 个标签")).to_be_visible()
    await expect(desk.page.get_by_role("heading", name="找不到这一页")).to_be_hidden()
    await desk.page.get_by_role("button", name="知道了").click()
    await expect(desk.page.get_by_text("已关闭 1 个标签")).to_be_hidden()


async def test_nothing_of_a_person_stays_when_they_sign_out(sit_down: Callable[..., Any]) -> None:
    """Names stand in tab titles, recent records and drafts; what was typed a second ago is kept by the server."""
    desk: Desk = await sit_down("郑海")
    page = desk.page
    await visit(page, "/members")
    link = page.locator("tbody a").first
    name = await link.inner_text()
    await link.click()
    await expect(tab(page, name)).to_be_visible()
    assert name in await _stored(page)
    await page.get_by_role("banner").get_by_role("button", name="郑海").click()
    await page.get_by_role("menuitem", name="退出登录").click()
    await expect(page.get_by_label("手机号或账号")).to_be_visible()
    assert await page.evaluate("() => Object.keys({...localStorage, ...sessionStorage})") == ["unionhome:language"]


async def _stored(page: Page) -> str:
    stored: str = await page.evaluate("() => JSON.stringify({...localStorage, ...sessionStorage})")
    return stored
