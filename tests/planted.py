"""A roster as plausible as a union's own, and as faulty: errors of many kinds in known places (issue 3, section 1).

The clean rows come in every spelling that is taken: dates in ten, full-width digits, phones with gaps, short words for
long ones. Under them are rows that are ruled but blank, and a sum. What is planted stands in the way of nothing else.
"""

from typing import Any

from tests import workbooks

OTHER = workbooks.id_number(700_000)
PLANTED: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"姓名": ""}, "B", "import_value_missing"),
    ({"姓名": "王"}, "B", "name_length"),
    ({"姓名": "王2明"}, "B", "name_character"),
    ({"身份证号码": ""}, "C", "import_value_missing"),
    ({"身份证号码": 430124199001011234}, "C", "import_cell_number"),
    ({"身份证号码": "4.30124E+17"}, "C", "import_cell_scientific"),
    ({"身份证号码": "43012419900101123"}, "C", "id_number_length"),
    ({"身份证号码": "430124900101123"}, "C", "id_number_old_form"),
    ({"身份证号码": OTHER[:17] + ("1" if OTHER[17] == "0" else "0")}, "C", "id_number_checksum"),
    ({"身份证号码": "43012419900231123X"}, "C", "id_number_birth_date"),
    ({"身份证号码": "990124199001011234"}, "C", "id_number_area"),
    ({"身份证号码": "009124199001011234"}, "C", "id_number_area"),
    ({"身份证号码": "43012419900l011234"}, "C", "id_number_character"),
    ({"性别": "未知"}, "D", "import_value_unknown"),
    ({"出生日期": "1950-01-01"}, "E", "member_contradicts_document"),
    ({"出生日期": "1990年1月"}, "E", "import_date_month_only"),
    ({"民族": "地球族"}, "F", "import_value_unknown"),
    ({"学历": "很高"}, "G", "import_value_unknown"),
    ({"政治面貌": "党"}, "H", "import_value_unknown"),
    ({"手机号": "1380013800"}, "I", "phone_invalid"),
    ({"手机号": 13800138000}, "I", "import_cell_number"),
    ({"会员类别": "其它"}, "J", "import_value_unknown"),
    ({"是否农民工": "也许"}, "L", "import_value_unknown"),
    ({"参加工作时间": "1950-01-01"}, "M", "member_work_started_on_impossible"),
    ({"入会时间": "2019-02-30"}, "N", "import_date_invalid"),
    ({"入会时间": "前年"}, "N", "import_date_unclear"),
    ({"入会时间": "2049-05-01"}, "N", "member_joined_on_impossible"),
    ({"职务": "长" * 61}, "P", "import_value_long"),
    ({"技能等级": "特别高"}, "Q", "import_value_unknown"),
    ({"所在分会": "不存在的分会"}, "R", "import_branch_unknown"),
    ({"银行卡号": "622202"}, "S", "bank_card_invalid"),
    ({"备注": "看\u202e不见"}, "T", "text_unreadable"),
)
"""What is done to a row, and where and how it must be told."""

BEFORE = "of the row before"
TWICE: tuple[dict[str, Any], str, str] = ({"身份证号码": BEFORE}, "C", "import_row_duplicate")
KINDS = (*PLANTED, TWICE)

_WIDE = str.maketrans("0123456789Xx", "０１２３４５６７８９Ｘｘ")
_DATES = (
    "2019-05-01",
    "2019/5/1",
    "2019.5.1",
    "2019年5月1日",
    "20190501",
    "２０１９－０５－０１",
    " 2019 年 5 月 1 日 ",
    "2019-05",
    "2019年5月",
    "43586",
)
_WORDS: dict[str, tuple[str, ...]] = {
    "学历": ("本科", "大学本科", "大专", "大学专科", "高中", "中专", "硕士研究生", "初中", "/"),
    "政治面貌": ("群众", "中共党员", "党员", "共青团员", "团员", "无"),
    "会员类别": ("正式职工", "在职正式职工", "劳务派遣工", "农民工", "在岗"),
    "是否农民工": ("否", "是", "×", "√", ""),
    "民族": ("汉", "汉族", "土家", "苗族"),
}
BRANCHES = ("织造分会", "印染分会", "")


def clean(number: int, *, branches: tuple[str, ...] = BRANCHES) -> dict[str, Any]:
    """A row without fault, in one of the many spellings of one."""
    row = workbooks.person(number)
    row |= {title: words[number % len(words)] for title, words in _WORDS.items()}
    row["所在分会"] = branches[number % len(branches)]
    row["入会时间"] = _DATES[number % len(_DATES)]
    if number % 7 == 0:
        row["身份证号码"] = row["身份证号码"].translate(_WIDE)
    if number % 11 == 0:
        row["身份证号码"] = f" {row['身份证号码'][:6]} {row['身份证号码'][6:]}"
    if number % 5 == 0:
        row["手机号"] = f"{row['手机号'][:3]} {row['手机号'][3:7]}-{row['手机号'][7:]}"
    return row


def roster(
    people: int, *, errors: int, branches: tuple[str, ...] = BRANCHES, first: int = 0, parted: bool = False
) -> tuple[bytes, dict[int, tuple[str, str]]]:
    """A workbook of so many rows, and what is to be found in it: column and code, by row of the sheet.

    The people are those from the number `first` on. With `parted` the head of the sheet is two rows of merged cells.
    """
    apart = people // errors
    assert apart > 3, "an error must not lie beside the next"
    rows: list[dict[str, Any]] = []
    expected: dict[int, tuple[str, str]] = {}
    for number in range(people):
        row = clean(first + number, branches=branches)
        nth, rest = divmod(number, apart)
        if rest == 2 and nth < errors:
            change, column, code = KINDS[nth % len(KINDS)]
            row |= change
            if row["身份证号码"] == BEFORE:
                row["身份证号码"] = workbooks.id_number(first + number - 1)
            expected[number + (4 if parted else 3)] = (column, code)
        rows.append(row)
    return workbooks.xlsx(rows, parted=parted, foot=True), expected
