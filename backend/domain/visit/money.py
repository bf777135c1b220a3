"""What visits bring beside cases: reserved out of a fund beforehand, booked when it was given (AID-13, FND-02, FND-04).

The cash of a case is the payment of that case. All other cash, and the worth of goods that do not lie in the store, is
money of the union that goes to a door: it leaves a fund as that of a case does, reserved first and spent afterwards, by
entries that name the stop. Goods out of the store are paid for already: they leave their lot when they are booked. What was
given is a fact and is never refused at the door; the books follow it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from backend.domain.codes import Code
from backend.domain.fund.codes import EntryKind
from backend.domain.refusals import Conflict, Invalid
from backend.domain.visit.codes import PlanStatus, VisitStatus
from backend.domain.visit.plans import OPEN


class VisitMoneyStep(Code):
    """What finance does with the money of a plan."""

    RESERVE = "reserve", "预留款物资金", "Reserve"
    BOOK = "book", "核销款物", "Book what was given"
    UNBOOK = "unbook", "退回核销", "Take a booking back"


class OwnPlan(Conflict):
    """Who plans visits does not pay for them (also an invariant of the books)."""

    code = "visit_money_own_plan"
    zh = "这份安排由您制定，款物须由另一位财务人员预留和核销。"
    en = "You made this plan; another finance officer has to reserve and book its money."


class PaidElsewhere(Conflict):
    """Fact: `by`."""

    code = "visit_money_elsewhere"
    zh = "这份安排的款物由“{by}”承担，不从工会资金列支。需要列支的，请先由安排人改“款物承担方”。"
    en = 'What this plan brings is paid by "{by}", not out of a fund. Have the plan changed first.'


class MoneyInFund(Conflict):
    """The plan names somebody else as who pays, and a fund pays already."""

    code = "visit_money_in_fund"
    zh = "这份安排已从工会资金预留或核销，不能改由别处承担。请先由财务退回。"
    en = "A fund pays for this plan already. Have finance take that back before somebody else is named."


class StoreElsewhere(Conflict):
    """Fact: `by`."""

    code = "visit_store_elsewhere"
    zh = "这份安排的款物由“{by}”承担，不能再从工会库存中出。请改填物品名称，或先清空“款物承担方”。"
    en = 'What this plan brings is paid by "{by}", so nothing comes out of the union\'s store. Write the goods by name, or clear who pays first.'


class PlanNotSettled(Conflict):
    """Fact: `status` (code)."""

    code = "visit_money_not_settled"
    zh = "这份安排的状态是“{status.zh}”，不能预留资金。请等安排人“确定安排”。"
    en = 'The plan is "{status.en}", so nothing is reserved for it. Whoever made it has to settle it first.'


class NothingToReserve(Conflict):
    """All stops have their money, or bring none of their own."""

    code = "visit_money_nothing_to_reserve"
    zh = "没有需要预留的款物：各户的款物已预留、已登记，或由帮扶申请支付。"
    en = "There is nothing to reserve: what the stops bring is reserved, given, or the payment of cases."


class NothingToBook(Conflict):
    """No outcome waits for the books."""

    code = "visit_money_nothing_to_book"
    zh = "没有需要核销的款物：还没有新登记的走访，或都已核销。"
    en = "There is nothing to book: no outcome is new, or all are booked."


class NotBooked(Conflict):
    """A stop that is to be taken back was not booked."""

    code = "visit_money_not_booked"
    zh = "所选走访里有没有核销的，没有退回。请刷新后再选。"
    en = "One of the chosen visits is not booked. Nothing was taken back. Reload and choose again."


class FundMissing(Invalid):
    """Something was given for which nothing is reserved."""

    code = "visit_money_fund_needed"
    zh = "有走访没有预留资金，请选择从哪一笔资金列支。"
    en = "Nothing is reserved for some visits: choose the fund that pays for them."


class VisitBooked(Conflict):
    """What a visit brought is in the books; they are put right first."""

    code = "visit_booked"
    zh = "这一户的款物已核销入账，不能直接撤回。请先由财务“退回核销”。"
    en = "What this visit brought is booked. Have finance take the booking back first."


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A stop as its money goes; amounts are fen. Goods of the store are in none of them but the last two."""

    id: UUID
    status: VisitStatus
    of_case: bool
    cash_fen: int
    goods_fen: int
    given_fen: int
    goods_given_fen: int
    reserved_fen: int
    booked_fen: int
    to_issue_fen: int = 0
    """What was given out of the store, booked or not."""
    issued_fen: int = 0

    @property
    def planned_fen(self) -> int:
        """What is to be brought that no case pays and that does not lie in the store."""
        return self.goods_fen + (0 if self.of_case else self.cash_fen)

    @property
    def spent_fen(self) -> int:
        """What was given that no case pays and that did not lie in the store."""
        return self.goods_given_fen + (0 if self.of_case else self.given_fen)

    @property
    def wants_money(self) -> bool:
        """Whether something is to be reserved for it."""
        return self.status is VisitStatus.PLANNED and self.planned_fen > 0 and self.reserved_fen == 0

    @property
    def waits_for_books(self) -> bool:
        """Whether its outcome has yet to be booked: something was given, or what was reserved goes back."""
        if self.status is VisitStatus.PLANNED or self.booked_fen or self.issued_fen:
            return False
        return self.spent_fen > 0 or self.reserved_fen > 0 or self.to_issue_fen > 0

    @property
    def wants_fund(self) -> bool:
        """Whether something was given that nothing is reserved for, and that does not come out of the store."""
        return self.waits_for_books and self.reserved_fen == 0 and self.spent_fen > 0


