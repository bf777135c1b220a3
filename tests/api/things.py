"""One thing of each kind with each base union of the town, for the matrix to try."""

from datetime import UTC, date, datetime
from typing import Any

import orjson
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db import placement
from backend.db.crypto import Vault
from backend.db.declarations import seal_declaration
from backend.db.household_records import SNAPSHOT, as_kept
from backend.db.pinyin import pinyin_of
from backend.db.session import Database
from backend.db.tables.account import GrantHandover, RoleGrant, UserAccount
from backend.db.tables.aid import AidPolicyRow, Household, HouseholdPerson, HouseholdSnapshot
from backend.db.tables.aid_application import AidApplication
from backend.db.tables.aid_case import AidCase, AidProgram
from backend.db.tables.aid_station import AidStation
from backend.db.tables.client import Client, Webhook, WebhookDelivery
from backend.db.tables.duty import Duty, DutyReport
from backend.db.tables.export import ExportApproval
from backend.db.tables.imports import Import, ImportRow
from backend.db.tables.member import Member, Membership, Transfer
from backend.db.tables.member_batch import MemberBatch
from backend.db.tables.merge import MemberMerge
from backend.db.tables.needs_survey import NeedsMeasure, NeedsSurvey
from backend.db.tables.notice import Notice, Objection
from backend.db.tables.organization import Committee, Employer, Honour, Officer, Organization, Urge
from backend.db.tables.pairing import Pairing
from backend.db.tables.paper import Paper, PaperFile, PaperKeeper
from backend.db.tables.paper_request import PaperRequest
from backend.db.tables.process import StoredFile
from backend.db.tables.report import Report
from backend.db.tables.sample import AidSample
from backend.db.tables.summary import AidSummary
from backend.db.tables.trip import ReturnTrip, TripDemand
from backend.db.tables.visit import Visit, VisitConcern, VisitPlan, VisitTeam
from backend.domain.access import EVERYTHING
from backend.domain.aid.codes import HardshipCause, Relation
from backend.domain.aid.declaration import Declaration
from backend.domain.aid.evaluation import evaluate, plain
from backend.domain.aid.files import HouseholdDraft
from backend.domain.aid.people import PersonDraft
from backend.domain.aid.policy import DEFAULT_POLICY
from backend.domain.calendar import start_of
from backend.domain.member.codes import MemberStatus
from backend.domain.trip.demands import season_of
from tests.api.money_things import place_money
from tests.api.pictures import PICTURE, PICTURE_SHA256, picture_of, place_pictures
from tests.api.savings_things import place_savings
from tests.conftest import Api
from tests.town import FOUNDED, SINCE, id_of, today

REPORTING = ("city", "qingxi", "chengguan", "hekou", "dongshan")
"""Unions with a report of long ago."""
BASE_UNIONS = ("textile", "hospital", "cement", "electronics", "school", "logistics")
BORN = date(1990, 1, 1)


async def place_things(api: Api) -> None:
    """As `place_things_in`, in the database of a test."""
    await place_things_in(api.database, api.vault)


