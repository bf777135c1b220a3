"""The words of the organization register (ORG-01, ORG-02, ORG-16, ORG-17; domain-facts 3.1)."""

from enum import IntEnum

from backend.domain.codes import Code
from backend.domain.national import NationalCode


class Level(IntEnum):
    """How high an organization stands; smaller is higher. With labels like a `Code`."""

    zh: str
    en: str

    def __new__(cls, value: int, zh: str = "", en: str = "") -> "Level":
        member = int.__new__(cls, value)
        member._value_ = value
        member.zh = zh
        member.en = en
        return member

    CITY = 1, "市级", "City"
    COUNTY = 2, "县级", "County"
    TOWNSHIP = 3, "乡镇（街道）级", "Township"
    UNION = 4, "基层", "Basic union"
    BRANCH = 5, "分会", "Branch"
    GROUP = 6, "小组", "Group"


class OrganizationKind(Code):
    """What an organization is; `level` follows from it. Where it may stand is in structure.py."""

    level: Level

    def __new__(cls, slug: str, zh: str = "", en: str = "", level: Level = Level.UNION) -> "OrganizationKind":
        member = str.__new__(cls, slug)
        member._value_ = slug
        member.zh = zh
        member.en = en
        member.level = level
        return member

    CITY_FEDERATION = "city_federation", "市总工会", "City federation", Level.CITY
    COUNTY_FEDERATION = "county_federation", "县（市、区）总工会", "County federation", Level.COUNTY
    DEVELOPMENT_ZONE_UNION = "development_zone_union", "开发区工会", "Development zone union", Level.COUNTY
    TOWNSHIP_FEDERATION = "township_federation", "乡镇总工会", "Township federation", Level.TOWNSHIP
    STREET_FEDERATION = "street_federation", "街道总工会", "Street federation", Level.TOWNSHIP
    LINE_FEDERATION = "line_federation", "系统（产业）工会", "Line union", Level.TOWNSHIP
    REGIONAL_JOINT = "regional_joint", "区域性工会联合会", "Regional association of unions", Level.TOWNSHIP
    INDUSTRY_JOINT = "industry_joint", "行业性工会联合会", "Industry association of unions", Level.TOWNSHIP
    COMMUNITY_UNION = "community_union", "社区（村）工会", "Community union", Level.UNION
    BASE_UNION = "base_union", "基层工会", "Basic union", Level.UNION
    JOINT_UNION = "joint_union", "联合基层工会", "Joint basic union", Level.UNION
    BRANCH = "branch", "分会", "Branch", Level.BRANCH
    GROUP = "group", "工会小组", "Group", Level.GROUP


class OrganizationStatus(Code):
    """Where an organization is in its life (ORG-23)."""

    PREPARING = "preparing", "筹备中", "Preparing"
    ACTIVE = "active", "正常", "Active"
    DISSOLVED = "dissolved", "已撤销", "Dissolved"
    MERGED = "merged", "已并入其他工会", "Merged"


class Tree(Code):
    """The two trees over the same base unions (ORG-01, ORG-02). One of them leads a union."""

    TERRITORY = "territory", "地方", "Territory"
    LINE = "line", "系统（产业）", "Line"


class Ownership(NationalCode):
    """Kinds of units with the numbers of the statistical forms (domain-facts 3.1)."""

    STATE = "state", "国有", "State-owned", "110"
    COLLECTIVE = "collective", "集体", "Collective", "120"
    COOPERATIVE = "cooperative", "股份合作", "Share cooperative", "130"
    ASSOCIATED = "associated", "联营", "Associated", "140"
    STATE_SOLE = "state_sole", "国有独资公司", "Wholly state-owned company", "151"
    LIMITED = "limited", "其他有限责任公司", "Other limited company", "159"
    STATE_SHARE = "state_share", "国有控股股份有限公司", "State-controlled share company", "161"
    SHARE = "share", "其他股份有限公司", "Other share company", "169"
    PRIVATE = "private", "私营", "Private", "170"
    OTHER_DOMESTIC = "other_domestic", "其他内资", "Other domestic", "190"
    HK_MO_TW = "hk_mo_tw", "港澳台商投资", "Invested from Hong Kong, Macau or Taiwan", "200"
    FOREIGN = "foreign", "外商投资", "Foreign-invested", "300"
    INSTITUTION = "institution", "事业单位", "Public institution", "400"
    GOVERNMENT = "government", "机关", "Government body", "500"
    INDIVIDUAL = "individual", "个体经营", "Individual business", "600"
    NON_PROFIT = "non_profit", "民办非企业单位", "Private non-enterprise unit", "700"