@dataclass(frozen=True, slots=True)
class Move:
    """An entry that a stop needs: which kind, and how much, fen."""

    stop: Stop
    kind: EntryKind
    amount_fen: int


def bookings(stops: Sequence[Stop]) -> list[list[Move]]:
    """The entries that let the books follow what was given, in up to three rounds that come one after the other.

    What was reserved is what is paid or released, to the fen: where another sum was given than was reserved, the
    reservation is released, and what was given is reserved anew and paid.
    """
    waiting = [each for each in stops if each.waits_for_books]
    differ = [each for each in waiting if each.reserved_fen != each.spent_fen]
    return [
        [Move(each, EntryKind.RELEASE, each.reserved_fen) for each in differ if each.reserved_fen],
        [Move(each, EntryKind.RESERVE, each.spent_fen) for each in differ if each.spent_fen],
        [Move(each, EntryKind.PAY, each.spent_fen) for each in waiting if each.spent_fen],
    ]


def require_reservable(status: PlanStatus, stops: Sequence[Stop]) -> list[Stop]:
    """The stops that money is reserved for. Raises `PlanNotSettled`, `NothingToReserve`."""
    require_settled(status)
    found = [each for each in stops if each.wants_money]
    if not found:
        raise NothingToReserve()
    return found


def require_settled(status: PlanStatus) -> None:
    """Raises `PlanNotSettled` for a plan whose households are not gone to."""
    if status not in OPEN:
        raise PlanNotSettled(status=status)


def require_bookable(stops: Sequence[Stop], *, fund_named: bool) -> None:
    """Raises `NothingToBook`, and `FundMissing` where something was given out of nothing and no fund is named."""
    if not any(each.waits_for_books for each in stops):
        raise NothingToBook()
    if not fund_named and any(each.wants_fund for each in stops):
        raise FundMissing(pointer="/fund_id")


def require_booked(stops: Sequence[Stop]) -> None:
    """Raises `NotBooked` when one of them has no booking to take back."""
    if any(each.booked_fen == 0 and each.issued_fen == 0 for each in stops):
        raise NotBooked()


def require_other_maker(*, maker: UUID, acting: UUID) -> None:
    """Raises `OwnPlan`."""
    if maker == acting:
        raise OwnPlan()


def require_ours_to_pay(paid_elsewhere: str) -> None:
    """Raises `PaidElsewhere`."""
    if paid_elsewhere:
        raise PaidElsewhere(by=paid_elsewhere)


def require_store_ours(paid_elsewhere: str) -> None:
    """Raises `StoreElsewhere` where something is to come out of the store."""
    if paid_elsewhere:
        raise StoreElsewhere(by=paid_elsewhere)


def require_no_money(paid_elsewhere: str, stops: Sequence[Stop]) -> None:
    """Before somebody else is named as who pays. Raises `MoneyInFund`."""
    if paid_elsewhere and any(each.reserved_fen or each.booked_fen or each.issued_fen for each in stops):
        raise MoneyInFund()


def require_unbooked(stop: Stop) -> None:
    """Before an outcome is taken back. Raises `VisitBooked`."""
    if stop.booked_fen or stop.issued_fen:
        raise VisitBooked()
