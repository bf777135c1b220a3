"""Cases as officers work with them: a programme announced, a case in one click, the queue by keys, a batch (AID-09, 10)."""

import asyncio
import re
from collections.abc import Callable
from typing import Any

import psycopg
from playwright.async_api import Page, Route, expect

from tests.browser.conftest import Desk, Product
from tests.browser.notices import place_cases
from tests.browser.test_story import pick, visit
from tests.town import today

PROGRAM = "医疗救助（浏览器）"


def rows(page: Page) -> Any:
    return page.locator("table:visible tbody tr")


async def choose_fund(page: Page) -> None:
    """The first of the funds, whose list is open."""
    await page.locator(".ant-select-dropdown:visible .ant-select-item-option").first.click()


async def choose(page: Page, text: str) -> None:
    """The option that says so, of the list that is open."""
    await page.locator(".ant-select-item-option:visible").filter(has_text=text).click()


async def fill_in(page: Page, kind: str, name: str) -> None:
    """A programme of a kind from its template, open for long, looked at by the county alone."""
    await visit(page, "/aid/programs")
    await expect(rows(page).first).to_be_visible()
    await page.get_by_role("button", name="新建项目").click()
    await pick(page, "类别", kind)
    await page.get_by_label("项目名称").fill(name)
    await expect(page.get_by_label("帮扶对象")).not_to_be_empty()
    for stage in ("公示", "基层工会确认"):
        await page.get_by_role("checkbox", name=stage, exact=True).set_checked(False)
    await page.get_by_label("受理截止").fill("2099-12-30T17:30")


async def announce(page: Page) -> None:
    """Keep what was filled in, and open it for applications."""
    await page.get_by_role("button", name="存为草稿").click()
    await page.wait_for_url(re.compile(r"/aid/programs/[0-9a-f-]{36}$"))
    await expect(page.locator("dd:visible").filter(has_text="2099-12-30 17:30")).to_be_visible()
    await page.get_by_role("button", name="公布受理").click()
    await page.get_by_role("dialog").get_by_role("button", name="公布受理").click()
    await expect(page.get_by_role("button", name="结束受理")).to_be_visible()


async def test_a_programme_is_made_from_its_template_and_announced(sit_down: Callable[..., Any]) -> None:
    """何静 chooses a kind, the rest is filled in; one stage is dropped; it is announced (issue 4 section 4). A case that
    lacks papers says where, until when and with whom they are handed in (AID-10)."""
    desk: Desk = await sit_down("何静")
    page = desk.page
    await fill_in(page, "医疗救助", PROGRAM)
    await page.get_by_label("交件地点").fill("县职工服务中心")
    await page.get_by_label("交件房间").fill("一楼 3 号窗口")
    await page.get_by_label("联系电话").fill("0738-8312345")
    await desk.picture("aid-program-form")
    await announce(page)
    await expect(page.get_by_text("县职工服务中心 一楼 3 号窗口")).to_be_visible()
    await desk.picture("aid-program")

    await visit(page, "/households?status=active")
    await rows(page).first.get_by_role("link").first.click()
    await page.get_by_role("button", name="发起申请").click()
    # The tab of the programmes has that name too.
    await page.get_by_role("dialog").get_by_label("帮扶项目").click()
    await choose(page, PROGRAM)
    await page.get_by_role("dialog").get_by_role("button", name="发起申请").click()
    await page.wait_for_url(re.compile(r"/aid/cases/[0-9a-f-]{36}$"))
    papers = page.get_by_role("list", name="材料")
    await expect(papers.get_by_text(re.compile("^缺")).first).to_be_visible()
    await expect(papers).to_contain_text("交到：县职工服务中心 一楼 3 号窗口 0738-8312345，截止 2099-12-30 17:30")

    # What is missing is chosen already when the worker is asked for it on the phone.
    asked = page.get_by_role("region", name="补材料")
    await asked.get_by_role("button", name="请职工补交").click()
    asking = page.get_by_role("dialog")
    await expect(asking.locator(".ant-select-selection-item").first).to_be_visible()
    await asking.get_by_label("写给职工的话").fill("请拍照补交。")
    await desk.picture("paper-request-of-a-case")
    await asking.get_by_role("button", name="请职工补交").click()
    await expect(asked.get_by_text("待职工补交")).to_be_visible()
    await expect(asked.get_by_text(re.compile("为帮扶申请 BF-"))).to_be_visible()
    await desk.picture("paper-request-beside-a-case")
    await asked.get_by_role("button", name="撤回请求").click()
    await page.get_by_role("dialog").get_by_role("button", name="撤回请求").click()
    await expect(asked.get_by_role("button", name="请职工补交")).to_be_enabled()
    await desk.picture("aid-case-papers-place")


