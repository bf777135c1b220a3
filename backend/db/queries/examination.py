"""Samples of paid cases, what was published against what was paid, and which breaches of the books a scope sees."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Select, Uuid, and_, case, cast, func, literal, or_, select, true, union_all
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from backend.db.bounds import within
from backend.db.tables.aid_case import AidCase, AidProgram
from backend.db.tables.fund import Fund, LedgerAccount, LedgerEntry
from backend.db.tables.notice import Notice, NoticeLine
from backend.db.tables.organization import Organization
from backend.db.tables.payment import Payment, PaymentBatch
from backend.db.tables.protection import ProtectionClaim
from backend.db.tables.reconciliation import Reconciliation
from backend.db.tables.sample import AidSample
from backend.db.tables.voucher import Voucher
from backend.domain.access import Scope
from backend.domain.aid.case_codes import Stage
from backend.domain.fund.examining import Finding
from backend.domain.notice.codes import NoticeVerdict
from backend.domain.refusals import NotFound

aid_case: Any = AidCase.__table__  # type: ignore[attr-defined]
program: Any = AidProgram.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]
fund: Any = Fund.__table__  # type: ignore[attr-defined]
account: Any = LedgerAccount.__table__  # type: ignore[attr-defined]
entry: Any = LedgerEntry.__table__  # type: ignore[attr-defined]
claim: Any = ProtectionClaim.__table__  # type: ignore[attr-defined]
month: Any = Reconciliation.__table__  # type: ignore[attr-defined]
voucher: Any = Voucher.__table__  # type: ignore[attr-defined]
notice: Any = Notice.__table__  # type: ignore[attr-defined]
line: Any = NoticeLine.__table__  # type: ignore[attr-defined]
payment: Any = Payment.__table__  # type: ignore[attr-defined]
batch: Any = PaymentBatch.__table__  # type: ignore[attr-defined]
sample: Any = AidSample.__table__  # type: ignore[attr-defined]

_PAID = aid_case.c.status.in_(("paid", "archived"))


async def draw(
    session: AsyncSession,
    scope: Scope,
    *,
    seed: int,
    size: int,
    since: datetime,
    before: datetime,
    under: tuple[int, int] | None,
) -> tuple[list[UUID], int]:
    """The sample of the cases paid in a time, in the order of the draw, and of how many they were drawn. As
    `domain/fund/examining.py` says it."""
    digest = func.encode(func.sha256(func.convert_to(literal(f"{seed}:").concat(aid_case.c.number), "UTF8")), "hex")
    conditions = [within(aid_case, scope), _PAID, aid_case.c.paid_at >= since, aid_case.c.paid_at < before]
    if under is not None:
        conditions.append(aid_case.c.code.between(*under))
    found = await session.execute(
        select(aid_case.c.id, func.count().over().label("population"))
        .where(*conditions)
        # Digests are compared as bytes, whatever the language of the database.
        .order_by(digest.collate("C"))
        .limit(size)
    )
    rows = found.all()
    return [row.id for row in rows], rows[0].population if rows else 0


async def get_sample(session: AsyncSession, id: UUID) -> AidSample:
    """A sample of the scope. Raises `NotFound`."""
    found = await session.get(AidSample, id)
    if found is None:
        raise NotFound()
    return found


def list_samples(*, scope: Scope, id: UUID | None = None, after: UUID | None = None, limit: int) -> Select[Any]:
    """Samples, the newest first."""
    names = ("id", "organization_id", "seed", "first_on", "last_on", "size", "population", "drawn_by_name", "drawn_at")
    statement = (
        select(
            *(sample.c[name] for name in names),
            func.cardinality(sample.c.case_ids).label("drawn"),
            org.c.name.label("organization_name"),
        )
        .select_from(sample.join(org, org.c.id == sample.c.organization_id))
        .where(within(sample, scope))
        .order_by(sample.c.id.desc())
        .limit(limit)
    )
    if id is not None:
        statement = statement.where(sample.c.id == id)
    return statement if after is None else statement.where(sample.c.id < after)


def count_samples(*, scope: Scope, cap: int) -> Select[Any]:
    """How many samples there are, counted up to `cap`."""
    return select(func.count()).select_from(select(sample.c.id).where(within(sample, scope)).limit(cap).subquery())


def list_sample_cases(*, scope: Scope, ids: Sequence[UUID], after: Sequence[Any] | None, limit: int) -> Select[Any]:
    """The cases of a sample that the scope sees, in the order of the draw, each with the payment that holds."""
    drawn = func.unnest(literal(list(ids), ARRAY(Uuid))).table_valued("id", with_ordinality="place").render_derived()
    last = (
        select(payment.c.id, payment.c.way, payment.c.payee, batch.c.number.label("batch_number"))
        .select_from(payment.outerjoin(batch, batch.c.id == payment.c.batch_id))
        .where(payment.c.case_id == aid_case.c.id, payment.c.state == "paid")
        .order_by(payment.c.round.desc())
        .limit(1)
        .lateral("last")
    )
    joined = (
        aid_case.join(drawn, drawn.c.id == aid_case.c.id)
        .join(program, program.c.id == aid_case.c.program_id)
        .join(org, org.c.id == aid_case.c.organization_id)
        .outerjoin(fund, fund.c.id == aid_case.c.fund_id)
        .outerjoin(last, true())
    )
    statement = (
        select(
            *(aid_case.c[name] for name in ("id", "number", "name", "status", "amount_fen", "category", "paid_at")),
            *(aid_case.c[name] for name in ("maker_name", "checker_name", "payer_name")),
            # Named anew: what a column of a subquery is called is no plain text.
            drawn.c.place.label("place"),
            program.c.name.label("program_name"),
            org.c.name.label("organization_name"),
            fund.c.name.label("fund_name"),
            last.c.id.label("payment_id"),
            *(last.c[name].label(name) for name in ("way", "payee", "batch_number")),
        )
        .select_from(joined)
        .where(within(aid_case, scope))
        .order_by(drawn.c.place)
        .limit(limit)
    )
    return statement if after is None else statement.where(drawn.c.place > int(after[0]))


def count_sample_cases(*, scope: Scope, ids: Sequence[UUID], cap: int) -> Select[Any]:
    """How many cases of a sample the scope sees."""
    asked = list_sample_cases(scope=scope, ids=ids, after=None, limit=cap)
    return select(func.count()).select_from(asked.subquery())


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFilters:
    """What published and paid are compared by: of which time, below which union, what is looked for."""

    findings: Sequence[str]
    since: datetime | None = None
    before: datetime | None = None
    under: tuple[int, int] | None = None


def list_meetings(
    *, scope: Scope, filters: MeetingFilters, after: Sequence[Any] | None = None, limit: int
) -> Select[Any]:
    """Cases whose publication and payment do not meet, the newest case first; by when they were paid, or passed."""
    passed = (
        select(
            notice.c.id.label("notice_id"),
            notice.c.number.label("notice_number"),
            notice.c.concluded_at,
            cast(line.c.cells["amount"].astext, BigInteger).label("published_fen"),
        )
        .select_from(line.join(notice, notice.c.id == line.c.notice_id))
        .where(line.c.case_id == aid_case.c.id, line.c.verdict == NoticeVerdict.PASS.value)
        .order_by(notice.c.concluded_at.desc())
        .limit(1)
        .lateral("passed")
    )
    published = passed.c.notice_id.is_not(None)
    needed = program.c.stages.contains([Stage.NOTICE.value])
    finding: ColumnElement[Any] = case(
        (and_(_PAID, ~published, needed), Finding.UNPUBLISHED.value),
        (and_(_PAID, ~published), Finding.EXEMPT.value),
        (and_(~_PAID, published), Finding.UNPAID.value),
        (and_(_PAID, passed.c.published_fen != aid_case.c.amount_fen), Finding.AMOUNT.value),
        else_=None,
    )
    moment = case((_PAID, aid_case.c.paid_at), else_=passed.c.concluded_at)
    conditions = [within(aid_case, scope), finding.in_(list(filters.findings))]
    if filters.since is not None:
        conditions.append(moment >= filters.since)
    if filters.before is not None:
        conditions.append(moment < filters.before)
    if filters.under is not None:
        conditions.append(aid_case.c.code.between(*filters.under))
    if after is not None:
        conditions.append(aid_case.c.id < UUID(after[0]))
    return (
        select(
            *(aid_case.c[name] for name in ("id", "number", "name", "status", "paid_at")),
            case((_PAID, aid_case.c.amount_fen), else_=None).label("paid_fen"),
            finding.label("finding"),
            *(passed.c[name].label(name) for name in ("notice_id", "notice_number", "concluded_at", "published_fen")),
            program.c.name.label("program_name"),
            org.c.name.label("organization_name"),
        )
        .select_from(
            aid_case.join(program, program.c.id == aid_case.c.program_id)
            .join(org, org.c.id == aid_case.c.organization_id)
            .outerjoin(passed, true())
        )
        .where(*conditions, or_(_PAID, published))
        .order_by(aid_case.c.id.desc())
        .limit(limit)
    )


def count_meetings(*, scope: Scope, filters: MeetingFilters, cap: int) -> Select[Any]:
    """How many there are, counted up to `cap`."""
    return select(func.count()).select_from(list_meetings(scope=scope, filters=filters, limit=cap).subquery())


async def find_seen(session: AsyncSession, ids: Collection[UUID]) -> frozenset[UUID]:
    """Which of these accounts, entries, cases, claims, payments, vouchers and reconciled months this transaction sees; one
    statement."""
    if not ids:
        return frozenset()
    tables = (account, entry, aid_case, payment, voucher, claim, month)
    wanted = literal(list(ids), ARRAY(Uuid))
    found = await session.scalars(
        union_all(*(select(table.c.id).where(table.c.id == func.any(wanted)) for table in tables))
    )
    return frozenset(found)
