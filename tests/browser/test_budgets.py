"""A year's budget from its drafting to the entries that it was spent by (FND-02)."""

import re
from collections.abc import Callable
from typing import Any

from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import Desk
from tests.browser.test_story import visit
from tests.town import today


def fen(text: str) -> int:
    """An amount as it is written, in fen."""
    return round(float(text.replace(",", "").replace("+", "").strip()) * 100)


async def cells(row: Locator) -> list[str]:
    await expect(row).to_be_visible()
    return [text.strip() for text in await row.locator("td").all_inner_texts()]


async def choose(page: Page, label: str, option: str) -> None:
    """Pick from a list of a dialog."""
    await page.get_by_role("dialog").get_by_label(label, exact=True).click()
    await page.locator(".ant-select-item-option:visible").get_by_text(option, exact=True).click()


async def act(page: Page, verb: str) -> None:
    """Press the verb of a dialog, which closes it."""
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button", name=verb, exact=True).click()
    await expect(dialog).to_be_hidden()


async def test_a_budget_of_two_officers(sit_down: Callable[..., Any]) -> None:
    """孙丽 enters next year's budget; 钱薇 puts it in force; it is split and adjusted; the figures say so."""
    address = f"/funds/budget?year={today().year + 1}"
    first: Desk = await sit_down("孙丽")
    page = first.page
    await visit(page, address)
    await expect(page.get_by_text("还没有编制预算。请按科目填写")).to_be_visible()
    await page.get_by_role("button", name="编制预算").first.click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("文号").fill("青工发〔2027〕1号")
    await dialog.get_by_label("送温暖", exact=True).fill("300000")
    await dialog.get_by_label("金秋助学", exact=True).fill("80000.50")
    await first.picture("budget-enter")
    await act(page, "保存")
    drafted = page.get_by_role("table", name="编制数")
    await expect(drafted.get_by_role("row", name="合计")).to_contain_text("380,000.50")
    await page.get_by_role("button", name="提交复核").click()
    await act(page, "提交复核")
    # Who submitted it does not check it.
    await expect(page.get_by_role("button", name="复核生效")).to_be_disabled()

    second: Desk = await sit_down("钱薇")
    await visit(second.page, address)
    await second.page.get_by_role("button", name="复核生效").click()
    await second.picture("budget-confirm")
    await act(second.page, "复核生效")
    await expect(second.page.get_by_text("已生效")).to_be_visible()

    await visit(page, address)
    await page.get_by_role("button", name="下达下级").click()
    await expect(dialog.get_by_label("城关镇总工会")).to_be_visible()
    await dialog.get_by_label("要分的总额").fill("300001")
    await dialog.get_by_role("button", name="按此分配").click()
    await expect(dialog.get_by_text("还有 -1.00 元")).to_be_visible()
    await dialog.get_by_role("button", name="下达", exact=True).click()
    await expect(dialog.get_by_text("可动用的预算是 300,000.00 元")).to_be_visible()
    await dialog.get_by_label("要分的总额").fill("60000")
    await dialog.get_by_role("button", name="按此分配").click()
    await expect(dialog.get_by_text("还有 240,000.00 元")).to_be_visible()
    await first.picture("budget-split")
    await act(page, "下达")
    subjects = page.get_by_role("table", name="按科目")
    warmth = subjects.get_by_role("row", name=re.compile("^送温暖"))
    await expect(warmth).to_contain_text("240,000.00")

    await page.get_by_role("button", name="预算调整", exact=True).click()
    await choose(page, "科目", "金秋助学")
    await dialog.get_by_label("金额").fill("5000")
    await dialog.get_by_label("原因").fill("新增新就业形态劳动者子女")
    await dialog.get_by_label("文号").fill("青工财〔2027〕31号")
    await dialog.get_by_label("文件日期").fill(today().isoformat())
    await dialog.get_by_label("文件日期").press("Enter")
    await expect(dialog.get_by_text("本级预算 80,000.50 元，调整后 85,000.50 元")).to_be_visible()
    await first.picture("budget-adjust")
    await act(page, "提交复核")
    await expect(page.get_by_role("table", name="预算调整记录")).to_contain_text("待复核")
    await visit(second.page, address)
    await second.page.get_by_role("button", name="复核调整").click()
    await act(second.page, "复核调整")
    schooling = second.page.get_by_role("table", name="按科目").get_by_role("row", name=re.compile("^金秋助学"))
    await expect(schooling).to_contain_text("85,000.50")
    await second.picture("budget-history")


