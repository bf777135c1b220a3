"""Money brought to the doors: a plan made from approved cases, and each visit with its picture and its signature."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import col, select

from backend.api.visit import planning, recording
from backend.api.visit.schemas import CasePick, PlanStepAsked, VisitPlanFromList
from backend.db.file_types import Purpose
from backend.db.tables.aid_case import AidProgram
from backend.db.tables.visit import Visit
from backend.demo.cast import Cast
from backend.demo.city import Node
from backend.demo.pictures import at_the_door, signature
from backend.domain.access import Role
from backend.domain.visit.codes import ConcernKind, Occasion, PlanStep, VisitLevel
from backend.domain.visit.doing import Concern, VisitReport
from backend.domain.visit.plans import Leader, TeamDraft, VisitPlanDraft, team_name

_HEARD = (
    ("老人恢复得不错，一家人安心。", (ConcernKind.MEDICAL, "复查要去市里，路费希望能报销一部分。")),
    ("孩子成绩好，家里安心。", None),
    ("已回单位上班，感谢工会。", (ConcernKind.WORK, "想学电工，找一份离家近的工作。")),
)
ABSENT = 3
"""The place of the one who was not at home."""


async def bring(cast: Cast, county: Node, program: AidProgram, at: datetime) -> Mapping[UUID, UUID]:
    """Plan, go and record; which visit brought the money of which case."""
    officer = cast.act(Role.OFFICER, county, at)
    starts = (at + timedelta(days=2)).date()
    plan = await planning.make_from_list(
        officer,
        VisitPlanFromList(
            plan=VisitPlanDraft(
                organization_id=county.id,
                name=f"{program.name}入户发放",
                occasion=Occasion.OTHER,
                level=VisitLevel.FEDERATION,
                starts_on=starts,
                ends_on=starts + timedelta(days=1),
                sets_off="08:30",
                meeting_place="县总工会一楼",
                teams=(
                    TeamDraft(name=team_name(0), leaders=(Leader(name="周晓梅", post="县总工会副主席"),)),
                    TeamDraft(name=team_name(1), leaders=(Leader(name="林国栋", post="副县长"),)),
                ),
            ),
            cases=CasePick(program_id=program.id),
            teams=2,
        ),
    )
    plan = await planning.step(officer, plan.id, PlanStepAsked(step=PlanStep.PLAN), seen=plan.version)
    stops = (
        await cast.session.scalars(
            select(Visit).where(Visit.plan_id == plan.id).order_by(col(Visit.team_id), col(Visit.place))
        )
    ).all()
    brought: dict[UUID, UUID] = {}
    for number, stop in enumerate(stops):
        there = cast.act(Role.OFFICER, county, at + timedelta(days=2, hours=1, minutes=25 * number))
        if number == ABSENT:
            await recording.absent(there, stop.id, "外出就医，改日由工会送达", seen=stop.version)
            continue
        heard, concern = _HEARD[number % len(_HEARD)]
        await recording.report(
            there,
            stop.id,
            VisitReport(
                given_fen=stop.cash_fen,
                photos=(await cast.picture(there, at_the_door(number), "入户.png", Purpose.VISIT),),
                signature=await cast.picture(there, signature(number), "签收.png", Purpose.VISIT),
                heard=heard,
                concerns=() if concern is None else (Concern(kind=concern[0], text=concern[1]),),
            ),
            seen=stop.version,
        )
        assert stop.case_id is not None
        brought[stop.case_id] = stop.id
    await cast.session.refresh(plan)
    done = cast.act(Role.OFFICER, county, at + timedelta(days=4))
    await planning.step(done, plan.id, PlanStepAsked(step=PlanStep.FINISH), seen=plan.version)
    return brought
