"""What lies in the cabinets of the demo's unions: plans, summaries, minutes and photos, and who keeps them (MBR-06)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random
from uuid import UUID

from backend.api.paper import actions as papers
from backend.api.paper import keeping
from backend.api.paper.schemas import WithdrawPaperStep
from backend.api.work import Work
from backend.db.file_types import Purpose
from backend.db.tables.paper import Paper
from backend.demo.cast import Cast, morning
from backend.demo.chance import person_name
from backend.demo.city import City, Node
from backend.demo.pictures import at_the_door, document, scan
from backend.domain.access import Role
from backend.domain.calendar import day_of
from backend.domain.identity import Sex
from backend.domain.paper.codes import UnionPaperKind as Kind
from backend.domain.paper.keepers import PaperKeeperDraft
from backend.domain.paper.rules import UnionPaperDraft

UNIONS = 9
"""Of each county, in the order of the tree. Every third one has all of it, each after that lacks photos and more."""

_Sheet = tuple[Kind, str, date, int]
"""What a paper is, its title, its day and its year."""
_MEETINGS = ((250, "第一次职工大会记录"), (70, "工会委员会会议记录"))
_ACTIVITY = (200, "庆“五一”职工趣味运动会")
"""How many days ago, and what it is called."""


async def file(cast: Cast, city: City, counties: Sequence[Node], *, chance: Random, now: datetime) -> None:
    """Keepers and papers for the first unions of each county; one paper had been filed with the wrong union."""
    for county in counties:
        for number, union in enumerate(islice(_within(city, county), UNIONS)):
            await _keep(cast, union, county, number, chance, now)
            for sheet in _papers(number, day_of(now)):
                await _file(cast, union, county, sheet, number, now)
        wrong = next(_within(city, county))
        on = day_of(now - timedelta(days=30))
        row = await _file(cast, wrong, county, (Kind.MINUTES, "其他单位的会议记录", on, on.year), 7, now)
        step = WithdrawPaperStep(step="withdraw", reason="传错了单位")
        at = morning(now - timedelta(days=28))
        await papers.withdraw(_act(cast, wrong, county, at), row.id, step, seen=row.version)


def _within(city: City, county: Node) -> Iterator[Node]:
    return (union for union in city.unions() if county.place.low <= union.place.low <= county.place.high)


def _act(cast: Cast, union: Node, county: Node, when: datetime) -> Work:
    """The chair where there is one with an account; elsewhere the county's officer files what was handed in."""
    chaired = any(each.person.role is Role.CHAIR and each.person.at == union.name for each in cast.opened)
    return cast.act(Role.CHAIR, union, when) if chaired else cast.act(Role.OFFICER, county, when)


async def _keep(cast: Cast, union: Node, county: Node, number: int, chance: Random, now: datetime) -> None:
    """One union in four has nobody, and one in three has handed over."""
    if number % 4 == 3:
        return
    first = max(union.founded, day_of(now - timedelta(days=700)))
    handed = day_of(now - timedelta(days=160))
    former = None
    for since in (first, handed) if number % 3 == 0 and handed > first else (first,):
        draft = PaperKeeperDraft(
            organization_id=union.id,
            former_id=None if former is None else former.id,
            name=person_name(chance, Sex.FEMALE, 1980),
            since=since,
        )
        former = await keeping.name(_act(cast, union, county, morning(now - (day_of(now) - since))), draft)


def _papers(number: int, today: date) -> Iterator[_Sheet]:
    year, early = today.year, max(date(today.year, 1, 1), today - timedelta(days=300))
    yield Kind.PLAN, f"{year} 年工会工作计划", early, year
    yield Kind.SUMMARY, f"{year - 1} 年工会工作总结", early, year - 1
    found = [(Kind.MINUTES, *each) for each in _MEETINGS[: 1 if number % 3 == 1 else 2]]
    if number % 3 != 1:
        found.append((Kind.PHOTO, *_ACTIVITY))
    if number % 3 == 0:
        found += [(Kind.SUMMARY, 120, "上半年工会工作总结"), (Kind.RULES, 400, "工会经费管理办法")]
    for kind, ago, title in found:
        on = today - timedelta(days=ago)
        yield kind, title, on, on.year


async def _file(cast: Cast, union: Node, county: Node, sheet: _Sheet, number: int, now: datetime) -> Paper:
    kind, title, on, year = sheet
    work = _act(cast, union, county, morning(now - (day_of(now) - on)))
    if kind is Kind.PHOTO:
        files = [await _send(cast, work, at_the_door(number % 4 + each), f"活动 {each + 1}.png") for each in range(2)]
    elif kind is Kind.MINUTES:
        files = [await _send(cast, work, document(number % 4 + each), f"第 {each + 1} 页.png") for each in range(2)]
    else:
        files = [await _send(cast, work, scan(number % 4), f"{title}.pdf")]
    draft = UnionPaperDraft(
        organization_id=union.id,
        kind=kind,
        year=year,
        title=title,
        held_on=on,
        place_kept=f"档案柜 {1 + on.month % 3}-{1 + on.day % 5}",
        files=tuple(files),
    )
    return await papers.enter(work, draft)


async def _send(cast: Cast, work: Work, content: bytes, name: str) -> UUID:
    return await cast.picture(work, content, name, Purpose.CABINET)
