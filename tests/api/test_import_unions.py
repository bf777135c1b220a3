"""Unions by workbook: known ones changed, new ones founded, under each other too (ORG-01, ORG-11)."""

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from backend.db import statistic
from backend.db.tables.organization import Organization, OrganizationVersion
from backend.db.tables.process import AuditEvent
from backend.domain.access import EVERYTHING
from backend.domain.credit_code import credit_check_character
from backend.worker import Worker
from tests import intake, registers
from tests.api.test_import_officers import appointed
from tests.conftest import Api
from tests.registers import counted, table, verdicts
from tests.town import id_of

HEAD = ("名称", "类型", "上级工会", "统一社会信用代码", "职工人数", "成立日期", "联系人")
OF = {"kind": "unions", "union": "qingxi"}


def code(number: int) -> str:
    """The credit code of a basic union."""
    first = f"81430000{number:09d}"
    return first + credit_check_character(first)


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with registers.own_folder(tmp_path, monkeypatch):
        yield


@pytest.fixture
def worker(api: Api) -> Worker:
    return Worker(api.database, api.vault)


async def edited(client: Any, union: str, **fields: Any) -> None:
    seen = await client.get(f"/organizations/{id_of(union)}")
    answer = await client.patch(
        f"/organizations/{id_of(union)}", json=fields, headers={"If-Match": seen.headers["etag"]}
    )
    assert answer.status_code == 200, answer.text


async def by_name(api: Api) -> dict[str, Organization]:
    async with api.database.transaction(EVERYTHING) as session:
        return {union.name: union for union in await session.scalars(select(Organization))}


async def test_the_area_code_of_a_row_is_one(api: Api, worker: Worker) -> None:
    """ORG-01, ORG-11: a row with a code that is none says so; what the register holds already comes back as it is."""
    county = await api.as_("county_officer")
    async with api.database.transaction(EVERYTHING) as session:
        (await session.get_one(Organization, id_of("hospital"))).region_code = "青溪"
    head = ("名称", "上级工会", "成立日期", "行政区划代码")
    rows = (
        ("青溪县人民医院工会", "城关镇总工会", "", "青溪"),
        ("甲公司工会", "城关镇总工会", "2025-01-01", "370602"),
        ("乙公司工会", "城关镇总工会", "2025-01-01", "3706"),
    )
    imported = await registers.checked(county, worker, table(head, *rows), **OF)
    assert await verdicts(county, imported) == [("unchanged", []), ("new", []), ("wrong", ["region_code_form"])]


async def test_new_ones_stand_under_each_other_whatever_their_order(api: Api, worker: Worker) -> None:
    """ORG-01, ORG-11: a branch before its union, a union before its township; places nested, histories begun, audit told."""
    county = await api.as_("county_officer")
    content = table(
        HEAD,
        ("一车间分会", "分会", "新星机械有限公司工会", "", "", "2025-03-01"),
        ("新星机械有限公司工会", "", "新河镇总工会", code(1), 200, "2025-02-01", "王建国"),
        ("新河镇总工会", "乡镇总工会", "", "", "", "2025-01-01"),
        ("老街社区工会", "社区工会", "城关镇总工会", "", "", "2025-01-01"),
        ("一组", "小组", "一车间分会", "", "", "2025-03-01"),
    )
    imported = await registers.checked(county, worker, content, **OF)
    assert counted(imported) == {"new": 5}, await verdicts(county, imported)
    imported = await intake.committed(county, worker, imported)
    assert counted(imported) == {"imported": 5}
    found = await by_name(api)
    chain = [found[name] for name in ("青溪县总工会", "新河镇总工会", "新星机械有限公司工会", "一车间分会", "一组")]
    for above, below in itertools.pairwise(chain):
        assert below.parent_id == above.id
        assert above.code < below.code <= below.code_hi <= above.code_hi
    union = chain[2]
    assert (union.kind, union.level, union.credit_code, union.employees, union.contact_name) == (
        *("base_union", 4, code(1), 200),
        "王建国",
    )
    assert (union.term_years, union.status, union.initials[:4]) == (5, "active", "xxjx")
    assert found["老街社区工会"].parent_id == id_of("chengguan")
    async with api.database.transaction(EVERYTHING) as session:
        ids = [row["record_id"] for row in await intake.rows_of(county, imported)]
        states = (
            await session.scalars(select(OrganizationVersion).where(OrganizationVersion.organization_id.in_(ids)))  # type: ignore[attr-defined]
        ).all()
        assert {(state.change, state.parent_name) for state in states if state.name == "一组"} == {
            ("founded", "一车间分会")
        }
        assert len(states) == 5
        told = select(func.count()).select_from(AuditEvent).where(AuditEvent.event == "organization_founded")  # type: ignore[arg-type]
        assert await session.scalar(told) == 5
    again = await registers.checked(county, worker, content, **OF)
    assert counted(again) == {"unchanged": 5}, await verdicts(county, again)


