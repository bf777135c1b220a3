"""Claims on mutual protection: proofs, four people, the reckoned amount, paid once whatever happens (AID-23, FND-02)."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from backend.db.reconcile import check_money
from backend.domain.access import EVERYTHING
from backend.settings import settings
from tests.api.test_reveal import confirmation
from tests.conftest import Api
from tests.money import as_finance, png, proofs, require_sound
from tests.people import join, once, seen
from tests.protection import SCALE, TODAY, confirm, contributed, enrol, make_plan, receive


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture(autouse=True)
async def today(api: Api) -> None:
    await api.at(TODAY)


async def covered(api: Api, name: str, *, fen: int = 0, **plan: Any) -> dict[str, Any]:
    """A member of 青溪纺织 with a cover of this year whose contribution is booked, in a fund with so much besides."""
    made = await make_plan(api, fen=fen, **plan)
    one = await join(await api.as_("union_chair"), name)
    await contributed(api, made, member_ids=[one["id"]], starts_on="2026-01-01")
    listed = await (await api.as_("union_chair")).get("/mutual-aid/covers", params={"member_id": one["id"]})
    return listed.json()["items"][0]  # type: ignore[no-any-return]


def event(cover: dict[str, Any], **more: Any) -> dict[str, Any]:
    """What happened."""
    return {"cover_id": cover["id"], "event_on": "2026-06-01", "self_paid_fen": 1_000_001} | more


async def begin(client: httpx.AsyncClient, cover: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A draft with one proof."""
    said = event(cover) | {"illness": "左腿骨折", "bank": "工商银行", "bank_card": "6222020000001234567"} | more
    made = await client.post("/mutual-aid/claims", json=said, headers=once())
    assert made.status_code == 201, made.text
    return await prove(client, made.json())


async def prove(client: httpx.AsyncClient, claim: dict[str, Any]) -> dict[str, Any]:
    """Add a paper."""
    file = await client.post("/files", files={"file": ("诊断.png", png(), "image/png")}, data={"purpose": "paper"})
    assert file.status_code == 201, file.text
    path, said = f"/mutual-aid/claims/{claim['id']}/proofs", {"file_id": file.json()["id"]}
    added = await client.post(path, json=said, headers=seen(claim))
    assert added.status_code == 200, added.text
    return added.json()  # type: ignore[no-any-return]


async def step(client: httpx.AsyncClient, claim: dict[str, Any], step: str, **more: Any) -> httpx.Response:
    """One step."""
    path, said = f"/mutual-aid/claims/{claim['id']}/steps", {"step": step, **more}
    return await client.post(path, json=said, headers=once() | seen(claim))


async def pay(client: httpx.AsyncClient, claim: dict[str, Any]) -> httpx.Response:
    """Enter the payment, with the picture of the slip."""
    proof = (await proofs(client))["photo_id"]
    said = {"way": "bank", "proof_id": proof, "document_number": "20261126001"}
    path = f"/mutual-aid/claims/{claim['id']}/payments"
    return await client.post(path, json=said, headers=once() | seen(claim))


