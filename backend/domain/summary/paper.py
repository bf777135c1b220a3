"""The 工作总结 as offices lay it out: title, five numbered parts, tables of figures, photos, who signs and when (AID-27, RPT-03).

Word and PDF are written from the same blocks, so they say the same.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from backend.domain.aid.case_codes import FundSource
from backend.domain.aid.codes import HardshipCategory, HardshipCause
from backend.domain.aid.outcomes import AidOutcome
from backend.domain.codes import Code
from backend.domain.money import yuan
from backend.domain.summary.codes import SummaryText
from backend.domain.summary.figures import Share, SummaryFigures, Totals
from backend.domain.visit.codes import VisitLevel

_NUMERALS: Final = "一二三四五六七八九十"

_W: Final[Mapping[str, tuple[str, str]]] = {
    "basics": ("基本情况", "Overview"),
    "results": ("帮扶成效", "Results"),
    "photos": ("活动照片", "Photos"),
    "theme": ("主题：{}", "Theme: {}"),
    "draft": ("（征求意见稿，数据截至 {}）", "(draft, figures as of {})"),
    "applied": ("共收到申请 {applied} 件", "{applied} applications came in"),
    "approved": (
        "批准 {approved} 件，金额 {approved_yuan} 元；未批准 {refused} 件，撤回 {withdrawn} 件",
        "{approved} were approved for {approved_yuan} yuan, {refused} refused, {withdrawn} withdrawn",
    ),
    "under_way": ("，另有 {under_way} 件正在办理", "; {under_way} are under way"),
    "paid": (
        "已发放 {payments} 笔、{paid_yuan} 元，惠及 {households} 户、{people} 人。",
        "{paid_yuan} yuan were paid in {payments} payments to {households} households of {people} people.",
    ),
    "days": (
        "从提出申请到发放到手，半数在 {median_days} 天以内，九成在 {ninth_days} 天以内。",
        "From application to payment half took no more than {median_days} days, nine of ten no more than {ninth_days}.",
    ),
    "visits": (
        "安排走访慰问 {visits_planned} 户，已走访 {visits_done} 户，未能走访 {visits_absent} 户；送出慰问金 {cash_yuan} 元、慰问品价值 {goods_yuan} 元。",
        "{visits_planned} visits were planned, {visits_done} made and {visits_absent} met nobody; {cash_yuan} yuan of cash and goods worth {goods_yuan} yuan were brought.",
    ),
    "goods": ("慰问品：{}。", "Goods: {}."),
    "reasons": ("未批准的原因：{}。", "Why cases were refused: {}."),
    "times": ("{}（{} 件）", "{} ({})"),
    "by_category": ("按困难类别", "By category"),
    "by_cause": ("按主要致困原因", "By main cause"),
    "by_unit": ("按单位", "By union"),
    "by_source": ("按资金来源", "By source of money"),
    "by_standard": ("按发放标准", "By amount"),
    "by_level": ("按走访层级", "By who led the visits"),
    "by_outcome": ("后续成效", "What became of people"),
    "outcome": ("情况", "Outcome"),
    "people": ("件", "Cases"),
    "compared": ("与{}比较", "Against {}"),
    "category": ("困难类别", "Category"),
    "cause": ("主要致困原因", "Main cause"),
    "unit": ("单位", "Union"),
    "source": ("资金来源", "Source"),
    "standard": ("每笔（元）", "Each (yuan)"),
    "level": ("走访层级", "Led by"),
    "cases": ("申请（件）", "Applied"),
    "ok": ("批准（件）", "Approved"),
    "no": ("未批准（件）", "Refused"),
    "payments": ("发放（笔）", "Payments"),
    "yuan": ("金额（元）", "Yuan"),
    "planned": ("计划（户）", "Planned"),
    "done": ("已走访（户）", "Visited"),
    "cash": ("慰问金（元）", "Cash (yuan)"),
    "worth": ("慰问品（元）", "Goods (yuan)"),
    "what": ("项目", "What"),
    "now": ("本次", "This time"),
    "then": ("上次", "Before"),
    "change": ("增减", "Change"),
    "unknown": ("未填", "Not stated"),
    "others": ("其他原因", "other reasons"),
    "above": ("上级工会的资金", "Money of a union above"),
    "itself": ("{}（本级）", "{} (itself)"),
    "none": ("无。", "None."),
}
_COMPARED: Final[Sequence[tuple[str, tuple[str, str], bool]]] = (
    ("applied", ("申请（件）", "Applied"), False),
    ("approved", ("批准（件）", "Approved"), False),
    ("refused", ("未批准（件）", "Refused"), False),
    ("households", ("受助（户）", "Households paid"), False),
    ("paid_fen", ("发放（元）", "Paid (yuan)"), True),
    ("visits_done", ("走访（户）", "Visited"), False),
    ("cash_fen", ("慰问金（元）", "Cash (yuan)"), True),
)


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a part."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a caption; every cell is a text. Beside the first column all are numbers."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture and what stands below it."""

    content: bytes
    caption: str


