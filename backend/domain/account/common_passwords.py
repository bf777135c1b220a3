"""How guessable a password is: the number of parts a guesser would put it together from.

A list alone would miss what people do to satisfy composition rules: `Woaini@1314`, `Qwer1234!@#$`, `Gonghui2026!!`. So
the password is cut into known words, runs over the keyboard or the alphabet, repetitions and years, each of which is
one part whatever its length; any other character is a part of its own. A listed password is thus one part.
"""

import re
from typing import Final

# English, pinyin, names, our own trade, keyboard patterns and number slang, in this order.
_WORDS: Final = """
password passwd passw0rd pass admin administrator root user guest test tester testing demo default login logon
welcome hello world letmein secret master system manager service server support public private changeme
temp temporary
oracle mysql postgres redis tomcat jenkins huawei lenovo xiaomi apple samsung google baidu tencent alibaba taobao
weixin wechat alipay dingding windows linux ubuntu office internet network computer security access superman batman
monkey dragon tiger princess sunshine shadow football basketball baseball soccer summer winter spring autumn
january february march april may june july august september october november december monday tuesday wednesday
thursday friday saturday sunday love iloveyou loveyou lover forever lucky happy money angel baby freedom whatever
trustno1 starwars pokemon michael jordan jennifer jessica daniel charlie thomas robert andrew matthew joshua
flower orange banana cookie chocolate computer123 starbucks killer pepper ginger hunter ranger buster harley
china beijing shanghai guangzhou shenzhen tianjin chongqing hangzhou nanjing wuhan chengdu xian qingdao jinan yantai
suzhou dalian shenyang changsha zhengzhou hefei fuzhou xiamen kunming harbin changchun taiyuan nanchang guiyang
shandong guangdong jiangsu zhejiang sichuan henan hebei hunan hubei fujian anhui liaoning shanxi shaanxi yunnan
woaini woaini1314 woaiwojia woaizhongguo woaiqinqin woshishui woshini nihao nihaoma aini ainio aiwo wodemima mima
mimamima wodemm wode shouji dianhua laopo laogong baobei baobao qinai qinqin xiaoxiao xiaobao xiaoming xiaohong
tianya tiantian kaixin kuaile xingfu jiankang pingan fafafa facai gongxi gongxifacai xinnian zhongguo zhonghua
zhongguoren renmin beijinghuanyingni huanying shijie nihaoshijie caonima nimade wangba shabi wocao dashabi
zhangwei wangwei wangfang liwei lina zhangmin lijing wangjing liuwei wangxiuying zhangli liqiang wangyan zhaolei
liuyang liyong zhangyong wangyong lijie zhangjie wanglei chenjing chenwei yangyang yangli zhouwei wuwei sunwei
gonghui zonggonghui zhigong zhigongzhijia unionhome union unionhome123 jiceng jicenggonghui huiyuan huifei bangfu
weiquan ganbu zhuxi fuzhuxi keyuan kezhang chuzhang shiji xianji quji zhengfu jiguan danwei gongsi qiye yuangong
lingdao bangongshi caiwu kuaiji renshi rensheke xinxi xinxizhongxin guanli guanliyuan xitong xitongguanli anquan
shenji wangluo yonghu yonghuming denglu ceshi zhanghao moren chushi chushimima
qwe qaz wsx edc rfv zxc asd qweasd qweasdzxc qazwsx qazwsxedc wsxedc zaq xsw zaqxsw 1qaz 2wsx 3edc 4rfv 1q2w
1q2w3e 1q2w3e4r 1q2w3e4r5t q1w2e3 q1w2e3r4 a1b2c3 a1s2d3 z1x2c3 1a2b3c 1a2s3d 123qwe qwe123 123abc abc123 a123456
123qweasd zxcvbn asdfgh poiuyt lkjhgf mnbvcxz
520 521 1314 5201314 1314520 521521 7758521 7758258 147258 147258369 159357 159753 741852963 963852741 258369
147369 456852 789456123 789456 321654987 123321 112233 11223344 778899 123654 654321 666 888 168 518 5188 9527 10086
10010 12306 110119 911 007 2008 98765 3344521 1234qwer admin888 admin123 root123 pass123 test123 user123
""".split()  # noqa: SIM905 - a list literal would be four hundred lines

_ROWS: Final = (
    "1234567890-=",
    "qwertyuiop[]",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "!@#$%^&*()_+",
    "abcdefghijklmnopqrstuvwxyz",
)
_COLUMNS: Final = ("1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik,", "9ol.", "0p;/", "0123456789")
_RUNS: Final = tuple(run for row in (*_ROWS, *_COLUMNS) for run in (row, row[::-1]))
_LONGEST_WORD: Final = max(map(len, _WORDS))
_LEAST_RUN: Final = 3

_LOOKALIKES: Final = str.maketrans("@4831!05$7", "aabeiiosst")
_YEAR_OR_DATE: Final = re.compile(
    r"(?:19[3-9]\d|20[0-4]\d)(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?)?"  # 1988, 198806, 19880615
    r"|\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])",  # 880615
    re.ASCII,
)

COMMON: Final = frozenset(_WORDS)


def parts_of(password: str) -> int:
    """The least number of parts that make `password`, which is already normalised."""
    text = password.casefold()
    return min(_parts(text), _parts(_unrepeated(text)))


def _parts(text: str) -> int:
    least = [0, *(len(text) for _ in text)]
    for start in range(len(text)):
        for end in {start + 1} | _known_ends(text, start):
            least[end] = min(least[end], least[start] + 1)
    return least[-1]


def _known_ends(text: str, start: int) -> set[int]:
    """Where the known parts that begin at `start` end."""
    ends = _word_ends(text, start) | _run_ends(text, start)
    same = start + 1
    while same < len(text) and text[same] == text[start]:
        same += 1
        ends.add(same)
    for width in (4, 6, 8):
        if start + width <= len(text) and _YEAR_OR_DATE.fullmatch(text, start, start + width):
            ends.add(start + width)
    return ends


def _word_ends(text: str, start: int) -> set[int]:
    ends = set()
    for end in range(start + 3, min(len(text), start + _LONGEST_WORD) + 1):
        piece = text[start:end]
        if piece in COMMON or piece.translate(_LOOKALIKES) in COMMON or piece[::-1] in COMMON:
            ends.add(end)
    return ends


def _run_ends(text: str, start: int) -> set[int]:
    ends: set[int] = set()
    first = text[start : start + _LEAST_RUN]
    if len(first) < _LEAST_RUN:
        return ends
    for run in _RUNS:
        position = run.find(first)
        if position >= 0:
            ends.update(range(start + _LEAST_RUN, start + _shared(text[start:], run[position:]) + 1))
    return ends


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _unrepeated(text: str) -> str:
    """The block of which `text` is the repetition, or `text`: `abcabcabc` is no better than `abc`."""
    period = (text + text).find(text, 1)
    return text[:period]
