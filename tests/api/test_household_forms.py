"""附件1 困难职工档案表 through HTTP: masked for all who read the file, whole for few, for a reason (AID-09; trust.md 1.5)."""

import io
from datetime import date
from typing import Any

import docx
import httpx
import pytest
from sqlalchemy import func, select, update

from backend.db.tables.member import Reveal
from backend.db.tables.organization import Organization
from backend.domain.access import EVERYTHING
from backend.domain.member.reveals import REVEALS_A_DAY
from tests.api.test_reveal import confirmation
from tests.api.test_sign_in import rows
from tests.conftest import Api
from tests.households import open_file, person
from tests.people import id_number
from tests.programs import require_pages
from tests.town import ABSENT, id_of, today

WHOLE: dict[str, Any] = {"whole": True, "reason": "inspection"}
NUMBERS = (id_number(), id_number(), id_number(born=date(2010, 9, 1)))
SECRETS = {
    "phone": "13800138000",
    "other_phone": "0535-6212345",
    "residence": "云江市青溪县城关镇人民路12号3栋402",
    "postcode": "265517",
    "bank_card": "6222020200112233445",
}
HEALTH, NOTES = "胃癌二期，化疗中", "妻子情绪低落，怕人知道。"


async def on_file(api: Api) -> dict[str, Any]:
    """A file of three with everything that the paper asks for."""
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(
            update(Organization).where(Organization.id == id_of("textile")).values(region_code="371503")  # type: ignore[arg-type]
        )
    worker = person(
        id_number=NUMBERS[0], income_fen=240_000, livelihood="at_work", married=True, politics="cpc",
        medical_insurance="employee", unit="青溪纺织有限公司", illness="cancer", health_note=HEALTH,
    )  # fmt: skip
    spouse = person("spouse", "李芳", id_number=NUMBERS[1], income_fen=60_000, married=True, livelihood="migrant")
    child = person(
        "child", "王乐乐", id_number=NUMBERS[2], school_stage="senior", school_years=3, enrolled_in=2025,
        unit="青溪县第一中学", disability="sight", disability_level=2,
    )  # fmt: skip
    return await open_file(
        await api.as_("union_chair"),
        await api.as_("township_officer"),
        worker=worker,
        family=[spouse, child],
        nation="hui",
        work_started_on="2009-07-01",
        unit_ownership="private",
        unit_industry="manufacturing",
        unit_address="青溪县城关镇工业路 1 号",
        enterprise_state="halted",
        contract_term="from_3",
        contract_months=48,
        hukou_kind="converted",
        housing="public_rented",
        housing_area="from_30",
        medical_fen=1_234_567,
        causes=["own_illness"],
        special=True,
        special_reason="祖屋漏雨待修",
        bank="工商银行青溪支行",
        notes=NOTES,
        **SECRETS,
    )


async def printed(
    client: httpx.AsyncClient, id: str, headers: dict[str, str] | None = None, **asked: Any
) -> httpx.Response:
    return await client.post(f"/households/{id}/forms", json=asked, headers=headers or {})


def text_of(content: bytes) -> str:
    """All that a paper says."""
    document = docx.Document(io.BytesIO(content))
    lines = [paragraph.text for paragraph in document.paragraphs]
    return "\n".join([*lines, *(cell.text for row in document.tables[0].rows for cell in row.cells)])


async def test_the_file_stands_on_the_paper(api: Api) -> None:
    """AID-09; domain-facts 3.3: the worker, the unit, the family, the means against the line, the causes, who keeps it."""
    file = await on_file(api)
    got = await printed(await api.as_("union_chair"), file["id"])
    assert got.status_code == 200, got.text
    assert got.headers["cache-control"] == "no-store"
    assert file["number"] in got.headers["content-disposition"]
    said = text_of(got.content)
    for expected in (
        *("困难职工档案表", file["number"], "相对困难", today().isoformat(), "青溪纺织有限公司工会"),
        *("王小军", "回族", "中共党员", "农转居", "恶性肿瘤", "职工基本医疗保险", "公租房、廉租房", "在岗"),
        *("私营", "制造业", "青溪县城关镇工业路 1 号", "371503", "停产半停产", "2009-07-01", "已签 48 个月"),
        *("李芳", "农民工", "王乐乐", "青溪县第一中学 高中、中职 3 年制 2025 年入学", "视力残疾2 级"),
        *("2,400.00", "36,000.00", "1,000.00", "780.00", "128.2%", "12,345.67", "3 人"),
        *("子女上学", "本人疾病", "祖屋漏雨待修", "工商银行青溪支行", "方秀云", "李梅"),
        *("单位党政意见", "基层工会意见", "系统工会意见", "（盖章）"),
    ):
        assert expected in said, expected
    told = await rows(api, "select facts from audit_event where event = 'household_form_printed'")
    assert [(each["format"], each["whole"]) for (each,) in told] == [("docx", False)]


