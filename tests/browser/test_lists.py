"""What makes a list usable on an office PC, measured in a real browser (ui.md part 4, bars 1 and 6)."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.browser.test_story import visit

LISTS = {
    **dict.fromkeys(
        ("/members", "/organizations", "/employers", "/officers", "/households", "/aid/cases?view=all"), "周明"
    ),
    "/transfers": "何静",
    "/lines": "何静",
    "/aid/payments": "孙丽",
    "/funds/ledger": "孙丽",
    "/funds/budget?view=lines": "孙丽",
    "/users": "沈安",
    "/grants": "沈安",
    "/audit": "严正",
}
"""Each with somebody whose list of it has rows."""
FIRST_ROW_AT_MOST = 200
ROWS_AT_LEAST = 11

MEASURE = """() => {
  const table = [...document.querySelectorAll('table')].find((one) => one.offsetParent);
  const rows = [...table.querySelectorAll('tbody tr')].map((row) => row.getBoundingClientRect());
  const first = rows[0].top, height = rows[0].height;
  let box = table; while (box.scrollHeight <= box.clientHeight && box.parentElement) box = box.parentElement;
  const bottom = Math.min(window.innerHeight, table.closest('[class*=list], [class*=table], section, main')
    ?.getBoundingClientRect().bottom ?? window.innerHeight);
  return { first, fit: Math.floor((bottom - first) / height), sideways: document.documentElement.scrollWidth > innerWidth };
}"""


@pytest.mark.parametrize("path", LISTS)
async def test_a_list_shows_eleven_rows(sit_down: Callable[..., Any], path: str) -> None:
    """At 1366×625, what is left of the screen under the browser's own bars, without scrolling sideways."""
    desk = await sit_down(LISTS[path], viewport={"width": 1366, "height": 625})
    page: Page = desk.page
    await visit(page, path)
    await page.locator("table:visible tbody tr td").first.wait_for()
    measured = await page.evaluate(MEASURE)
    assert measured["first"] <= FIRST_ROW_AT_MOST
    assert measured["fit"] >= ROWS_AT_LEAST
    assert not measured["sideways"]


async def test_work_tabs_and_the_session_survive_a_refresh(sit_down: Callable[..., Any]) -> None:
    """A half-filled form and its tab are there again, and nobody has to sign in again."""
    desk = await sit_down("李梅")
    page: Page = desk.page
    await visit(page, "/members/new")
    await page.get_by_label("姓名", exact=True).fill("欧阳明")
    await page.wait_for_timeout(6_000)
    await page.reload()
    await page.get_by_role("button", name="接着填").click()
    await expect(page.get_by_label("姓名", exact=True)).to_have_value("欧阳明")


async def test_nothing_of_the_session_is_left_in_the_browser(sit_down: Callable[..., Any]) -> None:
    """The access token lives in memory, the refresh token in a cookie that scripts cannot read (trust.md 2.2)."""
    desk = await sit_down("郑海")
    stored = await desk.page.evaluate("() => JSON.stringify({...localStorage, ...sessionStorage}) + document.cookie")
    assert "eyJ" not in stored
    cookies = {cookie["name"]: cookie for cookie in await desk.context.cookies()}
    refresh = cookies["__Host-rt"]
    assert (refresh["httpOnly"], refresh["secure"], refresh["sameSite"]) == (True, True, "Strict")


async def test_what_a_filter_row_has_no_place_for_goes_behind_more(sit_down: Callable[..., Any]) -> None:
    """ui.md row 2: with filters set, the export stays on the screen of an office PC, and every filter within reach."""
    desk = await sit_down("何静", viewport={"width": 1366, "height": 768})
    page: Page = desk.page
    await visit(page, "/households?exited=2024-01-01~&exit_reason=income_up,recovered")
    row = page.locator("search:visible")
    await row.get_by_text("收入提高，已脱困").wait_for()
    await expect(row.get_by_role("button", name="存量增量", exact=True)).to_have_count(0)
    for name in ("导出", "更多"):
        box = await row.get_by_role("button", name=name, exact=True).bounding_box()
        assert box is not None, name
        assert box["x"] + box["width"] <= 1366, name
    await row.get_by_role("button", name="更多", exact=True).click()
    await page.get_by_text("存量增量", exact=True).click()
    await page.get_by_role("checkbox", name="存量", exact=True).click()
    await expect(row.get_by_role("button", name="存量增量 存量", exact=True)).to_be_visible()
    for label in ("退出日期", "退出原因"):
        await row.get_by_role("button", name=f"清除{label}").click()
    await expect(row.get_by_role("button", name="职工身份", exact=True)).to_be_visible()
