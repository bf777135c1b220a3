"""A season of 送温暖 as seven people click it, from a worker's application to the signed door (issue 4 section 9; AID-09, 13).

方秀云 chairs the union, 李梅 is of the township, 何静 of the county, 孙丽 and 钱薇 keep its money, 郑海 audits it, and 杜衡
is of the county beside it. What the worker sends by telephone stands in the demo city.
"""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from playwright.async_api import Locator, Page, expect

from tests.api.test_files import picture
from tests.browser.conftest import Desk, Product
from tests.browser.notices import let_it_end
from tests.browser.test_phone import sign_in_narrow
from tests.browser.test_story import choose_union, pick, visit
from tests.browser.test_visits import fits, sign
from tests.people import id_number

UNION = "青溪纺织有限公司工会"
PROGRAM = "元旦春节送温暖（全程）"
FUND = "春节送温暖专项（全程）"
ENTERED = "谷来顺"
"""Whose file the chair enters without an application; the bank brings the money."""
PAPERS = ("困难职工档案表（附件1）", "身份证复印件", "户口本复印件")
EACH = 2_000
FUND_YUAN = 50_000
PHONE = {"width": 375, "height": 812}
LONG = 60_000
"""Milliseconds that a job may take on a busy machine."""


@dataclass
class Season:
    """What the people of the story tell each other."""

    worker: str = ""
    households: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    fund: str = ""
    plan: str = ""


async def test_from_the_application_to_the_signed_door(
    sit_down: Callable[..., Any], product: Product, tmp_path: Path
) -> None:
    """Each does the own part by the own clicks, and nobody a part of another (issue 4, purpose; AID-04, FND-06, RPT-05)."""
    season = Season()
    county, chair = await sit_down("何静"), await sit_down("方秀云")
    maker, checker, township = await sit_down("孙丽"), await sit_down("钱薇"), await sit_down("李梅")
    await open_the_programme(county)
    await bring_money_in(maker, checker, season)
    await take_the_application(chair, season)
    await enter_a_file(chair, season)
    await put_on_file(township, season)
    await make_cases(chair, season)
    await hang_out(chair, product, season)
    await pass_by(township, season, "材料齐全，符合规定")
    await settle_the_list(county, season)
    await plan_the_door(county, season)
    await at_the_door(await sit_down(viewport=PHONE), product, season)
    await pay_by_the_bank(maker, product, season, tmp_path)
    await book_the_door(checker, season)
    await follow_the_yuan(await sit_down("郑海"), season)
    await see_nothing(await sit_down("杜衡"), season)


async def open_the_programme(county: Desk) -> None:
    """何静 announces the season: the whole way, five working days of notice."""
    page = county.page
    await visit(page, "/aid/programs/new")
    await pick(page, "类别", "送温暖")
    await page.get_by_label("项目名称").fill(PROGRAM)
    await page.get_by_role("button", name="存为草稿").click()
    await page.wait_for_url(re.compile(r"/aid/programs/[0-9a-f-]{36}$"))
    await page.get_by_role("button", name="公布受理").click()
    await confirm(page, "公布受理")
    await expect(page.get_by_role("button", name="结束受理")).to_be_visible()
    await county.picture("season-programme")


async def bring_money_in(maker: Desk, checker: Desk, season: Season) -> None:
    """孙丽 opens a fund and writes the voucher; 钱薇, and not she, books it (FND-02)."""
    page = maker.page
    await visit(page, "/funds")
    await page.get_by_role("button", name="新建资金").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("资金名称").fill(FUND)
    await dialog.get_by_label("文号").fill("财社〔2026〕88号")
    await confirm(page, "新建资金")
    await page.wait_for_url(re.compile(r"/funds/[0-9a-f-]{36}$"))
    season.fund = path_of(page)
    await page.get_by_role("button", name="资金入账").click()
    await dialog.get_by_label("金额（元）").fill(f"{FUND_YUAN:,}")
    await dialog.get_by_label("文号").fill("财社〔2026〕88号")
    await confirm(page, "提交复核")
    await page.get_by_role("link", name=re.compile("^PZ-")).click()
    await page.wait_for_url(re.compile(r"/vouchers/[0-9a-f-]{36}$"))
    await expect(page.get_by_role("button", name="复核记账")).to_be_disabled()
    await visit(checker.page, path_of(page))
    await expect(checker.page.get_by_role("main")).to_contain_text("伍万元整")
    await checker.picture("season-voucher")
    await checker.page.get_by_role("button", name="复核记账").click()
    await confirm(checker.page, "复核记账")
    await expect(checker.page.get_by_role("button", name="复核记账")).to_have_count(0)
    await visit(page, season.fund)
    await expect(page.get_by_role("main")).to_contain_text(f"{FUND_YUAN:,}.00")


