"""银行存款余额调节表 as it is printed and filed: the two sides, what is open on each with its reason, the two hands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from backend.domain.money import yuan

TITLE = "银行存款余额调节表"
DRAFT = "（尚未结束对账，草稿）"
ITEM_HEADS = ("序号", "日期", "对方、摘要", "编号", "金额（元）", "未达原因")


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Something that stands open at the end of the month: fen, above nought where money came in."""

    on: date
    said: str
    number: str
    amount_fen: int
    note: str


@dataclass(frozen=True, slots=True)
class Group:
    """Open items of one side and one direction; `sign` says whether their sum is added or taken off."""

    title: str
    sign: str
    items: tuple[OpenItem, ...]

    @property
    def sum_fen(self) -> int:
        """What they come to, above nought; fen."""
        return sum(abs(item.amount_fen) for item in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """All that stands on it."""

    union: str
    account: str
    month: date
    bank_fen: int
    books_fen: int
    to_bank: tuple[Group, Group]
    to_books: tuple[Group, Group]
    start_fen: int
    start_note: str
    adjusted_bank_fen: int
    adjusted_books_fen: int
    made_by: str
    checked_by: str
    draft: bool

    @property
    def title(self) -> str:
        """With a mark where nobody has closed the month yet."""
        return TITLE + (DRAFT if self.draft else "")

    @property
    def period(self) -> str:
        """`2026年10月`."""
        return f"{self.month.year}年{self.month.month}月"

    @property
    def groups(self) -> tuple[Group, ...]:
        """The four kinds of open items, in the order of the paper."""
        return (*self.to_bank, *self.to_books)

    @property
    def sides(self) -> list[tuple[str, str, str, str]]:
        """The two sides line by line: what, how much, what, how much."""
        rows = [("银行对账单余额", yuan(self.bank_fen), "单位账面余额", yuan(self.books_fen))]
        for left, right in zip(self.to_bank, self.to_books, strict=True):
            rows.append(
                (
                    f"{left.sign}：{left.title}",
                    yuan(left.sum_fen),
                    f"{right.sign}：{right.title}",
                    yuan(right.sum_fen),
                )
            )
        if self.start_fen:
            rows.append(("", "", "加：启用前差额", yuan(self.start_fen)))
        rows.append(
            ("调节后余额", yuan(self.adjusted_bank_fen), "调节后余额", yuan(self.adjusted_books_fen)),
        )
        return rows


def groups_of(
    lines: Sequence[OpenItem], entries: Sequence[OpenItem]
) -> tuple[tuple[Group, Group], tuple[Group, Group]]:
    """What is added to and taken off the bank's balance, and that of the books."""

    def pick(items: Sequence[OpenItem], *, came: bool) -> tuple[OpenItem, ...]:
        return tuple(item for item in items if (item.amount_fen > 0) == came)

    return (
        (
            Group("账上已收、银行未收", "加", pick(entries, came=True)),
            Group("账上已付、银行未付", "减", pick(entries, came=False)),
        ),
        (
            Group("银行已收、账上未收", "加", pick(lines, came=True)),
            Group("银行已付、账上未付", "减", pick(lines, came=False)),
        ),
    )
