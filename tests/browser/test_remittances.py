"""What the towns are to remit is set, one sends it, two officers book it, the county sees how far it is (FND-02)."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from playwright.async_api import expect

from tests.browser.conftest import Desk
from tests.browser.test_story import visit
from tests.town import today


async def test_set_received_booked(sit_down: Callable[..., Any]) -> None:
    """孙丽 asks 城关镇 for 5,000 yuan, enters 2,000 that came, 钱薇 books it; 李梅 of the town has what is
    left on the workbench."""
    finance: Desk = await sit_down("孙丽")
    page = finance.page
    await visit(page, "/funds/remittances")
    await page.get_by_role("button", name="下达上解任务").click()
    sheet = page.get_by_role("dialog", name=re.compile("^下达 .* 年上解任务$"))
    await expect(sheet.get_by_role("button", name="下达上解任务")).to_be_disabled()
    await sheet.get_by_label("上解期限").fill((today() + timedelta(days=20)).isoformat())
    await sheet.get_by_label("上解期限").press("Enter")
    await sheet.get_by_label("每家统一金额（元）").fill("3000")
    await sheet.get_by_role("button", name="填入全部").click()
    await sheet.get_by_label("城关镇总工会 应上解（元）").fill("5000")
    await finance.picture("remittance-sheet")
    await sheet.get_by_role("button", name="下达上解任务").click()
    row = page.locator("tr[data-key]:visible").filter(has_text="城关镇总工会")
    await expect(row).to_contain_text("待上解")
    await expect(row).to_contain_text("5,000.00")
    await row.get_by_role("button", name="登记到账").click()
    came = page.get_by_role("dialog", name="登记 城关镇总工会 的上解到账")
    await came.get_by_label("入账资金").click()
    await page.locator(".ant-select-item-option:visible").first.click()
    await came.get_by_label("到账金额（元）").fill("2000")
    await came.get_by_label("银行回单号").fill("2026112800017")
    await finance.picture("remittance-receive")
    await came.get_by_role("button", name="提交入账凭证").click()
    await expect(came).to_be_hidden()
    await expect(row).to_contain_text("待上解")

    second: Desk = await sit_down("钱薇")
    await visit(second.page, "/vouchers")
    await (
        second.page.locator("table:visible tbody tr")
        .filter(has_text="2,000.00")
        .first.get_by_role("link")
        .first.click()
    )
    await second.page.get_by_role("button", name="复核记账").click()
    await second.page.get_by_role("dialog").get_by_role("button", name="复核记账").click()
    await expect(second.page.locator(':text("已记账"):visible').first).to_be_visible()

    await visit(page, "/funds/remittances")
    await page.reload()
    await expect(row).to_contain_text("部分上解")
    await expect(row).to_contain_text("3,000.00")
    await finance.picture("remittances")
    town: Desk = await sit_down("李梅")
    waiting = town.page.locator("li:visible").filter(has_text="经费上解")
    await expect(waiting).to_contain_text("青溪县总工会")
    await expect(waiting).to_contain_text(re.compile("年还应上解 3,000.00 元"))
    await waiting.scroll_into_view_if_needed()
    await town.picture("remittance-workbench")
    await waiting.get_by_role("button", name="查看").click()
    await expect(
        town.page.get_by_text(re.compile("本会 .* 年应上解 青溪县总工会 5,000.00 元，已上解 2,000.00 元"))
    ).to_be_visible()
    await expect(town.page.get_by_role("button", name="登记到账")).to_have_count(0)
    await expect(town.page.get_by_role("button", name="下达上解任务")).to_have_count(0)
    await town.picture("remittance-town")
