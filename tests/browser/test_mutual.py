"""Mutual protection as a unit and its county deal with it: enrolled after a check, claimed with the amount at once (AID-23)."""

import re
from collections.abc import Callable
from typing import Any

from playwright.async_api import expect

from tests.browser.conftest import Desk
from tests.browser.test_story import visit
from tests.money import png


async def test_from_the_list_to_the_claim(sit_down: Callable[..., Any]) -> None:
    """何静 looks at plans and units, is told what a list lacks before anything is written, and claims for an insured member."""
    desk: Desk = await sit_down("何静")
    page = desk.page
    await visit(page, "/aid/mutual")
    await expect(page.get_by_role("link", name="职工意外伤害互助保障").first).to_be_visible()
    assert await page.locator("main tbody tr").first.is_visible()
    await desk.picture("mutual-plans")

    await page.get_by_role("tab", name="单位参保率").click()
    await expect(page.get_by_text(re.compile("还差 [0-9,]+ 人|已达到")).first).to_be_visible(timeout=30_000)
    await desk.picture("mutual-units")

    await page.get_by_role("button", name="办理参保").click()
    await page.get_by_label("参保人员").click()
    await page.get_by_title("粘贴名单").click()
    await page.get_by_label(re.compile("^名单")).fill("查无此人 0000\n9999999999")
    await page.get_by_role("button", name="核对名单").click()
    # A federation enrols nobody: it is said before anything is written.
    await expect(page.get_by_text("参保由基层工会为本会会员办理")).to_be_visible()
    await desk.picture("mutual-enrol")

    await visit(page, "/aid/mutual?view=covers")
    row = page.locator("main tbody tr").filter(has=page.get_by_role("link", name="申请给付")).first
    await row.hover()
    await row.get_by_role("link", name="申请给付").click()
    await page.get_by_label("事件日期").fill(f"{await this_year(page)}-01-15")
    await page.get_by_label("病种或事故").fill("左腿骨折")
    await page.get_by_label("个人自付（元）").fill("2000")
    await expect(page.get_by_text("1,000.00").first).to_be_visible()
    await page.get_by_role("button", name="保存").click()
    await page.wait_for_url(re.compile(r"/aid/mutual/claims/[0-9a-f-]{36}$"))
    file = {"name": "诊断证明.png", "mimeType": "image/png", "buffer": png()}
    await page.get_by_label("上传材料").set_input_files(file)  # type: ignore[arg-type]
    await expect(page.get_by_role("button", name="诊断证明.png", exact=True)).to_be_visible()
    await page.get_by_role("button", name="提交", exact=True).click()
    await page.get_by_role("dialog").get_by_role("button", name="提交", exact=True).click()
    await expect(page.get_by_text("按比例计算")).to_be_visible()
    await expect(page.get_by_text("待审核").first).to_be_visible()
    await desk.picture("mutual-claim")


async def this_year(page: Any) -> int:
    return int(await page.evaluate("() => new Date().getFullYear()"))
