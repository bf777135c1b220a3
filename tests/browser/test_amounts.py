"""The one input for money: what it takes, what it refuses, how it stands (ui.md 3.6; issue 4 section 8)."""

import re
from collections.abc import Callable
from typing import Any

from playwright.async_api import expect

from tests.browser.test_story import visit

REFUSES = "金额只写数字"


async def test_an_amount_as_it_is_typed_and_pasted(sit_down: Callable[..., Any]) -> None:
    """Marks and two places when it is left; full-width digits, 万 and spreadsheets' text are read; letters are not."""
    desk = await sit_down("何静")
    page = desk.page
    await visit(page, "/households/new")
    field = page.get_by_label(re.compile("^自付医疗费"))
    other = page.get_by_label(re.compile("^残疾支出"))

    await field.press_sequentially("12345.6")
    # While it is typed it stands as it was typed: no mark comes in between, and the caret stays.
    await expect(field).to_have_value("12345.6")
    await field.press("Tab")
    await expect(field).to_have_value("12,345.60")

    await field.focus()
    await field.evaluate("field => field.setSelectionRange(2, 2)")
    await field.press_sequentially("9")
    await expect(field).to_have_value("129,345.60")
    assert await field.evaluate("field => field.selectionStart") == 3

    await field.press_sequentially("x")
    await expect(field).to_have_value("129,345.60")
    await expect(page.get_by_role("alert").filter(has_text=REFUSES)).to_be_visible()
    # After a refused letter the caret is where it was.
    await page.wait_for_function("() => document.activeElement.selectionStart === 3")
    await field.press_sequentially("0")
    await expect(field).to_have_value("1290,345.60")
    await expect(page.get_by_role("alert").filter(has_text=REFUSES)).to_have_count(0)
    await field.press("Tab")
    await expect(field).to_have_value("1,290,345.60")

    for pasted, stands in (("１，２３４．５", "1,234.50"), ("1.2万", "12,000.00"), ("￥800 元", "800.00")):
        await other.focus()
        await other.evaluate("field => field.select()")
        await other.evaluate(
            """(field, text) => {
                const carried = new DataTransfer();
                carried.setData("text/plain", text);
                field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true }));
            }""",
            pasted,
        )
        await expect(other).to_have_value(stands)
    assert await other.evaluate("field => getComputedStyle(field).textAlign") == "right"