async def place_things_in(database: Database, vault: Vault) -> None:
    """At each base union a member, a merge, a batch, an employer, an officer, a committee, an honour, an urge, a household
    file, rules of aid, a draft of a programme with a case, a demand for going home, a trip, a notice with an objection, an
    aid station, a survey of need with a measure, a duty with a report, money, a request for an export, an account with a grant and its
    handover, a paper with its keeper, an import; pictures of what has such; two transfers; some reports."""
    async with database.transaction(EVERYTHING) as session:
        unions = {key: await session.get_one(Organization, id_of(key)) for key in BASE_UNIONS}
        for number, (key, union) in enumerate(unions.items()):
            place = {"organization_id": union.id, "code": union.code, "line_code": union.line_code}
            county, township = await placement.ancestors_at(session, union.code)
            member_id, id_number = id_of(f"member:{key}"), f"{430000000000000000 + number}"
            name = "张三" + "甲乙丙丁戊己"[number]
            session.add(
                Member(
                    id=member_id,
                    **place,
                    county_id=county,
                    township_id=township,
                    number=f"2020{number:08d}",
                    status=MemberStatus.ACTIVE,
                    name=name,
                    pinyin=pinyin_of("张三")[0],
                    initials=pinyin_of("张三")[1],
                    id_kind="resident",
                    id_number=vault.seal(id_number, "member", "id_number", member_id),
                    id_number_index=vault.blind_index("member.id_number", id_number),
                    id_tail_index=vault.tail_index("member.id_number", id_number[-4:]),
                    sex="male",
                    born_on=BORN,
                    age_band=3,
                    kind="regular",
                    joined_on=FOUNDED,
                    photo_id=picture_of(f"member:{key}"),
                    photo_sha256=PICTURE_SHA256,
                    created_at=SINCE,
                    updated_at=SINCE,
                )
            )
            session.add(
                Employer(
                    id=id_of(f"employer:{key}"),
                    name=union.name.removesuffix("工会"),
                    initials="",
                    territory_id=township or union.id,
                    union_id=union.id,
                    code=union.code,
                    line_code=union.line_code,
                    employees=100,
                    created_at=SINCE,
                )
            )
            session.add(
                UserAccount(
                    id=id_of(f"user:{key}"),
                    login=f"at_{key}",
                    name="某人",
                    organization_id=union.id,
                    code=union.code,
                    status="active",
                    must_change_password=False,
                    created_at=SINCE,
                )
            )
            await session.flush()
            session.add(Membership(member_id=member_id, **place, started_on=FOUNDED, began_by="joined"))
            session.add(
                Officer(
                    id=id_of(f"officer:{key}"),
                    **place,
                    name="方秀云",
                    initials="fxy",
                    sex="female",
                    post="chair",
                    form="part_time",
                    started_on=FOUNDED,
                    created_at=SINCE,
                )
            )
            session.add(
                MemberMerge(
                    id=id_of(f"merge:{key}"),
                    member_id=member_id,
                    member_version=7,
                    merged_id=id_of(f"merged:{key}"),
                    member_name=name,
                    **place,
                    merged_by=id_of("user:union_chair"),
                    merged_at=SINCE,
                    undo_until=date(2126, 1, 1),
                )
            )
            session.add(
                MemberBatch(
                    id=id_of(f"batch:{key}"),
                    **place,
                    user_id=id_of("user:union_chair"),
                    user_name="方秀云",
                    deed={"change": {"migrant": True}},
                    state="checked",
                    created_at=SINCE,
                )
            )
            session.add(Committee(id=id_of(f"committee:{key}"), **place, kind="union", elected_on=FOUNDED, seats=5))
            session.add(
                Honour(
                    id=id_of(f"honour:{key}"),
                    **place,
                    kind="demonstration",
                    started_on=FOUNDED,
                    granted_by_id=id_of("city"),
                    granted_by_name="云江市总工会",
                    created_at=SINCE,
                )
            )
            session.add(
                Urge(
                    id=id_of(f"urge:{key}"),
                    **place,
                    subject="term",
                    from_organization_id=id_of("city"),
                    from_organization_name="云江市总工会",
                    from_level=1,
                    sent_by=id_of("user:city_officer"),
                    sent_by_name="周明",
                    urged_on=FOUNDED,
                    created_at=SINCE,
                )
            )
            session.add(
                Household(
                    id=id_of(f"household:{key}"),
                    **place,
                    number=f"KN-2026-9{number:05d}",
                    name=name,
                    initials="zs",
                    worker_kind="in_service",
                    main_cause="low_income",
                    phone=vault.seal("13800138000", "household", "phone", id_of(f"household:{key}")),
                    status="active",
                    keeper_id=id_of("user:union_chair"),
                    reviewer_id=id_of("user:city_officer"),
                    opened_on=FOUNDED,
                    created_at=SINCE,
                    updated_at=SINCE,
                )
            )
            session.add(
                AidApplication(
                    id=id_of(f"aid_application:{key}"),
                    **place,
                    number=f"SQ-2026-9{number:05d}",
                    member_id=member_id,
                    user_id=id_of(f"user:{key}"),
                    name=name,
                    initials="zs",
                    status="submitted",
                    declaration=seal_declaration(vault, id_of(f"aid_application:{key}"), Declaration()),
                    submitted_at=SINCE,
                    reached_at=SINCE,
                    created_at=SINCE,
                    updated_at=SINCE,
                )
            )
            await session.flush()
            session.add(
                PaperRequest(
                    id=id_of(f"paper_request:{key}"),
                    **place,
                    household_id=id_of(f"household:{key}"),
                    household_number=f"KN-2026-9{number:05d}",
                    member_id=member_id,
                    status="answered",
                    papers=["identity"],
                    asked_by_id=id_of("user:city_officer"),
                    asked_at=SINCE,
                    answered_at=SINCE,
                )
            )
            session.add(
                AidPolicyRow(
                    id=id_of(f"aid_policy:{key}"),
                    **place,
                    effective_on=date(2099, 1, 1),
                    parts={"line": {"line_fen": 90_000, "default_size": 3}},
                    created_at=SINCE,
                )
            )
            session.add(
                AidProgram(
                    id=id_of(f"aid_program:{key}"),
                    **place,
                    code_hi=union.code_hi,
                    organization_name=union.name,
                    kind="living",
                    name="生活救助",
                    year=2026,
                    stages=["unit_review", "county_review"],
                    created_at=SINCE,
                    updated_at=SINCE,
                )
            )
            await _place_visit(vault, session, key, place)
            await session.flush()
            session.add(
                AidCase(
                    id=id_of(f"aid_case:{key}"),
                    **place,
                    number=f"BF-2026-9{number:05d}",
                    program_id=id_of(f"aid_program:{key}"),
                    household_id=id_of(f"household:{key}"),
                    name=name,
                    initials="zs",
                    maker_id=id_of("user:union_chair"),
                    maker_name="方秀云",
                    reached_at=SINCE,
                    created_at=SINCE,
                    updated_at=SINCE,
                )
            )
            session.add(
                HouseholdPerson(
                    household_id=id_of(f"household:{key}"),
                    **place,
                    place=0,
                    relation="self",
                    name=name,
                    id_kind="resident",
                )
            )
            session.add(_snapshot(vault, key, place, name))
            session.add(
                ExportApproval(
                    id=id_of(f"approval:{key}"),
                    **place,
                    user_id=id_of(f"user:{key}"),
                    user_name=name,
                    noun="members",
                    language="zh",
                    columns=["name", "id_number"],
                    unmasked=["id_number"],
                    digest=b"",
                    rows=101,
                    reason="benefit",
                    expires_at=datetime(2099, 1, 1, tzinfo=UTC),
                    created_at=SINCE,
                )
            )
            await place_money(session, key, union, place, vault=vault)
            await place_savings(session, key, place)
            session.add(
                AidSample(
                    id=id_of(f"aid_sample:{key}"),
                    **place,
                    seed=1,
                    first_on=FOUNDED,
                    last_on=FOUNDED,
                    size=1,
                    population=1,
                    case_ids=[id_of(f"aid_case:{key}")],
                    drawn_by=id_of("user:county_auditor"),
                    drawn_by_name="经审",
                    drawn_at=SINCE,
                )
            )
            session.add(
                AidSummary(
                    id=id_of(f"aid_summary:{key}"),
                    **place,
                    organization_name=union.name,
                    year=2020,
                    title="工作总结",
                    texts={"practice": "走访慰问"},
                    created_at=SINCE,
                    updated_at=SINCE,
                )
            )
            session.add(
                Pairing(
                    id=id_of(f"pairing:{key}"),
                    household_id=id_of(f"household:{key}"),
                    **place,
                    kind="cadre",
                    name="方秀云",
                    started_on=FOUNDED,
                    created_at=SINCE,
                )
            )
            await _place_survey(session, vault, key, place)
            await _place_duty(session, key, union, place)
            await _place_paper(session, key, place)
            place_pictures(session, key, place)
            await _place_import(session, key, place)
            session.add(
                GrantHandover(
                    id=id_of(f"handover:{key}"),
                    **place,
                    from_user_id=id_of(f"user:{key}"),
                    to_user_id=id_of("user:integrator"),
                    roles=["officer"],
                    starts_on=FOUNDED,
                    made_by=id_of("user:system_admin"),
                    created_at=SINCE,
                )
            )
            _place_trip(session, key, place)
            session.add(
                AidStation(
                    id=id_of(f"aid_station:{key}"),
                    **place,
                    kind="point",
                    name="帮扶点",
                    address="厂区一号楼",
                    phone="0738-8312345",
                    services=["intake"],
                    opened_on=FOUNDED,
                    created_at=SINCE,
                )
            )
            await _place_notice(session, key, union)
            await _place_client(vault, session, key, place)
            session.add(
                RoleGrant(
                    id=id_of(f"grant:{key}"),
                    user_id=id_of(f"user:{key}"),
                    role="officer",
                    **place,
                    starts_on=FOUNDED,
                    status="active",
                    created_at=SINCE,
                )
            )
        session.add(_transfer("textile", unions["textile"], unions["electronics"]))
        session.add(_transfer("school", unions["school"], unions["logistics"]))
        for key in REPORTING:
            session.add(_report(key, await session.get_one(Organization, id_of(key))))


