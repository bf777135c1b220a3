"""The manifest of an evidence pack: every file with its size and SHA-256, and one digest over all of it.

Who keeps a pack can check it without us: each line of the readable list is what `sha256sum` or `certutil` print of the
file. The digest covers the manifest itself, so that neither a file nor a word of who took it out can be changed alone; it
also stands in the record of the system, which is where a pack made up as a whole is found out.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final

FORMAT: Final = "unionhome-evidence/1"
MANIFEST: Final = "MANIFEST.json"
LISTED: Final = "清单.txt"
RECORD: Final = "日志.json"
"""The events of the record, for programs."""
OWN: Final = frozenset({MANIFEST, LISTED})
"""What tells of the others and of itself."""
MOST_FILES: Final = 2_000
MOST_MANIFEST: Final = 2 << 20
"""Bytes of a manifest, and of a list."""
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_LONGEST: Final = 300


class ManifestUnreadable(ValueError):
    """It is no manifest of this kind. Only for the checks of a pack: they say it in words of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file: where it lies in the pack, what it is, bytes, SHA-256 in hexadecimal."""

    path: str
    what: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a pack is: of which case, by whom, when, what for; and its files in their order."""

    pack_id: str
    case_id: str
    case_number: str
    made_at: str
    made_by: str
    office: str
    reason: str
    entries: tuple[Entry, ...]

    @property
    def digest(self) -> str:
        """SHA-256 over the whole manifest, spelled in one way: keys sorted, no spaces, UTF-8."""
        spelled = json.dumps(self._told(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(spelled.encode()).hexdigest()

    def to_json(self) -> bytes:
        """`MANIFEST.json`."""
        told = self._told() | {"digest": self.digest}
        return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"

    def to_text(self) -> bytes:
        """`清单.txt`, as an old Windows opens it by a double click: marked as UTF-8, lines ended by both marks."""
        lines = [
            "证据包文件清单",
            "",
            f"案号：{self.case_number}",
            f"证据包编号：{self.pack_id}",
            f"生成时间：{self.made_at}",
            f"提取人：{self.made_by}（{self.office}）",
            f"用途：{self.reason}",
            f"整包摘要（SHA-256）：{self.digest}",
            "",
            *(_line(place, each) for place, each in enumerate(self.entries, start=1)),
            "",
            f"共 {len(self.entries)} 个文件。任何一个文件改动、增加或缺少，都与本清单不符。",
            "单个文件可用 Windows 命令核对：certutil -hashfile 文件名 SHA256",
            f"整包摘要由 {MANIFEST} 去掉 digest 一项后按键名排序、不留空格计算；生成时已记入系统审计日志。",
        ]
        return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()

    def _told(self) -> dict[str, Any]:
        told = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "entries"}
        return {"format": FORMAT, **told, "files": [asdict(each) for each in self.entries]}


def _line(place: int, each: Entry) -> str:
    return f"{place}. {each.path}\r\n   {each.what}；{each.size} 字节\r\n   {each.sha256}"


def read_manifest(content: bytes) -> tuple[Manifest, str]:
    """A manifest and the digest that it claims, out of bytes that anybody may have written. Raises `ManifestUnreadable`."""
    if len(content) > MOST_MANIFEST:
        raise ManifestUnreadable
    try:
        told = json.loads(content.decode())
        entries = tuple(_entry(each) for each in told["files"])
        words = {each.name: _word(told[each.name]) for each in fields(Manifest) if each.name != "entries"}
        claimed = _word(told["digest"])
        known = set(words) | {"format", "files", "digest"}
    except (ValueError, KeyError, TypeError, RecursionError, AttributeError):
        raise ManifestUnreadable from None
    if type(told["files"]) is not list or told["format"] != FORMAT or set(told) != known or len(entries) > MOST_FILES:
        raise ManifestUnreadable
    if len({folded(each.path) for each in entries} | {folded(each) for each in OWN}) != len(entries) + len(OWN):
        raise ManifestUnreadable
    return Manifest(entries=entries, **words), claimed


def _entry(told: Any) -> Entry:
    if set(told) != {"path", "what", "size", "sha256"} or type(told["size"]) is not int or told["size"] < 0:
        raise ManifestUnreadable
    path, sha256 = _word(told["path"]), _word(told["sha256"])
    if not is_plain(path) or not _HASH.fullmatch(sha256):
        raise ManifestUnreadable
    return Entry(path=path, what=_word(told["what"]), size=told["size"], sha256=sha256)


def _word(told: Any) -> str:
    if not isinstance(told, str) or len(told) > _LONGEST:
        raise ManifestUnreadable
    return told


def is_plain(path: str) -> bool:
    """Whether it is the name of a file inside the pack: no way out of it, and nothing that a file system reads otherwise."""
    parts = path.split("/")
    return all(part not in ("", ".", "..") and part == part.strip(" .") and not any(map(_odd, part)) for part in parts)


def _odd(mark: str) -> bool:
    return mark in '\\:*?"<>|' or unicodedata.category(mark)[0] == "C"


def folded(path: str) -> str:
    """What file systems take for the same name."""
    return unicodedata.normalize("NFKC", path).casefold()


def by_path(manifest: Manifest) -> Mapping[str, Entry]:
    """The files by where they lie."""
    return {each.path: each for each in manifest.entries}
