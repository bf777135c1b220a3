"""The cabinet of a union as its chair keeps it and the county looks at it: filed, opened, withdrawn, handed over (MBR-06)."""

import re
from collections.abc import Callable
from typing import Any

from playwright.async_api import expect

from tests import papers
from tests.browser.conftest import Desk
from tests.browser.test_story import visit
from tests.town import today

UNION = "青溪纺织有限公司工会"
TITLE = "女职工座谈会记录"


async def test_minutes_with_a_picture_and_the_mark_of_the_county(sit_down: Callable[..., Any]) -> None:
    """方秀云 files minutes and hands the keys over; 何静 sees both marks, opens the picture, and the withdrawn paper is none."""
    chair: Desk = await sit_down("方秀云")
    page = chair.page
    await visit(page, "/papers")
    await page.get_by_role("button", name="归档", exact=True).click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_text(UNION)).to_be_visible()
    await dialog.get_by_label("题名").fill(TITLE)
    await dialog.get_by_label("存放位置").fill("档案柜 2-3")
    # Nothing is filed without a file, and a script is no paper.
    await expect(dialog.get_by_role("button", name="归档", exact=True)).to_be_disabled()
    bad = {"name": "通知.pdf", "mimeType": "application/pdf", "buffer": papers.pdf(b"<< /S /JavaScript >>")}
    good = [
        {"name": "记录.pdf", "mimeType": "application/pdf", "buffer": papers.pdf()},
        {"name": "现场.png", "mimeType": "image/png", "buffer": papers.png()},
    ]
    pick = dialog.get_by_label("选择要归档的文件")
    await pick.set_input_files(bad)  # type: ignore[arg-type]
    await expect(dialog.get_by_text("文件含有可执行的脚本或宏")).to_be_visible()
    await pick.set_input_files(good)  # type: ignore[arg-type]
    await expect(dialog.get_by_text("现场.png")).to_be_visible()
    await dialog.get_by_role("button", name="归档", exact=True).click()
    await page.wait_for_url(re.compile(r"/papers/[0-9a-f-]{36}$"))
    await expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    await expect(page.get_by_role("definition").filter(has_text="档案柜 2-3")).to_be_visible()
    await expect(page.get_by_role("button", name=re.compile("现场.png")).locator("img")).to_be_visible()
    async with page.expect_download() as saved:
        await page.get_by_role("button", name="下载").click()
    assert (await saved.value).suggested_filename == "记录.pdf"
    await chair.picture("paper")

    county: Desk = await sit_down("何静")
    page = county.page
    await visit(page, f"/papers?q={TITLE}")
    await page.get_by_role("link", name=TITLE).click()
    await page.get_by_role("button", name=re.compile("现场.png")).click()
    await expect(page.get_by_role("dialog").get_by_role("img", name=re.compile("现场.png"))).to_be_visible()
    await page.keyboard.press("Escape")
    await page.get_by_role("link", name=UNION).click()
    cabinet = page.locator("section").filter(has=page.get_by_role("heading", name="档案柜"))
    await expect(cabinet.get_by_role("link", name="会议记录")).to_be_visible()
    await cabinet.get_by_role("button", name=re.compile("移交|指定保管人")).click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("radio", name="填写姓名").check()
    await dialog.get_by_label("保管人", exact=True).last.fill("罗小兰")
    await dialog.locator("footer").get_by_role("button", name=re.compile("移交|指定保管人")).click()
    await expect(dialog).to_be_hidden()
    await expect(cabinet.get_by_text("罗小兰")).to_be_visible()
    await expect(cabinet.get_by_text(f"{today().isoformat()} 起")).to_be_visible()
    await county.picture("cabinet")

    await visit(page, "/papers?view=completeness")
    await page.get_by_role("button", name="城关镇总工会").click()
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name=UNION))
    await expect(row.get_by_role("cell").nth(4).get_by_role("img", name="有")).to_be_visible()
    await county.picture("completeness")


async def test_a_wrong_paper_is_withdrawn(sit_down: Callable[..., Any]) -> None:
    """何静 corrects where a paper lies, withdraws it with a reason, and finds it under its state without its files."""
    desk: Desk = await sit_down("何静")
    page = desk.page
    await visit(page, "/papers?kind=rules")
    first = page.locator("table:visible tbody tr").first.get_by_role("link").first
    title = await first.inner_text()
    await first.click()
    await page.get_by_role("button", name="修改", exact=True).click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("存放位置").fill("档案柜 9-9")
    await dialog.get_by_role("button", name="保存修改").click()
    await expect(dialog).to_be_hidden()
    await expect(page.get_by_role("definition").filter(has_text="档案柜 9-9")).to_be_visible()
    await page.get_by_role("button", name="撤下", exact=True).click()
    await dialog.get_by_label(re.compile("^撤下原因")).fill("传错了单位")
    await dialog.get_by_role("button", name="撤下", exact=True).click()
    await expect(page.get_by_text("这份资料已撤下，不再提供文件。")).to_be_visible()
    await expect(page.get_by_role("button", name="下载")).to_have_count(0)
    await visit(page, "/papers?state=withdrawn")
    row = page.locator("table:visible tbody tr").filter(has_text="档案柜 9-9")
    await expect(row).to_contain_text(title)
    await expect(row).to_contain_text("已撤下")
    await desk.picture("papers")
