"""`./dev bench`: loads a city, asks the product and the floor the same things, and holds the figures to the bars.

The floor is a bare Starlette handler over bare asyncpg with the same SQL, asked in turns with the product within one
run: rates of this kind of machine wander by half from day to day, their ratios do not.
"""

import argparse
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from datetime import UTC, datetime  # noqa: E402

import uvloop  # noqa: E402

from backend.db.data_keys import open_vault  # noqa: E402
from backend.db.queries import member_list as member_queries  # noqa: E402
from backend.db.queries import organization as organization_queries  # noqa: E402
from backend.db.queries import statistic as statistic_queries  # noqa: E402
from backend.db.queries.member_filters import MemberFilters, tails_of  # noqa: E402
from backend.db.queries.member_list import ZERO  # noqa: E402
from backend.db.queries.organization import OrganizationFilters  # noqa: E402
from backend.db.queries.statistic import NO_CHILDREN, Node  # noqa: E402
from backend.db.server import asyncpg_url  # noqa: E402
from backend.db.session import Database  # noqa: E402
from backend.domain.calendar import day_of  # noqa: E402
from backend.domain.member.search import read_search  # noqa: E402
from backend.domain.organization.codes import Tree  # noqa: E402
from backend.domain.statistic.catalogue import cells_of, read_question  # noqa: E402
from backend.domain.statistic.datasets import DATASETS  # noqa: E402
from backend.domain.statistic.periods import month_of  # noqa: E402
from tests.bench import cases, client, report, served  # noqa: E402
from tests.bench.beside import Beside, read_beside, write_counted  # noqa: E402
from tests.bench.cases import HEIGHTS, PAGE, Caller  # noqa: E402
from tests.bench.export import export_rows  # noqa: E402
from tests.bench.intake import Intake, take_in  # noqa: E402
from tests.bench.load import Loaded, prepare, remove  # noqa: E402
from tests.bench.move import move_townships  # noqa: E402

POOL = 10
LOADS = ("list", "search", "tree", "statistic", "overload", "move", "export", "import", "beside")


def arguments() -> argparse.Namespace:
    """What can be asked for."""
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__.split("\n")[0])
    parser.add_argument("--members", type=int, default=300_000)
    parser.add_argument("--unions", type=int, default=30_000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=4.0, help="of each load, warm-up not counted")
    parser.add_argument("--rounds", type=int, default=2, help="product and floor in turns, so often")
    parser.add_argument(
        "--rows", type=int, default=100_000, help="of the list that is exported, of the roster that is imported"
    )
    parser.add_argument("--only", nargs="*", choices=LOADS, default=[])
    parser.add_argument("--keep", type=Path, metavar="DIR", help="load there, and use it again the next time")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 2, help="that load the data")
    return parser.parse_args()


