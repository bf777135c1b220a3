"""The words of a member's record (domain-facts 3.2): every enumeration with its labels and national numbers."""

from backend.domain.codes import Code
from backend.domain.identity import IdKind, Sex
from backend.domain.member.nation import Nation
from backend.domain.national import NationalCode

__all__ = [
    "Education",
    "EmploymentForm",
    "HukouKind",
    "IdKind",
    "JoinSource",
    "LeaveKind",
    "Marriage",
    "MemberEventKind",
    "MemberKind",
    "MemberStatus",
    "ModelWorker",
    "Nation",
    "NewEmployment",
    "Politics",
    "RetainReason",
    "Sex",
    "SkillLevel",
    "TransferForm",
    "TransferReason",
    "TransferStatus",
]


class Education(NationalCode):
    """The main levels of GB/T 4658, highest first."""

    DOCTOR = "doctor", "博士研究生", "Doctorate", "11"
    MASTER = "master", "硕士研究生", "Master's degree", "14"
    BACHELOR = "bachelor", "大学本科", "Bachelor's degree", "20"
    COLLEGE = "college", "大学专科", "Junior college", "30"
    VOCATIONAL = "vocational", "中等职业教育", "Vocational secondary school", "40"
    HIGH_SCHOOL = "high_school", "普通高中", "Senior high school", "60"
    JUNIOR_HIGH = "junior_high", "初中", "Junior high school", "70"
    PRIMARY = "primary", "小学", "Primary school", "80"
    OTHER = "other", "其他", "Other", "90"


class Politics(NationalCode):
    """Political status, the 13 values of GB/T 4762."""

    CPC = "cpc", "中共党员", "Member of the Communist Party", "01"
    CPC_PROBATIONARY = "cpc_probationary", "中共预备党员", "Probationary member of the Communist Party", "02"
    CYL = "cyl", "共青团员", "Member of the Communist Youth League", "03"
    RCCK = "rcck", "民革党员", "Member of the Revolutionary Committee of the Kuomintang", "04"
    CDL = "cdl", "民盟盟员", "Member of the Democratic League", "05"
    CNDCA = "cndca", "民建会员", "Member of the National Democratic Construction Association", "06"
    CAPD = "capd", "民进会员", "Member of the Association for Promoting Democracy", "07"
    CPWDP = "cpwdp", "农工党党员", "Member of the Peasants' and Workers' Democratic Party", "08"
    ZHI_GONG = "zhi_gong", "致公党党员", "Member of the Zhi Gong Party", "09"
    JIUSAN = "jiusan", "九三学社社员", "Member of the Jiusan Society", "10"
    TDSL = "tdsl", "台盟盟员", "Member of the Taiwan Democratic Self-Government League", "11"
    NO_PARTY = "no_party", "无党派人士", "Public figure without party", "12"
    MASSES = "masses", "群众", "None", "13"


class MemberKind(Code):
    """The six types of MBR-05."""

    REGULAR = "regular", "在职正式职工", "Regular employee"
    DISPATCHED = "dispatched", "派遣职工", "Dispatched worker"
    MIGRANT = "migrant", "农民工", "Migrant worker"
    LAID_OFF = "laid_off", "下岗职工", "Laid-off worker"
    RETIRED = "retired", "退休职工", "Retired"
    RETIRED_CADRE = "retired_cadre", "离休干部", "Retired veteran cadre"


class NewEmployment(Code):
    """The eight groups of 2018 and the ride-hailing drivers counted with them since (domain-facts 3.2)."""

    TRUCK_DRIVER = "truck_driver", "货车司机", "Truck driver"
    COURIER = "courier", "快递员", "Courier"
    CARE_WORKER = "care_worker", "护工护理员", "Care worker"
    DOMESTIC_WORKER = "domestic_worker", "家政服务员", "Domestic worker"
    SHOP_PROMOTER = "shop_promoter", "商场信息员", "Shop promoter"
    FOOD_RIDER = "food_rider", "网约送餐员", "Food delivery rider"
    ESTATE_AGENT = "estate_agent", "房产中介员", "Estate agent"
    SECURITY_GUARD = "security_guard", "保安员", "Security guard"
    RIDE_DRIVER = "ride_driver", "网约车司机", "Ride-hailing driver"


