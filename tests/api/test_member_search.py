"""The one search box: what is found, what is refused, and that each way goes by an index under row security."""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import psycopg
import pytest
from sqlalchemy import ClauseElement, Executable, insert, text
from sqlalchemy.ext.compiler import compiles

from backend.db.pinyin import pinyin_of
from backend.db.queries.member_filters import MemberFilters, Top, arms_of
from backend.db.queries.member_list import list_duplicate_groups, list_members, select_exactly, select_ids
from backend.db.tables.member import Member
from backend.db.types import new_id
from backend.domain.access import EVERYTHING, Scope
from backend.domain.member.search import FREQUENT_SURNAMES, SearchTerm, Wanted, begins_a_frequent_surname, read_search
from backend.domain.organization.codes import Level, Tree
from tests.conftest import Api, Cluster
from tests.people import enter, id_number, join
from tests.plans import explained, looked_at
from tests.town import id_of


async def names(client: Any, q: str, **more: Any) -> list[str]:
    answer = await client.get("/members", params={"q": q, "with_total": True, **more})
    assert answer.status_code == 200, (q, answer.text)
    assert answer.json()["total"] == len(answer.json()["items"])
    return sorted(item["name"] for item in answer.json()["items"])


async def test_what_the_box_finds(api: Api) -> None:
    """Issue 2 section 4: name, part of a name, pinyin, initials, last four of either number, member number."""
    client = await api.as_("county_officer")
    jianguo = await join(client, "张建国", id_number=id_number(501), phone="13812345678")
    await enter(client, "王建国", "cement", phone="0738-8315678")
    await enter(client, "曾美丽", "hospital")
    await enter(client, "欧阳娜娜", "weaving")
    await enter(client, "阿依古丽·买买提", "dyeing")
    await enter(
        client, "Anna Smith", "hospital", id_kind="passport", id_number="E1234567", sex="female", born_on="1990-01-01"
    )
    await enter(await api.as_("neighbour_officer"), "张建军", "electronics", phone="13912345678")
    tail = id_number(501)[-4:]
    for q, found in {
        "张": ["张建国"],
        "建国": ["张建国", "王建国"],
        "国": ["张建国", "王建国"],
        " 张 建国 ": ["张建国"],
        "娜娜": ["欧阳娜娜"],
        "古丽": ["阿依古丽·买买提"],
        "依古丽": ["阿依古丽·买买提"],
        "zjg": ["张建国"],
        "ZJG": ["张建国"],
        "zhangjian": ["张建国"],
        "zhang jian": ["张建国"],
        "zeng": ["曾美丽"],
        "zml": ["曾美丽"],
        "ouyang": ["欧阳娜娜"],
        "anna": ["Anna Smith"],
        "5678": ["张建国", "王建国"],
        tail: ["张建国"],
        tail.lower(): ["张建国"],
        jianguo["number"]: ["张建国"],
        jianguo["number"][:6]: ["张建国"],
        "0000": [],
        "不存在": [],
        "  ": ["Anna Smith", "张建国", "曾美丽", "欧阳娜娜", "王建国", "阿依古丽·买买提"],
    }.items():
        assert await names(client, q) == sorted(found), q
    assert await names(client, "建国", organization_id=str(id_of("cement"))) == ["王建国"]
    assert await names(client, "建国", status="active") == ["张建国"]
    assert await names(client, "建国", sort="-created") == ["张建国", "王建国"]


HOSTILE = ["%", "_", "%%", "张%", "_建国", "\\", "'", "';--", '" or 1=1', "😀", "*", ".*", "(", "张" * 60, "1=1"]


@pytest.mark.parametrize("q", HOSTILE)
async def test_wildcards_and_worse_find_nobody(api: Api, q: str) -> None:
    """trust.md X-07: no sign means anything; no answer but an empty page."""
    client = await api.as_("county_officer")
    await enter(client, "张建国")
    assert await names(client, q) == []


@pytest.mark.parametrize(
    "q",
    [
        "370602198803145012",
        "13800138000",
        "+86 138 0013 8000",
        "37060219880314501x",
        "３７０６０２１９８８０３１４５０１２",
    ],
)
async def test_whole_numbers_are_refused_in_a_url(api: Api, q: str) -> None:
    """ASVS 14.2.1: whoever types a whole number is shown the way that does not end in a log."""
    answer = await (await api.as_("county_officer")).get("/members", params={"q": q})
    assert (answer.status_code, answer.json()["code"]) == (422, "search_personal_number")
    assert q not in answer.text