async def test_the_survivor_of_a_veteran_is_visited(sit_down: Callable[..., Any], product: Product) -> None:
    """AID-16: 何静 begins a case for the widow of a veteran cadre who died; the page says of whom, with the standard."""
    with psycopg.connect(product.cluster.url("superuser")) as superuser:
        found = superuser.execute(
            "update member set kind = 'retired_cadre' where id = (select m.id from member m join organization o "
            "on m.code between o.code and o.code_hi where o.name = '青溪县总工会' and m.status = 'deceased' "
            "order by m.id limit 1) returning name"
        ).fetchone()
    assert found is not None
    (veteran,) = found
    desk: Desk = await sit_down("何静")
    page = desk.page
    await fill_in(page, "离退休职工慰问", "离退休慰问（浏览器）")
    await announce(page)
    await visit(page, "/aid/cases/new")
    await page.locator("form:visible").get_by_label("帮扶项目").click()
    await choose(page, "离退休慰问（浏览器）")
    await page.get_by_label("慰问已去世离休干部的遗属").check()
    await page.get_by_label("离休干部（已登记去世）").fill(veteran)
    await choose(page, veteran)
    await page.get_by_label("遗属姓名").fill("王桂兰")
    await pick(page, "遗属与离休干部的关系", "配偶")
    await desk.picture("aid-survivor-form")
    await page.get_by_role("button", name="发起申请").click()
    await page.wait_for_url(re.compile(r"/aid/cases/[0-9a-f-]{36}$"))
    await expect(page.get_by_role("heading", name="王桂兰")).to_be_visible()
    await expect(page.get_by_text(f"离休干部{veteran}的遗属（配偶）")).to_be_visible()
    await expect(page.get_by_text("按标准：离休（包括遗属） 300.00 元。")).to_be_visible()
    await desk.picture("aid-survivor")


async def come_late(route: Route) -> None:
    await asyncio.sleep(1.5)
    await route.continue_()