class Bench:
    """One run."""

    def __init__(self, options: argparse.Namespace, loaded: Loaded, directory: Path) -> None:
        self.options, self.loaded, self.directory = options, loaded, directory
        self.lines: list[report.Line] = []
        self.moves: list[dict[str, Any]] = []
        self.exports: list[dict[str, Any]] = []
        self.intakes: list[Intake] = []
        self.besides: list[Beside] = []
        self.statements: list[dict[str, Any]] = []
        self.plan: list[tuple[str, list[tuple[Caller, str, dict[str, Any]]], list[int]]] = []

    async def run(self) -> None:
        """Everything that was asked for."""
        url = self.loaded.server.url("superuser")
        database = Database(asyncpg_url(self.loaded.server.url("app")))
        try:
            vault = await open_vault(database, self.loaded.ring, now=datetime.now(UTC))
            self.callers = await cases.sign_in(database, url, each=self.options.clients)
        finally:
            await database.close()
        everybody = [caller for height in HEIGHTS for caller in self.callers.get(height, ())]
        if self.wants("search"):
            cases.find_members(url, vault, everybody)
        with served.api(self.loaded, self.directory, pool_size=POOL) as product:
            self.product = product
            await self.prepare_plan(everybody, vault)
            with served.floor(self.loaded, self.directory, self.statements, pool_size=POOL) as floor:
                for name, asked, numbers in self.plan:
                    await self.measure(name, asked, numbers, floor)
                if self.wants("overload"):
                    await self.overload()
            if self.wants("move"):
                await self.move(url)
            if self.wants("export"):
                await self.export(url)
            if self.wants("import"):
                caller = self.callers["union"][0]
                self.intakes.append(await take_in(product, self.loaded, caller, self.directory, rows=self.options.rows))
            if self.wants("beside"):
                await self.beside(product, url)

    def wants(self, load: str) -> bool:
        """Whether this load was asked for."""
        return not self.options.only or load in self.options.only

    async def prepare_plan(self, everybody: list[Caller], vault: Any) -> None:
        """All loads with their requests and their SQL."""
        if self.wants("list"):
            depth = await cases.find_deep_pages(self.product.port, self.loaded.ring, everybody)
            for height in HEIGHTS:
                for page in ("first", f"page {depth.get(height, 0)}"):
                    self.add(f"list {height} {page}", self.lists(height, deep=page != "first"))
        if self.wants("search"):
            for height in HEIGHTS:
                for what in ("name", "initials", "tail"):
                    self.add(f"search {what} {height}", self.searches(height, what, vault))
        if self.wants("tree"):
            for height in ("city", "county", "township"):
                self.add(f"tree {height}", self.trees(height))
        if self.wants("statistic"):
            for height in HEIGHTS:
                self.add(f"statistic {height}", self.statistics(height))

    def add(self, name: str, asked: Iterator[tuple[Caller, str, dict[str, Any], Any]]) -> None:
        """One load: who asks for what, and with which statement the floor answers it."""
        requests: list[tuple[Caller, str, dict[str, Any]]] = []
        numbers: list[int] = []
        for caller, path, query, statement in asked:
            requests.append((caller, path, query))
            numbers.append(len(self.statements))
            self.statements.append(cases.statement_of(statement, caller.scope).packed())
        if requests:
            self.plan.append((name, requests, numbers))

    def lists(self, height: str, *, deep: bool) -> Iterator[tuple[Caller, str, dict[str, Any], Any]]:
        """The list of members."""
        from backend.api.member.schemas import MemberQuery
        from backend.api.pages import read_cursor

        for caller in self.callers.get(height, ()):
            query = {"limit": PAGE} | ({"cursor": caller.cursors["deep"]} if deep and caller.cursors["deep"] else {})
            after = read_cursor(MemberQuery(**query), secret=self.loaded.ring.cursor)
            statement = member_queries.list_members(caller.scope, MemberFilters(), after=after, limit=PAGE + 1)
            yield caller, "/members", query, statement

    def searches(self, height: str, what: str, vault: Any) -> Iterator[tuple[Caller, str, dict[str, Any], Any]]:
        """The one search box."""
        for caller in self.callers.get(height, ()):
            for number, member in enumerate(caller.members):
                typed = cases.name_part(number, member["name"]) if what == "name" else member[what]
                term = read_search(typed)
                filters = MemberFilters(term=term, tails=tails_of(vault, term))
                statement = member_queries.list_members(caller.scope, filters, after=None, limit=PAGE + 1)
                yield caller, "/members", {"limit": PAGE, "q": typed}, statement

    def trees(self, height: str) -> Iterator[tuple[Caller, str, dict[str, Any], Any]]:
        """The children of the caller's own union, with the figures of everything below each."""
        for caller in self.callers.get(height, ()):
            parent = caller.scope.organization_id
            statement = organization_queries.list_organizations(
                caller.scope, OrganizationFilters(parent_id=parent), after=None, limit=PAGE + 1
            )
            yield caller, "/organizations", {"limit": PAGE, "parent_id": str(parent)}, statement

    def statistics(self, height: str) -> Iterator[tuple[Caller, str, dict[str, Any], Any]]:
        """Every measure of the members of the caller's own union or line; on the floor, the sum of the counters."""
        dataset = DATASETS["members"]
        cells = cells_of(dataset, read_question(dataset, by=(), measures=()))
        month = month_of(day_of(datetime.now(UTC)))
        for caller in self.callers.get(height, ()):
            scope = caller.scope
            by_line = scope.tree is Tree.LINE
            above = height in ("city", "county")
            whole = Node(
                ZERO, "", by_line, tree=scope.tree, low=scope.low, high=scope.high, by_township=above, open_month=month
            )
            asked = statistic_queries.ask_now(whole, NO_CHILDREN, cells, month=month)
            yield caller, "/stats/datasets/members", {}, asked

    async def measure(
        self, name: str, asked: list[tuple[Caller, str, dict[str, Any]]], numbers: list[int], floor: served.Served
    ) -> None:
        """Product and floor in turns."""
        clients, seconds = self.options.clients, self.options.seconds
        ours, theirs, cpu = client.Figures(), client.Figures(), 0.0
        for _ in range(self.options.rounds):
            raw = [caller.get(self.loaded.ring, path, **query) for caller, path, query in asked]
            before = self.product.cpu()
            ours.add(await client.load(self.product.port, cases.spread(raw, clients), seconds=seconds))
            cpu += self.product.cpu() - before
            await served.settle()
            bare = [client.request(f"/{number}") for number in numbers]
            theirs.add(await client.load(floor.port, cases.spread(bare, clients), seconds=seconds))
            await served.settle()
        line = report.Line(name=name, ours=ours, floor=theirs, memory=self.product.memory())
        line.note = f"{cpu / max(1, len(ours.latencies)) * 1000:.2f} ms of the API's processor each"
        p99 = ours.percentile(0.99)
        if name.startswith("list"):
            line.judge(f"p99 ≤ {report.LIST_MS:.0f} ms", p99 <= report.LIST_MS)
            line.judge(f"≥ {report.OF_FLOOR} of the floor", ours.rate >= report.OF_FLOOR * theirs.rate)
        elif name.startswith("search"):
            line.judge(f"p99 ≤ {report.SEARCH_MS:.0f} ms", p99 <= report.SEARCH_MS)
        elif name.startswith("statistic"):
            line.judge(f"p99 ≤ {report.STATISTIC_MS:.0f} ms", p99 <= report.STATISTIC_MS)
        self.lines.append(line)
        print(f"  {name}: p99 {p99:.1f} ms, {ours.rate:.0f}/s, floor {theirs.rate:.0f}/s", flush=True)

    async def beside(self, product: served.Served, url: str) -> None:
        """Statistics while imports run, and what counting costs those who write."""
        found = Beside()
        clients, statements = self.options.clients, list[dict[str, Any]]()
        asked, bare = {}, {}
        for height in ("city", "county", "township"):
            ours, theirs = [], []
            for caller, path, query, statement in self.statistics(height):
                ours.append(caller.get(self.loaded.ring, path, **query))
                theirs.append(client.request(f"/{len(statements)}"))
                statements.append(cases.statement_of(statement, caller.scope).packed())
            asked[height], bare[height] = cases.spread(ours, clients), cases.spread(theirs, clients)
        unions, seconds = self.callers["union"], self.options.seconds
        with served.floor(self.loaded, self.directory, statements, pool_size=POOL) as floor:
            readers = {"product": (product.port, asked), "floor": (floor.port, bare)}
            await read_beside(
                product, self.loaded, self.directory, unions, readers, found, rows=self.options.rows, seconds=seconds
            )
        await write_counted(url, found, seconds=seconds, rounds=self.options.rounds)
        self.besides.append(found)

    async def overload(self) -> None:
        """Three times more clients than connections (stack.md trap 8)."""
        callers = self.callers["county"]
        raw = [caller.get(self.loaded.ring, "/members", limit=PAGE) for caller in callers]
        ours = await client.load(
            self.product.port, cases.spread(raw * 3 * POOL, 3 * POOL), seconds=2 * self.options.seconds, warm=1.0
        )
        line = report.Line(name=f"{3 * POOL} clients on {POOL} connections", ours=ours, memory=self.product.memory())
        spread = ours.percentile(0.99) / ours.percentile(0.5)
        line.judge(f"p99 < {report.SPREAD:.0f} × p50 ({spread:.1f})", spread < report.SPREAD)
        self.lines.append(line)

    async def move(self, url: str) -> None:
        """Townships change their county."""
        for move in await move_townships(self.product.port, self.loaded.ring, self.callers["city"][0], url):
            kept = move.status == 200 and move.seconds <= report.MOVE_SECONDS and not move.wrong
            self.moves.append(
                {name: getattr(move, name) for name in move.__slots__}
                | {"kept": kept, "seconds": round(move.seconds, 3)}
            )

    async def export(self, url: str) -> None:
        """A long list of the whole city, as both formats."""
        made = await export_rows(
            self.product.port,
            self.loaded.ring,
            self.loaded.keys,
            self.directory,
            self.callers["city"][0],
            url,
            self.loaded.server.url("app"),
            rows=self.options.rows,
        )
        for each in made:
            in_time = each.seconds <= report.EXPORT_SECONDS * max(1, each.rows / 100_000)
            kept = in_time and each.megabytes <= report.EXPORT_MEGABYTES
            self.exports.append({name: getattr(each, name) for name in each.__slots__} | {"kept": kept})


