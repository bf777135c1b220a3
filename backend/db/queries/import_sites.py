"""The organizations below which an import is made, and which records of the register stand on a new one."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.tables.organization import Organization
from backend.db.types import metadata
from backend.domain.imports.directory import Directory, Site
from backend.domain.organization.codes import OrganizationKind

org: Any = Organization.__table__  # type: ignore[attr-defined]


async def load_directory(session: AsyncSession, root: Organization) -> Directory:
    """The living organizations at and below a union, in one query."""
    c = org.c
    found = await session.execute(
        select(c.id, c.name, c.kind, c.code, c.code_hi, c.line_code, c.region_code, c.credit_code).where(
            c.code.between(root.code, root.code_hi), c.status == "active"
        )
    )
    sites = [Site(id, name, OrganizationKind(kind), *rest) for id, name, kind, *rest in found]
    top = next((site for site in sites if site.id == root.id), None)
    if top is None:
        top = Site(root.id, root.name, OrganizationKind(root.kind), root.code, root.code_hi, root.line_code)
    return Directory(top, [site for site in sites if site.id != root.id])


async def hold_sites(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, tuple[int, int | None]]:
    """The living ones of these organizations, kept from being moved until the end of the transaction, and their places."""
    held = await session.execute(
        select(org.c.id, org.c.code, org.c.line_code)
        .where(org.c.id.in_(ids), org.c.status == "active")
        .order_by(org.c.id)
        .with_for_update(read=True)
    )
    return {id: (code, line_code) for id, code, line_code in held}


async def find_referred(
    session: AsyncSession, table: str, ids: Sequence[UUID], *, but: Sequence[str] = ()
) -> frozenset[UUID]:
    """Those of these rows of a table to which some other row refers; references from the tables in `but` do not count."""
    if not ids:
        return frozenset()
    wanted = func.any(literal(list(ids), ARRAY(Uuid)))
    asked = [
        select(key.parent).where(key.parent == wanted)
        for other in metadata.sorted_tables
        if other.name not in but
        for key in sorted(other.foreign_keys, key=lambda key: str(key.parent.name))
        if key.column.table.name == table
    ]
    return frozenset(await session.scalars(asked[0].union(*asked[1:]))) if asked else frozenset()
