"""The enumerations of duties (RPT-02)."""

from backend.domain.codes import Code


class DutySubject(Code):
    """What is handed in. All but the last stand in the calendar of the county (RPT-02)."""

    REGISTERS = "registers", "四项实名登记", "The four registers"
    FORMATION = "formation", "建会情况", "Formation of unions"
    LEDGER = "ledger", "法人单位台账", "Ledger of legal persons"
    BY_ELECTION = "by_election", "补选情况", "By-elections"
    SPORTS_ENTRY = "sports_entry", "运动会报名", "Entry for the games"
    AID = "aid", "帮扶材料", "Papers of aid"
    MAY_DAY = "may_day", "五一活动总结", "Summary of May Day"
    OTHER = "other", "其他", "Other"


class DutyState(Code):
    """How far one union is with one duty; read off its report and the clock."""

    LATE = "late", "逾期未报", "Late"
    OPEN = "open", "待报送", "Open"
    RETURNED = "returned", "已退回", "Sent back"
    DONE_LATE = "done_late", "逾期补报", "Done late"
    DONE = "done", "按时报送", "Done in time"


class DutyStep(Code):
    """What may be done with a duty, by who asks and by who owes."""

    EDIT = "edit", "修改", "Edit"
    WITHDRAW = "withdraw", "撤销", "Withdraw"
    REPORT = "report", "报送", "Report"
    CORRECT = "correct", "更正报送", "Correct the report"
