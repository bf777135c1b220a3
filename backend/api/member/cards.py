"""The member's card: a number, a day, and a QR code that anybody can check (issue 2 section 4, "Joining").

The code holds a token: the member's id and the day of issue under a keyed hash. A forged or mistyped token is refused
before the database is asked, so the public check costs an attacker's flood nothing but hashes, and ids cannot be tried
out. A card issued anew makes the older one prove nothing; a membership that has ended is said to have ended, not how.
The code opens the page of `card_page.py`.
"""

import base64
import hmac
import io
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import segno
from fastapi import Request
from sqlalchemy.ext.asyncio import AsyncSession

from backend.api.access import address_of, now_of
from backend.api.turnstile import Turnstile
from backend.api.work import Work
from backend.db.keys import KeyRing, derive
from backend.db.queries import member as members
from backend.db.tables.member import Member
from backend.domain.access import Scope
from backend.domain.identity import mask_name
from backend.domain.member.card import CardState, state_of_card
from backend.domain.member.codes import MemberStatus
from backend.domain.refusals import Conflict

LAYOUT = 1
MAC_BYTES = 16
TOKEN_BYTES = 1 + 16 + 4 + MAC_BYTES


class NoCard(Conflict):
    """No card was issued, or the membership has ended."""

    code = "member_no_card"
    zh = "这位会员还没有会员证，或会籍已结束。请先批准入会或补发会员证。"
    en = "This member has no card, or the membership has ended. Approve the joining or issue a card first."


def card_of(work: Work, ring: KeyRing, row: Member, *, base_url: str) -> dict[str, Any]:
    """The card of a member, with what its QR code says."""
    valid = row.card_issued_on is not None and MemberStatus(row.status).current
    payload = f"{base_url}cards/{_token(ring, row.id, row.card_issued_on)}" if valid else None
    return {"number": row.number, "issued_on": row.card_issued_on, "valid": valid, "payload": payload}


def picture(card: Mapping[str, Any]) -> bytes:
    """The QR code as SVG. Raises `NoCard`."""
    if card["payload"] is None:
        raise NoCard()
    out = io.BytesIO()
    segno.make(card["payload"], error="m", micro=False).save(out, kind="svg", scale=4, border=2, xmldecl=False)
    return out.getvalue()


async def get(work: Work, ring: KeyRing, id: UUID, *, base_url: str) -> dict[str, Any]:
    """The card of one member. Raises `NotFound`."""
    return card_of(work, ring, await members.get_member(work.session, id), base_url=base_url)


def read_token(ring: KeyRing, token: str) -> tuple[UUID, date] | None:
    """Whose card it is and when it was issued; None for anything that was not signed here."""
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (ValueError, TypeError):
        return None
    if len(raw) != TOKEN_BYTES or raw[0] != LAYOUT or _text(raw) != token:
        return None
    body, mac = raw[:-MAC_BYTES], raw[-MAC_BYTES:]
    if not hmac.compare_digest(mac, _mac(ring, body)):
        return None
    return UUID(bytes=body[1:17]), date.fromordinal(int.from_bytes(body[17:], "big"))


async def verify(request: Request, token: str) -> Mapping[str, Any]:
    """What a token proves now. Raises `TooMany` when this address asks too often."""
    turns: Turnstile = request.app.state.card_turns
    turns.require(address_of(request), now_of(request))
    said = read_token(request.app.state.ring, token)
    if said is None:
        return PROVES_NOTHING
    # No caller, so no scope: the empty one sees nothing, and the one door it goes through shows a card's face only.
    async with request.app.state.database.transaction(Scope()) as session:
        return await _proof(session, *said)


async def _proof(session: AsyncSession, holder: UUID, issued_on: date) -> Mapping[str, Any]:
    facts = await members.find_card_facts(session, holder)
    if facts is None:
        return PROVES_NOTHING
    state = state_of_card(MemberStatus(facts["status"]), issued_on=issued_on, latest=facts["card_issued_on"])
    if state is CardState.UNKNOWN:
        return PROVES_NOTHING
    return {
        "state": state,
        "number": facts["number"],
        "name_masked": mask_name(facts["name"]),
        "organization_name": facts["organization_name"],
        "joined_on": facts["joined_on"],
        "issued_on": issued_on,
    }


PROVES_NOTHING: Mapping[str, Any] = {
    "state": CardState.UNKNOWN,
    "number": None,
    "name_masked": None,
    "organization_name": None,
    "joined_on": None,
    "issued_on": None,
}
"""The one answer to a forged code, a mistyped one, a card that was replaced and a holder who is not there."""


def _token(ring: KeyRing, id: UUID, issued_on: date | None) -> str:
    assert issued_on is not None
    body = bytes([LAYOUT]) + id.bytes + issued_on.toordinal().to_bytes(4, "big")
    return _text(body + _mac(ring, body))


def _mac(ring: KeyRing, body: bytes) -> bytes:
    return hmac.digest(derive(ring.archive, b"member card"), body, "sha256")[:MAC_BYTES]


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")
