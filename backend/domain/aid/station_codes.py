"""The enumerations of the aid network (AID-19, ROL-06)."""

from backend.domain.codes import Code


class AidStationKind(Code):
    """What a place of the network is: a centre of a city or county, a station, a point of one enterprise."""

    CENTER = "center", "帮扶中心", "Aid centre"
    STATION = "station", "帮扶站", "Aid station"
    POINT = "point", "帮扶点", "Aid point"


class AidService(Code):
    """What is done at its counter."""

    POLICY_ADVICE = "policy_advice", "政策咨询", "Advice on policy"
    INTAKE = "intake", "受理申请", "Takes applications"
    LIVING = "living", "生活救助", "Living aid"
    MEDICAL = "medical", "医疗救助", "Medical aid"
    STUDY = "study", "助学", "Aid for study"
    EMPLOYMENT = "employment", "就业服务", "Help to find work"
    LEGAL = "legal", "法律援助", "Legal aid"
    PETITION = "petition", "信访接待", "Hears petitions"
    COUNSELLING = "counselling", "心理关怀", "Counselling"
    MUTUAL_AID = "mutual_aid", "互助保障", "Mutual protection"


class AidStationState(Code):
    """Whether it is there."""

    OPEN = "open", "开放", "Open"
    CLOSED = "closed", "已关闭", "Closed"
