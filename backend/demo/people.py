"""Members, officers and committees of a made-up city, as rows of their tables: dicts whose keys are the columns.

A city is peopled in parts of some fifty thousand, each with a source of chance of its own, so that parts can be made in
any order and by several processes, and a part is the same every time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, TypeAlias
from uuid import UUID

from backend.db.crypto import Vault
from backend.db.pinyin import pinyin_of
from backend.demo import words
from backend.demo.chance import IdNumbers, Weighted, day_between, dice, id_at, person_name, phone, pick
from backend.demo.city import City, Node
from backend.domain.age import age_band
from backend.domain.identity import IdKind, Sex
from backend.domain.member.codes import (
    Education,
    EmploymentForm,
    HukouKind,
    JoinSource,
    Marriage,
    MemberEventKind,
    MemberKind,
    MemberStatus,
    ModelWorker,
    Nation,
    NewEmployment,
    Politics,
    RetainReason,
    SkillLevel,
)
from backend.domain.member.completeness import completeness
from backend.domain.organization.codes import CommitteeForm, CommitteeKind, Industry, Level, Post, PostForm
from backend.domain.organization.codes import OrganizationKind as Kind

Row: TypeAlias = dict[str, Any]

PART = 50_000
"""Members in one part, about."""

_STATUS = Weighted(
    (MemberStatus.ACTIVE, 925),
    (MemberStatus.RETAINED, 30),
    (MemberStatus.SUBMITTED, 9),
    (MemberStatus.DRAFT, 4),
    (MemberStatus.RETURNED, 2),
    (MemberStatus.WITHDRAWN, 13),
    (MemberStatus.AUTO_WITHDRAWN, 8),
    (MemberStatus.DECEASED, 7),
    (MemberStatus.EXPELLED, 2),
)
_EDUCATION = Weighted(
    (Education.MASTER, 3),
    (Education.BACHELOR, 24),
    (Education.COLLEGE, 26),
    (Education.VOCATIONAL, 17),
    (Education.HIGH_SCHOOL, 14),
    (Education.JUNIOR_HIGH, 14),
    (Education.PRIMARY, 2),
)
_POLITICS = Weighted(
    (Politics.MASSES, 72), (Politics.CPC, 15), (Politics.CYL, 10), (Politics.CPC_PROBATIONARY, 1), (Politics.CDL, 1)
)
_NATION = Weighted(
    (Nation.HAN, 940), (Nation.TUJIA, 20), (Nation.MIAO, 15), (Nation.HUI, 8), (Nation.ZHUANG, 7), (Nation.YAO, 5)
)
_KIND = Weighted(
    (MemberKind.REGULAR, 66), (MemberKind.MIGRANT, 26), (MemberKind.DISPATCHED, 7), (MemberKind.LAID_OFF, 1)
)
_FORM = Weighted(
    (EmploymentForm.FIXED_TERM, 60),
    (EmploymentForm.OPEN_ENDED, 30),
    (EmploymentForm.TASK, 6),
    (EmploymentForm.PART_TIME, 4),
)
_SOURCE = Weighted(
    (JoinSource.IMPORT, 62),
    (JoinSource.OFFICER, 18),
    (JoinSource.PAPER, 12),
    (JoinSource.QR, 5),
    (JoinSource.ONLINE, 3),
)
_MARRIAGE = Weighted((Marriage.MARRIED, 70), (Marriage.SINGLE, 24), (Marriage.DIVORCED, 5), (Marriage.WIDOWED, 1))
_SKILL = Weighted(
    (None, 78), (SkillLevel.JUNIOR, 7), (SkillLevel.INTERMEDIATE, 8), (SkillLevel.SENIOR, 5), (SkillLevel.TECHNICIAN, 2)
)
_HUKOU = Weighted((HukouKind.URBAN, 38), (HukouKind.RURAL, 42), (HukouKind.RESIDENT, 18), (HukouKind.CONVERTED, 2))
_MODEL = Weighted(
    (ModelWorker.NONE, 992), (ModelWorker.MUNICIPAL, 5), (ModelWorker.PROVINCIAL, 2), (ModelWorker.NATIONAL, 1)
)
_NEW = {
    Industry.TRANSPORT: (
        NewEmployment.COURIER,
        NewEmployment.TRUCK_DRIVER,
        NewEmployment.RIDE_DRIVER,
        NewEmployment.FOOD_RIDER,
    )
}
_JOINING = (MemberStatus.DRAFT, MemberStatus.SUBMITTED, MemberStatus.RETURNED)
_LEFT = {
    MemberStatus.WITHDRAWN: MemberEventKind.WITHDRAWN,
    MemberStatus.AUTO_WITHDRAWN: MemberEventKind.AUTO_WITHDRAWN,
    MemberStatus.DECEASED: MemberEventKind.DECEASED,
    MemberStatus.EXPELLED: MemberEventKind.EXPELLED,
}
_WOMEN = {Industry.EDUCATION: 0.62, Industry.HEALTH: 0.68, Industry.CONSTRUCTION: 0.14, Industry.TRANSPORT: 0.2}
_FORM_OF = {
    Industry.EDUCATION: EmploymentForm.ESTABLISHMENT,
    Industry.PUBLIC_ADMINISTRATION: EmploymentForm.ESTABLISHMENT,
}


@dataclass(slots=True)
class Crowd:
    """The rows of one part."""

    members: list[Row] = field(default_factory=list)
    memberships: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    committees: list[Row] = field(default_factory=list)
    officers: list[Row] = field(default_factory=list)


def parts_of(city: City, *, seed: int) -> list[list[Node]]:
    """The unions of a city in parts, in an order that has nothing to do with their place."""
    unions = list(city.unions())
    dice(seed, 1).shuffle(unions)
    parts: list[list[Node]] = [[]]
    filled = 0
    for union in unions:
        if filled + union.members > PART and parts[-1]:
            parts.append([])
            filled = 0
        parts[-1].append(union)
        filled += union.members
    return parts


def people(
    city: City, unions: Sequence[Node], *, part: int, parts: int, seed: int, vault: Vault, now: datetime, rich: bool
) -> Crowd:
    """Everybody in these unions. `rich` gives each a full life line; load data has the entries that lists count."""
    peopler = _Peopler(list(city.unions()), IdNumbers(part, parts), dice(seed, 2, part), vault, now, rich)
    peopler.serial = part * 2 * PART
    for union in unions:
        peopler.settle(union)
    return peopler.crowd


def leaders(city: City, *, seed: int, now: datetime) -> Crowd:
    """Those who lead the unions above the base: they are officials of the place and no members here."""
    chance, crowd = dice(seed, 3), Crowd()
    for node in city.nodes:
        if node.kind.level > Level.TOWNSHIP:
            continue
        elect(crowd, node, (CommitteeKind.UNION, CommitteeKind.AUDIT), chance)
        for post in (Post.CHAIR, Post.VICE_CHAIR, Post.AUDIT_DIRECTOR):
            sex = pick(chance, (Sex.MALE, Sex.FEMALE))
            born_on = day_between(chance, date(1966, 1, 1), date(1988, 12, 31))
            person = {"id": None, "name": person_name(chance, sex, born_on.year), "sex": sex.value, "born_on": born_on}
            appoint(crowd, node, person, post, chance, full_time=True)
    return crowd


def elect(crowd: Crowd, node: Node, kinds: Iterable[CommitteeKind], chance: Random) -> None:
    """The committees of a union in its present term."""
    for kind in kinds:
        crowd.committees.append(
            {
                "id": id_at(datetime.combine(node.term_started_on, time(2), UTC), chance),
                "organization_id": node.id,
                "code": node.place.low,
                "line_code": node.line_code,
                "kind": kind.value,
                "form": (CommitteeForm.SINGLE if 0 < node.members < 25 else CommitteeForm.COMMITTEE).value,
                "term_number": 1 + max(0, node.term_started_on.year - node.founded.year) // node.term_years,
                "seats": 3 + 2 * min(5, node.members // 100),
                "elected_on": node.term_started_on,
                "term_years": node.term_years,
                "approval_number": f"云工复〔{node.term_started_on.year}〕{chance.randint(1, 400)}号",
                "ended_on": None,
                "version": 1,
            }
        )


def appoint(crowd: Crowd, node: Node, person: Row, post: Post, chance: Random, *, full_time: bool = False) -> None:
    """An officer of the present term."""
    since = datetime.combine(node.term_started_on, time(2), UTC)
    crowd.officers.append(
        {
            "id": id_at(since, chance),
            "organization_id": node.id,
            "committee_id": None,
            "member_id": person["id"],
            "code": node.place.low,
            "line_code": node.line_code,
            "name": person["name"],
            "initials": pinyin_of(person["name"])[1],
            "sex": person["sex"],
            "born_on": person["born_on"],
            "education": person.get("education"),
            "post": post.value,
            "form": (PostForm.FULL_TIME if full_time or chance.random() < 0.06 else PostForm.PART_TIME).value,
            "administrative_post": ""
            if full_time
            else pick(chance, ("办公室主任", "综合科科长", "车间主任", "副经理", "")),
            "phone": phone(chance),
            "term_number": 1 + max(0, node.term_started_on.year - node.founded.year) // node.term_years,
            "started_on": node.term_started_on,
            "ended_on": None,
            "end_reason": "",
            "created_at": since,
            "version": 1,
        }
    )


class _Peopler:
    """Settles members in one union after the other."""

    def __init__(
        self, elsewhere: Sequence[Node], numbers: IdNumbers, chance: Random, vault: Vault, now: datetime, rich: bool
    ) -> None:
        self.elsewhere, self.numbers, self.chance, self.vault, self.rich = elsewhere, numbers, chance, vault, rich
        self.now, self.today = now, now.date()
        self.crowd = Crowd()
        self.serial = 0

    def settle(self, union: Node) -> None:
        """The members of a union, and who of them leads it."""
        first = len(self.crowd.members)
        county, township = union.above(Level.COUNTY), union.above(Level.TOWNSHIP)
        self._chair = person_name(self.chance, Sex.MALE, 1975)
        for _ in range(union.members):
            where = pick(self.chance, union.branches) if union.branches and self.chance.random() < 0.9 else union
            self._settle(union, where, county.id if county else None, township.id if township else None)
        self._lead(union, self.crowd.members[first:])

    def _settle(self, union: Node, where: Node, county: UUID | None, township: UUID | None) -> None:
        chance, today = self.chance, self.today
        status = _STATUS.draw(chance)
        retired = status is MemberStatus.RETAINED and chance.random() < 0.8
        sex = Sex.FEMALE if chance.random() < _WOMEN.get(union.industry or Industry.TRADE, 0.42) else Sex.MALE
        born_on, number = self._identity(union.area, sex, retired)
        joined_on = self._joined(union, born_on) if status not in _JOINING else None
        created = self._created(joined_on)
        self.serial += 1
        id = id_at(created, chance)
        name = person_name(chance, sex, born_on.year)
        pinyin, initials = pinyin_of(name)
        kind = MemberKind.RETIRED if retired else _KIND.draw(chance)
        known = chance.random() < 0.9
        mobile = phone(chance) if chance.random() < 0.97 else None
        street = f"{words.CITY}{(union.above(Level.COUNTY) or union).name.removesuffix('总工会')}{pick(chance, words.STREETS)}"
        residence = f"{street}{chance.randint(1, 300)}号" if known or chance.random() < 0.5 else None
        business = pick(chance, union.businesses) if union.businesses else None
        new = pick(chance, _NEW[union.industry]) if union.industry in _NEW and chance.random() < 0.3 else None
        seal, vault = self.vault.seal, self.vault
        row: Row = {
            "id": id,
            "organization_id": where.id,
            "employer_id": business.id if business and not new else None,
            "code": where.place.low,
            "line_code": where.line_code,
            "county_id": county,
            "township_id": township,
            "number": f"{joined_on.year}{self.serial:08d}" if joined_on else None,
            "status": status.value,
            "name": name,
            "pinyin": pinyin,
            "initials": initials,
            "id_kind": IdKind.RESIDENT.value,
            "id_number": seal(number, "member", "id_number", id),
            "id_number_index": vault.blind_index("member.id_number", number),
            "id_tail_index": vault.tail_index("member.id_number", number[-4:]),
            "sex": sex.value,
            "born_on": born_on,
            "age_band": int(age_band(born_on, today)),
            "nation": _NATION.draw(chance).value,
            "native_place": words.CITY,
            "education": _EDUCATION.draw(chance).value if known or chance.random() < 0.6 else None,
            "politics": _POLITICS.draw(chance).value if known or chance.random() < 0.6 else None,
            "marriage": _MARRIAGE.draw(chance).value,
            "phone": seal(mobile, "member", "phone", id) if mobile else None,
            "phone_index": vault.blind_index("member.phone", mobile) if mobile else None,
            "phone_tail_index": vault.tail_index("member.phone", mobile[-4:]) if mobile else None,
            "bank_card": None,
            "residence": seal(residence, "member", "residence", id) if residence else None,
            "hukou_kind": _HUKOU.draw(chance).value,
            "hukou_place": street if known else "",
            "kind": kind.value,
            "employment_form": None
            if retired
            else (_FORM_OF.get(union.industry or Industry.TRADE) or _FORM.draw(chance)).value,
            "new_employment": new.value if new else None,
            "migrant": kind is MemberKind.MIGRANT,
            "dispatched": kind is MemberKind.DISPATCHED,
            "hardship": chance.random() < 0.013,
            "model_worker": _MODEL.draw(chance).value,
            "post": "" if retired else pick(chance, words.POSTS.get(union.industry or Industry.IT, words.COMMON_POSTS)),
            "title": "",
            "skill_level": level.value if (level := _SKILL.draw(chance)) else None,
            "work_started_on": day_between(chance, born_on + timedelta(days=6580), joined_on or today)
            if known
            else None,
            "joined_on": joined_on,
            "status_since": joined_on,
            "retain_reason": None,
            "completeness": 0,
            "card_issued_on": joined_on if joined_on and chance.random() < 0.8 else None,
            "source": _SOURCE.draw(chance).value,
            "notes": "",
            "created_at": created,
            "updated_at": created,
            "version": 1,
        }
        if status is MemberStatus.RETAINED:
            row["retain_reason"] = (RetainReason.RETIRED if retired else RetainReason.UNEMPLOYED).value
        row["completeness"] = completeness(row)
        self.crowd.members.append(row)
        self._live(row, status, where)

    def _identity(self, area: str, sex: Sex, retired: bool) -> tuple[date, str]:
        chance, today = self.chance, self.today
        while True:
            years = chance.triangular(56, 78, 61) if retired else chance.triangular(18.5, 60, 38)
            born_on = today - timedelta(days=int(years * 365.25))
            home = area if chance.random() < 0.8 else pick(chance, words.ELSEWHERE)
            number = self.numbers.make(home, born_on, sex)
            if number is not None:
                return born_on, number

    def _joined(self, union: Node, born_on: date) -> date:
        earliest = max(union.founded, born_on + timedelta(days=6600))
        return day_between(self.chance, earliest, self.today - timedelta(days=20))

    def _created(self, joined_on: date | None) -> datetime:
        """Rosters of old came in when the register began; who joined later was entered on the day."""
        began = date(2023, 3, 1)
        if joined_on is None:
            return self.now - timedelta(hours=self.chance.uniform(2, 300))
        day = day_between(self.chance, began, date(2024, 6, 30)) if joined_on < began else joined_on
        day = min(day, self.today - timedelta(days=1))
        return datetime.combine(day, time(1 + self.chance.randrange(8), self.chance.randrange(60)), UTC)

    def _live(self, row: Row, status: MemberStatus, where: Node) -> None:
        """Memberships and the life line that lead to the present state."""
        joined_on = row["joined_on"]
        if joined_on is None:
            self._happen(row, where, MemberEventKind.DRAFTED, row["created_at"].date())
            if status is not MemberStatus.DRAFT:
                self._happen(row, where, MemberEventKind.SUBMITTED, row["created_at"].date())
            if status is MemberStatus.RETURNED:
                self._happen(row, where, MemberEventKind.RETURNED, self.today, reason="请补充参加工作时间")
            return
        began, began_by = joined_on, MemberEventKind.JOINED
        first = pick(self.chance, self.elsewhere)
        if self.chance.random() < 0.04 and first is not where:
            began_by = MemberEventKind.TRANSFER_ACCEPTED
            began = day_between(self.chance, joined_on, self.today - timedelta(days=10))
            self._belong(row, first, joined_on, began, MemberEventKind.JOINED, began_by)
            self._happen(row, first, MemberEventKind.JOINED, joined_on)
            facts = {
                "from_organization_id": str(first.id),
                "from": first.name,
                "to_organization_id": str(where.id),
                "to": where.name,
            }
            self._happen(row, where, began_by, began, **facts)
        else:
            self._happen(row, where, MemberEventKind.JOINED, joined_on)
        if self.rich and row["source"] == JoinSource.IMPORT:
            self._happen(row, where, MemberEventKind.IMPORTED, row["created_at"].date())
        ended = None
        if status in _LEFT:
            ended = day_between(
                self.chance, max(began, self.today - timedelta(days=900)), self.today - timedelta(days=3)
            )
            self._happen(row, where, _LEFT[status], ended)
        elif status is MemberStatus.RETAINED:
            day = day_between(self.chance, max(began, self.today - timedelta(days=900)), self.today - timedelta(days=3))
            self._happen(row, where, MemberEventKind.RETAINED, day, reason=row["retain_reason"])
            row["status_since"] = day
        if ended:
            row["status_since"] = ended
        self._belong(row, where, began, ended, began_by, _LEFT.get(status))
        if self.rich and row["card_issued_on"]:
            self._happen(row, where, MemberEventKind.CARD_ISSUED, row["card_issued_on"])

    def _belong(
        self,
        row: Row,
        where: Node,
        start: date,
        end: date | None,
        by: MemberEventKind,
        ended_by: MemberEventKind | None,
    ) -> None:
        self.crowd.memberships.append(
            {
                "id": id_at(row["created_at"], self.chance),
                "member_id": row["id"],
                "organization_id": where.id,
                "code": where.place.low,
                "line_code": where.line_code,
                "started_on": start,
                "ended_on": end,
                "began_by": by.value,
                "ended_by": ended_by.value if ended_by and end else None,
            }
        )

    def _happen(self, row: Row, where: Node, kind: MemberEventKind, on: date, **facts: str) -> None:
        self.crowd.events.append(
            {
                "id": id_at(row["created_at"], self.chance),
                "member_id": row["id"],
                "organization_id": where.id,
                "code": where.place.low,
                "line_code": where.line_code,
                "kind": kind.value,
                "on": on,
                "actor_id": None,
                "actor_name": self._chair,
                "facts": facts,
                "recorded_at": max(row["created_at"], datetime.combine(on, time(3), UTC)),
            }
        )

    def _lead(self, union: Node, members: Sequence[Row]) -> None:
        """Committees by the size of the union (ORG-22), and their officers out of its members."""
        women = sum(row["sex"] == Sex.FEMALE for row in members)
        kinds = [CommitteeKind.UNION, CommitteeKind.AUDIT] + ([CommitteeKind.WOMEN] if women >= 10 else [])
        elect(self.crowd, union, kinds, self.chance)
        able = [
            row
            for row in members[:60]
            if row["status"] == MemberStatus.ACTIVE and row["joined_on"] <= union.term_started_on
        ]
        posts = [Post.CHAIR, Post.AUDIT_DIRECTOR, Post.ORGANIZING_MEMBER, Post.PUBLICITY_MEMBER]
        for post, row in zip(posts[: 2 if union.kind is Kind.JOINT_UNION else 4], able, strict=False):
            appoint(self.crowd, union, row, post, self.chance)
        women_able = [row for row in able[4:] if row["sex"] == Sex.FEMALE]
        if len(kinds) == 3 and women_able:
            appoint(self.crowd, union, women_able[0], Post.WOMEN_DIRECTOR, self.chance)
