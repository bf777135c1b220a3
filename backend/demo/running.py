"""What is under way in the demo: notices on the walls, households with somebody who looks after them, claims of members."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from backend.api.notice import actions as notices
from backend.api.notice import objecting
from backend.api.pairing import actions as pairings
from backend.api.pairing.schemas import EndPairingStep
from backend.api.protection import claim_proofs, claims, paying
from backend.api.protection.claim_schemas import ClaimStepAsked
from backend.db.file_types import Purpose
from backend.db.tables.aid_case import AidCase
from backend.db.tables.protection import ProtectionClaim, ProtectionCover, ProtectionEnrolment
from backend.demo.cast import Cast, morning
from backend.demo.city import City, Node
from backend.demo.people import Row
from backend.demo.pictures import document
from backend.domain.access import Role
from backend.domain.calendar import day_of
from backend.domain.notice.codes import ObjectionWay
from backend.domain.notice.objections import ObjectionDraft
from backend.domain.notice.rules import NoticeDraft
from backend.domain.pairing.codes import HelperKind
from backend.domain.pairing.rules import ContactDraft, PairingDraft
from backend.domain.protection.claim_codes import ClaimWay
from backend.domain.protection.claims import ClaimDraft, ClaimPaymentDraft

PAIRINGS = 4
"""Of each county."""
_HELPERS = (
    (HelperKind.CADRE, "王建平", "县总工会副主席"),
    (HelperKind.CADRE, "陈晓燕", "县总工会权益保障部部长"),
    (HelperKind.UNIT, "县供电公司工会", ""),
    (HelperKind.CADRE, "许志强", "县总工会办公室主任"),
)
_CONTACTS = (
    (110, "上门了解家庭情况，核对帮扶需求。", 0, "", "帮助申请医疗救助"),
    (62, "送去学习用品和慰问金。", 50_000, "书包 1 个", "跟进孩子入学"),
    (9, "电话询问近况，老人复查结果良好。", 0, "", ""),
)
_CLAIMS = (
    (48, 260_000, "左腿骨折", "paid"),
    (30, 180_000, "烫伤住院", "approved"),
    (16, 95_000, "手部外伤", "submitted"),
    (6, 140_000, "交通事故", "draft"),
)
"""How many days ago it happened, what the member paid, fen, what it was, how far the claim is."""


async def publish(cast: Cast, city: City, *, now: datetime) -> None:
    """A notice for each unit whose cases are at that step. Every second one has run out and waits to be concluded."""
    places = {node.id: node for node in city.nodes}
    found = await cast.session.scalars(
        select(AidCase).where(col(AidCase.status) == "notice").order_by(col(AidCase.code), col(AidCase.number))
    )
    by_unit: dict[tuple[UUID, UUID], list[AidCase]] = defaultdict(list)
    for row in found:
        by_unit[row.organization_id, row.program_id].append(row)
    for number, ((unit, _program), rows) in enumerate(by_unit.items()):
        reached = max(row.reached_at for row in rows)
        old = number % 2 == 1 and reached < now - timedelta(days=12)
        at = reached + timedelta(hours=2) if old else max(reached, now - timedelta(days=1, hours=number % 5))
        chair = cast.act(Role.CHAIR, places[unit], at)
        notice = await notices.publish(
            chair,
            NoticeDraft(
                case_ids=tuple(row.id for row in rows),
                shown_at="厂务公开栏、职工之家门口",
                receiver="工会办公室",
                receiver_phone="0738-8312345",
            ),
        )
        if number == 0:
            await objecting.receive(
                cast.act(Role.CHAIR, places[unit], now - timedelta(hours=3)),
                ObjectionDraft(
                    notice_id=notice.id,
                    case_id=rows[0].id,
                    way=ObjectionWay.PHONE,
                    received_on=day_of(now - timedelta(hours=3)),
                    anonymous=True,
                    text="反映其配偶在外有收入，没有申报。",
                ),
            )


async def pair(
    cast: Cast, counties: Sequence[Node], places: Mapping[UUID, Node], households: Sequence[Row], *, now: datetime
) -> None:
    """Somebody for a few households of each county, with a log; one has ended, one was not heard of for months."""
    since = day_of(now - timedelta(days=125))
    for county in counties:
        files = [
            row
            for row in households
            if row["status"] == "active"
            and row["opened_on"] <= since
            and _within(places[row["organization_id"]], county)
        ][:PAIRINGS]
        for number, (file, (kind, name, post)) in enumerate(zip(files, _HELPERS, strict=False)):
            row = await pairings.begin(
                cast.act(Role.OFFICER, county, morning(now - timedelta(days=120))),
                PairingDraft(
                    household_id=file["id"],
                    kind=kind,
                    name=name,
                    post=post,
                    started_on=day_of(now - timedelta(days=120)),
                ),
            )
            for ago, done, fen, given, next_ in _CONTACTS[: 1 if number == 1 else len(_CONTACTS)]:
                at = morning(now - timedelta(days=ago - number))
                await cast.session.refresh(row)
                await pairings.enter_contact(
                    cast.act(Role.OFFICER, county, at),
                    row.id,
                    ContactDraft(on=day_of(at), done=done, help_fen=fen, in_kind=given, next=next_),
                    seen=row.version,
                )
            if number == PAIRINGS - 1:
                await cast.session.refresh(row)
                await pairings.end(
                    cast.act(Role.OFFICER, county, now),
                    row.id,
                    EndPairingStep(step="end", on=day_of(now), reason="家庭已稳定脱困"),
                    seen=row.version,
                )


def _within(node: Node, county: Node) -> bool:
    return county.place.low <= node.place.low <= county.place.high


async def claim(cast: Cast, city: City, *, now: datetime) -> None:
    """Claims of insured members in every state on the way: one is paid, the last a draft."""
    places, top = {node.id: node for node in city.nodes}, city.nodes[0]
    covers = (
        await cast.session.scalars(
            select(ProtectionCover)
            .join(ProtectionEnrolment, col(ProtectionEnrolment.id) == col(ProtectionCover.enrolment_id))
            .where(col(ProtectionEnrolment.state) == "received", col(ProtectionCover.claims_from) <= day_of(now))
            .order_by(col(ProtectionCover.code), col(ProtectionCover.name))
        )
    ).all()
    # One of each part of the city, so that no county is without.
    covers = covers[:: max(1, len(covers) // len(_CLAIMS))]
    for number, (cover, (ago, fen, what, until)) in enumerate(zip(covers, _CLAIMS, strict=False)):
        # In January there is little of the term behind us.
        happened = max(cover.claims_from, day_of(now - timedelta(days=ago)))
        at = morning(max(now - timedelta(days=ago - 3), now - timedelta(days=ago) / 2))
        unit = places[cover.organization_id]
        chair = cast.act(Role.CHAIR, unit, min(at, now))
        row = await claims.begin(
            chair,
            ClaimDraft(
                cover_id=cover.id,
                event_on=happened,
                self_paid_fen=fen,
                illness=what,
                bank="中国工商银行云江支行",
                bank_card="6222020200112233445",
            ),
        )
        file = await cast.picture(chair, document(20 + number), "住院票据.png", Purpose.PAPER)
        row = await claim_proofs.add(chair, row.id, file, seen=row.version)
        await _advance(cast, row, unit, top, until, now, at)


async def _advance(
    cast: Cast, row: ProtectionClaim, unit: Node, top: Node, until: str, now: datetime, at: datetime
) -> None:
    """From the draft as far as the claim is to come."""
    way = (
        ("submitted", "submit", Role.CHAIR, unit, 0),
        ("checked", "check", Role.OFFICER, top, 0),
        ("approved", "approve", Role.CHAIR, top, 0),
    )
    if until == "draft":
        return
    for number, (reached, step, role, place, hand) in enumerate(way, start=1):
        when = min(at + timedelta(hours=20 * number), now)
        await cast.session.refresh(row)
        await claims.step(cast.act(role, place, when, hand=hand), row.id, ClaimStepAsked(step=step), seen=row.version)
        if reached == until:
            return
    finance = cast.act(Role.FINANCE, top, min(at + timedelta(days=5), now))
    proof = await cast.picture(finance, document(40), "银行回单.png", Purpose.PROOF)
    await cast.session.refresh(row)
    paid = ClaimPaymentDraft(way=ClaimWay.BANK, proof_id=proof, document_number=f"{now:%Y%m%d}0017")
    await paying.pay(finance, row.id, paid, seen=row.version)