async def test_control_characters_are_refused(api: Api) -> None:
    """trust.md X-02: NUL and its kin are 422, never 500."""
    client = await api.as_("county_officer")
    for q in ("a\x00b", "张\x1b建国", "\u202e国建张"):
        assert (await client.get("/members", params={"q": q})).status_code == 422


async def test_exact_look_up(api: Api) -> None:
    """Issue 2 section 4: by a whole number in a body, in any spelling; only in the scope; one number at a time."""
    client = await api.as_("county_officer")
    number = id_number(511)
    await enter(client, "张建国", id_number=number, phone="13812345678")
    for body in ({"id_number": number}, {"id_number": f" {number[:6]} {number[6:]} "}, {"phone": "+86 138-1234-5678"}):
        answer = await client.post("/members/search", json=body)
        assert [item["name"] for item in answer.json()["items"]] == ["张建国"], body
        assert number not in answer.text
    stranger = await api.as_("neighbour_officer")
    assert (await stranger.post("/members/search", json={"id_number": number})).json()["items"] == []
    for wrong in ({}, {"id_number": number, "phone": "13812345678"}, {"name": "张"}, {"phone": "123"}):
        assert (await client.post("/members/search", json=wrong)).status_code == 422, wrong


@pytest.mark.parametrize(
    ("raw", "wanted", "spelled"),
    [
        ("张建国", Wanted.NAME, "张建国"),
        ("王 x", Wanted.NAME, "王x"),
        ("12", Wanted.NUMBER, "12"),
        ("1234", Wanted.TAIL, "1234"),
        ("123x", Wanted.TAIL, "123X"),
        ("１２３４", Wanted.TAIL, "1234"),
        ("20260000", Wanted.NUMBER, "20260000"),
        ("Zhang'jian", Wanted.SPELLING, "zhangjian"),
        ("!!", Wanted.NOTHING, ""),
    ],
)
def test_how_text_is_read(raw: str, wanted: Wanted, spelled: str) -> None:
    """Issue 2 section 4: what is meant is seen from what is typed."""
    assert read_search(raw) == SearchTerm(wanted, spelled)


class Explain(Executable, ClauseElement):
    """A statement's plan, made with its values."""

    inherit_cache = False

    def __init__(self, statement: Any) -> None:
        self.statement = statement


@compiles(Explain)
def _explain(element: Explain, compiler: Any, **more: Any) -> str:
    return f"explain {compiler.process(element.statement, **more)}"


PEOPLE = 9_000
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚桂英华玉兰鑫鹏宇波斌"


@pytest.fixture
async def crowd(api: Api, cluster: Cluster) -> tuple[Api, dict[str, tuple[int, int]]]:
    """Nine thousand members over the unions of the town, with statistics; and the bounds of each union."""
    chance = random.Random(7)
    async with api.database.transaction(EVERYTHING) as session:
        unions = (
            await session.execute(text("select id, code, line_code, level, name, code_hi from organization"))
        ).all()
        counties = [u for u in unions if u.level == 2]
        townships = [u for u in unions if u.level == 3]
        bases = [u for u in unions if u.level == 4]
        rows = [_person(chance, chance.choice(bases), counties, townships) for _ in range(PEOPLE)]
        await session.execute(insert(Member.__table__), rows)  # type: ignore[attr-defined]
    name = api.database.engine.url.database
    with psycopg.connect(cluster.server.url("owner", str(name)), autocommit=True) as owner:
        owner.execute("analyze member")
    return api, {union.name: (union.code, union.code_hi) for union in unions}