async def take_the_application(chair: Desk, season: Season) -> None:
    """方秀云 makes a file of what the worker wrote, without typing it again."""
    page = chair.page
    await visit(page, "/aid-applications")
    first = rows(page).filter(has_text=UNION).first
    season.worker = await first.get_by_role("link").first.inner_text()
    await chair.picture("season-applications")
    await first.get_by_role("link").first.click()
    await expect(page.get_by_role("heading", name=season.worker)).to_be_visible()
    await chair.picture("season-application")
    await page.get_by_role("button", name="受理并建档").click()
    await page.wait_for_url(re.compile(r"/households/[0-9a-f-]{36}$"))
    await add_papers(page)
    await chair.picture("season-papers")
    season.households += (path_of(page),)
    await expect(page.get_by_role("button", name="建档", exact=True)).to_be_disabled()


async def enter_a_file(chair: Desk, season: Season) -> None:
    """A second worker came with paper: the chair types the file."""
    page = chair.page
    await visit(page, "/households/new")
    await choose_union(page, "所在工会", UNION)
    await fill(page, "姓名", ENTERED)
    await fill(page, "证件号码", id_number())
    await fill(page, "月收入", "2400")
    await fill(page, "开户银行", "中国工商银行青溪支行")
    await fill(page, "银行卡号", "6222020200112233445")
    await pick(page, "婚姻状况", "已婚")
    await pick(page, "主要致困原因", "子女上学")
    await page.get_by_role("button", name="增加家庭成员").click()
    await pick(page, "与职工关系", "子女")
    await page.get_by_label(re.compile("^姓名")).nth(1).fill("谷小雨")
    await pick(page, "就学阶段", "初中")
    await page.get_by_role("button", name="录入档案").last.click()
    await page.wait_for_url(re.compile(r"/households/[0-9a-f-]{36}$"))
    await expect(page.get_by_role("heading", name=ENTERED)).to_be_visible()
    await add_papers(page)
    season.households += (path_of(page),)


async def put_on_file(township: Desk, season: Season) -> None:
    """李梅, a second officer, puts both on file."""
    page = township.page
    for household in season.households:
        await visit(page, household)
        await page.get_by_role("button", name="建档", exact=True).click()
        await confirm(page, "建档")
        await expect(page.get_by_role("main").get_by_text("在档", exact=True).first).to_be_visible()
    await township.picture("season-on-file")


async def make_cases(chair: Desk, season: Season) -> None:
    """From each file to a case in one click; the union agrees."""
    page = chair.page
    for household in season.households:
        await visit(page, household)
        await page.get_by_role("button", name="发起申请").click()
        await pick(page, "帮扶项目", PROGRAM)
        await confirm(page, "发起申请")
        await page.wait_for_url(re.compile(r"/aid/cases/[0-9a-f-]{36}$"))
        season.cases += (path_of(page),)
        await page.get_by_role("button", name="提交", exact=True).click()
        await expect(page.get_by_role("button", name="提交", exact=True)).to_have_count(0)
        # The cursor goes to the next of the queue; this one is opened again.
        await agree(page, season.cases[-1], "情况属实，同意")
        await visit(page, season.cases[-1])
        await expect(page.get_by_role("main").get_by_text("公示中").first).to_be_visible()
    await chair.picture("season-case")


