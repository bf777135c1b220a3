"""Surveys of need of the demo: some units with households on file were looked into, with plans that are kept, late, bare."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.api.needs_survey import actions as surveys
from backend.db.queries.needs_survey import list_measures
from backend.demo.cast import Cast, morning
from backend.demo.city import City, Node
from backend.demo.people import Row
from backend.domain.access import Role
from backend.domain.aid.codes import HardshipCause
from backend.domain.calendar import day_of
from backend.domain.needs.codes import NeedsMeasureKind, SurveyWay
from backend.domain.needs.surveys import MeasureDraft, MeasureResult, SurveyDraft

_W, _C, _K = SurveyWay, HardshipCause, NeedsMeasureKind


@dataclass(frozen=True, slots=True)
class _Found:
    """How many days ago, how, why, what was found; measures with their days; whether they are done."""

    ago: int
    ways: tuple[SurveyWay, ...]
    causes: tuple[HardshipCause, ...]
    people: int
    homes: int
    findings: str
    measures: tuple[tuple[NeedsMeasureKind, str, int], ...] = ()
    done: bool = False


_SURVEYS = (
    _Found(
        64,
        (_W.MEETING, _W.HOME_VISITS),
        (_C.OWN_ILLNESS, _C.SCHOOLING),
        24,
        5,
        "车间座谈 24 人，入户 5 户。两户因大病支出负担重，一户子女上大学有困难；夜班就餐不便反映集中。",
        ((_K.RELIEF, "为两户大病家庭申请医疗救助", 40), (_K.SERVICE, "协调食堂开设夜宵窗口", 30)),
        done=True,
    ),
    _Found(
        41,
        (_W.HOME_VISITS, _W.POLICY_CHECK),
        (_C.LOW_INCOME,),
        9,
        9,
        "检查低保、医保政策落实情况，入户 9 户。一户低保未按新标准调整，三户有就业培训意愿。",
        ((_K.RIGHTS, "联系民政部门复核低保待遇", 25), (_K.SERVICE, "报名参加家政、电工技能培训", 90)),
    ),
    _Found(
        12,
        (_W.SEMINAR,),
        (_C.UNEMPLOYED, _C.DEPENDANTS),
        15,
        0,
        "与企业行政研讨停产岗位职工安置，15 人参加。职工最关心工资结清和社保接续。",
    ),
)


async def survey(cast: Cast, city: City, counties: Sequence[Node], households: Sequence[Row], *, now: datetime) -> None:
    """Three of each county, at unions with households on file."""
    places = {node.id: node for node in city.nodes}
    for county in counties:
        held = {row["organization_id"]: None for row in households if row["status"] == "active"}
        units = [places[id] for id in held if county.place.low <= places[id].place.low <= county.place.high]
        for unit, found in zip(units, _SURVEYS, strict=False):
            await _one(cast, county, unit, found, now=now)


async def _one(cast: Cast, county: Node, unit: Node, found: _Found, *, now: datetime) -> None:
    work = cast.act(Role.OFFICER, county, morning(now - timedelta(days=found.ago)))
    on = day_of(work.now)
    row = await surveys.enter(
        work,
        SurveyDraft(
            organization_id=unit.id,
            held_on=on,
            ways=found.ways,
            causes=found.causes,
            people=found.people,
            homes=found.homes,
            findings=found.findings,
        ),
    )
    for kind, what, days in found.measures:
        draft = MeasureDraft(kind=kind, what=what, lead="权益保障部", due_on=on + timedelta(days=days))
        row = await surveys.plan(work, row.id, draft, seen=row.version)
    if found.done:
        later = cast.act(Role.OFFICER, county, morning(now - timedelta(days=5)))
        for measure in await list_measures(cast.session, row.id):
            result = MeasureResult(on=measure.due_on, outcome="已办结，职工反映良好。")
            row = await surveys.settle(later, row.id, measure.id, result, seen=row.version)
