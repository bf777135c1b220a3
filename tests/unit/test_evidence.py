"""Evidence packs without a server: the manifest, what a check finds, and packs that somebody has made to do harm."""

import argparse
import hashlib
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import pyzipper

from backend import cli
from backend.api.export.archive import Archive
from backend.api.export.dossier import html
from backend.api.export.pack_check import check
from backend.domain.evidence.chapters import Chapter, as_json, facts, table
from backend.domain.evidence.checking import Finding, PackFault, PackLocked, PackTooLarge, PackUnreadable
from backend.domain.evidence.manifest import (
    LISTED,
    MANIFEST,
    MOST_FILES,
    Entry,
    Manifest,
    ManifestUnreadable,
    is_plain,
    read_manifest,
)
from backend.domain.evidence.rules import EvidenceAsked, pack_name
from backend.domain.member.reveals import NoteMissing, RevealReason
from tests.money import NOW

PASSWORD = "Kf7m-Wq3t-Rn9d-Hx4p"
FILES = {"案卷.pdf": b"%PDF-1.7 ...", "材料/01.jpg": b"\xff\xd8\xff" + bytes(3000), "日志.json": b'{"events": []}'}


def entry(path: str, content: bytes) -> Entry:
    return Entry(path=path, what="说明", size=len(content), sha256=hashlib.sha256(content).hexdigest())


def manifest(files: dict[str, bytes] = FILES) -> Manifest:
    """The manifest of a pack with these files."""
    return Manifest(
        pack_id="0193f0c0-0000-7000-8000-000000000001",
        case_id="0193f0c0-0000-7000-8000-000000000002",
        case_number="BF-2026-000123",
        made_at="2026-11-26T10:00:00+0800",
        made_by="李经审",
        office="青溪县总工会",
        reason="检查或审计",
        entries=tuple(entry(path, content) for path, content in files.items()),
    )


def whole(files: dict[str, bytes] = FILES) -> dict[str, bytes]:
    """All files of a pack by their names."""
    made = manifest(files)
    return files | {MANIFEST: made.to_json(), LISTED: made.to_text()}


