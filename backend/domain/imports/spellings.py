"""What people write for a value of an enumeration: 本科 for 大学本科, 男性 for 男 (MBR-05)."""

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from backend.domain.codes import Code
from backend.domain.identity import IdKind, Sex
from backend.domain.imports.cells import Cell, CellUnknown, require_no_error, text_of
from backend.domain.imports.unit_spellings import OF_UNITS
from backend.domain.member.codes import (
    Education,
    EmploymentForm,
    HukouKind,
    Marriage,
    MemberKind,
    ModelWorker,
    Nation,
    NewEmployment,
    Politics,
    SkillLevel,
)

SHOWN = 13
"""Values that a refusal names; of longer lists it names the first."""

_SPELLINGS: Mapping[type[Code], Mapping[Code, tuple[str, ...]]] = {
    **OF_UNITS,
    IdKind: {
        IdKind.RESIDENT: ("身份证", "二代身份证", "居民身份证(户口簿)", "中国居民身份证"),
        IdKind.HK_MO_PERMIT: ("港澳居民居住证", "港澳台居民居住证(港澳)", "港澳居住证"),
        IdKind.TW_PERMIT: ("台湾居住证", "台胞居住证"),
        IdKind.FOREIGN_PERMIT: ("外国人永久居留证", "永久居留证"),
    },
    Sex: {Sex.MALE: ("男性", "M", "1"), Sex.FEMALE: ("女性", "F", "2")},
    Education: {
        Education.DOCTOR: ("博士", "博士生"),
        Education.MASTER: ("硕士", "研究生", "硕士生"),
        Education.BACHELOR: ("本科", "大本", "学士", "本科生", "全日制本科", "在职本科", "本科学历"),
        Education.COLLEGE: ("大专", "专科", "高职", "高等职业", "大专学历", "全日制大专", "在职大专"),
        Education.VOCATIONAL: ("中专", "中职", "技校", "职高", "中等专科", "中技", "职业高中", "技工学校"),
        Education.HIGH_SCHOOL: ("高中", "普高"),
        Education.JUNIOR_HIGH: ("初级中学", "初中及以下", "初中毕业"),
        Education.PRIMARY: ("小学及以下", "小学毕业"),
        Education.OTHER: ("文盲", "半文盲"),
    },
    Politics: {
        Politics.CPC: ("党员", "中国共产党党员", "共产党员", "中共"),
        Politics.CPC_PROBATIONARY: ("预备党员", "中国共产党预备党员"),
        Politics.CYL: ("团员", "共青团", "中国共产主义青年团团员"),
        Politics.RCCK: ("民革", "民革会员"),
        Politics.CDL: ("民盟", "民盟成员"),
        Politics.CNDCA: ("民建",),
        Politics.CAPD: ("民进",),
        Politics.CPWDP: ("农工党", "农工党员"),
        Politics.ZHI_GONG: ("致公党", "致公党员"),
        Politics.JIUSAN: ("九三学社",),
        Politics.TDSL: ("台盟",),
        Politics.NO_PARTY: ("无党派", "无党派民主人士"),
        Politics.MASSES: ("普通群众", "一般群众", "普通公民", "无"),
    },
    MemberKind: {
        MemberKind.REGULAR: (
            "在职",
            "正式",
            "正式职工",
            "正式工",
            "在职职工",
            "在岗",
            "在岗职工",
            "合同工",
            "在职正式",
        ),
        MemberKind.DISPATCHED: ("派遣", "派遣工", "劳务派遣", "劳务派遣工", "劳务派遣职工"),
        MemberKind.MIGRANT: ("进城务工人员", "农民工会员"),
        MemberKind.LAID_OFF: ("下岗", "失业", "失业人员", "下岗失业", "下岗失业人员"),
        MemberKind.RETIRED: ("退休", "离退休", "退休人员"),
        MemberKind.RETIRED_CADRE: ("离休", "离休人员"),
    },
    EmploymentForm: {
        EmploymentForm.OPEN_ENDED: ("无固定期限", "无固定期限合同", "长期合同"),
        EmploymentForm.FIXED_TERM: ("固定期限", "固定期限合同", "合同制", "劳动合同", "劳动合同制", "合同工", "全日制"),
        EmploymentForm.TASK: ("以完成一定任务为期限", "任务合同"),
        EmploymentForm.ESTABLISHMENT: ("在编", "事业编", "行政编", "编制内", "公务员", "事业编制", "行政编制"),
        EmploymentForm.PART_TIME: ("非全日制", "兼职", "小时工", "临时工"),
        EmploymentForm.DISPATCH: ("派遣", "派遣工", "劳务派遣工"),
        EmploymentForm.PLATFORM: ("平台", "新就业形态"),
        EmploymentForm.FLEXIBLE: ("灵活用工", "个体", "自由职业"),
        EmploymentForm.NONE: ("失业", "待业", "无业"),
    },
    NewEmployment: {
        NewEmployment.TRUCK_DRIVER: ("卡车司机", "货运司机", "货车驾驶员"),
        NewEmployment.COURIER: ("快递小哥", "快递"),
        NewEmployment.CARE_WORKER: ("护工", "护理员", "护工(护理员)"),
        NewEmployment.DOMESTIC_WORKER: ("家政", "家政人员", "家政服务人员"),
        NewEmployment.SHOP_PROMOTER: ("促销员",),
        NewEmployment.FOOD_RIDER: ("外卖员", "外卖骑手", "外卖配送员", "骑手", "网约配送员"),
        NewEmployment.ESTATE_AGENT: ("房产中介", "房屋中介员"),
        NewEmployment.SECURITY_GUARD: ("保安",),
        NewEmployment.RIDE_DRIVER: ("网约车", "网约车驾驶员"),
    },
    Marriage: {
        Marriage.SINGLE: ("否", "未", "单身"),
        Marriage.MARRIED: ("是", "已", "初婚", "再婚", "复婚"),
        Marriage.DIVORCED: ("离异",),
    },
    ModelWorker: {
        ModelWorker.NONE: ("否", "不是", "0"),
        ModelWorker.NATIONAL: ("全国", "国家级", "全国劳动模范"),
        ModelWorker.PROVINCIAL: ("省级", "省部级", "省劳模", "省级劳模", "部级"),
        ModelWorker.MUNICIPAL: ("市级", "地市级", "市劳模", "市级劳模"),
        ModelWorker.OTHER: ("是", "县级", "县级劳模"),
    },
    HukouKind: {
        HukouKind.URBAN: ("非农", "非农业", "城镇", "城镇户口", "城市"),
        HukouKind.RURAL: ("农业", "农村", "农村户口", "农业户籍"),
        HukouKind.CONVERTED: ("农转非",),
        HukouKind.RESIDENT: ("居民", "居民户口", "居民户"),
    },
    SkillLevel: {
        SkillLevel.JUNIOR: ("初级", "五级", "初级工(五级)", "五级工"),
        SkillLevel.INTERMEDIATE: ("中级", "四级", "中级工(四级)", "四级工"),
        SkillLevel.SENIOR: ("高级", "三级", "高级工(三级)", "三级工"),
        SkillLevel.TECHNICIAN: ("二级", "技师(二级)", "二级技师"),
        SkillLevel.SENIOR_TECHNICIAN: ("一级", "高级技师(一级)", "一级技师"),
    },
}


def _plain(label: str) -> str:
    return "".join(unicodedata.normalize("NFKC", label).split()).upper()


@cache
def _labels(codes: type[Code]) -> Mapping[str, Code]:
    found: dict[str, Code] = {}
    for value in codes:
        for label in (*_SPELLINGS.get(codes, {}).get(value, ()), value.value, value.en, value.zh):
            found[_plain(label)] = value
    if codes is Nation:
        found |= {_plain(nation.zh.removesuffix("族")): nation for nation in Nation}
    return found


@lru_cache(maxsize=4096, typed=True)
def read_code(cell: Cell, codes: type[Code], *, title: str) -> Code:
    """The value of an enumeration by its label or by what people write for it. Raises `CellUnknown`, `CellError`."""
    text = text_of(cell)
    require_no_error(text.strip())
    found = _labels(codes).get(_plain(text))
    if found is None:
        shown = [value.zh for value in codes]
        allowed = "、".join(shown[:SHOWN]) + ("……" if len(shown) > SHOWN else "")
        raise CellUnknown(column=title, allowed=allowed)
    return found
