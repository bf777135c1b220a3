"""What people write for the kinds of units, industries, unions and posts: 有限公司 for 其他有限责任公司, 厂工会 for 基层工会."""

from collections.abc import Mapping
from typing import Final

from backend.domain.codes import Code
from backend.domain.member.codes import TransferReason
from backend.domain.organization.codes import Industry, OrganizationKind, Ownership, Post, PostForm

_K = OrganizationKind

OF_UNITS: Final[Mapping[type[Code], Mapping[Code, tuple[str, ...]]]] = {
    Ownership: {
        Ownership.STATE: ("110", "国有企业", "国营", "全民所有制"),
        Ownership.COLLECTIVE: ("120", "集体企业", "集体所有制"),
        Ownership.COOPERATIVE: ("130", "股份合作企业", "股份合作制"),
        Ownership.ASSOCIATED: ("140", "联营企业"),
        Ownership.STATE_SOLE: ("151", "国有独资"),
        Ownership.LIMITED: ("159", "有限责任公司", "有限公司", "其他有限公司"),
        Ownership.STATE_SHARE: ("161", "国有控股"),
        Ownership.SHARE: ("169", "股份有限公司", "股份公司", "其他股份公司"),
        Ownership.PRIVATE: ("170", "私营企业", "民营", "民营企业", "非公", "非公企业", "私企", "自然人独资"),
        Ownership.OTHER_DOMESTIC: ("190", "其他", "其他内资企业"),
        Ownership.HK_MO_TW: ("200", "港澳台", "港澳台企业", "港澳台投资"),
        Ownership.FOREIGN: ("300", "外资", "外资企业", "外商", "合资", "中外合资"),
        Ownership.INSTITUTION: ("400", "事业", "全额事业单位", "差额事业单位"),
        Ownership.GOVERNMENT: ("500", "行政机关", "党政机关", "机关单位", "行政单位"),
        Ownership.INDIVIDUAL: ("600", "个体", "个体户", "个体工商户"),
        Ownership.NON_PROFIT: ("700", "民办非企业", "社会组织", "民非"),
    },
    Industry: {
        Industry.AGRICULTURE: ("A", "农林牧渔业", "农业", "农林牧渔"),
        Industry.MINING: ("B", "采矿", "采掘业"),
        Industry.MANUFACTURING: ("C", "制造", "工业", "加工制造业"),
        Industry.UTILITIES: ("D", "电力热力燃气及水生产和供应业", "水电气", "电力", "供水"),
        Industry.CONSTRUCTION: ("E", "建筑", "建设"),
        Industry.TRADE: ("F", "批发零售业", "批发零售", "零售业", "商贸", "商业"),
        Industry.TRANSPORT: ("G", "交通运输仓储和邮政业", "交通运输", "交通", "物流"),
        Industry.HOSPITALITY: ("H", "住宿餐饮业", "住宿餐饮", "餐饮", "酒店", "宾馆"),
        Industry.IT: ("I", "信息传输软件和信息技术服务业", "信息技术", "软件", "互联网"),
        Industry.FINANCE: ("J", "金融", "银行", "保险"),
        Industry.REAL_ESTATE: ("K", "房地产"),
        Industry.BUSINESS_SERVICES: ("L", "租赁商务服务业", "商务服务业", "商务服务"),
        Industry.RESEARCH: ("M", "科研", "科学研究", "技术服务"),
        Industry.ENVIRONMENT: ("N", "水利环境和公共设施管理业", "水利", "环境"),
        Industry.RESIDENT_SERVICES: ("O", "居民服务修理和其他服务业", "居民服务业", "居民服务", "服务业"),
        Industry.EDUCATION: ("P", "教育业"),
        Industry.HEALTH: ("Q", "卫生", "医疗", "卫生和社会工作业", "医疗卫生"),
        Industry.CULTURE: ("R", "文化体育和娱乐业", "文化", "文化体育"),
        Industry.PUBLIC_ADMINISTRATION: ("S", "公共管理社会保障和社会组织", "公共管理", "机关", "公共管理和社会组织"),
        Industry.INTERNATIONAL: ("T",),
    },
    OrganizationKind: {
        _K.COUNTY_FEDERATION: ("县总工会", "区总工会", "县级总工会", "县级工会"),
        _K.DEVELOPMENT_ZONE_UNION: ("经开区工会", "开发区总工会"),
        _K.TOWNSHIP_FEDERATION: ("乡总工会", "镇总工会", "乡镇工会", "镇工会", "乡工会", "乡镇"),
        _K.STREET_FEDERATION: ("街道工会", "办事处工会", "街道"),
        _K.LINE_FEDERATION: ("系统工会", "产业工会", "主管局工会", "系统(产业)工会"),
        _K.REGIONAL_JOINT: ("区域性联合会", "区域工会联合会", "区域性"),
        _K.INDUSTRY_JOINT: ("行业性联合会", "行业工会联合会", "行业性"),
        _K.COMMUNITY_UNION: ("社区工会", "村工会", "社区"),
        _K.BASE_UNION: ("基层工会委员会", "企业工会", "单位工会", "单独建会", "独立基层工会", "机关工会", "基层"),
        _K.JOINT_UNION: ("联合工会", "联合基层工会委员会", "联合建会"),
        _K.BRANCH: ("工会分会", "分工会", "车间工会"),
        _K.GROUP: ("小组",),
    },
    Post: {
        Post.CHAIR: ("工会主席", "会长"),
        Post.VICE_CHAIR: ("工会副主席", "常务副主席"),
        Post.COMMITTEE_MEMBER: ("工会委员",),
        Post.AUDIT_DIRECTOR: ("经审会主任", "经费审查委员会主任", "经审委主任"),
        Post.AUDIT_MEMBER: ("经审会委员", "经费审查委员会委员"),
        Post.WOMEN_DIRECTOR: ("女职工委员会主任", "女工委主任", "女工主任"),
        Post.WOMEN_MEMBER: ("女职工委员会委员", "女工委员", "女职工委员", "女工委委员"),
        Post.ORGANIZING_MEMBER: ("组织干事",),
        Post.PUBLICITY_MEMBER: ("宣传干事", "宣教委员", "文体委员"),
        Post.WELFARE_MEMBER: ("生活委员", "福利委员"),
        Post.FINANCE_OFFICER: ("财务", "会计", "出纳", "财务委员"),
        Post.BRANCH_CHAIR: ("分工会主席",),
        Post.GROUP_LEADER: ("工会小组长", "组长"),
        Post.SAFETY_INSPECTOR: ("劳动保护监督检查员", "劳保检查员", "劳动保护委员"),
        Post.WORKSHOP_OFFICER: ("车间工会干部",),
    },
    PostForm: {
        PostForm.FULL_TIME: ("专", "是", "专职干部"),
        PostForm.PART_TIME: ("兼", "否", "兼任", "兼职干部"),
        PostForm.SECONDED: ("挂", "挂职干部"),
    },
    TransferReason: {
        TransferReason.NEW_EMPLOYER: ("换单位", "工作调动", "调动", "调离", "跳槽", "变更单位", "入职新单位"),
        TransferReason.SECONDED: ("借调",),
        TransferReason.EMPLOYER_CLOSED: ("破产", "撤销", "原单位破产", "原单位撤销", "单位注销"),
        TransferReason.RESIDENCE: ("居住地", "转入居住地", "退休转社区"),
        TransferReason.DISPATCH: ("派遣", "劳务派遣"),
    },
}
