"""The register of unions (基层工会组织) as a workbook has it (ORG-01, ORG-11).

A union is found again by its credit code, or by its name where either side has no code. One that is not there is founded
by the rules of founding; it may stand under another of the same file. Where a known union stands, what kind it is and
whether it lives is changed by steps, which a workbook cannot take.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from backend.domain.access import Permission
from backend.domain.credit_code import check_credit_code
from backend.domain.imports.columns import Column, Note, Reading, Register, RegisterKind
from backend.domain.imports.directory import OrganizationAmbiguous
from backend.domain.imports.places import bare_name, plain_name
from backend.domain.imports.plain import (
    FieldUnsaid,
    RowStep,
    RowTwice,
    Rule,
    ValueLarge,
    judge_fields,
    named,
    past,
    people,
    require_as_registered,
)
from backend.domain.organization.codes import (
    Industry,
    OrganizationKind,
    OrganizationStatus,
    Ownership,
)
from backend.domain.organization.structure import require_may_stand_under
from backend.domain.organization.terms import require_term_years
from backend.domain.refusals import Conflict, Invalid, Refusal

_R = Reading

COLUMNS: tuple[Column, ...] = (
    Column(
        "name",
        "名称",
        _R.TEXT,
        ("工会名称", "组织名称", "基层工会名称", "工会组织名称", "工会", "基层工会", "工会全称"),
        120,
        required=True,
    ),
    Column(
        "kind",
        "类型",
        _R.CODE,
        ("工会类型", "组织类型", "建会形式", "组建形式", "工会性质"),
        codes=OrganizationKind,
        note="留空的按“基层工会”登记。",
        sample="基层工会",
    ),
    Column(
        "parent",
        "隶属",
        _R.PLACE,
        ("上级工会", "隶属工会", "上级", "隶属关系", "主管工会", "所属工会", "上级工会名称", "直接上级"),
        120,
        note="上级工会的名称或统一社会信用代码；可以是本表中新建的工会。留空的建在导入时所选的工会之下。",
    ),
    Column(
        "credit_code",
        "统一社会信用代码",
        _R.IDENTIFIER,
        ("信用代码", "社会信用代码", "工会统一社会信用代码", "统一代码"),
        note="工会自己的代码，18 位，不是所在单位的代码。本列已设为文本。",
    ),
    Column("ownership", "单位性质", _R.CODE, ("经济类型", "单位类型", "所在单位性质", "企业类型"), codes=Ownership),
    Column("industry", "行业", _R.CODE, ("所属行业", "行业类别", "国民经济行业"), codes=Industry),
    Column("employees", "职工人数", _R.NUMBER, ("职工", "职工数", "职工总数", "单位职工数", "从业人数"), sample="128"),
    Column(
        "established_on",
        "成立日期",
        _R.DATE,
        ("建会日期", "成立时间", "建会时间", "组建时间", "批准成立日期", "批准日期"),
        sample="2020-01-01",
    ),
    Column("approval_number", "批准文号", _R.TEXT, ("文号", "批复文号", "成立批复"), 60),
    Column("legal_person", "工会法人", _R.FLAG, ("是否工会法人", "法人资格", "是否具有法人资格")),
    Column("legal_person_number", "法人资格证号", _R.TEXT, ("法人证号", "工会法人证号", "法人资格证书编号"), 60),
    Column("address", "地址", _R.TEXT, ("工会地址", "单位地址", "联系地址", "详细地址"), 200),
    Column("region_code", "行政区划代码", _R.TEXT, ("区划代码", "行政区划"), 12),
    Column("contact_name", "联系人", _R.TEXT, ("工会联系人", "经办人", "联络员"), 40),
    Column("contact_phone", "联系电话", _R.IDENTIFIER, ("电话", "工会电话", "办公电话", "联系方式"), 30),
    Column("term_number", "届次", _R.NUMBER, ("届", "本届届次")),
    Column("term_started_on", "本届选举日期", _R.DATE, ("换届日期", "本届时间", "选举日期", "换届时间")),
    Column("term_years", "任期", _R.NUMBER, ("任期年限", "每届任期")),
    Column("status", "状态", _R.CODE, ("组织状态",), codes=OrganizationStatus),
)

FIELDS: Final = (
    *("name", "credit_code", "ownership", "industry", "employees", "established_on", "approval_number", "legal_person"),
    *("legal_person_number", "address", "region_code", "contact_name", "contact_phone", "term_number"),
    *("term_started_on", "term_years"),
)
"""What a row may write."""
_TITLES: Final = {column.name: column.title for column in COLUMNS}
_STEPS: Final = {name: _TITLES[name] for name in ("kind", "status", "established_on")}


class UnionElsewhere(Invalid):
    """Says nothing but that some union holds the code."""

    code = "import_union_elsewhere"
    zh = "这个统一社会信用代码已由其他工会登记。请核对代码；代码无误时，请由共同的上级工会核对隶属关系。"
    en = "Another union is registered with this credit code. Check it; if it is right, ask the union above both."


class UnionNotLiving(Conflict):
    """A row about a union that has ended, of which the register knows nothing."""

    code = "import_union_not_living"
    zh = "这一行的工会不是正常状态，登记册里也没有它。导入只登记现存的工会；现存的请把状态改为“正常”或留空。"
    en = "The row is about a union that has ended or is in preparation and is not registered. Only living ones are taken in."


class ContactPhoneLong(Invalid):
    """More than a telephone number."""

    code = "import_contact_phone_long"
    zh = "电话超过 30 个字符。请只填一个号码。"
    en = "The telephone number is longer than 30 characters. Write one number."


def judge(said: Mapping[str, Any], note: Note, today: date) -> dict[str, Any]:
    """Each field by the rules of a union."""
    rules: dict[str, Rule] = {
        "name": named(_TITLES["name"]),
        "credit_code": check_credit_code,
        "employees": people,
        "established_on": past(today),
        "term_started_on": past(today),
        "contact_phone": _phone,
        "term_number": _term,
    }
    return judge_fields(COLUMNS, said, note, rules)


def _phone(text: str) -> str:
    if len(text) > 30:
        raise ContactPhoneLong()
    return text


def _term(number: int) -> int:
    if number > 60:
        raise ValueLarge(most=60)
    return max(1, number)


def match(said: Mapping[str, Any], by_code: Mapping[str, Any], named_so: Iterable[Any], root: str) -> Any | None:
    """The union that a row is about. Raises `OrganizationAmbiguous`.

    Of several of one name the row's upper union tells which; those that have ended count only for a row that says so.
    """
    code, status = said.get("credit_code"), said.get("status", OrganizationStatus.ACTIVE.value)
    if code is not None and code in by_code:
        return by_code[code]
    found = [
        each
        for each in named_so
        if (code is None or each.values["credit_code"] is None) and each.values["status"] == status
    ]
    if len(found) > 1:
        found = [each for each in found if each.values["parent_id"] == said.get("parent_id")] or found
    if len(found) > 1:
        raise OrganizationAmbiguous(root=root, count=len(found), pointer="/name")
    return found[0] if found else None


def require_change(current: Mapping[str, Any], said: Mapping[str, Any], parent_name: str | None) -> None:
    """Raises unless a row may change this union. Its place, kind and state are changed by steps."""
    # A day that is not known may be told; one that is known is history.
    known = {name: title for name, title in _STEPS.items() if current[name] is not None}
    require_as_registered(current, said, known)
    if "parent" in said and parent_name is not None:
        same = said.get("parent_id") == current["parent_id"] or plain_name(said["parent"]) == plain_name(parent_name)
        if not same:
            raise RowStep(column=_TITLES["parent"], pointer="/parent")
    kind = OrganizationKind(current["kind"])
    if "term_years" in said:
        require_term_years(kind.level, said["term_years"])


def kind_of(said: Mapping[str, Any]) -> OrganizationKind:
    """What a new union is: as said, or a basic union."""
    return OrganizationKind(said.get("kind", OrganizationKind.BASE_UNION.value))


def require_new(said: Mapping[str, Any]) -> None:
    """Raises unless the row says enough of a new union."""
    if said.get("status", OrganizationStatus.ACTIVE.value) != OrganizationStatus.ACTIVE.value:
        raise UnionNotLiving(pointer="/status")
    if "established_on" not in said:
        raise FieldUnsaid(column=_TITLES["established_on"], pointer="/established_on")
    require_term_years(kind_of(said).level, said.get("term_years", 5))


def require_under(kind: OrganizationKind, parent: OrganizationKind) -> None:
    """Raises `KindMisplaced` at the column of the upper union (ORG-01)."""
    try:
        require_may_stand_under(kind, parent)
    except Refusal as refusal:
        refusal.facts["pointer"] = "/parent"
        raise


@dataclass(frozen=True, slots=True)
class Seedling:
    """A new union of a file: where its row stands, what it is, how its upper union is called where that is new too."""

    at: tuple[int, int]
    name: str
    kind: OrganizationKind
    credit_code: str | None
    parent: str | None

    @property
    def calls(self) -> frozenset[str]:
        """By what others of the file may name it."""
        return frozenset(
            {plain_name(self.name), bare_name(self.name)} | ({self.credit_code} if self.credit_code else set())
        )


def in_order(
    seedlings: Sequence[Seedling],
) -> tuple[list[list[Seedling]], dict[tuple[int, int], Seedling], list[Seedling]]:
    """New unions in the order in which they can be founded, those of one wave side by side; whose parent each one has
    that stands under another of them; and those whose upper union is not among them, is several, or is below them.
    """
    called: dict[str, list[Seedling]] = {}
    for each in seedlings:
        for name in each.calls:
            called.setdefault(name, []).append(each)
    parents: dict[tuple[int, int], Seedling] = {}
    orphans: list[Seedling] = []
    for each in seedlings:
        if each.parent is not None:
            whole = called.get(plain_name(each.parent)) or called.get(bare_name(each.parent), [])
            found = [one for one in whole if one.at != each.at]
            if len(found) == 1:
                parents[each.at] = found[0]
            else:
                orphans.append(each)
    below: dict[tuple[int, int], list[Seedling]] = {}
    for each in seedlings:
        if each.at in parents:
            below.setdefault(parents[each.at].at, []).append(each)
    waves: list[list[Seedling]] = []
    wave = [each for each in seedlings if each.parent is None]
    while wave:
        waves.append(wave)
        wave = [child for each in wave for child in below.get(each.at, ())]
    placed = {each.at for wave in waves for each in wave}
    orphans += [each for each in seedlings if each.at in parents and each.at not in placed]
    return waves, parents, orphans


UNIONS = Register(
    kind=RegisterKind.UNIONS,
    permission=Permission.ORGANIZATION_FOUND,
    columns=COLUMNS,
    lead="name",
    key="name",
    judge=judge,
    twice=RowTwice,
    notes=(
        "“名称”必须填写；新建的工会还要填写“成立日期”。不需要的列可以删去，列的先后可以调整。",
        "“隶属”填上级工会的名称或代码，可以填本表中新建的工会，先后不限；留空的建在导入时所选的工会之下。",
        "已登记的工会按统一社会信用代码核对，没有代码的按名称核对：填写的内容与登记的不同，就更新那一项。",
        "调整隶属、改变类型、合并、分立和撤销请在组织页面办理；主席等干部请用“工会干部”导入。",
    ),
)
