"""The register of employers (法人单位) as a workbook has it: an office's own, or another agency's list (ORG-10, ORG-18)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Final

from backend.domain.access import Permission
from backend.domain.credit_code import check_credit_code
from backend.domain.imports.columns import Column, Note, Reading, Register, RegisterKind
from backend.domain.imports.plain import (
    RowTwice,
    Rule,
    about,
    judge_fields,
    named,
    past,
    people,
    require_as_registered,
)
from backend.domain.mask import mask_phone
from backend.domain.organization.codes import Industry, OrganizationKind, Ownership
from backend.domain.organization.employers import (
    Cover,
    EmployerClosed,
    EmployerSource,
    MoreWomenThanEmployees,
    require_coverable,
    require_headcount,
    require_past,
)
from backend.domain.phone import normalise_phone
from backend.domain.refusals import Invalid

_R = Reading

COLUMNS: tuple[Column, ...] = (
    Column(
        "name",
        "单位名称",
        _R.TEXT,
        (
            *("名称", "企业名称", "用人单位", "单位", "法人单位", "法人单位名称", "机构名称", "纳税人名称"),
            *("市场主体名称", "单位详细名称"),
        ),
        120,
        required=True,
    ),
    Column(
        "credit_code",
        "统一社会信用代码",
        _R.IDENTIFIER,
        ("信用代码", "社会信用代码", "统一代码", "统一信用代码", "纳税人识别号", "税号", "组织机构代码"),
        note="18 位。本列已设为文本，请勿改为数字格式。没有代码的单位可以留空，按名称核对。",
        sample="91430100123456789X",
    ),
    Column(
        "ownership",
        "单位性质",
        _R.CODE,
        ("经济类型", "企业类型", "登记注册类型", "所有制", "所有制形式", "单位类型", "企业性质"),
        codes=Ownership,
        sample="私营",
    ),
    Column("industry", "行业", _R.CODE, ("行业门类", "所属行业", "国民经济行业", "行业类别"), codes=Industry),
    Column(
        "employees",
        "职工人数",
        _R.NUMBER,
        ("职工", "职工数", "职工总数", "从业人数", "从业人员", "从业人员数", "员工人数", "用工人数", "人数"),
        sample="128",
    ),
    Column(
        "women_employees",
        "女职工人数",
        _R.NUMBER,
        ("女职工", "女职工数", "其中女职工", "其中女性", "女性人数", "女工人数"),
        sample="56",
    ),
    Column(
        "territory",
        "所在地工会",
        _R.PLACE,
        ("所在地", "所属乡镇", "所属街道", "乡镇街道", "所在乡镇", "所在街道", "属地", "属地工会", "所属区域"),
        120,
        note="单位所在的乡镇（街道）、社区或县（市、区）总工会。留空时按行政区划代码归属，没有代码的归属导入时所选的工会。",
    ),
    Column(
        "union",
        "涵盖它的工会",
        _R.PLACE,
        ("涵盖工会", "所属工会", "所在工会", "工会", "工会名称", "建会工会", "基层工会"),
        120,
        note="已建会的填基层工会或联合工会的名称；未建会的留空。",
    ),
    Column("covered_on", "建会日期", _R.DATE, ("建会时间", "涵盖日期", "组建时间")),
    Column(
        "address",
        "地址",
        _R.TEXT,
        ("单位地址", "住所", "经营地址", "注册地址", "联系地址", "详细地址", "生产经营地"),
        200,
    ),
    Column("contact_name", "联系人", _R.TEXT, ("单位联系人", "经办人", "联络员", "联系人姓名"), 40),
    Column(
        "contact_phone",
        "联系电话",
        _R.IDENTIFIER,
        ("电话", "单位电话", "办公电话", "联系方式", "联系人电话", "手机", "手机号码"),
        64,
        mask=mask_phone,
        note="加密保存，列表中只显示一部分。固定电话请带区号，如 0738-8312345。",
        sample="0738-8312345",
    ),
    Column("region_code", "行政区划代码", _R.TEXT, ("区划代码", "行政区划", "地区代码"), 12),
    Column("closed_on", "注销日期", _R.DATE, ("注销时间", "吊销日期")),
)

FIELDS: Final = (
    *("name", "credit_code", "ownership", "industry", "employees", "women_employees", "territory_id", "union_id"),
    *("covered_on", "address", "region_code", "contact_name", "contact_phone"),
)
"""What a row may write."""
PLACES: Final = {"territory": "territory_id", "union": "union_id"}
"""Columns that name an organization, and the fields that they give."""
_TITLES: Final = {column.name: column.title for column in COLUMNS}


class EmployerNameAmbiguous(Invalid):
    """Facts: `count`."""

    code = "employer_name_ambiguous"
    zh = "本系统有 {count} 家同名单位，无法判断是哪一家。请补上统一社会信用代码。"
    en = "{count} employers of this name are in the register. Give the credit code."


class EmployerElsewhere(Invalid):
    """Says nothing but that somebody holds the code (the register of others is not ours to show)."""

    code = "employer_elsewhere"
    zh = "这个统一社会信用代码已在本市其他地方登记。请由共同的上级工会核对所在地。"
    en = "This credit code is registered elsewhere in the city. The union above both may compare the places."


class ListedUnfit(Invalid):
    """A register that no agency has lists of."""

    code = "import_listed_unfit"
    zh = "只有法人单位名录可以注明名录的来源和日期。请去掉这两项，或改为导入法人单位。"
    en = "Only lists of employers come from an agency. Leave source and day out, or import employers."


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyList:
    """Whose list a workbook is, and of which day (ORG-18)."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    source: EmployerSource
    listed_on: date


