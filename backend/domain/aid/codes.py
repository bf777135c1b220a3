"""The enumerations of a household file and of the rules that judge it (domain-facts 3.3; AID-01…08, AID-18).

Politics, marriage, nation, kind of hukou and model worker are those of a member's record. Where the sources give a
number of choices and not their names (housing, bands of area, terms of contract), the names are ours.
"""

from backend.domain.codes import Code


class HardshipCategory(Code):
    """What a household is filed as. The first three are the national ones; the fourth is older and local rules use it."""

    DEEP = "deep", "深度困难", "Deep hardship"
    RELATIVE = "relative", "相对困难", "Relative hardship"
    ACCIDENT = "accident", "意外致困", "Hardship by accident or illness"
    MARGINAL = "marginal", "低保边缘", "On the margin of subsistence aid"


class HouseholdStatus(Code):
    """Where a file is in its life."""

    DRAFT = "draft", "草稿", "Draft"
    ACTIVE = "active", "在档", "On file"
    EXITED = "exited", "已退出", "Exited"


class HouseholdClass(Code):
    """How a file came to be on file: of former years, of this year, or come back after an exit."""

    EXISTING = "existing", "存量", "Of former years"
    NEW = "new", "增量", "New this year"
    RETURNED = "returned", "返困", "Returned"


class HouseholdStep(Code):
    """What can be done with a file beside editing it."""

    OPEN = "open", "建档", "Put on file"
    REVIEW = "review", "年度复核", "Annual review"
    EXIT = "exit", "脱困退出", "Exit"
    RETURN = "return", "返困恢复", "Return"


class WorkerKind(Code):
    """Who may apply (AID-01)."""

    IN_SERVICE = "in_service", "在职职工", "Staff in service"
    DISPATCHED = "dispatched", "劳务派遣工", "Dispatched worker"
    MIGRANT = "migrant", "农民工", "Migrant worker"
    NEW_EMPLOYMENT = "new_employment", "新就业形态劳动者", "Worker in new forms of employment"
    LAID_OFF = "laid_off", "下岗失业职工", "Laid-off worker"
    RETIRED = "retired", "退休职工", "Retired worker"


class Relation(Code):
    """Who somebody is to the worker."""

    SELF = "self", "本人", "The worker"
    SPOUSE = "spouse", "配偶", "Spouse"
    CHILD = "child", "子女", "Child"
    PARENT = "parent", "父母", "Parent"
    SIBLING = "sibling", "兄弟姐妹", "Brother or sister"
    SPOUSE_PARENT = "spouse_parent", "配偶的父母", "Parent of the spouse"
    GRANDPARENT = "grandparent", "祖父母、外祖父母", "Grandparent"
    GRANDCHILD = "grandchild", "孙子女、外孙子女", "Grandchild"
    OTHER = "other", "其他", "Other"


class Livelihood(Code):
    """What somebody lives by (人员身份)."""

    AT_WORK = "at_work", "在岗", "At work"
    LAID_OFF = "laid_off", "下（待）岗", "Laid off"
    UNEMPLOYED = "unemployed", "失（无）业", "Unemployed"
    RETIRED = "retired", "退休", "Retired"
    SICK_LEAVE = "sick_leave", "病休", "On sick leave"
    EARLY_RETIRED = "early_retired", "内退", "Retired early within the enterprise"
    MIGRANT = "migrant", "农民工", "Migrant worker"
    PUPIL = "pupil", "在校学生", "Pupil or student"
    CHILD = "child", "学龄前儿童", "Below school age"
    FARMING = "farming", "务农", "Farming"
    OTHER = "other", "其他", "Other"


class Housing(Code):
    """What a household lives in."""

    OWNED = "owned", "自有住房", "Owned"
    PUBLIC_RENTED = "public_rented", "公租房、廉租房", "Rented from the government"
    PRIVATE_RENTED = "private_rented", "租赁私房", "Rented privately"
    DORMITORY = "dormitory", "单位宿舍", "Dormitory of the employer"
    WITH_PARENTS = "with_parents", "与父母同住", "With the parents"
    BORROWED = "borrowed", "借住", "Borrowed"
    NONE = "none", "无固定住所", "No fixed abode"


class HousingArea(Code):
    """Square metres of floor."""

    UNDER_30 = "under_30", "30 平方米以下", "Under 30 m²"
    FROM_30 = "from_30", "30–60 平方米", "30–60 m²"
    FROM_60 = "from_60", "60–90 平方米", "60–90 m²"
    FROM_90 = "from_90", "90 平方米以上", "90 m² and more"


