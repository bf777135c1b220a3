"""The writer of files: in its own process, every text a text, nothing left of a file that was not asked for to its end."""

import csv
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from backend.api.export.workbook import write_csv, write_workbook
from backend.api.export.writer import writing
from backend.api.imports.marking import mark
from backend.api.plain_sheet import LONGEST
from backend.db.file_types import FileType
from backend.domain.export.rules import ExportBroken
from backend.domain.formulas import defused, undefused
from tests.formulas import MARKUP, PAYLOADS

TEXTS = [*PAYLOADS, *MARKUP]


class Given:
    """Rows that are there already."""

    def __init__(self, *batches: Sequence[Sequence[Any]]) -> None:
        self.batches = batches
        self.notes = [("名单", "=1+1"), ("范围", "<r><t>x</t></r>")]

    def __iter__(self) -> Iterator[Sequence[Sequence[Any]]]:
        return iter(self.batches)


def asked(path: Path, kinds: Sequence[str], format: str = "xlsx") -> dict[str, Any]:
    return {
        "format": format,
        "path": str(path),
        "title": "会员 & 名册",
        "sheet": "会员实名库",
        "notes_sheet": "说明",
        "author": "何静",
        "mark": "何静 2026-11-26 10:30",
        "pages": "第 &P 页 共 &N 页",
        "columns": [{"head": f"列{n}", "kind": kind, "width": 10} for n, kind in enumerate(kinds)],
    }


def test_every_text_of_a_workbook_is_a_text(tmp_path: Path) -> None:
    """X-06; trust.md 2.5: a reader finds the value, another no formula; identifiers keep their noughts."""
    path = tmp_path / "x.xlsx"
    rows = [[text, text] for text in TEXTS]
    assert write_workbook(path, asked(path, ["text", "identifier"]), Given(rows[:7], rows[7:])) == len(TEXTS)
    sheet = openpyxl.load_workbook(path)["会员实名库"]
    for line, text in enumerate(TEXTS, start=2):
        for column in (1, 2):
            cell = sheet.cell(line, column)
            assert cell.data_type in ("s", "inlineStr"), (text, cell.data_type)
    found = CalamineWorkbook.from_path(path).get_sheet_by_name("会员实名库").to_python(skip_empty_area=False)
    assert found[1:] == [[text, text] for text in TEXTS]
    for name in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        with zipfile.ZipFile(path) as archive:
            assert b"<f>" not in archive.read(name)
            assert b"<hyperlink" not in archive.read(name)


def test_numbers_days_and_moments_are_such(tmp_path: Path) -> None:
    """ui.md row 5: what can be counted and sorted in the workbook is a number there; nothing is an empty cell."""
    path = tmp_path / "x.xlsx"
    kinds = ["number", "share", "day", "moment", "age", "text"]
    row = [12, 0.25, "2026-11-26", "2026-11-26T10:30:00", 41, None]
    write_workbook(path, asked(path, kinds), Given([row]))
    sheet = openpyxl.load_workbook(path)["会员实名库"]
    values = [sheet.cell(2, column).value for column in range(1, 7)]
    assert values == [12, 0.25, datetime(2026, 11, 26), datetime(2026, 11, 26, 10, 30), 41, None]
    assert sheet.cell(2, 2).number_format == "0%"


def test_a_workbook_prints_across_with_its_head_on_every_page(tmp_path: Path) -> None:
    """RPT-04: A4, landscape, repeated head, pages counted; a second sheet of texts."""
    path = tmp_path / "x.xlsx"
    write_workbook(path, asked(path, ["text"]), Given([["王小军"]]))
    book = openpyxl.load_workbook(path)
    sheet = book["会员实名库"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.print_title_rows) == (
        "landscape",
        9,
        "$1:$1",
    )
    assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页"
    assert sheet.freeze_panes == "B2"
    assert [[cell.value for cell in row] for row in book["说明"].rows] == [
        ["名单", "=1+1"],
        ["范围", "<r><t>x</t></r>"],
    ]


