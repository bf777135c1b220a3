"""Screens of the register that no other story passes: workbooks for the registers, and transfers that are late."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.async_api import Page, expect

from backend.domain.credit_code import credit_check_character
from tests import registers
from tests.browser.conftest import Desk
from tests.browser.test_story import LONG, pick, row_of, visit

NEW = "青溪云杉酿造有限公司"
NEW_CODE = "91430100MB7T5R2K1"


async def test_an_agencys_list_beside_the_register(sit_down: Callable[..., Any], tmp_path: Path) -> None:
    """何静 takes in the tax office's list: one new, one changed, one twice, one with a wrong code, mended (ORG-18)."""
    desk: Desk = await sit_down("何静")
    page = desk.page
    code = NEW_CODE + credit_check_character(NEW_CODE)
    rows = [
        (NEW, code, "31"),
        ("青溪纺织有限公司", "91430100MA00000016", "135"),
        (NEW, code, "31"),
        ("青溪错码商行", "91430100MA0000001X", "4"),
    ]
    await hand_in(
        page,
        tmp_path,
        "法人单位",
        registers.table(("单位名称", "统一社会信用代码", "职工人数"), *rows),
        source="税务部门",
    )
    take = page.get_by_role("button", name="只导入无误的 2 行")
    await expect(take).to_be_enabled(timeout=LONG)
    for tab, said in (
        ("新增", NEW),
        ("有变化", "135"),
        ("文件内重复", "与第 2 行说的是同一条记录"),
        ("有误", "青溪错码商行"),
    ):
        await page.get_by_role("tab", name=re.compile(tab)).click()
        await expect(row_of(page, said)).to_be_visible()
        await desk.picture(f"import-employers-{tab}")
    await row_of(page, "青溪错码商行").click()
    await page.get_by_label("统一社会信用代码", exact=True).fill("")
    await page.get_by_role("button", name="保存并重新核对").click()
    await page.get_by_role("button", name="只导入无误的 3 行").click()
    await expect(page.get_by_text("已新登记 2 家，更新 1 家。")).to_be_visible(timeout=LONG)
    await expect(page.get_by_role("link", name="上次名录有、这次没有的单位")).to_be_visible()
    await page.get_by_role("button", name="看法人单位").click()
    await page.get_by_placeholder("名称、首字母、信用代码").last.fill(NEW)
    await row_of(page, NEW).get_by_role("button", name=NEW).click()
    await expect(page.get_by_role("complementary")).to_contain_text("应建未建")


async def test_every_register_has_its_page(sit_down: Callable[..., Any], tmp_path: Path) -> None:
    """何静 goes through the registers: each with its words and template; unions and officers are taken in and undone
    (ORG-11); who may not write employers is not offered them."""
    desk: Desk = await sit_down("何静")
    page = desk.page
    await visit(page, "/import/members")
    tabs = page.get_by_role("tablist", name="导入的登记册").get_by_role("tab")
    await expect(tabs).to_have_text(["会员", "基层工会", "工会干部", "会籍接转", "法人单位"])
    for name in ("基层工会", "工会干部", "会籍接转", "法人单位"):
        await tabs.filter(has_text=name).click()
        async with page.expect_download() as download:
            await page.get_by_role("button", name="下载为这家工会准备的模板").click()
        assert (await download.value).suggested_filename == f"{name}导入模板.xlsx"
    head = ("名称", "类型", "隶属", "成立日期")
    rows = [
        ("云杉车间分会", "分会", "青溪云杉酿造工会", "2026-01-01"),
        ("青溪云杉酿造工会", "", "城关镇总工会", "2026-01-01"),
    ]
    await hand_in(page, tmp_path, "基层工会", registers.table(head, *rows))
    await page.get_by_role("button", name="导入 2 行").click(timeout=LONG)
    await expect(page.get_by_text("已新建 2 家，更新 0 家。")).to_be_visible(timeout=LONG)
    await desk.picture("import-unions")
    officers = registers.table(
        ("工会", "姓名", "性别", "职务", "任职日期"), ("青溪云杉酿造工会", "王云杉", "女", "主席", "2026-02-01")
    )
    await hand_in(page, tmp_path, "工会干部", officers)
    await page.get_by_role("button", name="导入 1 行").click(timeout=LONG)
    await expect(page.get_by_text("已登记任职 1 人次")).to_be_visible(timeout=LONG)
    await page.get_by_role("button", name="撤销导入").click()
    await page.get_by_role("dialog").get_by_role("button", name="撤销导入").click()
    await expect(page.get_by_text("已全部撤销，共 1 行。")).to_be_visible(timeout=LONG)
    chair: Desk = await sit_down("方秀云")
    await visit(chair.page, "/import/members")
    await expect(chair.page.get_by_role("tablist", name="导入的登记册").get_by_role("tab")).to_have_text(
        ["会员", "基层工会", "工会干部", "会籍接转"]
    )