def _snapshot(vault: Vault, key: str, place: dict[str, Any], name: str) -> HouseholdSnapshot:
    """The household file of a union as it was kept once."""
    id = id_of(f"household_snapshot:{key}")
    worker = PersonDraft(id=id_of(f"kept person:{key}"), relation=Relation.SELF, name=name)
    draft = HouseholdDraft(
        organization_id=place["organization_id"],
        worker=worker,
        main_cause=HardshipCause.LOW_INCOME,
        phone="13800138000",
    )
    return HouseholdSnapshot(
        id=id,
        **place,
        household_id=id_of(f"household:{key}"),
        kind="application",
        year=FOUNDED.year,
        version=1,
        evaluation=plain(evaluate(draft.household, DEFAULT_POLICY)),
        content=vault.seal(orjson.dumps(as_kept(draft)).decode(), SNAPSHOT, "content", id),
        taken_by_name="方秀云",
        taken_at=SINCE,
    )


async def _place_visit(vault: Vault, session: AsyncSession, key: str, place: dict[str, Any]) -> None:
    """A settled plan of the union with one stop and something that was heard there."""
    plan, team, visit, concern = (id_of(f"{kind}:{key}") for kind in ("visit_plan", "team", "visit", "visit_concern"))
    session.add(
        VisitPlan(
            id=plan,
            **place,
            number=f"ZF-{key}"[:20],
            organization_name=key,
            name="春节慰问",
            occasion="new_year",
            level="union",
            status="planned",
            starts_on=FOUNDED,
            ends_on=FOUNDED,
            maker_id=id_of("user:union_chair"),
            created_at=SINCE,
            updated_at=SINCE,
        )
    )
    await session.flush()
    session.add(VisitTeam(id=team, plan_id=plan, **place, place=0, name="第一组"))
    await session.flush()
    session.add(
        Visit(
            id=visit,
            plan_id=plan,
            team_id=team,
            **place,
            place=0,
            name="张三",
            kind="poor",
            visit_on=FOUNDED,
            address=vault.seal("某路 1 号", "visit", "address", visit),
            created_at=SINCE,
            updated_at=SINCE,
        )
    )
    await session.flush()
    session.add(
        VisitConcern(
            id=concern,
            visit_id=visit,
            **place,
            kind="living",
            text=vault.seal("房屋漏雨", "visit_concern", "text", concern),
            created_at=SINCE,
        )
    )


