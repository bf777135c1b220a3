"""What waits for one person alone, whatever they may do: their imports, and sessions that somebody else may have had."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, literal, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.bounds import within
from backend.db.days import local_day
from backend.db.queries.todo import IN_ALL, read
from backend.db.tables.account import SignInSession, UserAccount
from backend.db.tables.imports import Import
from backend.db.tables.organization import Organization
from backend.db.tables.process import AuditEvent
from backend.domain.access import Scope
from backend.domain.imports.states import GOOD, REFUSED, UNDO_FOR

imported: Any = Import.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]
own_session: Any = SignInSession.__table__  # type: ignore[attr-defined]
user: Any = UserAccount.__table__  # type: ignore[attr-defined]
audit: Any = AuditEvent.__table__  # type: ignore[attr-defined]


async def list_own(
    session: AsyncSession, scope: Scope, *, by: UUID, imports: bool, reused_since: datetime, now: datetime, most: int
) -> Sequence[Mapping[str, Any]]:
    """Own sessions that ended since `reused_since` by a token used twice, and own `imports` that wait for a word."""
    queues = [_reused_sessions(by, since=reused_since, most=most)]
    if imports:
        queues.append(_imports(scope, by=by, now=now, most=most))
    return await read(session, union_all(*(queue.subquery().select() for queue in queues)))


def _imports(scope: Scope, *, by: UUID, now: datetime, most: int) -> Select[Any]:
    """Columns to name, rows to write or to mend, until they are forgotten. `detail` is how many rows are good and how many
    refused."""
    c = imported.c

    def rows(states: Sequence[str]) -> Any:
        return sum((func.coalesce(c.counts[state].as_integer(), 0) for state in states), start=literal(0))

    good, refused = rows(GOOD), rows(REFUSED)
    last = func.coalesce(c.committed_at, c.created_at)
    return (
        select(
            literal("import").label("kind"),
            c.id,
            org.c.name,
            func.concat(good, " ", refused).label("detail"),
            c.organization_id,
            org.c.name.label("organization_name"),
            local_day(last + UNDO_FOR).label("due_on"),
            IN_ALL,
        )
        .select_from(imported.join(org, org.c.id == c.organization_id))
        .where(
            within(imported, scope),
            c.user_id == by,
            last > now - UNDO_FOR,
            or_(c.state == "unmapped", and_(c.state.in_(("checked", "committed")), good + refused > 0)),
        )
        .order_by(c.id.desc())
        .limit(most)
    )


def _reused_sessions(user_id: UUID, *, since: datetime, most: int) -> Select[Any]:
    """Sessions that ended because their token was used twice (trust.md A-04), until the password is changed: whoever
    holds a copy of the token may hold more."""
    changed = (
        select(audit.c.id)
        .where(audit.c.actor_id == user_id, audit.c.event == "password_changed", audit.c.at > own_session.c.ended_at)
        .correlate(own_session)
        .exists()
    )
    return (
        select(
            literal("session_reused").label("kind"),
            own_session.c.id,
            own_session.c.device.label("name"),
            own_session.c.address.label("detail"),
            user.c.organization_id,
            org.c.name.label("organization_name"),
            local_day(own_session.c.ended_at).label("due_on"),
            IN_ALL,
        )
        .select_from(
            own_session.join(user, user.c.id == own_session.c.user_id).join(org, org.c.id == user.c.organization_id)
        )
        .where(
            own_session.c.user_id == user_id,
            own_session.c.ended_why == "refresh_reused",
            own_session.c.ended_at >= since,
            ~changed,
        )
        .order_by(own_session.c.ended_at.desc())
        .limit(most)
    )