async def test_many_rows_scroll_as_one_list(sit_down: Callable[..., Any], tmp_path: Path) -> None:
    """ui.md 1.3: five thousand rows in one list: few of them in the page, any place at once, the wheel and the keys."""
    desk: Desk = await sit_down("何静")
    page = desk.page
    rows = [(f"青溪第{number}号商行", number % 90) for number in range(1, 5_001)]
    await hand_in(page, tmp_path, "法人单位", registers.table(("单位名称", "职工人数"), *rows))
    await expect(page.get_by_role("button", name="导入 5,000 行")).to_be_enabled(timeout=LONG)
    await expect(page.get_by_text("共 5,000 行", exact=False).last).to_be_visible()
    table = page.get_by_role("region", name="新增")
    await expect(row_of(page, "青溪第1号商行")).to_be_visible()
    assert await table.locator("tr[data-key]").count() < 80
    await table.evaluate("box => { box.scrollTop = box.scrollHeight }")
    await expect(row_of(page, "青溪第5000号商行")).to_be_visible()
    await table.evaluate("box => { box.scrollTop = box.scrollHeight / 2 }")
    await expect(row_of(page, "青溪第2510号商行")).to_be_visible()
    assert await table.locator("tr[data-key]").count() < 80
    # How long a frame takes is the machine's; what a frame has to do is the list's. Three rows come into sight and
    # three leave it: as many are drawn as were passed, none of those that stay is drawn again, and few stand there.
    scrolled = await table.evaluate(SCROLL, {"frames": 120, "by": 120})
    print("a scroll:", scrolled)
    assert scrolled["passed"] > 200
    assert scrolled["drawn"] <= scrolled["passed"] + 80
    assert scrolled["changed"] == 0
    assert scrolled["most"] < 80
    await table.evaluate("box => { box.scrollTop = 0 }")
    await page.get_by_role("row").filter(has_text="青溪第1号商行").click()
    drawer = page.get_by_role("complementary").filter(has_text="原表第 2 行")
    await expect(drawer).to_be_visible()
    await page.keyboard.press("j")
    await expect(page.get_by_role("complementary").filter(has_text="原表第 3 行")).to_be_visible()


SCROLL = """(box, { frames, by }) => new Promise(done => {
  const rows = () => box.querySelectorAll("tr[data-key]");
  const isRow = node => node.nodeType === 1 && node.matches("tr[data-key]");
  const from = box.scrollTop;
  const height = rows()[0].getBoundingClientRect().height;
  let drawn = 0, changed = 0, most = 0, step = 0;
  const watch = new MutationObserver(records => {
    for (const { type, target, addedNodes } of records) {
      if (type === "childList") drawn += [...addedNodes].filter(isRow).length;
      const element = target.nodeType === 1 ? target : target.parentElement;
      if (element?.closest("tr[data-key]")) changed += 1;
    }
  });
  watch.observe(box, { childList: true, characterData: true, subtree: true });
  const next = () => {
    most = Math.max(most, rows().length);
    box.scrollTop += by;
    if (++step < frames) requestAnimationFrame(next);
    else setTimeout(() => {
      watch.disconnect();
      done({ drawn, changed, most, passed: Math.round((box.scrollTop - from) / height) });
    }, 300);
  };
  requestAnimationFrame(next);
})"""


async def hand_in(page: Page, folder: Path, register: str, content: bytes, *, source: str | None = None) -> None:
    """A workbook for a register, handed in to be checked."""
    await visit(page, "/import/members")
    await page.get_by_role("tablist", name="导入的登记册").get_by_role("tab", name=register).click()
    if source is not None:
        await pick(page, "名录来自", source)
    file = folder / f"{register}.xlsx"
    file.write_bytes(content)
    await page.locator("input[type=file]").set_input_files(file)
    await page.get_by_role("button", name="上传并检查").click()
    await page.wait_for_url("**/imports/*-*")


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