async def _place_survey(session: AsyncSession, vault: Vault, key: str, place: dict[str, Any]) -> None:
    survey = id_of(f"needs_survey:{key}")
    session.add(
        NeedsSurvey(
            id=survey,
            **place,
            held_on=FOUNDED,
            ways=["meeting"],
            findings=vault.seal("夜班职工就餐难", "needs_survey", "findings", survey),
            measures=1,
            next_due=FOUNDED,
            created_at=SINCE,
        )
    )
    await session.flush()
    session.add(
        NeedsMeasure(
            id=id_of(f"needs_measure:{key}"),
            survey_id=survey,
            **place,
            kind="service",
            what="开设夜宵窗口",
            lead="后勤部",
            due_on=FOUNDED,
            created_at=SINCE,
        )
    )


async def _place_paper(session: AsyncSession, key: str, place: dict[str, Any]) -> None:
    """Minutes of long ago with a file, and who keeps them."""
    paper = id_of(f"paper:{key}")
    session.add(
        Paper(
            id=paper,
            **place,
            kind="minutes",
            year=FOUNDED.year,
            title="职工大会记录",
            held_on=FOUNDED,
            retention="permanent",
            file_count=1,
            entered_by=id_of("user:union_chair"),
            entered_by_name="方秀云",
            created_at=SINCE,
        )
    )
    await session.flush()
    session.add(
        PaperFile(
            id=id_of(f"paper_file:{key}"),
            paper_id=paper,
            **place,
            place=0,
            file_id=picture_of(f"paper:{key}"),
            name="记录.png",
            media_type="image/png",
            size=len(PICTURE),
            sha256=PICTURE_SHA256,
        )
    )
    session.add(
        PaperKeeper(
            id=id_of(f"paper_keeper:{key}"),
            **place,
            name="方秀云",
            since=FOUNDED,
            entered_by_name="方秀云",
            created_at=SINCE,
        )
    )


