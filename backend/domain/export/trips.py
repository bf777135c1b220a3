"""The lists of going home (平安返乡): what unions ask for, and the trips. Nobody is named on either (AID-26)."""

from backend.domain.export.columns import UNDER, day, identifier, moment, number, wording, yuan
from backend.domain.export.nouns import ExportNoun
from backend.domain.export.sheets import Filter, Sheet
from backend.domain.trip.codes import DemandState, Province, TravelWay, TripState

_SEASON = Filter(key="year", zh="返乡季", en="Winter")
_PROVINCE = Filter(key="province", zh="目的地省份", en="Province", codes=Province)
_WAY = Filter(key="way", zh="方式", en="Way", codes=TravelWay)

DEMANDS = Sheet(
    noun=ExportNoun.TRIP_DEMANDS,
    unit_zh="条",
    unit_en="demands",
    columns=(
        day("day", "出行日期", "Day", "travel_on"),
        wording("province", "省份", "Province", width=10, codes=Province),
        wording("place", "目的地", "Place"),
        wording("way", "方式", "Way", width=12, codes=TravelWay),
        number("people", "需求人数", "People"),
        number("allotted", "已分座位", "Seats given"),
        number("confirmed", "已落实", "Confirmed"),
        number("travelled", "已返乡", "Arrived"),
        wording("state", "安排情况", "State", width=12, codes=DemandState),
        wording("organization", "工会", "Union", "organization_name", width=30),
        wording("note", "备注", "Notes", width=30),
        wording("origin", "转来自", "Came from", "origin_name", width=30),
        identifier("season", "返乡季", "Winter", "year", width=8),
        wording("maker", "登记人", "Entered by", "made_by_name", width=10),
    ),
    filters=(
        UNDER,
        _SEASON,
        _PROVINCE,
        _WAY,
        Filter(key="state", zh="安排情况", en="State", codes=DemandState),
        Filter(key="travel_on[gte]", zh="出行日期不早于", en="Travel on or after"),
        Filter(key="travel_on[lte]", zh="出行日期不晚于", en="Travel on or before"),
    ),
    sorts={"": ("出行最早的在前", "First to travel first")},
    under=("under_id",),
)

TRIPS = Sheet(
    noun=ExportNoun.RETURN_TRIPS,
    unit_zh="个",
    unit_en="trips",
    columns=(
        wording("name", "名称", "Name", width=30),
        identifier("number", "车次（车牌）", "Number"),
        wording("way", "方式", "Way", width=12, codes=TravelWay),
        moment("departs", "发车时间", "Departs", "departs_at"),
        wording("from", "出发地", "From", "from_place", width=20),
        wording("province", "省份", "Province", width=10, codes=Province),
        wording("place", "目的地", "Place"),
        number("seats", "座位", "Seats"),
        number("allotted", "已分配", "Given"),
        number("travelled", "已返乡", "Arrived"),
        yuan("ticket", "票价（元）", "Ticket (yuan)"),
        wording("state", "状态", "State", width=12, codes=TripState),
        wording("carrier", "承运单位", "Carrier", width=26),
        yuan("subsidy", "工会补贴（元）", "Union adds (yuan)"),
        wording("organization", "组织工会", "Run by", "organization_name", width=30),
        wording("reason", "取消原因", "Why cancelled", width=30),
        identifier("season", "返乡季", "Winter", "year", width=8),
        wording("maker", "制定人", "Planned by", "made_by_name", width=10),
    ),
    filters=(
        UNDER,
        _SEASON,
        _PROVINCE,
        _WAY,
        Filter(key="state", zh="状态", en="State", codes=TripState),
    ),
    sorts={"": ("发车最早的在前", "First to depart first")},
    under=("under_id",),
)