async def test_a_case_is_begun_from_a_file_and_handled_by_keys(sit_down: Callable[..., Any]) -> None:
    """何静 begins a case of a household in one click; the queue is walked with J, agreed to with A, sent back with R."""
    desk: Desk = await sit_down("何静")
    page = desk.page
    await visit(page, "/aid/cases")
    await expect(rows(page).first).to_be_visible()
    await expect(page.get_by_role("toolbar", name="各环节件数")).to_be_visible()
    await desk.picture("aid-cases")
    waiting = await rows(page).count()
    assert waiting >= 2
    await rows(page).first.get_by_role("link").first.click()
    await page.wait_for_url(re.compile(r"/aid/cases/[0-9a-f-]{36}$"))
    await expect(page.get_by_text("办理过程")).to_be_visible()
    await expect(page.get_by_text(re.compile("^待办 1 / "))).to_be_visible()
    await desk.picture("aid-case")
    first = page.url
    await page.keyboard.press("j")
    await expect(page).not_to_have_url(first)
    await expect(page.get_by_text(re.compile("^待办 2 / "))).to_be_visible()
    await page.keyboard.press("k")
    await expect(page).to_have_url(first)
    await expect(page.get_by_text(re.compile("^待办 1 / "))).to_be_visible()
    # A no without a reason is not sent: the cursor stands where the reason belongs.
    await page.keyboard.press("r")
    await expect(page.get_by_label("意见")).to_be_focused()
    await expect(page.get_by_text("请先写明理由")).to_be_visible()
    await page.get_by_role("button", name="请重新入户核实").click()
    # Who agrees before the funds of the next case have come is asked for one all the same.
    await page.route(re.compile(r"/api/v1/funds\?"), come_late)
    await page.get_by_role("button", name="退回 (R)").click()
    await expect(page).not_to_have_url(first)
    second = page.url
    name = await page.locator("h1:visible").inner_text()
    await page.get_by_role("button", name="情况属实，同意").click()
    await page.locator("h1:visible").click()
    # Money is promised out of a fund: without one nothing is sent, and the list of funds opens.
    await page.keyboard.press("a")
    await expect(page.get_by_text("请先选出资资金")).to_be_visible()
    await desk.picture("aid-case-fund")
    await choose_fund(page)
    await page.locator("h1:visible").click()
    await page.keyboard.press("a")
    await expect(page).not_to_have_url(second)
    await visit(page, "/" + second.split("/", 3)[3])
    await expect(page.get_by_text("已批准，待发放").first).to_be_visible()
    await expect(page.get_by_text("情况属实，同意").first).to_be_visible()
    await desk.picture("aid-case-approved")

    await visit(page, "/aid/cases?view=acted")
    await expect(page.locator("table:visible tbody")).to_contain_text(name)
    await page.get_by_role("button", name="超期由谁办").click()
    await expect(page.get_by_role("dialog")).to_contain_text("超期申请由谁办")
    await page.keyboard.press("Escape")


async def test_many_are_sent_back_at_once(sit_down: Callable[..., Any]) -> None:
    """杜衡 ticks what waits and sends it back with one reason; each has its result."""
    desk: Desk = await sit_down("杜衡")
    page = desk.page
    await visit(page, "/aid/cases")
    await expect(rows(page).first).to_be_visible()
    for row in (await rows(page).all())[:2]:
        await row.get_by_role("checkbox").check()
    await page.get_by_role("button", name="退回", exact=True).click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_role("button", name="退回", exact=True)).to_be_disabled()
    await dialog.get_by_role("textbox").fill("请补充近 6 个月收入证明")
    await dialog.get_by_role("button", name="退回", exact=True).click()
    await expect(dialog.get_by_text(re.compile("已办 [12] 件"))).to_be_visible()
    await desk.picture("aid-batch")
    await dialog.get_by_role("button", name="关闭").last.click()


async def test_a_household_applies_in_one_click(sit_down: Callable[..., Any]) -> None:
    """From the file to the case: the programme is all that is asked."""
    desk: Desk = await sit_down("何静")
    page = desk.page
    await visit(page, "/households?status=active")
    await rows(page).first.get_by_role("link").first.click()
    await page.get_by_role("button", name="发起申请").click()
    dialog = page.get_by_role("dialog")
    await pick(page, "帮扶项目", f"{today().year} 年送温暖")
    await dialog.get_by_role("button", name="发起申请").click()
    await page.wait_for_url(re.compile(r"/aid/cases/[0-9a-f-]{36}$"))
    await expect(page.get_by_text(re.compile("^按标准：")).first).to_be_visible()
    await page.get_by_role("button", name="提交", exact=True).click()
    await expect(page.get_by_role("button", name="提交", exact=True)).to_have_count(0)
    await desk.picture("aid-case-submitted")


