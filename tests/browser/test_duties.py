"""What a county asks of its towns, from the list to the urge, and the overview of the fixed reports (RPT-01, 02)."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import psycopg
from playwright.async_api import Locator, Page, expect

from backend.domain.calendar import CHINA
from backend.domain.report.catalogue import FORMS
from backend.domain.report.forms import ReportForm
from backend.domain.report.rules import is_late
from tests.browser.conftest import Desk, Product
from tests.browser.test_story import visit
from tests.town import today

NAME = "职工书屋情况"


def row_of(page: Page, name: str) -> Locator:
    """The row of a table that is seen, by what stands in it."""
    return page.locator("table:visible tbody tr").filter(has_text=name).first


def lines_of(path: Path) -> list[list[Any]]:
    """The first sheet of a workbook, its head first."""
    sheet = openpyxl.load_workbook(BytesIO(path.read_bytes())).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.rows]


async def open_duty(page: Page, view: str, name: str) -> None:
    await visit(page, f"/duties?view={view}")
    await row_of(page, name).get_by_role("link", name=name).click()
    await expect(page.locator("h1:visible")).to_have_text(name)


async def test_asked_reported_sent_back_and_urged(sit_down: Callable[..., Any], product: Product) -> None:
    """RPT-02: 何静 asks the towns, 李梅 finds it among what waits and reports, it is sent back, the deadline passes and
    all who are late are urged in one act; the urge leads 李梅 to what she owes, and is gone when she has reported."""
    county: Desk = await sit_down("何静")
    page = county.page
    await visit(page, "/duties")
    await expect(row_of(page, "困难职工帮扶材料")).to_contain_text("12-30 17:30")
    await page.get_by_role("button", name="下达任务").click()
    asking = page.get_by_role("dialog", name="下达报送任务")
    await expect(asking.get_by_label("任务", exact=True)).to_have_value("四项实名登记")
    await asking.get_by_label("任务", exact=True).fill(NAME)
    await asking.get_by_label("报送要求").fill("藏书数、面积、管理员，盖章报宣教部。")
    await expect(asking.get_by_role("button", name="下达任务")).to_be_disabled()
    due = datetime.now(CHINA) + timedelta(days=2)
    await asking.get_by_label("报送期限").fill(due.strftime("%Y-%m-%dT17:30"))
    await county.picture("duty-make")
    await asking.get_by_role("button", name="下达任务").click()
    await expect(row_of(page, NAME)).to_contain_text(due.strftime("%Y-%m-%d 17:30"))

    town: Desk = await sit_down("李梅")
    below = town.page
    await visit(below, "/")
    await (
        below.get_by_role("row")
        .or_(below.get_by_role("listitem"))
        .filter(has_text=NAME)
        .first.get_by_role("link")
        .first.click()
    )
    await expect(below.locator("main:visible")).to_contain_text("藏书数、面积、管理员")
    await below.get_by_role("button", name="报送", exact=True).and_(below.locator(":visible")).click()
    telling = below.get_by_role("dialog", name=f"报送 {NAME}")
    await telling.get_by_label("说明").fill("书屋 6 处，藏书 4200 册")
    await telling.get_by_role("button", name="报送").click()
    await expect(below.locator("main header:visible").filter(has=below.locator("h1"))).to_contain_text("按时报送")
    await town.picture("duty-reported")

    await open_duty(page, "asked", NAME)
    told = row_of(page, "城关镇总工会")
    await expect(told).to_contain_text("书屋 6 处，藏书 4200 册")
    await told.get_by_role("button", name="退回").click()
    back = page.get_by_role("dialog", name="退回 城关镇总工会 的报送")
    await back.get_by_label(re.compile("^退回原因")).fill("没有盖章")
    await back.get_by_role("button", name="退回").click()
    await expect(told).to_contain_text("已退回")
    await expect(told).to_contain_text("没有盖章")

    # What is on screen is taken out: the one that was sent back.
    await page.locator("main:visible").get_by_role("button", name="已退回 1").click()
    await page.locator("main:visible").get_by_role("button", name="导出", exact=True).click()
    taking = page.get_by_role("dialog")
    await expect(taking).to_contain_text(f"报送任务：{NAME}")
    await expect(taking).to_contain_text("状态：已退回")
    await county.picture("duty-export")
    async with page.expect_download(timeout=60_000) as coming:
        await taking.get_by_role("button", name="导出", exact=True).click()
    head, *rows = lines_of(await (await coming.value).path())
    assert head == ["工会", "状态", "逾期天数", "报送时间", "报送人", "说明", "退回原因", "附件", "催办日期"]
    assert [(row[0], row[1], row[6]) for row in rows] == [("城关镇总工会", "已退回", "没有盖章")]
    await taking.get_by_role("button", name="关闭").first.click()

    # The deadline passes.
    over = datetime.now(CHINA) - timedelta(minutes=5)
    with psycopg.connect(product.cluster.url("superuser")) as superuser:
        superuser.execute(
            "update duty set due_at = date_trunc('minute', %s::timestamptz) where name = %s", (over, NAME)
        )
    await open_duty(page, "asked", NAME)
    await page.get_by_role("button", name=re.compile(r"^催报逾期的 \d+ 家$")).click()
    urging = page.get_by_role("dialog", name=f"催报 {NAME}")
    await urging.get_by_label(re.compile("^说明")).fill("请今天补盖章报来")
    await urging.get_by_role("button", name="催报").click()
    await expect(urging).to_contain_text(re.compile(r"已催报 \d+ 家"))
    await county.picture("duty-urged")
    await urging.get_by_role("button", name="知道了").click()
    await expect(told).to_contain_text("逾期未报")

    await visit(below, "/")
    urged = below.get_by_role("row").or_(below.get_by_role("listitem")).filter(has_text="请今天补盖章报来").first
    await expect(urged).to_contain_text("报送逾期的材料")
    await town.picture("duty-on-the-workbench")
    await open_duty(below, "owed", NAME)
    await expect(below.locator("main:visible")).to_contain_text("没有盖章")
    await below.get_by_role("button", name="报送", exact=True).and_(below.locator(":visible")).click()
    await telling.get_by_role("button", name="报送").click()
    await expect(below.locator("main header:visible").filter(has=below.locator("h1"))).to_contain_text("逾期补报")


async def test_the_list_of_next_year(sit_down: Callable[..., Any]) -> None:
    """RPT-02: one click makes next year's list of this year's yearly duties, and says what it did."""
    desk: Desk = await sit_down("何静")
    page = desk.page
    await visit(page, "/duties")
    await page.get_by_role("button", name="年度清单").click()
    dialog = page.get_by_role("dialog", name="建立年度清单")
    await dialog.get_by_role("button", name="建立清单").click()
    year = datetime.now(CHINA).year + 1
    await expect(page.get_by_role("status").filter(has_text="年清单")).to_contain_text(f"{year} 年清单新下达 7 项")
    await expect(row_of(page, "法人单位台账")).to_contain_text(f"{year}-06-30 23:59")
    await desk.picture("duty-next-year")


async def test_who_is_late_with_a_form_is_urged_from_the_overview(sit_down: Callable[..., Any]) -> None:
    """RPT-02: 报送一览 urges all towns that are late with the annual survey; 李梅 finds it among what waits."""
    form = FORMS[ReportForm.SURVEY]
    year = form.due_year(today())
    desk: Desk = await sit_down("何静")
    page = desk.page
    await visit(page, f"/reports?view=overview&year={year}")
    sheet = page.get_by_role("table", name="报送一览")
    town = sheet.get_by_role("row").filter(has_text="城关镇总工会")
    await expect(town).to_be_visible()
    urging = sheet.get_by_role("button", name=re.compile(r"^催报 \d+ 家$")).first
    if not is_late(None, due_on=form.due_on(year), today=today()):
        # In the three weeks of October in which it is filled nobody is late.
        await expect(urging).to_have_count(0)
        return
    await expect(town).to_contain_text("过期未报")
    size = re.findall(r"\d+", await urging.inner_text())[0]
    await desk.picture("report-overview")
    await urging.click()
    dialog = page.get_by_role("dialog", name=re.compile(f"^催报 {year} 年"))
    await dialog.get_by_label(re.compile("^说明")).fill("调查表请本周报来")
    await dialog.get_by_role("button", name="催报").click()
    await expect(dialog).to_contain_text(f"已催报 {size} 家，共 {size} 家。")
    await dialog.get_by_role("button", name="知道了").click()

    below: Desk = await sit_down("李梅")
    await visit(below.page, "/")
    urged = below.page.get_by_role("row").or_(below.page.get_by_role("listitem")).filter(has_text="调查表请本周报来")
    await expect(urged.first).to_contain_text("上报逾期的报表")
    await below.picture("report-urged")
