"""The bars of the bench of aid, the verdict on each, the table on the screen and the file beside the code."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.report import RESULTS, Line, path_of, print_table

FILES_A_SECOND = 10_000.0


@dataclass(slots=True, kw_only=True)
class Step:
    """A step of the way: how it was taken, how many cases it took how far, and what the floor needs for the same."""

    name: str
    how: str
    cases: int
    requests: int
    seconds: float
    p99_ms: float
    floor: str = ""
    floor_a_second: float | None = None

    @property
    def rate(self) -> float:
        """Cases per second."""
        return self.cases / self.seconds if self.seconds else 0.0

    def as_row(self) -> dict[str, Any]:
        """For the file."""
        of_floor = None if not self.floor_a_second else round(self.rate / self.floor_a_second, 3)
        return {
            "step": self.name,
            "how": self.how,
            "cases": self.cases,
            "requests": self.requests,
            "seconds": round(self.seconds, 2),
            "cases_per_second": round(self.rate, 1),
            "p99_ms": round(self.p99_ms, 1),
            "floor": self.floor,
            "floor_per_second": None if self.floor_a_second is None else round(self.floor_a_second, 1),
            "of_floor": of_floor,
        }


@dataclass(slots=True, kw_only=True)
class Found:
    """What one run found."""

    cases: int
    queue: int
    rules: dict[str, Any] | None = None
    way: dict[str, Any] | None = None
    lines: list[Line] = field(default_factory=list)
    memory: float = 0.0

    @property
    def verdicts(self) -> dict[str, bool]:
        """Every bar, and whether it was kept."""
        found = {f"{line.name}: {bar}": kept for line in self.lines for bar, kept in line.verdicts.items()}
        if self.rules is not None:
            bar = f"all files under a new line at ≥ {FILES_A_SECOND:,.0f} files/s"
            found[bar] = self.rules["files_per_second"] >= FILES_A_SECOND
        if self.way is not None:
            found["check-money finds nothing"] = not self.way["breaches"]
            found["every case was paid"] = self.way["paid"] == self.cases
        return found

    @property
    def kept(self) -> bool:
        """Whether all were."""
        return all(self.verdicts.values())


def print_found(found: Found) -> None:
    """Everything that was measured."""
    print()
    if found.rules is not None:
        rules = found.rules
        print(
            f"{rules['files']} files under a new line: {rules['files_per_second']:.0f} files/s in {rules['seconds']:.2f} s, "
            f"judging alone {rules['pure_per_second']:.0f}/s, reading alone (bare asyncpg) {rules['floor_per_second']:.0f}/s, "
            f"worker {rules['memory_mb']:.0f} MB"
        )
    if found.way is not None:
        print(f"{'step':22} {'how':34} {'cases/s':>8} {'seconds':>8} {'p99 ms':>8} {'floor/s':>9}  of floor")
        for row in found.way["steps"]:
            floor = f"{row['floor_per_second']:9.0f}  {row['of_floor']:.3f}" if row["floor_per_second"] else ""
            print(
                f"{row['step']:22} {row['how']:34} {row['cases_per_second']:8.0f} {row['seconds']:8.1f} "
                f"{row['p99_ms']:8.1f} {floor}"
            )
        print(f"the whole way: {found.way['cases_per_second']:.1f} cases/s; memory {found.way['memory_mb']} MB")
    if found.lines:
        print_table(found.lines, [], [])
    print(f"API at its highest {found.memory:.0f} MB")
    for bar, kept in found.verdicts.items():
        print(f"{'ok' if kept else 'MISSED':7} {bar}")


def write(found: Found, *, clients: int, pool: int, only: Sequence[str]) -> Path:
    """The figures as a file; a run of some parts leaves the others as they were."""
    RESULTS.mkdir(exist_ok=True)
    path = path_of(f"aid-{found.cases}", clients)
    known = json.loads(path.read_text()) if path.exists() and only else {}
    content = {
        "cases": found.cases,
        "queue": found.queue,
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "clients": clients,
        "pool": pool,
        "api_mb": round(found.memory),
        "rules": found.rules or known.get("rules"),
        "way": found.way or known.get("way"),
        "loads": [line.as_row() for line in found.lines] or known.get("loads", []),
        "verdicts": known.get("verdicts", {}) | found.verdicts,
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n")
    return path