async def test_a_final_list_is_made_in_one_act(sit_down: Callable[..., Any]) -> None:
    """汇总平衡: 田野 weighs the candidates of the county, takes one off, and settles the rest (issue 4 section 3)."""
    desk: Desk = await sit_down("田野")
    page = desk.page
    come = asyncio.Event()

    async def come_when_told(route: Route) -> None:
        await come.wait()
        await route.continue_()

    await page.route(re.compile(r"/api/v1/funds\?"), come_when_told)
    await visit(page, "/aid/balance")
    await pick(page, "帮扶项目", f"{today().year} 年生活救助 东山区总工会")
    first = rows(page).first
    await expect(first).to_be_visible()
    await expect(page.get_by_role("button", name="确定名单")).to_be_enabled()
    await page.get_by_label(re.compile("的核定金额$")).first.fill("900")
    await expect(page.get_by_text(re.compile("^已选 "))).to_be_visible()
    # Who settles before the list of funds has come waits for it, and is asked for a fund: nothing is sent without.
    await page.get_by_role("button", name="确定名单").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    come.set()
    await choose_fund(page)
    await desk.picture("aid-balance")
    await page.get_by_role("button", name="确定名单").click()
    await page.get_by_role("dialog").get_by_role("button", name="确定名单").click()
    await expect(page.get_by_role("dialog").get_by_text(re.compile("已办 [1-9][0-9]* 件"))).to_be_visible()
    await page.get_by_role("dialog").get_by_role("button", name="关闭").last.click()
    await expect(page.get_by_text("没有等待汇总平衡的申请。")).to_be_visible()


async def test_what_passes_a_cap_is_marked_where_it_is_decided(sit_down: Callable[..., Any], product: Product) -> None:
    """trust.md 2.3.2: on the final list and on the page of a case; where the cap stops nothing above it is given, and the
    result says so; where it warns it is given."""
    ids = place_cases(product)
    with psycopg.connect(product.cluster.url("superuser")) as superuser:
        (program,) = superuser.execute(
            "update aid_case set status = 'county_review', submitted_at = reached_at "
            "where id = any(%s) returning program_id",
            (ids,),
        ).fetchone() or ("",)
        superuser.execute("update aid_program set each_time_fen = 205000 where id = %s", (program,))
    desk: Desk = await sit_down("何静")
    page = desk.page
    await visit(page, f"/aid/cases/{ids[2]}")
    over = page.get_by_text(re.compile("每次最多|每次上限|上限为")).first
    await expect(over).to_be_visible()
    await expect(page.get_by_text("不得超过 2,050.00")).to_be_visible()
    await desk.picture("aid-cap-stops")
    await page.get_by_label("核定", exact=True).fill("2050")
    await expect(page.get_by_text("不得超过 2,050.00")).to_have_count(0)

    await visit(page, f"/aid/balance?program_id={program}")
    await expect(rows(page).filter(has_text="章小雨")).to_have_count(3)
    marked = rows(page).filter(has_text="不得超过 2,050.00")
    await expect(marked).to_have_count(2)
    await desk.picture("aid-balance-cap-stops")
    await page.get_by_role("button", name="确定名单").click()
    await choose_fund(page)
    await page.get_by_role("button", name="确定名单").click()
    await page.get_by_role("dialog").get_by_role("button", name="确定名单").click()
    told = page.get_by_role("dialog")
    await expect(told.get_by_text("已办 1 件")).to_be_visible()
    await expect(told.get_by_role("listitem")).to_have_count(2)
    await expect(told.get_by_role("listitem").first).to_contain_text("2,050.00 元")
    await desk.picture("aid-balance-cap-stopped")
    await told.get_by_role("button", name="关闭").last.click()

    with psycopg.connect(product.cluster.url("superuser")) as superuser:
        superuser.execute("update aid_program set caps_stop = false where id = %s", (program,))
    await visit(page, f"/aid/cases/{ids[2]}")
    await page.reload()
    await expect(page.get_by_text("已超 2,050.00，仅提醒")).to_be_visible()
    await visit(page, f"/aid/balance?program_id={program}")
    await page.reload()
    await expect(rows(page).filter(has_text="已超 2,050.00，仅提醒")).to_have_count(2)
    await desk.picture("aid-balance-cap-warns")
    await page.get_by_role("button", name="确定名单").click()
    await page.get_by_role("dialog").get_by_role("button", name="确定名单").click()
    await expect(told.get_by_text("已办 2 件")).to_be_visible()
    await told.get_by_role("button", name="关闭").last.click()
