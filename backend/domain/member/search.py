"""What somebody typed into the one search box of the members' list (issue 2 section 4; data.md section 3).

Chinese is a name or a part of one; letters are initials or pinyin; four digits, the last of which may be an X, are the
tail of an ID number or of a phone; a longer number is a member number. Whole ID numbers and phone numbers are refused
here, because this text travels in a URL: they are looked up by `POST /members/search`.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from backend.domain.refusals import Invalid
from backend.domain.text import clean_text, squeeze

MAX_TYPED = 60

_TAIL = re.compile(r"[0-9]{3}[0-9X]")
_PHONE = re.compile(r"(?:\+?86)?1[3-9][0-9]{9}")
_ID_NUMBER = re.compile(r"[0-9]{15}|[0-9]{17}[0-9X]")
_NUMBER = re.compile(r"[A-Z]{0,4}[0-9]{1,16}")
_LETTERS = re.compile(r"[a-z]+")

FREQUENT_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔"
    "谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常"
)
"""Surnames each of which some two in a thousand people or more bear: whoever types one finds a page of them anywhere."""

_FREQUENT_SPELLINGS = (
    " wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang han deng "
    "feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lv ding ren lu yao shen zhong cui tan fan "
    "liao shi jin jia xia fu fang zou xiong bai meng qin qiu hou yin xue yan duan lei long tao mao hao gu gong shao wan "
    "qian dai mo kong xiang chang"
)


def begins_a_frequent_surname(letters: str) -> bool:
    """Whether some two in a thousand people or more have a surname whose pinyin begins so: `w`, `wa`, `wang`."""
    return f" {letters}" in _FREQUENT_SPELLINGS


class PersonalNumberInUrl(Invalid):
    """An ID number or phone number was typed into the box."""

    code = "search_personal_number"
    zh = "完整的证件号码或手机号不能放在网址里查。请用“精确查找”，或只输入末四位。"
    en = "A whole ID or phone number must not travel in an address. Use the exact look-up, or type the last four only."


class Wanted(StrEnum):
    """What is being looked for."""

    NAME = "name"
    SPELLING = "spelling"
    TAIL = "tail"
    NUMBER = "number"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """One reading of the text; `text` is in the spelling that the columns are kept in."""

    wanted: Wanted
    text: str = ""


def read_search(raw: str) -> SearchTerm:
    """What `raw` asks for. Text that can match nobody is `NOTHING`, so a stray sign finds nothing and breaks nothing.

    Raises `PersonalNumberInUrl`, `TextUnreadable`.
    """
    text = unicodedata.normalize("NFKC", clean_text(raw))[:MAX_TYPED]
    tight = squeeze(text)
    if _PHONE.fullmatch(tight) or _ID_NUMBER.fullmatch(tight.upper()):
        raise PersonalNumberInUrl(pointer="/q")
    if _TAIL.fullmatch(tight.upper()):
        return SearchTerm(Wanted.TAIL, tight.upper())
    if _NUMBER.fullmatch(tight.upper()):
        return SearchTerm(Wanted.NUMBER, tight.upper())
    letters = tight.lower().replace("'", "").replace("·", "")
    if _LETTERS.fullmatch(letters):
        return SearchTerm(Wanted.SPELLING, letters)
    if any(character.isalpha() for character in tight):
        return SearchTerm(Wanted.NAME, _as_in_names(text))
    return SearchTerm(Wanted.NOTHING)


def _as_in_names(text: str) -> str:
    """Names keep no spaces beside Chinese characters and one kind of dot (names.py); a part of one is written alike."""
    dotted = re.sub(r"\s*[・•‧∙⋅●◦·]\s*", "·", text)
    return re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", dotted)
