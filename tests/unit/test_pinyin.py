"""Pinyin of names for search and order (issue 2, section 4: pinyin and initials; stack.md trap 3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from backend.db import pinyin
from backend.db.pinyin import pinyin_of, pinyin_of_title


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        ("张建国", "zhangjianguo", "zjg"),
        ("曾伟", "zengwei", "zw"),
        ("单雄信", "shanxiongxin", "sxx"),
        ("单于晴", "chanyuqing", "cyq"),
        ("仇英", "qiuying", "qy"),
        ("区小明", "ouxiaoming", "oxm"),
        ("解放", "xiefang", "xf"),
        ("查良镛", "zhaliangyong", "zly"),
        ("盖叫天", "gejiaotian", "gjt"),
        ("任重", "renzhong", "rz"),
        ("覃勇", "qinyong", "qy"),
        ("尉迟恭", "yuchigong", "ycg"),
        ("尉健行", "weijianxing", "wjx"),
        ("万俟卨", "moqixie", "mqx"),
        ("万里", "wanli", "wl"),
        ("令狐冲", "linghuchong", "lhc"),
        ("长孙无忌", "zhangsunwuji", "zswj"),
        ("欧阳修", "ouyangxiu", "oyx"),
        ("吕布", "lvbu", "lb"),
        ("赵长乐", "zhaochangle", "zcl"),
        ("李晟", "lisheng", "ls"),
        ("阿卜杜拉·买买提", "abudulamaimaiti", "abdlmmt"),
        ("查·阿里", "chaali", "cal"),
        ("John Smith", "johnsmith", "js"),
        ("𠮷野", "ye", "y"),
        ("", "", ""),
    ],
)
def test_names(name: str, full: str, initials: str) -> None:
    """Surnames by the table, given names by their commonest reading, Latin words as they are."""
    assert pinyin_of(name) == (full, initials)


def test_the_tables_hold_only_what_would_be_wrong() -> None:
    """An entry that pypinyin reads the same way is noise."""
    for table in (pinyin._SURNAMES, pinyin._IN_NAMES):
        assert [character for character, said in table.items() if lazy_pinyin(character) == [said]] == []


@pytest.mark.parametrize(
    ("title", "full", "initials"),
    [
        ("重庆市总工会", "chongqingshizonggonghui", "cqszgh"),
        ("银行工会", "yinhanggonghui", "yhgh"),
        ("单位工会", "danweigonghui", "dwgh"),
        ("A座 B2（本级）", "azuob2benji", "azbbj"),
    ],
)
def test_titles(title: str, full: str, initials: str) -> None:
    """Names of organizations are read as words; no surname stands in front."""
    assert pinyin_of_title(title) == (full, initials)


@given(st.text(max_size=20))
def test_whatever_is_asked_the_answer_can_be_searched(name: str) -> None:
    """Small ASCII letters and digits only."""
    for full, initials in (pinyin_of(name), pinyin_of_title(name)):
        assert (full + initials).isascii()
        assert full == "" or full.isalnum()
        assert (full + initials).lower() == full + initials
        assert len(initials) <= len(full)


def test_names_are_remembered() -> None:
    """An import asks for the same names again and again."""
    pinyin_of.cache_clear()
    for _ in range(3):
        pinyin_of("张建国")
    assert pinyin_of.cache_info().hits == 2
