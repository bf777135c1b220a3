"""Targets, reports, charts to take away and the wall, as officers use them (issue 3 sections 3 and 5; ORG-12; RPT-01, 04)."""

import asyncio
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from playwright.async_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.test_story import visit

PASTE = """([selector, text]) => {
  const field = document.querySelector(selector);
  const data = new DataTransfer();
  data.setData('text/plain', text);
  field.focus();
  field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def content(path: Any) -> bytes:
    """What was saved."""
    return Path(path).read_bytes()


async def test_a_sheet_of_targets_is_pasted_from_a_spreadsheet(sit_down: Callable[..., Any]) -> None:
    """ORG-12: the county opens its sheet, pastes a block, sees what is left of its own target, saves, and it stands."""
    desk = await sit_down("何静")
    page: Page = desk.page
    await visit(page, "/targets")
    sheet = page.get_by_role("table", name="目标")
    await expect(sheet.locator("tbody tr").first).to_contain_text("本级")
    await page.get_by_role("button", name="下达目标").click()
    first = page.locator("main table:visible tbody tr").first.locator("input").first
    await first.evaluate("field => field.setAttribute('data-paste', '')")
    await page.evaluate(PASTE, ["[data-paste]", "7\t61\r\n8\t62\r\n"])
    await expect(first).to_have_value("7")
    second = page.locator("main table:visible tbody tr").nth(1).locator("input")
    await expect(second.nth(1)).to_have_value("62")
    await page.get_by_role("button", name=re.compile("保存 4 项")).click()
    await expect(page.get_by_role("button", name="下达目标")).to_be_visible()
    await desk.picture("figures-targets")
    await expect(sheet.locator("tbody tr").nth(1)).to_contain_text("/ 7")
    await expect(sheet.locator("tbody tr").nth(2)).to_contain_text("/ 62")


async def test_targets_stand_on_the_page_of_the_union_and_on_the_statistics(sit_down: Callable[..., Any]) -> None:
    """Issue 3 section 3: beside the actual, with a bar and the share that is done."""
    desk = await sit_down("何静")
    page: Page = desk.page
    await visit(page, "/stats")
    await expect(page.get_by_role("heading", name=re.compile("年目标"))).to_be_visible()
    await expect(page.get_by_role("meter").first).to_be_visible()
    await desk.picture("figures-stats")
    await visit(page, "/targets")
    await page.get_by_role("table", name="目标").get_by_role("rowheader").get_by_role("button").first.click()
    await page.wait_for_url(re.compile("org="))
    union = re.search("org=([^&]+)", page.url)
    assert union is not None
    await visit(page, f"/organizations/{union[1]}")
    await expect(page.get_by_role("heading", name=re.compile("年目标"))).to_be_visible()
    await desk.picture("figures-union")


async def test_every_chart_is_a_table_a_picture_and_a_workbook(sit_down: Callable[..., Any]) -> None:
    """Issue 3 section 5: the table beside each chart, PNG and xlsx of each."""
    desk = await sit_down("周明")
    page: Page = desk.page
    await visit(page, "/stats")
    await page.get_by_role("heading", name="会员年龄与性别").wait_for()
    boxes = page.locator("main section section").filter(has=page.get_by_role("button", name=re.compile("取出")))
    titles = await boxes.locator("h2").all_inner_texts()
    assert {"各下级", "会员年龄与性别", "会员构成", "新入会累计", "会员数", "各地会员"} <= set(titles)
    for title in titles:
        box = boxes.filter(has=page.get_by_role("heading", name=title, exact=True))
        await box.get_by_role("button", name="看表").click()
        await expect(box.locator("table tbody tr").first).to_be_visible()
        await box.get_by_role("button", name="看图").click()
        taken = {}
        for kind, ending in (("图片（PNG）", "png"), ("表格（xlsx）", "xlsx")):
            await box.get_by_role("button", name=re.compile("取出")).click()
            async with page.expect_download(timeout=30_000) as coming:
                await page.get_by_role("menuitem", name=kind).click()
            download = await coming.value
            assert download.suggested_filename.endswith(f"{title}.{ending}")
            taken[ending] = content(await download.path())
        assert taken["png"].startswith(b"\x89PNG")
        # A picture of nothing is a few hundred bytes of white.
        assert len(taken["png"]) > 4_000, title
        assert taken["xlsx"][:2] == b"PK"


async def test_the_figures_of_aid(sit_down: Callable[..., Any]) -> None:
    """Issue 4 section 8: money, time by step, visits and files on one page; a figure opens its list, a chart is taken."""
    desk = await sit_down("周明")
    page: Page = desk.page
    await visit(page, "/stats/aid")
    for name in ("帮扶资金", "办理用时", "走访慰问", "困难职工档案"):
        await expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    box = page.locator("main section").filter(has=page.get_by_role("heading", name="各下级支出与到账", exact=True)).last
    await expect(box.get_by_role("table")).to_be_visible()
    await desk.picture("figures-aid")
    await box.get_by_role("button", name="看表").click()
    await expect(box.get_by_role("columnheader", name="到账资金")).to_be_visible()
    await box.get_by_role("button", name=re.compile("取出")).click()
    async with page.expect_download(timeout=30_000) as coming:
        await page.get_by_role("menuitem", name="表格（xlsx）").click()
    sheet = openpyxl.load_workbook(BytesIO(content(await (await coming.value).path()))).worksheets[0]
    heads = [cell.value for row in sheet.iter_rows(max_row=5) for cell in row]
    assert "总支出 (元)" in heads
    await page.get_by_role("heading", name="走访慰问", exact=True).scroll_into_view_if_needed()
    await desk.picture("figures-aid-visits")
    await page.get_by_role("link", name=re.compile("可用余额")).first.click()
    await page.wait_for_url(re.compile("/funds"))
    await visit(page, "/")
    await expect(page.get_by_role("link", name=re.compile("帮扶资金余额"))).to_be_visible()
    await desk.picture("figures-aid-workbench")


async def test_places_are_arranged_by_hand(sit_down: Callable[..., Any]) -> None:
    """ui.md 1.4 no. 23: squares where the places lie; without an arrangement a plain grid."""
    desk = await sit_down("周明")
    page: Page = desk.page
    await visit(page, "/stats")
    tiles = page.get_by_role("list", name="各地会员")
    before = await tiles.get_by_role("button").first.bounding_box()
    await page.get_by_role("button", name="排列", exact=True).click()
    dialog = page.get_by_role("dialog")
    name = await tiles.get_by_role("button").first.locator("span").inner_text()
    await dialog.get_by_role("button", name=re.compile(name)).click()
    await dialog.get_by_role("button", name=re.compile("第 4 行第 3 列")).click()
    await dialog.get_by_role("button", name="保存").click()
    await expect(dialog).to_be_hidden()
    assert before is not None
    moved = tiles.get_by_role("button").filter(has_text=name)
    for _ in range(50):
        # The squares are drawn anew when the arrangement has come back from the server.
        after = await moved.bounding_box()
        if after is not None and after["y"] > before["y"]:
            return
        await asyncio.sleep(0.2)
    raise AssertionError(f"{name} still stands in the first row: {before}, {after}")


async def test_on_a_phone_nothing_stands_over_anything(sit_down: Callable[..., Any]) -> None:
    """ui.md section 3: figures two to a line, one chart below the other."""
    desk = await sit_down("周明")
    page: Page = desk.page
    await visit(page, "/stats/aid")
    await expect(page.get_by_role("heading", name="各月发放到户")).to_be_visible()
    await page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    sheet = page.locator("main:visible")
    figures = [sheet.locator("span").get_by_text(name, exact=True).first for name in ("到账资金", "发放支出", "退回")]
    charts = [sheet.get_by_role("heading", name=name, exact=True) for name in ("各月发放到户", "各下级支出与到账")]
    places = (*figures, *charts)
    boxes: list[Any] = []
    for _ in range(50):
        # A figure that comes anew is gone for a moment, and moves what stands below it.
        before, boxes = boxes, [box for place in places if (box := await place.bounding_box()) is not None]
        if len(boxes) == len(places) and boxes == before:
            break
        await asyncio.sleep(0.2)
    first, second, third, above, below = boxes
    assert (first["y"], first["x"]) == (second["y"], third["x"])
    assert second["x"] >= PHONE["width"] / 2
    assert third["y"] > first["y"]
    assert above["x"] == below["x"]
    assert below["y"] > above["y"] + above["height"]


async def test_the_wall(sit_down: Callable[..., Any]) -> None:
    """Issue 3 section 5: ?mode=wall at 1920×1080: no frame, large type, slides, Esc leads back."""
    desk = await sit_down("周明", viewport={"width": 1920, "height": 1080})
    page: Page = desk.page
    await visit(page, "/stats?mode=wall")
    wall = page.get_by_role("region", name="大屏")
    await expect(wall.get_by_role("heading", name="主要数据")).to_be_visible()
    box = await wall.bounding_box()
    assert box is not None
    assert (round(box["x"]), round(box["y"]), round(box["width"]), round(box["height"])) == (0, 0, 1920, 1080)
    figure = await wall.locator("dd").first.bounding_box()
    assert figure is not None
    assert figure["height"] >= 90
    await page.wait_for_load_state("networkidle")
    await expect(wall.get_by_role("button", name="下一屏")).to_be_enabled()
    await desk.picture("figures-wall")
    await page.keyboard.press("ArrowRight")
    await expect(wall.get_by_role("heading", name="各地会员")).to_be_visible()
    await desk.picture("figures-wall-places")
    await page.keyboard.press("Escape")
    await expect(wall).to_be_hidden()
    await expect(page).not_to_have_url(re.compile("mode=wall"))


async def test_a_report_goes_up_and_comes_back(sit_down: Callable[..., Any]) -> None:
    """RPT-01, RPT-04: a township fills the yearbook form, the checks guard it, the county returns it with a word."""
    desk = await sit_down("李梅")
    page: Page = desk.page
    await visit(page, "/reports?form=yearbook")
    await page.get_by_role("button", name="开始填报").click()
    await page.wait_for_url(re.compile("/reports/[0-9a-f-]{36}"))
    address = page.url.split("/reports/")[1]
    await expect(page.get_by_text("没有填，没有的请填 0")).to_be_visible()
    fields = page.locator("main table:visible input")
    for index in range(await fields.count()):
        if await fields.nth(index).input_value() == "":
            await fields.nth(index).fill("0")
    await page.get_by_role("button", name=re.compile("^保存 ")).click()
    await expect(page.get_by_role("button", name="上报")).to_be_enabled()
    async with page.expect_download() as coming:
        await page.get_by_role("button", name="导出").click()
    book = openpyxl.load_workbook(BytesIO(content(await (await coming.value).path())))
    assert book.worksheets[0].cell(1, 1).value == "年鉴工会组织情况表"
    await desk.picture("figures-report")
    await page.get_by_role("button", name="上报").click()
    await page.get_by_role("dialog").get_by_role("button", name="上报").click()
    await expect(page.get_by_text("已上报").first).to_be_visible()

    above = await sit_down("何静")
    await visit(above.page, "/reports?form=yearbook")
    await expect(above.page.get_by_role("table", name="报表").get_by_text("已上报")).to_be_visible()
    await visit(above.page, f"/reports/{address}")
    await above.page.get_by_role("button", name="退回").click()
    dialog = above.page.get_by_role("dialog")
    await expect(dialog.get_by_role("button", name="退回")).to_be_disabled()
    await dialog.get_by_label("说明（必填）").fill("女职工数请核对")
    await dialog.get_by_role("button", name="退回").click()
    await expect(above.page.get_by_text("女职工数请核对").first).to_be_visible()