def packed(path: Path, files: Any) -> Path:
    """An archive of these files, as any program packs one."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items() if isinstance(files, dict) else files:
            archive.writestr(name, content)
    return path


def test_the_digest_covers_every_word() -> None:
    """Issue 4: whatever of the manifest is another, the digest is another; read back it is the same."""
    made = manifest()
    assert read_manifest(made.to_json()) == (made, made.digest)
    one = made.entries[0]
    others = [
        *(replace(made, **{name: "另一个"}) for name in ("pack_id", "case_id", "case_number", "made_at", "made_by")),
        *(replace(made, **{name: "另一个"}) for name in ("office", "reason")),
        *(
            replace(made, entries=(replace(one, **{name: value}), *made.entries[1:]))
            for name, value in (("path", "x"), ("what", "x"), ("size", 1), ("sha256", "0" * 64))
        ),
        replace(made, entries=made.entries[1:]),
        replace(made, entries=made.entries[::-1]),
    ]
    assert len({made.digest, *(each.digest for each in others)}) == len(others) + 1


def test_the_digest_can_be_computed_without_us() -> None:
    """The list says how: the manifest without its digest, keys sorted, no spaces."""
    told = json.loads(manifest().to_json())
    claimed = told.pop("digest")
    spelled = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    assert hashlib.sha256(spelled).hexdigest() == claimed


def test_the_readable_list_has_every_hash() -> None:
    """An old Windows opens it: marked as UTF-8, with its own ends of lines; every file with what `certutil` prints."""
    text = manifest().to_text()
    assert text.startswith(b"\xef\xbb\xbf")
    assert text.count(b"\n") == text.count(b"\r\n")
    for content in FILES.values():
        assert hashlib.sha256(content).hexdigest().encode() in text


@pytest.mark.parametrize(
    "spoil",
    [
        lambda told: told.pop("digest"),
        lambda told: told.update(more="x"),
        lambda told: told.update(format="unionhome-evidence/2"),
        lambda told: told.update(case_number=5),
        lambda told: told.update(reason="长" * 400),
        lambda told: told.update(files={}),
        lambda told: told.update(files=None),
        lambda told: told["files"].append(told["files"][0]),
        lambda told: told["files"].append(told["files"][0] | {"path": "案卷.PDF"}),
        lambda told: told["files"].append(told["files"][0] | {"path": MANIFEST}),
        lambda told: told["files"][0].update(path="../案卷.pdf"),
        lambda told: told["files"][0].update(path="C:/案卷.pdf"),
        lambda told: told["files"][0].update(path="a\\b"),
        lambda told: told["files"][0].update(size=-1),
        lambda told: told["files"][0].update(size=True),
        lambda told: told["files"][0].update(size=1.0),
        lambda told: told["files"][0].update(sha256="x" * 64),
        lambda told: told["files"][0].update(sha256="A" * 64),
        lambda told: told["files"][0].pop("what"),
        lambda told: told.update(files=["x"]),
    ],
)
def test_a_manifest_that_is_none(spoil: Callable[[Any], Any]) -> None:
    """Hostile: what is not spelled as we spell it is no manifest, and never an error of ours."""
    told = json.loads(manifest().to_json())
    spoil(told)
    with pytest.raises(ManifestUnreadable):
        read_manifest(json.dumps(told).encode())


@pytest.mark.parametrize("content", [b"", b"null", b"[]", b"5", b"\xff\xfe", b"[" * 100_000, b" " * (3 << 20)])
def test_no_manifest_at_all(content: bytes) -> None:
    """Hostile: other texts, other encodings, deep and long ones."""
    with pytest.raises(ManifestUnreadable):
        read_manifest(content)


@pytest.mark.parametrize(
    ("path", "plain"),
    [
        ("材料/01.jpg", True),
        ("公示/公示-GS-2026-000001.docx", True),
        ("", False),
        ("/etc/passwd", False),
        ("../x", False),
        ("a/../../x", False),
        ("a//b", False),
        ("./a", False),
        ("a\\..\\b", False),
        ("C:x", False),
        ("a\x00b", False),
        ("a\u202eb", False),
        ("a.", False),
        (" a", False),
    ],
)
def test_names_that_lead_out(path: str, plain: bool) -> None:
    """Hostile: a way out of the folder, and what file systems read otherwise than it is written."""
    assert is_plain(path) is plain


def test_a_sound_pack(tmp_path: Path) -> None:
    """As an archive, and as the folder into which it was unpacked."""
    archive = packed(tmp_path / "a.zip", whole())
    verdict = check(archive)
    assert verdict.findings == ()
    assert (verdict.sound, verdict.files, verdict.manifest) == (True, 3, manifest())
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(tmp_path / "folder")
    assert check(tmp_path / "folder").sound
    assert manifest().digest in "\n".join(verdict.told())


SPOILT: dict[str, tuple[Callable[[dict[str, bytes]], Any], set[tuple[PackFault, str]]]] = {
    "changed": (lambda files: files.update({"案卷.pdf": b"%PDF-1.7 .x."}), {(PackFault.CHANGED, "案卷.pdf")}),
    "shorter": (lambda files: files.update({"案卷.pdf": b"%PDF"}), {(PackFault.CHANGED, "案卷.pdf")}),
    "longer": (lambda files: files.update({"案卷.pdf": bytes(90_000)}), {(PackFault.CHANGED, "案卷.pdf")}),
    "missing": (lambda files: files.pop("材料/01.jpg"), {(PackFault.MISSING, "材料/01.jpg")}),
    "added": (lambda files: files.update({"材料/02.jpg": b"x"}), {(PackFault.ADDED, "材料/02.jpg")}),
    "no list": (lambda files: files.pop(LISTED), {(PackFault.MISSING, LISTED)}),
    "another list": (lambda files: files.update({LISTED: b"x"}), {(PackFault.CHANGED, LISTED)}),
    "no manifest": (lambda files: files.pop(MANIFEST), {(PackFault.NO_MANIFEST, MANIFEST)}),
    "another word": (
        lambda files: files.update({MANIFEST: files[MANIFEST].replace("李经审".encode(), "王经审".encode())}),
        {(PackFault.MANIFEST, MANIFEST), (PackFault.CHANGED, LISTED)},
    ),
    "hash and file": (
        lambda files: files.update(
            {
                "案卷.pdf": b"x",
                MANIFEST: files[MANIFEST]
                .replace(
                    hashlib.sha256(FILES["案卷.pdf"]).hexdigest().encode(), hashlib.sha256(b"x").hexdigest().encode()
                )
                .replace(b'"size": 12', b'"size": 1'),
            }
        ),
        {(PackFault.MANIFEST, MANIFEST), (PackFault.CHANGED, LISTED)},
    ),
    "out of it": (
        lambda files: files.update({"../../x": b"x"}),
        {(PackFault.NAME, "../../x"), (PackFault.ADDED, "../../x")},
    ),
}


@pytest.mark.parametrize("case", sorted(SPOILT))
def test_what_was_done_to_a_pack_is_said(tmp_path: Path, case: str) -> None:
    """Issue 4: what was changed, missing or added, file by file, and that the manifest was."""
    spoil, expected = SPOILT[case]
    files = whole()
    spoil(files)
    verdict = check(packed(tmp_path / "a.zip", files))
    assert {(each.fault, each.path) for each in verdict.findings} == expected
    assert not verdict.sound
    assert all(each.fault.zh in each.sentence() for each in verdict.findings)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_doubled_names(tmp_path: Path) -> None:
    """Hostile: two files of one name, of which one program shows the first and another the last."""
    twice = [*whole().items(), ("案卷.pdf", b"another"), ("日志.JSON", b"{}")]
    faults = {(each.fault, each.path) for each in check(packed(tmp_path / "a.zip", twice)).findings}
    assert {
        (PackFault.DOUBLED, "案卷.pdf"),
        (PackFault.DOUBLED, "日志.JSON"),
        (PackFault.DOUBLED, "日志.json"),
    } <= faults


def test_a_bomb_is_not_unfolded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hostile: of a file no more is read than the manifest says it has, and of one that it does not name nothing."""
    files = whole() | {"案卷.pdf": bytes(60 << 20), "bomb": bytes(60 << 20)}
    path = packed(tmp_path / "a.zip", files)
    read = 0
    plain = zipfile.ZipExtFile.read

    def counting(self: Any, n: int | None = -1) -> bytes:
        nonlocal read
        piece = plain(self, n)
        read += len(piece)
        return piece

    monkeypatch.setattr(pyzipper.AESZipFile.zipextfile_cls, "read", counting, raising=False)
    assert {(each.fault, each.path) for each in check(path).findings} == {
        (PackFault.CHANGED, "案卷.pdf"),
        (PackFault.ADDED, "bomb"),
    }
    assert 0 < read < 1 << 20


