"""A union's life, as officers play it: founded, led, re-elected, moved, merged, split, dissolved; urged and honoured.

One county officer and one basic union's chair on the demo city (ORG-01, 16, 19, 21, 22, 23).
"""

import re
from collections.abc import Callable
from typing import Any

from playwright.async_api import Page, expect

from tests.browser.conftest import Desk
from tests.browser.test_story import choose_union, pick, row_of, visit

UNION = "青溪晨光印务有限公司工会"
OTHER = "青溪晨光包装有限公司工会"
SPLIT = "青溪晨光制版有限公司工会"
LED = "青溪纺织有限公司工会"


async def test_the_life_of_a_union(sit_down: Callable[..., Any]) -> None:
    """何静 founds two unions, gives one a branch, moves it, splits it, merges it, dissolves what is left."""
    desk: Desk = await sit_down("何静")
    page = desk.page
    await found(page, "城关镇总工会", "基层工会", OTHER)
    await found(page, "城关镇总工会", "基层工会", UNION)
    await found(page, UNION, "分会", "晨光制版分会")
    await open_union(page, UNION)

    dialog = await begin(page, "调整隶属")
    await choose_union(page, "新的上级工会", "白石乡总工会")
    await expect(dialog).to_contain_text(re.compile("共 2 家工会"))
    await act(page, "调整隶属")
    await expect(page.get_by_role("main")).to_contain_text("白石乡总工会")

    dialog = await begin(page, "分立")
    await dialog.get_by_label("新工会名称").fill(SPLIT)
    await dialog.get_by_label("晨光制版分会").check()
    await act(page, "分立")
    await expect(page.get_by_role("heading", name=SPLIT)).to_be_visible()
    await page.get_by_role("tab", name="下级").click()
    await expect(row_of(page, "晨光制版分会")).to_be_visible()

    await open_union(page, UNION)
    await begin(page, "合并")
    await choose_union(page, "并入哪家工会", OTHER)
    await act(page, "并入")
    await expect(page.get_by_role("status").filter(has_text="并入")).to_contain_text(OTHER)
    await page.get_by_role("tab", name="变更史").click()
    for word in ("建会", "调整隶属", "分立", "合并"):
        await expect(page.get_by_text(word, exact=True).first).to_be_visible()
    await expect(page.get_by_text("城关镇总工会").first).to_be_visible()
    await expect(page.locator("#sheet").get_by_role("link", name=SPLIT)).to_be_visible()
    await desk.picture("history")

    await open_union(page, OTHER)
    dialog = await begin(page, "撤销")
    await dialog.get_by_label("事由").fill("企业注销")
    await act(page, "撤销")
    await expect(page.get_by_role("status").filter(has_text="撤销")).to_be_visible()


async def test_those_who_lead_a_union(sit_down: Callable[..., Any]) -> None:
    """An officer is appointed from the members' files, a committee corrected and ended, the union honoured."""
    desk: Desk = await sit_down("何静")
    page = desk.page
    await open_union(page, LED)
    await page.get_by_role("tab", name="委员与换届").click()
    await page.get_by_role("link", name="登记任职").click()
    await page.get_by_label("职务", exact=True).first.click()
    await page.keyboard.type("劳动保护检查员")
    await page.keyboard.press("Enter")
    await page.get_by_label("会员档案").click()
    first = page.locator(".ant-select-dropdown:visible .ant-select-item-option").first
    await first.click()
    name = await page.get_by_label("姓名", exact=True).input_value()
    assert name
    await page.get_by_role("button", name="任职", exact=True).click()
    await expect(row_of(page, name, "劳动保护检查员")).to_be_visible()

    row = page.get_by_role("row").filter(has_text="女职工委员会")
    await row.get_by_role("button", name="修改").click()
    await page.get_by_role("dialog").get_by_label("委员数").fill("7")
    await act(page, "保存")
    await expect(row.get_by_role("cell", name="7", exact=True)).to_be_visible()
    await row.get_by_role("button", name="结束").click()
    await page.get_by_role("dialog").get_by_label("原因").fill("改组")
    await act(page, "结束")
    await expect(row).to_be_hidden()
    await page.get_by_role("link", name="登记委员会").click()
    await pick(page, "委员会类别", "女职工委员会")
    await page.get_by_role("button", name="登记", exact=True).click()
    await expect(row).to_be_visible()

    dialog = await begin(page, "定为示范单位")
    await expect(dialog.get_by_role("button", name="定为示范单位")).to_be_disabled()
    await dialog.get_by_label("文号").fill("青工发〔2026〕12 号")
    await act(page, "定为示范单位")
    await expect(page.get_by_role("main").get_by_text("示范单位", exact=True).first).to_be_visible()
    await desk.picture("honoured")
    await visit(page, "/organizations?view=all&honour=demonstration")
    await expect(row_of(page, LED)).to_be_visible()


async def test_an_urge_from_the_list_to_the_desk_below(sit_down: Callable[..., Any]) -> None:
    """何静 urges all that are due; 李梅 of the township finds it on her desk and attends to it; 何静 sees that it was read."""
    county: Desk = await sit_down("何静")
    await visit(county.page, "/officers?view=due&phase=due")
    await county.page.get_by_role("row").filter(has_text="城关镇总工会").first.get_by_role("checkbox").check()
    await county.page.get_by_role("button", name=re.compile("选择全部")).click()
    await county.page.get_by_role("toolbar").get_by_role("button", name="催办").click()
    dialog = county.page.get_by_role("dialog")
    await dialog.get_by_label("说明").fill("请于月底前报换届请示")
    await dialog.get_by_role("button", name="催办").click()
    await expect(dialog.get_by_text(re.compile(r"家中已催办 \d+ 家"))).to_be_visible()
    await county.picture("urged")
    await dialog.get_by_role("button", name="知道了").click()

    township: Desk = await sit_down("李梅")
    urges = township.page.get_by_role("listitem").filter(has_text="上级催办")
    task = urges.filter(has_text="请于月底前报换届请示").first
    await expect(task).to_be_visible()
    await township.picture("urge")
    await task.get_by_role("button", name="去办理").click()
    await expect(township.page.get_by_role("tab", name="委员与换届", selected=True)).to_be_visible()

    await visit(county.page, "/officers?view=urges&state=seen")
    await expect(row_of(county.page, "李梅")).to_be_visible()


async def found(page: Page, parent: str, kind: str, name: str) -> None:
    """新建工会."""
    await visit(page, "/organizations/new")
    await choose_union(page, "上级工会", parent)
    await pick(page, "类型", kind)
    await page.get_by_label("工会名称").fill(name)
    await page.get_by_role("button", name="建会", exact=True).click()
    await expect(page.get_by_role("heading", name=name)).to_be_visible()


async def open_union(page: Page, name: str) -> None:
    """From the register to the union's page."""
    await visit(page, "/organizations?view=all")
    await page.get_by_placeholder("名称、首字母、信用代码").last.fill(name)
    await row_of(page, name).get_by_role("link", name=name).click()
    await expect(page.get_by_role("heading", name=name)).to_be_visible()


async def begin(page: Page, verb: str) -> Any:
    """A step from the menu of the union's page; its dialog."""
    await page.get_by_role("button", name="更多办理").click()
    await page.get_by_role("menuitem", name=verb).click()
    return page.get_by_role("dialog")


async def act(page: Page, verb: str) -> None:
    """The verb of the dialog, which closes when it is done."""
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button", name=verb, exact=True).click()
    await expect(dialog).to_be_hidden()
