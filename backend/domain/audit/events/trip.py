"""Who wants to go home, and the trips that take them (AID-26)."""

from typing import Final

from backend.domain.audit.event import Event, Labels, code, told
from backend.domain.trip.codes import Province

_DEMAND: Final = told("place", "travel_on", "people", province=code(Province))

EVENTS: Final = (
    Event(
        "trip_demand_entered",
        ("登记返乡需求", "Demand entered"),
        ("{who}登记了{what}", "{who} entered {what}"),
        _DEMAND,
    ),
    Event(
        "trip_demand_edited",
        ("修改返乡需求", "Demand changed"),
        ("{who}修改了{what}", "{who} changed {what}"),
        {**_DEMAND, **told("fields")},
    ),
    Event(
        "trip_demand_deleted",
        ("删除返乡需求", "Demand deleted"),
        ("{who}删除了{what}", "{who} deleted {what}"),
        _DEMAND,
    ),
    Event(
        "return_trip_planned",
        ("计划返乡车次", "Return trip planned"),
        ("{who}计划了{what}", "{who} planned {what}"),
        told("name", "seats"),
    ),
    Event(
        "return_trip_edited",
        ("修改返乡车次", "Return trip changed"),
        ("{who}修改了{what}", "{who} changed {what}"),
        told("name", "fields"),
    ),
    Event(
        "return_trip_allotted",
        ("分配返乡座位", "Seats of a return trip given"),
        ("{who}分配了{what}的座位", "{who} gave the seats of {what}"),
        told("name", "seats", "demands"),
    ),
    Event(
        "return_trip_confirmed",
        ("落实返乡车次", "Return trip confirmed"),
        ("{who}确认落实了{what}", "{who} confirmed {what}"),
        told("name", "seats"),
    ),
    Event(
        "return_trip_departed",
        ("返乡车次发车", "Return trip departed"),
        ("{who}登记了{what}发车", "{who} recorded the departure of {what}"),
        told("name", "seats"),
    ),
    Event(
        "return_trip_arrived",
        ("返乡车次平安到达", "Return trip arrived"),
        ("{who}登记了{what}平安到达", "{who} recorded the safe arrival of {what}"),
        told("name", "seats", "people"),
    ),
    Event(
        "return_trip_cancelled",
        ("取消返乡车次", "Return trip cancelled"),
        ("{who}取消了{what}", "{who} cancelled {what}"),
        told("name", "seats", "reason"),
    ),
)

LABELS: Final[Labels] = {
    "carrier": ("承运单位", "Carrier"),
    "demands": ("需求条数", "Demands"),
    "departs_at": ("发车时间", "Departs at"),
    "from_place": ("出发地", "From"),
    "place": ("目的地", "Place"),
    "province": ("目的地省份", "Province"),
    "subsidy_fen": ("工会每座补贴（分）", "Union adds for a seat (fen)"),
    "ticket_fen": ("职工票价（分）", "Ticket (fen)"),
    "travel_on": ("出行日期", "Day of travel"),
}
