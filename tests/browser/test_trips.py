"""One winter, from a union's demand to the seats it is told of (平安返乡: AID-26)."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from playwright.async_api import Page, expect

from tests.browser.conftest import Desk
from tests.browser.test_story import visit
from tests.town import today


async def choose(page: Page, label: str, option: str) -> None:
    """Pick from a list of a dialog."""
    field = page.get_by_role("dialog").get_by_label(label, exact=True)
    await field.click()
    await page.keyboard.type(option)
    await page.locator(".ant-select-item-option:visible").get_by_text(option, exact=True).click()


async def test_a_winter_of_a_chair_and_a_county_officer(sit_down: Callable[..., Any]) -> None:
    """方秀云 asks for 定西; 何静 sees it in the table, plans a train, gives seats, confirms; 方秀云 reads which train."""
    chair: Desk = await sit_down("方秀云")
    page, day = chair.page, today() + timedelta(days=50)
    await visit(page, "/return-trips")
    await page.get_by_role("button", name="登记返乡需求").click()
    dialog = page.get_by_role("dialog")
    await choose(page, "省份", "甘肃")
    await dialog.get_by_label("市、州或县").fill("定西")
    await dialog.get_by_label("出行日期").fill(day.isoformat())
    await dialog.get_by_label("出行日期").press("Enter")
    # Nobody asks for nobody.
    await expect(dialog.get_by_role("button", name="登记", exact=True)).to_be_disabled()
    await dialog.get_by_label("需求人数").fill("36")
    await dialog.get_by_role("button", name="登记", exact=True).click()
    await expect(dialog).to_be_hidden()
    row = page.locator("table:visible tbody tr").filter(has_text="定西")
    await expect(row).to_contain_text("待安排")
    # Trips are run above.
    await expect(page.get_by_role("button", name="计划车次")).to_have_count(0)

    county: Desk = await sit_down("何静")
    page = county.page
    await visit(page, "/return-trips")
    await expect(page.locator("table:visible tbody tr").nth(10)).to_be_visible()
    await county.picture("trip-demands")
    await page.get_by_role("tab", name="汇总").click()
    matrix = page.get_by_role("table", name="省份与日期汇总")
    await expect(matrix.get_by_role("row", name=re.compile("^甘肃"))).to_contain_text("缺 36")
    await expect(page.get_by_role("table", name="按下级工会汇总")).to_be_visible()
    await county.picture("trip-summary")
    await page.get_by_role("button", name="计划车次").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("名称", exact=True).fill("定西返乡专列")
    await dialog.get_by_label("座位", exact=True).fill("40")
    await dialog.get_by_label("发车时间").fill(f"{day}T08:30")
    await dialog.get_by_label("出发地").fill("云江站")
    await choose(page, "省份", "甘肃")
    await dialog.get_by_label("市、州或县").fill("定西")
    await dialog.get_by_role("button", name="建立车次").click()
    await page.wait_for_url(re.compile(r"/return-trips/[0-9a-f-]{36}$"))
    await expect(page.get_by_role("heading", name="定西返乡专列")).to_be_visible()
    # Without its number nobody finds it.
    await expect(page.get_by_role("button", name="确认落实")).to_be_disabled()
    await page.get_by_role("button", name="按需求分满").click()
    await expect(page.get_by_text("座位 40，已分 36，余 4")).to_be_visible()
    seats = page.get_by_label(re.compile("青溪纺织.*定西的座位"))
    await seats.fill("41")
    await expect(page.get_by_role("button", name=re.compile("^保存分配"))).to_be_disabled()
    await expect(page.get_by_text("座位 40，已分 41，超出 1")).to_be_visible()
    await seats.fill("30")
    await page.get_by_role("button", name=re.compile("^保存分配")).click()
    await expect(page.get_by_text("座位 40，已分 30，余 10")).to_be_visible()
    await page.get_by_role("button", name="修改", exact=True).click()
    await page.get_by_role("dialog").get_by_label("车次（车牌）").fill("L8866")
    await page.get_by_role("dialog").get_by_role("button", name="保存").click()
    await page.get_by_role("button", name="确认落实").click()
    await page.get_by_role("dialog").get_by_role("button", name="确认落实").click()
    # It has not left before its day.
    await expect(page.get_by_role("button", name="登记发车")).to_be_disabled()
    await county.picture("trip")

    page = chair.page
    await visit(page, "/return-trips?province=gansu")
    row = page.locator("table:visible tbody tr").filter(has_text="定西")
    await expect(row).to_contain_text("部分安排")
    await row.get_by_role("button", name="定西").click()
    told = page.get_by_role("dialog")
    await expect(told).to_contain_text("L8866 定西返乡专列")
    await expect(told).to_contain_text("30 个座位")
    await chair.picture("trip-demand")
