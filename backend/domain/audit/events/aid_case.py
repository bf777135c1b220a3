"""The way of a case, and the final list of a programme."""

from typing import Final

from backend.domain.aid.case_codes import CaseStatus
from backend.domain.aid.outcomes import AidOutcome
from backend.domain.audit.event import Event, Labels, code, told
from backend.domain.member.reveals import RevealReason

_CASE = told("number", "amount_fen", "reason", **{"from": code(CaseStatus), "to": code(CaseStatus)})

EVENTS: Final = (
    Event(
        "aid_balance_settled",
        ("确定帮扶名单", "Final list settled"),
        ("{who}汇总平衡，确定了{what}的名单", "{who} settled the final list of {what}"),
        told("name", "year", "cases", "amount_fen"),
    ),
    Event(
        "aid_case_begun",
        ("新建帮扶申请", "Case begun"),
        ("{who}新建了{what}", "{who} began {what}"),
        told("number", "program"),
    ),
    Event(
        "aid_case_form_printed",
        ("打印审批表", "Approval form printed"),
        ("{who}打印了{what}的审批表", "{who} printed the form of {what}"),
        told("number", "format", "whole"),
    ),
    Event(
        "aid_case_evidence_asked",
        ("提取证据包", "Evidence pack asked for"),
        ("{who}要求提取{what}的证据包", "{who} asked for the evidence pack of {what}"),
        told("number", "note", reason=code(RevealReason)),
    ),
    Event(
        "aid_case_evidence_made",
        ("生成证据包", "Evidence pack made"),
        ("系统为{who}生成了{what}的证据包", "The system made the evidence pack of {what} for {who}"),
        told("number", "pack", "files", "digest"),
    ),
    Event(
        "aid_case_followed",
        ("登记后续成效", "Outcome recorded"),
        ("{who}登记了{what}的后续成效", "{who} recorded what became of {what}"),
        told("number", "on", outcome=code(AidOutcome)),
    ),
    Event(
        "aid_case_edited",
        ("修改帮扶申请", "Case changed"),
        ("{who}修改了{what}", "{who} changed {what}"),
        told("number", "fields"),
    ),
    Event(
        "aid_case_submitted", ("提交帮扶申请", "Case submitted"), ("{who}提交了{what}", "{who} submitted {what}"), _CASE
    ),
    Event(
        "aid_case_passed",
        ("同意帮扶申请", "Case passed on"),
        ("{who}同意并上报{what}", "{who} agreed to {what} and passed it on"),
        _CASE,
    ),
    Event(
        "aid_case_approved", ("批准帮扶申请", "Case approved"), ("{who}批准了{what}", "{who} approved {what}"), _CASE
    ),
    Event(
        "aid_case_sent_back", ("退回帮扶申请", "Case sent back"), ("{who}退回了{what}", "{who} sent {what} back"), _CASE
    ),
    Event(
        "aid_case_rejected",
        ("不予批准帮扶申请", "Case rejected"),
        ("{who}没有批准{what}", "{who} rejected {what}"),
        _CASE,
    ),
    Event(
        "aid_case_withdrawn", ("撤回帮扶申请", "Case withdrawn"), ("{who}撤回了{what}", "{who} withdrew {what}"), _CASE
    ),
    Event(
        "aid_case_revoked",
        ("撤销帮扶批准", "Approval revoked"),
        ("{who}撤销了对{what}的批准", "{who} revoked the approval of {what}"),
        _CASE,
    ),
    Event(
        "aid_case_helped",
        ("登记帮扶", "Help recorded"),
        ("{who}登记了对{what}的帮扶", "{who} recorded the help of {what}"),
        _CASE,
    ),
    Event(
        "aid_case_archived", ("帮扶申请归档", "Case archived"), ("{who}把{what}归了档", "{who} archived {what}"), _CASE
    ),
)

LABELS: Final[Labels] = {
    "digest": ("整包摘要", "Digest"),
    "files": ("文件数", "Files"),
    "pack": ("证据包编号", "Pack"),
    "outcome": ("后续成效", "What became of it"),
    "whole": ("印出完整号码", "With whole numbers"),
}
