"""Accounts, roles, a hand-over at 换届 and the record of it all, as the three administrators and a newcomer play them
(issue 2 section 5; ROL-01 to ROL-08; trust.md 1.4, 1.5, 2.1)."""

import re
import time
from collections.abc import Callable
from typing import Any

import pyotp
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser.conftest import OFFICE_PC, Desk, Product
from tests.browser.test_story import choose_union, pick, row_of, visit

HOME = "青溪县总工会"
NEW_PASSWORD = "Qingxi-2026-gonghui"
SECRET = re.compile(r"[A-Z2-7]{32}")


async def test_an_account_from_its_slip_to_its_hand_over(
    product: Product, browser: Browser, sit_down: Callable[..., Any]
) -> None:
    """陈立新 makes two accounts, 沈安 lets them in and proposes a role, 陆平 grants it; 秦岭 comes in by the slip, works,
    and hands over to 韩露 on one day; 严正 reads all of it and proves the record whole."""
    maker: Desk = await sit_down("陈立新")
    slip = await make_account(maker, "秦岭", "qinling")
    await make_account(maker, "韩露", "hanlu")

    security: Desk = await sit_down("沈安")
    for name in ("秦岭", "韩露"):
        await let_in(security, name)
    await propose(security, "秦岭", "干事")

    newcomer = await first_time(browser, product.url, "qinling", slip)
    await expect(newcomer.get_by_role("navigation").get_by_text("会员", exact=True)).to_have_count(0)

    second: Desk = await sit_down("陆平")
    await grant(second, "秦岭")
    await visit(newcomer, "/members")
    await expect(newcomer.locator("tbody tr:visible").first).to_be_visible()
    await visit(newcomer, "/organizations")
    await expect(newcomer.get_by_text("青溪县总工会").first).to_be_visible()
    await expect(newcomer.get_by_text("南河县总工会")).to_have_count(0)

    await hand_over(security, "秦岭", "韩露")
    await take_hand_over(second, "秦岭", "韩露")
    await visit(newcomer, "/members")
    await expect(newcomer.locator("tbody tr:visible")).to_have_count(0)
    await newcomer.context.close()

    await read_the_record(await sit_down("严正"))


async def make_account(desk: Desk, name: str, login: str) -> str:
    """建立账号: the first password is shown once, and the dialog stays until it was noted."""
    page = desk.page
    await visit(page, "/users/new")
    await page.get_by_label("姓名").fill(name)
    await page.get_by_label("登录名").fill(login)
    await choose_union(page, "所在单位", HOME)
    await page.get_by_role("button", name="建立", exact=True).click()
    dialog = page.get_by_role("dialog", name=f"{name} 的初始密码")
    password = await dialog.locator("p").nth(1).inner_text()
    await page.keyboard.press("Escape")
    await expect(dialog).to_be_visible()
    await desk.picture(f"accounts-slip-{login}")
    await dialog.get_by_label("已记下或已打印，可以关闭").check()
    await dialog.get_by_role("button", name="关闭", exact=True).last.click()
    await expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    await expect(page.get_by_text("待批准").first).to_be_visible()
    await expect(page.get_by_role("button", name="批准", exact=True)).not_to_be_enabled()
    return password


async def let_in(desk: Desk, name: str) -> None:
    """What waits stands on the workbench of the security administrator; one decides there or on the account."""
    page = desk.page
    await visit(page, "/")
    await expect(page.get_by_text(name).first).to_be_visible()
    await visit(page, "/users?status=pending")
    await row_of(page, name).get_by_role("link", name=name).or_(row_of(page, name)).first.click()
    await page.get_by_role("button", name="批准", exact=True).last.click()
    await decide(page, "批准")
    await desk.come()


async def decide(page: Page, verb: str, *, reason: str | None = None) -> None:
    """The dialog of a step: its effect in words, a reason, the verb."""
    dialog = page.get_by_role("dialog").filter(has=page.get_by_role("button", name=verb, exact=True)).last
    if reason:
        await dialog.locator("#reason").fill(reason)
    await dialog.get_by_role("button", name=verb, exact=True).click()
    await expect(dialog).to_be_hidden()


async def choose_user(page: Page, label: str, name: str) -> None:
    """An account, found by typing."""
    box = page.get_by_label(label, exact=True)
    await box.click()
    await box.fill(name)
    await page.get_by_title(re.compile(name)).last.click()


