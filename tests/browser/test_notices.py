"""A public notice as officers work with it: ticked, previewed, published, objected to, concluded; the work calendar."""

import re
from collections.abc import Callable
from typing import Any

from playwright.async_api import expect

from tests.browser.conftest import Desk, Product
from tests.browser.notices import let_it_end, place_cases
from tests.browser.test_story import visit
from tests.papers import png


async def test_a_notice_from_the_tick_to_the_report(sit_down: Callable[..., Any], product: Product) -> None:
    """AID-09, RPT-05: tick all, preview, publish; an objection stops it; answered and over, it is concluded."""
    place_cases(product)
    desk: Desk = await sit_down("何静")
    page = desk.page
    await visit(page, "/aid/notices")
    waiting = page.locator("table:visible tbody tr", has_text="章小雨")
    await expect(waiting).to_have_count(3)
    for row in await waiting.all():
        await row.get_by_role("checkbox").check()
    await desk.picture("notice-wanted")
    await page.get_by_role("button", name="预览公示").click()
    paper = page.get_by_role("article")
    await expect(paper.get_by_role("columnheader")).to_have_text(
        ["序号", "姓名", "所在单位", "困难类别", "拟救助金额（元）"]
    )
    await page.get_by_role("checkbox", name="家庭人数").check()
    await expect(paper.get_by_role("columnheader", name="家庭人数")).to_be_visible()
    await expect(page.get_by_text("证件号码、电话、银行卡、住址、病情")).to_be_visible()
    await page.get_by_label("公示地点").fill("厂务公开栏")
    await page.get_by_label("受理电话").fill("0738-8312345")
    await desk.picture("notice-preview")
    await page.get_by_role("button", name="发布公示").click()
    await page.get_by_role("dialog").get_by_role("button", name="发布公示").click()
    await page.wait_for_url(re.compile(r"/aid/notices/[0-9a-f-]{36}$"))
    await expect(page.get_by_text(re.compile("还剩 5 个工作日"))).to_be_visible()
    await expect(page.get_by_role("button", name="出具结果")).to_have_count(0)

    await page.get_by_role("button", name="登记异议").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("反映人", exact=True).fill("刘工")
    await dialog.get_by_label("反映内容").fill("他家今年买了新车")
    await dialog.get_by_role("button", name="登记异议").click()
    await expect(page.get_by_text("1 件异议未答复")).to_be_visible()
    await desk.picture("notice-objection")
    await page.get_by_role("button", name="答复").click()
    await expect(dialog.get_by_text("他家今年买了新车")).to_be_visible()
    await dialog.get_by_text("不成立", exact=True).click()
    await dialog.get_by_label(re.compile("核实情况和理由")).fill("经入户核实，车辆为亲戚所有")
    await dialog.get_by_role("button", name="答复").click()
    await expect(page.get_by_text("经核实不成立", exact=True)).to_be_visible()

    heading = await page.get_by_role("heading", level=1).locator("xpath=..").inner_text()
    found = re.search(r"GS-\d{4}-\d+", heading)
    assert found is not None
    let_it_end(product, found[0])
    await page.reload()
    await expect(page.get_by_text("公示已满，可以出具结果报告")).to_be_visible()
    await page.get_by_role("button", name="出具结果").click()
    await page.get_by_role("dialog").get_by_role("button", name="出具结果").click()
    await expect(page.get_by_text("公示通过")).to_be_visible()
    await desk.picture("notice-result")
    async with page.expect_download() as saved:
        await page.get_by_role("button", name="下载结果报告").click()
    assert (await saved.value).suggested_filename.endswith(".docx")
    # RPT-04: the print that was stamped is kept with the notice; whoever looks later has the picture.
    await page.get_by_label("归档盖章件").set_input_files(
        {"name": "盖章.png", "mimeType": "image/png", "buffer": png()}  # type: ignore[arg-type]
    )
    await expect(page.get_by_text(re.compile("^何静 于 .* 归档$"))).to_be_visible()
    await desk.picture("notice-scan")
    async with page.expect_download() as saved:
        await page.get_by_role("button", name="下载盖章件").click()
    assert (await saved.value).suggested_filename == f"{found[0]}公示结果盖章件.png"
    await expect(page.get_by_role("button", name="换一张")).to_be_enabled()
    await page.get_by_role("link", name="张贴页").click()
    await expect(page.get_by_text("本单位工作人员登录后扫码查看")).to_be_visible()
    await desk.picture("notice-wall")


async def test_the_next_year_is_pasted(sit_down: Callable[..., Any]) -> None:
    """issue 4 section 3: the city pastes the notice, looks at the year, saves it; a day more by a click."""
    desk: Desk = await sit_down("周明")
    page = desk.page
    await visit(page, "/work-calendar?year=2026")
    await expect(page.get_by_text("全年 248 个工作日")).to_be_visible()
    await desk.picture("work-calendar")
    await visit(page, "/work-calendar?year=2027")
    await expect(page.get_by_text("这一年还没有录入")).to_be_visible()
    await page.get_by_role("button", name="粘贴通知").click()
    dialog = page.get_by_role("dialog")
    text = "关于2027年部分节假日安排的通知 一、元旦：1月1日至3日放假，共{}天。"
    await dialog.get_by_label("通知全文").fill(text.format(2))
    await dialog.get_by_role("button", name="读取日期").click()
    await expect(dialog.get_by_text("日期、星期或天数对不上")).to_be_visible()
    await dialog.get_by_label("通知全文").fill(text.format(3))
    await dialog.get_by_role("button", name="读取日期").click()
    await expect(page.get_by_role("button", name="2027-01-01 放假 元旦")).to_be_visible()
    await page.get_by_role("button", name="2027-01-04 上班").click()
    await page.get_by_role("button", name="保存").click()
    await expect(page.get_by_text(re.compile("周明.*录入"))).to_be_visible()
    await expect(page.get_by_role("button", name="2027-01-04 放假")).to_be_visible()
    desk.problems[:] = [problem for problem in desk.problems if "status of 422" not in problem]
