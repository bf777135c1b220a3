"""Workbooks made to break their reader: each ends in rows or in a sentence (trust.md 2.5, X-03).

The reader is run as it is run by the product, with its limits, in a process that takes many files one after the other.
"""

import json
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from backend.api.imports import workbook
from backend.api.imports.reader import Unreadable, WorkbookExhausting, read_workbook
from backend.db.file_types import FileType, recognise
from backend.settings import ROOT, settings
from backend.worker import Worker
from tests import intake, sheets, workbooks
from tests.api.test_files import on_disk
from tests.conftest import Api

WANTED: dict[str, Any] = {"kind": "members", "today": "2026-11-27", "known": {}}
PATIENCE = 120
"""Seconds after which it hangs."""
FLIPS = 500
SEED = 20261128
SHEET = "xl/worksheets/sheet1.xml"


def person() -> dict[str, Any]:
    return workbooks.person(7)


def book() -> bytes:
    """A good one of three people."""
    return workbooks.xlsx(workbooks.people(3))


def with_part(content: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """The archive with one part changed."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry.filename)
            new.writestr(entry.filename, change(part.decode()) if entry.filename == name else part)
    return made.getvalue()


def with_rows(rows: str) -> bytes:
    """The good one with more rows, as XML, under its people."""
    return with_part(book(), SHEET, lambda text: text.replace("</sheetData>", f"{rows}</sheetData>"))


def with_ods_row(row: str) -> bytes:
    """The good one as ODS, with a row more."""
    more = f"<table:table-row{row}</table:table-row></table:table>"
    return with_part(sheets.ods(workbooks.people(3)), "content.xml", lambda text: text.replace("</table:table>", more))


def hidden(how: str) -> bytes:
    """A roster on a sheet that nobody sees, behind a cover."""
    made = BytesIO()
    with xlsxwriter.Workbook(made) as file:
        file.add_worksheet("封面").write(0, 0, "青溪纺织有限公司工会")
        sheet = file.add_worksheet("花名册")
        sheet.write_row(0, 0, workbooks.TITLES)
        sheet.write_row(1, 0, [str(person().get(title, "")) for title in workbooks.TITLES])
        getattr(sheet, how)()
    return made.getvalue()


def formulas() -> bytes:
    """Cells that calculate: a name, a program to start, an error, and one that was never calculated."""
    made = BytesIO()
    with xlsxwriter.Workbook(made) as file:
        sheet = file.add_worksheet("花名册")
        sheet.write_row(0, 0, workbooks.TITLES)
        for line, (formula, value) in enumerate(
            [('="王"&"小军"', "王小军"), ("=cmd|' /C calc'!A0", "#REF!"), ("=1/0", "#DIV/0!"), ("=A1", "")], start=1
        ):
            sheet.write_row(line, 0, [str(person().get(title, "")) for title in workbooks.TITLES])
            sheet.write_formula(line, workbooks.TITLES.index("姓名"), formula, None, value)
    return made.getvalue()


def locked_xls() -> bytes:
    """BIFF8 under a password: the record FILEPASS after the first, as MS-XLS 2.4.117 has it."""
    stream = sheets._workbook(sheets.grid(workbooks.people(3)))
    first = 4 + int.from_bytes(stream[2:4], "little")
    password = sheets._record(0x002F, (1).to_bytes(2, "little") * 3, bytes(48))
    return sheets._compound(stream[:first] + password + stream[first:])


CELL = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
REPEATED = '<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p></table:table-cell>'
HOSTILE: dict[str, tuple[Callable[[], bytes], set[str | int]]] = {
    "a million empty rows": (
        lambda: with_rows("".join(f'<row r="{n}" ht="{n % 97}.{n % 89}"/>' for n in range(7, 1_000_000))),
        {3},
    ),
    "a cell at the end of the sheet": (
        lambda: with_rows('<row r="1048576"><c r="BZ1048576" t="str"><v>x</v></c></row>'),
        {"exhausted"},
    ),
    "a cell far to the right": (
        lambda: with_rows('<row r="9"><c r="GS9" t="str"><v>x</v></c></row>'),
        {"import_too_many_columns"},
    ),
    "ods, rows repeated": (
        lambda: with_ods_row(f' table:number-rows-repeated="1048576">{CELL}'),
        {"exhausted", "import_too_many_rows"},
    ),
    "ods, empty rows repeated": (
        lambda: with_ods_row(' table:number-rows-repeated="1048570"><table:table-cell/>'),
        {3},
    ),
    "ods, columns repeated": (lambda: with_ods_row(f">{REPEATED}"), {"import_too_many_columns"}),
    "ods, both repeated": (
        lambda: with_ods_row(f' table:number-rows-repeated="1048576">{REPEATED}'),
        {"exhausted", "file_broken", "import_too_many_columns"},
    ),
    "hidden": (lambda: hidden("hide"), {0}),
    "very hidden": (lambda: hidden("very_hidden"), {0}),
    "formulas": (formulas, {4}),
    "xls whatever its name": (lambda: sheets.xls(workbooks.people(3)), {3}),
    "xls under a password": (locked_xls, {"file_broken"}),
    "one line of 50 MB": (lambda: ("姓名,身份证号码\n" + "x" * (50 << 20)).encode()[: 50 << 20], {"file_broken"}),
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where a reader would leave something."""
    (tmp_path / "temporary").mkdir()
    return tmp_path


def read(place: Path, *paths: Path) -> list[dict[str, Any]]:
    """How each file ended. A reader that dies was exhausted, as `reader.py` tells it, and another takes up the rest."""
    ended: list[dict[str, Any]] = []
    while len(ended) < len(paths):
        rest = "\n".join([json.dumps(WANTED), *map(str, paths[len(ended) :])])
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.workbook_process"],
            input=rest + "\n",
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={"PYTHONUTF8": "1", "MALLOC_ARENA_MAX": "2", "TMPDIR": str(place / "temporary")},
            timeout=PATIENCE,
            check=False,
        )
        ended += [json.loads(line) for line in done.stdout.splitlines()]
        if len(ended) < len(paths):
            assert done.returncode < 0, f"{paths[len(ended)].name}: {done.stderr[-2000:]}"
            ended.append({"code": "exhausted", "memory": 0})
    assert list((place / "temporary").iterdir()) == []
    assert max(each["memory"] for each in ended) <= workbook.MEMORY
    return ended