Block = Heading | Paragraph | Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A summary as it is printed. `issued_on` is None while it is a draft."""

    title: str
    theme: str
    organization_name: str
    texts: Mapping[str, str]
    figures: SummaryFigures
    photos: Sequence[Photo]
    made_on: date
    issued_on: date | None
    language: str = "zh"

    def word(self, name: str, *said: Any, **facts: Any) -> str:
        """A word of the paper in its language."""
        return _W[name][self.language == "en"].format(*said, **facts)

    @property
    def under_title(self) -> Sequence[str]:
        """The theme, and that it is a draft."""
        found = [self.word("theme", self.theme)] if self.theme else []
        return found if self.issued_on else [*found, self.word("draft", self.made_on.isoformat())]

    @property
    def signed(self) -> Sequence[str]:
        """Who it is of, and of which day."""
        day = self.issued_on or self.made_on
        written = day.isoformat() if self.language == "en" else f"{day.year}年{day.month}月{day.day}日"
        return self.organization_name, written

    @property
    def photos_title(self) -> str:
        """What stands above the photos."""
        return self.word("photos")

    @property
    def blocks(self) -> Sequence[Block]:
        """Everything between the title and the photos."""
        parts: list[tuple[str, list[Block]]] = [(self.word("basics"), [Paragraph(each) for each in self._basics()])]
        parts.append((self._named(SummaryText.PRACTICE), self._written(SummaryText.PRACTICE)))
        parts.append((self.word("results"), list(self._tables())))
        parts += [(self._named(part), self._written(part)) for part in (SummaryText.PROBLEMS, SummaryText.NEXT)]
        found: list[Block] = []
        for number, (head, blocks) in enumerate(parts, start=1):
            mark = f"{number}. " if self.language == "en" else f"{_NUMERALS[number - 1]}、"
            found += [Heading(mark + head), *(blocks or [Paragraph(self.word("none"))])]
        return found

    def _named(self, part: SummaryText) -> str:
        return part.en if self.language == "en" else part.zh

    def _written(self, part: SummaryText) -> list[Block]:
        return [Paragraph(line) for line in self.texts.get(part, "").split("\n") if line]

    def _basics(self) -> Iterator[str]:
        totals = self.figures.totals
        facts = _facts(totals)
        comma, stop = (", ", ".") if self.language == "en" else ("，", "。")
        said = comma.join([self.word("applied", **facts), self.word("approved", **facts)])
        yield said + (self.word("under_way", **facts) if totals.under_way else "") + stop
        yield self.word("paid", **facts)
        if totals.median_days is not None:
            yield self.word("days", **facts)
        if totals.visits_planned:
            yield self.word("visits", **facts)
        join = ", " if self.language == "en" else "、"
        if self.figures.goods:
            yield self.word("goods", join.join(f"{each.name} {each.count}" for each in self.figures.goods))
        if self.figures.reasons:
            told = (self.word("times", each.name or self.word("others"), each.count) for each in self.figures.reasons)
            yield self.word("reasons", join.join(told))

    def _tables(self) -> Iterator[Block]:
        figures = self.figures
        cases = ("cases", "ok", "no", "payments", "yuan")
        for name, key, codes, shares in (
            ("by_category", "category", HardshipCategory, figures.by_category),
            ("by_cause", "cause", HardshipCause, figures.by_cause),
            ("by_unit", "unit", None, figures.by_unit),
        ):
            label = self._labels(codes)
            yield from self._grid(name, (key, *cases), [(label(each), *_cases(each)) for each in shares])
        paid = ("payments", "yuan")
        rows = [(self._labels(FundSource)(each), *_paid(each)) for each in figures.by_source]
        yield from self._grid("by_source", ("source", *paid), rows)
        rows = [(yuan(int(each.key)), *_paid(each)) for each in figures.by_standard]
        yield from self._grid("by_standard", ("standard", *paid), rows)
        level = self._labels(VisitLevel)
        stops = [
            (level(each), f"{each.visits:,}", f"{each.done:,}", yuan(each.paid_fen), yuan(each.fen))
            for each in figures.by_level
        ]
        yield from self._grid("by_level", ("level", "planned", "done", "cash", "worth"), stops)
        became = self._labels(AidOutcome)
        yield from self._grid(
            "by_outcome", ("outcome", "people"), [(became(each), f"{each.cases:,}") for each in figures.by_outcome]
        )
        yield from self._compared()

    def _grid(self, caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Block]:
        if rows:
            yield Grid(self.word(caption), [self.word(head) for head in heads], rows)

    def _labels(self, codes: type[Code] | None) -> Callable[[Share], str]:
        def label(share: Share) -> str:
            if codes is None:
                return self.word("itself", share.name) if share.name == self.organization_name else share.name
            if share.key in ("unknown", "above"):
                return self.word(share.key)
            code = codes(share.key)
            return code.en if self.language == "en" else code.zh

        return label

    def _compared(self) -> Iterator[Block]:
        before = self.figures.before
        if before is None:
            return
        rows = []
        for name, words, money in _COMPARED:
            now, then = getattr(self.figures.totals, name), getattr(before, name)
            shown: Callable[[int], str] = yuan if money else _count
            change = now - then
            rows.append(
                (words[self.language == "en"], shown(now), shown(then), ("+" if change > 0 else "") + shown(change))
            )
        heads = [self.word(each) for each in ("what", "now", "then", "change")]
        yield Grid(self.word("compared", self.figures.before_name), heads, rows)


def _count(number: int) -> str:
    return f"{number:,}"


def _facts(totals: Totals) -> dict[str, Any]:
    counts = ("applied", "approved", "refused", "withdrawn", "under_way", "payments", "households", "people")
    stops = ("visits_planned", "visits_done", "visits_absent")
    return {
        **{name: f"{getattr(totals, name):,}" for name in (*counts, *stops)},
        "median_days": totals.median_days,
        "ninth_days": totals.ninth_days,
        "approved_yuan": yuan(totals.approved_fen),
        "paid_yuan": yuan(totals.paid_fen),
        "cash_yuan": yuan(totals.cash_fen),
        "goods_yuan": yuan(totals.goods_fen),
    }


def _cases(share: Share) -> tuple[str, ...]:
    return f"{share.cases:,}", f"{share.approved:,}", f"{share.refused:,}", *_paid(share)


def _paid(share: Share) -> tuple[str, str]:
    return f"{share.payments:,}", yuan(share.paid_fen)
