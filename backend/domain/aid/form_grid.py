"""A paper form as a grid: rows of cells, each row as wide as the form. The writers only draw it (ui.md row 25)."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of the grid. `tall` is its least height in millimetres; `foot` stands at its lower right, over the seal."""

    text: str
    span: int = 1
    head: bool = False
    centred: bool = True
    tall: float = 0
    foot: str = ""


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """A form to be drawn: what stands over the grid, and the grid. `author` goes into the properties of the document.

    A `dense` one has many small cells and may go on overleaf: it is set smaller, and its pages are numbered.
    """

    title: str
    under: str
    author: str
    columns: int
    rows: Sequence[Row]
    dense: bool = False


def clip(text: str, most: int) -> str:
    """A text short enough for its cell: what is longer ends with an ellipsis and is read on the screen."""
    return text if len(text) <= most else text[: most - 1] + "…"


def pairs(*pairs: tuple[str, str, int], label: int = 1) -> Row:
    """Labels `label` columns wide, each with its value and how wide that is."""
    return tuple(
        cell
        for name, text, span in pairs
        for cell in (Cell(text=name, span=label, head=True), Cell(text=text, span=span))
    )
