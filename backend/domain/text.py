"""Free text as people type and paste it: cleaned where that is harmless, refused where it is not (api.md "Shape").

A NUL cannot be stored by PostgreSQL, a lone surrogate cannot be encoded, control characters break logs and files, and
direction overrides make a line read differently from what it says. Those are refused. Spaces at the ends and marks
without width are only noise of copying, and are dropped.
"""

import re
import unicodedata

from backend.domain.refusals import Invalid

_NO_WIDTH = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_DIRECTION = frozenset("\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


_ORDINARY = re.compile("[ -~\u3001-\u3029\u4e00-\u9fff\uff01-\uff60]*")
"""Printable ASCII, Chinese characters and their punctuation: of these nothing is refused, dropped or composed, so most
text need not be looked at letter by letter."""


class TextUnreadable(Invalid):
    """The text holds a character that cannot be shown or stored; `position` counts from 1."""

    code = "text_unreadable"
    zh = "第 {position} 个字符是不可见的控制字符或残缺字符，无法保存。请删去后重新输入，或改为手工录入。"
    en = "Character {position} is a control character or a broken one and cannot be stored. Delete it and type again."


def clean_text(raw: str) -> str:
    """`raw` as one line: composed (NFC), spaces of any kind and line ends as single spaces, none at the ends.

    Full-width punctuation stays, because it is right in Chinese. Raises `TextUnreadable`.
    """
    return " ".join(clean_lines(raw).split())


def clean_lines(raw: str) -> str:
    """`raw` as lines ended by a line feed, without spaces at their ends and without blank ones around the text.

    Raises `TextUnreadable`.
    """
    if _ORDINARY.fullmatch(raw):
        return raw.strip()
    for position, character in enumerate(raw, start=1):
        if not _readable(character):
            raise TextUnreadable(position=position)
    kept = "".join(character for character in raw if character not in _NO_WIDTH)
    lines = unicodedata.normalize("NFC", kept).replace("\t", " ").splitlines()
    return "\n".join(line.strip() for line in lines).strip()


def squeeze(raw: str) -> str:
    """`raw` in compatibility form (NFKC) without spaces, hyphens and marks without width: for numbers and codes."""
    if raw.isascii():
        return "".join(raw.split()).replace("-", "")
    return "".join(character for character in unicodedata.normalize("NFKC", raw) if not _is_separator(character))


def _is_separator(character: str) -> bool:
    return character.isspace() or character == "\u2212" or unicodedata.category(character) in ("Zs", "Cf", "Pd")


def _readable(character: str) -> bool:
    if character in "\t\n\r":
        return True
    point = ord(character)
    if character in _DIRECTION or (point & 0xFFFE) == 0xFFFE or 0xFDD0 <= point <= 0xFDEF:
        return False
    return unicodedata.category(character) not in ("Cc", "Cs")
