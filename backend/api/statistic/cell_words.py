"""What the counters of the statistics are called: a cell is a column of `db/tables/statistic.py`."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from backend.db.tables.statistic import UNKNOWN
from backend.domain.age import AgeBand
from backend.domain.identity import Sex
from backend.domain.member.codes import Education, LeaveKind, MemberKind, MemberStatus, NewEmployment, Politics
from backend.domain.organization.codes import CommitteeKind, OrganizationKind, PostForm

Words = tuple[str, str]
"""In Chinese and in English."""

_ALONE: Final[Mapping[str, Words]] = {
    "members": ("会员", "Members"),
    "migrants": ("农民工会员", "Migrant workers"),
    "dispatched": ("劳务派遣会员", "Dispatched workers"),
    "hardship": ("困难职工会员", "Workers in hardship"),
    "carded": ("已发会员证", "Members with a card"),
    "complete": ("信息完整的会员", "Members with a complete file"),
    "employees": ("工会覆盖职工", "Employees of unions"),
    "employers_covered": ("已建会单位", "Employers covered"),
    "employers_uncovered": ("未建会单位", "Employers not covered"),
    "employers_due": ("应建未建单位", "Employers due"),
    "employees_covered": ("已建会单位职工", "Employees covered"),
    "employees_uncovered": ("未建会单位职工", "Employees not covered"),
    "joined": ("本月入会", "Joined this month"),
    "imported": ("本月导入", "Imported this month"),
    "transferred_in": ("本月转入", "Transferred in this month"),
    "reorganized_in": ("本月并入", "Reorganized in this month"),
    "transferred_out": ("本月转出", "Transferred out this month"),
    "reorganized_out": ("本月并出", "Reorganized out this month"),
}
_EACH: Final[Mapping[str, tuple[Words, Any]]] = {
    "education": (("学历", "Education"), Education),
    "politics": (("政治面貌", "Politics"), Politics),
    "kind": (("会员类别", "Kind of member"), MemberKind),
    "new_employment": (("新就业形态", "New form of employment"), NewEmployment),
    "status": (("会籍状态", "Membership"), MemberStatus),
    "unions": (("工会组织", "Unions"), OrganizationKind),
    "officers": (("工会干部", "Officers"), PostForm),
    "committees": (("工会机构", "Committees"), CommitteeKind),
}


def _all() -> Iterator[tuple[str, Words]]:
    yield from _ALONE.items()
    for prefix, ((zh, en), codes) in _EACH.items():
        for code in codes:
            yield f"{prefix}_{code}", (f"{zh}：{code.zh}", f"{en}: {code.en}")
        yield f"{prefix}_{UNKNOWN}", (f"{zh}：未知", f"{en}: unknown")
    for sex in Sex:
        for band in AgeBand:
            yield f"{sex}_{int(band)}", (f"{sex.zh}会员：{band.zh}", f"Members, {sex.en}: {band.en}")
    for kind in LeaveKind:
        yield str(kind), (f"本月{kind.zh}", f"{kind.en} this month")


CELL_WORDS: Final[Mapping[str, Words]] = dict(_all())


def word_of(cell: str, language: str) -> str:
    """What a cell is called; one of a release before by its own name."""
    zh, en = CELL_WORDS.get(cell, (cell, cell))
    return en if language == "en" else zh
