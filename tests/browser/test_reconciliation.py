"""The bank's statement as two finance officers deal with it: brought, paired by two clicks, explained, closed, checked.

FND-02, FND-04; ui.md ⑤: what is left stands side by side, and one number says what is between bank and books.
"""

import re
from collections.abc import Callable
from typing import Any

from playwright.async_api import Locator, Page, expect

from tests.banks import number_of_account, workbook
from tests.browser.conftest import Desk
from tests.browser.test_story import visit


async def test_a_statement_from_the_file_to_the_second_hand(sit_down: Callable[..., Any]) -> None:
    """孙丽 enters an account, brings last month, pairs a fee with its return by two clicks, says why the other is open, and
    closes; 钱薇 checks; what is on the screen stays eleven rows high."""
    desk: Desk = await sit_down("孙丽")
    page = desk.page
    number = number_of_account()
    await visit(page, "/aid/bank-accounts")
    await page.get_by_role("button", name="登记账户").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("账户名称").fill(f"专户{number[-4:]}")
    await dialog.get_by_label("开户银行").fill("中国建设银行青溪支行")
    await dialog.get_by_label("银行账号").fill(number)
    await dialog.get_by_role("button", name="登记账户").click()
    await expect(page.get_by_role("link", name=f"专户{number[-4:]}")).to_be_visible()
    await desk.picture("bank-accounts")

    await visit(page, "/aid/reconciliations")
    await page.get_by_role("button", name="导入对账单").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("账户").click()
    await page.get_by_title(re.compile(f"尾号 {number[-4:]}")).click()
    rows = [(day, 1_000 + day, "储户", f"利息{day}") for day in range(1, 12)]
    rows += [(12, -7_000, "", "手续费甲"), (13, 7_000, "", "手续费退回"), (14, -1_500, "", "手续费乙")]
    sheet = workbook(rows, number=number)
    file = {"name": "对账单.xlsx", "mimeType": "application/octet-stream", "buffer": sheet}
    await dialog.get_by_label(re.compile("对账单文件")).set_input_files(file)  # type: ignore[arg-type]
    await dialog.get_by_role("button", name="导入对账单").click()
    await page.wait_for_url(re.compile(r"/aid/reconciliations/[0-9a-f-]{36}"))
    bank = page.get_by_role("region", name="银行流水").first
    await expect(bank.locator("tbody tr")).to_have_count(14)
    assert await rows_in_sight(page, bank) >= 11
    await desk.picture("reconciliation")

    await bank.locator("tbody tr").filter(has_text="手续费甲").click()
    await expect(page.get_by_text("相差 -70.00")).to_be_visible()
    await bank.locator("tbody tr").filter(has_text="手续费退回").get_by_role("button", name="勾对").click()
    await expect(bank.locator("tbody tr")).to_have_count(12)

    close = page.get_by_role("button", name="结束对账")
    await expect(close).to_be_disabled()
    for row in await bank.locator("tbody tr input").all():
        await row.check()
    await page.get_by_role("button", name="说明原因").click()
    await page.get_by_role("dialog").get_by_label("未达原因").fill("下月入账")
    await page.get_by_role("dialog").get_by_role("button", name="说明原因").click()
    await expect(page.get_by_text("还有 0 项未说明")).to_be_visible()
    await close.click()
    await page.get_by_role("dialog").get_by_role("button", name="结束对账").click()
    await expect(page.get_by_text("待复核").first).to_be_visible()

    second: Desk = await sit_down("钱薇")
    await visit(second.page, "/" + page.url.split("/", 3)[3])
    await second.page.get_by_role("button", name="复核", exact=True).click()
    await second.page.get_by_role("dialog").get_by_role("button", name="复核", exact=True).click()
    await expect(second.page.get_by_text("已复核").first).to_be_visible()
    await second.page.get_by_role("tab", name=re.compile("已勾对")).click()
    await expect(second.page.get_by_role("cell", name="手续费甲")).to_be_visible()
    assert desk.problems + second.problems == []


async def rows_in_sight(page: Page, side: Locator) -> int:
    """How many rows of a side stand wholly within the window and the side."""
    return int(
        await side.evaluate(
            """(side) => {
              const box = (side.querySelector('div') ?? side).getBoundingClientRect();
              const end = Math.min(box.bottom, window.innerHeight);
              return [...side.querySelectorAll('tbody tr')].filter((row) => row.getBoundingClientRect().bottom <= end).length;
            }"""
        )
    )
