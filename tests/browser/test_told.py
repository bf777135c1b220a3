"""Who left the page of a long work is told how it ended: on whatever page they are, or at the next sign-in (issue 3 section 1)."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
from playwright.async_api import Page, expect

from tests import planted
from tests.browser.conftest import Desk, Product, come_in
from tests.browser.test_story import choose_union, visit

UNION = "青溪纺织有限公司工会"
SLOW = 60_000
FIRST = 600_000
"""The people of the workbook are numbered from here: nobody of another story."""
ROWS, ERRORS = 400, 6


async def begin_check(page: Page, folder: Path, *, first: int) -> None:
    """Bring a workbook, and leave its page at once."""
    content, _errors = planted.roster(ROWS, errors=ERRORS, branches=("",), first=first)
    file = folder / f"花名册{first}.xlsx"
    file.write_bytes(content)
    await visit(page, "/import/members")
    await choose_union(page, "花名册所属的工会", UNION)
    await page.locator("input[type=file]").set_input_files(file)
    await page.get_by_role("button", name="上传并检查").click()
    await page.wait_for_url(re.compile("/imports/"))


async def test_the_end_of_a_job_is_told_on_another_page(sit_down: Callable[..., Any], tmp_path: Path) -> None:
    """何静 goes on working; one line says what came of it, and leads there; then it is no news any more."""
    desk: Desk = await sit_down("何静")
    page = desk.page
    await begin_check(page, tmp_path, first=FIRST)
    result = page.url
    await visit(page, "/organizations")
    await page.get_by_placeholder("名称、首字母、信用代码").locator("visible=true").first.focus()
    notice = page.get_by_role("status", name="任务")
    await expect(notice).to_contain_text(f"会员导入检查完成：新增 {ROWS - ERRORS}、有误 {ERRORS}", timeout=SLOW)
    assert await page.evaluate("document.activeElement.tagName") == "INPUT", "the focus stays where it was"
    await desk.picture("told")
    tool = page.get_by_role("button", name="任务")
    await expect(tool.locator("b")).to_have_text("1")
    await expect(tool).to_have_attribute("title", "已结束、还没看 1 项")

    await notice.get_by_role("button", name="查看").click()
    await page.wait_for_url(result)
    await expect(page.get_by_text(f"只导入无误的 {ROWS - ERRORS} 行")).to_be_visible()
    await expect(tool.locator("b")).to_have_count(0)
    await expect(notice).to_have_text("")


async def test_who_watches_it_is_not_told_again(sit_down: Callable[..., Any], tmp_path: Path) -> None:
    """何静 stays on the page of the import: its end is in front of her and no news."""
    desk: Desk = await sit_down("何静")
    page = desk.page
    await begin_check(page, tmp_path, first=FIRST + 1_000)
    await expect(page.get_by_text(f"只导入无误的 {ROWS - ERRORS} 行")).to_be_visible(timeout=SLOW)
    await desk.come()
    await expect(page.get_by_role("status", name="任务")).to_have_text("")
    await expect(page.get_by_role("button", name="任务").locator("b")).to_have_count(0)


async def test_what_ended_meanwhile_is_found_at_the_next_sign_in(
    sit_down: Callable[..., Any], product: Product, tmp_path: Path
) -> None:
    """何静 signs out while it goes on; at the next sign-in she is told, and opening the tool is looking at it."""
    desk: Desk = await sit_down("何静")
    page = desk.page
    with psycopg.connect(product.cluster.url("superuser")) as holding:
        # The check stands still at its first row until she has gone.
        holding.execute("lock table import_row in share row exclusive mode")
        await begin_check(page, tmp_path, first=FIRST + 2_000)
        # The tabs of the last day come back: that of the import would be in front of her.
        await visit(page, "/organizations")
        await page.get_by_role("button", name="何静").click()
        await (
            page.get_by_role("menuitem", name="退出登录").or_(page.get_by_role("button", name="退出登录")).first.click()
        )
        await page.get_by_label("手机号或账号").wait_for()
    await come_in(desk, product.person("何静"))
    notice = page.get_by_role("status", name="任务")
    await expect(notice).to_contain_text("会员导入检查完成", timeout=SLOW)
    await page.reload()
    tool = page.get_by_role("button", name="任务")
    await expect(tool.locator("b")).to_have_text("1")
    await desk.come()
    await expect(notice).to_have_text("")
    await tool.click()
    await expect(page.get_by_role("dialog", name="任务")).to_contain_text(f"新增 {ROWS - ERRORS}、有误 {ERRORS}")
    await desk.picture("told-later")
    await expect(tool.locator("b")).to_have_count(0)
