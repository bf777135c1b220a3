"""A person's name in one spelling: Chinese characters, Latin letters, and the dot between the parts of a name."""

import re
import unicodedata

from backend.domain.refusals import Invalid
from backend.domain.text import clean_text

MIN_NAME = 2
MAX_NAME = 40

_ORDINARY = re.compile("[\u4e00-\u9fff]{2,40}")
"""A name that is its own one spelling."""
_DOTS = dict.fromkeys(map(ord, "・•‧∙⋅●◦"), "·")
_HAN = ((0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x3FFFF))
_MARKS = frozenset("·'-. ")


class NameLength(Invalid):
    """Facts: `low`, `high`, in characters."""

    code = "name_length"
    zh = "姓名应为 {low} 至 {high} 个字。请按证件上的姓名完整录入。"
    en = "A name has {low} to {high} characters. Type it in full, as on the document."


class NameCharacter(Invalid):
    """`position` counts from 1."""

    code = "name_character"
    zh = "姓名第 {position} 个字符不是汉字、字母或间隔号“·”。请按证件录入；生僻字打不出时请换用支持大字符集的输入法。"
    en = "Character {position} of the name is no Chinese character, letter or dot. Type it as on the document."


def normalise_name(raw: str) -> str:
    """The one spelling of a name: NFKC, one kind of dot, no spaces between Chinese characters, single ones in Latin.

    Raises `TextUnreadable`, `NameLength`, `NameCharacter`.
    """
    if _ORDINARY.fullmatch(raw):
        return raw
    if len(raw) > 4 * MAX_NAME:
        raise NameLength(low=MIN_NAME, high=MAX_NAME)
    text = unicodedata.normalize("NFKC", clean_text(raw)).translate(_DOTS)
    text = _joined(" ".join(text.split()))
    if not MIN_NAME <= len(text) <= MAX_NAME:
        raise NameLength(low=MIN_NAME, high=MAX_NAME)
    for position, character in enumerate(text, start=1):
        at_an_end = position in (1, len(text))
        if not (_is_letter(character) or (character in _MARKS and (not at_an_end or character == "."))):
            raise NameCharacter(position=position)
    if not _is_letter(text[0]):
        raise NameCharacter(position=1)
    return text


def _joined(text: str) -> str:
    """No spaces beside a Chinese character or a dot, and the dot written as a full stop mended between Chinese ones."""
    parts = text.replace(" ·", "·").replace("· ", "·").split(" ")
    whole = parts[0]
    for part in parts[1:]:
        whole += part if whole and part and (_is_han(whole[-1]) or _is_han(part[0])) else " " + part
    return "".join(
        "·" if mark == "." and 0 < i < len(whole) - 1 and _is_han(whole[i - 1]) and _is_han(whole[i + 1]) else mark
        for i, mark in enumerate(whole)
    )


def _is_han(character: str) -> bool:
    point = ord(character)
    return any(low <= point <= high for low, high in _HAN)


def _is_letter(character: str) -> bool:
    return _is_han(character) or (character.isalpha() and unicodedata.name(character, "").startswith("LATIN "))