async def test_each_row_says_what_it_means(api: Api, worker: Worker) -> None:
    """ORG-01, ORG-11: changed with the difference, a step, a kind in the wrong place, a circle, a code of others."""
    await edited(await api.as_("neighbour_officer"), "electronics", credit_code=code(9))
    county = await api.as_("county_officer")
    await edited(county, "textile", credit_code=code(1))
    content = table(
        HEAD,
        ("青溪纺织集团工会", "基层工会", "城关镇总工会", code(1), 130),
        ("青溪县人民医院工会", "", "", "", 100),
        ("青溪县人民医院工会", "", "白石乡总工会", "", 100),
        ("步行一条街联合工会", "基层工会"),
        ("放错的乡镇总工会", "乡镇总工会", "青溪纺织有限公司工会", "", "", "2025-01-01"),
        ("甲工会", "分会", "乙工会", "", "", "2025-01-01"),
        ("乙工会", "分会", "甲工会", "", "", "2025-01-01"),
        ("丙工会", "", "城关镇总工会", code(9), "", "2025-01-01"),
        ("丁工会", "", "没有的工会", "", "", "2025-01-01"),
        ("戊工会", "", "城关镇总工会"),
        ("己工会", "", "城关镇总工会", "", "", "2025-01-01"),
        ("己工会", "", "城关镇总工会", "", "", "2025-01-01"),
        ("己一分会", "分会", "丁工会", "", "", "2025-01-01"),
    )
    imported = await registers.checked(county, worker, content, **OF)
    unknown = ["import_organization_unknown"]
    assert await verdicts(county, imported) == [
        ("changed", []),
        ("unchanged", []),
        ("wrong", ["import_row_step"]),
        ("wrong", ["import_row_step"]),
        ("wrong", ["organization_kind_misplaced"]),
        ("wrong", unknown),
        ("wrong", unknown),
        ("elsewhere", ["import_union_elsewhere"]),
        ("wrong", unknown),
        ("wrong", ["import_field_unsaid"]),
        ("new", []),
        ("duplicate", ["import_row_twice"]),
        ("wrong", unknown),
    ]
    assert await registers.changes_of(county, imported, 2) == {
        "name": ("青溪纺织有限公司工会", "青溪纺织集团工会"),
        "employees": ("100", "130"),
    }
    # A mended row may be what another one waited for; and a row that is spoilt takes those below it along.
    assert (await registers.mend(county, imported, 10, parent="白石乡总工会"))["state"] == "new"
    assert (await verdicts(county, imported))[12] == ("new", [])
    await registers.mend(county, imported, 10, established_on="不详")
    assert (await verdicts(county, imported))[12] == ("wrong", unknown)
    await registers.mend(county, imported, 10, established_on="2025-01-01")
    imported = (await county.get(f"/imports/{imported['id']}")).json()
    imported = await intake.committed(county, worker, imported)
    assert counted(imported) == {
        "imported": 3,
        "updated": 1,
        "unchanged": 1,
        "wrong": 6,
        "elsewhere": 1,
        "duplicate": 1,
    }
    found = await by_name(api)
    assert found["青溪纺织集团工会"].id == id_of("textile")
    assert found["己一分会"].parent_id == found["丁工会"].id
    async with api.database.transaction(EVERYTHING) as session:
        states = await session.scalars(
            select(OrganizationVersion.name)
            .where(OrganizationVersion.organization_id == id_of("textile"))  # type: ignore[arg-type]
            .order_by(OrganizationVersion.recorded_at)  # type: ignore[arg-type]
        )
        assert list(states)[-1] == "青溪纺织集团工会"


