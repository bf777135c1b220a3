"""The lists of what happened: transfers of members, and the record of what people did."""

from collections.abc import Iterator, Mapping
from typing import Any

from backend.domain.audit.codes import AuditObjectKind
from backend.domain.audit.record import AuditEventKind
from backend.domain.codes import Code
from backend.domain.export.nouns import ExportNoun
from backend.domain.export.sheets import Column, ColumnKind, Filter, Sheet
from backend.domain.identity import Sex
from backend.domain.member.codes import TransferForm, TransferReason, TransferStatus

NEWEST_FIRST = ("最新在前", "Newest first")


class TransferSide(Code):
    """Which end of a transfer is looked at."""

    IN = "in", "转入", "Coming in"
    OUT = "out", "转出", "Going out"
    ALL = "all", "全部", "Both"


def _facts(row: Mapping[str, Any]) -> str:
    return "; ".join(_told(row["told"]))


def _told(facts: Any) -> Iterator[str]:
    for fact in facts:
        yield (
            f"{fact['label']} {fact['after']}"
            if fact["before"] is None
            else (f"{fact['label']} {fact['before']} → {fact['after']}")
        )


TRANSFERS = Sheet(
    noun=ExportNoun.TRANSFERS,
    unit_zh="笔",
    unit_en="transfers",
    columns=(
        Column(key="member", zh="会员", en="Member", width=10, read=lambda row: row["member_name"]),
        Column(key="sex", zh="性别", en="Sex", width=6, codes=Sex, read=lambda row: row["member_sex"]),
        Column(
            key="from",
            zh="转出工会",
            en="From",
            width=30,
            read=lambda row: row["from_organization"] and row["from_organization"]["name"],
        ),
        Column(key="to", zh="转入工会", en="To", width=30, read=lambda row: row["to_organization"]["name"]),
        Column(key="form", zh="方式", en="Form", width=10, codes=TransferForm),
        Column(key="reason", zh="原因", en="Reason", width=18, codes=TransferReason),
        Column(
            key="requested",
            zh="发起日期",
            en="Begun",
            width=12,
            kind=ColumnKind.DAY,
            read=lambda row: row["requested_at"],
        ),
        Column(key="due", zh="办理期限", en="Due", width=12, kind=ColumnKind.DAY, read=lambda row: row["due_on"]),
        Column(key="status", zh="状态", en="State", width=14, codes=TransferStatus),
        Column(
            key="effective",
            zh="转入日期",
            en="Moved on",
            width=12,
            kind=ColumnKind.DAY,
            read=lambda row: row["effective_on"],
        ),
        Column(key="number", zh="接转编号", en="Reference", width=18, kind=ColumnKind.IDENTIFIER),
        Column(key="by", zh="发起人", en="Begun by", width=10, read=lambda row: row["requested_by_name"]),
        Column(key="overdue", zh="超期", en="Overdue", width=8),
        Column(key="note", zh="说明", en="Note", width=30),
        Column(key="answer", zh="答复", en="Answer", width=30),
    ),
    filters=(
        Filter(key="side", zh="方向", en="Direction", codes=TransferSide, unsaid="all"),
        Filter(key="status", zh="状态", en="State", codes=TransferStatus),
        Filter(key="q", zh="查找", en="Search"),
        Filter(key="overdue", zh="超期未办", en="Overdue", unsaid=False),
        Filter(key="other_id", zh="对方工会", en="Other union", reference=True),
        Filter(key="form", zh="方式", en="Form", codes=TransferForm),
        Filter(key="reason", zh="原因", en="Reason", codes=TransferReason),
        Filter(key="requested_on[gte]", zh="发起日期不早于", en="Begun on or after"),
        Filter(key="requested_on[lte]", zh="发起日期不晚于", en="Begun on or before"),
    ),
    sorts={"": NEWEST_FIRST},
)

AUDIT = Sheet(
    noun=ExportNoun.AUDIT,
    unit_zh="条",
    unit_en="events",
    columns=(
        Column(key="at", zh="时间", en="Time", width=17, kind=ColumnKind.MOMENT),
        Column(key="actor", zh="操作人", en="Who", width=10, read=lambda row: row["actor_name"]),
        Column(key="sentence", zh="事件", en="What happened", width=44),
        Column(key="facts", zh="内容", en="Facts", width=60, read=_facts),
        Column(key="union", zh="所属工会", en="Union", width=30, read=lambda row: row["organization_name"]),
        Column(key="address", zh="网络地址", en="Address", width=18, kind=ColumnKind.IDENTIFIER),
        Column(
            key="request",
            zh="请求号",
            en="Request",
            width=36,
            kind=ColumnKind.IDENTIFIER,
            read=lambda row: row["request_id"],
        ),
        Column(key="sealed", zh="封存", en="Seal", width=8),
        Column(key="id", zh="事件号", en="Number", width=12, kind=ColumnKind.IDENTIFIER),
    ),
    filters=(
        Filter(key="actor_id", zh="操作人", en="Who", reference=True),
        Filter(key="actor_name", zh="操作人姓名", en="Name of who did it"),
        Filter(key="object_id", zh="对象", en="Record", reference=True),
        Filter(key="object_kind", zh="对象种类", en="About", codes=AuditObjectKind),
        Filter(key="event", zh="事件", en="Event", codes=AuditEventKind),
        Filter(key="under_id", zh="所属工会", en="Union", reference=True),
        Filter(key="since", zh="从", en="From"),
        Filter(key="until", zh="到", en="Before"),
        Filter(key="request_id", zh="请求号", en="Request"),
        Filter(key="address", zh="网络地址", en="Address"),
    ),
    sorts={"": NEWEST_FIRST},
    under=("under_id",),
)