class Illness(Code):
    """State of health: well, weak, chronically ill, or one of the major illnesses."""

    NONE = "none", "健康", "Well"
    WEAK = "weak", "体弱", "Weak"
    CHRONIC = "chronic", "慢性病", "Chronic illness"
    CANCER = "cancer", "恶性肿瘤", "Malignant tumour"
    HEART_ATTACK = "heart_attack", "急性心肌梗死", "Heart attack"
    STROKE = "stroke", "脑卒中后遗症", "After-effects of a stroke"
    TRANSPLANT = "transplant", "重大器官移植", "Transplant of a major organ"
    BYPASS = "bypass", "冠状动脉搭桥术", "Coronary bypass"
    KIDNEY_FAILURE = "kidney_failure", "终末期肾病", "End-stage kidney disease"
    LIMB_LOSS = "limb_loss", "多个肢体缺失", "Loss of limbs"
    HEPATITIS = "hepatitis", "重症肝炎", "Severe hepatitis"
    BRAIN_TUMOUR = "brain_tumour", "良性脑肿瘤", "Benign brain tumour"
    LIVER_FAILURE = "liver_failure", "慢性肝功能衰竭", "Chronic liver failure"
    ENCEPHALITIS = "encephalitis", "脑炎、脑膜炎后遗症", "After-effects of encephalitis"
    COMA = "coma", "深度昏迷", "Deep coma"
    PARALYSIS = "paralysis", "瘫痪", "Paralysis"
    HEART_VALVE = "heart_valve", "心脏瓣膜手术", "Surgery of a heart valve"
    DEMENTIA = "dementia", "阿尔茨海默病", "Alzheimer's disease"
    BRAIN_INJURY = "brain_injury", "严重脑损伤", "Severe brain injury"
    PARKINSON = "parkinson", "帕金森病", "Parkinson's disease"
    BURNS = "burns", "严重烧伤", "Severe burns"
    LEUKAEMIA = "leukaemia", "白血病", "Leukaemia"
    OTHER_MAJOR = "other_major", "其他重大疾病", "Another major illness"

    @property
    def major(self) -> bool:
        """Whether it is a major illness (AID-04, AID-05)."""
        return self not in (Illness.NONE, Illness.WEAK, Illness.CHRONIC)


class Disability(Code):
    """The seven kinds of the disability certificate."""

    SIGHT = "sight", "视力残疾", "Sight"
    HEARING = "hearing", "听力残疾", "Hearing"
    SPEECH = "speech", "言语残疾", "Speech"
    BODY = "body", "肢体残疾", "Body"
    MIND = "mind", "智力残疾", "Intellect"
    MENTAL = "mental", "精神残疾", "Mental"
    MULTIPLE = "multiple", "多重残疾", "Multiple"


class MedicalInsurance(Code):
    """What pays for treatment first."""

    EMPLOYEE = "employee", "职工基本医疗保险", "Employees' insurance"
    RESIDENT = "resident", "城乡居民基本医疗保险", "Residents' insurance"
    PUBLIC = "public", "公费医疗", "Public scheme"
    OTHER = "other", "其他保险", "Other insurance"
    NONE = "none", "无医疗保险", "None"


class SchoolStage(Code):
    """Where a child learns."""

    NURSERY = "nursery", "学前", "Nursery"
    PRIMARY = "primary", "小学", "Primary school"
    JUNIOR = "junior", "初中", "Junior middle school"
    SENIOR = "senior", "高中、中职", "Senior or vocational school"
    COLLEGE = "college", "大专", "College"
    UNIVERSITY = "university", "本科", "University"
    GRADUATE = "graduate", "研究生", "Graduate school"


class ContractTerm(Code):
    """For how long the worker's contract of labour is."""

    NONE = "none", "未签订", "No contract"
    UNDER_1 = "under_1", "1 年以下", "Under one year"
    FROM_1 = "from_1", "1–3 年", "One to three years"
    FROM_3 = "from_3", "3–5 年", "Three to five years"
    FROM_5 = "from_5", "5 年以上", "Five years and more"
    OPEN = "open", "无固定期限", "Without end"
    BY_TASK = "by_task", "以完成一定任务为期限", "Until a task is done"


class EnterpriseState(Code):
    """How the employer is doing (企业状况)."""

    NORMAL = "normal", "正常", "Normal"
    LOSS = "loss", "亏损", "At a loss"
    HALTED = "halted", "停产半停产", "Halted, wholly or in part"
    RESTRUCTURED = "restructured", "改制", "Restructured"
    BANKRUPT = "bankrupt", "破产", "Bankrupt"
    CLOSED = "closed", "关闭", "Closed"


