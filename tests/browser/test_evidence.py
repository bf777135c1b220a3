"""The evidence pack of a case in two clicks, and what it says when it was changed on the way (ui.md part 2, auditor)."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.async_api import Page, expect

from backend.api.export.pack_check import check
from tests.browser.conftest import Desk, Product
from tests.browser.test_story import pick, visit


async def test_an_auditor_takes_a_pack_out(sit_down: Callable[..., Any], product: Product, tmp_path: Path) -> None:
    """郑海 opens a case, presses 证据包 and 提取: the file comes by itself, its password once, and it holds together."""
    desk: Desk = await sit_down("郑海")
    page: Page = desk.page
    await visit(page, "/aid/cases?view=all")
    await page.locator("table:visible tbody tr").first.get_by_role("link").first.click()
    await page.wait_for_url(re.compile(r"/aid/cases/[0-9a-f-]{36}$"))
    await page.get_by_role("button", name="证据包").click()
    dialog = page.get_by_role("dialog")
    take = dialog.get_by_role("button", name="提取", exact=True)
    await expect(take).to_be_disabled()
    await pick(page, "事由", "检查或审计")
    await dialog.get_by_label("登录密码或动态验证码").fill(product.person("郑海")["password"])
    await desk.picture("evidence-ask")
    async with page.expect_download(timeout=60_000) as coming:
        await take.click()
    download = await coming.value
    assert re.fullmatch(r"证据包_BF-[0-9-]+_\d{4}-\d\d-\d\d\.zip", download.suggested_filename)
    path = tmp_path / "pack.zip"
    await download.save_as(path)
    await dialog.get_by_role("button", name=re.compile("显示文件密码")).click()
    password = await dialog.locator("code").inner_text()
    await desk.picture("evidence-taken")
    verdict = check(path, password)
    assert verdict.findings == ()
    assert verdict.manifest is not None
    await dialog.get_by_role("button", name="关闭").last.click()
    # The page of the case shows the digest that a true pack has.
    await page.get_by_role("button", name="证据包").click()
    await expect(page.get_by_role("dialog")).to_contain_text(verdict.manifest.digest)


async def test_who_may_not_open_files_is_offered_no_pack(sit_down: Callable[..., Any]) -> None:
    """孙丽 keeps the money and does not see health: there is no button, and the form is printed masked."""
    desk: Desk = await sit_down("孙丽")
    page: Page = desk.page
    await visit(page, "/aid/cases?view=all")
    await page.locator("table:visible tbody tr").first.get_by_role("link").first.click()
    await page.wait_for_url(re.compile(r"/aid/cases/[0-9a-f-]{36}$"))
    await expect(page.get_by_role("button", name="审批表")).to_be_visible()
    await expect(page.get_by_role("button", name="证据包")).to_have_count(0)
    await page.get_by_role("button", name="审批表").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_role("checkbox")).to_have_count(0)
    async with page.expect_download(timeout=60_000) as coming:
        await dialog.get_by_role("button", name="Word 文档").click()
    download = await coming.value
    assert re.fullmatch(r"审批表 .+ BF-[0-9-]+\.docx", download.suggested_filename)


async def test_from_a_row_of_a_sample(sit_down: Callable[..., Any], product: Product, tmp_path: Path) -> None:
    """郑海 draws paid cases by lot and takes the pack of one from its row; what was paid is proved in it (issue 4 section 8)."""
    desk: Desk = await sit_down("郑海")
    page: Page = desk.page
    await visit(page, "/examination?view=samples")
    await page.get_by_role("button", name="抽样", exact=True).click()
    drawing = page.get_by_role("dialog")
    await drawing.get_by_label("发放日期起").fill("2020-01-01")
    await drawing.get_by_role("button", name="抽样", exact=True).click()
    await page.wait_for_url(re.compile(r"/examination/samples/[0-9a-f-]{36}$"))
    row = page.locator("table:visible tbody tr").first
    await row.get_by_role("button", name="证据包").click()
    dialog = page.get_by_role("dialog")
    await pick(page, "事由", "检查或审计")
    await dialog.get_by_label("登录密码或动态验证码").fill(product.person("郑海")["password"])
    async with page.expect_download(timeout=60_000) as coming:
        await dialog.get_by_role("button", name="提取", exact=True).click()
    path = tmp_path / "pack.zip"
    await (await coming.value).save_as(path)
    await dialog.get_by_role("button", name=re.compile("显示文件密码")).click()
    verdict = check(path, await dialog.locator("code").inner_text())
    assert verdict.findings == ()
    assert verdict.manifest is not None
    stems = {each.path.rpartition(".")[0] for each in verdict.manifest.entries}
    assert stems >= {"说明", "案卷", "审批表", "日志"}
