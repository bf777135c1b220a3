"""The sheet of a duty: each union below, whether it has reported, how late, and with what (RPT-02)."""

from collections.abc import Callable, Mapping
from typing import Any

from backend.domain.duty.codes import DutyState
from backend.domain.export.columns import day, number, wording
from backend.domain.export.nouns import ExportNoun
from backend.domain.export.people import TREE_ORDER
from backend.domain.export.sheets import Column, ColumnKind, Filter, Sheet


def _told(field: str) -> Callable[[Mapping[str, Any]], Any]:
    """What the report of a union says; nothing without one."""

    def read(row: Mapping[str, Any]) -> Any:
        return None if row["report"] is None else row["report"][field]

    return read


DUTY_UNIONS = Sheet(
    noun=ExportNoun.DUTY_UNIONS,
    unit_zh="家",
    unit_en="unions",
    columns=(
        wording("union", "工会", "Union", "organization_name", width=34),
        wording("state", "状态", "State", width=12, codes=DutyState),
        number("late", "逾期天数", "Days late", "days_late"),
        Column(
            key="reported",
            zh="报送时间",
            en="Reported",
            width=17,
            kind=ColumnKind.MOMENT,
            read=_told("reported_at"),
        ),
        Column(key="by", zh="报送人", en="By", width=10, read=_told("reported_by_name")),
        Column(key="note", zh="说明", en="Note", width=40, read=_told("note")),
        Column(key="reason", zh="退回原因", en="Sent back for", width=30, read=_told("reason")),
        Column(key="file", zh="附件", en="File", width=30, read=_told("file_name")),
        day("urged", "催办日期", "Urged", "urged_on"),
    ),
    filters=(
        Filter(key="duty_id", zh="报送任务", en="Duty", reference=True),
        Filter(key="state", zh="状态", en="State", codes=DutyState),
    ),
    sorts={"": TREE_ORDER},
)
