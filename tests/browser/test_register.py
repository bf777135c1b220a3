"""Screens of the register that no other story passes: an agency's list beside it, and transfers that are late."""

import re
from collections.abc import Callable
from typing import Any

from playwright.async_api import expect

from backend.domain.credit_code import credit_check_character
from tests.browser.conftest import Desk
from tests.browser.test_story import pick, row_of, visit

NEW = "青溪云杉酿造有限公司"
NEW_CODE = "91430100MB7T5R2K1"


async def test_an_agencys_list_beside_the_register(sit_down: Callable[..., Any]) -> None:
    """何静 pastes the market regulator's list: one new, one changed, one twice, one with a wrong code (ORG-18)."""
    desk: Desk = await sit_down("何静")
    page = desk.page
    code = NEW_CODE + credit_check_character(NEW_CODE)
    rows = [
        ("单位名称", "统一社会信用代码", "职工人数"),
        (NEW, code, "31"),
        ("青溪纺织有限公司", "91430100MA00000016", "135"),
        (NEW, code, "31"),
        ("青溪错码商行", "91430100MA0000001X", "4"),
    ]
    await visit(page, "/employers/compare")
    await pick(page, "名单来自", "税务部门")
    await page.get_by_role("textbox", name=re.compile("从表格复制")).fill("\n".join("\t".join(row) for row in rows))
    await expect(page.get_by_role("status").filter(has_text="读出 4 行")).to_be_visible()
    await desk.picture("compare-pasted")
    await page.get_by_role("button", name="比对", exact=True).click()
    await expect(row_of(page, NEW)).to_be_visible()
    await desk.picture("compare-new")
    for tab, said in (("有变化", "135"), ("名单内重复", "与第 1 行是同一家"), ("有错误", "青溪错码商行")):
        await page.get_by_role("tab", name=re.compile(tab)).click()
        await expect(row_of(page, said)).to_be_visible()
        await desk.picture(f"compare-{tab}")
    await page.get_by_role("button", name="入库 2 家").click()
    await expect(page.get_by_role("status").filter(has_text="新增 1 家，更新 1 家")).to_be_visible()
    await visit(page, "/employers")
    await page.get_by_placeholder("名称、首字母、信用代码").last.fill(NEW)
    await row_of(page, NEW).get_by_role("button", name=NEW).click()
    await expect(page.get_by_role("complementary")).to_contain_text("应建未建")


async def test_a_late_transfer_is_urged(sit_down: Callable[..., Any]) -> None:
    """周明 urges the union below that has not answered in time; once a day (MBR-02)."""
    desk: Desk = await sit_down("周明")
    page = desk.page
    await visit(page, "/transfers?view=overdue")
    # One transfer between two unions below is one, whichever queue it stands in.
    await expect(page.get_by_role("tab", name=re.compile("超期"), selected=True)).to_have_text(re.compile(r"1$"))
    row = row_of(page, "超期未办")
    await row.get_by_role("button", name="催办").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("说明").fill("请尽快接收")
    await desk.picture("transfer-urge")
    await dialog.get_by_role("button", name="催办").click()
    await expect(dialog).to_be_hidden()
    await expect(row.get_by_text("已催办")).to_be_visible()
    await visit(page, "/officers?view=urges")
    await expect(row_of(page, "请尽快接收", "转接")).to_be_visible()


async def test_officers_are_walked_in_the_quick_look(sit_down: Callable[..., Any]) -> None:
    """The row that is marked is the one that is looked at, whichever way it was opened."""
    desk: Desk = await sit_down("周明")
    page = desk.page
    await visit(page, "/officers?view=sitting")
    lead = page.locator("tr[data-key] td[data-lead] button")
    await lead.nth(1).click()
    look = page.get_by_role("complementary")
    await look.get_by_role("button", name="下一条").click()
    await expect(look.get_by_role("heading")).to_have_text(await lead.nth(2).inner_text())
    marked = page.locator("tr[data-current] td[data-lead] button")
    await expect(marked).to_have_text(await lead.nth(2).inner_text())
