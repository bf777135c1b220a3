"""Fixed reports, level by level."""

from typing import Final

from backend.domain.audit.event import Event, code, told
from backend.domain.report.forms import ReportForm

_REPORT = told("name", "year", "reason", report_form=code(ReportForm))

EVENTS: Final = (
    Event("report_begun", ("开始填报", "Report begun"), ("{who}开始填报{what}", "{who} began {what}"), _REPORT),
    Event(
        "report_computed",
        ("重新取数", "Report computed anew"),
        ("{who}重新取了{what}的数", "{who} computed {what} anew"),
        _REPORT,
    ),
    Event(
        "report_filled",
        ("填写报表", "Report filled"),
        ("{who}填写了{what}", "{who} filled in {what}"),
        told("name", "year", "items", "reason", report_form=code(ReportForm)),
    ),
    Event("report_submitted", ("上报", "Report submitted"), ("{who}上报了{what}", "{who} submitted {what}"), _REPORT),
    Event(
        "report_withdrawn", ("撤回报表", "Report withdrawn"), ("{who}撤回了{what}", "{who} withdrew {what}"), _REPORT
    ),
    Event("report_returned", ("退回报表", "Report returned"), ("{who}退回了{what}", "{who} returned {what}"), _REPORT),
    Event("report_accepted", ("接收报表", "Report accepted"), ("{who}接收了{what}", "{who} accepted {what}"), _REPORT),
    Event("report_finished", ("报表定稿", "Report finished"), ("{who}将{what}定稿", "{who} finished {what}"), _REPORT),
)
