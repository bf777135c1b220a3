"""The lists that can be exported, and as what."""

from backend.domain.codes import Code


class ExportNoun(Code):
    """The lists that can be exported, by their titles on screen."""

    MEMBERS = "members", "会员实名库", "Members"
    ORGANIZATIONS = "organizations", "工会组织", "Unions"
    EMPLOYERS = "employers", "用人单位", "Employers"
    OFFICERS = "officers", "工会干部", "Officers"
    TERMS_DUE = "terms_due", "换届到期", "Re-elections due"
    VACANCIES = "vacancies", "职务空缺", "Vacancies"
    URGES = "urges", "催办", "Urges"
    TRANSFERS = "transfers", "会籍接转", "Transfers"
    HOUSEHOLDS = "households", "困难职工档案", "Household files"
    USERS = "users", "账号", "Accounts"
    GRANTS = "grants", "授权", "Grants"
    AUDIT = "audit", "审计日志", "Audit trail"


class ExportFormat(Code):
    """For people, or for machines."""

    XLSX = "xlsx", "Excel 表格（xlsx）", "Excel workbook (xlsx)"
    CSV = "csv", "CSV（供其他系统读取）", "CSV (for other systems)"


class ExportLayout(Code):
    """How it stands on the sheet."""

    LIST = "list", "名单", "Table"
    REGISTER = "register", "名册（打印、签章）", "Register (to print and seal)"
