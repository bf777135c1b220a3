"""A store of goods: bought out of a fund or given in kind, counted, and brought to doors until nothing is left (FND-04).

What lies in the store is money of its fund in another form, so the books hold it in an account of its own: buying moves it
there, giving spends it. A lot is what came in at one price; a piece of it never changes its worth, so the account of a fund
is at any time the pieces in its lots, each at its price. That is 账物相符, and it is checked to the fen.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any, ClassVar, Final, Protocol
from uuid import UUID

from annotated_types import Ge, Le, MaxLen, MinLen

from backend.domain.money import MOST
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_text

MOST_LINES: Final = 20
MOST_PIECES: Final = 1_000_000
EXPIRES_AHEAD: Final = timedelta(days=30)
"""So long before their last day goods are told of as expiring."""

Pieces = Annotated[int, Ge(1), Le(MOST_PIECES)]


class GoodsUnnamed(Invalid):
    """A name or a unit of spaces."""

    code = "goods_unnamed"
    zh = "请填写物资名称和计量单位，例如“大米”“袋”。"
    en = "Name the goods and what they are counted in, such as rice and bags."


class GoodsWorthTooMuch(Invalid):
    """Pieces times their price is beyond what the books hold."""

    code = "goods_worth"
    zh = "数量乘单价超过一百亿元，请核对数量和单价（单价为一件的价格）。"
    en = "Count times price is more than ten thousand million yuan. Check both; the price is that of one piece."


class GoodsShort(Conflict):
    """There is less in the store than is to leave it. Facts: `name`, `unit`, `there`, `asked`."""

    code = "goods_short"
    zh = "“{name}”在库只有 {there} {unit}，本次需要 {asked} {unit}，没有出库。请先入库，或改用别的批次。"
    en = "Of “{name}” {there} are in store, {asked} are asked: nothing left the store. Take goods in, or another lot."


class GoodsPromised(Conflict):
    """What lies in the store is promised to other doors. Facts: `name`, `unit`, `there`, `promised`, `asked`."""

    code = "goods_promised"
    zh = "“{name}”在库 {there} {unit}，其他安排已占 {promised} {unit}，本安排需要 {asked} {unit}，不够。请减少数量、改用别的批次，或先入库。"
    en = "Of “{name}” {there} are in store, {promised} are promised to other plans and {asked} are asked here. Bring less, take another lot, or take goods in first."


class GoodsElsewhere(Conflict):
    """Goods of a union go to its own people. Fact: `name`."""

    code = "goods_elsewhere"
    zh = "“{name}”的库存不属于这一户所在的工会或其上级，不能安排。请改用本会的批次。"
    en = "The store of “{name}” belongs neither to the union of this household nor to one above it. Take a lot of your own."


class GoodsTouched(Conflict):
    """What has left the store already is not taken out of the books as if it had never come. Fact: `name`."""

    code = "goods_touched"
    zh = (
        "“{name}”已有发放、报损或已列入走访安排，这批物资不能整批冲销。请先退库、撤下安排；只是数量不符的，请办理报损。"
    )
    en = "Some of “{name}” was given, lost or promised, so the whole lot is not reversed. Take it back first, or write off what is missing."


@dataclass(frozen=True, slots=True, kw_only=True)
class LotDraft:
    """Goods as they come in: what, counted in what, how many, the price of one (fen), until when good, kept where."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    name: Annotated[str, MinLen(1), MaxLen(40)]
    unit: Annotated[str, MinLen(1), MaxLen(10)]
    pieces: Pieces
    price_fen: Annotated[int, Ge(1), Le(MOST)]
    expires_on: date | None = None
    kept_at: Annotated[str, MaxLen(60)] = ""

    def __post_init__(self) -> None:
        for name in ("name", "unit", "kept_at"):
            with at(f"/{name}"):
                object.__setattr__(self, name, clean_text(getattr(self, name)))
        if not self.name or not self.unit:
            raise GoodsUnnamed(pointer="/name")
        if self.worth_fen > MOST:
            raise GoodsWorthTooMuch(pointer="/price_fen")

    @property
    def worth_fen(self) -> int:
        """What all of it is worth."""
        return self.pieces * self.price_fen

    def written(self) -> dict[str, Any]:
        """As a voucher keeps it until it is booked."""
        expires = None if self.expires_on is None else self.expires_on.isoformat()
        return {
            "name": self.name,
            "unit": self.unit,
            "pieces": self.pieces,
            "price_fen": self.price_fen,
            "expires_on": expires,
            "kept_at": self.kept_at,
        }

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "LotDraft":
        """What `written` wrote."""
        expires = kept["expires_on"]
        return cls(**dict(kept) | {"expires_on": None if expires is None else date.fromisoformat(expires)})


class Held(Protocol):
    """A lot of the store."""

    id: UUID
    name: str
    unit: str
    price_fen: int
    there: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """A lot as it lies in the store: pieces there, and pieces of it that open plans are to bring or have brought and
    nobody has booked yet."""

    id: UUID
    name: str
    unit: str
    price_fen: int
    there: int
    promised: int = 0

    @classmethod
    def of(cls, lot: Held) -> "Stock":
        """A lot that is held, without what is promised of it."""
        return cls(id=lot.id, name=lot.name, unit=lot.unit, price_fen=lot.price_fen, there=lot.there)


def is_expiring(expires_on: date | None, *, there: int, today: date) -> bool:
    """Whether something is left of a lot that expires soon, or has."""
    return there > 0 and expires_on is not None and expires_on <= today + EXPIRES_AHEAD


def worth_of(goods: Iterable[LotDraft]) -> int:
    """What all of them are worth together, fen. Raises `GoodsWorthTooMuch`."""
    total = sum(each.worth_fen for each in goods)
    if total > MOST:
        raise GoodsWorthTooMuch(pointer="/goods")
    return total


def added_up(taken: Iterable[tuple[UUID, int]]) -> Mapping[UUID, int]:
    """Pieces by lot."""
    found: Counter[UUID] = Counter()
    for lot, pieces in taken:
        found[lot] += pieces
    return found


def require_there(stocks: Sequence[Stock], taken: Mapping[UUID, int]) -> None:
    """Before pieces leave the store. Raises `GoodsShort`."""
    for stock in stocks:
        asked = taken.get(stock.id, 0)
        if asked > stock.there:
            raise GoodsShort(name=stock.name, unit=stock.unit, there=stock.there, asked=asked)


def require_unpromised(stocks: Sequence[Stock], asked: Mapping[UUID, int]) -> None:
    """Before a plan is settled, or written while it is. `promised` of the stocks is that of all plans, this one as it is to
    be among them. Raises `GoodsPromised`."""
    for stock in stocks:
        if stock.promised > stock.there:
            own = asked.get(stock.id, 0)
            others = stock.promised - own
            raise GoodsPromised(name=stock.name, unit=stock.unit, there=stock.there, promised=others, asked=own)


def require_untouched(stock: Stock, *, came: int) -> None:
    """Before a lot is taken out of the books as a whole. Raises `GoodsTouched`."""
    if stock.there != came or stock.promised:
        raise GoodsTouched(name=stock.name)
