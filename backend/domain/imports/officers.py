"""The register of officers (工会干部花名册) as a workbook has it (ORG-11, ORG-19, ORG-21).

Who is found again is found by union, post and name: a name that differs in one of the posts that one person holds is
somebody else, who cannot hold it too. Who has left stands in no such register; a list that names them anyway says what
is registered already, or is refused.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from backend.domain.access import Permission
from backend.domain.identity import Sex
from backend.domain.imports.columns import Column, Note, Reading, Register, RegisterKind
from backend.domain.imports.plain import FieldUnsaid, RowTwice, Rule, judge_fields, past, require_as_registered
from backend.domain.member.codes import Education
from backend.domain.organization.appointments import ONE_PER_UNION
from backend.domain.organization.codes import OrganizationKind, Post, PostForm
from backend.domain.organization.officers import Candidate, Standing, require_eligible
from backend.domain.refusals import Conflict, Invalid

_R = Reading

COLUMNS: tuple[Column, ...] = (
    Column(
        "union",
        "工会",
        _R.PLACE,
        ("工会名称", "所在工会", "所属工会", "单位", "单位名称", "工作单位", "基层工会", "所在单位"),
        120,
        note="系统登记的名称或统一社会信用代码；留空的登记到导入时所选的工会。",
    ),
    Column("name", "姓名", _R.TEXT, ("名字", "干部姓名"), 40, required=True),
    Column("sex", "性别", _R.CODE, codes=Sex, sample="女"),
    Column("born_on", "出生日期", _R.DATE, ("出生年月", "出生年月日", "生日", "出生时间"), sample="1980-05-01"),
    Column(
        "education",
        "学历",
        _R.CODE,
        ("文化程度", "最高学历", "教育程度", "文化水平", "全日制学历"),
        codes=Education,
        sample="大学本科",
    ),
    Column(
        "post",
        "职务",
        _R.CODE,
        ("工会职务", "担任职务", "现任职务", "任职", "工会任职"),
        codes=Post,
        required=True,
        sample="副主席",
    ),
    Column(
        "form", "任职形式", _R.CODE, ("专兼职", "专职或兼职", "是否专职", "任职方式"), codes=PostForm, sample="兼职"
    ),
    Column("administrative_post", "行政职务", _R.TEXT, ("单位职务", "党政职务", "行政任职", "所任行政职务"), 60),
    Column(
        "started_on",
        "任职日期",
        _R.DATE,
        ("任职时间", "任职年月", "当选时间", "当选日期", "任现职时间"),
        sample="2024-03-15",
    ),
    Column("phone", "电话", _R.IDENTIFIER, ("联系电话", "手机", "手机号", "手机号码", "办公电话", "联系方式"), 30),
    Column("term_number", "届次", _R.NUMBER, ("届",)),
    Column("ended_on", "离任", _R.DATE, ("离任日期", "离任时间", "免职日期")),
)

FIELDS: Final = (*("sex", "born_on", "education", "form", "administrative_post", "started_on", "phone", "term_number"),)
"""What a row may change; name, post and union say who it is."""
PLACES: Final = {"union": "organization_id"}
_TITLES: Final = {column.name: column.title for column in COLUMNS}


class OfficerPhoneLong(Invalid):
    """More than a telephone number."""

    code = "import_officer_phone_long"
    zh = "电话超过 30 个字符。请只填一个号码。"
    en = "The telephone number is longer than 30 characters. Write one number."


class OfficerTermNumber(Invalid):
    """No term of a union has this number."""

    code = "import_officer_term"
    zh = "届次应在 1 到 60 之间。请核对。"
    en = "The number of a term lies between 1 and 60. Check it."


class PostHeld(Conflict):
    """Facts: `union`, `post` (a code), `name`."""

    code = "import_post_held"
    zh = "“{union}”的{post.zh}现由{name}担任。请先在干部页面办理离任，再导入；姓名写错的请改正。"
    en = "{name} is {post.en} of {union}. End that post on the officers' page first, or correct the name."


class OfficerLeft(Conflict):
    """A row about somebody who has left, of whom the register knows nothing."""

    code = "import_officer_left"
    zh = "这一行写有离任日期，登记册里没有这段任职。花名册只登记在任的干部；在任的请清空离任日期。"
    en = "The row has a day of leaving, and no such post is registered. Only officers in office are taken in."


def judge(said: Mapping[str, Any], note: Note, today: date) -> dict[str, Any]:
    """Each field by the rules of an officer."""
    rules: dict[str, Rule] = {
        "born_on": past(today),
        "started_on": past(today),
        "ended_on": past(today),
        "phone": _phone,
        "term_number": _term,
    }
    return judge_fields(COLUMNS, said, note, rules)


def _phone(text: str) -> str:
    if len(text) > 30:
        raise OfficerPhoneLong()
    return text


def _term(number: int) -> int:
    if not 1 <= number <= 60:
        raise OfficerTermNumber()
    return number


def match(said: Mapping[str, Any], known: Iterable[Any]) -> Any | None:
    """The entry of a union that a row is about, among those of its name and post: the one in office, or, for a row that
    says when somebody left, the one that ended then.
    """
    return next((each for each in known if each.values["ended_on"] == said.get("ended_on")), None)


def require_new(said: Mapping[str, Any], union: str, kind: OrganizationKind, holder: str | None) -> None:
    """Raises unless the row may become an officer; `holder` is who has a post that one person holds."""
    if "ended_on" in said:
        raise OfficerLeft(pointer="/ended_on")
    for name in ("sex", "started_on"):
        if name not in said:
            raise FieldUnsaid(column=_TITLES[name], pointer=f"/{name}")
    post = Post(said["post"])
    if holder is not None and post in ONE_PER_UNION:
        raise PostHeld(union=union, post=post, name=holder, pointer="/post")
    _require_eligible(said["sex"], (), post, kind)


def require_change(current: Mapping[str, Any], said: Mapping[str, Any], kind: OrganizationKind) -> None:
    """Raises unless a row may change this entry: leaving is a step, and the bars hold for what is corrected too."""
    require_as_registered(current, said, {"ended_on": _TITLES["ended_on"]})
    if current["ended_on"] is None and said.get("sex", current["sex"]) != current["sex"]:
        _require_eligible(said["sex"], current["standings"], Post(current["post"]), kind)


def _require_eligible(sex: str, standings: Iterable[str], post: Post, kind: OrganizationKind) -> None:
    candidate = Candidate(sex=Sex(sex), standings=frozenset(Standing(each) for each in standings))
    require_eligible(candidate, post, kind)


OFFICERS = Register(
    kind=RegisterKind.OFFICERS,
    permission=Permission.OFFICER_EDIT,
    columns=COLUMNS,
    lead="name",
    key="name",
    judge=judge,
    twice=RowTwice,
    notes=(
        "“姓名”和“职务”必须填写；新任的干部还要填写“性别”和“任职日期”。不需要的列可以删去，列的先后可以调整。",
        "一人兼任几个职务的，每个职务写一行。",
        "在任的干部按工会、姓名、职务核对：填写的内容与登记的不同，就更新那一项；空着的格不改动原来的登记。",
        "主席、经审主任、女职委主任每个工会各一人，换人时请先在干部页面办理原任的离任。",
    ),
)
