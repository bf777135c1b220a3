"""The list of the aid network: centres, stations and points, as an office prints it."""

from backend.domain.aid.station_codes import AidService, AidStationKind, AidStationState
from backend.domain.export.columns import SEARCH, UNDER, day, identifier, number, wording
from backend.domain.export.nouns import ExportNoun
from backend.domain.export.people import TREE_ORDER
from backend.domain.export.sheets import Filter, Sheet

STATIONS = Sheet(
    noun=ExportNoun.AID_STATIONS,
    unit_zh="个",
    unit_en="stations",
    columns=(
        wording("name", "名称", "Name", width=30),
        wording("kind", "种类", "Kind", width=10, codes=AidStationKind),
        wording("organization", "工会", "Union", "organization_name", width=30),
        wording("address", "地址", "Address", width=40),
        identifier("phone", "电话", "Phone"),
        wording("hours", "开放时间", "Open", width=24),
        wording("head", "负责人", "Head", width=10),
        number("staff", "工作人员", "Staff"),
        wording("services", "服务内容", "Services", width=50, codes=AidService),
        day("opened", "设立日期", "Opened on", "opened_on"),
        wording("state", "状态", "State", width=8, codes=AidStationState),
        day("closed", "关闭日期", "Closed on", "closed_on"),
        wording("close_reason", "关闭原因", "Why it closed", width=30),
    ),
    filters=(
        SEARCH,
        UNDER,
        Filter(key="organization_id", zh="工会", en="Union", reference=True),
        Filter(key="kind", zh="种类", en="Kind", codes=AidStationKind),
        Filter(key="state", zh="状态", en="State", codes=AidStationState),
        Filter(key="service", zh="服务内容", en="Services", codes=AidService),
    ),
    sorts={"": TREE_ORDER},
    under=("organization_id", "under_id"),
)