class HukouKind(Code):
    """Household registration; many places no longer tell town from country."""

    URBAN = "urban", "非农业户口", "Urban"
    RURAL = "rural", "农业户口", "Rural"
    CONVERTED = "converted", "农转居", "Rural turned urban"
    RESIDENT = "resident", "居民户口（不分城乡）", "Resident, not divided"


class Marriage(NationalCode):
    """GB/T 2261.2."""

    SINGLE = "single", "未婚", "Single", "10"
    MARRIED = "married", "已婚", "Married", "20"
    WIDOWED = "widowed", "丧偶", "Widowed", "30"
    DIVORCED = "divorced", "离婚", "Divorced", "40"


class SkillLevel(Code):
    """The eight levels of skilled workers since 2022, lowest first."""

    APPRENTICE = "apprentice", "学徒工", "Apprentice"
    JUNIOR = "junior", "初级工", "Junior worker (level 5)"
    INTERMEDIATE = "intermediate", "中级工", "Intermediate worker (level 4)"
    SENIOR = "senior", "高级工", "Senior worker (level 3)"
    TECHNICIAN = "technician", "技师", "Technician (level 2)"
    SENIOR_TECHNICIAN = "senior_technician", "高级技师", "Senior technician (level 1)"
    SPECIAL_TECHNICIAN = "special_technician", "特级技师", "Special-grade technician"
    CHIEF_TECHNICIAN = "chief_technician", "首席技师", "Chief technician"


class EmploymentForm(Code):
    """On what the work rests."""

    OPEN_ENDED = "open_ended", "无固定期限劳动合同", "Open-ended contract"
    FIXED_TERM = "fixed_term", "固定期限劳动合同", "Fixed-term contract"
    TASK = "task", "以完成一定工作任务为期限的劳动合同", "Contract for a task"
    ESTABLISHMENT = "establishment", "在编人员", "On the establishment"
    PART_TIME = "part_time", "非全日制用工", "Part-time work"
    DISPATCH = "dispatch", "劳务派遣", "Labour dispatch"
    PLATFORM = "platform", "平台用工", "Platform work"
    FLEXIBLE = "flexible", "灵活就业", "Flexible employment"
    NONE = "none", "未就业", "Not employed"


class MemberStatus(Code):
    """The states of a membership; the table in workflow.py says how one leads to another."""

    DRAFT = "draft", "草稿", "Draft"
    SUBMITTED = "submitted", "待审核", "Submitted"
    RETURNED = "returned", "已退回", "Returned"
    ACTIVE = "active", "在册", "Active"
    TRANSFER_OUT_PENDING = "transfer_out_pending", "转出中", "Transfer pending"
    RETAINED = "retained", "保留会籍", "Membership retained"
    WITHDRAWN = "withdrawn", "已退会", "Withdrawn"
    AUTO_WITHDRAWN = "auto_withdrawn", "自动退会", "Withdrawn automatically"
    EXPELLED = "expelled", "已开除会籍", "Expelled"
    DECEASED = "deceased", "已去世", "Deceased"

    @property
    def current(self) -> bool:
        """Whether the membership exists now; a person has at most one such (issue 2, section 4)."""
        return self in (MemberStatus.ACTIVE, MemberStatus.TRANSFER_OUT_PENDING, MemberStatus.RETAINED)


class RetainReason(Code):
    """Why a membership rests without dues and without a vote."""

    RETIRED = "retired", "退休", "Retirement"
    UNEMPLOYED = "unemployed", "失业", "Unemployment"
    MILITARY = "military", "服兵役", "Military service"
    INTERNAL_RETIREMENT = "internal_retirement", "内部退养", "Internal retirement"
    OTHER = "other", "其他", "Other"


class LeaveKind(Code):
    """The ways in which a membership ends; each is also a status."""

    WITHDRAWN = "withdrawn", "自愿退会", "Withdrawal"
    AUTO_WITHDRAWN = "auto_withdrawn", "自动退会", "Automatic withdrawal"
    EXPELLED = "expelled", "开除会籍", "Expulsion"
    DECEASED = "deceased", "去世", "Death"


class ModelWorker(Code):
    """The highest level of model worker (劳模) title held."""

    NONE = "none", "无", "None"
    NATIONAL = "national", "全国劳模", "National"
    PROVINCIAL = "provincial", "省部级劳模", "Provincial or ministerial"
    MUNICIPAL = "municipal", "地市级劳模", "Municipal"
    OTHER = "other", "其他", "Other"


