"""Views that were kept."""

from typing import Final

from backend.domain.audit.event import Event, changes, told

EVENTS: Final = (
    Event(
        "saved_view_kept",
        ("保存视图", "View kept"),
        ("{who}保存了{what}", "{who} kept {what}"),
        told("noun", "name", "sharing"),
    ),
    Event(
        "saved_view_changed",
        ("修改视图", "View changed"),
        ("{who}修改了{what}", "{who} changed {what}"),
        told("noun", changes=changes("sharing", "name", "query", "recurs", "recurs_day")),
    ),
    Event(
        "saved_view_given",
        ("移交视图", "View given"),
        ("{who}把{what}交给了同事", "{who} gave {what} to a colleague"),
        told("noun", "name", "to_user_id"),
    ),
    Event(
        "saved_view_deleted",
        ("删除视图", "View deleted"),
        ("{who}删除了{what}", "{who} deleted {what}"),
        told("noun", "name", "sharing"),
    ),
)
