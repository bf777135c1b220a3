"""The 慰问安排表 as a PDF on A4, lying, made from HTML; the fonts are embedded in what they are used for (ui.md row 25)."""

from collections.abc import Iterator
from html import escape

from backend.api.pdf import FONT, lay_out
from backend.domain.visit.table import BESIDE, CENTRED, HEADS, WIDTHS, Column, Schedule, Team, word

TOGETHER = 5
"""Rows that stay on one page, with what is written once beside them."""

_STYLE = """
@page { size: A4 landscape; margin: 16mm 14mm 15mm;
  @bottom-center { content: %(pages)s; font-size: 9pt; font-family: %(font)s } }
html { font-family: %(font)s; font-size: 10.5pt; line-height: 1.35 }
h1 { font-size: 20pt; font-weight: bold; text-align: center; margin: 0 0 3mm; line-height: 1.3 }
.under { text-align: center; font-size: 10pt; margin: 0 0 4mm }
h2 { font-size: 13pt; margin: 5mm 0 2mm; break-after: avoid }
table { width: 100%%; border-collapse: separate; border-spacing: 0; table-layout: fixed }
th, td { border: 0 solid #000; border-width: 0 0.6pt 0.6pt 0; padding: 1.4mm 1.2mm; vertical-align: middle; overflow-wrap: anywhere }
td { white-space: pre-line }
th { font-weight: bold; text-align: center; border-top-width: 0.6pt }
tr > :first-child { border-left-width: 0.6pt }
thead { display: table-header-group }
tbody { break-inside: avoid }
.c { text-align: center } .r { text-align: right } .sum td { font-weight: bold }
.all { margin: 5mm 0 0; font-size: 11.5pt }
"""


def write(schedule: Schedule) -> bytes:
    """The bytes of the PDF. Raises `PdfUnavailable`."""
    return lay_out(html(schedule))


def html(schedule: Schedule) -> str:
    """The page before it is laid out."""
    before, _, after = word(schedule.language, "pages", "\0", "\1").partition("\0")
    middle, _, end = after.partition("\1")
    pages = f'"{before}" counter(page) "{middle}" counter(pages) "{end}"'
    style = _STYLE % {"pages": pages, "font": FONT}
    teams = "".join(_team(schedule, team) for team in schedule.teams)
    language = "en" if schedule.language == "en" else "zh-CN"
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(schedule.title)}</title>'
        f"<style>{style}</style></head><body><h1>{escape(schedule.title)}</h1>"
        f'<p class="under">{escape(schedule.under_title)}</p>{teams}'
        f'<p class="all">{escape(schedule.all_in_all)}</p></body></html>'
    )


def _team(schedule: Schedule, team: Team) -> str:
    columns = schedule.columns
    whole = sum(WIDTHS[each] for each in columns)
    widths = "".join(f'<col style="width:{100 * WIDTHS[each] / whole:.2f}%">' for each in columns)
    heads = "".join(f"<th>{escape(HEADS[schedule.language][each])}</th>" for each in columns)
    body = "".join(_rows(schedule, team)) + _sum(schedule, team)
    return (
        f"<h2>{escape(team.name)}</h2><table><colgroup>{widths}</colgroup><thead><tr>{heads}</tr></thead>{body}</table>"
    )


def _rows(schedule: Schedule, team: Team) -> Iterator[str]:
    beside = schedule.beside(team)
    for first in range(0, len(team.stops), TOGETHER):
        stops = team.stops[first : first + TOGETHER]
        rows = []
        for place, stop in enumerate(stops):
            cells = schedule.row(first + place + 1, stop)
            told = [
                f'<td class="c" rowspan="{len(stops)}">{escape(beside[column])}</td>'
                if column in BESIDE
                else f'<td class="{_align(column)}">{escape(cells[column])}</td>'
                for column in schedule.columns
                if column not in BESIDE or place == 0
            ]
            rows.append(f"<tr>{''.join(told)}</tr>")
        yield f"<tbody>{''.join(rows)}</tbody>"


def _sum(schedule: Schedule, team: Team) -> str:
    count, cash, worth = schedule.sum_of(team)
    before = schedule.columns.index(Column.CASH)
    rest = len(schedule.columns) - before - 2
    return (
        f'<tbody class="sum"><tr><td class="c" colspan="{before}">{escape(count)}</td>'
        f'<td class="r">{escape(cash)}</td><td>{escape(worth)}</td><td colspan="{rest}"></td></tr></tbody>'
    )


def _align(column: Column) -> str:
    return "r" if column is Column.CASH else "c" if column in CENTRED else ""
