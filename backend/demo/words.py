"""The words a made-up city is built from: people's names, places, employers, trades.

Lists of our own. Counties are invented; the numbers before a resident's identity number are those of whole prefectures
(`xxxx00`), which are given to hardly anybody, and phone numbers come from blocks that are not sold to people: nobody
living should find their own number in a demo.
"""

from backend.domain.organization.codes import Industry, Ownership

CITY = "云江市"

SURNAMES = (
    ("王李张刘陈", 700),
    ("杨赵黄周吴徐孙胡朱高", 230),
    ("林何郭马罗梁宋郑谢韩唐冯于董萧", 110),
    ("程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎", 60),
    ("余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史", 32),
    (
        "顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟",
        9,
    ),
    ("单仇解查缪覃朴区盖薄", 2),
)
"""Groups of single surnames and the weight of each name in the group."""
COMPOUND_SURNAMES = ("欧阳", 12), ("上官", 2), ("司马", 2), ("诸葛", 2), ("尉迟", 1), ("皇甫", 1)

GIVEN = {
    ("male", 0): ("建志国永德文明春", "国军华强平生林明", "勇军强华平"),
    ("male", 1): ("志晓文海俊小建伟", "伟明东峰辉刚勇军", "伟强磊军杰涛斌超鹏辉"),
    ("male", 2): ("浩宇子俊嘉天博泽", "然轩宇杰豪辰阳文", "浩杰宇鑫帅航凯"),
    ("female", 0): ("桂秀玉淑凤春爱金", "英兰珍华芳琴梅香", "英兰芳珍"),
    ("female", 1): ("晓小丽海红雪建艳", "燕红霞娟玲华敏萍", "静丽敏燕艳娟霞玲芳婷"),
    ("female", 2): ("欣雨诗梦思佳子雅", "怡涵琪婷妍瑶萱彤", "婷悦颖倩雪璐"),
}
"""By sex and generation (born before 1970, before 1990, later): first characters, second characters, single ones."""

COUNTIES = (
    ("青溪县", "430100"),
    ("南河县", "430200"),
    ("东山区", "430300"),
    ("云城区", "430400"),
    ("北屏区", "430500"),
    ("望江区", "430600"),
    ("梅岭县", "430700"),
    ("柳泉县", "430800"),
    ("石坪县", "430900"),
    ("长岭县", "431000"),
    ("枫林县", "431100"),
    ("临溪县", "431200"),
    ("沙洲县", "431300"),
    ("白鹭县", "360100"),
    ("高桥县", "360200"),
)
"""Counties with the number their people's identity numbers begin with."""
ELSEWHERE = ("360300", "420500", "341000", "510600", "411300")
"""Where those come from who were not born here."""

TOWNSHIPS = ("城关镇", "白石乡", "河口镇", "东山街道", "永和镇", "清水乡", "朝阳街道", "大坪镇", "龙湾镇", "新市街道")
PLACE_FIRST = "金银铁铜青红白黄清双三五九石沙枫杨柳松竹梅桃"
PLACE_SECOND = "溪河江湖塘桥岭坪冲洲岗坡湾井峰滩"
STREETS = ("人民路", "建设路", "解放路", "文化路", "工业大道", "滨江路", "新华街", "和平巷", "团结路", "劳动路")

LINES = (
    ("education", "教育工会", (Industry.EDUCATION,)),
    ("health", "卫生健康工会", (Industry.HEALTH,)),
    ("transport", "交通运输工会", (Industry.TRANSPORT,)),
    ("construction", "住房和城乡建设工会", (Industry.CONSTRUCTION,)),
    ("commerce", "商务工会", (Industry.TRADE, Industry.HOSPITALITY)),
    ("government", "市直机关工会", (Industry.PUBLIC_ADMINISTRATION,)),
)
"""Lines: a key, the name of the line's union, the industries whose unions hang on it."""

TRADES = (
    (
        Industry.MANUFACTURING,
        30,
        ["纺织", "水泥", "电子", "机械", "食品", "陶瓷", "化工", "家具", "造纸", "服装", "制药", "五金"],
        ["有限公司", "股份有限公司", "厂"],
    ),
    (Industry.TRADE, 12, ["百货", "粮油", "超市", "汽贸", "建材市场", "医药"], ("有限公司", "商行")),
    (Industry.CONSTRUCTION, 9, ["建筑", "市政", "装饰", "路桥", "园林"], ("工程有限公司",)),
    (Industry.TRANSPORT, 8, ["物流", "客运", "公交", "货运", "快递"], ("有限公司", "服务部")),
    (Industry.EDUCATION, 9, ["第一中学", "第二中学", "实验小学", "中心小学", "职业学校", "幼儿园"], ("",)),
    (Industry.HEALTH, 5, ["人民医院", "中医院", "卫生院", "妇幼保健院"], ("",)),
    (Industry.PUBLIC_ADMINISTRATION, 7, ["民政局", "税务局", "水利局", "财政局", "林业站", "司法所"], ("",)),
    (Industry.HOSPITALITY, 6, ["大酒店", "餐饮", "宾馆"], ("", "有限公司")),
    (Industry.UTILITIES, 3, ["供电", "自来水", "燃气"], ("有限公司",)),
    (Industry.AGRICULTURE, 3, ["茶叶", "果业", "种业", "畜牧"], ("专业合作社", "有限公司")),
    (Industry.RESIDENT_SERVICES, 5, ["家政", "物业", "保安", "养老"], ("服务有限公司",)),
    (Industry.IT, 3, ["软件", "网络", "信息"], ("科技有限公司",)),
)
"""Industries with their weight, what their employers are called, and how the name ends."""
TRADE_NAMES = [
    "宏达",
    "华泰",
    "金鼎",
    "恒兴",
    "广源",
    "天成",
    "鑫源",
    "永盛",
    "瑞丰",
    "汇丰",
    "中兴",
    "嘉禾",
    "同创",
    "安泰",
    "新世纪",
    "东方",
    "长青",
    "银河",
    "星火",
    "红旗",
]
JOINT_PLACES = ["步行一条街", "建材市场", "快捷物流", "中心商圈", "小微企业园", "农贸市场", "汽配城", "电商产业园"]

PUBLIC = {
    Industry.EDUCATION: Ownership.INSTITUTION,
    Industry.HEALTH: Ownership.INSTITUTION,
    Industry.PUBLIC_ADMINISTRATION: Ownership.GOVERNMENT,
    Industry.UTILITIES: Ownership.STATE_SOLE,
}
PRIVATE = (
    (Ownership.PRIVATE, 62),
    (Ownership.LIMITED, 22),
    (Ownership.STATE_SHARE, 6),
    (Ownership.HK_MO_TW, 4),
    (Ownership.FOREIGN, 3),
    (Ownership.COLLECTIVE, 3),
)

POSTS = {
    Industry.EDUCATION: ["教师", "班主任", "教务员", "后勤"],
    Industry.HEALTH: ["医师", "护士", "药师", "护工", "检验员"],
    Industry.TRANSPORT: ["驾驶员", "快递员", "调度员", "装卸工"],
    Industry.CONSTRUCTION: ["瓦工", "电工", "施工员", "安全员", "钢筋工"],
    Industry.PUBLIC_ADMINISTRATION: ["科员", "副科长", "办事员", "驾驶员"],
    Industry.TRADE: ["营业员", "收银员", "仓管员", "店长"],
}
COMMON_POSTS = ["操作工", "班组长", "质检员", "维修工", "会计", "保管员", "文员", "销售员"]

BRANCHES = ["一车间", "二车间", "三车间", "机关", "后勤", "销售", "技术", "运输"]
