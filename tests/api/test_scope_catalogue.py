"""Row security as PostgreSQL itself describes it: every table behind its policy, no way around (trust.md section 0)."""

from typing import Any

import asyncpg
import pytest
from sqlalchemy import text

from backend.db.roles import APP
from backend.db.scope import Hidden, Public, marker_of, verbs_of
from backend.db.session import Database
from backend.db.types import metadata
from backend.domain.access import EVERYTHING, Scope
from tests.conftest import Api, Cluster
from tests.town import id_of

PUBLIC_TABLES = {
    *("aid_program", "audit_seal", "closed_month", "data_key", "line", "organization_stat_delta"),
    *("organization_tally_delta", "protection_plan", "qualification_standard", "work_calendar"),
}
"""Tables that every transaction sees. A new one is a decision, and belongs here with its reason in its docstring."""

DOORS_ARE_DECLARED = "backend.db.doors"


async def rows(database: Database, statement: str, scope: Scope = EVERYTHING) -> list[Any]:
    async with database.transaction(scope) as session:
        return list((await session.execute(text(statement))).all())


async def test_every_table_is_behind_its_policy(database: Database) -> None:
    """Enabled, forced, owned by somebody else, with exactly the policy and the grants of its marker."""
    found = await rows(
        database,
        "select c.relname, c.relrowsecurity, c.relforcerowsecurity, pg_get_userbyid(c.relowner), "
        "(select count(*) from pg_policy p where p.polrelid = c.oid) "
        "from pg_class c join pg_namespace n on n.oid = c.relnamespace "
        "where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> 'alembic_version'",
    )
    assert {name for name, *_ in found} == set(metadata.tables)
    for name, enabled, forced, owner, policies in found:
        assert (enabled, forced, policies) == (True, True, 1), name
        assert owner != APP, name


async def test_grants_are_those_of_the_markers(database: Database) -> None:
    """Nothing but what a table declares; append-only tables cannot be changed or emptied."""
    found = await rows(
        database,
        f"select table_name, lower(privilege_type) from information_schema.role_table_grants where grantee = '{APP}'",
    )
    held: dict[str, set[str]] = {}
    for table, verb in found:
        held.setdefault(table, set()).add(verb)
    assert held == {table.name: set(verbs_of(table)) for table in metadata.tables.values()}


async def test_the_public_tables_are_these() -> None:
    """A table is public by decision, never by default."""
    assert {table.name for table in metadata.tables.values() if isinstance(marker_of(table), Public)} == PUBLIC_TABLES


async def test_no_way_around_row_security(database: Database) -> None:
    """No view, no materialised view, no definer's rights beyond the declared doors; the app role has no power."""
    views = await rows(
        database, "select relname from pg_class where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace"
    )
    assert views == []
    definers = await rows(
        database, "select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace"
    )
    assert definers == []
    powers = await rows(
        database, f"select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = '{APP}'"
    )
    assert powers == [(False, False, False, False)]


async def test_no_scope_sees_nothing_even_on_a_used_connection(cluster: Cluster, database: Database) -> None:
    """A pooled connection reads an old setting back as '' and not as NULL: the trap that fails open."""
    url = cluster.server.url("app", database.engine.url.database or "")
    connection = await asyncpg.connect(url)
    try:
        for used in (False, True):
            if used:
                async with connection.transaction():
                    await connection.execute(
                        "select set_config('app.low', '1', true), set_config('app.high', '99', true)"
                    )
            for table in metadata.sorted_tables:
                if "select" in verbs_of(table) and not isinstance(marker_of(table), Public):
                    count = await connection.fetchval(f'select count(*) from "{table.name}"')
                    assert count == 0, (table.name, used)
    finally:
        await connection.close()


async def test_hidden_tables_stay_hidden_from_the_widest_scope(database: Database) -> None:
    """An administrator of the whole city reads no password hash."""
    city = Scope(low=1, high=2**62, user_id=id_of("user:city_chair"))
    async with database.transaction(EVERYTHING) as session:
        await session.execute(
            text(
                "insert into user_credential (user_id, password_hash, previous_hashes, password_changed_at, recovery_hashes) "
                "values (:id, 'x', '{}', now(), '{}')"
            ),
            {"id": id_of("user:city_chair")},
        )
    for table in metadata.sorted_tables:
        if isinstance(marker_of(table), Hidden):
            assert await rows(database, f'select * from "{table.name}"', city) == []
    assert len(await rows(database, "select * from user_credential")) == 1


async def test_a_row_cannot_be_written_outside_the_scope(api: Api) -> None:
    """The policy checks what is written, whatever the code above it forgot."""
    county = await rows(api.database, f"select code, code_hi from organization where id = '{id_of('qingxi')}'")
    elsewhere = await rows(api.database, f"select code from organization where id = '{id_of('hekou')}'")
    scope = Scope(low=county[0][0], high=county[0][1])
    with pytest.raises(Exception, match="row-level security"):
        async with api.database.transaction(scope) as session:
            await session.execute(
                text(
                    "insert into audit_event (at, event, object_kind, code, facts, actor_name, request_id, address) "
                    "values (now(), 'x', 'x', :code, '{}', '', '', '')"
                ),
                {"code": elsewhere[0][0]},
            )
