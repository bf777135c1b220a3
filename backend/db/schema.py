"""The schema's version: what the code wants, what the database has, and the way from one to the other."""

import re
from pathlib import Path

import psycopg
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from backend.db.server import Server, psycopg_url

MIGRATIONS = Path(__file__).with_name("migrations")


def configuration(url: str | None = None) -> Config:
    """Alembic's configuration without a file. `url` is the owner's, plain; without one nothing can be run."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    # The date first: files then stand in the order in which they were written.
    config.set_main_option("file_template", "%%(year)d-%%(month).2d-%%(day).2d-%%(hour).2d%%(minute).2d_%%(slug)s")
    if url is not None:
        config.attributes["url"] = psycopg_url(url)
    return config


def head() -> str | None:
    """The version that the code wants."""
    return ScriptDirectory.from_config(configuration()).get_current_head()


def knows(version: str) -> bool:
    """Whether `version` is one of the code's migrations."""
    return any(script.revision == version for script in ScriptDirectory.from_config(configuration()).walk_revisions())


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
    command.upgrade(configuration(server.require_owner()), "head")
    return True


def begin_migration(server: Server, name: str) -> Path:
    """A new migration: what the tables in code have and the database has not. To be read and completed by hand."""
    slug = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    made = command.revision(configuration(server.require_owner()), message=name, autogenerate=True, rev_id=slug)
    script = made[0] if isinstance(made, list) else made
    if script is None:
        raise RuntimeError("alembic made no file")
    return Path(script.path)
