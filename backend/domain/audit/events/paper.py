"""The papers of a union and who keeps them."""

from typing import Final

from backend.domain.audit.event import Event, Labels, changes, code, told
from backend.domain.paper.codes import PaperRetention, UnionPaperKind

_KIND = code(UnionPaperKind)

EVENTS: Final = (
    Event(
        "paper_entered",
        ("资料归档", "Paper filed"),
        ("{who}归档了{what}", "{who} filed {what}"),
        told("paper_title", "year", "files", "file_hashes", kind=_KIND),
    ),
    Event(
        "paper_edited",
        ("修改资料", "Paper corrected"),
        ("{who}修改了{what}", "{who} corrected {what}"),
        told(
            "paper_title",
            changes=changes(
                "paper_title", "year", "held_on", "paper_note", "place_kept", retention=code(PaperRetention)
            ),
        ),
    ),
    Event(
        "paper_withdrawn",
        ("撤下资料", "Paper withdrawn"),
        ("{who}撤下了{what}", "{who} withdrew {what}"),
        told("paper_title", "year", "reason", kind=_KIND),
    ),
    Event(
        "paper_opened",
        ("打开会员名册", "Roster opened"),
        ("{who}打开了{what}中的会员名册", "{who} opened a roster of {what}"),
        told("paper_title", "file_name", kind=_KIND),
    ),
    Event(
        "paper_keeper_named",
        ("档案保管人交接", "Keeper of papers named"),
        ("{who}登记了{what}", "{who} named {what}"),
        told("name", "on", "former_name"),
    ),
)
LABELS: Final[Labels] = {
    "file_hashes": ("文件校验值（SHA-256）", "Hashes of the files (SHA-256)"),
    "file_name": ("文件名", "Name of the file"),
    "former_name": ("上一任保管人", "Keeper before"),
    "held_on": ("会议、活动或印发日期", "Day of the meeting, activity or issue"),
    "paper_note": ("资料说明", "Note"),
    "paper_title": ("题名", "Title"),
    "place_kept": ("存放位置", "Where it lies"),
    "retention": ("保管期限", "Kept for"),
}
