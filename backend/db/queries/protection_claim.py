"""Claims on mutual protection: lists, one with its papers and steps, and the money of a held claim."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from backend.db.bounds import within
from backend.db.queries import ledger
from backend.db.queries.ledger import By, Movement
from backend.db.tables.fund import LedgerEntry
from backend.db.tables.organization import Organization
from backend.db.tables.protection import (
    ProtectionClaim,
    ProtectionClaimStep,
    ProtectionCover,
    ProtectionEnrolment,
    ProtectionPlan,
    ProtectionProof,
)
from backend.domain.access import Scope
from backend.domain.fund.codes import EntryKind
from backend.domain.fund.ledger import ACCOUNTS, require_following
from backend.domain.protection.claim_codes import ClaimStatus, ClaimStep
from backend.domain.refusals import NotFound

claim: Any = ProtectionClaim.__table__  # type: ignore[attr-defined]
proof: Any = ProtectionProof.__table__  # type: ignore[attr-defined]
cover: Any = ProtectionCover.__table__  # type: ignore[attr-defined]
plan: Any = ProtectionPlan.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]

COUNTED = tuple(
    each.value for each in (ClaimStatus.SUBMITTED, ClaimStatus.CHECKED, ClaimStatus.APPROVED, ClaimStatus.PAID)
)
"""Claims whose amount is used up in a term of cover."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilters:
    """What a list of claims is narrowed by."""

    plan_id: UUID | None = None
    cover_id: UUID | None = None
    member_id: UUID | None = None
    under: tuple[int, int] | None = None
    statuses: Sequence[str] = ()
    q: str = ""

    def conditions(self) -> list[ColumnElement[bool]]:
        """As SQL."""
        found: list[ColumnElement[bool]] = []
        for column, wanted in (
            (claim.c.plan_id, self.plan_id),
            (claim.c.cover_id, self.cover_id),
            (claim.c.member_id, self.member_id),
        ):
            if wanted is not None:
                found.append(column == wanted)
        if self.under is not None:
            found.append(claim.c.code.between(*self.under))
        if self.statuses:
            found.append(claim.c.status.in_([str(each) for each in self.statuses]))
        if self.q:
            begins = claim.c.name.op("^@", is_comparison=True)(self.q)
            found.append(or_(begins, claim.c.number == self.q))
        return found


_COLUMNS = (
    *("id", "number", "plan_id", "cover_id", "organization_id", "member_id", "name", "event_on", "self_paid_fen"),
    *("status", "amount_fen", "maker_name", "reached_at", "paid_at", "created_at", "version"),
)


def list_claims(
    *,
    scope: Scope,
    filters: ClaimFilters = ClaimFilters(),
    id: UUID | None = None,
    after: UUID | None = None,
    limit: int,
) -> Select[Any]:
    """Claims of the scope, the newest first. Nothing of the illness is in it."""
    conditions = [within(claim, scope), *filters.conditions()]
    if id is not None:
        conditions.append(claim.c.id == id)
    if after is not None:
        conditions.append(claim.c.id < after)
    return (
        select(
            *(claim.c[name] for name in _COLUMNS),
            plan.c.name.label("plan_name"),
            plan.c.kind.label("plan_kind"),
            org.c.name.label("organization_name"),
        )
        .select_from(claim.join(plan, plan.c.id == claim.c.plan_id).join(org, org.c.id == claim.c.organization_id))
        .where(*conditions)
        .order_by(claim.c.id.desc())
        .limit(limit)
    )


def count_claims(*, scope: Scope, filters: ClaimFilters, cap: int) -> Select[Any]:
    """How many claims a list has, counted up to `cap`."""
    inner = select(claim.c.id).where(within(claim, scope), *filters.conditions()).limit(cap)
    return select(func.count()).select_from(inner.subquery())


async def get_claim(session: AsyncSession, id: UUID, *, lock: bool = False) -> ProtectionClaim:
    """A claim of the scope, held for a change if asked. Raises `NotFound`."""
    found = await session.get(ProtectionClaim, id, with_for_update=lock or None, populate_existing=True)
    if found is None:
        raise NotFound()
    return found


async def get_cover(session: AsyncSession, id: UUID, *, lock: bool = False) -> ProtectionCover:
    """A cover that the scope sees, held if asked, so that claims on it are reckoned one after the other.

    Raises `NotFound`.
    """
    found = await session.get(ProtectionCover, id, with_for_update=lock or None, populate_existing=True)
    if found is None:
        raise NotFound()
    return found


