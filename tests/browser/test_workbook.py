"""From a workbook as messy as an office's own to a figure of the city, and to the very people behind it.

Issue 3 section 7, played on a product started as a newcomer starts it (ORG-11, MBR-01, IND-01, RPT-01).
"""

import asyncio
import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import openpyxl
from playwright.async_api import Locator, Page, expect

from tests import planted
from tests.browser.conftest import Desk
from tests.browser.test_open import make_client
from tests.browser.test_routes import open_door
from tests.browser.test_story import choose_union, found_union, visit
from tests.programs import found

UNION = "青溪宏远纺织集团有限公司工会"
ROWS, ERRORS = 10_000, 150
FIRST = 200_000
"""The people of the workbook are numbered from here: nobody of another story."""
SOMEBODY = FIRST + 4_321
LONG = 180_000
"""Milliseconds that ten thousand rows may take on a busy machine."""


async def test_a_messy_workbook_becomes_a_figure_with_its_people(sit_down: Callable[..., Any], tmp_path: Path) -> None:
    """何静 brings ten thousand rows with 150 errors, mends them in her own file, and the city sees 10,000 more."""
    city: Desk = await sit_down("周明")
    before = await members_of_the_city(city.page)
    await opens_its_list(city.page, figure_of_members(city.page))

    county: Desk = await sit_down("何静")
    await found_union(county.page, UNION)
    await take_in(county.page, tmp_path)
    await county.picture("imported")

    assert await members_of_the_city(city.page) == before + ROWS
    await city.picture("figures")
    await open_people_of_the_city(city.page)
    await open_the_people(county.page)
    await county.picture("people")

    integrator: Desk = await sit_down("季琳")
    await open_door(integrator, "/open")
    id, secret = await make_client(integrator.page, integrator, "统计局年鉴系统")
    await pull(integrator.page.url.split("/open")[0], id, secret, told=before + ROWS)

    neighbour: Desk = await sit_down("田野")
    await visit(neighbour.page, "/members")
    await neighbour.page.get_by_placeholder("姓名、首字母、尾号").fill(planted.clean(SOMEBODY)["姓名"])
    await expect(neighbour.page.locator("tr:visible").filter(has_text=UNION)).to_have_count(0)


async def take_in(page: Page, folder: Path) -> None:
    """The clean rows first; then the same file with its errors marked, mended, and brought back into the same import."""
    content, errors = planted.roster(ROWS, errors=ERRORS, branches=("",), first=FIRST)
    file = folder / "职工名册（2026年11月核对）.xlsx"
    file.write_bytes(content)
    await visit(page, "/import/members")
    await choose_union(page, "花名册所属的工会", UNION)
    await page.locator("input[type=file]").set_input_files(file)
    await page.get_by_role("button", name="上传并检查").click()
    take = page.get_by_role("button", name=f"只导入无误的 {ROWS - ERRORS:,} 行")
    await expect(take).to_be_enabled(timeout=LONG)
    await take.click()
    await expect(page.get_by_text(f"已新增 {ROWS - ERRORS:,} 人")).to_be_visible(timeout=LONG)

    async with page.expect_download(timeout=LONG) as coming:
        await page.get_by_role("button", name="下载标好错误的原表").click()
    mended = folder / "错误标注.xlsx"
    await (await coming.value).save_as(mended)
    mend(mended, errors)
    await page.locator("input[type=file]").set_input_files(mended)
    take = page.get_by_role("button", name=re.compile(rf"导入.* {ERRORS} 行"))
    await expect(take).to_be_enabled(timeout=LONG)
    await take.click()
    await expect(page.get_by_text(f"已新增 {ROWS:,} 人")).to_be_visible(timeout=LONG)
    await expect(page.get_by_text("行不会写入")).to_have_count(0)