def _person(chance: random.Random, at: Any, counties: Sequence[Any], townships: Sequence[Any]) -> dict[str, Any]:
    name = chance.choice(SURNAMES) + "".join(chance.choice(GIVEN) for _ in range(chance.choice((1, 2, 2))))
    pinyin, initials = pinyin_of(name)
    return {
        "id": new_id(),
        "organization_id": at.id,
        "code": at.code,
        "line_code": at.line_code,
        "county_id": next(c.id for c in counties if c.code <= at.code <= c.code_hi),
        "township_id": next(t.id for t in townships if t.code <= at.code <= t.code_hi),
        "status": "active",
        "name": name,
        "pinyin": pinyin,
        "initials": initials,
        "number": f"2026{chance.getrandbits(40):013d}",
        "id_kind": "resident",
        "id_number": b"sealed",
        "id_number_index": chance.randbytes(16),
        "id_tail_index": chance.randbytes(16),
        "phone_index": chance.randbytes(16),
        "phone_tail_index": chance.randbytes(16),
        "sex": "male",
        "born_on": date(1990, 1, 1),
        "age_band": 2,
        "kind": "regular",
        "migrant": False,
        "dispatched": False,
        "hardship": False,
        "model_worker": "none",
        "native_place": "",
        "hukou_place": "",
        "post": "",
        "title": "",
        "completeness": 50,
        "source": "import",
        "notes": "",
        "created_at": datetime.now(UTC),
        "updated_at": datetime.now(UTC),
        "version": 1,
    }


async def plan_of(api: Api, scope: Scope, statement: Any, *, closed: Sequence[str] = ()) -> str:
    async with api.database.transaction(scope) as session:
        for way in closed:
            await session.execute(text(f"set local {way} = off"))
        return "\n".join(row[0] for row in await session.execute(Explain(statement)))


def below_the_cut(plan: str) -> str:
    """What is done to find the page; the fifty rows themselves may be put in order again after the join."""
    return plan.split("Limit", 1)[1].split("organization", 1)[0]


def term(q: str) -> MemberFilters:
    return MemberFilters(term=read_search(q), tails=(b"a" * 16, b"b" * 16))


async def test_every_way_of_searching_goes_by_its_index(crowd: tuple[Api, dict[str, tuple[int, int]]]) -> None:
    """data.md section 3: at city scope, under row security, with the planner left alone."""
    api, bounds = crowd
    low, high = bounds["云江市总工会"]
    city = Scope(low=low, high=high)
    for filters, indexes in (
        (
            term("郭玉兰"),
            ("member_name_code_line_code_idx", "member_name2_code_line_code_idx", "member_name3_code_line_code_idx"),
        ),
        (
            term("玉兰"),
            ("member_name_code_line_code_idx", "member_name2_code_line_code_idx", "member_name3_code_line_code_idx"),
        ),
        (term("gyl"), ("member_initials_code_line_code_idx", "member_pinyin_code_line_code_idx")),
        (term("guoyulan"), ("member_initials_code_line_code_idx", "member_pinyin_code_line_code_idx")),
        (term("20260001234567"), ("member_number_key",)),
        (term("1234"), ("member_id_tail_index_code_line_code_idx", "member_phone_tail_index_code_line_code_idx")),
    ):
        plan = await plan_of(api, city, list_members(city, filters, after=None, limit=51).select)
        for index in indexes:
            assert index in plan, (filters.term, plan)
        assert "Seq Scan on member" not in plan, plan
    exact = await plan_of(api, city, select_exactly(id_number=b"a" * 16))
    assert "member_id_number_index_idx" in exact


async def test_lists_are_index_ranges_at_every_scope(crowd: tuple[Api, dict[str, tuple[int, int]]]) -> None:
    """data.md sections 1 and 2: in tree order by (code, id), first page and later; no sort, no scan."""
    api, bounds = crowd
    for union in ("云江市总工会", "青溪县总工会", "城关镇总工会", "青溪纺织有限公司工会"):
        scope = Scope(low=bounds[union][0], high=bounds[union][1])
        for after in (None, [bounds["步行一条街联合工会"][0], str(new_id())]):
            plan = await plan_of(api, scope, list_members(scope, MemberFilters(), after=after, limit=51).select)
            assert "member_code_id_idx" in plan, (union, plan)
            assert "Seq Scan on member" not in plan, plan
            assert "Sort" not in below_the_cut(plan), (union, plan)


async def test_newest_first_goes_by_the_column_of_the_level(crowd: tuple[Api, dict[str, tuple[int, int]]]) -> None:
    """data.md "Found when a bare app…": by equality on the level's column, backwards, without a sort."""
    api, bounds = crowd
    for union, key, level, index in (
        ("云江市总工会", "city", Level.CITY, "member_pkey"),
        ("青溪县总工会", "qingxi", Level.COUNTY, "member_county_id_id_idx"),
        ("城关镇总工会", "chengguan", Level.TOWNSHIP, "member_township_id_id_idx"),
    ):
        low, high = bounds[union]
        scope = Scope(low=low, high=high)
        top = Top(organization_id=id_of(key), level=level, low=low, high=high)
        statement = list_members(scope, MemberFilters(status=("active",)), after=None, limit=51, newest=top).select
        plan = await plan_of(api, scope, statement)
        assert f"Index Scan Backward using {index}" in plan, (union, plan)
        assert "Sort" not in below_the_cut(plan), (union, plan)


