"""When a union was last urged: one column of the lists of what is due."""

from typing import Any

from sqlalchemy import func, select

from backend.db.tables.organization import Urge
from backend.domain.organization.codes import UrgeSubject

urge: Any = Urge.__table__  # type: ignore[attr-defined]


def last_urged_on(organization_id: Any, subject: UrgeSubject) -> Any:
    """The day on which a union was last urged about this; null where nothing stands."""
    return (
        select(func.max(urge.c.urged_on))
        .where(
            urge.c.organization_id == organization_id,
            urge.c.subject == subject.value,
            urge.c.withdrawn_at.is_(None),
            urge.c.settled_at.is_(None),
        )
        .scalar_subquery()
    )
