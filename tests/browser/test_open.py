"""The open platform as an integrator uses it: a key handed over once, a question tried, its row in the log (ui.md 4, /open)."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import Desk
from tests.browser.test_routes import open_door

UUID = re.compile(r"^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$")


async def test_from_a_new_client_to_its_first_pull(sit_down: Callable[..., Any]) -> None:
    """ui.md journeys: credentials in few steps and shown once; the first call from the page; why a call failed."""
    desk: Desk = await sit_down("季琳")
    page, name = desk.page, named()
    await open_door(desk, "/open")
    await expect(page.get_by_role("heading", name="开放平台")).to_be_visible()
    await desk.picture("open-empty")
    _id, secret = await make_client(page, desk, name)
    await page.get_by_role("button", name=name).click()
    drawer = page.get_by_role("complementary").filter(has_text="client_id")
    await expect(drawer.get_by_text(f"…{secret[-4:]}")).to_be_visible()
    assert secret not in await page.locator("body").inner_text(), "a secret is shown once"
    await desk.picture("open-client")
    await page.keyboard.press("Escape")

    await page.get_by_role("tab", name="试用与示例").click()
    await choose(page, "对接应用", name)
    await page.get_by_label("client_secret").fill(secret)
    await page.get_by_role("button", name="发送").click()
    answer = page.locator("pre").nth(1)
    await expect(answer).to_contain_text('"hidden"')
    await expect(answer).to_contain_text("ratelimit")
    await expect(page.locator("pre").last).to_contain_text("oauth/token")
    await desk.picture("open-try")

    await page.get_by_role("tab", name="取数记录").click()
    row = page.get_by_role("row").filter(has_text=name)
    await expect(row.first).to_contain_text("200")
    await desk.picture("open-log")


async def test_a_webhook(sit_down: Callable[..., Any]) -> None:
    """An address with the events it wants; its signing secret is shown once; it can be paused and removed."""
    desk: Desk = await sit_down("季琳")
    page, name = desk.page, named()
    await open_door(desk, "/open")
    await make_client(page, desk, name)
    await page.get_by_role("tab", name="回调地址").click()
    await page.get_by_role("button", name="登记回调地址").click()
    dialog = page.get_by_role("dialog")
    place = f"hooks.example.com/{uuid4().hex[:8]}"
    await choose(page, "对接应用", name)
    await dialog.get_by_label("回调地址", exact=True).fill(f"https://{place}")
    await choose(page, "事件", "月度统计已结转")
    await dialog.get_by_role("button", name="登记回调地址").click()
    await expect(page.get_by_role("dialog").get_by_text(re.compile("^whsec_"))).to_be_visible()
    await hand_over(page)
    row = page.get_by_role("row").filter(has_text=place)
    await expect(row).to_contain_text("启用")
    await row.click()
    drawer = page.get_by_role("complementary").filter(has_text=place)
    await drawer.get_by_role("button", name="暂停").click()
    await page.get_by_role("dialog").get_by_role("button", name="暂停").click()
    await expect(row).to_contain_text("暂停")
    await desk.picture("open-hooks")
    await drawer.get_by_role("button", name="删除").click()
    await page.get_by_role("dialog").get_by_role("button", name="删除").click()
    await expect(row).to_have_count(0)


def named() -> str:
    """A system of this test alone: tests run in any order, on one product."""
    return f"数据共享平台{uuid4().hex[:6]}"


async def make_client(page: Page, desk: Desk, name: str) -> tuple[str, str]:
    """A client of the reader's own union: its id and its secret, noted down as a person would."""
    await page.get_by_role("button", name="新建对接应用").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("应用名称").fill(name)
    await dialog.get_by_label("使用单位").fill("市大数据局")
    await dialog.get_by_label("数据范围").click()
    await page.get_by_role("treeitem").first.click()
    await choose(page, "数据集", "会员")
    networks = dialog.get_by_label("允许的网络地址")
    await networks.fill("127.0.0.0/8")
    await networks.press("Enter")
    await desk.picture("open-make")
    await dialog.get_by_role("button", name="新建对接应用").click()
    shown = page.get_by_role("dialog").get_by_text(re.compile("^uh_"))
    await expect(shown).to_be_visible()
    secret = await shown.inner_text()
    id = await page.get_by_role("dialog").locator("p", has_text=UUID).inner_text()
    await page.keyboard.press("Escape")
    await expect(shown).to_be_visible()
    await desk.picture("open-secret")
    await hand_over(page)
    return id, secret


async def hand_over(page: Page) -> None:
    """The dialog of a secret goes when it was said that it is kept."""
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_role("button", name="完成")).to_be_disabled()
    await dialog.get_by_role("checkbox").check()
    await dialog.get_by_role("button", name="完成").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def choose(page: Page, label: str, option: str) -> None:
    """One choice of a list."""
    field: Locator = page.get_by_role("combobox", name=label, exact=True)
    await field.click()
    await page.locator(".ant-select-item-option:visible").get_by_text(option, exact=True).click()
    heading = page.get_by_role("dialog").get_by_role("heading")
    if await heading.count():
        # A list of several stays open over what lies below it.
        await heading.click()
