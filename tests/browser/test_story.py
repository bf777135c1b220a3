"""The main job on real input, as people do it: a union founded, a roster taken in, a member found and transferred.

Played on a product started as a newcomer starts it, by three officers in three browsers (ORG-01, MBR-01, MBR-02, ROL-01).
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.async_api import Locator, Page, expect
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from backend.db.pinyin import pinyin_of
from tests import workbooks
from tests.browser.conftest import Desk

UNION = "青溪新民食品有限公司工会"
RECEIVING = "汇丰电子有限公司工会"
ROWS = 1_000
WHO = 777
"""The row of the roster that the story follows. Its people are made by number, so the name is known."""
LONG = 60_000
"""Milliseconds that a job may take on a busy machine."""


async def test_from_a_founded_union_to_a_member_in_the_next_county(
    sit_down: Callable[..., Any], tmp_path: Path
) -> None:
    """何静 founds, takes in, finds and transfers; 杜衡 accepts; 田野 sees none of it."""
    name = workbooks.name(WHO)
    county: Desk = await sit_down("何静")
    await found_union(county.page, UNION)
    await take_in_roster(county.page, tmp_path)
    await find_by_initials(county.page, name)
    await county.picture("members")
    await transfer_out(county.page, name)
    await county.picture("transfers")

    neighbour: Desk = await sit_down("杜衡")
    await accept(neighbour.page, name)
    await neighbour.picture("accepted")

    third: Desk = await sit_down("田野")
    await see_nothing(third.page, name)

    await gone_from_the_county(county.page, name)


async def found_union(page: Page, name: str) -> None:
    """新建工会 under 城关镇总工会."""
    await visit(page, "/organizations/new")
    await choose_union(page, "上级工会", "城关镇总工会")
    await pick(page, "类型", "基层工会")
    await page.get_by_label("工会名称").fill(name)
    await page.get_by_role("button", name="建会", exact=True).click()
    await expect(page.get_by_role("heading", name=name)).to_be_visible()


async def take_in_roster(page: Page, folder: Path) -> None:
    """A workbook of a thousand people, four of them with faults: checked, one mended in the page and two by one rule,
    then the good ones taken in."""
    rows = [workbooks.person(number, 所在分会="") for number in range(ROWS)]
    rows[10]["身份证号码"] = "43012419900101123"
    rows[20]["姓名"] = ""
    rows[30]["身份证号码"] = rows[29]["身份证号码"]
    rows[40]["学历"] = rows[41]["学历"] = "大本文凭"
    file = folder / "花名册.xlsx"
    file.write_bytes(workbooks.xlsx(rows))
    await visit(page, "/import/members")
    await choose_union(page, "花名册所属的工会", UNION)
    await page.locator("input[type=file]").set_input_files(file)
    await page.get_by_role("button", name="上传并检查").click()
    await expect(page.get_by_role("button", name="只导入无误的 995 行")).to_be_enabled(timeout=LONG)
    await page.get_by_role("row").filter(has_text="没有填写").click()
    await page.get_by_label("姓名", exact=True).fill(workbooks.name(20))
    await page.get_by_role("button", name="保存并重新核对").click()
    await expect(page.get_by_role("button", name="只导入无误的 996 行")).to_be_enabled()
    await page.get_by_role("button", name="批量更正", exact=True).click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("把“大本文凭”改为").fill("大学本科")
    await dialog.get_by_role("row").filter(has_text="大本文凭").get_by_role("button", name="全部改").click()
    take = page.get_by_role("button", name="只导入无误的 998 行")
    await expect(take).to_be_enabled(timeout=LONG)
    await take.click()
    await expect(page.get_by_role("button", name="看导入的会员")).to_be_visible(timeout=LONG)


async def find_by_initials(page: Page, name: str) -> None:
    """One box: the initials of the name find the person."""
    await visit(page, "/members")
    await page.get_by_placeholder("姓名、首字母、尾号").fill(pinyin_of(name)[1])
    await expect(row_of(page, name, UNION)).to_be_visible()


async def transfer_out(page: Page, name: str) -> None:
    """发起接转 from the person's own page."""
    await row_of(page, name, UNION).get_by_role("link", name=name).click()
    await expect(page.get_by_role("heading", name=name)).to_be_visible()
    await page.get_by_role("button", name="转会", exact=True).click()
    await choose_union(page, "转入工会", RECEIVING)
    await page.get_by_role("button", name="发起转出", exact=True).click()
    await expect(page.get_by_role("heading", name="会籍接转")).to_be_visible()
    await expect(row_of(page, name, RECEIVING)).to_be_visible()


async def accept(page: Page, name: str) -> None:
    """The receiving officer takes the member in."""
    await visit(page, "/transfers")
    await row_of(page, name, UNION).get_by_role("button", name="接收").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button", name="接收").click()
    await expect(dialog).to_be_hidden()
    await visit(page, "/members")
    await page.get_by_placeholder("姓名、首字母、尾号").fill(name)
    await expect(row_of(page, name, RECEIVING)).to_be_visible()


async def see_nothing(page: Page, name: str) -> None:
    """Neither the member, nor the transfer, nor the union exists for the third county."""
    await visit(page, "/members")
    await page.get_by_placeholder("姓名、首字母、尾号").fill(name)
    await expect(page.get_by_text("没有", exact=False).first).to_be_visible()
    await expect(row_of(page, name, "")).to_have_count(0)
    await visit(page, "/transfers")
    await expect(page.get_by_role("heading", name="会籍接转")).to_be_visible()
    await expect(row_of(page, name, "")).to_have_count(0)
    await visit(page, "/organizations")
    await expect(page.get_by_text("东山区总工会").first).to_be_visible()
    await expect(page.get_by_text(UNION)).to_have_count(0)


async def gone_from_the_county(page: Page, name: str) -> None:
    """The county of before no longer has the person."""
    await visit(page, "/members")
    await page.get_by_placeholder("姓名、首字母、尾号").fill(name)
    await expect(row_of(page, name, UNION)).to_have_count(0)


async def visit(page: Page, path: str) -> None:
    """Another page of the product, by its address."""
    origin = "/".join(page.url.split("/")[:3])
    await page.goto(origin + path)
    await page.get_by_role("navigation").first.wait_for()


def row_of(page: Page, *texts: str) -> Locator:
    """The row of a table that says all of this."""
    row = page.locator("tr:visible, [role=row]:visible")
    for text in texts:
        row = row.filter(has_text=text)
    return row.first if texts[-1] else row


async def choose_union(page: Page, label: str, name: str) -> None:
    """The picker of unions: opened, typed into, chosen."""
    await (
        page.get_by_label(label)
        .or_(page.get_by_text(label, exact=True).locator("xpath=following::button[1]"))
        .first.click()
    )
    dialog = page.get_by_role("dialog", name=label)
    await dialog.get_by_role("searchbox").or_(dialog.locator("input")).first.fill(name)
    await dialog.get_by_role("button", name=re.compile(name)).first.click()


async def pick(page: Page, label: str, option: str) -> None:
    """An option of a select, opened again where a page that still fills itself has closed it under the hand."""
    wanted = page.get_by_title(option, exact=True).or_(page.get_by_role("option", name=option)).last
    await page.get_by_label(label).first.click()
    try:
        await wanted.click(timeout=10_000)
    except PlaywrightTimeoutError:
        await page.keyboard.press("Escape")
        await page.get_by_label(label).first.click()
        await wanted.click()