async def hang_out(chair: Desk, product: Product, season: Season) -> None:
    """Both names on one notice; when its days are over it is concluded, and the union confirms."""
    page = chair.page
    await visit(page, "/aid/notices")
    waiting = rows(page).filter(has_text=PROGRAM)
    await expect(waiting).to_have_count(len(season.cases))
    for row in await waiting.all():
        await row.get_by_role("checkbox").check()
    await page.get_by_role("button", name="预览公示").click()
    await page.get_by_label("公示地点").fill("厂务公开栏")
    await page.get_by_label("受理电话").fill("0738-8312345")
    await chair.picture("season-notice")
    await page.get_by_role("button", name="发布公示").click()
    await confirm(page, "发布公示")
    await page.wait_for_url(re.compile(r"/aid/notices/[0-9a-f-]{36}$"))
    await expect(page.get_by_text(re.compile("还剩 5 个工作日"))).to_be_visible()
    await expect(page.get_by_role("button", name="出具结果")).to_have_count(0)
    heading = await page.get_by_role("heading", level=1).locator("xpath=..").inner_text()
    number = re.search(r"GS-\d{4}-\d+", heading)
    assert number is not None
    let_it_end(product, number[0])
    await page.reload()
    await page.get_by_role("button", name="出具结果").click()
    await confirm(page, "出具结果")
    await expect(page.get_by_text("公示通过")).to_be_visible()
    await pass_by(chair, season, "公示无异议")


async def pass_by(desk: Desk, season: Season, opinion: str) -> None:
    """Each case is agreed to by whose desk it lies on."""
    for case in season.cases:
        await agree(desk.page, case, opinion)
    await desk.picture(f"season-passed-{len(opinion)}")


async def settle_the_list(county: Desk, season: Season) -> None:
    """何静 weighs both against the fund and settles them in one act: the money is promised (FND-01)."""
    page = county.page
    await visit(page, "/aid/balance")
    await pick(page, "帮扶项目", f"{PROGRAM} 青溪县总工会")
    await expect(rows(page).filter(has_text=season.worker)).to_have_count(1)
    await page.get_by_label("出资资金").click()
    await (
        page.get_by_role("option", name=re.compile(re.escape(FUND)))
        .or_(page.get_by_title(re.compile(re.escape(FUND))))
        .last.click()
    )
    await county.picture("season-balance")
    await page.get_by_role("button", name="确定名单").click()
    await confirm(page, "确定名单")
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_text("已办 2 件")).to_be_visible()
    await dialog.get_by_role("button", name="关闭").last.click()
    await visit(page, season.fund)
    await expect(page.get_by_role("main")).to_contain_text(f"{FUND_YUAN - 2 * EACH:,}.00")


async def plan_the_door(county: Desk, season: Season) -> None:
    """A plan from what was approved: the amounts are those of the list. The one with a card is left to the bank."""
    page = county.page
    await visit(page, "/visits/new")
    await page.get_by_label("名称").fill("送温暖入户（全程）")
    await pick(page, "来源", "从帮扶项目的批准名单生成")
    await pick(page, "帮扶项目", f"{PROGRAM} 青溪县总工会")
    await page.get_by_label("小组数").fill("1")
    await county.picture("season-visit-form")
    await page.get_by_role("button", name="生成安排").click()
    await page.wait_for_url(re.compile(r"/visits/[0-9a-f-]{36}$"))
    stops = page.locator("table:visible tbody tr:not(:has([scope=rowgroup]))")
    await expect(stops).to_have_count(2)
    await expect(rows(page).filter(has_text=season.worker)).to_contain_text(re.compile(r"2,?000"))
    await page.get_by_role("button", name=f"移除 {ENTERED}").click()
    save = page.get_by_role("button", name=re.compile("^保存"))
    await save.or_(page.get_by_role("dialog").get_by_role("button", name="移除")).first.click()
    await expect(stops).to_have_count(1)
    # The row leaves the table at once, and the plan when it is saved.
    await expect(save).to_have_count(0, timeout=LONG)
    await page.get_by_role("button", name="确定安排").click()
    await confirm(page, "确定安排")
    await expect(page.get_by_role("link", name="去走访")).to_be_visible()
    await county.picture("season-plan")
    season.plan = path_of(page)