class Industry(NationalCode):
    """The 20 sections of GB/T 4754."""

    AGRICULTURE = "agriculture", "农、林、牧、渔业", "Agriculture, forestry, animal husbandry, fishery", "A"
    MINING = "mining", "采矿业", "Mining", "B"
    MANUFACTURING = "manufacturing", "制造业", "Manufacturing", "C"
    UTILITIES = "utilities", "电力、热力、燃气及水生产和供应业", "Electricity, heat, gas and water", "D"
    CONSTRUCTION = "construction", "建筑业", "Construction", "E"
    TRADE = "trade", "批发和零售业", "Wholesale and retail trade", "F"
    TRANSPORT = "transport", "交通运输、仓储和邮政业", "Transport, storage and post", "G"
    HOSPITALITY = "hospitality", "住宿和餐饮业", "Accommodation and catering", "H"
    IT = "it", "信息传输、软件和信息技术服务业", "Information transmission, software and IT services", "I"
    FINANCE = "finance", "金融业", "Finance", "J"
    REAL_ESTATE = "real_estate", "房地产业", "Real estate", "K"
    BUSINESS_SERVICES = "business_services", "租赁和商务服务业", "Leasing and business services", "L"
    RESEARCH = "research", "科学研究和技术服务业", "Research and technical services", "M"
    ENVIRONMENT = "environment", "水利、环境和公共设施管理业", "Water, environment and public facilities", "N"
    RESIDENT_SERVICES = "resident_services", "居民服务、修理和其他服务业", "Resident services, repair and others", "O"
    EDUCATION = "education", "教育", "Education", "P"
    HEALTH = "health", "卫生和社会工作", "Health and social work", "Q"
    CULTURE = "culture", "文化、体育和娱乐业", "Culture, sports and entertainment", "R"
    PUBLIC_ADMINISTRATION = (
        "public_administration",
        "公共管理、社会保障和社会组织",
        "Public administration, social security and social organizations",
        "S",
    )
    INTERNATIONAL = "international", "国际组织", "International organizations", "T"


class Post(Code):
    """What somebody is in a union (ROL-02, ROL-03, ROL-07; MBR-08)."""

    CHAIR = "chair", "主席", "Chair"
    VICE_CHAIR = "vice_chair", "副主席", "Vice-chair"
    COMMITTEE_MEMBER = "committee_member", "委员", "Committee member"
    AUDIT_DIRECTOR = "audit_director", "经审主任", "Director of the audit committee"
    AUDIT_MEMBER = "audit_member", "经审委员", "Member of the audit committee"
    WOMEN_DIRECTOR = "women_director", "女职委主任", "Director of the women's committee"
    WOMEN_MEMBER = "women_member", "女职委委员", "Member of the women's committee"
    ORGANIZING_MEMBER = "organizing_member", "组织委员", "Organizing member"
    PUBLICITY_MEMBER = "publicity_member", "宣传委员", "Publicity member"
    WELFARE_MEMBER = "welfare_member", "生活福利委员", "Welfare member"
    FINANCE_OFFICER = "finance_officer", "财务人员", "Finance officer"
    BRANCH_CHAIR = "branch_chair", "分会主席", "Branch chair"
    GROUP_LEADER = "group_leader", "小组长", "Group leader"
    SAFETY_INSPECTOR = "safety_inspector", "劳动保护检查员", "Labour protection inspector"
    WORKSHOP_OFFICER = "workshop_officer", "车间工会员", "Workshop officer"
    GRID_LEADER = "grid_leader", "网格长", "Grid leader"
    GRID_OFFICER = "grid_officer", "网格员", "Grid officer"


class PostForm(Code):
    """How much of somebody's work a post is."""

    FULL_TIME = "full_time", "专职", "Full-time"
    PART_TIME = "part_time", "兼职", "Part-time"
    SECONDED = "seconded", "挂职", "Seconded"


class CommitteeKind(Code):
    """The bodies that are set up together (ORG-22)."""

    UNION = "union", "工会委员会", "Union committee"
    AUDIT = "audit", "经费审查委员会", "Audit committee"
    WOMEN = "women", "女职工委员会", "Women's committee"


class CommitteeForm(Code):
    """A small union has one person, or a group, in place of a committee (ORG-05)."""

    COMMITTEE = "committee", "委员会", "Committee"
    GROUP = "group", "小组", "Group"
    SINGLE = "single", "设一名委员", "One commissioner"


class HonourKind(Code):
    """What a union above grants to a union as a mark of distinction."""

    DEMONSTRATION = "demonstration", "示范单位", "Demonstration unit"


class UrgeSubject(Code):
    """What a union above urges a union to do (ORG-19, 22; MBR-02; RPT-02)."""

    TERM = "term", "换届", "Re-election"
    VACANCY = "vacancy", "补选空缺职务", "Filling vacant posts"
    TRANSFER = "transfer", "办理会籍转接", "Answering transfers"
    DUTY = "duty", "报送", "Handing in what is asked"
    REPORT = "report", "报报表", "Handing in reports"


class UrgeState(Code):
    """Where an urge is."""

    SENT = "sent", "未查看", "Not seen"
    SEEN = "seen", "已查看", "Seen"
    SETTLED = "settled", "已办结", "Settled"
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"


class EmployerStatus(Code):
    """Whether an employer (法人单位) is covered by a union (ORG-10)."""

    UNIONISED = "unionised", "已建会", "Unionised"
    NOT_UNIONISED = "not_unionised", "未建会", "Not unionised"
