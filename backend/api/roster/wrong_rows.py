"""The rows that were refused, as a workbook that can be mended and sent again (ui.md 1.3 no. 19)."""

import asyncio
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from uuid import UUID

import xlsxwriter

from backend.api.roster import reading
from backend.api.work import Work
from backend.db.queries import roster as rosters
from backend.domain.member.roster import COLUMNS, Reading
from backend.domain.member.roster_states import REFUSED, RosterRowState

PIECE = 2000
MOST = 20_000
"""Rows in one workbook: whoever has more mistakes than that mends the source first."""


async def make(work: Work, id: UUID) -> bytes:
    """The refused rows of a roster with row, column and reason. Raises `NotFound`.

    What identifies a person stands in full for the one who sent the file, and masked for others; the download is
    recorded.
    """
    roster = await rosters.get_roster(work.session, id)
    own = roster.user_id == work.caller.user_id
    columns: Mapping[str, Any] = (roster.columns or {}).get("columns", {})  # type: ignore[assignment]
    memory = BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("有误的行")
    shown = [column for column in COLUMNS if column.name in columns]
    text, wrong = book.add_format({"num_format": "@"}), book.add_format({"num_format": "@", "bg_color": "#FFEFE8"})
    head = book.add_format({"bold": True, "bg_color": "#EEF0F2", "border": 1})
    for position, title in enumerate(["原行号", *[column.title for column in shown], "结果", "原因"]):
        sheet.write_string(0, position, title, head)
    for position, column in enumerate(shown, start=1):
        sheet.set_column(position, position, 22 if column.reading is Reading.IDENTIFIER else 14, text)
    sheet.set_column(len(shown) + 2, len(shown) + 2, 90)
    sheet.freeze_panes(1, 2)
    line, count = 0, 0
    while count < MOST:
        found = await work.session.execute(
            rosters.list_rows(roster_id=id, states=[state.value for state in REFUSED], after=line, limit=PIECE)
        )
        rows = found.mappings().all()
        for row in rows:
            count += 1
            cells = reading.cells_of(work, roster, row, masked=not own)
            problems = reading.problems_of(work, row["problems"])
            bad = {problem["field"] for problem in problems}
            sheet.write_string(count, 0, str(row["line"]))
            for position, column in enumerate(shown, start=1):
                marked = wrong if column.name in bad else text
                sheet.write_string(count, position, cells.get(column.name, ""), marked)
            sheet.write_string(count, len(shown) + 1, RosterRowState(row["state"]).zh)
            sheet.write_string(count, len(shown) + 2, "\n".join(_reason(problem) for problem in problems))
        if len(rows) < PIECE:
            break
        line = rows[-1]["line"]
        await asyncio.sleep(0)
    if count:
        sheet.autofilter(0, 0, count, len(shown) + 2)
    await asyncio.to_thread(book.close)
    work.tell("roster_wrong_rows_downloaded", roster, rows=count, in_full=own)
    return memory.getvalue()


def _reason(problem: Mapping[str, Any]) -> str:
    where = f"{problem['column']}列“{problem['title']}”：" if problem["column"] else ""
    return f"{where}{problem['detail']}"
