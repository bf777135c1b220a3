"""A made-up city of any size: its tree of unions, its lines, its employers. Who stands in it comes from people.py."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID

from backend.demo import words
from backend.demo.chance import Weighted, day_between, dice, id_at, pick
from backend.domain.credit_code import credit_check_character
from backend.domain.organization.codes import Industry, Level, Ownership
from backend.domain.organization.codes import OrganizationKind as Kind
from backend.domain.organization.intervals import Interval, lay_out

ROOM = Interval(1, 2**62)
"""What the city owns in the tree of territories, and all lines together in theirs."""

BRANCHED_FROM = 150
"""Unions of so many members have branches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a city is to be."""

    counties: int = 15
    townships: int = 20
    """In each county."""
    unions: int = 30_000
    members: int = 300_000


@dataclass(slots=True, kw_only=True, eq=False)
class Business:
    """A legal person that employs people; `union` covers it, or nobody does."""

    id: UUID
    name: str
    credit_code: str
    industry: Industry
    ownership: Ownership
    employees: int
    territory: "Node"
    union: "Node | None"


@dataclass(slots=True, kw_only=True, eq=False)
class Node:
    """An organization."""

    id: UUID
    name: str
    kind: Kind
    parent: "Node | None"
    area: str
    founded: date
    term_started_on: date
    term_years: int
    industry: Industry | None = None
    ownership: Ownership | None = None
    line: str | None = None
    members: int = 0
    credit_code: str = ""
    place: Interval = ROOM
    line_code: int | None = None
    branches: list["Node"] = field(default_factory=list)
    businesses: list[Business] = field(default_factory=list)

    def above(self, level: Level) -> "Node | None":
        """The nearest organization of this level, itself included."""
        node: Node | None = self
        while node is not None and node.kind.level > level:
            node = node.parent
        return node if node is not None and node.kind.level == level else None

    @property
    def since(self) -> datetime:
        """When it came into the register."""
        return datetime.combine(max(self.founded, date(2023, 3, 1)), time(9), UTC)


@dataclass(slots=True, kw_only=True, eq=False)
class LineNode:
    """A line and the union that leads it."""

    key: str
    id: UUID
    union: Node
    place: Interval


@dataclass(slots=True, kw_only=True, eq=False)
class City:
    """All of it, parents before children."""

    nodes: list[Node]
    lines: list[LineNode]
    businesses: list[Business]

    def unions(self) -> Iterator[Node]:
        """The base unions, in which members stand."""
        return (node for node in self.nodes if node.kind.level is Level.UNION)

    def named(self, name: str) -> Node:
        """The organization of this name."""
        return next(node for node in self.nodes if node.name == name)


FIXED: dict[str, dict[str, tuple[tuple[str, Kind, Industry], ...]]] = {
    "青溪县": {
        "城关镇": (
            ("青溪纺织有限公司工会", Kind.BASE_UNION, Industry.MANUFACTURING),
            ("青溪县人民医院工会", Kind.BASE_UNION, Industry.HEALTH),
            ("步行一条街联合工会", Kind.JOINT_UNION, Industry.TRADE),
        ),
        "白石乡": (("白石水泥有限公司工会", Kind.BASE_UNION, Industry.MANUFACTURING),),
    },
    "南河县": {
        "河口镇": (
            ("汇丰电子有限公司工会", Kind.BASE_UNION, Industry.MANUFACTURING),
            ("南河县第一中学工会", Kind.BASE_UNION, Industry.EDUCATION),
        )
    },
    "东山区": {"东山街道": (("快捷物流联合工会", Kind.JOINT_UNION, Industry.TRANSPORT),)},
}
"""What stands in every city, as in the town of the tests: stories are told about these."""

_TRADES = Weighted(*((trade, float(trade[1])) for trade in words.TRADES))
_PRIVATE = Weighted(*words.PRIVATE)
_LINE_OF = {industry: key for key, _name, industries in words.LINES for industry in industries}
_DEPARTMENT = {Ownership.GOVERNMENT: "11", Ownership.INSTITUTION: "12", Ownership.INDIVIDUAL: "92"}


def plan(size: Size, *, seed: int, today: date) -> City:
    """The city of this seed. The same arguments give the same city."""
    return _Planner(size, dice(seed, 0), today).make()


class _Planner:
    """Founds a city from the top down, then lays its intervals out at once."""

    def __init__(self, size: Size, chance: Random, today: date) -> None:
        self.size, self.chance, self.today = size, chance, today
        self.nodes: list[Node] = []
        self.businesses: list[Business] = []
        self.names: set[str] = set()
        self.numbers = 0

    def make(self) -> City:
        """Everything."""
        top = self._found(None, words.CITY + "总工会", Kind.CITY_FEDERATION, "430000")
        heads = {
            key: self._found(
                top, words.CITY.removesuffix("市") + "市" + name.removeprefix("市"), Kind.LINE_FEDERATION, top.area
            )
            for key, name, _industries in words.LINES
        }
        townships: list[Node] = []
        for name, area in words.COUNTIES[: self.size.counties]:
            county = self._found(top, name + "总工会", Kind.COUNTY_FEDERATION, area)
            townships += self._found_townships(county, name)
        unions = self._found_unions(townships, list(heads.values()))
        self._share_members(unions)
        for union in unions:
            self._found_branches(union)
            self._cover(union)
            union.credit_code = self.credit_code("81", union.area)
        self._leave_uncovered(townships)
        return City(nodes=self._lay_out(top), lines=self._lay_lines(heads), businesses=self.businesses)

    def _found(self, parent: Node | None, name: str, kind: Kind, area: str, industry: Industry | None = None) -> Node:
        chance = self.chance
        founded = day_between(chance, date(1990, 1, 1), self.today - timedelta(days=400))
        years = 5 if kind.level <= Level.TOWNSHIP else pick(chance, (3, 5))
        # One in sixteen is over its term, so that the clock of re-elections has something to show.
        age = chance.uniform(1.0, 1.3) if chance.random() < 0.06 else chance.uniform(0.02, 1.0)
        started = max(founded, self.today - timedelta(days=int(365.25 * years * age)))
        node = Node(
            id=id_at(datetime.combine(max(founded, date(2023, 3, 1)), time(1), UTC), chance),
            name=name,
            kind=kind,
            parent=parent,
            area=area,
            founded=founded,
            term_started_on=started,
            term_years=years,
            industry=industry,
            ownership=(words.PUBLIC.get(industry) or _PRIVATE.draw(chance)) if industry else None,
            line=_LINE_OF.get(industry) if industry and (industry in words.PUBLIC or chance.random() < 0.6) else None,
        )
        self.nodes.append(node)
        self.names.add(name)
        return node

    def _found_townships(self, county: Node, name: str) -> list[Node]:
        wanted = [*FIXED.get(name, {})]
        while len(wanted) < self.size.townships:
            made = pick(self.chance, words.PLACE_FIRST) + pick(self.chance, words.PLACE_SECOND)
            made += pick(
                self.chance, ("街道",) if name.endswith("区") and self.chance.random() < 0.6 else ("镇", "镇", "乡")
            )
            if made + "总工会" not in self.names and made not in wanted:
                wanted.append(made)
        return [
            self._found(
                county,
                made + "总工会",
                Kind.STREET_FEDERATION if made.endswith("街道") else Kind.TOWNSHIP_FEDERATION,
                county.area,
            )
            for made in wanted[: self.size.townships]
        ]

    def _found_unions(self, townships: Sequence[Node], heads: Sequence[Node]) -> list[Node]:
        unions: list[Node] = []
        for township in townships:
            county = township.parent
            fixed = FIXED.get(county.name.removesuffix("总工会") if county else "", {})
            for name, kind, industry in fixed.get(township.name.removesuffix("总工会"), ()):
                unions.append(self._found(township, name, kind, township.area, industry))
        while len(unions) < self.size.unions:
            # Nine of ten stand in a township, some directly under the county, a few under the union of a line.
            township = townships[len(unions) % len(townships)]
            place = self.chance.random()
            parent = township if place < 0.92 or township.parent is None else township.parent
            if place > 0.985:
                parent = pick(self.chance, heads)
            unions.append(self._found_union(parent, township))
        return unions

    def _found_union(self, parent: Node, township: Node) -> Node:
        chance = self.chance
        home = pick(
            chance, (township.name.removesuffix("总工会"), (township.parent or township).name.removesuffix("总工会"))
        )
        if chance.random() < 0.12:
            name = self._fresh(lambda: f"{home}{pick(chance, words.JOINT_PLACES)}联合工会")
            return self._found(
                parent, name, Kind.JOINT_UNION, township.area, pick(chance, (Industry.TRADE, Industry.TRANSPORT))
            )
        industry, _weight, trades, ends = _TRADES.draw(chance)
        short = home.rstrip("县区镇乡") if len(home) > 2 and "街道" not in home else home
        name = self._fresh(lambda: self._business_name(industry, short, home, trades, ends) + "工会")
        return self._found(parent, name, Kind.BASE_UNION, township.area, industry)

    def _business_name(
        self, industry: Industry, short: str, home: str, trades: Sequence[str], ends: Sequence[str]
    ) -> str:
        trade = pick(self.chance, trades)
        if industry in words.PUBLIC and industry is not Industry.UTILITIES:
            return home + trade
        return short + pick(self.chance, words.TRADE_NAMES) + trade + pick(self.chance, ends)

    def _fresh(self, make: Callable[[], str]) -> str:
        """A name that no union has yet; after some tries with a number."""
        for _ in range(8):
            name = make()
            if name not in self.names:
                return name
        self.numbers += 1
        return (
            name.replace("联合工会", f"第{self.numbers}联合工会")
            if "联合工会" in name
            else f"{name[:-2]}（{self.numbers}）工会"
        )

    def _share_members(self, unions: Sequence[Node]) -> None:
        """Sizes are lognormal: most unions are small, a few hold thousands (data.md, the measured data)."""
        fixed = {
            name for county in FIXED.values() for township in county.values() for name, _kind, _industry in township
        }
        weights = [2.5 if union.name in fixed else self.chance.lognormvariate(0, 1.05) for union in unions]
        left, total = self.size.members, sum(weights)
        for union, weight in zip(unions, weights, strict=True):
            union.members = min(left, round(left * weight / total)) if total > 0 else left
            left -= union.members
            total -= weight

    def _found_branches(self, union: Node) -> None:
        if union.members < BRANCHED_FROM or union.kind is not Kind.BASE_UNION:
            return
        for name in words.BRANCHES[: min(len(words.BRANCHES), 2 + union.members // 150)]:
            branch = self._found(union, name + "分会", Kind.BRANCH, union.area)
            branch.line = union.line
            union.branches.append(branch)

    def _cover(self, union: Node) -> None:
        """A union's own employer, or the several that a joint union covers."""
        many = union.kind is Kind.JOINT_UNION
        count = self.chance.randint(3, 9) if many else 1
        for _ in range(count):
            if many:
                trades = next(trade for trade in words.TRADES if trade[0] is union.industry)
                name = self._business_name(trades[0], "", "", trades[2], trades[3])
            else:
                name = union.name.removesuffix("工会")
            staff = round(union.members / count / self.chance.uniform(0.72, 0.99)) + 1
            union.businesses.append(
                self._open(name, union.industry or Industry.TRADE, union.ownership, staff, union, union)
            )
        self.businesses += union.businesses

    def _leave_uncovered(self, townships: Sequence[Node]) -> None:
        """应建未建: employers of 25 people and more, and small ones, that no union covers."""
        for _ in range(max(len(townships), len(self.businesses) // 6)):
            township = pick(self.chance, townships)
            industry, _weight, trades, ends = _TRADES.draw(self.chance)
            short = township.name.removesuffix("总工会")
            name = self._business_name(industry, short[:2], short, trades, ends)
            staff = max(3, int(self.chance.lognormvariate(3.1, 0.9)))
            self.businesses.append(self._open(name, industry, None, staff, township, None))

    def _open(
        self, name: str, industry: Industry, ownership: Ownership | None, staff: int, at: Node, union: Node | None
    ) -> Business:
        ownership = ownership or words.PUBLIC.get(industry) or _PRIVATE.draw(self.chance)
        territory = at.above(Level.TOWNSHIP) or at.above(Level.COUNTY) or at
        return Business(
            id=id_at(at.since, self.chance),
            name=name,
            credit_code=self.credit_code(_DEPARTMENT.get(ownership, "91"), at.area),
            industry=industry,
            ownership=ownership,
            employees=staff,
            territory=territory,
            union=union,
        )

    def credit_code(self, department: str, area: str) -> str:
        """A valid code, none twice: the body counts."""
        self.numbers += 1
        first = f"{department}{area}MA{self.numbers:07d}"
        return first + credit_check_character(first)

    def _lay_out(self, top: Node) -> list[Node]:
        children: dict[UUID, list[UUID]] = {}
        for node in self.nodes:
            if node.parent is not None:
                children.setdefault(node.parent.id, []).append(node.id)
        placed = lay_out(top.id, children, {node.id: node.kind.level for node in self.nodes}, ROOM)
        for node in self.nodes:
            node.place = placed[node.id]
        return sorted(self.nodes, key=lambda node: node.place.low)

    def _lay_lines(self, heads: dict[str, Node]) -> list[LineNode]:
        keys = list(heads)
        placed = lay_out("", {"": keys}, {"": Level.CITY, **dict.fromkeys(keys, Level.COUNTY)}, ROOM)
        codes = {key: placed[key].low for key in keys}
        for node in self.nodes:
            node.line_code = codes.get(node.line or "")
        return [
            LineNode(key=key, id=id_at(heads[key].since, self.chance), union=heads[key], place=placed[key])
            for key in keys
        ]