async def at_the_door(phone: Desk, product: Product, season: Season) -> None:
    """李梅 with a telephone: the photo, the signature, what was given and heard (AID-13)."""
    page = phone.page
    await sign_in_narrow(page, product.person("李梅"))
    await page.goto(f"{product.url}{season.plan}/do")
    door = page.locator("main li button:visible").first
    await expect(door).to_contain_text(season.worker)
    await fits(page, PHONE["width"])
    await phone.picture("season-doors")
    await door.click()
    await expect(page.get_by_role("heading", name=season.worker)).to_be_visible()
    await page.get_by_label("拍照").set_input_files(
        {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": picture("JPEG")}
    )
    await expect(page.get_by_text("已拍 1 张")).to_be_visible()
    await sign(page)
    await page.get_by_label("听到的情况").fill("孩子成绩好，家里安心。")
    await page.get_by_label("待解决的问题（没有不填）").fill("想学电工")
    await fits(page, PHONE["width"])
    await phone.picture("season-door")
    await page.get_by_role("button", name="提交", exact=True).click()
    await expect(page.locator("main li button:visible").first).to_contain_text("已走访")
    await phone.picture("season-door-done")


async def pay_by_the_bank(maker: Desk, product: Product, season: Season, folder: Path) -> None:
    """孙丽 makes the sheet, sends it, reads the bank's answer and books it."""
    page = maker.page
    await visit(page, "/aid/payments")
    await page.get_by_role("button", name="制作批次").click()
    dialog = page.get_by_role("dialog")
    await choose_fund(page)
    await dialog.get_by_label("用途（打在银行明细上）").fill("送温暖")
    # What was brought to the door is not for the bank.
    await expect(dialog.get_by_role("checkbox", name=re.compile(season.worker))).to_be_disabled()
    await maker.picture("season-batch-dialog")
    await confirm(page, "制作批次")
    await page.wait_for_url(re.compile(r"/aid/payments/batches/[0-9a-f-]{36}$"))
    await page.get_by_role("button", name="下载银行明细").click()
    await dialog.get_by_label("登录密码或动态口令").fill(product.person("孙丽")["password"])
    async with page.expect_download() as saved:
        await dialog.get_by_role("button", name="下载银行明细").click()
    sheet = folder / "批次.xlsx"
    await (await saved.value).save_as(sheet)
    await page.get_by_role("button", name="送银行").click()
    await confirm(page, "送银行")
    await page.get_by_role("button", name="导入银行回盘").click()
    await dialog.locator("input[type=file]").set_input_files(answered(sheet, folder / "回盘.xlsx"))
    await dialog.get_by_role("button", name="导入银行回盘").click()
    await expect(dialog.get_by_text(re.compile(r"成功 1 笔 2,000\.00 元"))).to_be_visible()
    await dialog.get_by_role("button", name="关闭").last.click()
    await page.get_by_role("button", name="按回盘记账").click()
    await confirm(page, "按回盘记账")
    await page.reload()
    await expect(rows(page).filter(has_text=ENTERED)).to_contain_text("已发放", timeout=LONG)
    await maker.picture("season-batch")


async def book_the_door(checker: Desk, season: Season) -> None:
    """钱薇 books the cash by what was signed at the door: nothing is uploaded again."""
    page = checker.page
    await visit(page, "/aid/payments")
    await page.get_by_role("button", name="登记现金、实物").click()
    dialog = page.get_by_role("dialog")
    await choose_fund(page)
    await dialog.get_by_label("申请编号").click()
    await (
        page.get_by_role("option", name=re.compile(season.worker))
        .or_(page.get_by_title(re.compile(season.worker)))
        .last.click()
    )
    await expect(dialog.get_by_text("这笔款已在走访时送达")).to_be_visible()
    await checker.picture("season-hand")
    await confirm(page, "登记现金、实物")
    await page.wait_for_url(re.compile(r"/aid/payments/[0-9a-f-]{36}$"))
    await expect(page.get_by_role("main")).to_contain_text("贰仟元整")
    await checker.picture("season-receipt")


async def follow_the_yuan(auditor: Desk, season: Season) -> None:
    """郑海 goes from the fund over the ledger to the case and its door, and may change nothing on the way (FND-06)."""
    page = auditor.page
    await visit(page, season.fund)
    await expect(page.get_by_role("main")).to_contain_text(f"{2 * EACH:,}.00")
    await expect(page.get_by_role("button", name="资金入账")).to_have_count(0)
    await auditor.picture("season-fund")
    await page.get_by_role("button", name="资金台账").or_(page.get_by_role("link", name="资金台账")).last.click()
    await expect(rows(page).filter(has_text=season.worker)).to_have_count(2)
    await auditor.picture("season-ledger")
    await rows(page).filter(has_text=season.worker).first.get_by_role("link").first.click()
    # The entry is about the payment; its proof is the signature from the door.
    await page.wait_for_url(re.compile(r"/aid/payments/"))
    await page.get_by_role("button", name="签收单").click()
    viewer = page.get_by_role("dialog")
    await expect(viewer.get_by_role("img", name=re.compile("签收单"))).to_be_visible()
    await page.keyboard.press("ArrowRight")
    await expect(viewer.get_by_role("img", name=re.compile("现场照片"))).to_be_visible()
    await expect(viewer.get_by_text("第 2 张，共 2 张")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(viewer).to_have_count(0)
    await page.get_by_role("main").get_by_role("link", name=re.compile("^BF-")).click()
    await page.wait_for_url(re.compile(r"/aid/cases/"))
    way = page.get_by_label("办理过程").locator("visible=true").last
    for name in ("方秀云", "李梅", "何静", "钱薇"):
        await expect(way).to_contain_text(name)
    await expect(way.get_by_role("listitem").filter(has_text="发放").last).to_be_visible()
    await auditor.picture("season-audit")


async def see_nothing(neighbour: Desk, season: Season) -> None:
    """For 杜衡 there is no such case, file, plan, payment or fund."""
    page = neighbour.page
    for list_, name in (("/aid/cases?view=all", season.worker), ("/households", ENTERED), ("/funds", FUND)):
        await visit(page, list_)
        await page.get_by_role("main").get_by_role("heading").first.wait_for()
        await page.wait_for_load_state("networkidle")
        await expect(page.get_by_text(name)).to_have_count(0)
    for address in (season.cases[0], season.households[0], season.plan, season.fund):
        await visit(page, address)
        await expect(page.get_by_role("heading", name="找不到这一页")).to_be_visible()
        await expect(page.get_by_text(season.worker)).to_have_count(0)
    await neighbour.picture("season-nothing")


async def agree(page: Page, case: str, opinion: str) -> None:
    """On the page of a case: the phrase, then the verb."""
    await visit(page, case)
    await page.get_by_label("意见").fill(opinion)
    async with page.expect_response(lambda answer: answer.url.endswith("/steps")) as taken:
        await page.get_by_role("button", name="同意 (A)").click()
    assert (await taken.value).status == 200


async def add_papers(page: Page) -> None:
    """What the programme asks for, as pictures."""
    await page.get_by_role("tab", name=re.compile("^材料")).click()
    for kind in PAPERS:
        await pick(page, "材料种类", kind)
        file: Any = {"name": f"{kind}.jpg", "mimeType": "image/jpeg", "buffer": picture("JPEG")}
        await page.get_by_label("选择图片").set_input_files(file)
        await expect(rows(page).filter(has_text=kind)).to_have_count(1)


async def choose_fund(page: Page) -> None:
    """The fund of the season, in a dialog about payments."""
    await page.get_by_role("dialog").get_by_label("资金").click()
    await page.get_by_title(re.compile(re.escape(FUND))).last.click()


async def confirm(page: Page, verb: str) -> None:
    """The blue or red button of the dialog."""
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button", name=verb, exact=True).click()
    await expect(dialog.get_by_role("button", name=verb, exact=True)).to_have_count(0, timeout=LONG)


async def fill(page: Page, label: str, value: str) -> None:
    await page.get_by_label(re.compile(f"^{label}")).first.fill(value)


def answered(sheet: Path, to: Path) -> Path:
    """The bank sends the sheet back with what became of each line."""
    book = openpyxl.load_workbook(sheet)
    lines = book.active
    assert lines is not None
    head = [cell.value for cell in lines[1]]
    assert "序号" in head, head
    column = len(head) + 1
    lines.cell(1, column, "处理结果")
    for row in range(2, lines.max_row + 1):
        if str(lines.cell(row, 1).value or "").isdigit():
            lines.cell(row, column, "成功")
    memory = io.BytesIO()
    book.save(memory)
    to.write_bytes(memory.getvalue())
    return to


def path_of(page: Page) -> str:
    """Where the page stands, without the host."""
    return "/" + page.url.split("/", 3)[3]


def rows(page: Page) -> Locator:
    return page.locator("table:visible tbody tr")