class CauseField(Code):
    """The five fields in which aid is organised (AID-18)."""

    LIVING = "living", "生活", "Living"
    MEDICAL = "medical", "医疗", "Medical"
    SCHOOLING = "schooling", "教育", "Schooling"
    EMPLOYMENT = "employment", "就业", "Employment"
    MIND = "mind", "心理", "State of mind"


class HardshipCause(Code):
    """Why a household is in hardship: one main cause and any number of others."""

    OWN_ILLNESS = "own_illness", "本人疾病", "The worker's illness"
    FAMILY_ILLNESS = "family_illness", "家属疾病", "Illness in the family"
    OWN_DISABILITY = "own_disability", "本人残疾", "The worker's disability"
    FAMILY_DISABILITY = "family_disability", "家属残疾", "Disability in the family"
    ACCIDENT = "accident", "意外伤害", "Accident"
    DISASTER = "disaster", "自然灾害", "Disaster"
    SCHOOLING = "schooling", "子女上学", "Schooling of children"
    UNEMPLOYED = "unemployed", "本人失业", "The worker's unemployment"
    LOW_INCOME = "low_income", "收入低", "Low income"
    DEPENDANTS = "dependants", "供养负担重", "Many to support"
    SINGLE_PARENT = "single_parent", "单亲家庭", "Single parent"
    STATE_OF_MIND = "state_of_mind", "心理困扰", "State of mind"
    OTHER = "other", "其他原因", "Other"

    @property
    def field(self) -> CauseField:
        """The field of aid that it belongs to."""
        return _FIELDS.get(self, CauseField.LIVING)


_FIELDS = {
    HardshipCause.OWN_ILLNESS: CauseField.MEDICAL,
    HardshipCause.FAMILY_ILLNESS: CauseField.MEDICAL,
    HardshipCause.OWN_DISABILITY: CauseField.MEDICAL,
    HardshipCause.FAMILY_DISABILITY: CauseField.MEDICAL,
    HardshipCause.ACCIDENT: CauseField.MEDICAL,
    HardshipCause.SCHOOLING: CauseField.SCHOOLING,
    HardshipCause.UNEMPLOYED: CauseField.EMPLOYMENT,
    HardshipCause.STATE_OF_MIND: CauseField.MIND,
}


class Circumstance(Code):
    """What a rule may ask for beside income (AID-02…05)."""

    STILL_POOR = "still_poor", "政府救助后仍困难", "Still in hardship after relief by the government"
    SCHOOLING = "schooling", "子女上学", "Children at school"
    DISABILITY = "disability", "家庭成员残疾", "A disability in the household"
    SINGLE_PARENT = "single_parent", "单亲", "Single parent"
    SPECIAL = "special", "其他特殊原因", "Another special reason"
    MAJOR_ILLNESS = "major_illness", "本人或家属患重大疾病", "A major illness in the household"
    ACCIDENT = "accident", "本人或家属遭受意外伤害", "An accident in the household"
    DISASTER = "disaster", "遭受自然灾害", "A disaster"


class Exclusion(Code):
    """What keeps a household out whatever its income is."""

    SECOND_HOME = "second_home", "有两套及以上住房", "Two homes or more"
    BUSINESS = "business", "开办企业、商铺或雇用他人", "Owns a shop or employs others"
    COSTLY_SCHOOLING = "costly_schooling", "子女就读高收费民办学校或自费留学", "Costly private school or studies abroad"


class IncomeBasis(Code):
    """Which income is held against the line."""

    GROSS = "gross", "人均月收入", "Monthly income per head"
    NET = "net", "扣除刚性支出后的人均月收入", "Monthly income per head after rigid expenses"


class CriterionKind(Code):
    """The parts of a rule."""

    APPLICANT = "applicant", "申请人", "Applicant"
    EXCLUSION = "exclusion", "排除情形", "Exclusions"
    INCOME = "income", "收入", "Income"
    CIRCUMSTANCE = "circumstance", "困难情形", "Circumstances"
    LOSS = "loss", "自付医疗费或财产损失", "Medical cost or loss of property"


