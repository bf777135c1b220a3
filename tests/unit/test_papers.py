"""The cabinet of a union as rules: days and years, retention, keepers; and documents as bytes (MBR-06)."""

import zlib
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from backend.db.document_types import DocumentBroken, DocumentUnsafe
from backend.db.file_types import FileType, Purpose, recognise, require_plain, require_taken
from backend.domain.paper import keepers, rules
from backend.domain.paper.codes import PaperRetention, UnionPaperKind, UnionPaperState
from backend.domain.paper.keepers import Kept
from backend.domain.refusals import Invalid, Refusal
from tests import papers

TODAY = date(2026, 11, 26)
KIND = UnionPaperKind


@pytest.mark.parametrize(
    ("kind", "year", "held_on", "refusal"),
    [
        (KIND.MINUTES, 2026, TODAY, None),
        (KIND.MINUTES, 2025, TODAY, rules.PaperYearNotOfDay),
        (KIND.PHOTO, 2027, TODAY, rules.PaperYearNotOfDay),
        (KIND.PLAN, 2027, TODAY, None),
        (KIND.PLAN, 2028, TODAY, rules.PaperYearOut),
        (KIND.SUMMARY, 2025, TODAY, None),
        (KIND.SUMMARY, 2016, TODAY, None),
        (KIND.SUMMARY, 2015, TODAY, rules.PaperYearOut),
        (KIND.RULES, 1951, date(1951, 5, 1), None),
        (KIND.OTHER, 2026, date(2026, 11, 27), rules.PaperDayAhead),
    ],
)
def test_a_paper_goes_into_the_year_of_its_day(
    kind: KIND, year: int, held_on: date, refusal: type[Refusal] | None
) -> None:
    """MBR-06: a plan comes a year before, a summary may be late, minutes and photos belong to their day."""
    if refusal is None:
        return rules.require_dated(kind, year=year, held_on=held_on, today=TODAY)
    with pytest.raises(refusal):
        rules.require_dated(kind, year=year, held_on=held_on, today=TODAY)


@pytest.mark.parametrize(
    ("kind", "asked", "kept"),
    [
        (KIND.PLAN, None, "permanent"),
        (KIND.SUMMARY, None, "permanent"),
        (KIND.MINUTES, None, "permanent"),
        (KIND.PHOTO, None, "long"),
        (KIND.RULES, None, "long"),
        (KIND.ROSTER, None, "long"),
        (KIND.PLAN, PaperRetention.SHORT, "short"),
    ],
)
def test_how_long_each_kind_is_kept(kind: KIND, asked: PaperRetention | None, kept: str) -> None:
    """MBR-06: as is usual for its kind, or as somebody says."""
    assert rules.retention_for(kind, asked) is PaperRetention(kept)


def test_retention_counts_from_the_end_of_the_year() -> None:
    """MBR-06: three full years after 2022 are over with 2025; for ever is for ever, and a withdrawn paper is withdrawn."""
    assert rules.due_on(2022, PaperRetention.SHORT) == date(2026, 1, 1)
    assert rules.due_on(2022, PaperRetention.LONG) == date(2033, 1, 1)
    assert rules.due_on(2022, PaperRetention.PERMANENT) is None

    def state(day: date, retention: PaperRetention = PaperRetention.SHORT, *, withdrawn: bool = False) -> str:
        return str(rules.state_of(year=2022, retention=retention, withdrawn=withdrawn, today=day))

    assert state(date(2025, 12, 31)) == UnionPaperState.KEPT
    assert state(date(2026, 1, 1)) == UnionPaperState.DUE
    assert state(date(2026, 1, 1), withdrawn=True) == UnionPaperState.WITHDRAWN
    assert state(date(2999, 1, 1), PaperRetention.PERMANENT) == UnionPaperState.KEPT


def test_what_a_draft_must_say() -> None:
    """MBR-06: a title that says something, and no file twice."""
    file = uuid4()
    usual = {"organization_id": uuid4(), "kind": KIND.MINUTES, "year": 2026, "held_on": TODAY}
    made = rules.UnionPaperDraft(**usual, title=" 职工大会  记录 ", files=(file,))  # type: ignore[arg-type]
    assert made.title == "职工大会 记录"
    with pytest.raises(rules.PaperTitleMissing) as missing:
        rules.UnionPaperDraft(**usual, title=" ", files=(file,))  # type: ignore[arg-type]
    assert missing.value.facts["pointer"] == "/title"
    with pytest.raises(rules.PaperFileTwice):
        rules.UnionPaperDraft(**usual, title="记录", files=(file, file))  # type: ignore[arg-type]


SOMEBODY = Kept(id=UUID(int=1), name="罗小兰", officer_id=None, since=date(2024, 3, 1))


@pytest.mark.parametrize(
    ("now", "former", "refusal"),
    [
        (None, None, None),
        (SOMEBODY, UUID(int=1), None),
        (SOMEBODY, None, keepers.KeeperChanged),
        (SOMEBODY, UUID(int=2), keepers.KeeperChanged),
        (None, UUID(int=1), keepers.KeeperGone),
    ],
)
def test_a_hand_over_is_from_whom_one_sees(
    now: Kept | None, former: UUID | None, refusal: type[Refusal] | None
) -> None:
    """MBR-06: two who hand over at once do not overwrite each other."""
    if refusal is None:
        return keepers.require_expected(now, former)
    with pytest.raises(refusal):
        keepers.require_expected(now, former)


