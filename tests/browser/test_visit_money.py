"""Finance and the money of visits on the screen: what waits, what is promised, where it stands in the ledger (AID-13)."""

import re
from collections.abc import Callable
from typing import Any

from playwright.async_api import expect

from tests.browser.conftest import Desk
from tests.browser.test_story import visit


async def test_what_a_plan_brings_is_promised(sit_down: Callable[..., Any]) -> None:
    """孙丽 comes from her workbench to the plan of the county, reserves for it, and looks the entries up."""
    desk: Desk = await sit_down("孙丽")
    page = desk.page
    await visit(page, "/")
    await page.get_by_role("link", name=re.compile("元旦春节送温暖走访慰问")).first.click()
    await page.wait_for_url(re.compile(r"/visits/[0-9a-f-]{36}$"))
    plan = page.url
    main = page.get_by_role("main")
    await expect(main.get_by_text("待预留（元）")).to_be_visible()
    await page.get_by_role("button", name="预留款物资金").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_role("button", name="预留款物资金")).to_be_disabled()
    await dialog.get_by_role("combobox").click()
    await page.locator(".ant-select-dropdown:visible").get_by_text(re.compile("本级帮扶资金")).click()
    await desk.picture("visit-money-reserve")
    await dialog.get_by_role("button", name="预留款物资金").click()
    await expect(main.get_by_text("已预留（元）")).to_be_visible()
    await expect(main.get_by_text("待预留（元）")).to_have_count(0)
    await desk.picture("visit-money-reserved")
    await page.get_by_role("link", name="账簿").click()
    await expect(page.locator("table:visible tbody tr").first).to_contain_text("批准占用")
    await desk.picture("visit-money-ledger")
    await page.locator("table:visible tbody a").first.click()
    await page.wait_for_url(plan)


async def test_the_head_of_a_plan_is_changed(sit_down: Callable[..., Any]) -> None:
    """何静 moves the meeting of her plan; what is typed stands on the page, and what cannot be is said in the dialog."""
    desk: Desk = await sit_down("何静")
    page = desk.page
    await visit(page, "/visits")
    await page.get_by_role("link", name=re.compile("元旦春节送温暖走访慰问")).first.click()
    await page.wait_for_url(re.compile(r"/visits/[0-9a-f-]{36}$"))
    await page.get_by_role("button", name="修改", exact=True).click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("集合地点").fill("县文化宫门口")
    await dialog.get_by_label("出发时间").fill("8:3")
    await desk.picture("visit-plan-head")
    await dialog.get_by_role("button", name="保存", exact=True).click()
    await expect(dialog.get_by_role("alert")).to_contain_text("24 小时制")
    await dialog.get_by_label("出发时间").fill("8:30")
    await dialog.get_by_role("button", name="保存", exact=True).click()
    await expect(page.get_by_role("main")).to_contain_text("08:30 县文化宫门口")
