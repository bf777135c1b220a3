"""Every page of the staff app before axe: nothing serious or critical, as an officer and as the administrators (ui.md part 4, bar 3).

The routes are read from the features, so a new page is looked at from its first day. Lists are looked at in both densities.
"""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from playwright.async_api import Page, Request

from backend.domain.imports.columns import RegisterKind
from tests import workbooks
from tests.browser.conftest import ROOT, Desk, Product
from tests.browser.notices import hang_notice, pair
from tests.browser.test_story import choose_union, visit
from tests.town import today

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
FEATURES = ROOT / "frontend" / "staff" / "src" / "features"
ROUTES = sorted(
    {path for file in FEATURES.glob("*/index.ts*") for path in re.findall(r'path: "(/[^"]*)"', file.read_text())}
)

OFFICER = "周明"
OPEN_PARTS = ("log", "hooks", "messages", "try")
ADMINISTRATORS = {
    "陈立新": (
        "/",
        "/users",
        "/users/new",
        "/users/$id",
        "/grants",
        "/roles",
        "/organizations",
        "/settings",
        "/account",
    ),
    "沈安": ("/users", "/users/$id", "/grants", "/grants/new", "/grants/handover", "/roles", "/organizations/$id"),
    "严正": ("/", "/audit", "/audit?list=seals", "/jobs", "/account"),
    "季琳": ("/", "/open", *(f"/open?list={part}" for part in OPEN_PARTS)),
}
BANNED = ("操作失败", "系统异常", "参数错误", "未知错误")

RUN = """async () => {
  const found = await axe.run(document, { resultTypes: ['violations'] });
  return found.violations
    .filter((one) => ['serious', 'critical'].includes(one.impact))
    .map((one) => `${one.id}: ${one.help}\\n    ` + one.nodes.slice(0, 4).map((node) =>
      node.target.join(' ') + ' ' + node.html.slice(0, 160) + ' ' + (node.any[0]?.message ?? node.all[0]?.message ?? '')).join('\\n    '));
}"""

ASK = """async ([method, path, token]) => {
  const answer = await fetch('/api/v1' + path, { method, headers: { authorization: token } });
  return answer.ok ? await answer.json() : null;
}"""

CHECK = """async ([token, key]) => {
  const headers = { authorization: token, 'content-type': 'application/json', 'idempotency-key': key };
  const body = JSON.stringify({ query: {}, step: { step: 'approve' } });
  return await (await fetch('/api/v1/member-batches', { method: 'POST', headers, body })).json();
}"""

BEGIN = """async ([token, key, year]) => {
  const headers = { authorization: token, 'content-type': 'application/json', 'idempotency-key': key };
  const body = JSON.stringify({ form: 'yearbook', year });
  return await (await fetch('/api/v1/reports', { method: 'POST', headers, body })).json();
}"""

LISTED = {
    "aid/cases": "/aid-cases",
    "aid/notices": "/notices",
    "aid/programs": "/aid-programs",
    "aid/mutual/claims": "/mutual-aid/claims",
    "aid/mutual/enrolments": "/mutual-aid/enrolments",
    "aid/mutual/plans": "/mutual-aid/plans",
    "aid/payments": "/payments",
    "aid/needs": "/needs-surveys",
    "aid/savings": "/mutual-aid/societies",
    "aid/savings/loans": "/mutual-aid/loans",
    "aid/savings/savers": "/mutual-aid/savers",
    "aid/payments/batches": "/payment-batches",
    "aid/reconciliations": "/reconciliations",
    "funds": "/funds",
    "funds/remittances": "/remittances",
    "funds/goods": "/goods-lots",
    "aid-applications": "/aid-applications",
    "households": "/households",
    "vouchers": "/vouchers",
    "duties": "/duties",
    "visits": "/visit-plans",
    "users": "/users",
    "employers": "/employers",
    "examination": "/aid-samples",
    "members": "/members",
    "officers": "/officers",
    "organizations": "/organizations",
    "pairings": "/pairings",
    "papers": "/papers",
    "return-trips": "/return-trips",
    "aid/summaries": "/aid-summaries",
}


NOBODYS = "0196f000-0000-7000-8000-000000000000"
"""For a page of another duty: it says that it is none of this person's."""


