"""Taking a list out as a file, in three clicks from the list (ui.md 1.1 row 5; bar: city officer, task 3)."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.async_api import Page, expect

from tests.browser.test_story import visit

# Members whom no other story adds to: above 2,000 rows a file is not handed over by itself.
LISTS = {
    "/members?status=retained&sex=female": "何静",
    "/organizations?view=all": "何静",
    "/employers": "何静",
    "/officers": "何静",
    "/transfers?view=all": "何静",
}


def read(path: Path) -> Any:
    return openpyxl.load_workbook(BytesIO(path.read_bytes()))


@pytest.mark.parametrize("path", LISTS)
async def test_a_small_list_is_handed_over_by_itself(sit_down: Callable[..., Any], path: str) -> None:
    """Export, confirm, and the file is there, named in Chinese, with the rows and the columns of the screen."""
    desk = await sit_down(LISTS[path])
    page: Page = desk.page
    await visit(page, path)
    await page.locator("table:visible tbody tr td").first.wait_for()
    heads = [text.strip() for text in await page.locator("table:visible thead th").all_inner_texts() if text.strip()]
    await page.get_by_role("button", name="导出", exact=True).click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_text("屏幕上的")).to_be_visible()
    async with page.expect_download(timeout=60_000) as coming:
        await dialog.get_by_role("button", name="导出", exact=True).click()
    download = await coming.value
    assert download.suggested_filename.endswith(".xlsx")
    book = read(Path(await download.path()))
    assert book.sheetnames[1] == "说明"
    written = [cell.value for cell in next(book.worksheets[0].rows)]
    assert set(written) <= set(heads)
    assert len(written) >= 6
    await expect(dialog.get_by_role("button", name="下载")).to_be_visible()


async def test_filters_are_said_before_and_after(sit_down: Callable[..., Any]) -> None:
    """What narrows the list stands in the dialog and on the second sheet; the file waits among the jobs."""
    desk = await sit_down("何静")
    page: Page = desk.page
    await visit(page, "/members?status=retained&sex=female")
    await page.locator("table:visible tbody tr td").first.wait_for()
    await page.get_by_role("button", name="导出", exact=True).click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_text("性别：女")).to_be_visible()
    async with page.expect_download(timeout=60_000) as coming:
        await dialog.get_by_role("button", name="导出", exact=True).click()
    book = read(Path(await (await coming.value).path()))
    assert "性别：女" in book["说明"]["B3"].value
    await dialog.get_by_role("button", name="关闭").first.click()
    await page.get_by_role("button", name="任务").click()
    await expect(page.get_by_text("导出会员实名库").first).to_be_visible()
    jobs = page.get_by_label("任务", exact=True).filter(has_text="导出会员实名库")
    async with page.expect_download() as again:
        await jobs.get_by_role("button", name="下载").first.click()
    assert (await again.value).suggested_filename.startswith("会员实名库_青溪县总工会_")


async def test_a_list_of_cases_as_forms(sit_down: Callable[..., Any]) -> None:
    """AID-09: 何静 exports cases as 审批表, a document of each in one archive; other lists are offered no such thing."""
    desk = await sit_down("何静")
    page: Page = desk.page
    await visit(page, "/aid/cases?view=all")
    await page.locator("table:visible tbody tr td").first.wait_for()
    await page.get_by_role("button", name="导出", exact=True).click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("radio", name=re.compile("^审批表")).check()
    await expect(dialog.get_by_text("最多 500 件")).to_be_visible()
    async with page.expect_download(timeout=90_000) as coming:
        await dialog.get_by_role("button", name="导出", exact=True).click()
    download = await coming.value
    assert re.fullmatch(r"审批表_青溪县总工会_[0-9-]+\.zip", download.suggested_filename)
    with zipfile.ZipFile(await download.path()) as archive:
        assert len(archive.namelist()) >= 2
        assert all(re.fullmatch(r"BF-[0-9-]+ [^/]+\.docx", name) for name in archive.namelist())
    await visit(page, "/officers")
    await page.locator("table:visible tbody tr td").first.wait_for()
    await page.locator("main:visible").get_by_role("button", name="导出", exact=True).click()
    await expect(page.get_by_role("dialog").get_by_text("打印名册")).to_be_visible()
    await expect(page.get_by_role("radio", name=re.compile("^审批表"))).to_have_count(0)
