"""A worker's papers as officers ask for them and take them in (AID-08, AID-09; issue 4 section 8)."""

import re
from collections.abc import Callable
from typing import Any

from playwright.async_api import expect

from tests.browser.conftest import Desk
from tests.browser.test_story import visit


async def test_what_a_worker_sent_is_looked_at_sent_back_and_asked_no_more(sit_down: Callable[..., Any]) -> None:
    """From the workbench to the picture: it will not do, so it is asked anew, and then not any more."""
    desk: Desk = await sit_down("何静")
    page = desk.page
    await visit(page, "/")
    waiting = page.get_by_role("row").or_(page.get_by_role("listitem")).filter(has_text="补交材料").first
    await waiting.get_by_text("查收", exact=True).click()
    await page.wait_for_url(re.compile(r"/households/[0-9a-f-]{36}\?tab=papers$"))
    asked = page.get_by_role("region", name="补材料")
    await expect(asked.get_by_text("已补交，待查收")).to_be_visible()
    await expect(asked.get_by_text("单位已经盖章。")).to_be_visible()
    await desk.picture("paper-request-answered")
    await asked.get_by_role("button", name="收入证明").click()
    await expect(page.get_by_role("dialog").get_by_role("img")).to_be_visible()
    await desk.picture("paper-request-looked-at")
    await page.keyboard.press("Escape")

    await asked.get_by_role("button", name="退回重补").click()
    dialog = page.get_by_role("dialog")
    send = dialog.get_by_role("button", name="退回重补")
    await expect(send).to_be_disabled()
    await dialog.get_by_label("写给职工的话").fill("照片看不清，请重拍。")
    await desk.picture("paper-request-send-back")
    await send.click()
    await expect(asked.get_by_text("待职工补交")).to_be_visible()
    await expect(asked.get_by_text("照片看不清，请重拍。")).to_be_visible()
    await asked.get_by_text("以往的请求（1）").click()
    await expect(asked.get_by_text("已退回重补")).to_be_visible()

    await asked.get_by_role("button", name="撤回请求").click()
    await page.get_by_role("dialog").get_by_role("button", name="撤回请求").click()
    await expect(asked.get_by_role("button", name="请职工补交")).to_be_enabled()
