"""Two people change the same record at the same time (ui.md row 14): neither overwrites the other unseen."""

import re
from collections.abc import Callable
from typing import Any

from playwright.async_api import Page, expect

from tests.browser.conftest import Desk
from tests.browser.test_story import visit


async def first_member(page: Page) -> str:
    """The address of some member whom both may change."""
    await visit(page, "/members")
    href = await page.locator("tbody a[href^='/members/']").first.get_attribute("href")
    assert href
    return href


async def union_of(page: Page, member: str) -> str:
    """The address of that member's union."""
    await visit(page, member)
    link = page.locator("main a[href^='/organizations/']:visible").first
    href = await link.get_attribute("href")
    assert href
    return href.split("?")[0]


async def open_edit(page: Page, record: str) -> None:
    await visit(page, f"{record}/edit")
    await page.get_by_role("button", name="保存").wait_for()


async def save(page: Page) -> None:
    await page.keyboard.press("Control+s")


async def test_two_officers_change_one_member(sit_down: Callable[..., Any]) -> None:
    """What only one changed is chosen by itself, what both changed has to be; then both changes stand."""
    one: Desk = await sit_down("李梅")
    other: Desk = await sit_down("何静")
    member = await first_member(one.page)
    await open_edit(one.page, member)
    await open_edit(other.page, member)

    await other.page.get_by_label("岗位").fill("安全员")
    await other.page.get_by_label("备注").fill("县里核对过")
    await save(other.page)
    await expect(other.page).to_have_url(re.compile(f"{member}$"))

    await one.page.get_by_label("籍贯").fill("青溪")
    await one.page.get_by_label("备注").fill("镇里核对过")
    await save(one.page)
    sheet = one.page.get_by_role("dialog")
    await expect(sheet.get_by_role("columnheader")).to_have_text(["项目", "打开时", "我填的", "现在的（他人已改）"])
    await one.picture("compare")
    choose = sheet.get_by_role("button", name="按选择保存")
    await expect(choose).to_be_disabled()
    await expect(sheet.get_by_role("radio", name="安全员")).to_be_checked()
    await expect(sheet.get_by_role("radio", name="青溪")).to_be_checked()
    await sheet.get_by_role("radio", name="镇里核对过").check()
    await choose.click()
    await expect(one.page).to_have_url(re.compile(f"{member}$"))
    await visit(other.page, f"{member}/edit")
    await expect(other.page.get_by_label("岗位")).to_have_value("安全员")
    await expect(other.page.get_by_label("籍贯")).to_have_value("青溪")
    await expect(other.page.get_by_label("备注")).to_have_value("镇里核对过")


async def test_two_officers_change_one_union_and_one_puts_it_off(sit_down: Callable[..., Any]) -> None:
    """Going back to the form loses nothing of it and sends nothing; the choice can be made later."""
    one: Desk = await sit_down("李梅")
    other: Desk = await sit_down("何静")
    union = await union_of(one.page, await first_member(one.page))
    await open_edit(one.page, union)
    await open_edit(other.page, union)
    await other.page.get_by_label("地址").fill("青溪县城关镇人民路 1 号")
    await save(other.page)
    await expect(other.page).to_have_url(re.compile(f"{union}$"))
    await one.page.get_by_label("地址").fill("青溪县城关镇人民路 2 号")
    await save(one.page)
    await one.page.get_by_role("dialog").get_by_role("button", name="回到表单").click()
    await expect(one.page.get_by_label("地址")).to_have_value("青溪县城关镇人民路 2 号")
    await save(one.page)
    sheet = one.page.get_by_role("dialog")
    await sheet.get_by_role("radio", name="人民路 1 号").check()
    await sheet.get_by_role("button", name="按选择保存").click()
    await expect(one.page).to_have_url(re.compile(f"{union}$"))
    await expect(one.page.get_by_text("青溪县城关镇人民路 1 号").first).to_be_visible()
