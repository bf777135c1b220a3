"""Visits of the demo: each county went to its households at the last holiday and plans the next; some asked for something."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from backend.db.crypto import Vault
from backend.db.tables.account import UserAccount
from backend.demo.chance import dice, id_at
from backend.demo.city import City, Node
from backend.demo.people import Row
from backend.domain.calendar import day_of
from backend.domain.organization.codes import Level
from backend.domain.visit.codes import ConcernKind, Occasion, PlanStatus, VisitLevel, VisitStatus
from backend.domain.visit.plans import team_name
from backend.domain.visit.splitting import shares
from backend.domain.visit.stops import kind_for

TEAMS = 2
CASH_FEN, GOODS_FEN = 50_000, 30_000
_GOODS = [{"name": "大米", "count": 2, "value_fen": 20_000}, {"name": "食用油", "count": 1, "value_fen": 10_000}]
_LEADERS = (("林国栋", "副县长"), ("周晓梅", "县人大副主任"))
_JOINING = ["县总工会", "县人力资源和社会保障局"]
_HEARD = (
    (ConcernKind.MEDICAL, "慢性病药费报销周期长，希望帮助协调。"),
    (ConcernKind.SCHOOLING, "孩子明年上高中，想了解金秋助学的申请条件。"),
    (ConcernKind.WORK, "希望参加电工培训，找一份稳定的工作。"),
    (ConcernKind.HOUSING, "屋顶漏雨，入冬前想修一修。"),
)


@dataclass(slots=True)
class Visits:
    """The rows of plans, teams, stops and what was heard."""

    plans: list[Row] = field(default_factory=list)
    teams: list[Row] = field(default_factory=list)
    stops: list[Row] = field(default_factory=list)
    concerns: list[Row] = field(default_factory=list)


def visits_of(
    city: City,
    households: Sequence[Row],
    officers: Mapping[str, UserAccount],
    *,
    seed: int,
    vault: Vault,
    now: datetime,
) -> Visits:
    """Two plans for each county with an officer: one done two months ago, one for three weeks from now."""
    chance = dice(seed, 12)
    places = {node.id: node for node in city.nodes}
    made = Visits()
    active = sorted((row for row in households if row["status"] == "active"), key=lambda row: row["code"])
    for node in city.nodes:
        officer = officers.get(node.name.removesuffix("总工会"))
        if node.kind.level is not Level.COUNTY or officer is None:
            continue
        files = [row for row in active if places[row["organization_id"]].above(Level.COUNTY) is node]
        if not files:
            continue
        today = day_of(now)
        done = _plan(
            made, node, officer, Occasion.NATIONAL_DAY, PlanStatus.DONE, today - timedelta(days=56), chance, now
        )
        _stops(made, done, files[::2], places, officer, chance, now, vault)
        planned = _plan(
            made, node, officer, Occasion.NEW_YEAR, PlanStatus.PLANNED, today + timedelta(days=21), chance, now
        )
        _stops(made, planned, files, places, officer, chance, now, vault)
    return made


def _plan(
    made: Visits,
    node: Node,
    officer: UserAccount,
    occasion: Occasion,
    status: PlanStatus,
    on: date,
    chance: Random,
    now: datetime,
) -> Row:
    begun = now - timedelta(days=70 if status is PlanStatus.DONE else 3)
    place = {"organization_id": node.id, "code": node.place.low, "line_code": node.line_code}
    row: Row = {
        "id": id_at(begun, chance),
        **place,
        "organization_name": node.name,
        "name": f"{on.year}年{occasion.zh}送温暖走访慰问",
        "occasion": str(occasion),
        "level": str(VisitLevel.LEADERS),
        "status": str(status),
        "starts_on": on,
        "ends_on": on + timedelta(days=2),
        "sets_off": "09:45",
        "meeting_place": "县办公楼一楼大堂",
        "maker_id": officer.id,
        "maker_name": officer.name,
        "finished_at": begun + timedelta(days=20) if status is PlanStatus.DONE else None,
        "created_at": begun,
        "updated_at": begun,
    }
    made.plans.append(row)
    for number, (name, post) in enumerate(_LEADERS[:TEAMS]):
        made.teams.append(
            place
            | {
                "id": id_at(begun, chance),
                "plan_id": row["id"],
                "place": number,
                "name": team_name(number),
                "leaders": [{"name": name, "post": post}],
                "joining": _JOINING,
                "officers": [],
            }
        )
    return row


def _stops(
    made: Visits,
    plan: Row,
    files: Sequence[Row],
    places: Mapping[UUID, Node],
    officer: UserAccount,
    chance: Random,
    now: datetime,
    vault: Vault,
) -> None:
    teams = [team for team in made.teams if team["plan_id"] == plan["id"]]
    townships = [places[file["organization_id"]].above(Level.TOWNSHIP) for file in files]
    share = shares([None if node is None else node.id for node in townships], TEAMS)
    done = plan["status"] == PlanStatus.DONE
    at = [0] * TEAMS
    for number, (file, team) in enumerate(zip(files, share, strict=True)):
        met = done and number % 7 != 3
        on = plan["starts_on"] + timedelta(days=number % 3)
        recorded = plan["created_at"] + timedelta(days=14 + number % 3, minutes=17 * number) if done else None
        node = places[file["organization_id"]]
        stop: Row = {
            "id": id_at(plan["created_at"], chance),
            "plan_id": plan["id"],
            "team_id": teams[team]["id"],
            **{name: file[name] for name in ("organization_id", "code", "line_code", "name")},
            "place": at[team],
            "household_id": file["id"],
            "unit": node.name,
            "kind": str(
                kind_for(model_worker=file["model_worker"], worker_kind=file["worker_kind"], category=file["category"])
            ),
            "cash_fen": CASH_FEN,
            "goods": _GOODS,
            "goods_fen": GOODS_FEN,
            "visit_on": on,
            "status": str(VisitStatus.DONE if met else VisitStatus.ABSENT if done else VisitStatus.PLANNED),
            "given_fen": CASH_FEN if met else 0,
            "goods_given": _GOODS if met else [],
            "goods_given_fen": GOODS_FEN if met else 0,
            "signed_by": file["name"] if met else "",
            # The visits of the demo hold no pictures.
            "without_photo": "演示数据" if met else "",
            "absence": "外出就医，改日再访" if done and not met else "",
            "recorded_by_name": officer.name if done else "",
            "recorded_at": recorded,
            "created_at": plan["created_at"],
            "updated_at": recorded or plan["created_at"],
        }
        at[team] += 1
        made.stops.append(stop)
        if met and number % 3 == 0:
            made.concerns.append(_concern(stop, number, officer, chance, vault))


def _concern(stop: Row, number: int, officer: UserAccount, chance: Random, vault: Vault) -> Row:
    kind, text = _HEARD[number // 3 % len(_HEARD)]
    id = id_at(stop["recorded_at"], chance)
    answered = number % 2 == 0
    return {
        "id": id,
        "visit_id": stop["id"],
        **{name: stop[name] for name in ("organization_id", "code", "line_code")},
        "kind": str(kind),
        "text": vault.seal(text, "visit_concern", "text", id),
        "state": "answered" if answered else "open",
        "answer": "已转有关部门，并向本人答复。" if answered else "",
        "answered_by_name": officer.name if answered else "",
        "answered_at": stop["recorded_at"] + timedelta(days=5) if answered else None,
        "created_at": stop["recorded_at"],
    }
