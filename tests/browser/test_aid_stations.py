"""The aid network as an officer looks after it: a gap is seen, filled, and seen to close (AID-19)."""

import re
from collections.abc import Callable
from typing import Any

from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import Desk
from tests.browser.test_story import visit


def bar(page: Page) -> Locator:
    """How many townships of the county have a station, in the row of the sum."""
    return page.get_by_role("meter", name="青溪县总工会 乡镇（街道）工会")


async def test_a_gap_is_filled_and_the_bar_moves(sit_down: Callable[..., Any]) -> None:
    """何静 sees the township without a station first, opens one there, finds it in the list, changes and closes it."""
    desk: Desk = await sit_down("何静")
    page = desk.page
    await visit(page, "/aid/stations")
    await page.get_by_role("tab", name="覆盖").click()
    await expect(bar(page)).to_have_attribute("aria-valuenow", "75")
    first = page.locator("table:visible tbody tr").first
    township = await first.get_by_role("button").first.inner_text()
    await desk.picture("aid-coverage")
    await first.get_by_role("button", name="设立站点").click()
    dialog = page.get_by_role("dialog", name="设立帮扶站点")
    # The union is chosen already, and of what a township may have there is one.
    await expect(dialog.get_by_label("工会", exact=True)).to_have_text(township)
    await expect(dialog.locator(".ant-select").filter(has_text="帮扶站")).to_be_visible()
    await expect(dialog.get_by_role("button", name="设立站点")).to_be_disabled()
    await dialog.get_by_label("名称").fill("便民中心帮扶站")
    await dialog.get_by_label("地址").fill("便民服务中心一楼 3 号窗口")
    await dialog.get_by_label("电话").fill("12345")
    await dialog.get_by_label("法律援助").check()
    await desk.picture("aid-station-form")
    await dialog.get_by_role("button", name="设立站点").click()
    await expect(dialog.get_by_text(re.compile("电话号码不对"))).to_be_visible()
    await dialog.get_by_label("电话").fill("0738-8765432")
    await dialog.get_by_role("button", name="设立站点").click()
    await expect(dialog).to_be_hidden()
    await expect(bar(page)).to_have_attribute("aria-valuenow", "100")
    await expect(page.locator("table:visible tbody tr").filter(has_text=township)).to_contain_text("已设")

    # Into the township and back by the way above the figures.
    await page.get_by_role("button", name=township).click()
    await expect(page.locator("tfoot:visible")).to_contain_text("已设")
    await page.get_by_role("navigation", name="统计范围").get_by_role("button", name="青溪县总工会").click()
    await expect(bar(page)).to_be_visible()

    await page.get_by_role("tab", name="站点", exact=True).click()
    row = page.locator("table:visible tbody tr").filter(has_text="便民中心帮扶站")
    await expect(row).to_contain_text("0738-8765432")
    await desk.picture("aid-stations")
    await row.get_by_role("button", name="便民中心帮扶站").click()
    drawer = page.get_by_role("complementary").filter(has_text="便民中心帮扶站")
    await drawer.get_by_role("button", name="修改").click()
    changing = page.get_by_role("dialog", name="修改 便民中心帮扶站")
    await changing.get_by_label("负责人").fill("贺一帆")
    await changing.get_by_role("button", name="保存修改").click()
    await expect(drawer).to_contain_text("贺一帆")
    await desk.picture("aid-station")
    await drawer.get_by_role("button", name="关闭站点").click()
    closing = page.get_by_role("dialog", name="关闭 便民中心帮扶站")
    await expect(closing.get_by_role("button", name="关闭站点")).to_be_disabled()
    await closing.get_by_label(re.compile("^关闭原因")).fill("并入便民中心")
    await closing.get_by_role("button", name="关闭站点").click()
    await expect(drawer).to_contain_text("并入便民中心")
    await visit(page, "/aid/stations?view=coverage")
    await expect(bar(page)).to_have_attribute("aria-valuenow", "75")
