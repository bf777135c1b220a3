"""The standing town: one fixed tree with named people, in which every story is told.

云江市 has three counties. 青溪县 is where most happens, 南河县 is its neighbour, 东山区 is the third that must see nothing.
教育 is a line that reaches over counties. The demo city and the load data are this town, scaled.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID, uuid5

from sqlalchemy.ext.asyncio import AsyncSession

from backend.db import placement, restructure
from backend.db.crypto import Vault
from backend.db.pinyin import pinyin_of_title
from backend.db.session import Database
from backend.db.tables.account import RoleGrant, UserAccount
from backend.db.tables.organization import Line, Organization
from backend.domain.access import EVERYTHING, Role
from backend.domain.calendar import day_of
from backend.domain.organization.codes import OrganizationKind as Kind
from backend.domain.organization.codes import Tree

SPACE = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
FOUNDED = date(2020, 1, 1)
SINCE = datetime(2020, 1, 1, tzinfo=UTC)
ABSENT = UUID("01890000-0000-7000-8000-000000000000")


def today() -> date:
    """The day in the town, which is China's: for eight hours of each day another one than the machine's."""
    return day_of(datetime.now(UTC))


def id_of(name: str) -> UUID:
    """The id that a named thing of the town has in every run."""
    return uuid5(SPACE, name)


@dataclass(frozen=True)
class Union:
    """An organization of the town."""

    key: str
    name: str
    kind: Kind
    parent: str | None
    line: str | None = None

    @property
    def id(self) -> UUID:
        return id_of(self.key)


@dataclass(frozen=True)
class Person:
    """Somebody with an account and the roles they hold: (role, union, tree)."""

    key: str
    name: str
    home: str
    grants: tuple[tuple[Role, str, Tree], ...]

    @property
    def id(self) -> UUID:
        return id_of(f"user:{self.key}")

    @property
    def session_id(self) -> UUID:
        return id_of(f"session:{self.key}")


UNIONS = (
    Union("city", "云江市总工会", Kind.CITY_FEDERATION, None),
    Union("education", "云江市教育工会", Kind.LINE_FEDERATION, "city"),
    Union("qingxi", "青溪县总工会", Kind.COUNTY_FEDERATION, "city"),
    Union("chengguan", "城关镇总工会", Kind.TOWNSHIP_FEDERATION, "qingxi"),
    Union("textile", "青溪纺织有限公司工会", Kind.BASE_UNION, "chengguan"),
    Union("weaving", "织造分会", Kind.BRANCH, "textile"),
    Union("dyeing", "印染分会", Kind.BRANCH, "textile"),
    Union("hospital", "青溪县人民医院工会", Kind.BASE_UNION, "chengguan"),
    Union("walking_street", "步行一条街联合工会", Kind.JOINT_UNION, "chengguan"),
    Union("baishi", "白石乡总工会", Kind.TOWNSHIP_FEDERATION, "qingxi"),
    Union("cement", "白石水泥有限公司工会", Kind.BASE_UNION, "baishi"),
    Union("nanhe", "南河县总工会", Kind.COUNTY_FEDERATION, "city"),
    Union("hekou", "河口镇总工会", Kind.TOWNSHIP_FEDERATION, "nanhe"),
    Union("electronics", "汇丰电子有限公司工会", Kind.BASE_UNION, "hekou"),
    Union("school", "南河县第一中学工会", Kind.BASE_UNION, "hekou", line="education"),
    Union("dongshan", "东山区总工会", Kind.COUNTY_FEDERATION, "city"),
    Union("dongshan_street", "东山街道总工会", Kind.STREET_FEDERATION, "dongshan"),
    Union("logistics", "快捷物流联合工会", Kind.JOINT_UNION, "dongshan_street"),
)

_T, _L = Tree.TERRITORY, Tree.LINE
PEOPLE = (
    Person("city_officer", "周明", "city", ((Role.OFFICER, "city", _T),)),
    Person("city_chair", "赵建军", "city", ((Role.CHAIR, "city", _T),)),
    Person("county_officer", "何静", "qingxi", ((Role.OFFICER, "qingxi", _T),)),
    Person("county_chair", "吴国强", "qingxi", ((Role.CHAIR, "qingxi", _T),)),
    Person("county_finance", "孙丽", "qingxi", ((Role.FINANCE, "qingxi", _T),)),
    Person("county_auditor", "郑海", "qingxi", ((Role.AUDITOR, "qingxi", _T),)),
    Person("township_officer", "李梅", "chengguan", ((Role.OFFICER, "chengguan", _T),)),
    Person("union_chair", "方秀云", "textile", ((Role.CHAIR, "textile", _T),)),
    Person("sibling_chair", "贺春生", "hospital", ((Role.CHAIR, "hospital", _T),)),
    Person("neighbour_officer", "杜衡", "nanhe", ((Role.OFFICER, "nanhe", _T),)),
    Person("third_officer", "田野", "dongshan", ((Role.OFFICER, "dongshan", _T),)),
    Person("line_officer", "林教", "education", ((Role.OFFICER, "education", _L),)),
    Person("system_admin", "陈系统", "city", ((Role.SYSTEM_ADMIN, "city", _T),)),
    Person("security_admin", "安全甲", "city", ((Role.SECURITY_ADMIN, "city", _T),)),
    Person("second_security_admin", "安全乙", "city", ((Role.SECURITY_ADMIN, "city", _T),)),
    Person("audit_admin", "审计员", "city", ((Role.AUDIT_ADMIN, "city", _T),)),
    Person("integrator", "数据局", "city", ((Role.INTEGRATOR, "city", _T),)),
    Person("member", "王小军", "textile", ((Role.MEMBER, "textile", _T),)),
)
BY_KEY = {person.key: person for person in PEOPLE}


async def build(database: Database, vault: Vault) -> None:
    """Found the town in an empty database."""
    async with database.transaction(EVERYTHING) as session:
        built = await _found_unions(session)
    async with database.transaction(EVERYTHING) as session:
        session.add_all(_account_of(person, built) for person in PEOPLE)
        await session.flush()
        session.add_all(grant for person in PEOPLE for grant in _grants_of(person, built))


async def _found_unions(session: AsyncSession) -> dict[str, Organization]:
    built: dict[str, Organization] = {}
    lines: dict[str, Line] = {}
    for union in UNIONS:
        parent = built.get(union.parent) if union.parent else None
        low, high = (await placement.place_under(session, parent, union.kind.level)) if parent else (1, 2**62)
        row = Organization(
            id=union.id,
            parent_id=parent.id if parent else None,
            kind=union.kind,
            level=union.kind.level,
            name=union.name,
            initials=pinyin_of_title(union.name)[1],
            code=low,
            code_hi=high,
            established_on=FOUNDED,
            term_started_on=FOUNDED,
            employees=100 if union.kind.level == 4 else 0,
            created_at=SINCE,
        )
        session.add(row)
        await session.flush()
        built[union.key] = row
        if union.kind is Kind.LINE_FEDERATION:
            place = await placement.place_line(session, None)
            lines[union.key] = Line(
                id=id_of(f"line:{union.key}"),
                name=union.name,
                organization_id=row.id,
                code=place.low,
                code_hi=place.high,
            )
            session.add(lines[union.key])
            await session.flush()
        if union.line:
            await placement.set_line(session, row, lines[union.line])
    await restructure.record_versions(
        session, list(built.values()), change="founded", on=FOUNDED, at=SINCE, actor_id=None
    )
    return built


def _account_of(person: Person, built: dict[str, Organization]) -> UserAccount:
    home = built[person.home]
    return UserAccount(
        id=person.id,
        login=person.key,
        name=person.name,
        organization_id=home.id,
        code=home.code,
        status="active",
        must_change_password=False,
        created_at=SINCE,
    )


def _grants_of(person: Person, built: dict[str, Organization]) -> list[RoleGrant]:
    return [
        RoleGrant(
            user_id=person.id,
            role=role,
            tree=tree,
            organization_id=built[where].id,
            code=built[where].code,
            line_code=built[where].line_code,
            starts_on=FOUNDED,
            status="active",
            created_at=SINCE,
        )
        for role, where, tree in person.grants
    ]
