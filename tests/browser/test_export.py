"""Taking a list out as a file, in three clicks from the list (ui.md 1.1 row 5; bar: city officer, task 3)."""

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
