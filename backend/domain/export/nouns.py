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
    DUTY_UNIONS = "duty_unions", "各工会报送情况", "Reports by union"
    TRANSFERS = "transfers", "会籍接转", "Transfers"
    HOUSEHOLDS = "households", "困难职工档案", "Household files"
    AID_PROGRAMS = "aid_programs", "帮扶项目", "Programmes of aid"
    AID_APPLICATIONS = "aid_applications", "职工申请", "Workers' applications"
    AID_CASES = "aid_cases", "帮扶申请", "Cases of aid"
    NOTICE_CANDIDATES = "notice_candidates", "待公示申请", "Cases to be published"
    NOTICES = "notices", "公示", "Public notices"
    OBJECTIONS = "objections", "公示异议", "Objections"
    PAIRINGS = "pairings", "一对一包保", "Pairings"
    NEEDS_SURVEYS = "needs_surveys", "摸底调研", "Surveys of need"
    PAPERS = "papers", "档案资料", "Papers"
    TRIP_DEMANDS = "trip_demands", "返乡需求", "Demand for going home"
    RETURN_TRIPS = "return_trips", "返乡车次", "Return trips"
    AID_STATIONS = "aid_stations", "帮扶站点", "Aid stations"
    VISIT_PLANS = "visit_plans", "走访安排", "Plans of visits"
    VISITS = "visits", "走访记录", "Visits"
    FUNDS = "funds", "帮扶资金", "Funds"
    VOUCHERS = "vouchers", "凭证", "Vouchers"
    GOODS_LOTS = "goods_lots", "物资库存", "Store of goods"
    LEDGER_ENTRIES = "ledger_entries", "资金台账", "Ledger"
    BUDGET_LINES = "budget_lines", "预算执行", "Budgets and spending"
    REMITTANCES = "remittances", "经费上解", "Remittances"
    PAYMENT_BATCHES = "payment_batches", "银行批次", "Bank batches"
    PAYMENTS = "payments", "发放记录", "Payments"
    PROTECTION_PLANS = "protection_plans", "互助保障计划", "Plans of mutual protection"
    PROTECTION_ENROLMENTS = "protection_enrolments", "互助保障参保单", "Enrolments"
    PROTECTION_COVERS = "protection_covers", "互助保障在保会员", "Members covered"
    PROTECTION_CLAIMS = "protection_claims", "互助保障给付申请", "Claims"
    SAVINGS_SOCIETIES = "savings_societies", "互助储金会", "Savings societies"
    SAVERS = "savers", "储金会会员", "Savers"
    SAVINGS_LOANS = "savings_loans", "储金会借款", "Loans of savings societies"
    SAVINGS_ENTRIES = "savings_entries", "储金会账簿", "Books of savings societies"
    PUBLISHED_PAID = "published_paid", "公示与发放核对", "Published and paid"
    SAMPLE_CASES = "sample_cases", "抽样清单", "Sample of cases"
    USERS = "users", "账号", "Accounts"
    GRANTS = "grants", "授权", "Grants"
    AUDIT = "audit", "审计日志", "Audit trail"


class ExportFormat(Code):
    """For people, or for machines. Archives are packs, and no list is one."""

    XLSX = "xlsx", "Excel 表格（xlsx）", "Excel workbook (xlsx)"
    CSV = "csv", "CSV（供其他系统读取）", "CSV (for other systems)"
    ZIP = "zip", "压缩包（zip，加密）", "Archive (zip, encrypted)"


class ExportLayout(Code):
    """How it stands on the sheet."""

    LIST = "list", "名单", "Table"
    REGISTER = "register", "名册（打印、签章）", "Register (to print and seal)"
    FORMS = "forms", "审批表（每件一份）", "Approval forms (one of each)"
    """Of cases: a document of each in one archive."""
    EVIDENCE = "evidence", "证据包", "Evidence pack"
    """Of one case: all that it rests on, with a manifest."""

    @property
    def of_list(self) -> bool:
        """Whether a list can be laid out so."""
        return self is not ExportLayout.EVIDENCE
