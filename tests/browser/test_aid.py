"""Household files as officers work with them: entered, judged, put on file by a second one; a line tried before it is set."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import docx
from playwright.async_api import Page, expect

from tests.browser.conftest import Desk
from tests.browser.test_story import choose_union, pick, visit
from tests.people import id_number

UNION = "青溪纺织有限公司工会"


async def fill(page: Page, label: str, value: str, *, nth: int = 0) -> None:
    await page.get_by_label(re.compile(f"^{label}")).nth(nth).fill(value)


async def test_a_household_comes_on_file(sit_down: Callable[..., Any]) -> None:
    """何静 enters a family with all that the paper asks for; the rules say what it is and why; 周明 puts it on file
    (AID-03, 07, 09; AID-24; domain-facts 3.3)."""
    desk: Desk = await sit_down("何静")
    page = desk.page
    await visit(page, "/households")
    await expect(page.locator("table:visible tbody tr").first).to_be_visible()
    await desk.picture("aid-list")
    await visit(page, "/households/new")
    await choose_union(page, "所在工会", UNION)
    await fill(page, "姓名", "宋秀英")
    await fill(page, "证件号码", id_number(777))
    await fill(page, "月收入", "2400")
    await pick(page, "政治面貌", "中共党员")
    await pick(page, "民族", "回族")
    await fill(page, "邮政编码", "265500")
    await pick(page, "单位性质", "国有")
    await pick(page, "所属行业", "制造业")
    await fill(page, "单位地址", "青溪县工业路 1 号")
    await pick(page, "婚姻状况", "已婚")
    await pick(page, "主要致困原因", "子女上学")
    await page.get_by_role("button", name="增加家庭成员").click()
    await pick(page, "与职工关系", "子女")
    await fill(page, "姓名", "宋小宝", nth=1)
    await fill(page, "证件号码", id_number(779, born=date(2013, 9, 1)), nth=1)
    await pick(page, "就学阶段", "初中")
    await fill(page, "学制", "3")
    await desk.picture("aid-form")
    await page.get_by_role("button", name="录入档案").last.click()
    await page.wait_for_url(re.compile(r"/households/[0-9a-f-]{36}$"))
    await expect(page.get_by_role("heading", name="宋秀英")).to_be_visible()
    await expect(page.get_by_text("人均月收入 1,200.00 元；要求不超过 1,560.00 元").first).to_be_visible()
    await expect(page.get_by_text("符合，认定为相对困难")).to_be_visible()
    await desk.picture("aid-judgement")
    await page.get_by_role("tab", name=re.compile("家庭成员")).click()
    await expect(page.get_by_text("未婚子女，计入")).to_be_visible()
    await expect(page.get_by_role("img", name=re.compile("家庭关系图：宋秀英 本人.宋小宝"))).to_be_visible()
    await expect(page.get_by_role("cell", name="初中、3 年制")).to_be_visible()
    about = page.get_by_role("region", name="基本情况")
    for said in ("中共党员", "回族", "2655**", "制造业", "青溪县工业路 1 号"):
        await expect(about.get_by_text(said).first).to_be_visible()
    await page.get_by_role("button", name="档案表", exact=True).click()
    async with page.expect_download(timeout=60_000) as coming:
        await page.get_by_role("dialog").get_by_role("button", name="Word 文档").click()
    download = await coming.value
    assert re.fullmatch(r"档案表 宋秀英 KN-[0-9-]+\.docx", download.suggested_filename)
    paper = docx.Document(str(await download.path())).tables[0]
    told = {cell.text for row in paper.rows for cell in row.cells}
    assert told >= {"宋秀英", "回族", "2655**", "国有", "制造业", "青溪县工业路 1 号", "初中 3 年制", "系统工会意见"}
    await page.keyboard.press("Escape")
    await desk.picture("aid-people")
    await expect(page.get_by_role("button", name="建档", exact=True)).to_be_disabled()

    second: Desk = await sit_down("周明")
    file = "/" + page.url.split("/", 3)[3].split("?")[0]
    await visit(second.page, file)
    await second.page.get_by_role("button", name="建档", exact=True).click()
    await second.page.get_by_role("dialog").get_by_role("button", name="建档", exact=True).click()
    await expect(second.page.get_by_role("main").get_by_text("在档", exact=True).first).to_be_visible()
    await second.page.get_by_role("tab", name=re.compile("轨迹")).click()
    await expect(second.page.get_by_text("困难职工建档").first).to_be_visible()
    await second.picture("aid-on-file")
    await visit(second.page, f"{file}/edit")
    await fill(second.page, "开户", "建设银行")
    await fill(second.page, "月收入", "2000")
    await second.page.get_by_role("button", name="保存").last.click()
    # Back where one was, on the tab that was open.
    await second.page.wait_for_url(re.compile(r"/households/[0-9a-f-]{36}\?tab=trail$"))
    await second.page.get_by_role("tab", name=re.compile("家庭成员")).click()
    await expect(second.page.get_by_text("3****************"), "what was not typed again stays").to_have_count(2)
    await second.page.get_by_role("tab", name=re.compile("轨迹")).click()
    await second.page.get_by_role("button", name=re.compile("年 建档：相对困难")).click()
    kept = second.page.get_by_role("dialog")
    await expect(kept.get_by_text("2,400.00")).to_be_visible()
    await expect(kept.get_by_role("cell", name="月收入（元）", exact=True)).to_be_visible()
    await expect(kept.get_by_text("已变动", exact=True)).to_have_count(1)
    await expect(kept.get_by_text("已不在档案里")).to_have_count(0)
    await second.picture("aid-kept")


async def test_a_line_is_tried_before_it_is_set(sit_down: Callable[..., Any]) -> None:
    """周明 tries a lower line: who would leave, and what it would cost (issue 4 section 2)."""
    desk: Desk = await sit_down("周明")
    page = desk.page
    await visit(page, "/aid-policies")
    await expect(page.get_by_text("每人每月 780.00 元")).to_be_visible()
    await page.get_by_role("button", name="拟定新标准").click()
    await page.get_by_label("低保线（元/人·月）").fill("400")
    await page.get_by_role("button", name="按新标准试算").click()
    await page.get_by_role("tab", name=re.compile("将退出")).click()
    await expect(page.locator("table:visible").last.get_by_role("link").first).to_be_visible()
    await desk.picture("aid-trial")
