"""Cases as officers work with them: a programme announced, a case in one click, the queue by keys, a batch (AID-09, 10)."""

import asyncio
import re
from collections.abc import Callable
from typing import Any

from playwright.async_api import Page, Route, expect

from tests.browser.conftest import Desk
from tests.browser.test_story import pick, visit
from tests.town import today

PROGRAM = "医疗救助（浏览器）"


def rows(page: Page) -> Any:
    return page.locator("table:visible tbody tr")


async def choose_fund(page: Page) -> None:
    """The first of the funds, whose list is open."""
    await page.locator(".ant-select-dropdown:visible .ant-select-item-option").first.click()


async def test_a_programme_is_made_from_its_template_and_announced(sit_down: Callable[..., Any]) -> None:
    """何静 chooses a kind, the rest is filled in; one stage is dropped; it is announced (issue 4 section 4)."""
    desk: Desk = await sit_down("何静")
    page = desk.page
    await visit(page, "/aid/programs")
    await expect(rows(page).first).to_be_visible()
    await page.get_by_role("button", name="新建项目").click()
    await pick(page, "类别", "医疗救助")
    await page.get_by_label("项目名称").fill(PROGRAM)
    await expect(page.get_by_label("帮扶对象")).not_to_be_empty()
    await page.get_by_role("checkbox", name="公示", exact=True).uncheck()
    await page.get_by_role("checkbox", name="基层工会确认").uncheck()
    await page.get_by_label("受理截止").fill("2099-12-30T17:30")
    await desk.picture("aid-program-form")
    await page.get_by_role("button", name="存为草稿").click()
    await page.wait_for_url(re.compile(r"/aid/programs/[0-9a-f-]{36}$"))
    await expect(page.get_by_text("2099-12-30 17:30")).to_be_visible()
    await page.get_by_role("button", name="公布受理").click()
    await page.get_by_role("dialog").get_by_role("button", name="公布受理").click()
    await expect(page.get_by_role("button", name="结束受理")).to_be_visible()
    await desk.picture("aid-program")


async def come_late(route: Route) -> None:
    await asyncio.sleep(1.5)
    await route.continue_()


async def test_a_case_is_begun_from_a_file_and_handled_by_keys(sit_down: Callable[..., Any]) -> None:
    """何静 begins a case of a household in one click; the queue is walked with J, agreed to with A, sent back with R."""
    desk: Desk = await sit_down("何静")
    page = desk.page
    await visit(page, "/aid/cases")
    await expect(rows(page).first).to_be_visible()
    await expect(page.get_by_role("toolbar", name="各环节件数")).to_be_visible()
    await desk.picture("aid-cases")
    waiting = await rows(page).count()
    assert waiting >= 2
    await rows(page).first.get_by_role("link").first.click()
    await page.wait_for_url(re.compile(r"/aid/cases/[0-9a-f-]{36}$"))
    await expect(page.get_by_text("办理过程")).to_be_visible()
    await expect(page.get_by_text(re.compile("^待办 1 / "))).to_be_visible()
    await desk.picture("aid-case")
    first = page.url
    await page.keyboard.press("j")
    await expect(page).not_to_have_url(first)
    await expect(page.get_by_text(re.compile("^待办 2 / "))).to_be_visible()
    await page.keyboard.press("k")
    await expect(page).to_have_url(first)
    await expect(page.get_by_text(re.compile("^待办 1 / "))).to_be_visible()
    # A no without a reason is not sent: the cursor stands where the reason belongs.
    await page.keyboard.press("r")
    await expect(page.get_by_label("意见")).to_be_focused()
    await expect(page.get_by_text("请先写明理由")).to_be_visible()
    await page.get_by_role("button", name="请重新入户核实").click()
    # Who agrees before the funds of the next case have come is asked for one all the same.
    await page.route(re.compile(r"/api/v1/funds\?"), come_late)
    await page.get_by_role("button", name="退回 (R)").click()
    await expect(page).not_to_have_url(first)
    second = page.url
    name = await page.locator("h1:visible").inner_text()
    await page.get_by_role("button", name="情况属实，同意").click()
    await page.locator("h1:visible").click()
    # Money is promised out of a fund: without one nothing is sent, and the list of funds opens.
    await page.keyboard.press("a")
    await expect(page.get_by_text("请先选出资资金")).to_be_visible()
    await desk.picture("aid-case-fund")
    await choose_fund(page)
    await page.locator("h1:visible").click()
    await page.keyboard.press("a")
    await expect(page).not_to_have_url(second)
    await visit(page, "/" + second.split("/", 3)[3])
    await expect(page.get_by_text("已批准，待发放").first).to_be_visible()
    await expect(page.get_by_text("情况属实，同意").first).to_be_visible()
    await desk.picture("aid-case-approved")

    await visit(page, "/aid/cases?view=acted")
    await expect(page.locator("table:visible tbody")).to_contain_text(name)
    await page.get_by_role("button", name="超期由谁办").click()
    await expect(page.get_by_role("dialog")).to_contain_text("超期申请由谁办")
    await page.keyboard.press("Escape")


