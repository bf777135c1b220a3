"""The enumerations of the record: what an event is about, and the reasons that only the record tells."""

from backend.domain.codes import Code


class AuditObjectKind(Code):
    """What an event is about: the table of its row, and what people call it."""

    USER_ACCOUNT = "user_account", "账号", "Account"
    ROLE_GRANT = "role_grant", "授权", "Grant"
    GRANT_HANDOVER = "grant_handover", "移交", "Hand-over"
    MEMBER = "member", "会员", "Member"
    TRANSFER = "transfer", "转会", "Transfer"
    ORGANIZATION = "organization", "工会", "Union"
    EMPLOYER = "employer", "单位", "Employer"
    OFFICER = "officer", "干部", "Officer"
    COMMITTEE = "committee", "委员会", "Committee"
    HONOUR = "honour", "荣誉", "Honour"
    URGE = "urge", "催办", "Urge"
    TARGET = "target", "目标", "Target"
    QUALIFICATION = "qualification", "合格工会评定", "Judgement of a union"
    QUALIFICATION_STANDARD = "qualification_standard", "评定标准", "Criteria of judgement"
    REPORT = "report", "报表", "Report"
    DUTY = "duty", "报送任务", "Duty"
    DUTY_REPORT = "duty_report", "报送", "Report of a duty"
    TILE_MAP = "tile_map", "地图", "Map"
    WORK_CALENDAR = "work_calendar", "工作日历", "Work calendar"
    NOTICE = "notice", "公示", "Notice"
    OBJECTION = "objection", "异议", "Objection"
    PAIRING = "pairing", "包保", "Pairing"
    PAPER = "paper", "档案资料", "Paper"
    PAPER_KEEPER = "paper_keeper", "档案保管人", "Keeper of papers"
    TRIP_DEMAND = "trip_demand", "返乡需求", "Demand for going home"
    RETURN_TRIP = "return_trip", "返乡车次", "Return trip"
    AID_STATION = "aid_station", "帮扶站点", "Aid station"
    NEEDS_SURVEY = "needs_survey", "摸底调研", "Survey of need"
    LINE = "line", "系统", "Line"
    IMPORT = "import", "导入的表格", "Imported workbook"
    MEMBER_BATCH = "member_batch", "批量办理", "Batch"
    SAVED_VIEW = "saved_view", "视图", "View"
    HOUSEHOLD = "household", "困难档案", "Household file"
    AID_APPLICATION = "aid_application", "救助申请", "Application for aid"
    PAPER_REQUEST = "paper_request", "补材料请求", "Request for papers"
    AID_POLICY = "aid_policy", "救助政策", "Rules of aid"
    AID_PROGRAM = "aid_program", "帮扶项目", "Programme of aid"
    AID_CASE = "aid_case", "帮扶申请", "Case of aid"
    FUND = "fund", "资金", "Fund"
    VOUCHER = "voucher", "凭证", "Voucher"
    GOODS_LOT = "goods_lot", "库存物资", "Lot of goods"
    BUDGET_PLAN = "budget_plan", "年度预算", "Budget of a year"
    BUDGET_ADJUSTMENT = "budget_adjustment", "预算调整", "Adjustment of a budget"
    REMITTANCE_DUTY = "remittance_duty", "上解任务", "Remittance"
    PAYMENT_BATCH = "payment_batch", "发放批次", "Payment batch"
    PAYMENT = "payment", "发放", "Payment"
    BANK_ACCOUNT = "bank_account", "银行账户", "Bank account"
    RECONCILIATION = "reconciliation", "银行对账", "Month of a bank account"
    PROTECTION_PLAN = "protection_plan", "保障计划", "Protection plan"
    PROTECTION_ENROLMENT = "protection_enrolment", "参保单", "Enrolment"
    PROTECTION_CLAIM = "protection_claim", "给付申请", "Claim"
    AID_SAMPLE = "aid_sample", "抽样", "Sample"
    AID_SUMMARY = "aid_summary", "工作总结", "Summary"
    VISIT_PLAN = "visit_plan", "走访安排", "Plan of visits"
    VISIT = "visit", "走访", "Visit"
    VISIT_CONCERN = "visit_concern", "走访中反映的问题", "What was heard"
    SAVINGS_SOCIETY = "savings_society", "储金会", "Savings society"
    SAVINGS_LOAN = "savings_loan", "储金会借款", "Loan of a savings society"
    SAVINGS_SAVER = "savings_saver", "储金会会员", "Saver"
    EXPORT = "export", "导出", "Export"
    EXPORT_APPROVAL = "export_approval", "导出申请", "Export request"
    CLIENT = "client", "对接应用", "Client"
    WEBHOOK = "webhook", "回调地址", "Webhook"
    WEBHOOK_DELIVERY = "webhook_delivery", "回调消息", "Webhook message"


class ProofFailure(Code):
    """Why somebody was not let in. For the record only: the answer never tells."""

    UNKNOWN = "unknown", "没有这个登录名", "No such login"
    PASSWORD = "password", "密码不正确", "Wrong password"
    CODE = "code", "动态口令不正确", "Wrong one-time code"
    SECOND_FACTOR = "second_factor", "动态口令或恢复码不正确", "Wrong second factor"
    ACCOUNT_PENDING = "account_pending", "账号待批准", "Account waits for approval"
    ACCOUNT_DISABLED = "account_disabled", "账号已停用", "Account disabled"
    ACCOUNT_REFUSED = "account_refused", "账号未批准", "Account refused"
    FIRST_PASSWORD_EXPIRED = "first_password_expired", "初始密码已过期", "First password expired"


class LockReason(Code):
    """Which limit closed the door (`account/lockout.py`)."""

    ACCOUNT = "account", "同一账号失败过多", "Failures of one account"
    ADDRESS = "address", "同一地址失败过多", "Failures from one address"
    DEVICE = "device", "同一设备失败过多", "Failures of one device"
    EVERYWHERE = "everywhere", "全系统失败过多", "Failures everywhere"


class RevocationReason(Code):
    """Why a session was taken away (`account/sessions.py`)."""

    REUSED = "reused", "续期凭证被重复使用", "A refresh token was used twice"
    OTHER_DEVICE = "other_device", "续期凭证出现在别的设备上", "A refresh token came from another device"


class AskedFor(Code):
    """On what occasion somebody learned of a membership elsewhere."""

    REGISTER = "register", "登记会员", "Registering a member"
    EDIT = "edit", "更正证件号码", "Correcting a document number"
    PULL = "pull", "请求转入", "Asking for a transfer"
    IMPORT = "import", "导入花名册", "Import of a roster"
    HOUSEHOLD = "household", "建立困难档案", "Entering a household file"


class ViewSharing(Code):
    """Who sees a saved view."""

    PRIVATE = "private", "仅自己", "Only me"
    OFFICE = "office", "本单位", "My office"
    CITY = "city", "全市", "The whole city"


class TermEnd(Code):
    """Why a term ended where nobody wrote a reason."""

    RE_ELECTED = "re-elected", "换届", "Re-elected"
