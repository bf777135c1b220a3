"""Work without a mouse: the palette by initials, J, K and Enter, Ctrl+S, and the other language (ui.md 1.2 row 15)."""

import re
from collections.abc import Callable
from typing import Any

from playwright.async_api import expect

from tests.browser.conftest import Desk
from tests.browser.test_story import visit


async def test_the_palette_goes_by_initials(sit_down: Callable[..., Any]) -> None:
    """`djhy` is 登记会员, and Enter is there."""
    desk: Desk = await sit_down("何静")
    page = desk.page
    await page.keyboard.press("Control+k")
    await page.keyboard.type("djhy")
    await expect(page.get_by_role("option", name="登记会员").first).to_be_visible()
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(re.compile("/members/new"))
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_j_k_and_enter_in_the_to_do(sit_down: Callable[..., Any]) -> None:
    """The cursor walks the rows; Enter does the verb of the one it stands on."""
    desk: Desk = await sit_down("方秀云")
    page = desk.page
    rows = page.locator("li[data-key]")
    current = page.locator("li[data-current]")
    await rows.nth(1).wait_for()
    keys = [await rows.nth(index).get_attribute("data-key") or "" for index in range(2)]
    await expect(current).to_have_attribute("data-key", keys[0])
    await page.keyboard.press("j")
    await expect(current).to_have_attribute("data-key", keys[1])
    await page.keyboard.press("k")
    await expect(current).to_have_attribute("data-key", keys[0])
    await page.keyboard.press("Enter")
    # Some things are done in a dialog over the workbench, others on their own page.
    await page.wait_for_function("() => document.querySelector('[role=dialog]') || location.pathname !== '/'")


async def test_j_k_and_enter_in_a_list(sit_down: Callable[..., Any]) -> None:
    """Two down, one up: Enter opens the first."""
    desk: Desk = await sit_down("林姣")
    page = desk.page
    await visit(page, "/members")
    name = await page.locator("tbody a:visible").first.inner_text()
    for key in ("j", "j", "k"):
        await page.keyboard.press(key)
    await expect(page.locator("tr[data-current] a").first).to_have_text(name)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


async def test_ctrl_s_sends_a_form(sit_down: Callable[..., Any]) -> None:
    """Also from within a field; what is missing is said, and the browser's own "save page" stays away."""
    desk: Desk = await sit_down("杜衡")
    page = desk.page
    await visit(page, "/members/new")
    await page.get_by_label("姓名", exact=True).fill("欧阳明")
    await page.keyboard.press("Control+s")
    await expect(page.get_by_text(re.compile(r"还有 \d+ 处需要修改"))).to_be_visible()


async def test_the_language_goes_with_the_person(sit_down: Callable[..., Any]) -> None:
    """Switched in the menu, kept by the server: the next desk speaks it from the first screen after the door."""
    desk: Desk = await sit_down("田野")
    page = desk.page
    await page.get_by_role("banner").get_by_role("button", name="田野").click()
    async with page.expect_response(lambda answer: "/me" in answer.url and answer.request.method == "PATCH"):
        await page.get_by_role("menuitem", name="English").click()
    await expect(page.get_by_role("navigation").get_by_text("Workbench")).to_be_visible()
    await page.evaluate("() => localStorage.removeItem('unionhome:language')")
    await page.reload()
    await expect(page.get_by_role("navigation").get_by_text("Workbench")).to_be_visible()
    await page.get_by_role("banner").get_by_role("button", name="田野").click()
    async with page.expect_response(lambda answer: "/me" in answer.url and answer.request.method == "PATCH"):
        await page.get_by_role("menuitem", name="中文").click()
    await expect(page.get_by_role("navigation").get_by_text("工作台")).to_be_visible()
