"""What a pack says in words: chapters of facts, tables and sentences, each noun's its own (ui.md part 2, auditor).

It is written in Chinese, as the forms and the notices of an office are, whoever takes it out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, TypeAlias

from backend.domain.calendar import LOCAL

NOTHING: Final = "—"


@dataclass(frozen=True, slots=True)
class Facts:
    """What something is, line by line: its name and its value."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table under its heads."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = Facts | Grid | str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: what it tells of, and what it says."""

    title: str
    blocks: tuple[Block, ...]


def said(value: Any) -> str:
    """A value as a paper says it: a moment in local time to the second, nothing as a dash."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return f"{value.astimezone(LOCAL):%Y-%m-%d %H:%M:%S}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def facts(*pairs: tuple[str, Any]) -> Facts:
    """Facts of any values."""
    return Facts(tuple((name, said(value)) for name, value in pairs))


def table(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> Grid | str:
    """A table of any values; a sentence where it has no row."""
    filled = tuple(tuple(said(value) for value in row) for row in rows)
    return Grid(tuple(heads), filled) if filled else "没有记录。"


def as_json(chapters: Sequence[Chapter]) -> list[dict[str, Any]]:
    """The same for programs."""
    return [{"title": each.title, "blocks": [_plain(block) for block in each.blocks]} for each in chapters]


def _plain(block: Block) -> Mapping[str, Any]:
    if isinstance(block, Facts):
        return {"facts": [list(pair) for pair in block.pairs]}
    if isinstance(block, Grid):
        return {"heads": list(block.heads), "rows": [list(row) for row in block.rows]}
    return {"text": block}