class JoinSource(Code):
    """How the membership came into the register."""

    PAPER = "paper", "书面申请", "Paper application"
    ONLINE = "online", "网上申请", "Online application"
    QR = "qr", "扫码入会", "QR code"
    OFFICER = "officer", "工会录入", "Entered by the union"
    IMPORT = "import", "名册导入", "Imported roster"


class TransferForm(Code):
    """Who began a transfer (MBR-02)."""

    PUSH = "push", "转出", "Sent by the leaving union"
    PULL = "pull", "调入", "Asked for by the receiving union"


class TransferStatus(Code):
    """The states of a transfer of union relations (会员组织关系接转)."""

    SUBMITTED = "submitted", "待接收", "Waiting for the receiving union"
    REQUESTED = "requested", "待转出方同意", "Waiting for the leaving union"
    RELEASED = "released", "转出方已同意", "Released by the leaving union"
    ACCEPTED = "accepted", "已接收", "Accepted"
    REJECTED = "rejected", "未同意", "Rejected"
    CANCELLED = "cancelled", "已撤回", "Cancelled"


class TransferHousehold(Code):
    """What becomes of the household file (困难职工档案) of somebody who is transferred: it goes where its worker goes."""

    FOLLOWS = "follows", "接收后随会员转出", "Follows when the member is taken in"
    WAITS = "waits", "救助办理中，办结后再转", "Stays until a case under way is decided"
    MOVED = "moved", "已随会员转入", "Came with the member"
    KEPT = "kept", "救助办理中，暂留原工会", "Still with the former union, where a case is under way"


class TransferReason(Code):
    """Why the relations move (domain-facts 3.2)."""

    NEW_EMPLOYER = "new_employer", "变更工作单位", "New employer"
    SECONDED = "seconded", "借调六个月以上", "Seconded for six months or more"
    EMPLOYER_CLOSED = "employer_closed", "原单位破产或撤销", "Employer closed"
    RESIDENCE = "residence", "转入居住地工会", "To the union of residence"
    DISPATCH = "dispatch", "派遣单位与用工单位之间", "Between dispatching and using employer"
    OTHER = "other", "其他", "Other"


class MemberEventKind(Code):
    """The entries of a member's life line."""

    DRAFTED = "drafted", "录入", "Entered"
    IMPORTED = "imported", "名册导入", "Imported"
    SUBMITTED = "submitted", "提交入会申请", "Application submitted"
    RETURNED = "returned", "退回补正", "Application returned"
    JOINED = "joined", "批准入会", "Joined"
    CARD_ISSUED = "card_issued", "发放会员证", "Card issued"
    EDITED = "edited", "修改资料", "Record changed"
    REGROUPED = "regrouped", "调整分会或小组", "Moved within the union"
    RESTRUCTURED = "restructured", "随工会调整变更", "Moved with the union"
    TRANSFER_SUBMITTED = "transfer_submitted", "发起转出", "Transfer sent"
    TRANSFER_REQUESTED = "transfer_requested", "申请调入", "Transfer asked for"
    TRANSFER_RELEASED = "transfer_released", "同意转出", "Released"
    TRANSFER_ACCEPTED = "transfer_accepted", "接收转入", "Transferred"
    TRANSFER_REJECTED = "transfer_rejected", "不同意接转", "Transfer rejected"
    TRANSFER_CANCELLED = "transfer_cancelled", "撤回接转", "Transfer cancelled"
    RETAINED = "retained", "保留会籍", "Membership retained"
    RESUMED = "resumed", "恢复会籍", "Membership resumed"
    WITHDRAWN = "withdrawn", "退会", "Withdrew"
    AUTO_WITHDRAWN = "auto_withdrawn", "自动退会", "Withdrawn automatically"
    EXPELLED = "expelled", "开除会籍", "Expelled"
    DECEASED = "deceased", "去世", "Died"
    PHOTO_CHANGED = "photo_changed", "更换照片", "Photo changed"
    PHOTO_REMOVED = "photo_removed", "移除照片", "Photo removed"
    REVEALED = "revealed", "查看隐藏信息", "Hidden field shown"
    MERGED = "merged", "合并重复档案", "Duplicate merged"
    MERGE_UNDONE = "merge_undone", "撤销合并", "Merge undone"