async def test_the_picture_the_table_and_the_ledger_say_the_same(sit_down: Callable[..., Any]) -> None:
    """The figures over the bars are the totals of the table; an amount spent is the sum of the entries behind it."""
    desk: Desk = await sit_down("孙丽")
    page = desk.page
    await visit(page, f"/funds/budget?year={today().year}")
    subjects = page.get_by_role("table", name="按科目")
    total = await cells(subjects.get_by_role("row", name=re.compile("^合计")))
    planned, adjusted, received, handed, budget, reserved, spent, left = (fen(text) for text in total[:8])
    drawn = page.get_by_role("img", name=re.compile("从?年初预算.*结余"))
    texts = await drawn.locator("text").all_text_contents()
    over = dict(zip(texts[1::2], map(fen, texts[::2]), strict=True))
    assert over == {
        "年初预算": planned,
        "调整": adjusted,
        "下达下级": -handed,
        "现有预算": budget,
        "执行": -spent,
        "已占用": -reserved,
        "结余": left,
    }
    assert budget == planned + adjusted + received - handed
    assert left == budget - reserved - spent
    rows = [await cells(row) for row in await subjects.locator("tbody tr").all()]
    assert [sum(fen(row[place]) for row in rows) for place in range(8)] == [fen(text) for text in total[:8]]
    await expect(page.get_by_role("status").filter(has_text="超出预算：工作费用超")).to_be_visible()
    await desk.picture("budget")
    line = subjects.get_by_role("row", name=re.compile("^送温暖"))
    figure = fen((await cells(line))[6])
    assert figure > 0
    await line.locator("td").nth(6).get_by_role("link").click()
    await page.wait_for_url("**/funds/ledger?**")
    entries = page.get_by_role("table", name="资金台账").locator("tbody tr")
    strip = page.get_by_role("status").filter(has_text="由下列分录构成")
    await expect(strip).to_contain_text(f"“送温暖”执行 {figure / 100:,.2f} 元")
    await expect(entries.first).to_contain_text("发放支出")
    signed = 0
    for entry in await entries.all():
        kind, amount = (await cells(entry))[2], (await cells(entry))[4]
        signed += fen(amount) * (-1 if kind in ("发放退回", "红字冲销") else 1)
    assert signed == figure
    await desk.picture("budget-ledger")


async def test_what_is_promised_opens_its_promises(sit_down: Callable[..., Any]) -> None:
    """FND-02; issue 4: 已占用 of a subject is the sum of the entries behind it, each approved and neither paid nor released;
    the same from the list of all unions by subject."""
    desk: Desk = await sit_down("孙丽")
    page = desk.page
    year = today().year
    ways = (
        (f"/funds/budget?year={year}", page.get_by_role("table", name="按科目"), 5),
        (f"/funds/budget?year={year}&view=lines", page.get_by_role("table", name="各单位各科目"), 4),
    )
    for address, table, place in ways:
        await visit(page, address)
        await table.locator("tbody tr").first.wait_for()
        link = table.locator(f"tbody tr td:nth-of-type({place + 1})").get_by_role("link").first
        figure = fen(await link.inner_text())
        assert figure > 0
        await link.click()
        await page.wait_for_url("**/funds/ledger?**")
        strip = page.get_by_role("status").filter(has_text="由下列各笔构成")
        await expect(strip).to_contain_text(f"占用 {figure / 100:,.2f} 元")
        entries = page.get_by_role("table", name="资金台账").locator("tbody tr")
        await expect(entries.first).to_contain_text(re.compile("批准占用|发放退回"))
        promised = [await cells(entry) for entry in await entries.all()]
        assert {row[2] for row in promised} <= {"批准占用", "发放退回"}
        assert sum(fen(row[4]) for row in promised) == figure
        await desk.picture(f"budget-promises-{place}")