async def test_many_are_sent_back_at_once(sit_down: Callable[..., Any]) -> None:
    """杜衡 ticks what waits and sends it back with one reason; each has its result."""
    desk: Desk = await sit_down("杜衡")
    page = desk.page
    await visit(page, "/aid/cases")
    await expect(rows(page).first).to_be_visible()
    for row in (await rows(page).all())[:2]:
        await row.get_by_role("checkbox").check()
    await page.get_by_role("button", name="退回", exact=True).click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_role("button", name="退回", exact=True)).to_be_disabled()
    await dialog.get_by_role("textbox").fill("请补充近 6 个月收入证明")
    await dialog.get_by_role("button", name="退回", exact=True).click()
    await expect(dialog.get_by_text(re.compile("已办 [12] 件"))).to_be_visible()
    await desk.picture("aid-batch")
    await dialog.get_by_role("button", name="关闭").last.click()


async def test_a_household_applies_in_one_click(sit_down: Callable[..., Any]) -> None:
    """From the file to the case: the programme is all that is asked."""
    desk: Desk = await sit_down("何静")
    page = desk.page
    await visit(page, "/households?status=active")
    await rows(page).first.get_by_role("link").first.click()
    await page.get_by_role("button", name="发起申请").click()
    dialog = page.get_by_role("dialog")
    await pick(page, "帮扶项目", f"{today().year} 年送温暖")
    await dialog.get_by_role("button", name="发起申请").click()
    await page.wait_for_url(re.compile(r"/aid/cases/[0-9a-f-]{36}$"))
    await expect(page.get_by_text(re.compile("^按标准：")).first).to_be_visible()
    await page.get_by_role("button", name="提交", exact=True).click()
    await expect(page.get_by_role("button", name="提交", exact=True)).to_have_count(0)
    await desk.picture("aid-case-submitted")


async def test_a_final_list_is_made_in_one_act(sit_down: Callable[..., Any]) -> None:
    """汇总平衡: 田野 weighs the candidates of the county, takes one off, and settles the rest (issue 4 section 3)."""
    desk: Desk = await sit_down("田野")
    page = desk.page
    come = asyncio.Event()

    async def come_when_told(route: Route) -> None:
        await come.wait()
        await route.continue_()

    await page.route(re.compile(r"/api/v1/funds\?"), come_when_told)
    await visit(page, "/aid/balance")
    await pick(page, "帮扶项目", f"{today().year} 年生活救助 东山区总工会")
    first = rows(page).first
    await expect(first).to_be_visible()
    await expect(page.get_by_role("button", name="确定名单")).to_be_enabled()
    await page.get_by_label(re.compile("的核定金额$")).first.fill("900")
    await expect(page.get_by_text(re.compile("^已选 "))).to_be_visible()
    # Who settles before the list of funds has come waits for it, and is asked for a fund: nothing is sent without.
    await page.get_by_role("button", name="确定名单").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    come.set()
    await choose_fund(page)
    await desk.picture("aid-balance")
    await page.get_by_role("button", name="确定名单").click()
    await page.get_by_role("dialog").get_by_role("button", name="确定名单").click()
    await expect(page.get_by_role("dialog").get_by_text(re.compile("已办 [1-9][0-9]* 件"))).to_be_visible()
    await page.get_by_role("dialog").get_by_role("button", name="关闭").last.click()
    await expect(page.get_by_text("没有等待汇总平衡的申请。")).to_be_visible()
