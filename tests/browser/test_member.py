"""The screens of one member that the story does not pass: photo and card, a merge and its undoing, the page of the code."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import uuid4

from PIL import Image
from playwright.async_api import Page, expect

from tests.browser.conftest import Desk, Product
from tests.browser.test_story import visit
from tests.people import id_number

SMALL_PHONE = {"width": 375, "height": 667}


class Hand:
    """Requests with the session of a page: what is entered beforehand is not what the test looks at."""

    def __init__(self, page: Page, headers: dict[str, str]) -> None:
        self.page = page
        self.headers = {name: headers[name] for name in headers if name in ("authorization", "unionhome-scope")}

    async def post(self, path: str, body: Any, **headers: str) -> Any:
        url = self.page.url.split("/", 3)
        answer = await self.page.request.post(
            f"{url[0]}//{url[2]}/api/v1{path}",
            data=body,
            headers=self.headers | {"Idempotency-Key": str(uuid4())} | headers,
        )
        assert answer.ok, await answer.text()
        return await answer.json()

    async def get(self, path: str) -> Any:
        url = self.page.url.split("/", 3)
        answer = await self.page.request.get(f"{url[0]}//{url[2]}/api/v1{path}", headers=self.headers)
        assert answer.ok, await answer.text()
        return await answer.json()


async def hand_of(page: Page, url: str) -> Hand:
    async with page.expect_request(lambda request: "/api/v1/members" in request.url) as asked:
        await page.goto(f"{url}/members")
    return Hand(page, await (await asked.value).all_headers())


async def joined(hand: Hand, union: str, name: str) -> Any:
    body = {"name": name, "id_number": id_number(area="430621"), "organization_id": union, "education": "college"}
    entered = await hand.post("/members?submit=true", body)
    version = {"If-Match": f'"v{entered["version"]}"'}
    return await hand.post(f"/members/{entered['id']}/steps", {"step": "approve"}, **version)


def portrait() -> bytes:
    memory = BytesIO()
    Image.new("RGB", (600, 840), "steelblue").save(memory, "JPEG")
    return memory.getvalue()


async def test_photo_card_and_the_page_of_the_code(product: Product, sit_down: Callable[..., Any]) -> None:
    """Issue 2 section 4: a photo on the page and the card; the code opens a page for anybody, on a small phone."""
    desk = await sit_down("何静")
    page = desk.page
    hand = await hand_of(page, product.url)
    union = (await hand.get("/organizations?q=青溪纺织&limit=1"))["items"][0]["id"]
    member = await joined(hand, union, "欧阳证明")
    await page.goto(f"{product.url}/members/{member['id']}")
    await page.get_by_text("未上传照片").wait_for()
    chosen = {"name": "照片.jpg", "mimeType": "image/jpeg", "buffer": portrait()}
    await page.locator("input[type=file]").set_input_files(chosen)
    await page.get_by_role("img", name="欧阳证明 的照片").wait_for()
    await page.get_by_role("button", name="更多办理").click()
    await page.get_by_role("menuitem", name="会员证").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_alt_text("会员证二维码").wait_for()
    assert await dialog.get_by_role("img", name="欧阳证明 的照片").count() == 1
    await desk.picture("card")
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="移除").click()
    await page.get_by_role("dialog").get_by_role("button", name="移除").click()
    await page.get_by_text("未上传照片").wait_for()

    code = (await hand.get(f"/members/{member['id']}/card"))["payload"]
    stranger = await sit_down(viewport=SMALL_PHONE)
    # The sign-in page that everybody begins with must have gone quiet, or its last requests count.
    await stranger.page.goto("about:blank")
    asked: list[str] = []
    stranger.page.on("request", lambda request: asked.append(request.url))
    await stranger.page.goto(code)
    assert await stranger.page.get_by_role("heading", name="会员证有效").is_visible()
    for said in ("欧**明", "青溪纺织有限公司工会"):
        assert await stranger.page.get_by_text(said).is_visible()
    # One request and no more, and nothing to push sideways.
    assert [url for url in asked if not url.endswith("/favicon.ico")] == [code]
    assert await stranger.page.evaluate("document.documentElement.scrollWidth") == SMALL_PHONE["width"]
    await stranger.picture("card-page")
    await stranger.page.get_by_role("link", name="English").click()
    assert await stranger.page.get_by_role("heading", name="Valid card").is_visible()
    await stranger.page.goto(code[:-3] + "AAA")
    assert await stranger.page.get_by_role("heading", name="无法核验").is_visible()
    assert await stranger.page.get_by_text("青溪纺织").count() == 0
    await stranger.picture("card-page-unknown")


async def test_a_merge_and_its_undoing(product: Product, sit_down: Callable[..., Any]) -> None:
    """ui.md, /members/dupes: side by side, pick per field, and for thirty days both files again."""
    desk = await sit_down("何静")
    page = desk.page
    hand = await hand_of(page, product.url)
    unions = (await hand.get("/organizations?level=4&limit=2"))["items"]
    one, other = [await joined(hand, union["id"], "司徒重复") for union in unions]
    await page.goto(f"{product.url}/members/duplicates")
    await page.get_by_role("button", name="司徒重复").click()
    await desk.picture("duplicates")
    await page.get_by_role("button", name="合并", exact=True).click()
    await page.get_by_role("dialog").get_by_text("30 天内可以撤销").wait_for()
    await page.get_by_role("dialog").get_by_role("button", name="合并", exact=True).click()
    await page.get_by_role("dialog").wait_for(state="hidden")
    await page.get_by_text("近 30 天的合并").first.click()
    await page.get_by_text("还剩 30 天").wait_for()
    await desk.picture("merges")
    await page.get_by_role("button", name="撤销", exact=True).click()
    await page.get_by_role("dialog").get_by_role("button", name="撤销合并").click()
    await page.get_by_text("已由 何静 撤销").wait_for()
    for file in (one, other):
        assert (await hand.get(f"/members/{file['id']}"))["status"] == "active"
    await page.get_by_text("同名同生日").first.click()
    await page.get_by_role("button", name="司徒重复").wait_for()


async def test_the_limit_of_a_day_is_lifted(sit_down: Callable[..., Any]) -> None:
    """trust.md A-08: 杜衡 opens a member; 沈安 sees of how many people that account was told, and lifts the limit of today."""
    officer: Desk = await sit_down("杜衡")
    await visit(officer.page, "/members")
    async with officer.page.expect_response(re.compile(r"/api/v1/members/[0-9a-f-]{36}$")):
        await officer.page.locator("tbody a[href^='/members/']").first.click()
    desk: Desk = await sit_down("沈安")
    page = desk.page
    await visit(page, "/users?q=杜衡")
    await page.get_by_role("row").filter(has_text="duheng").click()
    account = await page.get_by_role("complementary").get_by_role("link", name="杜衡").get_attribute("href")
    assert account is not None
    await visit(page, account)
    main = page.locator("main:visible")
    await expect(main.get_by_text(re.compile(r"^[1-9]\d* 人.*上限 2,000 人"))).to_be_visible()
    await main.get_by_role("button", name="放开今日上限").click()
    dialog = page.get_by_role("dialog")
    verb = dialog.get_by_role("button", name="放开今日上限")
    await expect(verb).to_be_disabled()
    await dialog.get_by_label("原因").fill("年终集中复核困难职工档案")
    await desk.picture("sighting-leave")
    await verb.click()
    await expect(main.get_by_text("沈安 已放开今天的上限：年终集中复核困难职工档案")).to_be_visible()
    await expect(main.get_by_role("button", name="放开今日上限")).to_have_count(0)
    await desk.picture("sighting-lifted")
