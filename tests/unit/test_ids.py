"""Ids of rows: UUIDv7 that grow, never the same twice, not by threads and not after a fork."""

import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest

from backend.db.types import new_id

EACH = 20_000


@pytest.fixture
def eager() -> Iterator[None]:
    """Threads take turns after every few instructions, as they would in hours of work."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


def test_an_id_is_a_version_seven() -> None:
    """RFC 9562: version and variant stand where they belong."""
    made = new_id()
    assert (made.version, made.variant) == (7, "specified in RFC 4122")


def test_ids_made_later_sort_later() -> None:
    """Also thousands in one millisecond: the order of an id is the order of what happened."""
    made = [new_id() for _ in range(EACH)]
    assert made == sorted(set(made))


def test_no_id_is_made_twice_by_several_threads(eager: None) -> None:
    """Two batches of an import are made ready in two threads: one id twice turns the second one back."""

    def make(_: int) -> list[UUID]:
        return [new_id() for _ in range(EACH)]

    with ThreadPoolExecutor(4) as threads:
        parts = list(threads.map(make, range(4)))
    assert all(part == sorted(part) for part in parts)
    assert len({made for part in parts for made in part}) == 4 * EACH


def test_a_forked_child_makes_its_own() -> None:
    """A child that begins where its parent stood goes on from other random bits."""
    new_id()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, b"".join(new_id().bytes for _ in range(100)))
        os._exit(0)
    mine = {new_id().bytes for _ in range(100)}
    os.waitpid(child, 0)
    said = os.read(reading, 1600)
    assert not mine & {said[at : at + 16] for at in range(0, 1600, 16)}
    os.close(reading)
    os.close(writing)
