"""One helper for one household, as an officer keeps it: made on the file, written up, ended (AID-21)."""

import re
from collections.abc import Callable
from typing import Any

from playwright.async_api import expect

from tests.browser.conftest import Desk
from tests.browser.test_story import visit

HELPER = "贺一帆"


async def test_a_pairing_from_the_file_to_its_end(sit_down: Callable[..., Any]) -> None:
    """何静 pairs a cadre with a household, writes what was done and given, and ends it with a reason."""
    desk: Desk = await sit_down("何静")
    page = desk.page
    await visit(page, "/households?status=active")
    first = page.locator("table:visible tbody tr").first.get_by_role("link").first
    household = await first.inner_text()
    await first.click()
    await expect(page.get_by_role("heading", name=household)).to_be_visible()
    await page.get_by_role("button", name="登记结对").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("包保干部姓名").fill(HELPER)
    await dialog.get_by_label("职务").fill("县总工会副主席")
    await dialog.get_by_role("button", name="登记结对").click()
    await page.get_by_role("link", name=HELPER).click()
    await page.wait_for_url(re.compile(r"/pairings/[0-9a-f-]{36}$"))
    await expect(page.get_by_role("heading", name=f"{HELPER} 包保 {household} 家庭")).to_be_visible()
    await expect(page.get_by_text("还没有联系记录。")).to_be_visible()

    await page.get_by_role("button", name="登记联系").click()
    # Nothing done is no contact.
    await expect(dialog.get_by_role("button", name="登记联系")).to_be_disabled()
    await dialog.get_by_label("做了什么").fill("上门看望，送去学习用品")
    await dialog.get_by_label("帮扶金额（元）").fill("600")
    await dialog.get_by_label("帮扶物品").fill("书包 1 个")
    await dialog.get_by_role("button", name="登记联系").click()
    await expect(dialog).to_be_hidden()
    await expect(page.get_by_text("上门看望，送去学习用品")).to_be_visible()
    await expect(page.get_by_text("¥600.00").first).to_be_visible()
    await desk.picture("pairing")

    await page.get_by_role("button", name="结束包保").click()
    await dialog.get_by_label(re.compile("^结束原因")).fill("家庭已脱困")
    await dialog.get_by_role("button", name="结束包保").click()
    await expect(page.get_by_text(re.compile("结束：家庭已脱困"))).to_be_visible()
    await expect(page.get_by_role("button", name="登记联系")).to_have_count(0)
    await visit(page, "/pairings?state=ended")
    await expect(page.locator("table:visible tbody tr").filter(has_text=HELPER)).to_contain_text("已结束")
    await desk.picture("pairings")
