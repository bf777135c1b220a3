"""The pinyin of a person's name, for search by spelling and by initials and for the order of lists (data.md section 3).

pypinyin guesses a character by its commonest reading; as a surname many are read otherwise (stack.md trap 3), so
surnames are looked up here first. The tables hold only what pypinyin would read otherwise. What is still wrong is
mended by hand in the member's own pinyin field: 覃 is read qín by most of its bearers (Guangxi, west Hunan) and tán by
others, 牟 móu or mù, 乐 yuè or lè; the commoner one is taken. ü is written v, as it is typed.
"""

import re
from functools import cache, lru_cache

_RUNS = re.compile(r"[A-Za-z0-9]+|[^\x00-\x7f]+")
_COMPOUND_SURNAMES = {
    "万俟": "mo qi",
    "尉迟": "yu chi",
    "单于": "chan yu",
    "长孙": "zhang sun",
    "澹台": "tan tai",
    "乐正": "yue zheng",
}
_SURNAMES = {
    "单": "shan",
    "仇": "qiu",
    "区": "ou",
    "解": "xie",
    "查": "zha",
    "盖": "ge",
    "覃": "qin",
    "朴": "piao",
    "折": "she",
    "黑": "he",
    "乐": "yue",
    "缪": "miao",
    "员": "yun",
    "召": "shao",
    "秘": "bi",
    "洗": "xian",
    "种": "chong",
    "祭": "zhai",
    "繁": "po",
    "隗": "wei",
    "重": "chong",
    "薄": "bo",
    "郇": "xun",
    "句": "gou",
    "乜": "nie",
    "藏": "zang",
    "颉": "xie",
    "阚": "kan",
}
_IN_NAMES = {
    "晟": "sheng",
    "长": "chang",
    "琢": "zhuo",
    "都": "du",
    "莞": "wan",
    "曾": "zeng",
    "卜": "bu",
    "厦": "xia",
    "似": "si",
    "偲": "si",
    "佛": "fo",
    "的": "di",
    "着": "zhuo",
    "还": "huan",
    "翟": "zhai",
}
"""Anywhere in a name, where the commonest reading of the language is not the one of names."""


@lru_cache(maxsize=1 << 16)
def pinyin_of(name: str) -> tuple[str, str]:
    """The full spelling and the initials of a normalised name: `("zhangjianguo", "zjg")`; both empty for no reading.

    Latin words count as one syllable each, in lower case; dots and spaces are passed over. Remembered, because an
    import asks for a hundred thousand names of which many are the same.
    """
    syllables = _surname(name)
    rest = name[len(syllables) :]
    syllables += [part for part in _readings(rest) if part]
    return "".join(syllables), "".join(syllable[0] for syllable in syllables)


@lru_cache(maxsize=1 << 14)
def pinyin_of_title(title: str) -> tuple[str, str]:
    """The full spelling and the initials of the name of an organization or employer.

    No surname stands in front of it, and its words are read as words: 重庆 chongqing, 银行 yinhang.
    """
    from pypinyin import lazy_pinyin

    syllables: list[str] = []
    for run in _RUNS.findall(title):
        syllables += [run.lower()] if run.isascii() else lazy_pinyin(run, errors="ignore")
    return "".join(syllables), "".join(syllable[0] for syllable in syllables)


def _surname(name: str) -> list[str]:
    """The syllables of the surname where the tables know it; a name with a dot begins with no surname."""
    if "·" in name:
        return []
    if len(name) > 2 and name[:2] in _COMPOUND_SURNAMES:
        return _COMPOUND_SURNAMES[name[:2]].split()
    return [_SURNAMES[name[0]]] if name and name[0] in _SURNAMES else []


def _readings(text: str) -> list[str]:
    """One syllable per character, one word per Latin run."""
    syllables: list[str] = []
    latin = ""
    for character in text + " ":
        if character.isascii() and character.isalnum():
            latin += character.lower()
            continue
        syllables += [latin, _reading(character)]
        latin = ""
    return syllables


@cache
def _reading(character: str) -> str:
    """The reading of one character of a name, without tone; "" for what has none."""
    if character in _IN_NAMES:
        return _IN_NAMES[character]
    from pypinyin import lazy_pinyin  # its dictionaries take a while to load: only those who need pinyin should wait

    return "".join(lazy_pinyin(character, errors="ignore"))