def mend(workbook: Path, errors: Iterable[int]) -> None:
    """What somebody at a desk does to the marked cells: writes what should have stood there, or nothing."""
    book = openpyxl.load_workbook(workbook)
    sheet = book.worksheets[0]
    faulty = {title for change, _column, _code in planted.KINDS for title in change}
    columns = {cell.value: cell.column for cell in sheet[2] if cell.value in faulty}
    for line in errors:
        right = planted.clean(FIRST + line - 3, branches=("",))
        for title, column in columns.items():
            sheet.cell(line, column).value = right.get(title)
    book.save(workbook)


async def pull(product: str, id: str, secret: str, *, told: int) -> None:
    """An integrator's curl: a token, the figure in its step of five, and nothing new by its ETag."""
    token = json.loads(
        await curl("-u", f"{id}:{secret}", "-d", "grant_type=client_credentials", f"{product}/api/v1/oauth/token")
    )
    asked = (
        *("-i", "-H", f"Authorization: Bearer {token['access_token']}"),
        f"{product}/api/v1/stats/datasets/members?measures=members",
    )
    head, body = (await curl(*asked)).split("\r\n\r\n", 1)
    assert abs(json.loads(body)["items"][0]["value"] - told) < 5
    tag = re.search(r"(?im)^etag: (.+?)\r?$", head)
    assert tag is not None
    assert (await curl(*asked, "-H", f"If-None-Match: {tag[1]}")).split()[1] == "304"


async def curl(*arguments: str) -> str:
    """What curl prints."""
    running = await asyncio.create_subprocess_exec(
        found("curl", "curl"), "-s", "-S", *arguments, stdout=asyncio.subprocess.PIPE
    )
    printed, _errors = await running.communicate()
    assert running.returncode == 0
    return printed.decode()


async def members_of_the_city(page: Page) -> int:
    """The figure of the statistics page."""
    await visit(page, "/stats")
    figure = figure_of_members(page)
    await expect(figure).to_be_visible()
    told = re.match(r"会员\s*([\d,]+)", await figure.inner_text())
    assert told is not None
    return int(told[1].replace(",", ""))


def figure_of_members(page: Page) -> Locator:
    """The figure as it stands on the screen, which is a link to its list."""
    return page.locator("a[href*='/members']:visible").filter(has_text=re.compile(r"^会员[\d,]+"))


async def open_people_of_the_city(page: Page) -> None:
    """Figures of the city after the import, all members and those with a bachelor's degree: one click opens each one's list,
    as long as the figure says, the new ones in it."""
    newcomers = [planted.clean(FIRST + number, branches=("",)) for number in range(ROWS)]
    graduate = next(each["姓名"] for each in newcomers if each["学历"] == "大学本科")
    graduates = page.locator("main a[href*='bachelor']:visible").first
    for figure, name in ((figure_of_members(page), newcomers[0]["姓名"]), (graduates, graduate)):
        await visit(page, "/stats")
        await opens_its_list(page, figure)
        await page.get_by_placeholder("姓名、首字母、尾号").locator("visible=true").fill(name)
        await expect(page.locator("tr:visible").filter(has_text=name).filter(has_text=UNION).first).to_be_visible()
        await page.get_by_placeholder("姓名、首字母、尾号").locator("visible=true").fill("")


async def opens_its_list(page: Page, figure: Locator) -> None:
    """One click on a figure, read from the screen, opens a list of exactly so many people."""
    told = re.search(r"[\d,]+", await figure.inner_text())
    assert told is not None
    assert told[0] != "0"
    await figure.click()
    await page.wait_for_url(re.compile("/members"))
    length = page.get_by_text(re.compile(rf"(^|\D){told[0]} *人")).locator("visible=true").first
    await expect(length).to_be_visible()


async def open_the_people(page: Page) -> None:
    """The figure of the union is a door to its list, as long as the figure says."""
    await visit(page, "/organizations")
    await page.get_by_role("link", name=UNION).first.click()
    await expect(page.get_by_role("heading", name=UNION)).to_be_visible()
    await page.get_by_role("link", name=f"{ROWS:,}").first.click()
    await expect(page.get_by_text(re.compile(rf"{ROWS:,} *人")).locator("visible=true").first).to_be_visible()
    await expect(page.locator("tr:visible").filter(has_text=UNION).first).to_be_visible()