async def test_newest_first_of_a_union_never_walks_the_whole_table(
    crowd: tuple[Api, dict[str, tuple[int, int]]],
) -> None:
    """data.md section 1, "the trap that decides the sort order": a union's own range, sorted, whatever its share."""
    api, bounds = crowd
    low, high = bounds["青溪纺织有限公司工会"]
    scope = Scope(low=low, high=high)
    top = Top(organization_id=id_of("textile"), level=Level.UNION, low=low, high=high)
    plan = await plan_of(api, scope, list_members(scope, MemberFilters(), after=None, limit=51, newest=top).select)
    assert "member_pkey" not in plan, plan
    assert "member_code_id_idx" in plan, plan


async def test_a_line_goes_by_its_own_column(crowd: tuple[Api, dict[str, tuple[int, int]]]) -> None:
    """data.md: the second tree is an index range too."""
    api, _bounds = crowd
    async with api.database.transaction(EVERYTHING) as session:
        low, high = (await session.execute(text("select code, code_hi from line"))).one()
    scope = Scope(tree=Tree.LINE, low=low, high=high)
    plan = await plan_of(api, scope, list_members(scope, MemberFilters(), after=None, limit=51).select)
    assert "member_line_code_id_idx" in plan, plan


async def test_a_search_in_a_line_is_narrowed_inside_the_index(crowd: tuple[Api, dict[str, tuple[int, int]]]) -> None:
    """Issue 2 section 8: else the whole line is walked or met with what was found, half a second at 3,000,000 members.

    The line of the town is small enough to walk, so that way is closed to the planner here.
    """
    api, _bounds = crowd
    async with api.database.transaction(EVERYTHING) as session:
        low, high = (await session.execute(text("select code, code_hi from line"))).one()
    scope = Scope(tree=Tree.LINE, low=low, high=high)
    for q in ("郭玉兰", "guoyulan", "1234"):
        statement = list_members(scope, term(q), after=None, limit=51).select
        plan = await plan_of(api, scope, statement, closed=("enable_indexscan", "enable_seqscan"))
        conditions = [line for line in plan.splitlines() if "Index Cond" in line]
        assert len(conditions) >= 2, plan
        assert all("line_code >=" in line for line in conditions if "organization" not in line), (q, plan)


async def test_a_search_in_a_line_is_not_taken_for_empty(crowd: tuple[Api, dict[str, tuple[int, int]]]) -> None:
    """Issue 2 section 8: a line keeps one code for all its members, and "after (code, id)" is judged by the code alone.

    Were the cursor of a search written so, the planner would expect nobody and walk the line, half a second at
    3,000,000 members.
    """
    api, _bounds = crowd
    async with api.database.transaction(EVERYTHING) as session:
        low, high = (await session.execute(text("select code, code_hi from line"))).one()
    scope = Scope(tree=Tree.LINE, low=low, high=high)
    plan = await plan_of(api, scope, list_members(scope, term("郭玉兰"), after=None, limit=51).select)
    assert "ROW(" not in plan, plan
    assert "ROW(" in await plan_of(api, scope, list_members(scope, MemberFilters(), after=None, limit=51).select)


async def test_a_page_of_a_search_is_merged_from_its_arms(crowd: tuple[Api, dict[str, tuple[int, int]]]) -> None:
    """MBR-01: page by page the same members in the same order as a walk through all, whatever was typed."""
    api, bounds = crowd
    async with api.database.transaction(EVERYTHING) as session:
        tails = (await session.execute(text("select id_tail_index, phone_tail_index from member order by id"))).all()
        shared = [tails[0].id_tail_index, tails[0].phone_tail_index]
        await session.execute(
            text("update member set id_tail_index = :id where id_tail_index >= :half"),
            {"id": shared[0], "half": b"\xc0" + bytes(15)},
        )
        await session.execute(
            text("update member set phone_tail_index = :phone where phone_tail_index < :half"),
            {"phone": shared[1], "half": b"\x30" + bytes(15)},
        )
    for q in ("兰", "玉兰", "王伟", "郭玉兰", "wyl", "zhangwei", "zhang", "1234", "张", "zw", "wx", "lj", "ou", "欧阳"):
        filters = MemberFilters(term=read_search(q), tails=(shared[0], shared[1]), sex="male")
        for union in ("云江市总工会", "青溪县总工会", "青溪纺织有限公司工会"):
            scope = Scope(low=bounds[union][0], high=bounds[union][1])
            merged = await pages_of(api, scope, filters)
            async with api.database.transaction(scope) as session:
                walked = (await session.execute(select_ids(scope, filters, most=10_000).select)).all()
            assert merged == [row.id for row in walked], (q, union)


