"""The enumerations of return trips (AID-26)."""

from backend.domain.codes import Code
from backend.domain.national import NationalCode


class Province(NationalCode):
    """Where people go home to: the provinces of the mainland, numbered by GB/T 2260 and called as on a ticket."""

    BEIJING = "beijing", "北京", "Beijing", "11"
    TIANJIN = "tianjin", "天津", "Tianjin", "12"
    HEBEI = "hebei", "河北", "Hebei", "13"
    SHANXI = "shanxi", "山西", "Shanxi", "14"
    INNER_MONGOLIA = "inner_mongolia", "内蒙古", "Inner Mongolia", "15"
    LIAONING = "liaoning", "辽宁", "Liaoning", "21"
    JILIN = "jilin", "吉林", "Jilin", "22"
    HEILONGJIANG = "heilongjiang", "黑龙江", "Heilongjiang", "23"
    SHANGHAI = "shanghai", "上海", "Shanghai", "31"
    JIANGSU = "jiangsu", "江苏", "Jiangsu", "32"
    ZHEJIANG = "zhejiang", "浙江", "Zhejiang", "33"
    ANHUI = "anhui", "安徽", "Anhui", "34"
    FUJIAN = "fujian", "福建", "Fujian", "35"
    JIANGXI = "jiangxi", "江西", "Jiangxi", "36"
    SHANDONG = "shandong", "山东", "Shandong", "37"
    HENAN = "henan", "河南", "Henan", "41"
    HUBEI = "hubei", "湖北", "Hubei", "42"
    HUNAN = "hunan", "湖南", "Hunan", "43"
    GUANGDONG = "guangdong", "广东", "Guangdong", "44"
    GUANGXI = "guangxi", "广西", "Guangxi", "45"
    HAINAN = "hainan", "海南", "Hainan", "46"
    CHONGQING = "chongqing", "重庆", "Chongqing", "50"
    SICHUAN = "sichuan", "四川", "Sichuan", "51"
    GUIZHOU = "guizhou", "贵州", "Guizhou", "52"
    YUNNAN = "yunnan", "云南", "Yunnan", "53"
    TIBET = "tibet", "西藏", "Tibet", "54"
    SHAANXI = "shaanxi", "陕西", "Shaanxi", "61"
    GANSU = "gansu", "甘肃", "Gansu", "62"
    QINGHAI = "qinghai", "青海", "Qinghai", "63"
    NINGXIA = "ningxia", "宁夏", "Ningxia", "64"
    XINJIANG = "xinjiang", "新疆", "Xinjiang", "65"


class TravelWay(Code):
    """How people want to go, and how a trip goes. Whoever drives needs no seat and is counted for the road only."""

    TRAIN = "train", "火车", "Train"
    COACH = "coach", "长途汽车", "Coach"
    CHARTER = "charter", "包车", "Charter coach"
    CAR = "car", "自驾拼车", "Own or shared car"


class DemandState(Code):
    """How far seats are found. Read off the row."""

    OPEN = "open", "待安排", "No seats yet"
    PARTLY = "partly", "部分安排", "Some seats"
    SEATED = "seated", "已安排", "All seats"
    DRIVING = "driving", "自行驾车", "By car"


class TripState(Code):
    """Where a trip is."""

    PLANNED = "planned", "计划中", "Planned"
    CONFIRMED = "confirmed", "已落实", "Confirmed"
    DEPARTED = "departed", "已发车", "Departed"
    ARRIVED = "arrived", "已平安到达", "Arrived safely"
    CANCELLED = "cancelled", "已取消", "Cancelled"


class TripStep(Code):
    """What may be done with a trip."""

    CONFIRM = "confirm", "确认落实", "Confirm"
    DEPART = "depart", "登记发车", "Record the departure"
    ARRIVE = "arrive", "登记到达", "Record the arrival"
    CANCEL = "cancel", "取消车次", "Cancel"


class DemandGrouping(Code):
    """What the demand is summed up by."""

    PROVINCE = "province", "目的地省份", "Province"
    DAY = "day", "出行日期", "Day"
    CHILD = "child", "下级工会", "Union below"
    PROVINCE_DAY = "province_day", "省份和日期", "Province and day"