@pytest.mark.parametrize(
    ("since", "former", "founded", "may"),
    [
        (TODAY, None, None, True),
        (date(2026, 11, 27), None, None, False),
        (date(1, 1, 1), None, None, False),
        (date(2020, 1, 1), None, date(2020, 1, 1), True),
        (date(2019, 12, 31), None, date(2020, 1, 1), False),
        (date(2024, 3, 1), SOMEBODY, None, True),
        (date(2024, 2, 29), SOMEBODY, None, False),
    ],
)
def test_the_day_of_a_hand_over(since: date, former: Kept | None, founded: date | None, may: bool) -> None:
    """MBR-06: not before the union, not before the former keeper, and not ahead."""
    if may:
        return keepers.require_day(since, former=former, founded_on=founded, today=TODAY)
    with pytest.raises(keepers.KeeperDayOut):
        keepers.require_day(since, former=former, founded_on=founded, today=TODAY)


def test_nobody_relieves_themselves() -> None:
    """MBR-06: the same name written again is the same keeper; an officer of that name may be another."""
    with pytest.raises(keepers.KeeperSame):
        keepers.require_another(SOMEBODY, name="罗小兰", officer_id=None)
    keepers.require_another(SOMEBODY, name="罗小兰", officer_id=UUID(int=5))
    with pytest.raises(keepers.KeeperNotOfUnion):
        keepers.require_of_union("方秀云", at=UUID(int=1), union=UUID(int=2), ended_on=None)
    with pytest.raises(keepers.KeeperNotOfUnion):
        keepers.require_of_union("方秀云", at=UUID(int=1), union=UUID(int=1), ended_on=TODAY)


def packed(objects: bytes) -> bytes:
    """Objects as newer PDFs hold them: in a compressed stream."""
    content = zlib.compress(objects)
    return b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (
        len(content),
        content,
    )


def relation(kind: str, mode: str = 'TargetMode="External"') -> str:
    return f'<Relationship Id="r1" Type="http://x/relationships/{kind}" Target="http://x.test/a" {mode}/>'


GOOD = {
    "a page": (papers.pdf(), FileType.PDF),
    "packed objects": (papers.pdf(packed(b"3 0 << /Type /Page >>")), FileType.PDF),
    # Chance writes three letters into a picture of megabytes, never eleven.
    "bytes that look like a short name": (papers.pdf(b"stream\n/JS /AA\nendstream"), FileType.PDF),
    "a document": (papers.docx(), FileType.DOCX),
    "a link to click": (papers.docx(relation("hyperlink")), FileType.DOCX),
    "a template of its own": (papers.docx(relation("attachedTemplate", "")), FileType.DOCX),
}
BAD: dict[str, tuple[bytes, type[Invalid]]] = {
    "a script": (papers.pdf(b"<< /S /JavaScript /JS (app.alert(1)) >>"), DocumentUnsafe),
    "a script by other letters": (papers.pdf(b"<< /S /J#61vaScr#69pt >>"), DocumentUnsafe),
    "a script in a packed object": (papers.pdf(packed(b"3 0 << /S /JavaScript >>")), DocumentUnsafe),
    "a program": (papers.pdf(b"<< /S /Launch /F (cmd.exe) >>"), DocumentUnsafe),
    "a file inside": (papers.pdf(b"<< /Type /EmbeddedFile >>"), DocumentUnsafe),
    "a password": (papers.pdf() + b"trailer << /Encrypt 5 0 R >>\n%%EOF\n", DocumentBroken),
    "half a file": (papers.pdf()[:-8], DocumentBroken),
    "a macro": (papers.docx(**{"word/vbaProject.bin": b"x"}), DocumentUnsafe),
    "an object": (papers.docx(**{"word/embeddings/oleObject1.bin": b"x"}), DocumentUnsafe),
    "a control": (papers.docx(**{"word/activeX/activeX1.xml": b"<x/>"}), DocumentUnsafe),
    "a template elsewhere": (papers.docx(relation("attachedTemplate")), DocumentUnsafe),
    "a picture elsewhere": (papers.docx(relation("image", "TargetMode = 'external'")), DocumentUnsafe),
    "a word that hides": (papers.docx(relation("attachedTemplate", 'TargetMode="&#69;xternal"')), DocumentBroken),
}


@pytest.mark.parametrize("case", GOOD)
def test_documents_that_are_filed(tmp_path: Path, case: str) -> None:
    """MBR-06, trust.md 2.5: told by their content."""
    content, kind = GOOD[case]
    path = tmp_path / "a"
    path.write_bytes(content)
    assert recognise(path) is kind
    require_taken(kind, Purpose.CABINET, len(content))
    require_plain(path, kind)


@pytest.mark.parametrize("case", BAD)
def test_documents_that_are_not(tmp_path: Path, case: str) -> None:
    """MBR-06, trust.md 2.5, X-03: what would run, carry or fetch something when it is opened."""
    content, refusal = BAD[case]
    path = tmp_path / "a"
    path.write_bytes(content)
    with pytest.raises(refusal):
        require_plain(path, recognise(path))
