"""One stop of a plan: whom one goes to, what is brought, when (AID-12, AID-13); and the sums of what is brought."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any, ClassVar
from uuid import UUID

from annotated_types import Ge, Le, MaxLen, MinLen

from backend.domain.aid.codes import HardshipCategory, WorkerKind
from backend.domain.fund.goods import GoodsElsewhere, Stock
from backend.domain.member.codes import MemberKind, ModelWorker
from backend.domain.money import Fen
from backend.domain.phone import normalise_phone
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_text
from backend.domain.visit.codes import OF_LIFE, Occasion, VisitKind, VisitStatus
from backend.domain.visit.plans import MOST_VISITS, clock

MOST_CASH = 10**9
"""Fen; ten million yuan for one household is an error of typing."""


class VisitOutside(Invalid):
    """The day of a stop lies outside the days of its plan."""

    code = "visit_day_outside"
    zh = "走访日期不在这份安排的起止日期之内。请改日期，或先改安排的起止日期。"
    en = "The day lies outside the days of the plan. Change it, or the days of the plan first."


class VisitWithoutSubject(Invalid):
    """Neither a file, a member, nor a name."""

    code = "visit_subject"
    zh = "请选择困难档案或会员，或填写慰问对象的姓名（单位名称）。"
    en = "Choose a household file or a member, or write whom the visit is to."


class VisitTwice(Conflict):
    """A household stands in a plan once."""

    code = "visit_twice"
    zh = "同一户在这份安排中已经有了，没有重复加入。请在安排表中查找。"
    en = "This household is in the plan already and was not added again. Look for it in the table."


class VisitSettled(Conflict):
    """What was done stays as it was recorded."""

    code = "visit_settled"
    zh = "这一户已有走访结果，安排不再修改。记错的，请先“撤回结果”。"
    en = "This visit has an outcome, so its plan does not change. Take the outcome back first if it is wrong."


class TeamUnknown(Invalid):
    """A stop names a team of another plan, or none."""

    code = "visit_team_unknown"
    zh = "这个小组不在本安排中。请刷新后重新选择。"
    en = "This team is not one of the plan's. Reload and choose again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """Something that is brought: what, how many, what all of it is worth (fen).

    Out of the store it names its lot, which knows what it is and what a piece is worth (FND-04).
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    name: Annotated[str, MinLen(1), MaxLen(40)]
    count: Annotated[int, Ge(1), Le(1_000)] = 1
    value_fen: Annotated[int, Ge(0), Le(MOST_CASH)] = 0
    lot_id: UUID | None = None

    def __post_init__(self) -> None:
        with at("/name"):
            object.__setattr__(self, "name", clean_text(self.name))

    def written(self) -> dict[str, Any]:
        """As a stop keeps it."""
        kept: dict[str, Any] = {"name": self.name, "count": self.count, "value_fen": self.value_fen}
        return kept if self.lot_id is None else kept | {"lot_id": str(self.lot_id)}


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDraft:
    """A stop as the table is written. With an `id` it is one that is there; without, a new one.

    Whom it is to is a household file, a member, or a person or firm by name at a union; that never changes afterwards.
    Phone and address are asked for only where no file knows them.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    id: UUID | None = None
    team_id: UUID
    place: Annotated[int, Ge(0), Le(MOST_VISITS)] | None = None
    household_id: UUID | None = None
    member_id: UUID | None = None
    organization_id: UUID | None = None
    name: Annotated[str, MaxLen(40)] = ""
    unit: Annotated[str, MaxLen(100)] = ""
    kind: VisitKind | None = None
    phone: Annotated[str, MaxLen(30)] | None = None
    address: Annotated[str, MaxLen(200)] | None = None
    cash_fen: Annotated[int, Ge(0), Le(MOST_CASH)] = 0
    goods: Annotated[tuple[Goods, ...], MaxLen(10)] = ()
    visit_on: date | None = None
    visit_time: Annotated[str, MaxLen(10)] | None = None
    note: Annotated[str, MaxLen(200)] = ""

    def __post_init__(self) -> None:
        for name in ("name", "unit", "note"):
            with at(f"/{name}"):
                object.__setattr__(self, name, clean_text(getattr(self, name)))
        for name in ("phone", "address"):
            said = getattr(self, name)
            with at(f"/{name}"):
                object.__setattr__(self, name, (clean_text(said) or None) if said is not None else None)
        with at("/phone"):
            if self.phone is not None:
                object.__setattr__(self, "phone", normalise_phone(self.phone))
        with at("/visit_time"):
            object.__setattr__(self, "visit_time", clock(self.visit_time))


def require_subject(draft: VisitDraft) -> None:
    """Of a new stop. Raises `VisitWithoutSubject` unless it says whom it is to, in one way."""
    by_name = bool(draft.name) and draft.organization_id is not None
    if [draft.household_id is not None, draft.member_id is not None, by_name].count(True) != 1:
        raise VisitWithoutSubject(pointer="/name")


def require_within(day: date, *, first: date, last: date) -> None:
    """Raises `VisitOutside`."""
    if not first <= day <= last:
        raise VisitOutside(pointer="/visit_on")


def require_planned(status: VisitStatus) -> None:
    """Raises `VisitSettled` for a stop with an outcome."""
    if status is not VisitStatus.PLANNED:
        raise VisitSettled()


def lots_of(goods: Iterable[Goods]) -> frozenset[UUID]:
    """The lots that goods are taken out of."""
    return frozenset(each.lot_id for each in goods if each.lot_id is not None)


def priced(goods: Iterable[Goods], stocks: Mapping[UUID, Stock]) -> tuple[Goods, ...]:
    """Goods with what their lots say of them, whatever was sent along. Raises KeyError for a lot that is not there."""
    return tuple(
        each
        if each.lot_id is None
        else replace(each, name=stocks[each.lot_id].name, value_fen=each.count * stocks[each.lot_id].price_fen)
        for each in goods
    )


def require_reaching(
    wanted: Iterable[tuple[UUID, int, int | None]],
    reaching: Set[tuple[UUID, int, int | None]],
    stocks: Mapping[UUID, Stock],
) -> None:
    """Of lots and the places of the people they are to go to. Raises `GoodsElsewhere` for one that does not reach there."""
    for lot, code, line_code in wanted:
        if (lot, code, line_code) not in reaching:
            raise GoodsElsewhere(name=stocks[lot].name)


def goods_value(goods: Iterable[Goods]) -> int:
    """What all goods are worth together, fen."""
    return sum(each.value_fen for each in goods)


def store_value(goods: Iterable[Goods]) -> int:
    """What those of them are worth that come out of the store, fen."""
    return goods_value(each for each in goods if each.lot_id is not None)


def goods_text(goods: Sequence[Mapping[str, Any]]) -> str:
    """`大米 1、食用油 2`: goods as the table writes them."""
    return "、".join(f"{each['name']} {each['count']}" for each in goods)


def kind_for(*, model_worker: str, worker_kind: str, category: str | None) -> VisitKind:
    """What a household on file is called on the table: the title first, then the work, then how hard it is (AID-13)."""
    if model_worker != ModelWorker.NONE:
        return VisitKind.MODEL_WORKER
    if worker_kind == WorkerKind.LAID_OFF:
        return VisitKind.LAID_OFF
    if worker_kind == WorkerKind.MIGRANT:
        return VisitKind.MIGRANT
    if category == HardshipCategory.DEEP:
        return VisitKind.ESPECIALLY_POOR
    return VisitKind.STRICKEN if category == HardshipCategory.ACCIDENT else VisitKind.POOR


def kind_for_member(*, occasion: Occasion, kind: str, model_worker: str | None) -> VisitKind:
    """What a member without a file is called on the table: at what happens in life simply a member (MBR-03), else by
    the title, by being retired, by the work."""
    if occasion in OF_LIFE:
        return VisitKind.MEMBER
    if kind in (MemberKind.RETIRED, MemberKind.RETIRED_CADRE):
        return VisitKind.RETIRED
    worker = WorkerKind.MIGRANT if kind == MemberKind.MIGRANT else WorkerKind.IN_SERVICE
    return kind_for(model_worker=model_worker or ModelWorker.NONE, worker_kind=worker, category=None)


def kind_of(subject: Mapping[str, Any], *, occasion: Occasion) -> VisitKind:
    """What somebody is called on the table, as lists of subjects know them: by the household file where there is one, else
    by the membership; of somebody who has neither the table says it, and until then they are poor."""
    if subject.get("worker_kind") is not None:
        return kind_for(**{name: subject[name] for name in ("model_worker", "worker_kind", "category")})
    if subject.get("kind") is not None:
        return kind_for_member(occasion=occasion, kind=subject["kind"], model_worker=subject["model_worker"])
    return VisitKind.POOR


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What a team, a plan or a union comes to: households, cash and the worth of goods, fen."""

    visits: int = 0
    cash_fen: Fen = 0
    goods_fen: Fen = 0
    by_kind: Mapping[VisitKind, int]


def totals(stops: Iterable[tuple[str, int, int]]) -> Totals:
    """The sums of stops given as (kind, cash, worth of goods). Kinds stand in the order of the dictionary."""
    visits = cash = goods = 0
    kinds: dict[VisitKind, int] = dict.fromkeys(VisitKind, 0)
    for kind, cash_fen, goods_fen in stops:
        visits, cash, goods = visits + 1, cash + cash_fen, goods + goods_fen
        kinds[VisitKind(kind)] += 1
    by_kind = {kind: count for kind, count in kinds.items() if count}
    return Totals(visits=visits, cash_fen=cash, goods_fen=goods, by_kind=by_kind)
