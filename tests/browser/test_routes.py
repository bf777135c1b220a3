"""Every page of the navigation, as every kind of person, in both languages.

No console error, no raw text key, nothing Chinese in the frame's own English, and nobody sees a door that is not theirs
(ROL-01 to ROL-08, ui.md 1.5 row 34).
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Desk, Product

FEATURES = Path(__file__).resolve().parents[2] / "frontend" / "staff" / "src" / "features"

OFFICER = {
    "/",
    "/stats",
    "/stats/aid",
    "/targets",
    "/qualifications",
    "/reports",
    "/duties",
    "/reports/builder",
    "/organizations",
    "/officers",
    "/members",
    "/transfers",
    "/members/duplicates",
    "/member-batches",
    "/import/members",
    "/employers",
    "/employers/coverage",
    "/lines",
    "/aid/cases",
    "/aid/programs",
    "/aid-applications",
    "/households",
    "/visits",
    "/aid-policies",
    "/aid/needs",
    "/aid/stations",
    "/aid/notices",
    "/aid/mutual",
    "/aid/payments",
    "/aid/savings",
    "/aid/summaries",
    "/funds",
    "/funds/budget",
    "/funds/remittances",
    "/funds/ledger",
    "/aid/reconciliations",
    "/aid/bank-accounts",
    "/vouchers",
    "/funds/goods",
    "/pairings",
    "/papers",
    "/return-trips",
    "/settings",
    "/work-calendar",
}
READER = OFFICER - {"/members/duplicates", "/member-batches", "/import/members"}
COUNTY = OFFICER | {"/open", "/aid/balance"}
"""Final lists are made by the county and the city."""
ADMINISTRATOR = {"/", "/organizations", "/users", "/grants", "/roles", "/settings", "/work-calendar"}
SEES = {
    "周明": COUNTY | {"/stats/recounts"},
    "赵建军": COUNTY | {"/stats/recounts"},
    "何静": COUNTY,
    "杜衡": COUNTY,
    "田野": COUNTY,
    "李梅": OFFICER,
    "方秀云": OFFICER,
    # A line has no employers that no union covers, so no coverage to look at; targets, judgements, reports and duties go by places.
    "林姣": OFFICER - {"/employers/coverage", "/targets", "/qualifications", "/reports", "/duties"},
    "郑海": READER | {"/open", "/examination"},
    # Whoever keeps the money sees the whole way to it, and settles nothing on it.
    "孙丽": READER | {"/examination"},
    "钱薇": READER | {"/examination"},
    "陈立新": ADMINISTRATOR,
    "沈安": ADMINISTRATOR,
    "陆平": ADMINISTRATOR,
    "严正": {"/", "/audit", "/settings", "/work-calendar"},
    "季琳": {"/", "/open", "/organizations", "/settings", "/work-calendar"},
}
NAMESPACES = ("app", "ui", *(words.parent.name for words in FEATURES.glob("*/words")))
RAW_KEY = re.compile(rf"\b(?:{'|'.join(NAMESPACES)}):[a-z_]+(?:\.[a-z_]+)*\b")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# What the frame and the parts of a page say themselves; names of unions and people stay as they are written.
OWN_WORDS = (
    "nav a, nav button, [role=tablist] [role=tab], main h1, main thead th, main label, main legend, main search button"
)


NAVIGATION = "nav >> nth=0"
"""By its tag and not by its role: to find a role, all that forty open tabs hold is asked what it is, 60 ms a time."""

ALIKE = {"杜衡": "何静", "田野": "何静", "钱薇": "孙丽", "陆平": "沈安"}
"""Who has the role and the level of another, and so the same pages of another union."""
KINDS = [name for name in SEES if name not in ALIKE]
WALKS = {
    name: (SEES[name], SEES[name] - {door for other in KINDS[:at] for door in SEES[other]})
    for at, name in enumerate(KINDS)
}
"""Where each walks in Chinese, and in English: words are the same whoever reads them, so no page is read twice."""


@pytest.mark.parametrize("name", ALIKE)
async def test_the_doors(sit_down: Callable[..., Any], name: str) -> None:
    """The navigation of a role leads to its doors and nowhere else; of the others, their walk asks it."""
    desk: Desk = await sit_down(name)
    assert set(await doors_of(desk.page)) == SEES[name]


@pytest.mark.parametrize("name", WALKS)
async def test_every_page_of_the_navigation(product: Product, sit_down: Callable[..., Any], name: str) -> None:
    """Each door opens without a fault. `sit_down` checks the console."""
    desk: Desk = await sit_down(name)
    page = desk.page
    in_chinese, in_english = WALKS[name]
    doors = await doors_of(page)
    assert set(doors) == in_chinese
    for door in doors:
        await open_door(desk, door)
        assert RAW_KEY.findall(await page.locator("body").inner_text()) == [], door
        assert await page.locator("main [role=alert]:visible").count() == 0, door

    await speak(page, "English", "en")
    # Data keeps its language: the reader's own union, and the names that the page marks as such.
    data = product.person(name)["organization"]
    for door in [door for door in doors if door in in_english]:
        await open_door(desk, door)
        assert [text for text in await own_words(page) if CHINESE.search(text) and text != data] == [], door
        assert RAW_KEY.findall(await page.locator("body").inner_text()) == [], door


async def own_words(page: Page) -> list[str]:
    """What the frame and the page say, without the names in it (`translate="no"`). What hidden tabs say is passed by in
    the page itself: asked one by one from here, a page of forty tabs takes a second."""
    said: list[str] = await page.evaluate(
        """parts => [...document.querySelectorAll(parts)]
            .filter(element => element.checkVisibility({ visibilityProperty: true }))
            .map(element => {
                const copy = element.cloneNode(true);
                for (const name of copy.querySelectorAll("[translate=no]")) name.remove();
                return copy.textContent;
            })""",
        OWN_WORDS,
    )
    assert said
    return said


async def doors_of(page: Page) -> list[str]:
    """Where the navigation leads, in its order, its groups unfolded in turn: one at a time is open."""
    navigation = page.locator(NAVIGATION)
    await navigation.locator("a").first.wait_for()
    links: dict[str, None] = {}
    for group in await navigation.locator("button[aria-expanded]").all():
        if await group.get_attribute("aria-expanded") == "false":
            await group.click()
            await expect(group).to_have_attribute("aria-expanded", "true")
        links |= {await link.get_attribute("href") or "": None for link in await navigation.locator("a").all()}
    return list(links)


async def open_door(desk: Desk, path: str) -> None:
    """By its entry, and wait until what it shows has come."""
    page = desk.page
    navigation = page.locator(NAVIGATION)
    entry = navigation.locator(f'a[href="{path}"]')
    # All groups, and not the closed ones: which those are changes with each that is opened. Beginning after the open one.
    groups = await navigation.locator("button[aria-expanded]").all()
    is_open = [await group.get_attribute("aria-expanded") == "true" for group in groups]
    after = is_open.index(True) + 1 if True in is_open else 0
    for group in groups[after:] + groups[:after]:
        if await entry.count():
            break
        await group.click()
        await expect(group).to_have_attribute("aria-expanded", "true")
    await entry.click()
    await expect(page).to_have_url(re.compile(f"{re.escape(path)}(\\?.*)?$"))
    await page.locator("main h1:visible, main h2:visible").first.wait_for()
    await desk.come()


async def speak(page: Page, name: str, language: str) -> None:
    """By the menu at the person's name; the server keeps it."""
    await page.get_by_role("banner").get_by_role("button").last.click()
    async with page.expect_response(lambda answer: "/me" in answer.url and answer.request.method == "PATCH"):
        await page.get_by_role("menuitem", name=name).click()
    await expect(page.locator("html")).to_have_attribute("lang", language)
