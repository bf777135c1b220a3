"""The 慰问安排表 as a workbook: a sheet for each team, ready to be printed on A4, amounts as numbers."""

import io
from typing import Any

from xlsxwriter import Workbook

from backend.domain.visit.table import BESIDE, CENTRED, HEADS, WIDTHS, Column, Schedule, Team, word


def write(schedule: Schedule) -> bytes:
    """The bytes of the workbook."""
    held = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(held, options) as book:
        looks = _looks(book)
        for place, team in enumerate(schedule.teams):
            _sheet(book, looks, schedule, team, place)
    return held.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    box = {"border": 1, "valign": "vcenter", "text_wrap": True}
    return {
        "title": book.add_format({"bold": True, "font_size": 18, "align": "center", "valign": "vcenter"}),
        "under": book.add_format({"align": "center", "valign": "vcenter"}),
        "head": book.add_format(box | {"bold": True, "align": "center"}),
        "centre": book.add_format(box | {"align": "center"}),
        "text": book.add_format(box),
        "cash": book.add_format(box | {"num_format": "#,##0.00"}),
        "sum": book.add_format(box | {"bold": True, "align": "center"}),
        "cash_sum": book.add_format(box | {"bold": True, "num_format": "#,##0.00"}),
        "plain": book.add_format({"valign": "vcenter"}),
    }


def _sheet(book: Any, looks: dict[str, Any], schedule: Schedule, team: Team, place: int) -> None:
    columns = schedule.columns
    last = len(columns) - 1
    sheet = book.add_worksheet(_sheet_name(team.name, place))
    for at, column in enumerate(columns):
        sheet.set_column(at, at, WIDTHS[column] / 2)
    sheet.set_row(0, 32)
    sheet.merge_range(0, 0, 0, last, f"{schedule.title}（{team.name}）", looks["title"])
    sheet.merge_range(1, 0, 1, last, schedule.under_title, looks["under"])
    for at, column in enumerate(columns):
        sheet.write_string(2, at, HEADS[schedule.language][column], looks["head"])
    first = 3
    for number, stop in enumerate(team.stops, start=1):
        row = first + number - 1
        cells = schedule.row(number, stop)
        for at, column in enumerate(columns):
            if column is Column.CASH:
                sheet.write_number(row, at, stop.cash_fen / 100, looks["cash"])
            elif column not in BESIDE:
                sheet.write_string(row, at, _plain(cells[column]), looks["centre" if column in CENTRED else "text"])
    end = first + len(team.stops)
    _beside(sheet, looks, schedule, team, first, end - 1)
    count, _cash, worth = schedule.sum_of(team)
    at = columns.index(Column.CASH)
    sheet.merge_range(end, 0, end, at - 1, count, looks["sum"])
    sheet.write_number(end, at, sum(stop.cash_fen for stop in team.stops) / 100, looks["cash_sum"])
    sheet.write_string(end, at + 1, worth, looks["sum"])
    sheet.merge_range(end, at + 2, end, last, "", looks["sum"])
    if place == len(schedule.teams) - 1:
        sheet.write_string(end + 1, 0, schedule.all_in_all, looks["plain"])
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    sheet.set_footer("&C" + word(schedule.language, "pages", "&P", "&N"))


def _beside(sheet: Any, looks: dict[str, Any], schedule: Schedule, team: Team, first: int, last: int) -> None:
    if last < first:
        return
    for column, text in schedule.beside(team).items():
        at = schedule.columns.index(column)
        if last > first:
            sheet.merge_range(first, at, last, at, _plain(text), looks["centre"])
        else:
            sheet.write_string(first, at, _plain(text), looks["centre"])


def _sheet_name(name: str, place: int) -> str:
    """A name that a workbook takes; two teams that look alike without their marks keep apart."""
    kept = "".join(mark for mark in name if mark not in "[]:*?/\\'").strip()[:24]
    return f"{place + 1} {kept}".strip()


def _plain(text: str) -> str:
    """A text that the library does not take for markup of its own."""
    return f" {text}" if text.startswith("<r>") else text
