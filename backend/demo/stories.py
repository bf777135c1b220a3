"""Transfers under way in the demo: both queues of the county officers have something to decide."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from backend.db.tables.account import UserAccount
from backend.demo.chance import day_between, dice, id_at
from backend.demo.city import City, Node
from backend.demo.people import Crowd, Row
from backend.domain.calendar import day_of
from backend.domain.member.codes import MemberEventKind, MemberStatus, TransferForm, TransferReason, TransferStatus
from backend.domain.member.moves import due_on
from backend.domain.organization.codes import Level

_F, _S, _R = TransferForm, TransferStatus, TransferReason
OPEN = (
    ("青溪县", "南河县", _F.PUSH, _S.SUBMITTED, _R.NEW_EMPLOYER, 2),
    ("青溪县", "南河县", _F.PUSH, _S.SUBMITTED, _R.NEW_EMPLOYER, 6),
    ("青溪县", "东山区", _F.PUSH, _S.SUBMITTED, _R.SECONDED, 17),
    ("南河县", "青溪县", _F.PUSH, _S.SUBMITTED, _R.NEW_EMPLOYER, 1),
    ("南河县", "青溪县", _F.PUSH, _S.SUBMITTED, _R.RESIDENCE, 4),
    ("南河县", "青溪县", _F.PULL, _S.REQUESTED, _R.EMPLOYER_CLOSED, 3),
    ("青溪县", "南河县", _F.PULL, _S.REQUESTED, _R.NEW_EMPLOYER, 5),
    ("东山区", "青溪县", _F.PULL, _S.RELEASED, _R.NEW_EMPLOYER, 8),
)
"""From, to, who began it, where it stands, why, and how many days ago. One is over its time."""


def transfers(city: City, crowd: Crowd, officers: dict[str, UserAccount], *, seed: int, now: datetime) -> Iterator[Row]:
    """The open transfers; the members who are on their way are marked so, with an entry in their life line.

    `officers` holds the account of each county's officer, by the county's name.
    """
    chance = dice(seed, 6)
    places: dict[UUID, Node] = {node.id: node for node in city.nodes}
    taken: set[UUID] = set()
    for number, (origin, target, form, status, reason, days) in enumerate(OPEN, start=1):
        person = next(
            row
            for row in crowd.members
            if row["id"] not in taken and _may_leave(places[row["organization_id"]], origin, row)
        )
        taken.add(person["id"])
        leaving = places[person["organization_id"]]
        receiving = next(union for union in city.unions() if _county(union) == target and not union.branches)
        asked_at = now - timedelta(days=days, hours=chance.randint(1, 5))
        officer = officers[origin if form is _F.PUSH else target]
        if status is not _S.REQUESTED:
            person["status"] = MemberStatus.TRANSFER_OUT_PENDING.value
            person["status_since"] = day_of(asked_at)
        kind = MemberEventKind.TRANSFER_SUBMITTED if form is _F.PUSH else MemberEventKind.TRANSFER_REQUESTED
        crowd.events.append(_entry(person, leaving, receiving, kind, asked_at, officer, id_at(asked_at, chance)))
        yield {
            "id": id_at(asked_at, chance),
            "number": f"{asked_at.year}{day_between(chance, asked_at.date(), asked_at.date()):%m%d}{number:06d}",
            "member_id": person["id"],
            "member_name": person["name"],
            "member_sex": person["sex"],
            "form": form.value,
            **_end("from", leaving),
            **_end("to", receiving),
            "status": status.value,
            "reason": reason.value,
            "requested_by": officer.id,
            "requested_by_name": officer.name,
            "requested_at": asked_at,
            "due_on": due_on(day_of(asked_at)),
        }


def _county(node: Node) -> str:
    county = node.above(Level.COUNTY)
    return county.name.removesuffix("总工会") if county else ""


def _may_leave(union: Node, origin: str, row: Row) -> bool:
    return _county(union) == origin and row["status"] == MemberStatus.ACTIVE


def _end(side: str, node: Node) -> Row:
    return {
        f"{side}_organization_id": node.id,
        f"{side}_organization_name": node.name,
        f"{side}_code": node.place.low,
        f"{side}_line_code": node.line_code,
    }


def _entry(
    person: Row, leaving: Node, receiving: Node, kind: MemberEventKind, at: datetime, officer: UserAccount, id: UUID
) -> Row:
    return {
        "id": id,
        "member_id": person["id"],
        "organization_id": leaving.id,
        "code": leaving.place.low,
        "line_code": leaving.line_code,
        "kind": kind.value,
        "on": day_of(at),
        "actor_id": officer.id,
        "actor_name": officer.name,
        "facts": {"to_organization_id": str(receiving.id), "to": receiving.name},
        "recorded_at": at,
    }