def test_other_files_are_no_packs(tmp_path: Path) -> None:
    """Hostile: nothing, something else, one that was cut short, one with too many files."""
    for name, content in (
        ("empty", b""),
        ("text", b"x" * 100),
        ("short", packed(tmp_path / "z", whole()).read_bytes()[:90]),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(PackUnreadable):
            check(tmp_path / name)
    with pytest.raises(PackUnreadable):
        check(tmp_path / "nowhere")
    with pytest.raises(PackTooLarge):
        check(packed(tmp_path / "many.zip", {f"{n}": b"" for n in range(MOST_FILES + 3)}))


def test_every_byte_of_an_archive_may_be_broken(tmp_path: Path) -> None:
    """X-03: flipped anywhere it is found out or told to be no archive; it never is an error of ours, nor passes as sound
    with another content."""
    good = packed(tmp_path / "a.zip", whole()).read_bytes()
    for at in range(0, len(good), 7):
        (tmp_path / "b.zip").write_bytes(good[:at] + bytes([good[at] ^ 0x41]) + good[at + 1 :])
        try:
            verdict = check(tmp_path / "b.zip")
        except (PackUnreadable, PackLocked):
            continue
        assert not verdict.sound or verdict.manifest == manifest()


def test_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    """Hostile: a link is named as something that is not right, and what it points to is not read."""
    folder = tmp_path / "folder"
    for name, content in whole().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "x").write_bytes(FILES["案卷.pdf"])
    (folder / "案卷.pdf").unlink()
    (folder / "案卷.pdf").symlink_to(tmp_path / "secret" / "x")
    (folder / "more").symlink_to(tmp_path / "secret")
    assert {(each.fault, each.path) for each in check(folder).findings} == {
        (PackFault.CHANGED, "案卷.pdf"),
        (PackFault.ADDED, "more"),
    }


