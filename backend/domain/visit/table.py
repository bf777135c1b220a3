"""The 慰问安排表 as offices know it: what stands on it, whatever it is printed with (AID-13; ui.md row 25).

A table for each team; who leads, which units join, when and where they set off stand once beside all of its rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from backend.domain.money import yuan
from backend.domain.visit.codes import VisitKind
from backend.domain.visit.stops import totals

_WEEKDAYS = "一二三四五六日"


class Column(StrEnum):
    """A column of the table, in this order."""

    NUMBER = "number"
    NAME = "name"
    UNIT = "unit"
    KIND = "kind"
    CASH = "cash"
    GOODS = "goods"
    ADDRESS = "address"
    LEADERS = "leaders"
    JOINING = "joining"
    SETS_OFF = "sets_off"
    NOTE = "note"


BESIDE = (Column.LEADERS, Column.JOINING, Column.SETS_OFF)
"""What is the same for all rows of a team and is written once."""
CENTRED = frozenset({Column.NUMBER, Column.NAME, Column.KIND, *BESIDE})

WIDTHS: Mapping[Column, int] = {
    Column.NUMBER: 13,
    Column.NAME: 20,
    Column.UNIT: 42,
    Column.KIND: 22,
    Column.CASH: 20,
    Column.GOODS: 38,
    Column.ADDRESS: 42,
    Column.LEADERS: 28,
    Column.JOINING: 32,
    Column.SETS_OFF: 28,
    Column.NOTE: 27,
}
"""Parts of the width of the page that the columns get, relative to each other."""

HEADS: Mapping[str, Mapping[Column, str]] = {
    "zh": {
        Column.NUMBER: "序号",
        Column.NAME: "姓名",
        Column.UNIT: "单位",
        Column.KIND: "类别",
        Column.CASH: "慰问金（元）",
        Column.GOODS: "慰问品",
        Column.ADDRESS: "住址",
        Column.LEADERS: "带队领导",
        Column.JOINING: "参加单位",
        Column.SETS_OFF: "出发时间、地点",
        Column.NOTE: "备注",
    },
    "en": {
        Column.NUMBER: "No.",
        Column.NAME: "Name",
        Column.UNIT: "Unit",
        Column.KIND: "Kind",
        Column.CASH: "Cash (yuan)",
        Column.GOODS: "Goods",
        Column.ADDRESS: "Address",
        Column.LEADERS: "Led by",
        Column.JOINING: "Units joining",
        Column.SETS_OFF: "Sets off",
        Column.NOTE: "Notes",
    },
}
_WORDS = {
    "title": ("{}", "{}"),
    "document": ("文号：{}", "Document {}"),
    "made": ("制表单位：{}　　制表日期：{}", "Made by {} on {}"),
    "number": ("编号：{}", "No. {}"),
    "sum": ("小计：{} 户", "Sum: {} visits"),
    "worth": ("价值 {} 元", "worth {} yuan"),
    "all": (
        "总计：{} 户，慰问金 {} 元，慰问品价值 {} 元。{}",
        "In all: {} visits, {} yuan in cash, goods worth {} yuan. {}",
    ),
    "kind": ("{}{}户", "{} {}"),
    "pages": ("第 {} 页　共 {} 页", "Page {} of {}"),
}


def word(language: str, what: str, *parts: object) -> str:
    """A fixed text of the table."""
    return _WORDS[what][language == "en"].format(*parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A stop as it is printed. `goods` is the text, amounts are fen."""

    name: str
    unit: str
    kind: VisitKind
    cash_fen: int
    goods: str
    goods_fen: int
    address: str = ""
    on: date
    time: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A team as it is printed."""

    name: str
    leaders: Sequence[tuple[str, str]]
    """Name and post."""
    joining: Sequence[str]
    stops: Sequence[Stop]


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A plan as it is printed."""

    name: str
    number: str
    document_number: str
    organization_name: str
    starts_on: date
    sets_off: str | None
    meeting_place: str
    made_on: date
    teams: Sequence[Team]
    with_addresses: bool = False
    language: str = "zh"

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(each for each in Column if each is not Column.ADDRESS or self.with_addresses)

    @property
    def title(self) -> str:
        """`春节慰问…安排表`: the name of the plan as a title."""
        if self.language == "en" or self.name.endswith("表"):
            return self.name
        return self.name + ("表" if self.name.endswith("安排") else "安排表")

    @property
    def under_title(self) -> str:
        """Number, document, who made it and when."""
        parts = [word(self.language, "number", self.number)]
        if self.document_number:
            parts.append(word(self.language, "document", self.document_number))
        parts.append(word(self.language, "made", self.organization_name, day(self.made_on, self.language)))
        return "　　".join(parts)

    def beside(self, team: Team) -> Mapping[Column, str]:
        """What is written once beside the rows of a team, a line each."""
        start = [day(self.starts_on, self.language, weekday=True), self.sets_off or "", self.meeting_place]
        return {
            Column.LEADERS: "\n".join(f"{name} {post}".strip() for name, post in team.leaders),
            Column.JOINING: "\n".join(team.joining),
            Column.SETS_OFF: "\n".join(each for each in start if each),
        }

    def row(self, number: int, stop: Stop) -> Mapping[Column, str]:
        """The cells of one stop."""
        own_day = day(stop.on, self.language) if stop.on != self.starts_on else ""
        note = " ".join(each for each in (own_day, stop.time or "", stop.note) if each)
        return {
            Column.NUMBER: str(number),
            Column.NAME: stop.name,
            Column.UNIT: stop.unit,
            Column.KIND: stop.kind.en if self.language == "en" else stop.kind.zh,
            Column.CASH: amount(stop.cash_fen),
            Column.GOODS: stop.goods,
            Column.ADDRESS: stop.address,
            Column.NOTE: note,
        }

    def sum_of(self, team: Team) -> tuple[str, str, str]:
        """How many, how much cash, goods of what worth: the last line of a team's table."""
        found = totals((stop.kind, stop.cash_fen, stop.goods_fen) for stop in team.stops)
        worth = word(self.language, "worth", amount(found.goods_fen)) if found.goods_fen else ""
        return word(self.language, "sum", found.visits), amount(found.cash_fen), worth

    @property
    def all_in_all(self) -> str:
        """What the whole plan comes to, by kind."""
        stops = [stop for team in self.teams for stop in team.stops]
        found = totals((stop.kind, stop.cash_fen, stop.goods_fen) for stop in stops)
        english = self.language == "en"
        kinds = [
            word(self.language, "kind", kind.en if english else kind.zh, count) for kind, count in found.by_kind.items()
        ]
        told = (", " if english else "、").join(kinds)
        end = f"{told}{'.' if english else '。'}" if told else ""
        return word(self.language, "all", found.visits, amount(found.cash_fen), amount(found.goods_fen), end).strip()


def amount(fen: int) -> str:
    """Yuan as a table writes them: `500`, `1,250.50`; nothing for nothing."""
    return yuan(fen).removesuffix(".00") if fen else ""


def day(on: date, language: str, *, weekday: bool = False) -> str:
    """`2026年1月10日（星期六）`."""
    if language == "en":
        return f"{on:%Y-%m-%d}"
    return f"{on.year}年{on.month}月{on.day}日" + (f"（星期{_WEEKDAYS[on.weekday()]}）" if weekday else "")
