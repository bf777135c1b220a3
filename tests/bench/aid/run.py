"""`./dev bench aid`: the whole way of 20,000 cases, all files under a new line, the queue of a city (issue 4 section 9).

A city is made and loaded in a database of its own, which goes at the end. Everything that officers do is asked by HTTP of
one API process; jobs are done by one worker process; each figure stands beside its floor of the same run.
"""

import argparse
import asyncio
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import uvloop

from tests.bench import served
from tests.bench.aid import report
from tests.bench.aid.ground import Ground, prepare_ground
from tests.bench.aid.queue import load_queue, measure_queue
from tests.bench.aid.rules import try_line
from tests.bench.aid.way import go_the_way
from tests.bench.load import Loaded, prepare, remove

PARTS = ("rules", "way", "queue")
POOL = 10


def arguments(given: Sequence[str]) -> argparse.Namespace:
    """What can be asked for."""
    parser = argparse.ArgumentParser(prog="./dev bench aid", description=__doc__.split("\n")[0])
    parser.add_argument("--cases", type=int, default=20_000, help="that go the whole way, each of a household file")
    parser.add_argument("--queue", type=int, default=None, help="cases of the queue; ten times those of the way")
    parser.add_argument("--unions", type=int, default=2_000)
    parser.add_argument("--members", type=int, default=20_000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=4.0, help="of each page of the queue, warm-up not counted")
    parser.add_argument("--rounds", type=int, default=2, help="product and floor in turns, so often")
    parser.add_argument("--only", nargs="*", choices=PARTS, default=[])
    parser.add_argument("--directory", type=Path, help="for the database; a temporary one by default")
    options = parser.parse_args(given)
    options.queue = 10 * options.cases if options.queue is None else options.queue
    return options


async def measure(
    options: argparse.Namespace, loaded: Loaded, ground: Ground, directory: Path, say: Any
) -> report.Found:
    """Everything that was asked for."""
    found = report.Found(cases=options.cases, queue=options.queue)
    wanted = options.only or PARTS
    with served.api(loaded, directory, pool_size=POOL) as product:
        if "rules" in wanted:
            found.rules = await try_line(loaded, ground, product, directory)
            say(f"{found.rules['files']} files under a new line")
        if "way" in wanted:
            found.way = await go_the_way(loaded, ground, product, directory, options.cases, options.clients, say)
        if "queue" in wanted:
            await asyncio.to_thread(load_queue, loaded, ground, cases=options.queue)
            say(f"loaded {options.queue} cases")
            found.lines = await measure_queue(
                loaded,
                ground,
                product,
                directory,
                clients=options.clients,
                seconds=options.seconds,
                rounds=options.rounds,
            )
        found.memory = product.memory("VmHWM")
    return found


def main(given: Sequence[str]) -> int:
    """Exit code 1 when a bar was missed."""
    options = arguments(given)
    # Ended from outside, it still takes its servers and its directory with it.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    began = time.monotonic()

    def say(text: str) -> None:
        print(f"{time.monotonic() - began:7.1f} s  {text}", flush=True)

    directory = options.directory or Path(tempfile.mkdtemp(prefix="unionhome-bench-"))
    loaded = prepare(directory, members=options.members, unions=options.unions, processes=os.cpu_count() or 2, say=say)
    try:
        ground = prepare_ground(loaded, files=options.cases)
        say(f"loaded {options.cases} household files, {len(ground.unions)} unions with an officer each")
        found = uvloop.run(measure(options, loaded, ground, directory, say))
    finally:
        loaded.server.stop()
        remove(loaded.server, directory)
        shutil.rmtree(directory, ignore_errors=True)
    report.print_found(found)
    say(f"written to {report.write(found, clients=options.clients, pool=POOL, only=options.only)}")
    return 0 if found.kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
