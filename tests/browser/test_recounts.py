"""A counter that does not say what there is: found, told on the workbench, mended (issue 3 section 3; RPT-01)."""

from collections.abc import Callable
from typing import Any

import psycopg
from playwright.async_api import expect

from tests.browser.conftest import Desk, Product
from tests.browser.test_story import visit

UNION = "青溪纺织有限公司工会"
SLOW = 60_000


async def test_a_difference_is_found_told_and_mended(sit_down: Callable[..., Any], product: Product) -> None:
    """周明 at the city: a recount finds it, the workbench says so, and what is counted anew is right again."""
    with psycopg.connect(product.cluster.url("superuser")) as superuser:
        superuser.execute(
            "update organization_tally set members = members + 7 "
            "where organization_id = (select id from organization where name = %s)",
            (UNION,),
        )
    desk: Desk = await sit_down("周明")
    page = desk.page
    await visit(page, "/stats/recounts")
    await page.get_by_role("button", name="现在核对").click()
    found = page.get_by_role("row").filter(has_text=UNION).filter(has_text="会员")
    await expect(found).to_be_visible(timeout=SLOW)
    await desk.come()
    await desk.picture("recount")
    await visit(page, "/")
    waits = page.get_by_role("link").filter(has_text="个统计数与登记册不符").locator("visible=true").first
    await expect(page.get_by_text("个统计数与登记册不符").locator("visible=true").first).to_be_visible()
    await desk.picture("recount-todo")
    if await waits.count():
        await waits.click()
    else:
        await visit(page, "/stats/recounts")
    await page.get_by_role("button", name="按登记册更正").locator("visible=true").click()
    await page.get_by_role("dialog").get_by_role("button", name="按登记册更正").click()
    await expect(page.get_by_text("已更正，原有").locator("visible=true").first).to_be_visible(timeout=SLOW)
    await expect(page.get_by_role("button", name="按登记册更正").locator("visible=true")).to_have_count(0)
    await page.get_by_role("button", name="现在核对").locator("visible=true").click()
    await expect(page.get_by_text("一致", exact=True).locator("visible=true").first).to_be_visible(timeout=SLOW)
    await visit(page, "/")
    await desk.come()
    await expect(page.get_by_text("个统计数与登记册不符")).to_have_count(0)
