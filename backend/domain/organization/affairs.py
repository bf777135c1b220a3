"""What of aid follows a union that is merged, dissolved or moved, what ends with it, and what has to be ended before.

Follows: whoever stood with the union, and what was begun for them. Members, household files with their pairings and stops
of visits, applications, cases with their steps and payments, wherever they are on their way. An ended union keeps none.
Demands for going home follow while anybody has still to travel; a winter that is over stays with the ended union.

Ends with it: what it was itself, its officers, committees and honours, and the aid stations at which it served.

Ends before: what the union itself has put its seal to and nobody else can finish. A notice that hangs in the unit without
its result, a plan of visits, a fund, a programme, a trip home. They stay with the ended union as its papers once they are
over, as the papers in its cabinet do.

Stays in reach: what was promised from above. Money that is reserved in a fund, a stop on a plan, and a seat on a trip, of a
union that would not stand above any more, could neither be paid nor visited nor accounted for from there, and nobody at the
new place could either.
"""

from dataclasses import dataclass

from backend.domain.refusals import Conflict


class NoticesHang(Conflict):
    """Public notices of the union have no result yet. Fact: `count`."""

    code = "organization_notices_hang"
    zh = "这家工会还有 {count} 份公示没有出具结果。公示在本单位张贴，不能随工会转走。请先出具结果或撤销公示，再合并或撤销工会。"
    en = "{count} public notices of this union have no result yet. They hang in the unit and cannot go elsewhere. Conclude or withdraw them first."


class PlansOpen(Conflict):
    """Plans of visits of the union are not done. Fact: `count`."""

    code = "organization_plans_open"
    zh = "这家工会还有 {count} 份慰问安排没有完成。请先完成或取消，再合并或撤销工会。"
    en = "{count} plans of visits of this union are not done. Finish or cancel them before you merge or dissolve it."


class FundsOpen(Conflict):
    """Funds of the union are in use. Fact: `count`."""

    code = "organization_funds_open"
    zh = "这家工会还有 {count} 笔资金在用。钱不能留在不存在的工会名下。请财务人员把余额上交或下拨、封存账户，再合并或撤销工会。"
    en = "{count} funds of this union are in use, and money cannot stay with a union that is no more. Have finance pass it on and close the funds first."


class ProgrammesOpen(Conflict):
    """Programmes of the union take cases. Fact: `count`."""

    code = "organization_programmes_open"
    zh = "这家工会还有 {count} 个救助项目在受理。请先关闭项目，再合并或撤销工会。"
    en = "{count} programmes of aid of this union take cases. Close them before you merge or dissolve it."


class TripsUnderWay(Conflict):
    """Trips home of the union are not over. Fact: `count`."""

    code = "organization_trips_open"
    zh = "这家工会还有 {count} 个返乡车次没有到达或取消。请先登记到达或取消车次，再合并或撤销工会。"
    en = "{count} trips home of this union have neither arrived nor been cancelled. Record or cancel them first."


class FilesWithoutReceiver(Conflict):
    """Household files or cases stand with the union, and nobody said where they go. Facts: `files`, `cases`."""

    code = "organization_files_stay"
    zh = "这家工会名下还有困难档案 {files} 份、申请 {cases} 件。请先指定接收的工会，它们会一起转过去。"
    en = "{files} household files and {cases} cases stand with this union. Name the union that receives them; they go there together."


class DemandsWithoutReceiver(Conflict):
    """Demands for going home stand with the union, and nobody said where they go. Fact: `count`."""

    code = "organization_demands_stay"
    zh = "这家工会还有 {count} 条返乡需求没有成行。请先指定接收的工会，它们会一起转过去；不再需要的请先删除。"
    en = "{count} demands for going home stand with this union. Name the union that receives them, or delete what nobody needs."


class MoneyOutOfReach(Conflict):
    """Money was reserved for cases of the union in funds of unions that would not stand above. Fact: `count`."""

    code = "organization_money_out_of_reach"
    zh = "有 {count} 件已批准的申请，资金预留在原上级工会；调整后原上级付不了，新上级也付不了。请先发放，或撤回批准后再调整。"
    en = "Money for {count} approved cases is reserved with the union above now, which could not pay afterwards, nor could the new one. Pay them, or revoke the approvals, first."


class StopsOutOfReach(Conflict):
    """Visits to people of the union stand on plans of unions that would not stand above. Fact: `count`."""

    code = "organization_stops_out_of_reach"
    zh = "原上级工会的慰问安排中还有 {count} 户在这家工会名下，尚未走访。请先走访并登记，或从安排中移出，再调整。"
    en = "{count} stops on plans of the union above now are with people of this union and not made yet. Make them or take them off the plans first."


class SeatsOutOfReach(Conflict):
    """Seats on trips of unions that would not stand above are given to the union. Fact: `count`, of demands."""

    code = "organization_seats_out_of_reach"
    zh = "原上级工会的返乡车次给这家工会的 {count} 条需求留了座位，调整后无法登记乘车人数。请在到达登记之后，或先收回座位，再调整。"
    en = "Trips of the union above now have seats for {count} demands of this union, and it could not record who travelled. Wait for the arrival or take the seats back first."


@dataclass(frozen=True, slots=True, kw_only=True)
class Affairs:
    """What a union has under way, counted. `files` and `cases` are all that stand with it, `demands` those still open."""

    notices: int = 0
    plans: int = 0
    funds: int = 0
    programmes: int = 0
    trips: int = 0
    files: int = 0
    cases: int = 0
    demands: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """What was promised from above to a union and those under it, and would not be from above its new place."""

    reserved: int = 0
    stops: int = 0
    seats: int = 0


def require_own_ended(affairs: Affairs) -> None:
    """Before a union ends. Raises `NoticesHang`, `PlansOpen`, `TripsUnderWay`, `ProgrammesOpen` or `FundsOpen`."""
    for count, refusal in (
        (affairs.notices, NoticesHang),
        (affairs.plans, PlansOpen),
        (affairs.trips, TripsUnderWay),
        (affairs.programmes, ProgrammesOpen),
        (affairs.funds, FundsOpen),
    ):
        if count:
            raise refusal(count=count)


def require_receiver(affairs: Affairs, *, named: bool) -> None:
    """Before a union is dissolved. Raises `FilesWithoutReceiver` or `DemandsWithoutReceiver`."""
    if not named and (affairs.files or affairs.cases):
        raise FilesWithoutReceiver(files=affairs.files, cases=affairs.cases)
    if not named and affairs.demands:
        raise DemandsWithoutReceiver(count=affairs.demands)


def require_in_reach(promises: Promises) -> None:
    """Before a union, or what stands with it, comes under another. Raises `MoneyOutOfReach`, `StopsOutOfReach`
    or `SeatsOutOfReach`."""
    if promises.reserved:
        raise MoneyOutOfReach(count=promises.reserved)
    if promises.stops:
        raise StopsOutOfReach(count=promises.stops)
    if promises.seats:
        raise SeatsOutOfReach(count=promises.seats)