async def test_two_letters_find_the_long_and_the_strange_too(crowd: tuple[Api, dict[str, tuple[int, int]]]) -> None:
    """MBR-01: what begins with them and is longer than three letters, holds a digit, or is spelled so and not initials."""
    api, bounds = crowd
    low, high = bounds["云江市总工会"]
    odd = {"qz": "", "qz1": "", "qzy": "", "qzyb": "", "qzzyxw": "", "qz乙": "", "yxm": "qzixuan", "qy": "", "qaz": ""}
    async with api.database.transaction(EVERYTHING) as session:
        members = (await session.execute(text("select id from member order by id limit 9"))).scalars()
        for id, (initials, pinyin) in zip(members, odd.items(), strict=True):
            await session.execute(
                text("update member set initials = :initials, pinyin = :pinyin, post = :initials where id = :id"),
                {"id": id, "initials": initials, "pinyin": pinyin},
            )
    filters = term("qz")
    assert arms_of(filters.term, Tree.TERRITORY) == "pair"
    found = await pages_of(api, Scope(low=low, high=high), filters)
    async with api.database.transaction(EVERYTHING) as session:
        named = await session.execute(text("select id, post from member where post <> ''"))
        posts = {row.id: row.post for row in named}
    assert {posts[id] for id in found} == {"qz", "qz1", "qzy", "qzyb", "qzzyxw", "qz乙", "yxm"}


@pytest.mark.parametrize("letters", ["gy", "ml", "qz"])
async def test_two_initials_are_a_few_short_lists(crowd: tuple[Api, dict[str, tuple[int, int]]], letters: str) -> None:
    """Each of the fifty-six is its own range of the index: none walks the nine thousand to meet its page."""
    api, bounds = crowd
    low, high = bounds["云江市总工会"]
    scope = Scope(low=low, high=high)
    async with api.database.transaction(scope) as session:
        await session.connection()
        with explained(api.database.engine.sync_engine) as plans:
            await session.execute(list_members(scope, term(letters), after=None, limit=17).select)
    assert sum(looked_at(plan) for plan in plans) < 2_000


@pytest.mark.parametrize(
    ("letters", "is_frequent"),
    [("w", True), ("wa", True), ("wang", True), ("wangx", False), ("ou", False), ("v", False), ("ng", False)],
)
def test_which_letters_begin_a_frequent_surname(letters: str, is_frequent: bool) -> None:
    assert begins_a_frequent_surname(letters) is is_frequent


def test_frequent_surnames_are_spelled() -> None:
    """The two lists of domain/member/search.py are of the same surnames."""
    for surname in FREQUENT_SURNAMES:
        assert begins_a_frequent_surname(pinyin_of(surname + "一")[0].removesuffix("yi")), surname


async def pages_of(api: Api, scope: Scope, filters: MemberFilters) -> list[Any]:
    """The ids of all pages of seventeen."""
    ids: list[Any] = []
    after = None
    while True:
        async with api.database.transaction(scope) as session:
            page = (await session.execute(list_members(scope, filters, after=after, limit=17).select)).all()
        ids += [row.id for row in page]
        if len(page) < 17:
            return ids
        after = [page[-1]._mapping["_code"], str(page[-1].id)]


async def test_duplicates_of_a_county_are_one_statement(
    crowd: tuple[Api, dict[str, tuple[int, int]]], queries: Any
) -> None:
    """Issue 2 section 4: set-based, whatever the number of groups."""
    api, bounds = crowd
    scope = Scope(low=bounds["青溪县总工会"][0], high=bounds["青溪县总工会"][1])
    async with api.database.transaction(scope) as session:
        with queries(at_most=2):
            rows = (await session.execute(list_duplicate_groups(scope, top=None, after=None, limit=51))).all()
    assert len(rows) == 51