async def _place_import(session: AsyncSession, key: str, place: dict[str, Any]) -> None:
    """A roster that was checked, with one row that is wrong."""
    file = id_of(f"roster:{key}")
    session.add(
        StoredFile(
            id=file,
            user_id=id_of(f"user:{key}"),
            name="名册.png",
            media_type="image/png",
            size=len(PICTURE),
            sha256=PICTURE_SHA256,
            purpose="workbook",
            created_at=SINCE,
        )
    )
    await session.flush()
    session.add(
        Import(
            id=id_of(f"import:{key}"),
            **place,
            user_id=id_of(f"user:{key}"),
            kind="members",
            file_id=file,
            state="checked",
            head={"sheet": "", "ends": 1, "columns": []},
            created_at=SINCE,
        )
    )
    session.add(
        ImportRow(
            **place,
            import_id=id_of(f"import:{key}"),
            round=1,
            line=2,
            state="wrong",
            fields={"cells": {"name": "张三"}, "values": {"name": "张三"}},
            problems=[],
        )
    )


def _report(key: str, union: Organization) -> Report:
    return Report(
        id=id_of(f"report:{key}"),
        organization_id=union.id,
        organization_name=union.name,
        code=union.code,
        line_code=union.line_code,
        above_id=union.parent_id,
        form="yearbook",
        year=2001,
        computed_at=SINCE,
        created_at=SINCE,
    )


async def _place_duty(session: AsyncSession, key: str, union: Organization, place: dict[str, Any]) -> None:
    """A duty that is due on the first day of a year far ahead, with a report of it and its file."""
    session.add(
        Duty(
            id=id_of(f"duty:{key}"),
            **place,
            organization_name=union.name,
            code_hi=union.code_hi,
            subject="registers",
            name="四项实名登记",
            year=2099,
            due_at=start_of(date(2099, 1, 1)),
            made_by_name="方秀云",
            created_at=SINCE,
        )
    )
    await session.flush()
    session.add(
        DutyReport(
            id=id_of(f"duty_report:{key}"),
            duty_id=id_of(f"duty:{key}"),
            **place,
            file_id=picture_of(f"duty:{key}"),
            file_sha256=PICTURE_SHA256,
            file_name="登记表.png",
            file_type="image/png",
            reported_at=SINCE,
            reported_by_name="方秀云",
        )
    )


def _place_trip(session: AsyncSession, key: str, place: dict[str, Any]) -> None:
    """A demand for going home, and a trip that nobody has a seat on."""
    there = {"year": season_of(today()), "province": "sichuan", "place": "达州", "way": "train"}
    at = {"created_at": SINCE, "updated_at": SINCE}
    session.add(
        TripDemand(
            id=id_of(f"trip_demand:{key}"),
            **place,
            **there,
            **at,
            origin_id=place["organization_id"],
            travel_on=today(),
            people=20,
        )
    )
    session.add(
        ReturnTrip(
            id=id_of(f"return_trip:{key}"),
            **place,
            **there,
            **at,
            name="返乡专列",
            departs_at=start_of(today()),
            from_place="云江站",
            seats=100,
        )
    )


