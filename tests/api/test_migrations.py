"""The migrations make the schema that the tables declare, forwards and back."""

import subprocess
from collections.abc import Iterator

import pytest
from alembic import command

from backend.db.migrate import configuration, downgrade, upgrade
from tests.conftest import Cluster


@pytest.fixture
def empty(cluster: Cluster) -> Iterator[str]:
    name = f"migrated_{next(cluster.numbers)}"
    cluster.server.create_database(name)
    yield name
    cluster.server.drop_database(name)


def schema_of(cluster: Cluster, name: str) -> str:
    """The schema as pg_dump writes it, without what differs from dump to dump."""
    dumped = subprocess.run(
        [cluster.server.bindir / "pg_dump", "--schema-only", "--schema=public", cluster.server.url("owner", name)],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return "\n".join(line for line in dumped.splitlines() if not line.startswith(("--", "\\")))


def test_forward_back_and_forward_again(cluster: Cluster, empty: str) -> None:
    """Every step can be taken back, and leads to the same schema again."""
    url = cluster.server.url("owner", empty)
    upgrade(url)
    first = schema_of(cluster, empty)
    command.check(configuration(url))
    downgrade(url, "base")
    upgrade(url)
    assert schema_of(cluster, empty) == first