def main() -> int:
    """Exit code 1 when a bar was missed."""
    if sys.argv[1:2] == ["aid"]:
        from tests.bench.aid.run import main as aid

        return aid(sys.argv[2:])
    options = arguments()
    directory = (options.keep or ROOT / ".data" / "bench").absolute()
    began = time.monotonic()

    def say(text: str) -> None:
        print(f"{time.monotonic() - began:7.1f} s  {text}", flush=True)

    loaded = prepare(directory, members=options.members, unions=options.unions, processes=options.processes, say=say)
    bench = Bench(options, loaded, directory)
    try:
        uvloop.run(bench.run())
    finally:
        loaded.server.stop()
        if options.keep is None:
            remove(loaded.server, directory)
    if options.members > 300_000:
        report.judge_growth(bench.lines, report.earlier(300_000))
    print()
    report.print_table(bench.lines, bench.moves, bench.intakes)
    report.print_exports(bench.exports)
    report.print_besides(bench.besides)
    facts = {
        "clients": options.clients,
        "pool": POOL,
        "cores": os.cpu_count(),
        "load_seconds": loaded.seconds,
        "only": options.only,
        "seconds": options.seconds * options.rounds,
    }
    written = report.write(
        options.members, options.unions, bench.lines, bench.moves, bench.exports, bench.intakes, bench.besides, facts
    )
    say(f"written to {written}")
    judged = [line.verdicts for line in bench.lines] + [each.bars for each in [*bench.intakes, *bench.besides]]
    missed = [bar for verdicts in judged for bar, kept in verdicts.items() if not kept]
    return 1 if missed or not all(each["kept"] for each in [*bench.moves, *bench.exports]) else 0


if __name__ == "__main__":
    sys.exit(main())