async def test_masked_unless_whole(api: Api) -> None:
    """trust.md 1.5: whole it needs the permission, a proof of a moment ago and a reason, and leaves a reveal for each person
    whose number is printed; what was said of health in words and the remarks never leave the file."""
    file, chair = await on_file(api), await api.as_("union_chair")
    masked = text_of((await printed(chair, file["id"])).content)
    assert [secret for secret in (*NUMBERS, *SECRETS.values(), HEALTH, NOTES) if secret in masked] == []
    for shown in (file["people"][0]["id_number_masked"], "138****8000", "2655**", "云江市青溪县城关镇****", "****3445"):
        assert shown in masked
    unproved = await printed(chair, file["id"], **WHOLE)
    assert (unproved.status_code, unproved.json()["code"]) == (403, "confirmation_required")
    proved = confirmation(api, "union_chair")
    without = await printed(chair, file["id"], proved, whole=True)
    assert (without.status_code, without.json()["errors"][0]["code"]) == (422, "household_form_reason_missing")
    finance = await printed(await api.as_("county_finance"), file["id"], confirmation(api, "county_finance"), **WHOLE)
    assert (finance.status_code, finance.json()["code"]) == (403, "forbidden")
    assert await rows(api, "select 1 from reveal") == []
    whole = text_of((await printed(chair, file["id"], proved, **WHOLE)).content)
    assert [secret for secret in (*NUMBERS, *SECRETS.values()) if secret not in whole] == []
    assert [secret for secret in (HEALTH, NOTES) if secret in whole] == []
    assert [tuple(each) for each in await rows(api, "select field, reason from reveal")] == [
        ("household.file_form", "inspection")
    ] * 3
    assert NUMBERS[0] not in str(await rows(api, "select facts from audit_event"))


async def test_a_day_s_reveals_are_the_limit(api: Api) -> None:
    """trust.md 1.5: three people are three reveals; over the limit no paper is made."""
    file, chair = await on_file(api), await api.as_("union_chair")
    proved = confirmation(api, "union_chair")
    async with api.database.transaction(EVERYTHING) as session:
        seen = {"user_id": id_of("user:union_chair"), "field": "household.phone", "reason": "contact"}
        session.add_all(Reveal(**seen, at=func.now()) for _ in range(REVEALS_A_DAY - 2))
    over = await printed(chair, file["id"], proved, **WHOLE)
    assert (over.status_code, over.json()["code"]) == (429, "member_reveal_limit")
    async with api.database.transaction(EVERYTHING) as session:
        one = await session.scalar(select(Reveal.id).limit(1))  # type: ignore[call-overload]
        await session.execute(Reveal.__table__.delete().where(Reveal.id == one))  # type: ignore[attr-defined]
    assert (await printed(chair, file["id"], proved, **WHOLE)).status_code == 200


async def test_who_may_not_see_health_reads_neither_cause_nor_means(api: Api) -> None:
    """trust.md A-02: finance prints whom to pay, and not why."""
    file = await on_file(api)
    said = text_of((await printed(await api.as_("county_finance"), file["id"])).content)
    shut = ("恶性肿瘤", "视力残疾", "2,400.00", "1,000.00", "780.00", "12,345.67", "子女上学", "本人疾病", "祖屋漏雨")
    assert [each for each in shut if each in said] == []
    assert "（无权查看）" in said
    assert "工商银行青溪支行" in said


async def test_nobody_prints_what_lies_elsewhere(api: Api) -> None:
    """trust.md A-01: out of the scope is as if it were not there."""
    file = await on_file(api)
    for key in ("third_officer", "sibling_chair"):
        assert (await printed(await api.as_(key), file["id"])).status_code == 404
    assert (await printed(await api.as_("union_chair"), str(ABSENT))).status_code == 404
    assert (await printed(await api.as_("system_admin"), file["id"])).status_code == 403


@pytest.mark.parametrize("whole", [False, True])
async def test_a_pdf(api: Api, whole: bool) -> None:
    """ui.md row 25."""
    require_pages()
    file = await on_file(api)
    asked = WHOLE if whole else {}
    got = await printed(
        await api.as_("union_chair"), file["id"], confirmation(api, "union_chair"), format="pdf", **asked
    )
    assert got.content.startswith(b"%PDF")
