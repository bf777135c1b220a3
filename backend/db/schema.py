"""The schema's version: what the code wants, what the database has, and the way from one to the other."""

import re
from pathlib import Path

import psycopg
from alembic import command
from alembic.script import ScriptDirectory

from backend.db.migrate import DIRECTORY, configuration, upgrade
from backend.db.roles import APP
from backend.db.server import Server


def head() -> str | None:
    """The version that the code wants."""
    return ScriptDirectory(str(DIRECTORY)).get_current_head()


def knows(version: str) -> bool:
    """Whether `version` is one of the code's migrations."""
    return any(script.revision == version for script in ScriptDirectory(str(DIRECTORY)).walk_revisions())


def current(url: str) -> str | None:
    """The version of the database at `url`; None when it is empty."""
    with psycopg.connect(url, connect_timeout=10) as connection:
        row = connection.execute("select to_regclass('public.alembic_version') is not null").fetchone()
        if row is None or not row[0]:
            return None
        row = connection.execute("select version_num from alembic_version").fetchone()
        return None if row is None else str(row[0])


def migrate(server: Server) -> bool:
    """Bring the schema up to date; whether there was anything to do. Refuses `OwnerMissing` only when there was."""
    if current(server.owner_url or server.app_url) == head():
        return False
    owner = server.require_owner()
    upgrade(owner)
    with psycopg.connect(owner) as connection:
        # The processes that run as the app ask whether the schema is theirs, and change nothing.
        connection.execute(f"grant select on alembic_version to {APP}")
    return True


def begin_migration(server: Server, name: str) -> Path:
    """A new migration: what the tables in code have and the database has not. To be read and completed by hand."""
    slug = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    made = command.revision(configuration(server.require_owner()), message=name, autogenerate=True, rev_id=slug)
    script = made[0] if isinstance(made, list) else made
    if script is None:
        raise RuntimeError("alembic made no file")
    return Path(script.path)