async def approved(api: Api, cover: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A claim that unit, officer and chair have dealt with."""
    claim = await begin(await api.as_("union_chair"), cover, **more)
    for who, taken in (("union_chair", "submit"), ("county_officer", "check"), ("county_chair", "approve")):
        done = await step(await api.as_(who), claim, taken)
        assert done.status_code == 200, done.text
        claim = done.json()
    return claim


async def test_the_way_of_a_claim(api: Api) -> None:
    """AID-23: unit, checker, approver, payer; the amount frozen with its reckoning; reserved, then spent; all on the way."""
    cover = await covered(api, "给付甲", fen=10_000_000)
    tried = await (await api.as_("union_chair")).post("/mutual-aid/claims/trials", json=event(cover))
    assert (tried.status_code, tried.json()["amount_fen"]) == (200, 500_000)
    claim = await approved(api, cover)
    assert (claim["status"], claim["amount_fen"]) == ("approved", 500_000)
    assert [(each["line"], each["value"]) for each in claim["reckoning"]] == [
        ("self_paid", 1_000_001),
        ("rate", 50),
        ("by_rate", 500_000),
        ("shares", 1),
        ("cap", 2_000_000),
        ("taken", 0),
        ("amount", 500_000),
    ]
    finance = await api.as_("county_finance")
    money = await finance.get(f"/funds/{(await plan_of(api, claim))['fund_id']}")
    assert money.json()["reserved_fen"] == 500_000
    paid = await pay(finance, claim)
    assert paid.status_code == 200, paid.text
    assert [each["step"] for each in paid.json()["log"]] == ["submit", "check", "approve", "pay"]
    money = await finance.get(f"/funds/{(await plan_of(api, claim))['fund_id']}")
    assert (money.json()["reserved_fen"], money.json()["spent_fen"]) == (0, 500_000)
    await require_sound(api.database)
    again = await pay(finance, paid.json())
    assert (again.status_code, again.json()["code"]) == (409, "step_not_possible")
    back = await finance.post(
        f"/mutual-aid/claims/{claim['id']}/recalls", json={"reason": "账号有误"}, headers=once() | seen(paid.json())
    )
    assert (back.status_code, back.json()["status"]) == (200, "approved")
    await require_sound(api.database)
    assert (await pay(await as_finance(api), back.json())).status_code == 200
    await require_sound(api.database)


async def plan_of(api: Api, claim: dict[str, Any]) -> dict[str, Any]:
    found = await (await api.as_("county_officer")).get(f"/mutual-aid/plans/{claim['plan_id']}")
    return found.json()  # type: ignore[no-any-return]


async def test_illness_is_for_those_who_may_see_it(api: Api) -> None:
    """trust.md 2.6: finance pays and sees neither illness nor proofs; the card whole only after proving oneself."""
    cover = await covered(api, "隐私甲", fen=10_000_000)
    claim = await approved(api, cover)
    finance, chair = await api.as_("county_finance"), await api.as_("union_chair")
    path = f"/mutual-aid/claims/{claim['id']}"
    own = (await chair.get(path)).json()
    assert (own["illness"], own["hidden"], len(own["proofs"])) == ("左腿骨折", [], 1)
    shown = await finance.get(path)
    assert (shown.json()["illness"], shown.json()["proofs"]) == (None, [])
    assert "骨折" not in shown.text
    assert "6222020000001234567" not in shown.text
    assert (await finance.get(f"{path}/proofs/{own['proofs'][0]['id']}")).status_code == 403
    assert (await chair.get(f"{path}/proofs/{own['proofs'][0]['id']}")).status_code == 200
    unproved = await finance.get(f"{path}/card")
    assert unproved.status_code == 403
    card = await finance.get(f"{path}/card", headers=confirmation(api, "county_finance", now=TODAY))
    assert card.json()["bank_card"] == "6222020000001234567"
    async with api.database.transaction(EVERYTHING) as session:
        told = await session.scalars(text("select event from audit_event where object_id = :id"), {"id": claim["id"]})
        assert {"protection_proof_opened", "protection_claim_card_shown"} <= set(told)


async def test_four_people(api: Api) -> None:
    """I5: nobody does two of making, checking, approving, paying; the database holds it too."""
    cover = await covered(api, "四人甲", fen=10_000_000)
    officer, chair = await api.as_("county_officer"), await api.as_("county_chair")
    claim = (await step(officer, await begin(officer, cover), "submit")).json()
    refused = await step(officer, claim, "check")
    assert (refused.status_code, refused.json()["code"]) == (409, "protection_same_person")
    below = await step(await api.as_("union_chair"), claim, "check")
    assert (below.status_code, below.json()["code"]) == (403, "step_not_allowed")
    claim = (await step(chair, claim, "check")).json()
    for one in (officer, chair):
        assert (await step(one, claim, "approve")).json()["code"] == "protection_same_person"
    city = await step(await api.as_("city_officer"), claim, "approve")
    assert city.status_code == 200, city.text
    for column, who in (("checker_id", "maker_id"), ("approver_id", "checker_id")):
        with pytest.raises(IntegrityError):
            async with api.database.transaction(EVERYTHING) as session:
                await session.execute(text(f"update protection_claim set {column} = {who}"))


async def test_what_stops_a_claim(api: Api) -> None:
    """Hostile and late: outside the cover, waiting, not paid for, no proof, nothing to pay, no reason for a no."""
    chair = await api.as_("union_chair")
    plan = await make_plan(api, waiting_days=30)
    one = await join(chair, "拒付甲")
    await enrol(chair, plan, member_ids=[one["id"]], starts_on="2026-03-01")
    cover = (await chair.get("/mutual-aid/covers", params={"member_id": one["id"]})).json()["items"][0]
    for said, code in (
        (event(cover, event_on="2026-03-30"), "protection_event_outside"),
        (event(cover, event_on="2027-02-27"), "protection_event_to_come"),
        (event(cover, self_paid_fen=0), "protection_self_paid"),
        (event(cover, item="骨折"), "protection_benefit_item"),
    ):
        answer = await chair.post("/mutual-aid/claims/trials", json=said)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    first_day = await chair.post("/mutual-aid/claims/trials", json=event(cover, event_on="2026-03-31"))
    assert first_day.status_code == 200
    claim = await begin(chair, cover)
    unpaid = await step(chair, claim, "submit")
    assert (unpaid.status_code, unpaid.json()["code"]) == (409, "protection_contribution_not_in")
    cover = await covered(api, "拒付乙")
    claim = await begin(chair, cover)
    bare = await chair.delete(
        f"/mutual-aid/claims/{claim['id']}/proofs/{claim['proofs'][0]['id']}", headers=seen(claim)
    )
    assert (await step(chair, bare.json(), "submit")).json()["code"] == "protection_proofs_missing"
    claim = (await step(chair, await prove(chair, bare.json()), "submit")).json()
    officer = await api.as_("county_officer")
    assert (await step(officer, claim, "refuse")).json()["code"] == "protection_reason"
    back = (await step(officer, claim, "return", reason="缺费用清单")).json()
    assert back["status"] == "draft"
    claim = (await step(chair, back, "submit")).json()
    over = await step(officer, claim, "refuse", reason="不属于保障责任")
    assert over.json()["status"] == "refused"
    assert [each["reason"] for each in over.json()["log"]] == ["", "缺费用清单", "", "不属于保障责任"]


async def test_who_was_claimed_for_stays_enrolled(api: Api) -> None:
    """AID-23: the contribution was reversed, so it is due again; a claim in between keeps the enrolment where it is."""
    chair, finance = await api.as_("union_chair"), await api.as_("county_finance")
    cover = await covered(api, "已理赔")
    await begin(chair, cover)
    path = f"/mutual-aid/enrolments/{cover['enrolment_id']}"
    voucher = (await chair.get(path)).json()["voucher_id"]
    entry = (await finance.get(f"/vouchers/{voucher}")).json()["entry_id"]
    said = {"kind": "reversal", "reverses_id": entry, "note": "记错户头"}
    reversal = await finance.post("/vouchers", json=said, headers=once())
    assert (await confirm(api, reversal.json()["id"])).status_code == 200
    due = (await chair.get(path)).json()
    assert due["state"] == "waiting"
    kept = await chair.post(f"{path}/steps", json={"step": "withdraw"}, headers=seen(due))
    assert (kept.status_code, kept.json()["code"]) == (409, "protection_enrolment_has_claims")
    assert (await chair.get(f"/mutual-aid/covers?member_id={cover['member_id']}")).json()["items"] != []
    assert (await receive(finance, due)).json()["state"] == "checking"


async def test_an_empty_fund_promises_nothing(api: Api) -> None:
    """FND-02: the fund never goes below nought; the claim stays where it is; revoked, the money is free again."""
    cover = await covered(api, "空账甲")
    chair, officer, approver = [await api.as_(who) for who in ("union_chair", "county_officer", "county_chair")]
    claim = (await step(chair, await begin(chair, cover), "submit")).json()
    claim = (await step(officer, claim, "check")).json()
    short = await step(approver, claim, "approve")
    assert (short.status_code, short.json()["code"]) == (409, "fund_short")
    kept = (await chair.get(f"/mutual-aid/claims/{claim['id']}")).json()
    assert (kept["status"], kept["approver_name"]) == ("checked", "")
    await require_sound(api.database)
    claim = await approved(api, await covered(api, "空账乙", fen=10_000_000))
    revoked = await step(approver, claim, "revoke", reason="材料不实")
    assert revoked.json()["status"] == "refused"
    fund = (await plan_of(api, claim))["fund_id"]
    money = (await (await api.as_("county_finance")).get(f"/funds/{fund}")).json()
    assert (money["reserved_fen"], money["available_fen"]) == (0, 10_003_600)
    await require_sound(api.database)


async def test_a_line_of_the_scale_is_paid_once(api: Api) -> None:
    """AID-23: once in a term of cover; what was refused counts for nothing; the database holds it too."""
    cover = await covered(api, "标准甲", fen=10_000_000, kind="women", benefit=SCALE)
    chair = await api.as_("union_chair")
    twins = [await begin(chair, cover, item="原位癌", illness="原位癌", self_paid_fen=0) for _ in range(2)]
    both = await asyncio.gather(*(step(chair, each, "submit") for each in twins))
    assert sorted(each.status_code for each in both) == [200, 409]
    done, late = sorted(both, key=lambda each: each.status_code)
    assert late.json()["code"] == "protection_benefit_taken"
    assert (done.json()["amount_fen"], done.json()["item"]) == (200_000, "原位癌")
    again = await chair.post("/mutual-aid/claims/trials", json=event(cover, item="原位癌", self_paid_fen=0))
    assert again.json()["code"] == "protection_benefit_taken"
    other = await chair.post("/mutual-aid/claims/trials", json=event(cover, item="原发性乳腺癌", self_paid_fen=0))
    assert other.json()["amount_fen"] == 1_000_000


async def test_the_cap_is_of_a_term(api: Api) -> None:
    """AID-23: two claims at once never take more than the cap; the second gets what is left, then nothing."""
    cover = await covered(api, "上限甲", fen=10_000_000)
    chair = await api.as_("union_chair")
    drafts = [await begin(chair, cover, self_paid_fen=3_000_000) for _ in range(3)]
    done = await asyncio.gather(*(step(chair, each, "submit") for each in drafts))
    amounts = sorted(each.json()["amount_fen"] for each in done if each.status_code == 200)
    assert amounts == [500_000, 1_500_000]
    (refused,) = [each.json()["code"] for each in done if each.status_code != 200]
    assert refused == "protection_nothing_to_pay"


async def test_two_pay_the_same_claim(api: Api) -> None:
    """F-09: of two payments at one moment one is taken; the walls of the database find what gets past the code."""
    first, second = await api.as_("county_finance"), await as_finance(api)
    cover = await covered(api, "双付甲", fen=10_000_000)
    claim = await approved(api, cover)
    both = await asyncio.gather(pay(first, claim), pay(second, claim))
    assert sorted(each.status_code for each in both) in ([200, 409], [200, 412])
    await require_sound(api.database)
    async with api.database.transaction(EVERYTHING) as session:
        count = text("select count(*) from ledger_entry where claim_id = :id and kind = 'pay'")
        assert await session.scalar(count, {"id": claim["id"]}) == 1


async def test_a_claim_out_of_the_books_is_found(api: Api) -> None:
    """I4, I5: a paid claim without its entry, and one that has another amount, are breaches."""
    claim = await approved(api, await covered(api, "对账甲", fen=10_000_000))
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(
            text("update protection_claim set amount_fen = amount_fen + 1 where id = :id"), {"id": claim["id"]}
        )
        assert {breach.rule[:2] for breach in await check_money(session)} == {"I4"}
        await session.execute(
            text("update protection_claim set amount_fen = amount_fen - 1 where id = :id"), {"id": claim["id"]}
        )
        await session.execute(
            text("update protection_claim set status = 'refused' where id = :id"), {"id": claim["id"]}
        )
        assert "I4" in {breach.rule[:2] for breach in await check_money(session)}
        await session.rollback()


async def test_what_waits_stands_on_the_workbench(api: Api) -> None:
    """UI-02, AID-23: a claim waits for whoever may take its next step and had no hand in it; covers that end are renewed."""

    async def waits(who: str, kind: str) -> set[str]:
        items = (await (await api.as_(who)).get("/me/todo")).json()["items"]
        return {each["id"] for each in items if each["kind"] == kind}

    cover = await covered(api, "待办甲", fen=10_000_000)
    claim = (
        await step(await api.as_("union_chair"), await begin(await api.as_("union_chair"), cover), "submit")
    ).json()
    assert claim["id"] in await waits("county_officer", "protection_claim")
    assert claim["id"] not in await waits("union_chair", "protection_claim")
    # A township may check, but not on a plan of the county.
    assert claim["id"] not in await waits("township_officer", "protection_claim")
    claim = (await step(await api.as_("county_officer"), claim, "check")).json()
    assert claim["id"] not in await waits("county_officer", "protection_claim")
    claim = (await step(await api.as_("county_chair"), claim, "approve")).json()
    assert claim["id"] in await waits("county_finance", "protection_claim")
    assert cover["enrolment_id"] in await waits("county_officer", "protection_ending")
    plan = await make_plan(api)
    chair = await api.as_("union_chair")
    made = await enrol(chair, plan, member_ids=[(await join(chair, "待办乙"))["id"]])
    assert made.json()["id"] in await waits("county_finance", "protection_due")
