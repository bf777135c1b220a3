"""The store of goods on the screen: bought by one, booked by another, promised to doors by a third (FND-04, AID-13)."""

import re
from collections.abc import Callable
from typing import Any

from playwright.async_api import Page, expect

from tests.browser.conftest import Desk
from tests.browser.test_story import visit

NOODLES = "挂面"


async def counts_of(page: Page, name: str) -> list[str]:
    """Of a lot in the list: how many there are, promised, free; as they are read."""
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name=name, exact=True))
    await expect(row).to_have_count(1)
    cells = [text.strip() for text in await row.get_by_role("cell").all_inner_texts()]
    unit = cells.index("把")
    return cells[unit + 1 : unit + 4]


async def bring(page: Page, each: int) -> Any:
    """The dialog that brings out of the store, with so many pieces for each household."""
    await page.get_by_role("button", name="从库存配发").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("combobox", name="选一批库存").click()
    await page.locator(".ant-select-dropdown:visible").get_by_text(re.compile(f"^{NOODLES}")).click()
    await dialog.get_by_label("每户几把").fill(str(each))
    return dialog


async def test_from_the_invoice_to_the_table_of_visits(sit_down: Callable[..., Any]) -> None:
    """孙丽 enters what was bought, 钱薇 books it, 何静 brings it to every door of her plan: more than there is is said at
    once, what she takes is promised, and the store shows it with the door behind it."""
    maker: Desk = await sit_down("孙丽")
    page = maker.page
    await visit(page, "/funds/goods")
    await page.get_by_role("button", name="购入物资").click()
    dialog = page.get_by_role("dialog")
    send = dialog.get_by_role("button", name="提交复核")
    await dialog.get_by_label("出资资金").click()
    await page.locator(".ant-select-dropdown:visible").get_by_text(re.compile("本级帮扶资金")).click()
    await dialog.get_by_label("供货单位").fill("青溪县粮油直销店")
    await dialog.get_by_label("发票或合同号").fill("发票 88120")
    await dialog.get_by_label("第 1 行物资名称").fill(NOODLES)
    await dialog.get_by_label("第 1 行单位").fill("把")
    await dialog.get_by_label("第 1 行数量").fill("60")
    await expect(send).to_be_disabled()
    await dialog.get_by_label("第 1 行单价（元）").fill("12.5")
    await dialog.get_by_label("第 1 行存放地点").fill("县总工会一楼库房")
    await expect(dialog).to_contain_text("物资合计 ¥750.00")
    await maker.picture("goods-receive")
    await send.click()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    # Nothing lies in the store before the second officer has booked it.
    await expect(page.get_by_role("link", name=NOODLES, exact=True)).to_have_count(0)

    second: Desk = await sit_down("钱薇")
    await visit(second.page, "/vouchers?kind=purchase&state=proposed")
    await second.page.locator('a[href^="/vouchers/"]').first.click()
    await expect(second.page.get_by_role("article")).to_contain_text(f"{NOODLES} 60 把 × 12.50")
    await second.page.get_by_role("button", name="复核记账").click()
    await second.page.get_by_role("dialog").get_by_role("button", name="复核记账").click()
    await expect(second.page.get_by_role("main")).to_contain_text("已记账")
    await visit(second.page, "/funds/goods")
    assert await counts_of(second.page, NOODLES) == ["60", "—", "60"]
    await second.picture("goods-list")

    planner: Desk = await sit_down("何静")
    page = planner.page
    await visit(page, "/visits")
    await page.get_by_role("link", name=re.compile("元旦春节送温暖走访慰问")).first.click()
    await page.wait_for_url(re.compile(r"/visits/[0-9a-f-]{36}$"))
    tables = page.locator("tbody[aria-label$='组'] tr:not(:has(th[scope='rowgroup']))")
    await expect(tables.first).to_be_visible()
    doors = await tables.count()
    dialog = await bring(page, 9)
    await expect(dialog).to_contain_text(f"“{NOODLES}”需要 {9 * doors} 把，可安排 60 把")
    await expect(dialog.get_by_role("button", name="从库存配发")).to_be_disabled()
    await planner.picture("goods-short")
    await dialog.get_by_label("每户几把").fill("2")
    await expect(dialog).to_contain_text("每户价值 ¥25.00")
    await dialog.get_by_role("button", name="从库存配发").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(tables.first.get_by_label(re.compile("慰问品$"))).to_have_value(re.compile(f"{NOODLES} 2$"))
    await planner.picture("goods-plan")

    # Another count typed into the table stays of its lot, at its price.
    worth = tables.first.get_by_label(re.compile("价值（元）$"))
    before = float((await worth.input_value()).replace(",", ""))
    goods = tables.first.get_by_label(re.compile("慰问品$"))
    await goods.fill((await goods.input_value()).replace(f"{NOODLES} 2", f"{NOODLES} 3"))
    await page.get_by_role("button", name=re.compile("^保存 1 行")).click()
    await expect(page.get_by_role("button", name=re.compile("^保存"))).to_have_count(0)
    await expect(worth).to_have_value(f"{before + 12.5:.2f}")

    await visit(second.page, "/funds/goods")
    assert await counts_of(second.page, NOODLES) == ["60", str(2 * doors + 1), str(60 - 2 * doors - 1)]
    await second.page.get_by_role("link", name=NOODLES, exact=True).click()
    main = second.page.get_by_role("main")
    await expect(main).to_contain_text("收发记录")
    await second.page.get_by_role("button", name="盘点").click()
    await second.page.get_by_role("dialog").get_by_label("实有数量（把）").fill("58")
    await second.page.get_by_role("dialog").get_by_role("button", name="登记盘点").click()
    await expect(main).to_contain_text("实有 58，账面 60")
    await second.page.get_by_role("button", name="报损").click()
    lose = second.page.get_by_role("dialog")
    # What the count found missing is what is asked for.
    await expect(lose.get_by_label("报损数量（把）")).to_have_value("2")
    await lose.get_by_label("原因").fill("包装破损")
    await second.picture("goods-lose")
    await lose.get_by_role("button", name="提交复核").click()
    await expect(second.page.get_by_role("dialog")).to_have_count(0)
    await visit(maker.page, "/vouchers?kind=loss&state=proposed")
    await maker.page.locator('a[href^="/vouchers/"]').first.click()
    await maker.page.get_by_role("button", name="复核记账").click()
    await maker.page.get_by_role("dialog").get_by_role("button", name="复核记账").click()
    await expect(maker.page.get_by_role("main")).to_contain_text("已记账")
    await maker.page.get_by_role("link", name="查看批次").click()
    await expect(maker.page.get_by_role("main")).to_contain_text("物资报损")
    await expect(maker.page.get_by_role("main")).to_contain_text("实有 58，账面 58")
    await maker.picture("goods-lot")
