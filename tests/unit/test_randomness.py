"""Random bytes by the pool: of the right length, never the same twice, not by threads and not after a fork."""

import os
from concurrent.futures import ThreadPoolExecutor

from backend.db.randomness import PIECES, Pool


def test_no_piece_is_given_twice_by_several_threads() -> None:
    """trust.md 2.8: a nonce that comes twice under one key breaks the cipher."""
    pool, each = Pool(12), PIECES * 3 + 7

    def take(_: int) -> list[bytes]:
        return [pool.take() for _ in range(each)]

    with ThreadPoolExecutor(4) as threads:
        taken = [piece for pieces in threads.map(take, range(8)) for piece in pieces]
    assert {len(piece) for piece in taken} == {12}
    assert len(set(taken)) == 8 * each


def test_a_forked_child_draws_its_own() -> None:
    """The bytes that lay ready in the parent are not the child's too."""
    pool = Pool(12)
    pool.take()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, pool.take())
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(reading, 12) not in {pool.take() for _ in range(PIECES)}
    os.close(reading)
    os.close(writing)