def require_listed(register: Register, listed: AgencyList | None, today: date) -> None:
    """Raises `ListedUnfit`, `InFuture`."""
    if listed is not None:
        if not register.listed:
            raise ListedUnfit(pointer="/listed")
        require_past(listed.listed_on, today, pointer="/listed/listed_on")


def judge(said: Mapping[str, Any], note: Note, today: date) -> dict[str, Any]:
    """Each field by the rules of an employer."""
    rules: dict[str, Rule] = {
        "name": named(_TITLES["name"]),
        "credit_code": check_credit_code,
        "employees": people,
        "women_employees": people,
        "covered_on": past(today),
        "closed_on": past(today),
        "contact_phone": normalise_phone,
    }
    # Our own export brought back: a masked number says nothing of the number.
    told = {name: value for name, value in said.items() if name != "contact_phone" or "*" not in str(value)}
    values = judge_fields(COLUMNS, told, note, rules)
    if "employees" in values and values.get("women_employees", 0) > values["employees"]:
        women = values.pop("women_employees")
        note("women_employees", MoreWomenThanEmployees(employees=values["employees"], women=women))
    return values


def match(said: Mapping[str, Any], by_code: Mapping[str, Any], named_so: list[Any]) -> Any | None:
    """The employer that a row is about: by code; by name where either side has no code. Raises `EmployerNameAmbiguous`.

    Of several of one name those that are closed count only for a row that says so.
    """
    code = said.get("credit_code")
    if code is not None and code in by_code:
        return by_code[code]
    closed = "closed_on" in said
    found = [
        each
        for each in named_so
        if (code is None or each.values["credit_code"] is None) and (each.values["closed_on"] is not None) is closed
    ]
    if len(found) > 1:
        raise EmployerNameAmbiguous(count=len(found), pointer="/name")
    return found[0] if found else None


def require_new(said: Mapping[str, Any], kind: OrganizationKind | None, *, today: date) -> None:
    """Raises unless the row may become an employer; `kind` is that of the union that is to cover it."""
    if "closed_on" in said:
        raise EmployerClosed(on=said["closed_on"], pointer="/closed_on")
    require_headcount(said.get("employees", 0), said.get("women_employees", 0))
    _require_cover({"union_id": None, "covered_on": None, "closed_on": None}, said, kind, today)


def require_change(
    current: Mapping[str, Any], said: Mapping[str, Any], kind: OrganizationKind | None, *, today: date
) -> None:
    """Raises unless a row may change this employer: closing it, and another union over it, are steps of their own."""
    if current["closed_on"] is not None and "closed_on" not in said:
        raise EmployerClosed(on=current["closed_on"], pointer="/name")
    require_as_registered(current, said, {"closed_on": _TITLES["closed_on"]})
    if current["union_id"] is not None:
        named_so = {"union": current["union_id"], "covered_on": current["covered_on"]}
        row = {"union": said["union_id"]} if "union_id" in said else {}
        row |= {"covered_on": said["covered_on"]} if "covered_on" in said else {}
        require_as_registered(named_so, row, {name: _TITLES[name] for name in named_so})
    else:
        _require_cover(current, said, kind, today)
    whole = {**current, **said}
    require_headcount(whole["employees"], whole["women_employees"])


def _require_cover(
    current: Mapping[str, Any], said: Mapping[str, Any], kind: OrganizationKind | None, today: date
) -> None:
    if kind is None:
        require_as_registered(current, said, {"covered_on": _TITLES["covered_on"]})
        return
    cover = Cover(union_id=current["union_id"], covered_on=None, closed_on=None)
    on = date.fromisoformat(said.get("covered_on") or today.isoformat())
    with about("union"):
        require_coverable(cover, by=said["union_id"], kind=kind, on=on, today=today)


EMPLOYERS = Register(
    kind=RegisterKind.EMPLOYERS,
    permission=Permission.EMPLOYER_EDIT,
    columns=COLUMNS,
    lead="name",
    key="credit_code",
    judge=judge,
    twice=RowTwice,
    notes=(
        "“单位名称”必须填写，其余各列有则填写；不需要的列可以删去，列的先后可以调整。",
        "单位按统一社会信用代码核对，没有代码的按名称核对；已登记的单位只更新填写的内容与登记不同的项。",
        "“涵盖它的工会”只为未建会的单位登记；换工会、注销、恢复请在单位页面办理。",
        "统计、企业管理、市场监管、税务等部门的名录，导入时请注明来源和日期，系统会找出上次有、这次没有的单位。",
    ),
    listed=True,
)
