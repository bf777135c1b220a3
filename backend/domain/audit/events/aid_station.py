"""The centres, stations and points of the aid network."""

from typing import Final

from backend.domain.aid.station_codes import AidService, AidStationKind
from backend.domain.audit.event import Event, Labels, changes, code, told

EVENTS: Final = (
    Event(
        "aid_station_opened",
        ("设立帮扶站点", "Aid station opened"),
        ("{who}设立了{what}", "{who} opened {what}"),
        told("name", "opened_on", kind=code(AidStationKind)),
    ),
    Event(
        "aid_station_edited",
        ("修改帮扶站点", "Aid station changed"),
        ("{who}修改了{what}", "{who} changed {what}"),
        told("name", changes=changes("name", "address", "phone", "hours", "head", "staff", services=code(AidService))),
    ),
    Event(
        "aid_station_closed",
        ("关闭帮扶站点", "Aid station closed"),
        ("{who}关闭了{what}", "{who} closed {what}"),
        told("name", "on", "reason"),
    ),
)

LABELS: Final[Labels] = {
    "head": ("负责人", "Head"),
    "hours": ("开放时间", "Opening hours"),
    "opened_on": ("设立日期", "Opened on"),
    "services": ("服务内容", "Services"),
    "staff": ("工作人员数", "People who work there"),
}