class Walk:
    """One person walks through pages, and what axe finds on them is gathered."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.page: Page = desk.page
        self.token = ""
        self.findings: list[str] = []
        self.known: set[str] = set()
        self.problems = desk.problems
        self.page.on("request", self._note)

    def _note(self, request: Request) -> None:
        self.token = request.headers.get("authorization", self.token)

    async def address(self, route: str) -> str:
        """The route with the id of something real in it."""
        route = route.replace("$kind", "members")
        if "$id" not in route:
            return route
        noun = route.split("/$", 1)[0][1:] if route.startswith("/aid/") else route.split("/")[1]
        if noun == "imports":
            return route.replace("$id", await self._import())
        if noun == "reports":
            return route.replace("$id", await self._report())
        if noun == "member-batches":
            return route.replace("$id", await self._batch())
        page = await self.page.evaluate(ASK, ["GET", f"{LISTED[noun]}?limit=1", self.token])
        return route.replace("$id", page["items"][0]["id"] if page and page["items"] else NOBODYS)

    async def _report(self) -> str:
        """The yearbook form of this year, begun if nobody has: most of it is still to be filled."""
        begun = await self.page.evaluate(ASK, ["GET", "/reports?form=yearbook&limit=1", self.token])
        if begun["items"]:
            return str(begun["items"][0]["id"])
        made = await self.page.evaluate(BEGIN, [self.token, str(uuid4()), today().year])
        return str(made["id"])

    async def _import(self) -> str:
        """A roster of three people, handed in as an officer does it."""
        unions = await self.page.evaluate(ASK, ["GET", "/organizations?kind=base_union&limit=1", self.token])
        await visit(self.page, "/import/members")
        await choose_union(self.page, "花名册所属的工会", unions["items"][0]["name"])
        sheet = workbooks.xlsx([workbooks.person(number, 所在分会="") for number in range(3)])
        file = {"name": "花名册.xlsx", "mimeType": "application/octet-stream", "buffer": sheet}
        await self.page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
        await self.page.get_by_role("button", name="上传并检查").click()
        await self.page.wait_for_url("**/imports/*-*")
        return self.page.url.rsplit("/", 1)[-1]

    async def _batch(self) -> str:
        """Everybody in the register, looked at by a job for approval: a few can be approved, most cannot."""
        id: str = (await self.page.evaluate(CHECK, [self.token, str(uuid4())]))["request"]["batch_id"]
        for _ in range(300):
            batch = await self.page.evaluate(ASK, ["GET", f"/member-batches/{id}", self.token])
            if batch["state"] != "checking":
                return id
            await self.page.wait_for_timeout(200)
        raise AssertionError("the check never ended")

    async def look(self, route: str) -> None:
        """Open the page and hold it before axe; a list in its other density too."""
        await visit(self.page, await self.address(route))
        await self._settle()
        await self._hold(route)
        if await self.page.locator("table:visible").count():
            tools = self.page.get_by_role("button", name="行高与列")
            if await tools.count():
                await tools.first.click()
                await self.page.get_by_text("紧凑", exact=True).first.click()
                await self._hold(f"{route} (tight, tools open)")
                await self.page.keyboard.press("Escape")

    async def _settle(self) -> None:
        await self.desk.come()
        await self.page.locator("main").first.wait_for()

    async def _hold(self, where: str) -> None:
        for finding in await self.page.evaluate(RUN):
            # The frame is on every page; what it breaks is told once.
            if finding not in self.known:
                self.findings.append(f"{where}: {finding}")
                self.known.add(finding)
        text = await self.page.evaluate("() => document.body.innerText")
        self.findings += [f"{where}: says {banned}" for banned in BANNED if banned in text]

    def end(self) -> None:
        """Nothing was found."""
        # Pages of other duties are asked for on purpose, and answer 403.
        self.problems[:] = [problem for problem in self.problems if "status of 403" not in problem]
        assert self.findings == [], "\n" + "\n".join(self.findings)


@pytest.fixture
def walk(sit_down: Callable[..., Any]) -> Callable[..., Any]:
    async def begin(name: str | None) -> Walk:
        desk = await sit_down(name)
        await desk.context.add_init_script(path=str(AXE))
        return Walk(desk)

    return begin


def test_the_routes_are_found() -> None:
    """A test that looks at no page would be green for ever."""
    assert len(ROUTES) >= 34
    assert {route for routes in ADMINISTRATORS.values() for route in routes} <= {
        *ROUTES,
        "/audit?list=seals",
        *(f"/open?list={part}" for part in OPEN_PARTS),
    }


async def test_the_door(walk: Callable[..., Any]) -> None:
    """Before anybody is signed in."""
    walked = await walk(None)
    await walked.page.reload()
    await walked.page.get_by_label("手机号或账号").wait_for()
    await walked._hold("sign-in")
    walked.end()


async def test_every_page_as_an_officer(walk: Callable[..., Any], product: Product) -> None:
    """The city's officer; pages of other duties answer with a page that says so, which is looked at as well."""
    hang_notice(product)
    pair(product)
    walked = await walk(OFFICER)
    for route in ROUTES:
        await walked.look(route)
    walked.end()


async def test_the_page_of_every_register(walk: Callable[..., Any]) -> None:
    """Each register's own fields, and the rows of an import (ORG-11)."""
    walked = await walk(OFFICER)
    for kind in RegisterKind:
        await walked.look(f"/import/{kind.value}")
    await walked.look("/imports/$id")
    walked.end()


@pytest.mark.parametrize("name", ADMINISTRATORS)
async def test_pages_of_the_administrators(walk: Callable[..., Any], name: str) -> None:
    walked = await walk(name)
    for route in ADMINISTRATORS[name]:
        await walked.look(route)
    walked.end()