async def is_received(session: AsyncSession, enrolment_id: UUID) -> bool:
    """Whether the contribution of an enrolment is booked."""
    found = await session.scalar(
        select(col(ProtectionEnrolment.state)).where(col(ProtectionEnrolment.id) == enrolment_id)
    )
    return found == "received"


async def sum_taken(session: AsyncSession, cover_id: UUID, *, beside: UUID | None) -> int:
    """What other claims have or are to have in a term of cover, fen."""
    statement = select(func.coalesce(func.sum(claim.c.amount_fen), 0)).where(
        claim.c.cover_id == cover_id, claim.c.status.in_(COUNTED)
    )
    if beside is not None:
        statement = statement.where(claim.c.id != beside)
    return int(await session.scalar(statement) or 0)


async def is_item_taken(session: AsyncSession, cover_id: UUID, index: bytes, *, beside: UUID | None) -> bool:
    """Whether another claim has a line of the scale in this term of cover."""
    statement = select(claim.c.id).where(
        claim.c.cover_id == cover_id, claim.c.item_index == index, claim.c.status.in_(COUNTED)
    )
    if beside is not None:
        statement = statement.where(claim.c.id != beside)
    return await session.scalar(statement.limit(1)) is not None


async def list_proofs(session: AsyncSession, claim_id: UUID) -> Sequence[ProtectionProof]:
    """The papers of a claim, the oldest first."""
    found = await session.scalars(
        select(ProtectionProof).where(col(ProtectionProof.claim_id) == claim_id).order_by(col(ProtectionProof.id))
    )
    return found.all()


async def get_proof(session: AsyncSession, claim_id: UUID, id: UUID) -> ProtectionProof:
    """A paper of a claim. Raises `NotFound`."""
    found = await session.get(ProtectionProof, id)
    if found is None or found.claim_id != claim_id:
        raise NotFound()
    return found


async def count_proofs(session: AsyncSession, claim_id: UUID) -> int:
    """How many papers a claim has."""
    found = await session.scalar(select(func.count()).where(proof.c.claim_id == claim_id))
    return int(found or 0)


async def list_steps(session: AsyncSession, claim_id: UUID) -> Sequence[ProtectionClaimStep]:
    """The way of a claim, the first step first."""
    found = await session.scalars(
        select(ProtectionClaimStep)
        .where(col(ProtectionClaimStep.claim_id) == claim_id)
        .order_by(col(ProtectionClaimStep.place))
    )
    return found.all()


async def record_step(
    session: AsyncSession,
    row: ProtectionClaim,
    *,
    step: ClaimStep,
    to: ClaimStatus,
    by: By,
    at: datetime,
    reason: str = "",
) -> None:
    """Let a held claim take a step, which is written down."""
    # Who did it and where it stands are written together: the database takes neither without the other.
    with session.no_autoflush:
        last = await session.scalar(
            select(func.coalesce(func.max(col(ProtectionClaimStep.place)), 0)).where(
                col(ProtectionClaimStep.claim_id) == row.id
            )
        )
    session.add(
        ProtectionClaimStep(
            claim_id=row.id,
            organization_id=row.organization_id,
            code=row.code,
            line_code=row.line_code,
            place=(last or 0) + 1,
            step=step.value,
            from_status=row.status,
            to_status=to.value,
            reason=reason,
            amount_fen=row.amount_fen,
            by_id=by[0],
            by_name=by[1],
            by_office=by[2],
            at=at,
        )
    )
    row.status, row.reached_at = to.value, at
    await session.flush()


async def move_money(
    session: AsyncSession, row: ProtectionClaim, kind: EntryKind, *, fund_id: UUID, by: By, at: datetime
) -> None:
    """Let the money of a held claim go where an entry of this kind leads, in the fund of its plan.

    Raises `MoneyNotThere`, `FundShort`, `FundUnreachable`.
    """
    last = await session.scalar(
        select(col(LedgerEntry.kind))
        .where(col(LedgerEntry.claim_id) == row.id)
        .order_by(col(LedgerEntry.case_place).desc())
        .limit(1)
    )
    require_following(EntryKind(last) if last else None, kind)
    debit, credit = ACCOUNTS[kind]
    movement = Movement(
        kind=kind,
        amount_fen=row.amount_fen,
        debit=(fund_id, debit),
        credit=(fund_id, credit),
        claim_id=row.id,
        memo=row.number,
    )
    await session.flush()
    await ledger.post(session, [movement], by=by, at=at)