def test_a_cell_holds_so_much(tmp_path: Path) -> None:
    """trust.md 2.5: too long a text is cut where it is seen, and not left out in silence."""
    path = tmp_path / "x.xlsx"
    write_workbook(path, asked(path, ["text"]), Given([["长" * 40_000], ["😀" * 20_000]]))
    sheet = openpyxl.load_workbook(path)["会员实名库"]
    long, wide = sheet["A2"].value, sheet["A3"].value
    assert (len(long), long[-1]) == (LONGEST, "…")
    assert (len(wide.encode("utf-16-le")) // 2, wide[-1]) == (LONGEST, "…")


def test_a_csv_file_is_for_machines(tmp_path: Path) -> None:
    """api.md "Export"; X-06: UTF-8, no mark, RFC 4180, no formula, every value back after reading."""
    path = tmp_path / "x.csv"
    rows = [[text, 1, "2026-11-26", "2026-11-26T10:30:00", None] for text in TEXTS]
    write_csv(path, asked(path, ["text", "number", "day", "moment", "text"], "csv"), Given(rows))
    raw = path.read_bytes()
    assert raw.startswith("列0,列1".encode())
    assert raw.count(b"\r\n") >= len(TEXTS) + 1
    with path.open(encoding="utf-8", newline="") as file:
        read = list(csv.reader(file))
    assert [undefused(row[0]) for row in read[1:]] == TEXTS
    assert all(row[0][:1] not in tuple("=+-@\t\r\n＝＋－＠") for row in read)
    assert read[1][1:] == ["1", "2026-11-26", "2026-11-26T10:30:00+08:00", ""]


async def test_rows_go_through_a_process(tmp_path: Path) -> None:
    """ui.md row 5: as through the function; days travel as they are."""
    path = tmp_path / "x.xlsx"
    async with writing(asked(path, ["text", "day"])) as writer:
        for number in range(3):
            await writer.add([[f"行{number}-{n}", date(2026, 1, 1)] for n in range(500)])
        assert await writer.end([("行数", "1500")]) == 1500
    sheet = openpyxl.load_workbook(path)["会员实名库"]
    assert (sheet.max_row, sheet["A1501"].value, sheet["B2"].value) == (1501, "行2-499", datetime(2026, 1, 1))


async def test_what_is_not_asked_to_its_end_is_no_file(tmp_path: Path) -> None:
    """trust.md F: whoever asked is killed, and the process goes as well."""
    path = tmp_path / "x.csv"
    async with writing(asked(path, ["text"], "csv")) as writer:
        await writer.add([["a"]])
        process = writer._process
    assert process.returncode is not None


async def test_a_process_that_breaks_is_told(tmp_path: Path) -> None:
    """api.md, Jobs: a job says why it did not finish."""

    async def write() -> None:
        async with writing(asked(tmp_path / "no/such/folder/x.csv", ["text"], "csv")) as writer:
            for _ in range(200):
                await writer.add([["a" * 1000]] * 100)
            await writer.end([])

    with pytest.raises(ExportBroken):
        await write()


def test_a_marked_list_gives_its_texts_back_as_texts(tmp_path: Path) -> None:
    """X-06: somebody's own file comes back marked, and what stands in it writes no cells."""
    path, output = tmp_path / "x.csv", tmp_path / "x.xlsx"
    # A row of several lines stands where its last one stood.
    texts = [text for text in TEXTS if "\n" not in text and "\r" not in text]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["姓名", "备注"], *(["王小军", defused(text)] for text in texts)])
    mark(path, FileType.CSV, output, sheet="", ends=1, marks={2: {"columns": [], "reason": MARKUP[1]}})
    found = CalamineWorkbook.from_path(output).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert [row[1] for row in found[1:]] == texts
    assert found[1][2] == MARKUP[1]
    with zipfile.ZipFile(output) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
