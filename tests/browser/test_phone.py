"""The staff app on a telephone of 375 pixels: sign-in, the day's work, looking somebody up (ui.md 3.2, 1.1 row 7)."""

import re
from collections.abc import Callable
from typing import Any

from playwright.async_api import Page, expect

from backend.db.pinyin import pinyin_of
from tests.browser.conftest import Desk, Product, sign_in

SMALL_PHONE = {"width": 375, "height": 667}
FINGER = 44
"""Pixels: what a finger hits (WCAG 2.5.5)."""


async def fits(page: Page) -> None:
    """The page itself is not pushed sideways, whatever scrolls inside it."""
    assert await page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert await page.evaluate("() => document.querySelector('main')?.scrollWidth ?? 0") <= SMALL_PHONE["width"]


async def test_a_county_officer_finds_a_member_on_a_phone(product: Product, sit_down: Callable[..., Any]) -> None:
    """From the door to a member's page, by the navigation behind its button and the initials of the name."""
    desk: Desk = await sit_down(viewport=SMALL_PHONE)
    page = desk.page
    await fits(page)
    await sign_in_narrow(page, product.person("何静"))

    await expect(page.get_by_role("heading", name="待办")).to_be_visible()
    await page.get_by_role("button", name="催办").or_(page.get_by_role("button", name="接收")).first.wait_for()
    await fits(page)
    await desk.picture("phone-workbench")

    await page.get_by_role("button", name="主导航").click()
    over = page.get_by_role("dialog", name="主导航")
    entry = over.get_by_role("link", name="会员实名库")
    box = await entry.bounding_box()
    assert box
    assert box["height"] >= FINGER
    await entry.click()
    await expect(over).to_be_hidden()

    first = page.locator("tbody a:visible").first
    name = await first.inner_text()
    await fits(page)
    await page.get_by_placeholder("姓名、首字母、尾号").fill(pinyin_of(name)[1])
    found = page.locator("tbody tr:visible").filter(has_text=name).first
    await expect(page).to_have_url(re.compile(f"q={pinyin_of(name)[1]}"))
    await found.wait_for()
    await fits(page)
    await desk.picture("phone-members")
    await found.get_by_role("link", name=name).click()
    await expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    await expect(page.get_by_role("term").filter(has_text="证件号码")).to_be_visible()
    await fits(page)
    await desk.picture("phone-member")


async def test_work_tabs_are_a_menu_on_a_phone(sit_down: Callable[..., Any], product: Product) -> None:
    """The name of the current tab opens the others; one of them is closed there."""
    desk: Desk = await sit_down(viewport=SMALL_PHONE)
    page = desk.page
    await sign_in_narrow(page, product.person("杜衡"))
    await visit_narrow(page, "/members")
    await visit_narrow(page, "/account")
    bar = page.get_by_role("banner")
    await bar.get_by_role("button", name="我的账号").click()
    await page.get_by_role("menuitemradio", name="会员实名库").click()
    await expect(bar.get_by_role("button", name="会员实名库")).to_be_visible()
    await bar.get_by_role("button", name="会员实名库").click()
    await page.get_by_role("menuitem", name="关闭标签").click()
    await expect(bar.get_by_role("button", name="会员实名库")).to_have_count(0)
    await fits(page)


async def test_what_stands_side_by_side_stands_in_a_column_on_a_phone(
    sit_down: Callable[..., Any], product: Product
) -> None:
    """ui.md 3.2: tree and list, names and words, months of a year have the width of the page; a number says what it is."""
    desk: Desk = await sit_down(viewport=SMALL_PHONE)
    page = desk.page
    await sign_in_narrow(page, product.person("何静"))
    for path, part in (
        ("/organizations", page.locator("main tbody tr:visible").first),
        ("/settings?tab=dictionaries", page.locator("main table:visible").first),
        ("/work-calendar", page.locator("main section:visible").filter(has=page.get_by_text("2 月", exact=True)).first),
    ):
        await visit_narrow(page, path)
        await part.wait_for()
        box = await part.bounding_box()
        assert box
        assert box["width"] > SMALL_PHONE["width"] * 0.8, path
        assert box["x"] + box["width"] <= SMALL_PHONE["width"], path
        await fits(page)
    await visit_narrow(page, "/organizations")
    said = "(cell) => getComputedStyle(cell, '::before').content"
    numbers = page.locator('main tbody td[data-align="end"]:visible')
    await numbers.first.wait_for()
    assert "会员" in " ".join([await numbers.nth(n).evaluate(said) for n in range(min(4, await numbers.count()))])
    await desk.picture("phone-organizations")


async def sign_in_narrow(page: Page, person: dict[str, Any]) -> None:
    """As everywhere, but the navigation is behind a button. The tab that was looked at last may be another one."""
    navigation = page.get_by_role("button", name="主导航")
    await sign_in(page, person, arrived=navigation)
    await navigation.click()
    await page.get_by_role("dialog", name="主导航").get_by_role("link", name="工作台").click()


async def visit_narrow(page: Page, path: str) -> None:
    origin = "/".join(page.url.split("/")[:3])
    await page.goto(origin + path)
    await page.get_by_role("banner").wait_for()
