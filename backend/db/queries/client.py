"""Reading clients, their secrets and their pulls; counting turns."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, delete, func, literal, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col
from sqlmodel import select as sqlmodel_select

from backend.db.bounds import within
from backend.db.tables.client import Client, ClientPull, ClientSecret, ClientTurn
from backend.db.tables.organization import Organization
from backend.domain.access import Scope
from backend.domain.client.codes import ClientState
from backend.domain.client.terms import ClientTerms
from backend.domain.refusals import NotFound

client: Any = Client.__table__  # type: ignore[attr-defined]
secret: Any = ClientSecret.__table__  # type: ignore[attr-defined]
turn: Any = ClientTurn.__table__  # type: ignore[attr-defined]
pull: Any = ClientPull.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]


async def get_client(session: AsyncSession, id: UUID, *, lock: bool = False) -> Client:
    """The client, locked for a change if asked. Raises `NotFound`."""
    found = await session.get(Client, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


async def list_secrets(session: AsyncSession, client_id: UUID) -> Sequence[ClientSecret]:
    """The secrets of a client that are in use, the oldest first."""
    found = await session.scalars(
        sqlmodel_select(ClientSecret)
        .where(ClientSecret.client_id == client_id, col(ClientSecret.dropped_at).is_(None))
        .order_by(col(ClientSecret.id))
    )
    return found.all()


_TERMS = (
    select(
        client.c.id,
        secret.c.id.label("secret_id"),
        secret.c.hash,
        client.c.name,
        client.c.organization_id,
        org.c.name.label("organization_name"),
        org.c.code.label("low"),
        org.c.code_hi.label("high"),
        client.c.datasets,
        client.c.networks,
        client.c.per_minute,
        client.c.expires_on,
    )
    .select_from(client.join(secret, secret.c.client_id == client.c.id).join(org, org.c.id == client.c.organization_id))
    .where(client.c.revoked_at.is_(None), secret.c.dropped_at.is_(None), org.c.status == "active")
)


async def find_terms(session: AsyncSession, client_id: UUID, secret_id: UUID) -> ClientTerms | None:
    """What a client may do that holds this secret; None when it or the secret is no longer good."""
    found = await session.execute(_TERMS.where(client.c.id == client_id, secret.c.id == secret_id))
    row = found.mappings().first()
    return None if row is None else _terms(row)


async def find_secrets(session: AsyncSession, client_id: UUID) -> list[tuple[bytes, ClientTerms]]:
    """The hashes of the secrets in use of a client, each with what its holder may do."""
    found = await session.execute(_TERMS.where(client.c.id == client_id))
    return [(row["hash"], _terms(row)) for row in found.mappings()]


def _terms(row: Any) -> ClientTerms:
    taken = {name: value for name, value in row.items() if name != "hash"}
    return ClientTerms(**taken | {"datasets": tuple(row["datasets"]), "networks": tuple(row["networks"])})


async def note_use(session: AsyncSession, secret_id: UUID, now: datetime) -> None:
    """A secret was shown."""
    await session.execute(update(secret).values(used_at=now).where(secret.c.id == secret_id))


async def take_turn(session: AsyncSession, terms: ClientTerms, minute: datetime) -> int | None:
    """Count one request of this minute; which one it is, or None when all have been had. Exact over all processes."""
    fresh = insert(turn).values(
        client_id=terms.id, organization_id=terms.organization_id, code=terms.low, minute=minute, used=1
    )
    again = turn.c.minute == fresh.excluded.minute
    counted = fresh.on_conflict_do_update(
        index_elements=[turn.c.client_id],
        set_={"minute": fresh.excluded.minute, "used": case((again, turn.c.used + 1), else_=1)},
        where=~again | (turn.c.used < terms.per_minute),
    ).returning(turn.c.used)
    return await session.scalar(counted)  # type: ignore[no-any-return]


async def give_turn_back(session: AsyncSession, client_id: UUID, minute: datetime) -> None:
    """A request that cost nothing."""
    await session.execute(
        update(turn)
        .values(used=turn.c.used - 1)
        .where(turn.c.client_id == client_id, turn.c.minute == minute, turn.c.used > 0)
    )


def list_clients(
    *,
    scope: Scope,
    today: date,
    id: UUID | None = None,
    under: tuple[int, int] | None = None,
    states: Sequence[str] = (),
    q: str | None = None,
    after: Sequence[Any] | None = None,
    limit: int,
) -> Select[Any]:
    """Clients, the newest first, each with its union, its secrets in use and its last pull."""
    state = case(
        (client.c.revoked_at.is_not(None), ClientState.REVOKED.value),
        (client.c.expires_on < literal(today), ClientState.EXPIRED.value),
        else_=ClientState.ACTIVE.value,
    )
    in_use = (
        select(func.count())
        .where(secret.c.client_id == client.c.id, secret.c.dropped_at.is_(None))
        .correlate(client)
        .scalar_subquery()
    )
    last = (
        select(pull.c.at)
        .where(pull.c.client_id == client.c.id)
        .order_by(pull.c.id.desc())
        .limit(1)
        .correlate(client)
        .scalar_subquery()
    )
    own = [column for column in client.c if column.name not in ("code", "line_code", "made_by")]
    conditions: list[ColumnElement[bool]] = [within(client, scope)]
    if id is not None:
        conditions.append(client.c.id == id)
    if under is not None:
        conditions.append(client.c.code.between(*under))
    if states:
        conditions.append(state.in_(states))
    if q:
        conditions.append((func.strpos(client.c.name, q) > 0) | (func.strpos(client.c.holder, q) > 0))
    if after is not None:
        conditions.append(client.c.id < UUID(after[0]))
    return (
        select(
            *own,
            org.c.name.label("organization_name"),
            state.label("state"),
            in_use.label("secrets_in_use"),
            last.label("last_pulled_at"),
        )
        .select_from(client.join(org, org.c.id == client.c.organization_id))
        .where(*conditions)
        .order_by(client.c.id.desc())
        .limit(limit)
    )


def list_pulls(
    *,
    scope: Scope,
    client_id: UUID | None = None,
    datasets: Sequence[str] = (),
    statuses: Sequence[int] = (),
    failed: bool | None = None,
    request_id: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    after: Sequence[Any] | None = None,
    limit: int,
) -> Select[Any]:
    """Requests of clients, the newest first."""
    conditions: list[ColumnElement[bool]] = [within(pull, scope)]
    if client_id is not None:
        conditions.append(pull.c.client_id == client_id)
    if datasets:
        conditions.append(pull.c.dataset.in_(datasets))
    if statuses:
        conditions.append(pull.c.status.in_(statuses))
    if failed is not None:
        conditions.append((pull.c.status >= 400) if failed else (pull.c.status < 400))
    if request_id is not None:
        conditions.append(pull.c.request_id == request_id)
    if since is not None:
        conditions.append(pull.c.at >= since)
    if until is not None:
        conditions.append(pull.c.at < until)
    if after is not None:
        conditions.append(pull.c.id < UUID(after[0]))
    own = [column for column in pull.c if column.name not in ("code", "line_code", "organization_id")]
    return (
        select(*own, client.c.name.label("client_name"))
        .select_from(pull.join(client, client.c.id == pull.c.client_id))
        .where(*conditions)
        .order_by(pull.c.id.desc())
        .limit(limit)
    )


async def forget_pulls(session: AsyncSession, before: datetime) -> int:
    """Let old pulls go; how many."""
    done = await session.execute(delete(pull).where(pull.c.at < before))
    return done.rowcount  # type: ignore[attr-defined, no-any-return]
