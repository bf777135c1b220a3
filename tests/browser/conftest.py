"""The product as a newcomer starts it, and a real Chromium in front of it."""

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pyotp
import pytest
from playwright.async_api import Browser, BrowserContext, Locator, Page, Request, async_playwright

from backend.db.cluster import Embedded

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START = 240.0
OFFICE_PC = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
STILL = 6
"""Looks, 20 ms apart."""


@dataclass(frozen=True)
class Product:
    """A running `./dev run`: where it is, and who lives in its demo city."""

    url: str
    people: dict[str, dict[str, Any]]
    cluster: Embedded
    log: Path

    def clear_the_desks(self) -> None:
        """Nobody has tabs, drafts, views, habits or news of before: each test begins at the workbench, in Chinese."""
        with psycopg.connect(self.cluster.url("superuser")) as superuser:
            superuser.execute("delete from preference")
            superuser.execute("delete from saved_view")
            superuser.execute("update job set seen_at = ended_at where ended_at is not null")
            superuser.execute("update user_account set language = 'zh' where language <> 'zh'")

    def person(self, name: str) -> dict[str, Any]:
        """The demo account of somebody, by name."""
        return self.people[name]


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    data = tmp_path_factory.mktemp("product") / "data"
    for folder in (data.parent, *data.parents[1:3]):
        folder.chmod(0o755)
    port = _free_port()
    environment = os.environ | {
        "UNIONHOME_DATA": str(data),
        "UNIONHOME_PORT": str(port),
        "UNIONHOME_ENVIRONMENT": "demo",
        "UNIONHOME_LOG_LEVEL": "warning",
    }
    log = (data.parent / "run.log").open("w")
    process = subprocess.Popen(
        [sys.executable, "-m", "backend.cli", "run"], cwd=ROOT, env=environment, stdout=log, stderr=log
    )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_until_ready(process, url, Path(log.name))
        people = {person["name"]: person for person in json.loads((data / "demo-accounts.json").read_text())}
        cluster = Embedded(data / "postgres")
        cluster.start()
        yield Product(url=url, people=people, cluster=cluster, log=Path(log.name))
        cluster.stop()
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)
        log.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[Any]:
    """What went wrong on a screen may have its reason in the server: its last words stand with the failure."""
    report = yield
    started = getattr(item, "funcargs", {}).get("product")
    if report.failed and started is not None:
        report.longrepr.addsection("the server's log", started.log.read_text()[-4_000:])
    return report


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    until = time.monotonic() + START
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{url}/health/ready", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the product did not start:\n{log.read_text()[-4000:]}")


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    path = os.environ.get("UNIONHOME_CHROMIUM", "/usr/bin/chromium")
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        await started.close()


@dataclass
class Desk:
    """One person at one screen."""

    page: Page
    context: BrowserContext
    problems: list[str]
    asked: set[Request] = field(default_factory=set)
    """What this screen waits for."""
    login: str = ""
    """Whose it is."""

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.asked.add(request))
        self.page.on("requestfinished", lambda request: self.asked.discard(request))
        self.page.on("requestfailed", lambda request: self.asked.discard(request))

    async def come(self) -> None:
        """Wait until what the page shows has come: nothing is asked for, and nothing was for a little while.

        A page asks within a few frames of being drawn; the half second that Playwright calls idle, on every page of
        every person, was the longest part of the suite.
        """
        still = 0
        while still < STILL:
            await asyncio.sleep(0.02)
            still = 0 if self.asked else still + 1

    async def picture(self, name: str) -> None:
        """A screenshot for people to look at."""
        folder = os.environ.get("UNIONHOME_PICTURES")
        if folder:
            await self.page.screenshot(path=f"{folder}/{name}.png")


@pytest.fixture
async def sit_down(product: Product, browser: Browser) -> AsyncIterator[Callable[..., Any]]:
    """`desk = await sit_down("何静")` — a fresh browser, signed in as a person of the demo city."""
    desks: list[Desk] = []
    product.clear_the_desks()

    async def open_desk(name: str | None = None, *, viewport: dict[str, int] = OFFICE_PC) -> Desk:
        context = await browser.new_context(viewport=viewport, locale="zh-CN")  # type: ignore[arg-type]
        await context.add_cookies(_entered.pop(product.person(name)["login"], []) if name is not None else [])
        page = await context.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on(
            "console",
            lambda message: (
                problems.append(f"{message.text} {message.location['url']}")
                if message.type == "error" and not re.search(r"status of (401|404|409|412|422)", message.text)
                else None
            ),
        )
        desk = Desk(page=page, context=context, problems=problems)
        desks.append(desk)
        await page.goto(product.url)
        if name is not None:
            await come_in(desk, product.person(name))
        return desk

    yield open_desk
    for desk in desks:
        if desk.login:
            _entered[desk.login] = await desk.context.cookies()
        await desk.context.close()
    assert [problem for desk in desks for problem in desk.problems] == []


_entered: dict[str, list[Any]] = {}
"""The cookies of whoever was in when the last test ended, by login: half a minute goes by between two codes of one
person, and most tests are not about signing in. The product forgets nothing else of them, and the browser all."""


async def come_in(desk: Desk, person: dict[str, Any]) -> None:
    """As somebody who was in a moment ago and opens a new window, or else through the door."""
    desk.login = person["login"]
    page = desk.page
    inside = page.get_by_role("navigation").get_by_text("工作台")
    await page.get_by_label("手机号或账号").or_(inside).first.wait_for()
    if not await inside.is_visible():
        await sign_in(page, person)


_last_step: dict[str, int] = {}


async def _fresh_code(person: dict[str, Any]) -> str:
    """A one-time code that this person has not used: each is good once, so the next one may have to be waited for."""
    step = int(time.time()) // 30
    if _last_step.get(person["login"]) == step:
        await asyncio.sleep((step + 1) * 30 - time.time() + 0.5)
        step += 1
    _last_step[person["login"]] = step
    return pyotp.TOTP(person["totp_secret"]).at(step * 30)


async def sign_in(page: Page, person: dict[str, Any], *, arrived: Locator | None = None) -> None:
    """Through the sign-in page, as a person does it. `arrived` shows that they are in: usually the navigation."""
    await page.get_by_label("手机号或账号").fill(person["login"])
    await page.get_by_label("密码", exact=True).fill(person["password"])
    await page.get_by_role("button", name="登录").click()
    code = page.get_by_label("动态口令")
    workbench = arrived or page.get_by_role("navigation").get_by_text("工作台")
    await code.or_(workbench).first.wait_for()
    if await code.is_visible():
        await code.fill(await _fresh_code(person))
        await page.get_by_role("button", name="继续").or_(page.get_by_role("button", name="登录")).first.click()
    await workbench.wait_for()
