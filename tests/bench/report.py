"""The bars of the product, the verdict on each, the table on the screen and the file beside the code."""

import json
import platform
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.beside import Beside
from tests.bench.client import Figures
from tests.bench.intake import Intake

RESULTS = Path(__file__).with_name("results")
CLIENTS = 8
"""So many ask at once in the bars of the issues; with another number it is another measurement."""
LIST_MS = 50.0
SEARCH_MS = 100.0
STATISTIC_MS = 20.0
GROWTH = 1.3
OF_FLOOR = 0.5
SPREAD = 5.0
MOVE_SECONDS = 2.0
EXPORT_SECONDS = 15.0
EXPORT_MEGABYTES = 256.0


@dataclass(slots=True, kw_only=True)
class Line:
    """One load and what became of it."""

    name: str
    ours: Figures
    floor: Figures | None = None
    memory: float = 0.0
    verdicts: dict[str, bool] = field(default_factory=dict)
    note: str = ""

    def judge(self, bar: str, kept: bool) -> None:
        """Hold the figures to a bar."""
        self.verdicts[bar] = kept

    def as_row(self) -> dict[str, Any]:
        """For the file."""
        return {
            "name": self.name,
            **_percentiles(self.ours),
            "rps": round(self.ours.rate, 1),
            "rss_mb": round(self.memory, 1),
            "floor": _percentiles(self.floor) | {"rps": round(self.floor.rate, 1)} if self.floor else None,
            "of_floor": round(self.ours.rate / self.floor.rate, 3) if self.floor and self.floor.rate else None,
            "failures": self.ours.failures,
            "verdicts": self.verdicts,
            "note": self.note,
        }


def _percentiles(figures: Figures) -> dict[str, float]:
    return {name: round(figures.percentile(share), 2) for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))}


def path_of(name: str, clients: int) -> Path:
    """The file of a run: `NAME.json`, or with its number of clients."""
    return RESULTS / (f"{name}.json" if clients == CLIENTS else f"{name}-clients-{clients}.json")


def earlier(members: int) -> dict[str, dict[str, Any]]:
    """The lines of an earlier run at this size, by name; empty when there was none."""
    path = RESULTS / f"{members}.json"
    return {row["name"]: row for row in json.loads(path.read_text())["loads"]} if path.exists() else {}


def judge_growth(lines: list[Line], small: dict[str, dict[str, Any]]) -> None:
    """p99 against the run with a tenth of the members."""
    for line in lines:
        before = small.get(line.name)
        if before and line.name.startswith("list") and before["p99"]:
            times = line.ours.percentile(0.99) / before["p99"]
            line.judge(f"≤ {GROWTH} × p99 at 300,000 ({times:.2f})", times <= GROWTH)


def print_table(lines: list[Line], moves: list[dict[str, Any]], intakes: list[Intake]) -> None:
    """Everything that was measured."""
    head = ("load", "p50 ms", "p95", "p99", "req/s", "floor p50", "p99", "req/s", "of floor", "RSS MB", "verdict")
    rows = [head]
    for line in lines:
        row, floor = line.as_row(), line.as_row()["floor"] or {}
        judged = "; ".join(f"{'ok' if kept else 'MISSED'} {bar}" for bar, kept in line.verdicts.items())
        failed = f"  FAILED {line.ours.failures}" if line.ours.failures else ""
        rows.append(
            (
                line.name,
                *(f"{row[name]:.1f}" for name in ("p50", "p95", "p99")),
                f"{row['rps']:.0f}",
                *(f"{floor[name]:.1f}" if floor else "" for name in ("p50", "p99")),
                f"{floor['rps']:.0f}" if floor else "",
                f"{row['of_floor']:.2f}" if row["of_floor"] else "",
                f"{row['rss_mb']:.0f}",
                judged + failed + (f"  ({line.note})" if line.note else ""),
            )
        )
    widths = [max(_width(row[column]) for row in rows) for column in range(len(head) - 1)]
    for row in rows:
        cells = [
            _padded(cell, width, left=not column) for column, (cell, width) in enumerate(zip(row, widths, strict=False))
        ]
        print("  ".join(cells), row[-1], sep="  ")
    for move in moves:
        print(
            f"moved {move['township']}: {move['unions']} unions, {move['members']} members in {move['seconds']:.2f} s  "
            f"{'ok' if move['kept'] else 'MISSED'} ≤ {MOVE_SECONDS} s  "
            f"{'all consistent' if not move['wrong'] else 'WRONG: ' + str(move['wrong'])}"
        )
    for intake in intakes:
        row = intake.as_row()
        judged = "; ".join(f"{'ok' if kept else 'MISSED'} {bar}" for bar, kept in row["verdicts"].items())
        told = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in row["seconds"].items())
        bare = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in row["floor"].items())
        rates = ", ".join(f"{name} {value}" for name, value in row["of_floor"].items())
        print(f"import {intake.rows} rows: {told}; floor: {bare} ({rates}); memory {row['memory_mb']} MB  {judged}")
        for wrong in intake.wrong:
            print(f"  {wrong}")


def print_exports(exports: list[dict[str, Any]]) -> None:
    """What became of the long lists."""
    for each in exports:
        print(
            f"exported {each['rows']} rows as {each['format']}, {each['size'] / 1e6:.1f} MB, in {each['seconds']:.1f} s "
            f"with {each['megabytes']:.0f} MB; COPY of the same rows {each['floor_seconds']:.1f} s  "
            f"{'ok' if each['kept'] else 'MISSED'} ≤ {EXPORT_SECONDS:.0f} s and {EXPORT_MEGABYTES:.0f} MB at 100,000"
        )


def print_besides(besides: list[Beside]) -> None:
    """What reading and writing cost each other."""
    for each in besides:
        row = each.as_row()
        for height, told in row["reading"].items():
            print(f"statistic {height} beside imports of {row['rows']} rows: " + _spelled(told))
        print(f"members written, rows a second: {_spelled(row['writing'])}")
        print("  " + "; ".join(f"{'ok' if kept else 'MISSED'} {bar}" for bar, kept in row["verdicts"].items()))


def _spelled(figures: dict[str, float]) -> str:
    return ", ".join(f"{name} {value}" for name, value in figures.items())


def write(
    members: int,
    unions: int,
    lines: list[Line],
    moves: list[dict[str, Any]],
    exports: list[dict[str, Any]],
    intakes: list[Intake],
    besides: list[Beside],
    facts: dict[str, Any],
) -> Path:
    """The figures as a file, to be compared with the next run's."""
    RESULTS.mkdir(exist_ok=True)
    path = path_of(str(members), facts["clients"])
    known = (
        json.loads(path.read_text())
        if path.exists() and facts.get("only")
        else {"loads": [], "moves": [], "exports": []}
    )
    measured = [line.as_row() for line in lines]
    names = {row["name"] for row in measured}
    content = {
        "members": members,
        "unions": unions,
        "machine": f"{platform.machine()}, {facts.pop('cores')} cores, Python {platform.python_version()}",
        **facts,
        "loads": [row for row in known["loads"] if row["name"] not in names] + measured,
        "moves": moves or known["moves"],
        "exports": exports or known.get("exports", []),
        "imports": [intake.as_row() for intake in intakes] or known.get("imports", []),
        "beside": [each.as_row() for each in besides] or known.get("beside", []),
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n")
    return path


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _padded(text: str, width: int, *, left: bool) -> str:
    blanks = " " * (width - _width(text))
    return text + blanks if left else blanks + text