async def _place_notice(session: AsyncSession, key: str, union: Organization) -> None:
    """A notice that runs, and an objection that is open."""
    place = {"organization_id": union.id, "code": union.code, "line_code": union.line_code}
    program_id, notice_id = id_of(f"program of notice:{key}"), id_of(f"notice:{key}")
    session.add(
        AidProgram(
            id=program_id,
            **place,
            code_hi=union.code_hi,
            kind="living",
            name="生活救助",
            year=2020,
            stages=["unit_review", "notice", "unit_confirm"],
            created_at=SINCE,
            updated_at=SINCE,
        )
    )
    await session.flush()
    session.add(
        Notice(
            id=notice_id,
            **place,
            code_hi=union.code_hi,
            number=f"GS-2020-{key}",
            organization_name=union.name,
            program_id=program_id,
            program_name="生活救助",
            columns=["name"],
            days=5,
            shown_at="公开栏",
            receiver="工会",
            receiver_phone="0738-8312345",
            people=0,
            published_at=datetime(2026, 1, 5, tzinfo=UTC),
            published_by=id_of("user:union_chair"),
            published_by_name="方秀云",
            ends_at=datetime(2026, 1, 12, 16, tzinfo=UTC),
            status="concluded",
            concluded_at=datetime(2026, 1, 13, tzinfo=UTC),
            scan_id=picture_of(f"notice:{key}"),
            scan_sha256=PICTURE_SHA256,
            scanned_at=SINCE,
        )
    )
    await session.flush()
    session.add(
        Objection(
            id=id_of(f"objection:{key}"),
            notice_id=notice_id,
            **place,
            way="phone",
            received_on=date(2026, 1, 6),
            anonymous=True,
            taken_at=SINCE,
        )
    )


async def _place_client(vault: Vault, session: AsyncSession, key: str, place: dict[str, Any]) -> None:
    client_id, webhook_id = id_of(f"client:{key}"), id_of(f"webhook:{key}")
    session.add(
        Client(
            id=client_id,
            **place,
            name="数据共享平台",
            holder="市大数据局",
            datasets=["members"],
            networks=["127.0.0.1/32"],
            per_minute=60,
            expires_on=date(2126, 1, 1),
            made_by=id_of("user:integrator"),
            made_by_name="数据局",
            created_at=SINCE,
        )
    )
    await session.flush()
    session.add(
        Webhook(
            id=webhook_id,
            client_id=client_id,
            **place,
            url="https://example.test/hook",
            events=["month.closed"],
            secret=vault.seal("whsec_MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0", "webhook", "secret", webhook_id),
            made_by_name="数据局",
            created_at=SINCE,
        )
    )
    await session.flush()
    session.add(
        WebhookDelivery(
            id=id_of(f"delivery:{key}"),
            webhook_id=webhook_id,
            **place,
            event="month.closed",
            message={"type": "month.closed", "timestamp": "2020-01-01T08:00:00+08:00", "data": {"month": "2026-10"}},
            state="failed",
            created_at=SINCE,
        )
    )


def _transfer(key: str, leaving: Organization, receiving: Organization) -> Transfer:
    return Transfer(
        id=id_of(f"transfer:{key}"),
        number=f"ZJ-{key}",
        member_id=id_of(f"member:{key}"),
        member_name="张三",
        member_sex="male",
        form="push",
        from_organization_id=leaving.id,
        from_organization_name=leaving.name,
        from_code=leaving.code,
        from_line_code=leaving.line_code,
        to_organization_id=receiving.id,
        to_organization_name=receiving.name,
        to_code=receiving.code,
        to_line_code=receiving.line_code,
        status="submitted",
        requested_by=id_of("user:union_chair"),
        requested_at=SINCE,
        due_on=date(2026, 12, 31),
    )