async def test_undone_it_is_as_before(api: Api, worker: Worker) -> None:
    """ORG-11: founded unions go with those under them; what has an officer by now stays, and so does what is above it."""
    county = await api.as_("county_officer")
    before = set(await by_name(api))
    content = table(
        HEAD,
        ("新河镇总工会", "乡镇总工会", "", "", "", "2025-01-01"),
        ("甲厂工会", "", "新河镇总工会", "", "", "2025-02-01"),
        ("一分会", "分会", "甲厂工会", "", "", "2025-02-01"),
        ("老街镇总工会", "乡镇总工会", "", "", "", "2025-01-01"),
        ("乙厂工会", "", "老街镇总工会", "", "", "2025-02-01"),
        ("丁厂工会", "", "城关镇总工会", "", 20, "2025-02-01"),
        ("青溪县人民医院工会", "", "", "", 300),
    )
    imported = await registers.committed(county, worker, content, **OF)
    assert counted(imported) == {"imported": 6, "updated": 1}
    async with api.database.transaction(EVERYTHING) as session:
        await statistic.fold(session)
    found = await by_name(api)
    body = {"post": "chair", "name": "王建国", "sex": "male", "started_on": "2025-06-01"}
    answer = await county.post(
        "/officers",
        json=body | {"organization_id": str(found["乙厂工会"].id)},
        headers={"Idempotency-Key": "0192c0de-0000-4000-8000-000000000001"},
    )
    assert answer.status_code == 201, answer.text
    imported = await registers.undone(county, worker, imported)
    assert counted(imported) == {"undone": 5, "imported": 2}
    assert await verdicts(county, imported) == [
        *[("undone", [])] * 3,
        ("imported", ["import_record_used"]),
        ("imported", ["import_record_used"]),
        ("undone", []),
        ("undone", []),
    ]
    async with api.database.transaction(EVERYTHING) as session:
        await statistic.fold(session)
        assert await statistic.recount(session) == []
    found = await by_name(api)
    assert set(found) == before | {"老街镇总工会", "乙厂工会"}
    assert found["青溪县人民医院工会"].employees == 100
    # A place that was given back is nobody's: what happened there stays where it was.
    fresh = await registers.committed(
        county, worker, table(HEAD, ("丙镇总工会", "乡镇总工会", "", "", "", "2025-01-01")), **OF
    )
    assert counted(fresh) == {"imported": 1}
    async with api.database.transaction(EVERYTHING) as session:
        here = (await by_name(api))["丙镇总工会"]
        told = await session.scalars(
            select(AuditEvent.event).where(AuditEvent.code.between(here.code, here.code_hi))  # type: ignore[attr-defined]
        )
        assert list(told) == ["organization_founded"]


async def test_the_export_comes_back_unchanged(api: Api, worker: Worker) -> None:
    """ORG-11: what the export writes says nothing new, in every form, for the county and for the whole city."""
    county = await api.as_("county_officer")
    await edited(county, "textile", credit_code=code(1), industry="manufacturing", ownership="private", employees=328)
    await appointed(county, "王建国", "chair")
    for format in ("xlsx", "csv"):
        content = await registers.exported(county, worker, "organizations", format=format)
        imported = await registers.checked(county, worker, content, name=f"工会.{format}", **OF)
        assert set(counted(imported)) == {"unchanged"}, await verdicts(county, imported)
    content = await registers.exported(county, worker, "organizations", layout="register")
    imported = await registers.checked(county, worker, content, **OF)
    assert set(counted(imported)) == {"unchanged"}, await verdicts(county, imported)
    city = await api.as_("city_officer")
    content = await registers.exported(city, worker, "organizations")
    imported = await registers.checked(city, worker, content, kind="unions", union="city")
    assert set(counted(imported)) == {"unchanged"}, await verdicts(city, imported)


async def test_a_thousand_unions_in_a_few_statements(api: Api, worker: Worker, queries: Any) -> None:
    """ORG-01: founded set by set, under ten townships that are founded with them."""
    county = await api.as_("county_officer")
    towns = [(f"第{n}镇总工会", "乡镇总工会", "", "", "", "2025-01-01") for n in range(10)]
    unions = [(f"{n}号厂工会", "", f"第{n % 10}镇总工会", code(1000 + n), 30, "2025-02-01") for n in range(1000)]
    imported = await registers.checked(county, worker, table(HEAD, *unions, *towns), **OF)
    assert counted(imported) == {"new": 1010}
    with queries(at_most=150):
        imported = await intake.committed(county, worker, imported)
    assert counted(imported) == {"imported": 1010}
    found = await by_name(api)
    places = sorted((union.code, union.code_hi) for union in found.values() if union.level == 4)
    assert all(high < low for (_, high), (low, _) in itertools.pairwise(places))
