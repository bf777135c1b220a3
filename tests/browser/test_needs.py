"""A unit is surveyed before its workers are visited, and a plan for it follows (AID-28)."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from playwright.async_api import expect

from tests.browser.conftest import Desk
from tests.browser.test_story import visit
from tests.town import today


async def test_survey_then_plan_then_done(sit_down: Callable[..., Any]) -> None:
    """何静 sees on a plan of visits which units nobody surveyed, enters a survey from there, plans two measures;
    the one that is overdue waits on the workbench until it is settled."""
    desk: Desk = await sit_down("何静")
    page = desk.page
    await visit(page, "/visits")
    await page.locator("table:visible tbody tr").first.get_by_role("link").first.click()
    before = page.get_by_role("button", name=re.compile("走访前摸底 "))
    surveyed, of = re.findall(r"\d+", await before.inner_text())
    assert int(surveyed) < int(of)
    await before.click()
    told = page.get_by_role("dialog", name="走访前摸底")
    unit = await told.get_by_role("listitem").first.locator("span").first.inner_text()
    await desk.picture("needs-before")
    await told.get_by_role("listitem").first.get_by_role("button", name="登记调研").click()
    asking = page.get_by_role("dialog", name="登记摸底调研")
    await expect(asking.get_by_label("调研的工会")).to_have_text(unit)
    await expect(asking.get_by_role("button", name="登记调研")).to_be_disabled()
    await asking.get_by_label("调研日期").fill((today() - timedelta(days=30)).isoformat())
    await asking.get_by_label("调研日期").press("Enter")
    await asking.get_by_label("座谈会").check()
    await asking.get_by_label("听取意见(人)").fill("18")
    await asking.get_by_label(re.compile("^了解到的情况")).fill("夜班职工就餐难，两户有大病支出。")
    await desk.picture("needs-survey-form")
    await asking.get_by_role("button", name="登记调研").click()
    await expect(before).to_have_text(f"走访前摸底 {int(surveyed) + 1}/{of}")
    await page.keyboard.press("Escape")

    await visit(page, "/aid/needs")
    row = page.locator("table:visible tbody tr").filter(has_text=unit).first
    await expect(row).to_contain_text("待定方案")
    await desk.picture("needs-surveys")
    await row.get_by_role("link").click()
    await expect(page.get_by_text("夜班职工就餐难，两户有大病支出。")).to_be_visible()
    deleting = page.get_by_role("button", name="删除", exact=True).and_(page.locator(":visible"))
    await expect(deleting).to_be_enabled()
    await page.get_by_role("button", name="添加措施").click()
    planning = page.get_by_role("dialog", name=re.compile("添加措施$"))
    await planning.get_by_label("服务").check()
    await planning.get_by_label("措施内容").fill("协调食堂开设夜宵窗口")
    await planning.get_by_label("责任人（部门）").fill("后勤部")
    due = planning.get_by_label("完成期限")
    await due.fill((today() + timedelta(days=20)).isoformat())
    await due.press("Enter")
    await planning.get_by_role("button", name="添加措施").click()
    plan = page.get_by_role("table", name="帮扶方案")
    await expect(plan).to_contain_text("未到期")
    await expect(planning).to_be_hidden()
    await page.get_by_role("button", name="添加措施").click()
    await planning.get_by_label("措施内容").fill("为两户申请医疗救助")
    await planning.get_by_label("责任人（部门）").fill("女工部")
    await due.fill((today() - timedelta(days=2)).isoformat())
    await due.press("Enter")
    await planning.get_by_role("button", name="添加措施").click()
    await expect(plan).to_contain_text("已逾期")
    await desk.picture("needs-survey")

    await visit(page, "/")
    waiting = page.locator("li:visible").filter(has_text="为两户申请医疗救助")
    await expect(waiting).to_contain_text("措施逾期")
    await expect(waiting).to_contain_text("由女工部负责")
    await expect(waiting).to_contain_text("逾期 2 天")
    await desk.picture("needs-workbench")
    await waiting.get_by_role("button", name="去落实").click()
    late = plan.get_by_role("row").filter(has_text="为两户申请医疗救助")
    await late.get_by_role("button", name="登记落实").click()
    settling = page.get_by_role("dialog", name="登记措施落实")
    await settling.get_by_label("落实情况").fill("两户均已获批")
    await settling.get_by_role("button", name="登记落实").click()
    await expect(plan).to_contain_text("两户均已获批")
    await expect(page.get_by_text("已落实 1/2 项")).to_be_visible()
    await expect(deleting).to_have_count(0)
    await visit(page, "/")
    await expect(page.get_by_role("heading", name="待办")).to_be_visible()
    await expect(waiting).to_have_count(0)

    await visit(page, "/aid/needs?view=progress")
    await expect(page.get_by_text(re.compile("应摸底 .* 家，已摸底"))).to_be_visible()
    await desk.picture("needs-progress")
    finance: Desk = await sit_down("孙丽")
    await visit(finance.page, "/aid/needs")
    await finance.page.locator("table:visible tbody tr").filter(has_text=unit).first.get_by_role("link").click()
    await expect(finance.page.get_by_text("没有查看权限")).to_be_visible()
    neighbour: Desk = await sit_down("杜衡")
    await visit(neighbour.page, "/aid/needs")
    await expect(neighbour.page.locator("table:visible tbody tr").first).to_be_visible()
    await expect(neighbour.page.locator("table:visible tbody tr").filter(has_text=unit)).to_have_count(0)
