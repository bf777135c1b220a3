"""Visits as officers make them: planned from the list in three clicks, written like a spreadsheet, printed, done on the phone
(AID-13; issue 4 section 6; ui.md 2.3)."""

import io
import re
from collections.abc import Callable
from typing import Any

from docx import Document
from playwright.async_api import FrameLocator, Locator, Page, expect

from tests.api.test_files import picture
from tests.browser.conftest import PHONE, Desk, Product
from tests.browser.test_phone import sign_in_narrow
from tests.browser.test_story import choose_union, pick, visit

FINGER = 44
ROWS = "main table:visible tbody tr:not(:has([scope=rowgroup]))"
"""Whom a plan goes to; the names of the teams stand between them."""


async def fits(page: Page, width: int) -> None:
    """The page is not pushed sideways."""
    assert await page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert await page.evaluate("() => document.querySelector('main')?.scrollWidth ?? 0") <= width


async def paste(cell: Locator, text: str) -> None:
    """As a spreadsheet's block arrives."""
    await cell.focus()
    await cell.evaluate(
        """(field, text) => {
          const data = new DataTransfer();
          data.setData('text/plain', text);
          field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        text,
    )


async def sign(page: Page | FrameLocator) -> None:
    """A stroke with the finger."""
    board = page.get_by_role("img", name="签名区")
    await board.scroll_into_view_if_needed()
    box = await board.bounding_box()
    assert box
    mouse = page.mouse  # type: ignore[union-attr]
    await mouse.move(box["x"] + 40, box["y"] + 60)
    await mouse.down()
    for step in range(12):
        await mouse.move(box["x"] + 40 + 15 * step, box["y"] + 60 + 30 * (step % 2))
    await mouse.up()
    await page.get_by_role("button", name="确认签名").click()
    await page.get_by_text("已签名").wait_for()


async def test_from_the_list_to_the_door(product: Product, sit_down: Callable[..., Any]) -> None:
    """何静 plans in three clicks, pastes amounts, prints, settles; 李梅 photographs at the first door and has it signed."""
    desk: Desk = await sit_down("何静")
    page = desk.page
    await visit(page, "/visits")
    await page.get_by_role("button", name="安排走访").click()
    await page.get_by_role("button", name="生成安排").click()
    await page.wait_for_url(re.compile(r"/visits/[0-9a-f-]{36}$"))
    rows = page.locator(ROWS)
    await rows.first.wait_for()
    count = await rows.count()
    assert count >= 4
    assert await page.get_by_role("rowgroup", name=re.compile("第.组")).count() == 2
    await desk.picture("visit-plan")

    await paste(
        page.get_by_label(re.compile("慰问金（元）$")).first, "800\t大米 2、食用油 1\t260\n1,000\t棉被 1\t180\n"
    )
    await expect(page.get_by_role("button", name="保存 2 行")).to_be_visible()
    await page.get_by_label(re.compile("慰问金（元）$")).nth(2).fill("五百")
    await expect(page.get_by_text("1 行有金额、日期或时间写得不对")).to_be_visible()
    await page.get_by_label(re.compile("慰问金（元）$")).nth(2).fill("500")
    # What is not saved is neither lost at a look at the other view nor left behind by the next step.
    await page.get_by_role("tab", name="安排与完成").click()
    await page.get_by_role("tab", name=re.compile("^慰问安排表")).click()
    await expect(page.get_by_role("button", name="确定安排")).to_be_disabled()
    await page.get_by_role("button", name="保存 2 行").click()
    await expect(page.get_by_role("button", name=re.compile("^保存"))).to_have_count(0)
    await expect(
        page.get_by_text("大米 2、食用油 1").or_(page.locator("input[value='大米 2、食用油 1']")).first
    ).to_be_visible()

    await page.get_by_role("button", name="小组与领导").click()
    await page.get_by_label("第一组的带队领导").fill("林国栋 副县长")
    await page.get_by_label("第一组的参加单位").fill("县总工会、县人社局")
    await page.get_by_role("button", name="保存小组").click()
    await expect(page.get_by_text("带队：林国栋 副县长")).to_be_visible()
    await desk.picture("visit-grid")

    await page.get_by_role("button", name="打印安排表").click()
    async with page.expect_download() as downloading:
        await page.get_by_role("button", name="Word 文档").click()
    downloaded = await (await downloading.value).path()
    document = Document(io.BytesIO(downloaded.read_bytes()))
    assert document.tables[0].cell(1, 6).text == "林国栋 副县长"
    assert document.tables[0].cell(1, 4).text == "800"
    await page.get_by_role("button", name="关闭", exact=True).click()

    await page.get_by_role("button", name="确定安排").click()
    await page.get_by_role("dialog").get_by_role("button", name="确定安排").click()
    await expect(page.get_by_role("link", name="去走访")).to_be_visible()
    address = "/" + page.url.split("/", 3)[3]

    phone: Desk = await sit_down(viewport=PHONE)
    await sign_in_narrow(phone.page, product.person("李梅"))
    await at_the_door(phone, address)

    await visit(page, "/visits")
    await visit(page, address)
    await desk.picture("visit-again")
    await page.get_by_role("tab", name="安排与完成").click()
    await expect(page.get_by_text(re.compile(rf"已走访 1/{count} 户")).first).to_be_visible()
    await desk.picture("visit-progress")
    await visit(page, "/visits?view=concerns")
    await (
        page.get_by_role("row")
        .filter(has_text="屋顶漏雨")
        .filter(has_not_text="入冬前")
        .get_by_role("button", name="答复", exact=True)
        .click()
    )
    await page.get_by_label("怎么解决的").fill("已联系社区维修，本周完成。")
    await page.get_by_role("dialog").get_by_role("button", name="答复", exact=True).click()
    await expect(page.get_by_text("屋顶漏雨", exact=True)).to_have_count(0)


async def at_the_door(phone: Desk, address: str) -> None:
    """On 390 pixels: a big button for each door; what is half typed survives a reload; the form is sent once."""
    page = phone.page
    await page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + address + "/do")
    first = page.locator("main li button:visible").first
    await first.wait_for()
    box = await first.bounding_box()
    assert box
    assert box["height"] >= 2 * FINGER
    await fits(page, PHONE["width"])
    await phone.picture("visit-doors")
    name = await first.locator("b").inner_text()
    await first.click()
    await expect(page.get_by_role("heading", name=name)).to_be_visible()
    await page.get_by_label("听到的情况").fill("老人精神尚好")
    async with page.expect_response(lambda answer: "preference" in answer.url or "draft" in answer.url, timeout=15_000):
        await page.get_by_label("待解决的问题（没有不填）").fill("屋顶漏雨")
    await page.reload()
    await page.locator("main li button:visible").first.click()
    await expect(page.get_by_label("听到的情况")).to_have_value("老人精神尚好")
    await page.get_by_label("拍照").set_input_files(
        {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": picture("JPEG")}
    )
    await expect(page.get_by_text("已拍 1 张")).to_be_visible()
    await sign(page)
    await fits(page, PHONE["width"])
    await phone.picture("visit-door")
    await page.get_by_role("button", name="提交", exact=True).click()
    await expect(page.locator("main li button:visible").first).to_contain_text("已走访")
    await phone.picture("visit-done")


async def test_birthdays_of_a_month_and_a_member_in_hospital(sit_down: Callable[..., Any]) -> None:
    """何静 goes from 本月生日 to the plan in two clicks, and from a member's page to a visit at 婚、丧、病 (MBR-03)."""
    desk: Desk = await sit_down("何静")
    page = desk.page
    await visit(page, "/members?status=active,retained&birthday=6&view=birthday")
    await expect(page.locator("tbody tr:visible").first).to_be_visible()
    await page.get_by_role("button", name="安排生日慰问").click()
    await expect(page.get_by_label("名称", exact=True)).to_have_value(re.compile("6 月会员生日慰问"))
    await desk.picture("visits-birthdays")
    await choose_union(page, "其下的工会", "青溪纺织有限公司工会")
    await page.get_by_label(re.compile("^每户慰问品(?!价值)")).fill("蛋糕券 1")
    await page.get_by_role("button", name="生成安排").click()
    await expect(page.get_by_role("heading", name=re.compile("6 月会员生日慰问"))).to_be_visible()
    await expect(page.locator(ROWS).first.locator("option:checked")).to_have_text(["会员"])
    await desk.picture("visits-birthdays-plan")

    await visit(page, "/members?status=active")
    name = await page.locator("tbody a:visible").first.inner_text()
    await page.locator("tbody a:visible").first.click()
    await page.get_by_role("button", name="安排慰问", exact=True).click()
    await expect(page.get_by_role("textbox", name="会员", exact=True)).to_have_value(name)
    await pick(page, "时机", "会员及直系亲属患病住院")
    await desk.picture("visits-one-member")
    await page.get_by_role("button", name="生成安排").click()
    await expect(page.get_by_role("heading", name=f"慰问会员{name}")).to_be_visible()
    await expect(page.get_by_text(name).first).to_be_visible()
