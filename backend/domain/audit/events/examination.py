"""What auditors drew, looked at and had checked: to look is an act here."""

from typing import Final

from backend.domain.audit.event import Event, Labels, code, told
from backend.domain.fund.examining import Finding

EVENTS: Final = (
    Event(
        "aid_sample_drawn",
        ("抽样核查", "Sample drawn"),
        ("{who}抽取了{what}", "{who} drew {what}"),
        told("seed", "size", "population"),
    ),
    Event(
        "aid_sample_looked_at",
        ("查看抽样清单", "Sample looked at"),
        ("{who}查看了{what}的抽样清单", "{who} looked at a sample of {what}"),
        told("sample_id"),
    ),
    Event(
        "published_paid_looked_at",
        ("查看公示与发放核对", "Published and paid compared"),
        ("{who}核对了{what}的公示与发放", "{who} compared what {what} published and paid"),
        told(findings=code(Finding)),
    ),
    Event(
        "money_checked",
        ("核对账目", "Books checked"),
        ("{who}核对了{what}的账目", "{who} had the books of {what} checked"),
        told("breaches"),
    ),
)

LABELS: Final[Labels] = {
    "breaches": ("不符处", "Breaches"),
    "findings": ("核对结果", "Findings"),
    "population": ("总件数", "Drawn of"),
    "sample_id": ("抽样编号", "Sample"),
    "seed": ("随机种子", "Seed"),
    "size": ("抽取件数", "Size"),
}