async def propose(desk: Desk, name: str, role: str) -> None:
    """提出授权: whoever proposed it reads why the decision is not theirs."""
    page = desk.page
    await visit(page, "/grants/new")
    await choose_user(page, "用户", name)
    await pick(page, "岗位", role)
    await choose_union(page, "授权工会", HOME)
    await page.get_by_role("button", name="提交批准").click()
    drawer = page.get_by_role("complementary")
    await expect(drawer).to_contain_text(f"{name} · {role}")
    await expect(drawer.get_by_role("button", name="批准", exact=True)).not_to_be_enabled()
    await expect(drawer).to_contain_text("另一")
    await desk.picture("accounts-own-proposal")


async def grant(desk: Desk, name: str) -> None:
    """The second security administrator agrees."""
    page = desk.page
    await visit(page, "/grants?status=proposed")
    await row_of(page, name).click()
    await page.get_by_role("complementary").get_by_role("button", name="批准", exact=True).click()
    await decide(page, "批准")
    await expect(page.get_by_role("complementary")).to_contain_text("陆平")


async def first_time(browser: Browser, url: str, login: str, slip: str) -> Page:
    """The slip's password is changed before anything else, and an authenticator bound; then one is in."""
    context = await browser.new_context(viewport=OFFICE_PC, locale="zh-CN")  # type: ignore[arg-type]
    page = await context.new_page()
    await page.goto(url)
    await page.get_by_label("手机号或账号").fill(login)
    await page.get_by_label("密码", exact=True).fill(slip)
    await page.get_by_role("button", name="登录").click()
    await page.get_by_label("新密码", exact=True).fill("short")
    await expect(page.get_by_text("不足 10 位，请加长。")).to_be_visible()
    await page.get_by_label("新密码", exact=True).fill(NEW_PASSWORD)
    await page.get_by_label("再输一遍").fill(NEW_PASSWORD)
    await page.get_by_role("button", name="设置并登录").click()
    inside = page.get_by_role("navigation").get_by_text("工作台")
    binding = page.get_by_role("heading", name="绑定动态口令")
    await inside.or_(binding).first.wait_for()
    if await binding.is_visible():
        await bind(page)
    await inside.wait_for()
    return page


async def bind(page: Page) -> None:
    """Scan, confirm, keep the recovery codes."""
    told: Locator = page.get_by_text("不能扫描时手工输入")
    found = SECRET.search(await told.inner_text())
    assert found
    await page.get_by_label("动态口令").fill(pyotp.TOTP(found[0]).at(int(time.time())))
    await page.get_by_role("button", name="绑定", exact=True).click()
    await page.get_by_role("button", name="已保存，进入系统").click()


async def hand_over(desk: Desk, giver: str, taker: str) -> None:
    """换届移交: what one holds on a union goes to the other, on one day."""
    page = desk.page
    await visit(page, "/grants/handover")
    await choose_user(page, "移出人", giver)
    await choose_user(page, "接任人", taker)
    await pick(page, "授权工会", HOME)
    await pick(page, "岗位", "干事")
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="提交批准").click()
    await expect(page.get_by_role("complementary")).to_contain_text(f"{giver} → {taker}")
    await desk.picture("accounts-hand-over")


async def take_hand_over(desk: Desk, giver: str, taker: str) -> None:
    """Agreed by the second administrator from the workbench's list."""
    page = desk.page
    await visit(page, "/grants?list=handovers")
    await row_of(page, giver, taker).click()
    await page.get_by_role("complementary").get_by_role("button", name="批准", exact=True).click()
    await decide(page, "批准")
    await visit(page, "/users")
    await expect(row_of(page, taker)).to_contain_text("干事")
    await expect(row_of(page, giver)).to_contain_text("没有岗位")


async def read_the_record(desk: Desk) -> None:
    """严正 finds what 陆平 did by the name, opens one, and computes the chain again."""
    page = desk.page
    await visit(page, "/audit")
    await page.get_by_placeholder("姓名、请求号或网络地址").fill("陆平")
    await expect(row_of(page, "陆平批准把岗位移交给“韩露”")).to_be_visible()
    # The rows of before stay until those that fit have come.
    await expect(page.locator("tbody tr:visible").filter(has_not_text="陆平")).to_have_count(0)
    await row_of(page, "移交").click()
    await page.keyboard.press("Enter")
    drawer = page.get_by_role("complementary")
    await expect(drawer).to_contain_text("陆平")
    await desk.picture("accounts-record")
    await page.keyboard.press("Escape")
    await page.get_by_role("tab", name="封存与校验").or_(page.get_by_text("封存与校验")).first.click()
    await page.get_by_role("button", name="校验审计链").click()
    await expect(page.get_by_text(re.compile("链条完整：核验 "))).to_be_visible(timeout=60_000)
    await desk.picture("accounts-chain")