class SizeReason(Code):
    """Why a person counts for the size of the household, or does not (AID-07)."""

    SELF = "self", "申请人本人，计入", "The worker: counted"
    SPOUSE = "spouse", "配偶，计入", "The spouse: counted"
    UNMARRIED_CHILD = "unmarried_child", "未婚子女，计入", "An unmarried child: counted"
    PARENT = "parent", "未婚职工的父母，计入", "A parent of an unmarried worker: counted"
    UNMARRIED_SIBLING = "unmarried_sibling", "未婚职工的未婚兄弟姐妹，计入", "An unmarried sibling: counted"
    MARRIED_CHILD = "married_child", "子女已婚，另成家庭，不计入", "A married child has a household: not counted"
    MARRIED_SIBLING = "married_sibling", "已婚，另成家庭，不计入", "A married sibling has a household: not counted"
    OWN_FAMILY = (
        "own_family",
        "职工已成家，父母和兄弟姐妹不计入",
        "The worker has a family: parents and siblings not counted",
    )
    FURTHER = "further", "其他亲属，不计入", "Another relative: not counted"


class SizeRule(Code):
    """By which sentence of AID-07 the household was counted."""

    MARRIED = "married", "已婚：本人、配偶和未婚子女", "Married: the worker, the spouse, unmarried children"
    UNMARRIED = "unmarried", "未婚：父母、本人和其他未婚子女", "Unmarried: parents, the worker, unmarried siblings"
    SINGLE_PARENT = "single_parent", "单亲：按实际人数", "Single parent: as many as there are"
    DEFAULT = "default", "家庭成员尚未列出：按默认人数", "The family is not listed: the default number"


class PaperKind(Code):
    """The papers of a file (AID-08)."""

    APPLICATION = "application", "困难职工档案表（附件1）", "Application form"
    IDENTITY = "identity", "身份证复印件", "Copies of identity cards"
    HOUSEHOLD_REGISTER = "household_register", "户口本复印件", "Copy of the household register"
    INCOME = "income", "收入证明", "Proof of income"
    DIAGNOSIS = "diagnosis", "诊断证明（县级以上医院盖章）", "Diagnosis, stamped by a county hospital or above"
    RECORDS = "records", "病历", "Medical records"
    RECEIPTS = "receipts", "医疗费票据", "Receipts for treatment"
    DISABILITY = "disability", "残疾证", "Disability certificate"
    SCHOOLING = "schooling", "在校证明", "Proof of schooling"
    ACCIDENT = "accident", "意外或灾害证明", "Proof of accident or disaster"
    RELIEF = "relief", "低保等政府救助证明", "Proof of relief by the government"
    AUTHORISATION = "authorisation", "核对授权书", "Leave to compare with other registers"
    OTHER = "other", "其他", "Other"

    @property
    def medical(self) -> bool:
        """Whether it tells of somebody's health: seen with the permission for it only."""
        return self in (PaperKind.DIAGNOSIS, PaperKind.RECORDS, PaperKind.RECEIPTS, PaperKind.DISABILITY)


class ExitReason(Code):
    """Why a household left the files."""

    INCOME_UP = "income_up", "收入提高，已脱困", "Income has risen"
    EMPLOYED = "employed", "实现就业，已脱困", "Found work"
    RECOVERED = "recovered", "疾病好转，已脱困", "Recovered"
    GRADUATED = "graduated", "子女毕业，已脱困", "The children have finished school"
    LEFT = "left", "离开本单位或转出会籍", "Left the union"
    DECEASED = "deceased", "职工去世", "The worker died"
    NOT_ENTITLED = "not_entitled", "经核查不符合条件", "Found not entitled"
    OTHER = "other", "其他", "Other"


class SnapshotKind(Code):
    """When a file was kept as it stood."""

    APPLICATION = "application", "建档", "Application"
    ANNUAL = "annual", "年度复核", "Annual review"
    EXIT = "exit", "退出", "Exit"
    RETURN = "return", "返困", "Return"
    CASE = "case", "申请帮扶", "Case of aid"


class DecisionState(Code):
    """Where a decision beside the evaluation is."""

    PROPOSED = "proposed", "待第二人确认", "Awaits a second officer"
    CONFIRMED = "confirmed", "已确认", "Confirmed"
    REFUSED = "refused", "未确认", "Refused"


class PolicyPart(Code):
    """What a rule set is made of; each part is inherited on its own."""

    LINE = "line", "低保线", "The line"
    RULES = "rules", "认定规则", "The rules"
    EXCLUSIONS = "exclusions", "排除情形", "Exclusions"
    AMOUNTS = "amounts", "各类别救助标准", "Amounts by category"
    CAPS = "caps", "救助上限", "Caps"


class TrialOutcome(Code):
    """What another rule set would change for a file."""

    ENTER = "enter", "将进入", "Would enter"
    LEAVE = "leave", "将退出", "Would leave"
    CHANGE = "change", "将改变类别", "Would change category"