def require_sentences(ended: dict[str, Any]) -> None:
    """What is no rows is a refusal in both languages, with nothing left to be filled in."""
    if "rows" not in ended and ended["code"] != "exhausted":
        assert all(sentence and "{" not in sentence for sentence in ended["said"])


@pytest.mark.parametrize("name", HOSTILE)
def test_each_is_read_or_told(place: Path, name: str) -> None:
    """X-03: rows, or a sentence; within the reader's memory and time, and nothing is left behind."""
    made, expected = HOSTILE[name]
    path = place / "book"
    path.write_bytes(made())
    (ended,) = read(place, path)
    assert ended.get("rows", ended.get("code")) in expected
    require_sentences(ended)


FORMS: dict[str, Callable[[], bytes]] = {
    "xlsx": book,
    "xls": lambda: sheets.xls(workbooks.people(3)),
    "ods": lambda: sheets.ods(workbooks.people(3)),
    "csv": lambda: sheets.csv_gb18030(workbooks.people(30)),
}


def cut_off(place: Path) -> Iterator[Path]:
    """Each form, cut off at each hundredth of its length."""
    for form, made in FORMS.items():
        content = made()
        for part in range(100):
            path = place / f"{form}-{part}"
            path.write_bytes(content[: len(content) * part // 100])
            yield path


def flipped(place: Path) -> Iterator[Path]:
    """Forms with one to four bytes changed, the same at every run."""
    chance = random.Random(SEED)
    contents = [(form, made()) for form, made in FORMS.items()]
    for number in range(FLIPS):
        form, content = contents[number % len(contents)]
        changed = bytearray(content)
        for _ in range(chance.randint(1, 4)):
            changed[chance.randrange(len(changed))] ^= chance.randint(1, 255)
        path = place / f"{form}-{number}"
        path.write_bytes(changed)
        yield path


def test_cut_off_at_each_hundredth(place: Path) -> None:
    """X-03: half a download is told as what it is; of a list without a frame what came is read."""
    paths = list(cut_off(place))
    for path, ended in zip(paths, read(place, *paths), strict=True):
        require_sentences(ended)
        if path.name.endswith("-0"):
            assert ended["code"] == "file_empty"
        if path.name.startswith(("xlsx", "ods")):
            assert ended["code"] in {"file_empty", "file_broken", "file_type_unsupported"}, path.name


def test_bytes_flipped(place: Path) -> None:
    """X-03: five hundred damaged workbooks, none of which is more than refused or read."""
    paths = list(flipped(place))
    found = read(place, *paths)
    for ended in found:
        require_sentences(ended)
    assert {"rows" in ended for ended in found} == {True, False}


def test_more_rows_than_an_import_may_have(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """X-03: counted among the rows that hold something, in whatever form they come."""
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    wanted = workbook.Wanted.from_json(json.dumps(WANTED).encode())
    path = tmp_path / "book"
    for made in (workbooks.xlsx, sheets.csv_gb18030):
        path.write_bytes(made(workbooks.people(4)))
        with pytest.raises(workbook.TooManyRows) as refused:
            list(workbook.read(path, recognise(path), wanted))
        assert "3" in refused.value.sentence("en")
    path.write_bytes(workbooks.xlsx(workbooks.people(3)))
    assert list(workbook.read(path, FileType.XLSX, wanted))[-1] == {"end": 3}


async def test_the_product_hears_of_it(tmp_path: Path) -> None:
    """X-03: a reader that was killed by its limits is told in words; so is what the reader itself refused."""
    path = tmp_path / "book"

    async def all_of(content: bytes) -> None:
        path.write_bytes(content)
        async for _batch in read_workbook(path, FileType.XLSX, WANTED):
            pass

    with pytest.raises(WorkbookExhausting) as exhausted:
        await all_of(HOSTILE["a cell at the end of the sheet"][0]())
    assert exhausted.value.code == "import_workbook_exhausting"
    with pytest.raises(Unreadable) as refused:
        await all_of(HOSTILE["a cell far to the right"][0]())
    assert refused.value.code == "import_too_many_columns"
    assert "200" in refused.value.sentence("zh")


async def test_an_import_of_such_a_file_fails_with_its_sentence(
    api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X-03: over HTTP and by the worker: never a 5xx; the job says why, no row is left, nor any file of a refused upload."""
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    worker = Worker(api.database, api.vault)
    client = await api.as_("union_chair")
    for name, code in (
        ("a cell at the end of the sheet", "import_workbook_exhausting"),
        ("a cell far to the right", "import_too_many_columns"),
    ):
        job = await intake.ask_check(client, HOSTILE[name][0]())
        await intake.work_off(worker)
        done = (await client.get(f"/jobs/{job['id']}")).json()
        assert (done["state"], done["problem"]["code"]) == ("failed", code)
        assert (await intake.import_of(client, job))["state"] == "failed"
    kept = on_disk(tmp_path)
    content = book()
    for part in range(5, 100, 10):
        answer = await intake.upload(client, content[: len(content) * part // 100])
        assert (answer.status_code, answer.json()["code"]) == (422, "file_broken")
    assert on_disk(tmp_path) == kept
    settings.cache_clear()
