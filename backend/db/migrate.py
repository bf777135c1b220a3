"""Migrations from Python: the command line, the tests and the start of the product use the same ones."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from backend.db.server import psycopg_url

DIRECTORY = Path(__file__).parent / "migrations"


def configuration(owner_url: str) -> Config:
    """Alembic's configuration for a server, reached as the owner role."""
    config = Config()
    config.set_main_option("script_location", str(DIRECTORY))
    config.set_main_option("file_template", "%%(year)d-%%(month).2d-%%(day).2d-%%(hour).2d%%(minute).2d_%%(slug)s")
    config.attributes["url"] = psycopg_url(owner_url)
    return config


def upgrade(owner_url: str, revision: str = "head") -> None:
    """Bring the schema forward."""
    command.upgrade(configuration(owner_url), revision)


def downgrade(owner_url: str, revision: str) -> None:
    """Take the schema back."""
    command.downgrade(configuration(owner_url), revision)