def test_an_archive_with_a_password(tmp_path: Path) -> None:
    """trust.md 1.5: AES, its contents not readable without the password, checked with it and not with another."""
    path, picture = tmp_path / "a.zip", tmp_path / "picture"
    picture.write_bytes(FILES["材料/01.jpg"])
    with Archive(path, PASSWORD, at=NOW) as archive:
        archive.add("案卷.pdf", "说明", FILES["案卷.pdf"])
        copied = archive.copy("材料/01.jpg", "说明", picture)
        archive.add("日志.json", "说明", FILES["日志.json"])
        assert tuple(archive.entries) == manifest().entries
        archive.end(manifest())
    assert copied == manifest().entries[1]
    assert b"%PDF" not in path.read_bytes()
    assert check(path, PASSWORD).sound
    for wrong in (None, "", PASSWORD + "x"):
        with pytest.raises(PackLocked):
            check(path, wrong)
    with zipfile.ZipFile(path) as plain:
        # 99 is the method of AES; no check sum of a content stands in the clear.
        assert {(each.compress_type, each.CRC) for each in plain.infolist()} == {(99, 0)}


def test_what_somebody_named_a_file_steers_no_terminal() -> None:
    """X-09: a name out of a pack is told without its control characters."""
    said = Finding(PackFault.ADDED, "a\x1b[31m\r\nb").sentence()
    assert said.isprintable()


def test_a_chapter_is_escaped() -> None:
    """X-08: what people wrote is text on the page, and the same for programs."""
    chapter = Chapter(
        "<b>", (facts(("<i>", "<script>"), ("空", None)), table(("a",), [("&",)]), table(("a",), []), "<u>")
    )
    page = html("<x>", [chapter])
    assert not any(mark in page for mark in ("<script>", "<b>", "<i>", "<u>", "<x>"))
    assert as_json([chapter])[0]["blocks"][0] == {"facts": [["<i>", "<script>"], ["空", "—"]]}
    assert as_json([chapter])[0]["blocks"][2] == {"text": "没有记录。"}


def test_what_it_is_asked_with() -> None:
    """trust.md 1.5: a reason, and with `other` a word; the name of the file names nobody."""
    with pytest.raises(NoteMissing):
        EvidenceAsked(reason=RevealReason.OTHER)
    assert EvidenceAsked(reason=RevealReason.OTHER, note=" 法院调取 ").note == "法院调取"
    assert pack_name("BF-2026-000123", NOW.date()) == "证据包_BF-2026-000123_2026-11-26.zip"


def test_the_command_says_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Issue 4: `./dev check-evidence FILE`, a password asked for where there is one; exit code 1 when something differs."""
    sound, spoilt, locked = tmp_path / "a.zip", tmp_path / "b.zip", tmp_path / "c.zip"
    packed(sound, whole())
    packed(spoilt, whole() | {"多.txt": b""})
    with Archive(locked, PASSWORD, at=NOW) as archive:
        for name, content in FILES.items():
            archive.add(name, "说明", content)
        archive.end(manifest())
    monkeypatch.setattr("getpass.getpass", lambda _asked: PASSWORD)
    for path in (sound, locked):
        cli.check_evidence(argparse.Namespace(file=str(path), record=False))
        assert manifest().digest in capsys.readouterr().out
    with pytest.raises(SystemExit) as left:
        cli.check_evidence(argparse.Namespace(file=str(spoilt), record=False))
    assert left.value.code == 1
    assert "多出：多.txt" in capsys.readouterr().out
